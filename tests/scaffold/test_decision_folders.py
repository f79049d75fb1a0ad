"""Where decisions are kept, by the files of other tools and by the records themselves."""

from __future__ import annotations

import pytest

from specward.project import Project
from specward.scaffold.decision_folders import Told, adr_folder, adr_format, told_folders
from specward.sources.memory import MemorySource

NYGARD = "# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\ny\n"
MADR2 = "# A\n\n* Status: accepted\n* Date: 2026-01-02\n\n## Considered Options\n\n* x\n\n## Decision Outcome\n\ny\n"
LOG4BRAINS = """\
project:
  name: Shop
  tz: Europe/Paris
  adrFolder: ./docs/adr
  packages:
    - name: backend
      path: ./packages/backend
      adrFolder: ./packages/backend/docs/adr
    - name: nowhere
"""


def project(files: dict[str, str]) -> Project:
    return Project(MemorySource(files))


def test_adr_tools_tells_one_folder() -> None:
    told = told_folders(project({".adr-dir": "./my records/ \n"}))
    assert told == [Told("my records", ".adr-dir")]


def test_log4brains_tells_a_folder_for_each_package_too() -> None:
    assert told_folders(project({".log4brains.yml": LOG4BRAINS})) == [
        Told("docs/adr", ".log4brains.yml"),
        Told("packages/backend/docs/adr", ".log4brains.yml", "backend"),
    ]


@pytest.mark.parametrize("text", ["", "- a\n", "project: x\n", "a: [\n", "project:\n  packages: 3\n", "\x00"])
def test_a_configuration_of_log4brains_that_says_nothing_tells_nothing(text: str) -> None:
    assert told_folders(project({".log4brains.yml": text})) == []


@pytest.mark.parametrize("pointer", ["", ".", "../adr", "/etc", "a\nb", "a/../../b"])
def test_a_pointer_that_leads_nowhere_tells_nothing(pointer: str) -> None:
    assert told_folders(project({".adr-dir": pointer})) == []


def test_what_a_tool_was_told_counts_before_what_lies_there() -> None:
    files = {"docs/decisions/0001-a.md": NYGARD}
    assert adr_folder(project(files)) == "docs/decisions"
    assert adr_folder(project({**files, ".adr-dir": "doc/adr\n"})) == "doc/adr"
    assert adr_folder(project({})) == ""


def test_the_form_is_that_of_the_newest_record_which_has_one() -> None:
    files = {"docs/adr/0001-a.md": MADR2, "docs/adr/0002-b.md": NYGARD, "docs/adr/0003-c.md": "# C\n\nWords.\n"}
    assert adr_format(project(files), "docs/adr") == "nygard"
    assert adr_format(project({"docs/adr/0001-a.md": MADR2}), "docs/adr") == "madr"
    assert adr_format(project({"docs/adr/0001-a.md": "# C\n"}), "docs/adr") == ""
