"""Where a prompt history record stands and what its file name says.

Source of the format: `create-phr.sh` and the command files of SpecKit Plus (v1 and v2) and the AI prompt history
starter before it (v0).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from specward.artifacts.phr_filing import (
    CONSTITUTION,
    FEATURE,
    GENERAL,
    OLD_STAGES,
    ROUTES,
    number_pattern,
)
from specward.finding import new

OLDEST_FORM = "oldest"
"""v0: `docs/prompts/NNNN-slug-stage.prompt.md`, and v1 records that belong to no feature."""
OLD_FORM = "old"
"""v1: `specs/<feature>/prompts/NNNN-slug.stage.prompt.md`."""
CURRENT_FORM = "current"
"""v2: `history/prompts/<context>/NNNN-slug.stage.prompt.md`."""
OWN_FORM = "own"
"""A folder of the project's own making, below no `prompts/`."""


class RecordName(NamedTuple):
    """A record's file name in parts, as written; a part that is not there is empty."""

    prefix: str = ""
    """`PHR-` or `PHR` before the number."""
    date: str = ""
    """A date before the number: `20260102`, `2026-01-02`."""
    id: str = ""
    """The number's digits: `0001`, `001`, `1`."""
    slug: str = ""
    stage: str = ""

    @property
    def number(self) -> int | None:
        """The number, leading zeros being decimal; None where the name has none."""
        return int(self.id) if self.id else None

    @classmethod
    def parse(cls, path: str) -> RecordName:
        """The parts of a path's last segment; in older folders a dash may stand before the stage."""
        stem = path.rpartition("/")[2].removesuffix(".md").removesuffix(".prompt").removesuffix(".phr")
        match = number_pattern().match(stem)
        prefix, date, number = match.groups("") if match else ("", "", "")
        slug, dot, stage = stem[match.end() if match else 0 :].rpartition(".")
        if not dot or not stage.replace("-", "_").isidentifier():
            slug, stage = slug + dot + stage, ""
        if not stage and "-" in slug and RecordPlace.parse(path).form in {OLD_FORM, OLDEST_FORM}:
            head, _, tail = slug.rpartition("-")
            if tail in ROUTES or tail in OLD_STAGES:
                return cls(prefix, date, number, head, tail)
        return new(cls, (prefix, date, number, slug, stage))


class RecordPlace(NamedTuple):
    """The folder of a record, understood."""

    form: str
    """`CURRENT_FORM`, `OLD_FORM`, `OLDEST_FORM` or `OWN_FORM`."""
    folder: str
    """The name of the folder that holds the record; empty directly in `prompts/`."""
    context: str
    """`CONSTITUTION`, `GENERAL` or `FEATURE`."""

    @classmethod
    def parse(cls, path: str) -> RecordPlace:
        """What a record's path says. Nested projects and folders below the context's are understood."""
        return _place(path.rpartition("/")[0])


@lru_cache(maxsize=64)
def _place(path: str) -> RecordPlace:
    """What a folder's path says. Records come folder by folder, so a short memory answers nearly always."""
    folders = path.split("/")
    if "prompts" not in folders:
        return RecordPlace(OWN_FORM, folders[-1], FEATURE)
    index = len(folders) - 1 - folders[::-1].index("prompts")
    folder = folders[-1] if index < len(folders) - 1 else ""
    if index and folders[index - 1] == "docs":
        return RecordPlace(OLDEST_FORM, folder, FEATURE)
    if index > 1 and folders[index - 2] in {"specs", "kitty-specs"}:
        return RecordPlace(OLD_FORM, folders[index - 1], FEATURE)
    return RecordPlace(CURRENT_FORM, folder, folder if folder in {CONSTITUTION, GENERAL} else FEATURE)
