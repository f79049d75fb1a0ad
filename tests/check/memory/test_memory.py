"""What a check remembers: when it is told again, when it is found anew, and what is never trusted."""

from __future__ import annotations

import os
import random
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from tests.check.memory import projects

from specward import noted
from specward.check.memory import memory as memories
from specward.check.memory.memory import Memory
from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.project import Project
from specward.rule import Rule, Scope
from specward.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import GitRepository

    from specward.artifacts.spec import Spec
    from specward.rule import Fault

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-018")

SPEC = "specs/001-login/spec.md"
OTHER = "specs/002-store/spec.md"


@pytest.fixture
def root(repository: GitRepository) -> Path:
    """A project with a bit of everything, committed."""
    projects.write(
        repository.root, {path: texts[0] for path, texts in projects.CONTENTS.items() if path != ".gitignore"}
    )
    repository.commit()
    return repository.root


def kept(root: Path) -> Path:
    """The one file that is kept."""
    (place,) = (root / ".git/specward/checks").iterdir()
    return place


AGAIN = ["nothing has changed since a former check"]
"""What is said where the whole report is told again."""


def told(root: Path, now: Callable[[], int] = projects.later) -> list[str]:
    """What somebody is told who asks why a check is slow."""
    words: list[str] = []
    assert projects.remembering(root, tell=words.append, now=now) == projects.fresh(root)
    return words


def anew(words: list[str]) -> int:
    """In how many units something was found anew."""
    known, _, count, *_ = words[-1].split()
    return int(count) - int(known)


def test_where_nothing_has_changed_the_report_is_told_again(root: Path) -> None:
    assert told(root)[0] == "nothing is known of former checks"
    assert told(root) == AGAIN


def test_an_edited_document_costs_its_own_unit_and_what_rests_on_it(root: Path) -> None:
    told(root)
    with (root / "specs/002-store/plan.md").open("a") as file:
        file.write("\nmore\n")
    assert 1 <= anew(told(root)) < 6
    assert told(root) == AGAIN


def test_a_new_record_costs_no_feature_anything(root: Path) -> None:
    told(root)
    projects.write(root, {"history/prompts/general/0002-more.general.prompt.md": projects.RECORDS[0]})
    words = told(root)
    assert anew(words) < len(RULES) / 4


def test_a_file_that_was_only_touched_is_read_and_changes_nothing(root: Path) -> None:
    shutil.rmtree(root / "docs")  # to citations of decisions, git tells of a file that it has not looked at again
    told(root)
    os.utime(root / SPEC)
    assert told(root) == AGAIN
    before = kept(root).read_bytes()
    assert told(root) == AGAIN
    assert kept(root).read_bytes() == before


def test_a_deleted_file_is_missed(root: Path) -> None:
    told(root)
    (root / OTHER).unlink()
    assert told(root)


def test_a_folder_that_becomes_a_link_is_not_followed(root: Path) -> None:
    told(root)
    (root / "specs/002-store").rename(root / "elsewhere")
    (root / "specs/002-store").symlink_to(root / "elsewhere")
    assert told(root)


def test_the_last_commit_counts(root: Path, repository: GitRepository) -> None:
    told(root)
    repository.commit("nothing new")
    told(root)
    projects.write(root, {"docs/adr/0001-use-postgresql.md": projects.DECISIONS[1]})
    told(root)
    repository.commit("another decision")
    told(root)


def test_another_day_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(root)
    real = time.strftime
    monkeypatch.setattr(time, "strftime", lambda form: real(form, (2097, 1, 1, 0, 0, 0, 0, 1, 0)))
    assert told(root)


def test_an_edit_in_the_same_tick_is_seen(root: Path) -> None:
    """The file keeps its size, and the clock is so coarse that its times are no help."""
    path = root / SPEC
    told(root, time.time_ns)
    status = path.stat()
    text = path.read_text().replace("log out", "log off")
    path.write_text(text)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert told(root, time.time_ns)


def test_what_had_not_rested_is_kept_without_its_mark(root: Path) -> None:
    told(root, time.time_ns)
    assert told(root, time.time_ns) == AGAIN  # read again, and the same


def damaged(content: bytes, how: random.Random) -> bytes:
    """The same with a byte changed, a part cut off or put in."""
    at = how.randrange(len(content))
    match how.randrange(3):
        case 0:
            return content[:at] + bytes([content[at] ^ (1 << how.randrange(8))]) + content[at + 1 :]
        case 1:
            return content[:at]
        case _:
            return content[:at] + b"12" + content[at:]


def test_a_damaged_memory_is_never_trusted(root: Path) -> None:
    wanted = projects.remembering(root)
    place = kept(root)
    whole = place.read_bytes()
    how = random.Random(1)  # noqa: S311 -- the same places at every run
    for _ in range(40):
        place.write_bytes(damaged(whole, how))
        assert Memory(str(root), now=projects.later).recall() is None
        place.write_bytes(whole)
    assert Memory(str(root), now=projects.later).recall() == wanted


def test_a_damaged_memory_is_rebuilt_and_told_of(root: Path) -> None:
    told(root)
    kept(root).write_bytes(b"specward check nonsense")
    assert told(root)[0] == "what is known of former checks is not used: it is damaged"
    assert told(root) == AGAIN


