"""`spec sign`, at a terminal and without one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Spec

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are needed"),
    pytest.mark.usefixtures("inside"),
]

SPEC = "# Feature Specification: Login\n\n## Requirements\n\n- **FR-001**: System MUST sign in\n"
PATH, FILE = "specs/001-login/spec.md", "specs/001-login/signoffs.yml"


@pytest.fixture
def project(spec: Spec) -> Spec:
    """A project in a repository of Ada's."""
    spec.write(PATH, SPEC)
    spec.write("specs/001-login/tasks.md", "# Tasks: Login\n\n- [x] T001 Do it in src/login.py\n")
    spec.write("src/login.py", "x = 1\n")
    for line in ("init -q", "config user.name Ada", "config user.email ada@example.org", "add -A", "commit -qm a"):
        git(spec, *line.split())
    return spec


def git(spec: Spec, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=spec.root, check=True, capture_output=True)


def at_a_terminal(spec: Spec, answers: str, *arguments: str, **env: str) -> tuple[int, str, str]:
    """Run with a terminal as stdin, into which `answers` is typed: exit code, stdout, stderr."""
    import pty

    ours, theirs = pty.openpty()
    try:
        process = spec.start(*arguments, stdin=theirs, stdout=None, **env)
        os.close(theirs)
        os.write(ours, answers.encode())
        out, err = process.communicate()
        return process.returncode, out.decode(), err.decode()
    finally:
        os.close(ours)


def test_a_person_signs_what_is_shown(project: Spec) -> None:
    code, out, err = at_a_terminal(
        project, "y\n", "sign", "001-login/FR-001", "login/spec.md", "--note", " read\ttwice "
    )
    assert (code, out) == (0, f"{FILE}\n")
    assert "001-login/FR-001  specs/001-login/spec.md:5\n  | System MUST sign in\n" in err
    assert "Sign 2 items as Ada <ada@example.org>? [y/N]" in err
    text = project.read(FILE)
    assert text.count("- item: ") == 2
    assert text.count("  note: read twice\n") == 2
    assert text.count("  by: Ada <ada@example.org>\n") == 2
    listed = project("sign", "--list", "--json").json["signoffs"]
    assert [(each["item"], each["state"]) for each in listed] == [
        ("001-login/FR-001", "current"),
        ("001-login/spec.md", "current"),
    ]


def test_only_a_clear_yes_signs(project: Spec) -> None:
    for answer in ("\n", "n\n", "sure\n", "\x04"):
        code, out, err = at_a_terminal(project, answer, "sign", "001-login/FR-001")
        assert (code, out) == (2, "")
        assert "nothing is signed" in err
    assert FILE not in project.files()


def test_the_same_text_is_signed_once_by_the_same_person(project: Spec) -> None:
    assert at_a_terminal(project, "y\n", "sign", "001-login/FR-001")[0] == 0
    before = project.read(FILE)
    assert at_a_terminal(project, "y\n", "sign", "FR-1", "--feature", "login") == (0, "", "it is signed already\n")
    assert project.read(FILE) == before
    done = project("sign", "001-login/FR-001", "--dry-run", "--json")
    assert done.json == {"by": "Ada <ada@example.org>", "items": [], "files": [], "dry_run": True}


def test_two_features_of_one_name_are_told_apart_by_their_folder(project: Spec) -> None:
    project.write("apps/specs/001-login/spec.md", SPEC)
    code, out, _ = at_a_terminal(project, "y\n", "sign", "apps/specs/001-login/FR-001")
    assert (code, out) == (0, "apps/specs/001-login/signoffs.yml\n")


def test_of_a_long_document_the_beginning_is_shown(project: Spec) -> None:
    project.write(PATH, SPEC + "\nmore\n" * 100)
    err = at_a_terminal(project, "n\n", "sign", "001-login/spec.md")[2]
    assert "  … 165 more lines in specs/001-login/spec.md\n" in err


@pytest.mark.verifies("002-enforced-with-evidence/AC-016")
def test_a_coding_agent_is_refused_even_at_a_terminal(project: Spec) -> None:
    code, out, err = at_a_terminal(project, "y\n", "sign", "001-login/FR-001", CLAUDECODE="1")
    assert (code, out) == (2, "")
    assert "Claude Code may not sign: that is for a person (CLAUDECODE is set)" in err
    assert FILE not in project.files()


def test_without_a_terminal_nobody_signs(project: Spec) -> None:
    done = project("sign", "001-login/FR-001", stdin="y\n")
    assert done.code == 2
    assert "there is no terminal to ask on" in done.err
    assert FILE not in project.files()


