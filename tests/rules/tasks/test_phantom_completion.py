"""A ticked task whose files never were, beyond the examples of its manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from tests.conftest import GitRepository

    from specward.finding import Finding
    from specward.sources.source import Source

    Find = Callable[[str, dict[str, str]], list[Finding]]

TASKS = "specs/001-login/tasks.md"
CODE = {"src/app.py": "", "web/app.ts": "", "web/UserCard.tsx": "", "db/011_users.sql": "", "README.md": ""}


def found_in(source: Source, touched: Collection[str] | None = None) -> list[str]:
    project = Project(source, touched=touched)
    report = check(project, Selection(RULES, project.config, select=["TSK009"]))
    assert not report.undetermined
    return [finding.message for finding in report.findings]


@pytest.mark.parametrize(
    ("task", "names"),
    [
        ("- [x] T001 Create src/ghost.py", "src/ghost.py"),
        ("- [X] T001 [P] [US1] Create `ghost.py` and src/spectre.py", "ghost.py, src/spectre.py"),
        (
            "- [x] T001 Create a.py/x, src/a1.py src/b1.py src/c1.py src/d1.py",
            "src/a1.py, src/b1.py, src/c1.py and 1 more",
        ),
    ],
)
def test_a_ticked_task_whose_files_never_were_is_a_phantom(task: str, names: str, findings: Find) -> None:
    (found,) = findings("TSK009", {TASKS: f"# Tasks\n\n{task}\n", **CODE})
    assert found.message == f"T001 is ticked, and no commit ever held {names}"


@pytest.mark.parametrize(
    "task",
    [
        "- [ ] T001 Create src/ghost.py",
        "- [~] T001 Create src/ghost.py",
        "- [x] T001 Check that src/ghost.py is absent",
        "- [x] T001 Create src/ghost.py - DEFERRED: not required yet",
        "- [x] T001 Update src/ghost.py - NOT APPLICABLE",
        "- [x] T001 Build src/ghost.py (implemented directly in the list)",
        "- [x] T001 Try it in ~/elsewhere with src/ghost.py",
        "- [x] T001 Add the package @ghost/spectre.ts",
        "- [x] T001 Pin that `impact src/ghost.py --base x` ends with 1",
        "- [x] T001 Write `db/2026-05-DD-ghost.sql`",
        "- [x] T001 Seed the rows from `ghost.py`",
        "- [x] T001 Update shop-end-to-end-tests/ghost.py",
        "- [x] T001 Create src/app.py and src/ghost.py",
        "- [x] T001 Create other/folder/app.py",
        "- [x] T001 Create web/user-card.jsx",
        "- [x] T001 Create db/004_users.sql",
        "- [x] T001 Remove src/ghost.py",
        "- [x] T001 Create src/<name>.py",
        "- [x] T001 Create src/*_ghost.py and …/b.py",
        "- [x] T001 Create db/[timestamp]-ghost.sql",
        "- [x] T001 Create web/.ghostrc.ts",
        "- [x] T001 Create src/main/ghosts/",
        "- [x] T001 Create src/ghost.go in the other repository",
        "- [x] T001 Decide between yes and no",
    ],
)
def test_what_may_well_have_been_done_is_left_alone(task: str, findings: Find) -> None:
    assert findings("TSK009", {TASKS: f"# Tasks\n\n{task}\n", **CODE}) == []


def test_tasks_about_the_same_missing_file_are_one_finding(findings: Find) -> None:
    tasks = "\n".join(f"- [x] T00{n} Work on src/{'ghost' if n in {2, 4} else 'app'}.py" for n in range(1, 8))
    (found,) = findings("TSK009", {TASKS: tasks, **CODE})
    assert found.message == "T002, T004 are ticked, and no commit ever held src/ghost.py"
    assert [place.start.line for place in found.related] == [4]


def test_a_list_of_phantoms_is_one_finding(findings: Find) -> None:
    tasks = "\n".join(f"- [x] T00{n} Create src/ghost{'abcdefgh'[n]}.py" for n in range(1, 6))
    (found,) = findings("TSK009", {TASKS: f"{tasks}\n- [x] T006 Create src/app.py\n", **CODE})
    assert found.message == "5 of 6 ticked tasks that name files name none that any commit ever held"
    assert "ignore-file phantom-completion" in found.help


def test_documents_alone_cannot_tell(findings: Find) -> None:
    assert findings("TSK009", {TASKS: "- [x] T001 Create src/ghost.py\n", "docs/a.md": ""}) == []


@pytest.mark.parametrize("path", [".claude/settings.json", "web/.vscode/settings.json", ".mcp.json"])
def test_settings_of_tools_make_no_kind_of_file_known(path: str, findings: Find) -> None:
    lists = {TASKS: "- [x] T001 Create data/ghost.json\n", "docs/a.md": ""}
    assert findings("TSK009", {**lists, path: "{}", **CODE}) == []
    assert findings("TSK009", {**lists, path: "{}"}) == []
    assert len(findings("TSK009", {**lists, path: "{}", "package.json": "{}"})) == 1


def test_settings_of_tools_that_are_gone_make_no_kind_of_file_known(repository: GitRepository) -> None:
    repository.write(TASKS, "- [x] T001 Create data/ghost.json\n")
    repository.write("src/app.py")
    repository.write(".claude/settings.json", "{}")
    repository.commit()
    (repository.root / ".claude/settings.json").unlink()
    repository.commit()
    assert found_in(WorkTreeSource(str(repository.root))) == []


def test_a_file_that_was_deleted_since_was_there(repository: GitRepository) -> None:
    repository.write(TASKS, "- [x] T001 Create src/early.py\n- [x] T002 Create src/ghost.py\n")
    repository.write("src/early.py")
    repository.write("src/app.py")
    repository.commit()
    (repository.root / "src/early.py").unlink()
    repository.commit()
    assert found_in(WorkTreeSource(str(repository.root))) == [
        "T002 is ticked, and no commit ever held src/ghost.py",
    ]


def test_a_file_that_is_not_committed_yet_is_there(repository: GitRepository) -> None:
    repository.write(TASKS, "- [x] T001 Create nested/src/early.py\n")
    repository.write("src/app.py")
    repository.commit()
    repository.write("src/early.py")
    assert found_in(WorkTreeSource(str(repository.root))) == []


def test_what_git_ignores_may_be_anywhere(repository: GitRepository) -> None:
    repository.write(TASKS, "- [x] T001 Create build/ghost.py\n")
    repository.write("src/app.py")
    repository.write(".gitignore", "build/\n")
    repository.commit()
    assert found_in(WorkTreeSource(str(repository.root))) == []


def test_a_shallow_clone_and_a_plain_folder_are_left_alone(repository: GitRepository, tmp_path: Path) -> None:
    repository.write(TASKS, "- [x] T001 Create src/ghost.py\n")
    repository.write("src/app.py")
    assert found_in(WorkTreeSource(str(repository.root))) == []
    repository.commit()
    repository.commit("Another")
    assert len(found_in(WorkTreeSource(str(repository.root)))) == 1
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", repository.root.as_uri(), str(clone))
    assert found_in(WorkTreeSource(str(clone))) == []


def test_a_commit_is_asked_only_about_the_lists_that_it_touches() -> None:
    source = MemorySource({TASKS: "- [x] T001 Create src/ghost.py\n", **CODE})
    assert found_in(source, touched=["src/app.py"]) == []
    assert len(found_in(source, touched=[TASKS])) == 1
