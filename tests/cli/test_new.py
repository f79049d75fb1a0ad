from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from specward.artifacts.phr import read_record
from specward.markdown.document import Document

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
CONSTITUTION = """# Shop Constitution

## Core Principles

### I. Test first

Tests MUST be written before the code.

### II. Simple

Code SHOULD be simple.

## Governance

Everybody agrees.

**Version**: 1.0.0 | **Ratified**: 2026-01-01 | **Last Amended**: 2026-01-01
"""


@pytest.fixture
def project(spec: Spec) -> Spec:
    """A project with a constitution and nothing else."""
    spec.write(".specify/memory/constitution.md", CONSTITUTION)
    return spec


@pytest.fixture
def shop(project: Spec, repository: GitRepository) -> Spec:
    """The same in a repository, committed."""
    repository.write(".specify/memory/constitution.md", CONSTITUTION)
    repository.commit()
    project.root = repository.root
    return project


def fill_in(project: Spec, path: str) -> None:
    """Write something in place of every placeholder, as the author does."""
    project.write(path, re.sub(r"\[TODO: [^\]]*\]", "settled", project.read(path)))


def test_the_path_is_the_one_result(project: Spec) -> None:
    done = project("new", "feature", "Sign in with a passkey")
    assert (done.code, done.out, done.err) == (0, "specs/001-sign-in-with-a-passkey/spec.md\n", "")


def test_everything_that_new_writes_passes_the_check_but_for_what_is_to_be_filled_in(project: Spec) -> None:
    for arguments in (
        ("feature", "Login"),
        ("plan", "--force"),
        ("tasks", "--force"),
        ("checklist", "--topic", "security"),
        ("adr", "Passkeys: first"),
        ("adr", "Passwords after all", "--supersedes", "1", "--feature", "login"),
        ("phr", "How it began", "--stage", "green"),
        ("phr", "How it went on", "--stage", "general", "--prompt", "do it", "--response", "It is done."),
    ):
        assert project("new", *arguments).code == 0, arguments
    report = project("check", "--json")
    assert report.code in {0, 1}
    to_fill_in = {"DOC002", "DOC003", "PHR002", "PHR003", "ADR012"}
    others = [finding for finding in report.json["findings"] if finding["code"] not in to_fill_in]
    assert others == []


def test_a_constitution_passes_but_for_what_is_to_be_filled_in(spec: Spec) -> None:
    spec.write(".specify/specward.yml", "")
    assert spec("new", "constitution").out == ".specify/memory/constitution.md\n"
    codes = {finding["code"] for finding in spec("check", "--json").json["findings"]}
    assert codes <= {"DOC002", "DOC003", "CON001"}
    assert spec("new", "constitution").code == 2


@pytest.mark.parametrize(
    ("title", "folder"),
    [
        ("🎉🎉", "001-untitled"),
        ("用户登录", "001-用户登录"),
        ("x" * 300, f"001-{'x' * 60}"),
        ("../../etc/passwd", "001-etc-passwd"),
        ("\x1b[31mRed\x1b[0m\nsecond line", "001-red-second-line"),
        ("--help me", None),
    ],
)
def test_any_title_works(project: Spec, title: str, folder: str | None) -> None:
    done = project("new", "feature", *(["--"] if folder is None else []), title)
    assert done.code == 0
    assert done.out == f"specs/{folder or '001-help-me'}/spec.md\n"


def test_an_empty_title_is_wrong_usage(project: Spec) -> None:
    before = project.files()
    for arguments in (("feature", " "), ("adr", ""), ("phr", "", "--stage", "general")):
        done = project("new", *arguments)
        assert done.code == 2
        assert "the title is empty" in done.err
    assert project.files() == before


def test_the_title_and_the_request_may_come_from_stdin_and_a_file(project: Spec) -> None:
    assert project("new", "feature", "-", stdin="From stdin\n").out == "specs/001-from-stdin/spec.md\n"
    project.write("request.txt", "Make it\nfaster")
    assert project("new", "feature", "Speed", "--from", "request.txt").code == 0
    assert "> Make it\n> faster\n" in project.read("specs/002-speed/spec.md")
    assert project("new", "feature", "Speed", "--from", "nothing.txt").code == 2


def test_a_dry_run_writes_nothing_and_json_names_every_file(project: Spec) -> None:
    before = project.files()
    done = project("new", "feature", "Login", "--dry-run")
    assert done.out.startswith("diff --git a/specs/001-login/spec.md b/specs/001-login/spec.md\n")
    said = project("new", "feature", "Login", "--dry-run", "--json").json
    assert said["dry_run"] is True
    assert "+++ b/specs/001-login/spec.md" in said["diff"]
    assert project.files() == before
    said = project("new", "feature", "Login", "--json").json
    assert said == {
        "feature": "001-login",
        "number": 1,
        "path": "specs/001-login/spec.md",
        "checklist": "specs/001-login/checklists/requirements.md",
        "branch": None,
        "files": [
            "specs/001-login/spec.md",
            "specs/001-login/checklists/requirements.md",
            ".specify/.gitignore",
            ".specify/feature.json",
        ],
        "dry_run": False,
    }


