"""From a kind and a document to the artifact that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward.artifacts.kind import Kind

if TYPE_CHECKING:
    from specward.markdown.document import Document


def read_artifact(kind: Kind, document: Document) -> Any:  # noqa: ANN401, PLR0911 -- one reader a kind, each its type
    """The artifact in a document. Readers never raise: what they cannot understand they keep as unreadable."""
    match kind:
        case Kind.SPEC:
            from specward.artifacts.spec import read_spec

            return read_spec(document)
        case Kind.PLAN:
            from specward.artifacts.plan import read_plan

            return read_plan(document)
        case Kind.TASKS:
            from specward.artifacts.tasks import read_tasks

            return read_tasks(document)
        case Kind.CHECKLIST:
            from specward.artifacts.checklist import read_checklist

            return read_checklist(document)
        case Kind.CONSTITUTION:
            from specward.artifacts.constitution import read_constitution

            return read_constitution(document)
        case Kind.PHR:
            from specward.artifacts.phr import read_record

            return read_record(document)
        case Kind.ADR:
            from specward.artifacts.adr import read_adr

            return read_adr(document)
