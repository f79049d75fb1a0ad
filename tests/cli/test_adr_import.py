"""`spec adr import`, as a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")
FIRST = "# 1. Record decisions\r\n\r\nDate: 2016-02-12\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n\r\nx\r\n"
SECOND = "# 2. Use Redis\n\nDate: 2016-02-13\n\n## Status\n\nSuperceded by [3. Use H2](0003-use-h2.md)\n\n## Context\n"
THIRD = "# 3. Use H2\n\nDate: 2016-02-14\n\n## Status\n\nAccepted\n\nSupercedes [2. Use Redis](0002-use-redis.md)\n"


@pytest.fixture
def tree(spec: Spec) -> Spec:
    """What adr-tools left."""
    spec.write(".adr-dir", "doc/adr\n")
    spec.write("doc/adr/0001-record-decisions.md", FIRST)
    spec.write("doc/adr/0002-use-redis.md", SECOND)
    spec.write("doc/adr/0003-use-h2.md", THIRD)
    spec.write("doc/adr/README.md", "# Decisions\n")
    return spec


@pytest.mark.verifies("004-decisions/AC-019")
def test_an_import_changes_no_record_and_a_second_one_writes_nothing(tree: Spec) -> None:
    before = tree.files()
    first = tree("adr", "import", "--json")
    after = tree.files()
    assert {path: data for path, data in after.items() if path in before} == before
    assert set(after) - set(before) == {".specify/specward.yml"} == set(first.json["files"])
    assert [record["status"] for record in first.json["decisions"]] == ["accepted", "superseded", "accepted"]
    assert (first.json["folder"], first.json["told_by"], first.json["next"]) == ("doc/adr", ".adr-dir", 4)
    second = tree("adr", "import", "--json")
    assert (second.code, second.json["files"], tree.files()) == (0, [], after)


def test_a_dry_run_shows_every_record_as_read_and_the_change_and_writes_nothing(tree: Spec) -> None:
    tree.write("doc/adr/0003-twice.md", "# 3. Twice\n")
    before = tree.files()
    done = tree("adr", "import", "--dry-run")
    assert done.out.startswith("decision  status      date        title\nADR-0001  accepted    2016-02-12  Record dec")
    assert "\nfolder    doc/adr/ (told by .adr-dir)\nno record doc/adr/README.md\n" in done.out
    assert "spec adr renumber 3 --file doc/adr/0003-use-h2.md\n" in done.out
    assert "mend      1 finding of missing-status: spec check --select ADR002 doc/adr\n" in done.out
    assert "next      doc/adr/0004-….md, in the form nygard\n" in done.out
    assert "+  folder: doc/adr\n" in done.out
    assert tree.files() == before


def test_a_folder_that_is_none_or_lies_elsewhere_is_refused(tree: Spec) -> None:
    missing = tree("adr", "import", "docs")
    assert (missing.code, "there is no folder docs" in missing.err) == (2, True)
    outside = tree("adr", "import", "..")
    assert (outside.code, "does not lie below the project's root" in outside.err) == (2, True)
