"""The clean projects that defects are seeded into: each is without a finding of any rule and any severity."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tests.seeded import languages, library
from tests.seeded.backend import service
from tests.seeded.decisions import RECORDS
from tests.seeded.project import State, clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.seeded.defect import Defect

SAMPLES: dict[str, Callable[[], State]] = {
    "shop": clean,
    "shop with decisions": lambda: clean().write(RECORDS),
    "library": lambda: State(library.FILES, ()),
    "library with decisions": lambda: State(library.FILES | library.DECISIONS, ()),
    "library in Portuguese": lambda: State(languages.PORTUGUESE, ()),
    "library in Japanese": lambda: State(languages.JAPANESE, ()),
    "library in German": lambda: State(languages.GERMAN, ()),
    "service": service,
}


@cache
def seeded(defect: Defect) -> State:
    """The project with the defect."""
    return defect.change(SAMPLES[defect.sample]())
