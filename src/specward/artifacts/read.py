"""From a kind and a document to the artifact that it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from specward.artifacts.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.artifacts.language.vocabulary import Vocabulary
    from specward.markdown.document import Document

WORDED = (Kind.SPEC, Kind.PLAN)
"""The kinds whose parts are told by words that a project may have its own for."""


def read_artifact(kind: Kind, document: Document, vocabulary: Vocabulary | None = None) -> Any:  # noqa: ANN401 -- one reader a kind, each its type
    """The artifact in a document. Readers never raise: what they cannot understand they keep as unreadable.

    Args:
        kind: of the artifact.
        document: it.
        vocabulary: the words to read a `WORDED` kind by; None for those that need no configuration.
    """
    return _reader(kind)(document, vocabulary) if vocabulary and kind in WORDED else _reader(kind)(document)


@cache
def _reader(kind: Kind) -> Callable[..., Any]:  # noqa: PLR0911 -- one reader a kind
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
        case Kind.AGENT:
            from specward.artifacts.agent import read_agent

            return read_agent
