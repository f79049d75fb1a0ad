"""Decisions of other tools, taken over where they lie."""

from __future__ import annotations

import pytest
from tests.scaffold.test_decision_folders import LOG4BRAINS, MADR2, NYGARD

from specward.adr.adopt.takeover import Takeover, take_over
from specward.changes import Create, Replace
from specward.config import parse
from specward.errors import UsageError
from specward.project import Project
from specward.sources.memory import MemorySource

CONFIG = ".specify/specward.yml"


def taken(files: dict[str, str], named: str = "") -> Takeover:
    return take_over(Project(MemorySource(files)), named)


def written(takeover: Takeover) -> str:
    [change] = takeover.changes
    assert isinstance(change, Create | Replace)
    return change.text


def test_records_become_the_projects_own_by_two_options() -> None:
    takeover = taken({"doc/adr/0001-a.md": NYGARD, "doc/adr/index.md": "# Decisions\n"})
    assert takeover.settings == {"adr.folder": "doc/adr", "adr.format": "nygard"}
    assert [change.path for change in takeover.changes] == [CONFIG]
    assert written(takeover).startswith("# Configuration of Specward")
    config = parse(written(takeover))
    assert (config.adr_folder, config.adr_format) == ("doc/adr", "nygard")
    assert takeover.skipped == ["doc/adr/index.md"]
    assert [(entry.number, entry.title) for entry in takeover.entries] == [(1, "A")]


def test_only_documents_that_are_no_records_are_named_as_such() -> None:
    files = {
        "doc/adr/0001-a.md": NYGARD,
        "doc/adr/0002-b.rst": "2. B\n====\n\nStatus\n------\n\nAccepted\n",
        "doc/adr/decisions.lock": "specward decisions.lock 1\n",
        "doc/adr/drawing.svg": "<svg/>",
        "doc/adr/README.md": "# Decisions\n",
    }
    takeover = taken(files)
    assert [entry.number for entry in takeover.entries] == [1, 2]
    assert takeover.skipped == ["doc/adr/README.md"]


def test_what_stands_in_the_configuration_stays() -> None:
    former = "# Ours.\nadr:\n  format: madr  # on purpose\nphr:\n  require: commit\n"
    takeover = taken({CONFIG: former, "doc/adr/0001-a.md": NYGARD})
    added = former.replace("adr:\n", "adr:\n  folder: doc/adr\n")
    assert takeover.changes == [Replace(CONFIG, added, former)]
    assert takeover.form == "nygard"


def test_a_second_time_there_is_nothing_to_write() -> None:
    files = {"doc/adr/0001-a.md": NYGARD, "other/adr/0001-a.md": NYGARD}
    first = taken(files, "doc/adr")
    assert taken({**files, CONFIG: written(first)}).changes == []
    assert taken({**files, CONFIG: written(first)}).told_by == CONFIG
    assert taken({"history/adr/0001-a.md": "# ADR-0001: A\n"}).changes == []


def test_what_adr_tools_was_told_is_taken_whatever_its_name() -> None:
    files = {".adr-dir": "log\n", "log/0001-a.md": NYGARD, "docs/adr/0001-b.md": NYGARD}
    takeover = taken(files)
    assert (takeover.folder, takeover.told_by) == ("log", ".adr-dir")
    assert [entry.path for entry in takeover.entries] == ["log/0001-a.md"]


def test_packages_of_log4brains_are_read_where_their_folder_has_a_common_name() -> None:
    files = {
        ".log4brains.yml": LOG4BRAINS.replace("nowhere", "web\n      adrFolder: packages/web/log"),
        "docs/adr/20260102-a.md": MADR2,
        "packages/backend/docs/adr/20260103-b.md": MADR2,
        "packages/web/log/20260104-c.md": MADR2,
    }
    takeover = taken(files)
    assert (takeover.folder, takeover.told_by, takeover.form) == ("docs/adr", ".log4brains.yml", "madr")
    assert [entry.path.rpartition("/")[2] for entry in takeover.entries] == ["20260102-a.md", "20260103-b.md"]
    assert [package.package for package in takeover.unseen] == ["web"]


def test_dated_folders_are_records_of_the_folder_above() -> None:
    takeover = taken({"docs/decision-records/2026-01-02-a/README.md": NYGARD})
    assert takeover.folder == "docs/decision-records"
    assert [entry.date for entry in takeover.entries] == ["2026-01-02"]


def test_of_folders_one_in_another_the_outer_one_is_meant() -> None:
    takeover = taken({"docs/adr/0002-b.md": NYGARD, "docs/adr/archive/0001-a.md": NYGARD})
    assert takeover.folder == "docs/adr"
    assert len(takeover.entries) == 2


def test_of_several_folders_one_has_to_be_named() -> None:
    files = {"a/adr/0001-a.md": NYGARD, "b/adr/0001-a.md": NYGARD, "b/adr/0002-b.md": NYGARD}
    with pytest.raises(UsageError, match=r"in 2 folders: b/adr \(2\), a/adr \(1\)") as refused:
        taken(files)
    assert refused.value.help.endswith("spec adr import b/adr")
    assert taken(files, "a/adr").folder == "a/adr"


def test_a_folder_without_records_is_refused() -> None:
    with pytest.raises(UsageError, match="no decision record lies in docs"):
        taken({"docs/guide.md": "# Guide\n"}, "docs")
    with pytest.raises(UsageError, match="there are no decision records here"):
        taken({})


def test_records_that_share_a_number_are_told() -> None:
    files = {"doc/adr/0001-a.md": NYGARD, "doc/adr/0001-b.md": NYGARD, "doc/adr/0002-c.md": NYGARD}
    assert taken(files).duplicates == {("doc/adr", 1): ["doc/adr/0001-a.md", "doc/adr/0001-b.md"]}


def test_records_of_a_form_of_their_own_leave_the_form_of_new_ones_as_it_is() -> None:
    takeover = taken({"doc/adr/0001-a.md": "# 1. A\n\nWords.\n"})
    assert (takeover.form, takeover.settings) == ("", {"adr.folder": "doc/adr"})
