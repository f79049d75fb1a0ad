"""A decision as JSON: what listings and pages say of it to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry


def entry_as_json(entry: Entry, catalogue: Catalogue) -> dict[str, Any]:
    """All that the catalogue knows of a decision.

    Args:
        entry: the decision.
        catalogue: all decisions, among which those are looked up that hold in its place.
    """
    return {
        "path": entry.path,
        "id": entry.name,
        "number": entry.number,
        "title": entry.title,
        "status": entry.status.value if entry.status else None,
        "status_text": entry.status_text,
        "date": entry.date or None,
        "format": entry.format,
        "feature": entry.feature or None,
        "deciders": list(entry.deciders),
        "tags": list(entry.tags),
        "review_by": entry.review_by or None,
        "live": entry.is_live,
        "successors": [after.path for after in catalogue.successors(entry)],
        "ties": [{**tie._asdict(), "paths": list(tie.paths)} for tie in entry.ties],
    }