def test_a_bot_is_no_person(project: Spec) -> None:
    git(project, "config", "user.name", "deploy[bot]")
    code, _, err = at_a_terminal(project, "y\n", "sign", "001-login/FR-001")
    assert code == 2
    assert "deploy[bot] is no person" in err


def test_a_dry_run_shows_the_record_and_needs_nobody(project: Spec) -> None:
    done = project("sign", "FR-001", "--dry-run", CLAUDECODE="1", SPECIFY_FEATURE="001-login")
    assert done.code == 0
    assert '+- item: "001-login/FR-001"' in done.out
    assert FILE not in project.files()


def test_a_feature_is_signed_with_its_code_and_its_change_is_told(project: Spec) -> None:
    assert at_a_terminal(project, "y\n", "sign", "001-login")[0] == 0
    assert "    src/login.py: sha256:" in project.read(FILE)
    assert project("check", "--select", "TRC014,CHK").out.startswith("no findings")
    project.write("src/login.py", "x = 2\n")
    done = project("check", "--select", "TRC014,CHK")
    assert "accepted-code-changed" in done.out
    assert done.code == 0
    assert at_a_terminal(project, "y\n", "sign", "001-login")[0] == 0
    assert project("check", "--select", "TRC014,CHK").out.startswith("no findings")


@pytest.mark.verifies("002-enforced-with-evidence/AC-017")
def test_a_changed_text_is_a_finding_until_it_is_signed_again(project: Spec) -> None:
    assert at_a_terminal(project, "y\n", "sign", "001-login/FR-001")[0] == 0
    project.write(PATH, SPEC.replace("MUST sign in", "MUST sign in twice"))
    done = project("check", "--select", "CHK")
    assert done.code == 1
    assert "specs/001-login/spec.md:5:1  error  stale-signoff [CHK003]" in done.out
    assert project("sign", "--list").out.split()[:2] == ["001-login/FR-001", "stale"]
    before = project.read(FILE)
    assert at_a_terminal(project, "y\n", "sign", "001-login/FR-001")[0] == 0
    assert project.read(FILE).startswith(before)
    assert project("check", "--select", "CHK").code == 0


def test_without_a_name_or_a_repository_nobody_can_sign(spec: Spec, empty_home: Path) -> None:
    spec.write(PATH, SPEC)
    assert "there is no repository here" in at_a_terminal(spec, "y\n", "sign", "001-login/FR-001")[2]
    git(spec, "init", "-q")
    git(spec, "config", "user.useConfigOnly", "true")
    code, _, err = at_a_terminal(spec, "y\n", "sign", "001-login/FR-001")
    assert code == 2
    assert "git does not know who you are" in err


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no ssh-keygen here")
def test_commits_that_are_signed_make_sign_offs_signed(project: Spec, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    (tmp_path / "allowed").write_text("ada@example.org " + (tmp_path / "key.pub").read_text())
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingKey", str(key)),
        ("gpg.ssh.allowedSignersFile", str(tmp_path / "allowed")),
        ("commit.gpgSign", "true"),
    ):
        git(project, "config", name, value)
    assert at_a_terminal(project, "y\n", "sign", "001-login/FR-001")[0] == 0
    assert project("sign", "--list").out.endswith("good signature\n")
    project.write(FILE, project.read(FILE).replace("FR-001", "FR-01"))
    assert "bad signature" in project("sign", "--list").out
    assert at_a_terminal(project, "y\n", "sign", "001-login/spec.md", "--no-signature")[0] == 0
    assert project.read(FILE).count("signature:") == 1


def test_what_is_missing_is_said(project: Spec) -> None:
    assert "nothing is named to be signed" in project("sign").err
    assert project("sign", "--list").out == ""
    assert "no feature `nowhere`" in at_a_terminal(project, "y\n", "sign", "nowhere/FR-001")[2]


def test_a_list_that_cannot_be_read_is_undetermined_and_not_empty(project: Spec) -> None:
    project.write("specs/001-login/signoffs.yml", "- item: [\n")
    done = project("sign", "--list")
    assert (done.code, done.out) == (3, "")
    assert "specs/001-login/signoffs.yml" in done.err


def test_who_signs_what_nobody_else_wrote_is_told_so(project: Spec) -> None:
    project.write(".specify/specward.yml", "trace:\n  profile: safety\n")
    code, _, said = at_a_terminal(project, "y\n", "sign", "001-login/FR-001")
    assert code == 0
    assert "you alone wrote 001-login/FR-001" in said
