"""What is said of a Python file is the same whoever asks: a whole check, one of its path, a commit that touches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.check.memory.test_memory_of_backends_properties import (
    CONFIGURATION,
    CONFIGURATIONS,
    DOCUMENTS,
    ITEMS,
    MAIL,
    MAIN,
    OTHER,
    SOURCES,
)

from specward.check.run import check
from specward.check.select import Selection
from specward.project import Project
from specward.rule import Scope
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.check.report import Report
    from specward.finding import Finding

PATHS = (MAIN, ITEMS, MAIL, OTHER, "app/api/__init__.py")
FILES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(SOURCES), min_size=2)
OF_FILES = {rule.code for rule in RULES if rule.scope is Scope.MODULE}


def report_on(project: Project, only: set[str] | None = None) -> Report:
    return check(project, Selection.of(project, RULES), only=only)


def said_of(found: tuple[Finding, ...], paths: set[str]) -> list[Finding]:
    return [one for one in found if any(place.path in paths for place in (one.location, *one.related))]


@pytest.mark.verifies("006-the-five-agents/AC-025", partial=True)
@settings(max_examples=40, deadline=None)
@given(FILES, st.sampled_from(CONFIGURATIONS), st.data())
def test_a_part_of_a_back_end_is_told_what_the_whole_is_told_of_it(
    files: dict[str, str], configuration: str, data: st.DataObject
) -> None:
    source = MemorySource({CONFIGURATION: configuration, "openapi.json": DOCUMENTS[1], **files})
    asked = data.draw(st.sets(st.sampled_from(sorted(files)), min_size=1))
    whole = report_on(Project(source))
    assert list(report_on(Project(source), asked).findings) == said_of(whole.findings, asked)
    at_commit = report_on(Project(source, touched=asked))
    of_files = [one for one in whole.findings if one.code in OF_FILES and one.location.path in asked]
    assert [one for one in at_commit.findings if one.code in OF_FILES] == of_files
    assert {one.location.path for one in at_commit.findings if one.code.startswith("FA")} <= asked
