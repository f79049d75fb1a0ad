"""Which results a command judges by, where not everything can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.cli.results import evidence_of
from specward.evidence.result import Outcome
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "go.mod": "module example.org/shop\n",
    "login_test.go": "// spec: verifies 001-login/AC-001\nfunc TestSession(t *testing.T) {}\n",
}
REPORT = '<testsuite><testcase classname="example.org/shop" name="TestSession"/></testsuite>'


class Broken(MemorySource):
    """Files of which one cannot be read."""

    def read(self, path: str) -> bytes | None:
        if path == "go.mod":
            raise UnreadableFile(path, "permission denied")
        return super().read(path)


def report(folder: Path) -> str:
    path = folder / "report.xml"
    path.write_text(REPORT)
    return str(path)


def test_where_a_file_of_the_tree_cannot_be_read_no_result_counts(tmp_path: Path) -> None:
    found = evidence_of(Project(Broken(FILES)), str(tmp_path), [report(tmp_path)])
    assert (found.results, found.undetermined) == ((), (("go.mod", "permission denied"),))


def test_a_file_that_no_test_depends_on_hides_no_result(tmp_path: Path) -> None:
    config = {".specify/specward.yml": "trace: {exempt: [go.mod]}\n"}
    found = evidence_of(Project(Broken(FILES | config)), str(tmp_path), [report(tmp_path)])
    assert found.undetermined == ()
    assert [(result.outcome, result.test.partition("::")[2]) for result in found.results] == [
        (Outcome.PASSED, "TestSession")
    ]
