from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

FAULTY = (
    "# Feature Specification: A\n\n### User Story 1 - Go (Priority: P1)\n\n### User Story 2 - Stop (Priority: P2)\n\n"
    "1. **Given** a start, **When** it stops, **Then** it stands\n\n- **FR-001**: It MUST go.\n"
)

COMMANDS = ("init", "new", "check", "explain", "rules", "status", "show", "task", "hook", "demo")


def spec(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "specward", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def put(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return put(tmp_path, {"specs/001-a/spec.md": FAULTY, ".specify/memory/constitution.md": ""})


@pytest.mark.verifies("001-guarded-commit/AC-001")
def test_a_faulty_project_prints_findings_and_exits_with_1(project: Path) -> None:
    done = spec("check", "--select", "SPC007", cwd=project)
    assert done.returncode == 1
    assert done.stderr == ""
    assert done.stdout.startswith("specs/001-a/spec.md:3:1  error  story-without-criterion [SPC007]\n")


def test_a_clean_project_exits_with_0(project: Path) -> None:
    assert spec("check", "--select", "SPC001", cwd=project).returncode == 0


def test_fail_on_moves_the_threshold(project: Path) -> None:
    put(project, {"specs/001-a/spec.md": "# Feature Specification: A\n\n- **FR-001**: [NEEDS CLARIFICATION: x]\n"})
    assert spec("check", "--select", "SPC001", cwd=project).returncode == 0
    assert spec("check", "--select", "SPC001", "--fail-on", "warning", cwd=project).returncode == 1


def test_it_works_from_any_folder_of_the_project_and_prints_paths_from_its_root(project: Path) -> None:
    done = spec("check", "--select", "SPC007", cwd=project / "specs/001-a")
    assert done.stdout.startswith("specs/001-a/spec.md:3:1")


def test_paths_choose_what_is_reported(project: Path) -> None:
    put(project, {"specs/002-b/spec.md": FAULTY})
    done = spec("check", "--select", "SPC007", "--json", "specs/002-b", cwd=project)
    assert {finding["location"]["path"] for finding in json.loads(done.stdout)["findings"]} == {"specs/002-b/spec.md"}


def test_quiet_shows_errors_only(project: Path) -> None:
    put(project, {"specs/001-a/spec.md": FAULTY + "- **FR-002**: MUST [NEEDS CLARIFICATION: x]\n"})
    severities = {f["severity"] for f in json.loads(spec("check", "-q", "--json", cwd=project).stdout)["findings"]}
    assert severities == {"error"}
    assert " not shown" in spec("check", "-q", cwd=project).stdout


def test_what_quiet_does_not_show_fails_the_run_all_the_same(project: Path) -> None:
    put(project, {"specs/001-a/spec.md": "# Feature Specification: A\n\n- **FR-001**: [NEEDS CLARIFICATION: x]\n"})
    done = spec("check", "-q", "--select", "SPC001", "--fail-on", "warning", cwd=project)
    assert (done.returncode, done.stdout.partition(" · ")[0]) == (1, "no errors in 2 documents")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is full is needed")
@pytest.mark.parametrize(("redirect", "code"), [(">/dev/full", 3), (">&-", 1)])
def test_output_that_nobody_takes_is_no_bug(project: Path, redirect: str, code: int) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m specward check {redirect}'],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    said = "error: the result cannot be written: No space left on device\n" if code == 3 else ""
    assert (done.returncode, done.stderr) == (code, said)


@pytest.mark.parametrize(
    ("arguments", "files", "message", "help_text"),
    [
        (["check"], {".specify/specward.yml": "rulse: {}\n"}, "PRJ005", "did you mean `rules`"),
        (["check", "--select", "SPC9"], {}, "no rule is called 'SPC9'", "spec rules"),
        (["check", "nowhere"], {}, "no document of the project is at nowhere", "spec status"),
        (["check", "/"], {}, "lies outside the project", "root"),
        (["check", "--staged", "--rev", "x"], {}, "exclude each other", "choose one"),
        (["check", "--format", "yaml"], {}, "yaml", "text"),
        (["-C", "nowhere", "check"], {}, "cannot enter nowhere", ""),
        (["chekc"], {}, "chekc", "check"),
        (["explain", "SPC0077"], {}, "no rule is called 'SPC0077'", "SPC007"),
        (["explain", "SPC"], {}, "SPC is a group of rules", "spec rules SPC"),
        (["check", "--select", "SPC", "--ignore", "SPC"], {}, "no rule is left of SPC", "spec rules SPC"),
        (["check", "--select", ","], {}, "--select names no rule", "spec rules"),
        (["check", "--rev", ""], {}, "--rev names no revision", "--rev HEAD"),
        (["check", "--rev", "main..x"], {}, "this is no git repository", ""),
        (["renumber", "--onto", "main"], {}, "this is no git repository", ""),
        (["check", "--json", "--format", "sarif"], {}, "--json and --format sarif exclude each other", ""),
        (["check", "notes.txt"], {"notes.txt": "x"}, "notes.txt is no document of the project", "Markdown"),
        (
            ["check", "--select", "SPC"],
            {".specify/specward.yml": "rulse: {}\ntrace: {profile: strct}\n"},
            "unknown key `rulse`\n    help: did you mean `rules`?\n",
            "is not one of `story`, `strict`, `safety`\n    help: did you mean `strict`?\n",
        ),
        (["rules", "nope"], {}, "no rule is called 'nope'", "spec rules"),
    ],
)
def test_wrong_usage_exits_with_2_and_names_the_mend(
    project: Path, arguments: list[str], files: dict[str, str], message: str, help_text: str
) -> None:
    done = spec(*arguments, cwd=put(project, files))
    assert done.returncode == 2
    assert message in done.stdout + done.stderr
    assert help_text in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_project_exits_with_2_and_names_init(tmp_path: Path) -> None:
    done = spec("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "spec init" in done.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_document_exits_with_3(project: Path) -> None:
    (project / "specs/001-a/spec.md").chmod(0)
    assert spec("check", cwd=project).returncode == 3


@pytest.mark.verifies("001-guarded-commit/AC-002")
def test_a_tracked_document_that_is_no_file_any_more_exits_with_3_and_is_named(repository: GitRepository) -> None:
    repository.write("specs/001-a/spec.md", FAULTY)
    repository.write("specs/002-b/spec.md", FAULTY)
    repository.commit()
    (repository.root / "specs/001-a/spec.md").unlink()
    os.mkfifo(repository.root / "specs/001-a/spec.md")
    done = spec("check", cwd=repository.root)
    assert done.returncode == 3
    assert "specs/001-a/spec.md: undetermined: " in done.stdout
    assert "specs/002-b/spec.md:" in done.stdout


def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    command = f"{sys.executable} -m specward rules | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=project, capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_project_nested_in_another_is_a_project_of_its_own(project: Path) -> None:
    put(project, {"apps/web/.specify/memory/constitution.md": "", "apps/web/specs/001-z/spec.md": FAULTY})
    inner = json.loads(spec("check", "--select", "SPC007", "--json", cwd=project / "apps/web/specs").stdout)
    outer = json.loads(spec("check", "--select", "SPC007", "--json", cwd=project).stdout)
    assert [finding["location"]["path"] for finding in inner["findings"]] == ["specs/001-z/spec.md"]
    assert [f["location"]["path"] for f in outer["findings"]] == ["apps/web/specs/001-z/spec.md", "specs/001-a/spec.md"]


def test_the_version_is_printed() -> None:
    done = subprocess.run([sys.executable, "-m", "specward", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("spec 0.")


def test_help_lists_every_command_with_what_it_does(project: Path) -> None:
    done = spec("--help", cwd=project)
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(project: Path, command: str) -> None:
    done = spec(command, "--help", cwd=project)
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: spec {command}")


def test_explain_shows_the_manual_by_code_and_by_name(project: Path) -> None:
    by_code = spec("explain", "spc007", cwd=project).stdout
    assert by_code.startswith("# story-without-criterion [SPC007]\n\n- **Severity**: error\n")
    assert "## Use instead" in by_code
    assert by_code == spec("explain", "story-without-criterion", cwd=project).stdout


def test_explain_names_the_statements_that_a_rule_answers_as_text_and_as_json(project: Path) -> None:
    told = json.loads(spec("explain", "FA240", "--json", cwd=project).stdout)["statements"]
    text = spec("explain", "FA240", cwd=project).stdout
    assert told
    assert all(f"- {one['statement']} ({one['definition']}, line {one['line']})\n" in text for one in told)
    assert json.loads(spec("explain", "DOC007", "--json", cwd=project).stdout)["statements"] == []


def test_rules_lists_the_catalogue_as_text_and_as_json(project: Path) -> None:
    _, *lines = spec("rules", cwd=project).stdout.splitlines()
    catalogue = json.loads(spec("rules", "--json", cwd=project).stdout)
    assert [line.split()[0] for line in lines] == [rule["code"] for rule in catalogue]
    assert all(rule["summary"] for rule in catalogue)
    assert {"fixable", "read", "right", "needs", "strict"} <= catalogue[0].keys()


def test_terminal_escapes_in_a_document_are_not_passed_on(project: Path) -> None:
    put(project, {"specs/001-a/spec.md": FAULTY.replace("Go", "\x1b[2J\x9b31mGo")})
    done = spec("check", "--select", "SPC007", cwd=project, FORCE_COLOR="")
    assert "\x1b" not in done.stdout
    assert "\x9b" not in done.stdout


def test_staged_checks_what_the_next_commit_holds(repository: GitRepository) -> None:
    repository.write(".specify/memory/constitution.md", "# Constitution\n")
    repository.write("specs/001-a/spec.md", FAULTY)
    repository.git("add", "specs")
    repository.write("specs/001-a/spec.md", "# Feature Specification: A\n")
    staged = json.loads(spec("check", "--staged", "--select", "SPC007", "--json", cwd=repository.root).stdout)
    assert [finding["code"] for finding in staged["findings"]] == ["SPC007"]
    assert spec("check", "--select", "SPC007", cwd=repository.root).returncode == 0


def test_staged_with_nothing_staged_is_clean(repository: GitRepository) -> None:
    repository.write(".specify/memory/constitution.md", "")
    done = spec("check", "--staged", cwd=repository.root)
    assert (done.returncode, done.stdout[:27]) == (0, "no findings in 0 documents ")


def test_rev_checks_a_commit(repository: GitRepository) -> None:
    repository.write("specs/001-a/spec.md", FAULTY)
    first = repository.commit()
    repository.write("specs/001-a/spec.md", "# Feature Specification: A\n")
    repository.commit()
    assert spec("check", "--rev", first, "--select", "SPC007", cwd=repository.root).returncode == 1
    assert spec("check", "--rev", "HEAD", "--select", "SPC007", cwd=repository.root).returncode == 0


@pytest.mark.parametrize(
    ("rev", "message"), [("A..B", "git knows no commit 'A'"), ("nowhere", "git knows no revision 'nowhere'")]
)
def test_a_rev_that_is_no_commit_exits_with_2(repository: GitRepository, rev: str, message: str) -> None:
    repository.write("specs/001-a/spec.md", FAULTY)
    repository.commit()
    done = spec("check", "--rev", rev, cwd=repository.root)
    assert done.returncode == 2
    assert message in done.stderr


def test_the_examples_in_the_help_stand_on_lines_of_their_own(project: Path) -> None:
    lines = spec("check", "--help", cwd=project).stdout.splitlines()
    assert "  spec check --staged              what the next commit would hold" in lines
