"""`spec check` of a back end: its findings are told, remembered and asked for like those of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.checked import Check, Done

if TYPE_CHECKING:
    from tests.conftest import GitRepository

MAIN = "app/main.py"
BROKEN = "x = 1\ndef f(:\n"
SELECT = ("FA002",)


@pytest.fixture
def backend(repository: GitRepository) -> GitRepository:
    """A project without any document, one of whose two Python files is broken; committed."""
    repository.write(".specify/specward.yml", "packs: [fastapi]\n")
    repository.write(MAIN, BROKEN)
    repository.write("app/other.py", "y = 1\n")
    repository.commit()
    return repository


@pytest.fixture
def asked(backend: GitRepository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    return Check(backend.root, monkeypatch, capsys)


def summary(done: Done) -> str:
    """The line with the counts, without the time."""
    return done.out.splitlines()[-1].rpartition(" · ")[0]


def test_a_finding_in_python_is_told_with_its_line(asked: Check) -> None:
    done = asked(select=SELECT)
    assert done.code == 1
    assert done.out.splitlines()[0] == f"{MAIN}:2:7  error  file-not-analysed [FA002]"
    assert summary(done) == "1 error in 1 of 2 Python files"


def test_one_file_can_be_asked_about(asked: Check) -> None:
    assert summary(asked("app/other.py", select=SELECT)) == "no findings in 1 Python file"
    assert summary(asked("app", select=SELECT)) == "1 error in 1 of 2 Python files"


def test_a_baseline_remembers_it_and_tells_a_new_one(backend: GitRepository, asked: Check) -> None:
    asked(baseline=True, select=SELECT)
    assert asked(select=SELECT).code == 0
    backend.write(MAIN, f"# more above\n{BROKEN}")
    assert summary(asked(select=SELECT)) == "no findings in 2 Python files (1 in the baseline)"
    backend.write("app/other.py", "z = = 1\n")
    assert summary(asked(select=SELECT)) == "1 error in 1 of 2 Python files (1 in the baseline)"


def test_a_range_of_commits_tells_what_it_brought(backend: GitRepository, asked: Check) -> None:
    backend.write("app/new.py", BROKEN)
    backend.commit()
    done = asked(rev="HEAD~1..HEAD", select=SELECT)
    assert summary(done) == "1 error in 1 of 3 Python files · brought by HEAD~1..HEAD"
    assert asked.places(rev="HEAD~1..HEAD", select=SELECT) == ["app/new.py:2"]


def test_what_is_staged_is_read_from_there(backend: GitRepository, asked: Check) -> None:
    backend.write(MAIN, "x = 1\n")
    assert asked(select=SELECT).code == 0
    assert asked(staged=True, select=SELECT).code == 1


def test_fixing_leaves_python_alone(backend: GitRepository, asked: Check) -> None:
    before = (backend.root / MAIN).read_bytes()
    assert asked(fix=True, select=SELECT).code == 1
    assert (backend.root / MAIN).read_bytes() == before
