"""A review of decisions as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from specward.output.adr.review_words import heading
from specward.output.json_v1 import finding_as_dict

if TYPE_CHECKING:
    from specward.adr.catalogue.entry import Entry
    from specward.adr.citations.judge import Judged
    from specward.adr.review.compare import RecordChange
    from specward.adr.review.hands import Hands
    from specward.adr.review.whole import Review


def render(review: Review) -> str:
    """The whole text, ending in a line break."""
    value = {
        "base": review.ends.base,
        "head": review.ends.head or None,
        "records": [_record(change, review.hands.get(change.entry.path)) for change in review.records],
        "collisions": [collision._asdict() for collision in review.collisions],
        "dead_citations": [_dead(judged) for judged in review.dead],
        "unknown_in_messages": [claim._asdict() for claim in review.claims],
        "findings": [finding_as_dict(finding) for finding in review.findings],
        "must_be_mended": review.must_be_mended,
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _record(change: RecordChange, hands: Hands | None) -> dict[str, object]:
    entry = change.entry
    return {
        "change": heading(change),
        "id": entry.name,
        "path": entry.path,
        "former_path": change.renamed or None,
        "title": entry.title,
        "status": _status(change.after),
        "former_status": _status(change.before),
        "frozen_text_touched": [touched._asdict() for touched in change.touched],
        "frozen_text_lines": list(change.words),
        "text": [{"zone": zone, "what": list(what)} for zone, what in change.edited],
        "amended": list(change.amended),
        "options": list(change.options),
        "chosen": change.chosen or None,
        "rejected": list(change.rejected),
        "names": list(change.serves),
        "links_gained": list(change.gained),
        "links_lost": list(change.lost),
        "authors": list(hands.authors) if hands else [],
        "approved_by": list(hands.approved) if hands else [],
    }


def _status(entry: Entry | None) -> str | None:
    return entry.status.value if entry and entry.status else None


def _dead(judged: Judged) -> dict[str, object]:
    return {
        "path": judged.citation.path,
        "line": judged.citation.line,
        "cites": judged.meant[0].name,
        "successors": [entry.name for entry in judged.successors],
    }
