"""Prompt records of older layouts: which files are some, and where they belong today.

Known are the layouts of SpecKit Plus v1 and of the AI prompt history starter (v0), and what agents make of all of them;
`phr_header`, `phr_body` and `phr_name` read their forms.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.calendar_date import is_date
from specward.artifacts.kind import Kind, base_of
from specward.artifacts.phr_filing import CONSTITUTION, GENERAL, ROUTES
from specward.artifacts.phr_header import FRONT_MATTER
from specward.artifacts.phr_name import CURRENT_FORM, OWN_FORM
from specward.features import candidates
from specward.ids import slug
from specward.phr.search.query import stage_of
from specward.phr.search.record_files import ENDINGS
from specward.phr.stage import MISC, context_of
from specward.scaffold.record import record_folder

if TYPE_CHECKING:
    from collections.abc import Collection

    from specward.artifacts.kind import Layout
    from specward.artifacts.phr import Record

NO_FEATURES = {"", "none", "null", "n/a", CONSTITUTION, GENERAL}
"""What stands where a record belongs to no feature."""


class Filing(NamedTuple):
    """Where a record belongs today."""

    folder: str
    stage: str
    remark: str = ""
    """Why the stage is another one than the record's own, as a clause; empty where it is the same or means the same."""


def may_be_record(path: str, layout: Layout) -> bool:
    """Whether a file stands where records stand, whatever its name ends in."""
    kind = layout.kind_of(path)
    if kind is None and path.endswith(".md") and not path.endswith(ENDINGS):
        return layout.kind_of(f"{path.removesuffix('.md')}.prompt.md") is Kind.PHR
    return kind is Kind.PHR


def is_record(record: Record, layout: Layout) -> bool:
    """Whether a file that may be a record is one: by its name, or else by its keys and a prompt under its heading."""
    if layout.kind_of(record.document.path) is Kind.PHR:
        return True
    return record.header.tells and record.prompt_heading is not None


def oddity(record: Record, layout: Layout) -> str:
    """What is not of today's form in a record, as a clause; empty where all is."""
    path = record.document.path
    front_matter = record.document.front_matter
    reasons = (
        (record.place.form != CURRENT_FORM or not record.place.folder, "it stands in a folder of an older layout"),
        (not path.startswith(f"{_history(path, layout)}/prompts/"), "it stands outside of the history folder"),
        (not _name().fullmatch(path.rpartition("/")[2]), "its name is of an older form"),
        (record.header.form != FRONT_MATTER, "its keys do not stand in front matter"),
        (bool(front_matter and front_matter.problem), "its front matter cannot be read"),
        (record.prompt_heading is None, "its prompt has no heading"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def filing_of(record: Record, layout: Layout, features: Collection[str]) -> Filing:
    """Where a record belongs: its stage mended by what is known to mean one, and never guessed.

    Args:
        record: the record.
        layout: where documents are kept.
        features: the folder name of every feature.
    """
    feature = _feature_of(record, features)
    named = stage_of(record)
    stage = context_of(named if named in ROUTES else MISC, feature)
    remark = ""
    if named not in ROUTES:
        remark = f"its stage {named} is none of today's" if named else "it names no stage"
    elif stage != named:
        remark = f"its stage {named} needs a feature, and none is known"
    return Filing(record_folder(_history(record.document.path, layout), stage, feature), stage, remark)


def day_of_old(record: Record) -> tuple[str, str]:
    """The day of a record and the moment as written, as far as it tells more; empty where nothing tells.

    The key tells it, else the date in the file's name.
    """
    written = record.date.value if record.date else ""
    if is_date(written[:10]):
        return written[:10], written
    named = record.name.date.replace("-", "")
    day = f"{named[:4]}-{named[4:6]}-{named[6:]}"
    return (day, day) if is_date(day) else ("", "")


def _feature_of(record: Record, features: Collection[str]) -> str:
    """The feature that a record belongs to: a known one by its folder or its key, else whatever they name."""
    folder = "" if record.place.form == OWN_FORM else record.place.folder
    key = record.feature.value if record.feature else ""
    named = [name for name in (folder, key) if name.lower() not in NO_FEATURES]
    for name in named:
        known = candidates(name, features)
        if len(known) == 1:
            return known[0].rpartition("/")[2]
    return next((name if name == folder else slug(name) for name in named), "")


def _history(path: str, layout: Layout) -> str:
    """The history folder of the nested project that a path lies in."""
    base = base_of(path)
    return f"{base}/{layout.history}" if base else layout.history


@cache
def _name() -> re.Pattern[str]:
    """A number, a slug in any script and a stage: not padded to four digits, a number is found and counted as well."""
    return re.compile(r"\d{1,9}-[^\s/]*?\.[a-z][a-z-]*\.prompt\.md", re.ASCII)