def test_the_new_feature_is_the_current_one(project: Spec) -> None:
    project("new", "feature", "One")
    project("new", "feature", "Two")
    fill_in(project, "specs/001-one/spec.md")
    fill_in(project, "specs/002-two/spec.md")
    assert project("new", "plan").out == "specs/002-two/plan.md\n"
    assert project("new", "plan", "one").out == "specs/001-one/plan.md\n"


def test_the_plan_has_a_row_for_each_principle(project: Spec) -> None:
    project("new", "feature", "One")
    fill_in(project, "specs/001-one/spec.md")
    done = project("new", "plan")
    assert done.err == "Constitution Check: 2 principles to answer\n"
    plan = project.read("specs/001-one/plan.md")
    assert "| P-01 Test first | [TODO: " in plan
    assert "| P-02 Simple | [TODO: " in plan


def test_a_gate_that_is_open_is_said_with_its_place(project: Spec) -> None:
    project("new", "feature", "One")
    spec_path = "specs/001-one/spec.md"
    done = project("new", "plan")
    assert done.code == 2
    assert (
        "specs/001-one/spec.md:13:20: error: 001-one is not ready for its plan: 19 placeholders in spec.md" in done.err
    )
    fill_in(project, spec_path)
    project.write(spec_path, project.read(spec_path) + "\n- [NEEDS CLARIFICATION: which?]\n")
    done = project("new", "plan")
    assert done.code == 2
    assert "1 open question in spec.md" in done.err
    assert "--force" in done.err
    assert project("new", "plan", "--force").code == 0


def test_nothing_is_overwritten(project: Spec) -> None:
    project("new", "feature", "One")
    project("new", "plan", "--force")
    before = project.files()
    done = project("new", "plan")
    assert done.code == 2
    assert "specs/001-one/plan.md" in done.err
    assert project.files() == before


def test_an_unknown_feature_is_answered_with_near_ones(project: Spec) -> None:
    project("new", "feature", "Checkout")
    done = project("new", "plan", "chekout")
    assert done.code == 2
    assert "did you mean `specs/001-checkout`" in done.err


def test_without_a_project_the_way_to_one_is_said(spec: Spec) -> None:
    done = spec("new", "feature", "One")
    assert done.code == 2
    assert "spec init" in done.err


def test_a_branch_is_started_and_the_number_of_a_branch_is_taken(shop: Spec, repository: GitRepository) -> None:
    repository.git("branch", "004-elsewhere")
    done = shop("new", "feature", "Login", "--branch")
    assert (done.code, done.out, done.err) == (0, "specs/005-login/spec.md\n", "branch 005-login\n")
    assert repository.git("branch", "--show-current").strip() == "005-login"
    assert shop("new", "plan", "--force").out == "specs/005-login/plan.md\n"


def test_a_branch_before_the_first_commit(spec: Spec, repository: GitRepository) -> None:
    spec.root = repository.root
    spec.write(".specify/memory/constitution.md", CONSTITUTION)
    assert spec("new", "feature", "Login", "--branch").code == 0
    assert repository.git("branch", "--show-current").strip() == "001-login"


def test_a_branch_that_cannot_be_started_is_refused_before_anything_is_written(
    shop: Spec, repository: GitRepository
) -> None:
    repository.write(".git/refs/heads/001-login.lock", "")
    before = shop.files()
    done = shop("new", "feature", "Login", "--branch")
    assert done.code == 2
    assert "does not start the branch 001-login" in done.err
    assert shop.files() == before
    assert repository.git("branch", "--show-current").strip() == "main"


def test_a_branch_is_taken_back_where_the_files_cannot_be_written(shop: Spec, repository: GitRepository) -> None:
    repository.write("specs", "a file where the folder should be")
    done = shop("new", "feature", "Login", "--branch")
    assert done.code in {2, 3}
    assert repository.git("branch", "--format", "%(refname:short)").split() == ["main"]


def test_a_branch_needs_a_repository(project: Spec) -> None:
    done = project("new", "feature", "Login", "--branch")
    assert done.code == 2
    assert "git init" in done.err


def test_numbers_count_over_every_ref(shop: Spec, repository: GitRepository) -> None:
    repository.git("switch", "-q", "-c", "other")
    repository.write("history/adr/0006-x.md", "# 6. X\n")
    repository.write("specs/008-x/spec.md", "# Feature Specification: X\n")
    repository.commit()
    repository.git("switch", "-q", "main")
    assert shop("new", "adr", "Y").out == "history/adr/0007-y.md\n"
    assert shop("new", "feature", "Y").out == "specs/009-y/spec.md\n"