def test_a_memory_of_another_version_is_not_used(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(root)
    monkeypatch.setattr(memories, "program", lambda: "0.0.1")
    assert told(root)[0].endswith("it is of another version, or about something else")


def test_a_memory_of_another_project_is_not_used(root: Path, tmp_path: Path) -> None:
    told(root)
    theirs, other = kept(root), tmp_path / "other"
    theirs = other / theirs.relative_to(root)
    root.rename(other)
    assert told(other)[0] == "nothing is known of former checks"
    (mine,) = (place for place in theirs.parent.iterdir() if place != theirs)
    mine.write_bytes(theirs.read_bytes())
    assert told(other)[0].endswith("it is of another version, or about something else")


def test_another_question_has_a_memory_of_its_own(root: Path) -> None:
    told(root)
    words: list[str] = []
    projects.remembering(root, asked="--select SPC", tell=words.append)
    assert words[0] == "nothing is known of former checks"
    assert told(root) == AGAIN


def test_the_environment_of_git_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(root)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "0")
    assert told(root)[0].endswith("it is of another version, or about something else")


def test_outside_of_a_repository_nothing_is_kept(tmp_path: Path) -> None:
    projects.write(tmp_path, {SPEC: projects.SPECS[0]})
    assert told(tmp_path)[0] == "nothing is kept outside of a git repository"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["specs"]


def test_nothing_is_written_into_the_project(root: Path, repository: GitRepository) -> None:
    told(root)
    assert repository.git("status", "--porcelain", "--ignored") == ""


def test_two_checks_at_once_keep_one_whole_memory(root: Path) -> None:
    first, second = Memory(str(root), now=projects.later), Memory(str(root), now=projects.later)
    reports = []
    for memory in (first, second):
        assert memory.recall() is None
    for memory in (first, second):
        with memory:
            project = Project(memory.source)
            reports.append(check(project, Selection.of(project, RULES), memory=memory))
    assert reports[0] == reports[1] == Memory(str(root), now=projects.later).recall()


def test_what_changes_during_a_check_is_found_by_the_next_one(root: Path) -> None:
    def rewrite(spec: Spec, _: Project) -> Iterator[Fault]:
        if spec.document.path == SPEC:
            (root / SPEC).write_text(projects.SPECS[1])
        yield from ()

    rule = Rule("XXX001", Severity.ERROR, Scope.SPEC, __name__, function=rewrite)
    memory = Memory(str(root), now=projects.later)
    assert memory.recall() is None
    with memory:
        project = Project(memory.source)
        check(project, Selection.of(project, (rule, *RULES)), memory=memory)
    assert Memory(str(root), now=projects.later).recall() is None


def test_what_is_undetermined_is_found_anew_each_time(root: Path) -> None:
    calls = []

    def explode(spec: Spec, _: Project) -> Iterator[Fault]:
        calls.append(spec.document.path)
        raise ZeroDivisionError

    rule = Rule("XXX001", Severity.ERROR, Scope.SPEC, __name__, function=explode)
    for count in (2, 4):
        memory = Memory(str(root), now=projects.later)
        assert memory.recall() is None
        with memory:
            project = Project(memory.source)
            report = check(project, Selection.of(project, (rule, *RULES)), memory=memory)
        assert len(report.undetermined) == 2
        assert len(calls) == count


def test_what_cannot_be_asked_again_is_found_anew_each_time(root: Path) -> None:
    calls = []

    def guess(spec: Spec, _: Project) -> Iterator[Fault]:
        noted.unsure("a guess")
        calls.append(spec.document.path)
        yield from ()

    rule = Rule("XXX001", Severity.ERROR, Scope.SPEC, __name__, function=guess)
    for count in (2, 4):
        memory = Memory(str(root), now=projects.later)
        assert memory.recall() is None
        with memory:
            project = Project(memory.source)
            check(project, Selection.of(project, (rule, *RULES)), memory=memory)
        assert len(calls) == count


def test_a_memory_that_takes_no_notes_keeps_nothing(root: Path) -> None:
    memory = Memory(str(root), now=projects.later)
    project = Project(memory.source)
    check(project, Selection.of(project, RULES), memory=memory)
    assert not (root / ".git/specward/checks").exists()


def test_a_check_of_some_paths_uses_what_is_known_and_keeps_nothing(root: Path) -> None:
    told(root)
    before = kept(root).read_bytes()
    (root / SPEC).write_text(projects.SPECS[1])
    memory = Memory(str(root), now=projects.later)
    assert memory.recall() is None
    with memory:
        project = Project(memory.source)
        report = check(project, Selection.of(project, RULES), only={SPEC}, memory=memory)
    plain = Project(memory.source)
    assert report == check(plain, Selection.of(plain, RULES), only={SPEC})
    assert kept(root).read_bytes() == before


def test_the_folder_does_not_grow_by_whatever_is_asked(root: Path) -> None:
    for number in range(14):
        projects.remembering(root, asked=str(number))
    assert len(list((root / ".git/specward/checks").iterdir())) == 12
