"""From a kind and a document to the artifact that it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from specward.artifacts.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.markdown.document import Document


def read_artifact(kind: Kind, document: Document) -> Any:  # noqa: ANN401 -- one reader a kind, each its type
    """The artifact in a document. Readers never raise: what they cannot understand they keep as unreadable."""
    return _reader(kind)(document)


@cache
def _reader(kind: Kind) -> Callable[[Document], Any]:  # noqa: PLR0911 -- one reader a kind
    """The reader of a kind, imported when the first document of that kind is read."""
    match kind:
        case Kind.SPEC:
            from specward.artifacts.spec import read_spec

            return read_spec
        case Kind.PLAN:
            from specward.artifacts.plan import read_plan

            return read_plan
        case Kind.TASKS:
            from specward.artifacts.tasks import read_tasks

            return read_tasks
        case Kind.CHECKLIST:
            from specward.artifacts.checklist import read_checklist

            return read_checklist
        case Kind.CONSTITUTION:
            from specward.artifacts.constitution import read_constitution

            return read_constitution
        case Kind.PHR:
            from specward.artifacts.phr import read_record

            return read_record
        case Kind.ADR:
            from specward.artifacts.adr import read_adr

            return read_adr