def test_a_record_stands_where_its_stage_says_and_names_its_circumstances(
    shop: Spec, repository: GitRepository
) -> None:
    shop("new", "feature", "Login", "--branch")
    repository.write("src/login.py", "")
    repository.git("add", "src")
    prompt = "## Prompt\n\n---\n```\nopen\n\n## Outcome\r\n  last  "
    said = shop("new", "phr", "Do: it", "--stage", "green", "--prompt-file", "-", "--json", stdin=prompt).json
    assert said["path"] == "history/prompts/001-login/0001-do-it.green.prompt.md"
    record = read_record(Document(said["path"], shop.read(said["path"])))
    assert record.prompt_text == prompt
    assert record.complete
    assert said["complete"] is True
    assert record.uid is not None
    assert record.uid.value == said["uid"]
    assert record.branch is not None
    assert record.branch.value == "001-login"
    assert record.user is not None
    assert record.user.value == "Ada Lovelace"
    assert [item.value for item in record.files] == ["src/login.py"]


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (("--stage", "general"), "history/prompts/general/0001-t.general.prompt.md"),
        (("--stage", "constitution"), "history/prompts/constitution/0001-t.constitution.prompt.md"),
        ((), "history/prompts/001-one/0001-t.misc.prompt.md"),
        (("--stage", "implementation", "--feature", "2"), "history/prompts/002-two/0001-t.green.prompt.md"),
    ],
)
def test_the_route_of_a_record(project: Spec, arguments: tuple[str, ...], path: str) -> None:
    project.write("specs/001-one/spec.md", "# Feature Specification: One\n")
    project.write("specs/002-two/spec.md", "# Feature Specification: Two\n")
    project.write(".specify/feature.json", '{"feature_directory": "specs/001-one"}')
    assert project("new", "phr", "T", *arguments, "--prompt", "p").out == f"{path}\n"


def test_a_record_without_a_feature_is_general_and_a_stage_of_one_is_refused(project: Spec) -> None:
    assert project("new", "phr", "T", "--prompt", "p").out == "history/prompts/general/0001-t.general.prompt.md\n"
    done = project("new", "phr", "T", "--stage", "green", "--prompt", "p")
    assert done.code == 2


def test_a_record_without_an_identity_is_by_an_unknown_user(project: Spec) -> None:
    said = project("new", "phr", "T", "--prompt", "p", "--json").json
    assert "user: unknown\n" in project.read(said["path"])


def test_a_template_of_the_project_is_used_and_its_fault_writes_nothing(project: Spec) -> None:
    override = ".specify/templates/overrides/adr-template.md"
    project.write(override, "# ADR-{{ number }}: {{ title }}\n\n- **Status:** Proposed\n")
    project("new", "adr", "Ours")
    assert project.read("history/adr/0001-ours.md") == "# ADR-0001: Ours\n\n- **Status:** Proposed\n"
    for text in ("{{ nothing }}", "{% for %}", "{% for i in range(10**9) %}x{% endfor %}", "{{ 1/0 }}"):
        project.write(override, f"line\n{text}\n")
        before = project.files()
        done = project("new", "adr", "Broken")
        assert done.code == 2
        assert f"{override}:2" in done.err
        assert project.files() == before


def test_a_broken_configuration_is_said_with_its_place(project: Spec) -> None:
    project.write(".specify/specward.yml", "phr:\n  requir: off\n")
    done = project("new", "feature", "One")
    assert done.code == 2
    assert ".specify/specward.yml:2:3" in done.err
    assert "specs" not in {Path(path).parts[0] for path in project.files()}


def test_a_full_disk_is_undetermined_and_leaves_nothing_behind(project: Spec) -> None:
    before = project.files()
    code = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); sys.argv[0] = 'spec'\n"
    code += "from specward.cli.main import main; sys.exit(main(['new', 'feature', 'One']))"
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        cwd=project.root,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "cannot be written" in done.stderr
    assert project.files() == before
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 100


@pytest.mark.usefixtures("unmeasured")
def test_twenty_decisions_and_twenty_records_at_once_get_forty_numbers(shop: Spec) -> None:
    shop.write("specs/001-one/spec.md", "# Feature Specification: One\n")
    running = [shop.start("new", "adr", f"Decision {n}", "--json") for n in range(20)]
    running += [shop.start("new", "phr", "Same", "--stage", "general", "--prompt", str(n), "--json") for n in range(20)]
    said = []
    for process in running:
        out, err = process.communicate()
        assert process.returncode == 0, err.decode()
        said.append(json.loads(out))
    decisions, records = said[:20], said[20:]
    assert sorted(answer["number"] for answer in decisions) == list(range(1, 21))
    assert sorted(answer["id"] for answer in records) == [f"{number:04d}" for number in range(1, 21)]
    assert len({answer["uid"] for answer in records}) == 20
    prompts = [read_record(Document(a["path"], shop.read(a["path"]))).prompt_text for a in records]
    assert prompts == [str(number) for number in range(20)]
