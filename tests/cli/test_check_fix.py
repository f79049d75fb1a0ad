"""`spec check --fix` as users run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Spec

TASKS = "\ufeff# Tasks: Login\r\n\r\n- [] T001 Create the form in src/form.py\r\n- [ ] T002 Test it\n- [] T003 Done"
MENDED = TASKS.replace("[]", "[ ]")
PATH = "specs/001-login/tasks.md"

pytestmark = pytest.mark.usefixtures("unmeasured")


@pytest.fixture
def project(spec: Spec) -> Spec:
    spec.write(PATH, TASKS)
    spec.write(".specify/memory/constitution.md", "")
    return spec


@pytest.mark.verifies("005-the-whole-checker/AC-003")
def test_fix_mends_reports_what_remains_and_changes_nothing_the_second_time(project: Spec) -> None:
    done = project("check", "--fix", "--select", "TSK001")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("no findings in 2 documents")
    assert done.out.endswith("\nfixed 2 findings in 1 document\n")
    assert project.read(PATH) == MENDED
    files = project.files()
    again = project("check", "--fix", "--select", "TSK001")
    assert (again.code, again.out.count("\n"), project.files()) == (0, 1, files)


@pytest.mark.verifies("005-the-whole-checker/AC-004")
def test_a_patch_can_be_had_without_any_file_being_written(project: Spec, tmp_path: Path) -> None:
    before = project.files()
    shown = project("check", "--fix", "--diff", "--select", "TSK001")
    assert (shown.code, shown.err) == (1, "would fix 2 findings in 1 document\n")
    named = project("check", "--fix", "--dry-run", "--select", "TSK001")
    assert (named.code, named.out) == (0, f"{PATH}\n")
    assert project.files() == before
    patch = tmp_path / "patch"
    patch.write_bytes(shown.out.encode())
    assert "+- [ ] T001 Create the form in src/form.py\r\n" in shown.out
    project("check", "--fix", "--select", "TSK001")
    nothing = project("check", "--fix", "--diff", "--select", "TSK001")
    assert (nothing.code, nothing.out) == (0, "")


def test_json_on_stdout_stays_json_and_says_what_remains(project: Spec) -> None:
    project.write(
        "specs/001-login/spec.md", "# Feature Specification: Login\n\n- **FR-001**: [NEEDS CLARIFICATION: x]\n"
    )
    done = project("check", "--fix", "--json", "--select", "TSK001,SPC001", "--fail-on", "warning")
    assert {finding["rule"] for finding in done.json["findings"]} == {"unresolved-clarification"}
    assert (done.code, done.err) == (1, "fixed 2 findings in 1 document\n")


def test_only_what_is_reported_is_fixed(project: Spec) -> None:
    other = "specs/002-logout/tasks.md"
    silenced = "# Tasks: Out\n\n<!-- spec: ignore malformed-task -- as told -->\n- [] T001 Go\n"
    project.write(other, silenced)
    project("check", "--fix", "--select", "SPC")
    assert project.read(PATH) == TASKS
    project("check", "--fix", "specs/002-logout")
    assert (project.read(PATH), project.read(other)) == (TASKS, silenced)
    project("check", "--fix", "specs/001-login")
    assert (project.read(PATH), project.read(other)) == (MENDED, silenced)


def test_what_git_keeps_is_not_fixed(project: Spec) -> None:
    for option in (["--staged"], ["--rev", "HEAD"]):
        done = project("check", "--fix", *option)
        assert done.code == 2
        assert done.err.startswith(
            f"error: {option[0]} checks what git keeps, and --fix writes to the work tree\n  help: "
        )
    done = project("check", "--dry-run")
    assert (done.code, done.err) == (
        2,
        "error: --dry-run is for --fix and --baseline: nothing else is written\n  help: spec check --fix --dry-run\n",
    )


def test_a_patch_has_no_other_form(project: Spec) -> None:
    done = project("check", "--fix", "--diff", "--format", "sarif")
    assert (done.code, done.out) == (2, "")
    assert "shows a patch, which has no form sarif" in done.err


def test_what_is_wrong_with_the_configuration_is_said_in_place_of_a_patch(project: Spec) -> None:
    project.write(".specify/specward.yml", "rulse: {}\n")
    done = project("check", "--fix", "--diff")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(".specify/specward.yml:1:1: unknown key `rulse`")


def test_projects_nested_in_another_are_fixed_with_it_and_shown_as_seen_from_there(project: Spec) -> None:
    nested = f"apps/web/{PATH}"
    project.write(nested, TASKS)
    project.write("apps/web/.specify/memory/constitution.md", "")
    shown = project("check", "--fix", "--diff", "--select", "TSK001")
    assert [line for line in shown.out.splitlines() if line.startswith("+++")] == [f"+++ b/{PATH}", f"+++ b/{nested}"]
    done = project("check", "--fix", "--select", "TSK001")
    assert done.out.endswith("\nfixed 4 findings in 2 documents\n")
    assert (project.read(PATH), project.read(nested)) == (MENDED, MENDED)


def test_a_fix_that_is_left_out_is_told_with_its_reason(project: Spec) -> None:
    text = "# Tasks: Export\n\n- [ ] T001 Go (FR-001)\n- [] T002 Do it (FR-098, FR-099)\n"
    project.write("specs/002-export/spec.md", "# Feature Specification: Export\n\n- **FR-001**: System MUST export.\n")
    project.write("specs/002-export/tasks.md", text)
    done = project("check", "--fix", "--select", "TSK001", "specs/002-export")
    assert done.out.endswith(
        "\nleft alone: specs/002-export/tasks.md:4:1 malformed-task: it would bring 1 more than it mends\n"
    )
    assert "can be mended" not in done.out
    assert project.read("specs/002-export/tasks.md") == text


def test_what_is_not_utf8_is_told_with_what_to_do_and_not_edited(project: Spec) -> None:
    latin = project.root / "specs/002-latin/tasks.md"
    latin.parent.mkdir()
    latin.write_bytes(before := b"# T\xe2ches\n\n- [] T001 Go\n")
    done = project("check", "--fix", "--select", "TSK001", "specs/002-latin")
    assert "  help: put a blank in the box; `spec explain TSK001`\n" in done.out
    assert "can be mended" not in done.out
    assert latin.read_bytes() == before
