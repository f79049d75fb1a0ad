"""`spec trace` and its views, run as users run them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from specward.trace.coverage import Level
from specward.trace.node import NodeKind

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
SPEC, TASKS, TEST = "specs/001-login/spec.md", "specs/001-login/tasks.md", "tests/test_login.py"
NASTY = "It MUST <script>alert(1)</script> | `x` \x1b[31m"


@pytest.fixture
def login(spec: Spec) -> Spec:
    """A project with one feature, outside of git."""
    spec.write(
        SPEC,
        "# Feature Specification: Login\n\n### User Story 1 - Sign in (Priority: P1)\n\n"
        "1. **AC-001** (FR-001): **Given** an account, **When** it signs in, **Then** a session starts\n\n"
        f"- **FR-001**: It MUST open a session.\n- **FR-002**: {NASTY}\n",
    )
    spec.write(TASKS, "# Tasks: Login\n\n- [x] T001 [US1] Open (FR-001)\n")
    spec.write(TEST, "import pytest\n\n\n@pytest.mark.verifies('001-login/AC-001')\ndef test_a():\n    assert a()\n")
    return spec


def test_without_an_item_it_shows_how_far_each_feature_is_covered(login: Spec) -> None:
    done = login("trace")
    assert done.code == 0
    assert [" ".join(line.split()) for line in done.out.splitlines()] == [
        "feature stories requirements planned tested verified criteria tested verified",
        "001-login 1 2 1 1 – 1 1 –",
    ]
    assert "no test results are stored" in done.err


def test_a_feature_stands_for_its_matrix(login: Spec) -> None:
    done = login("trace", "login")
    assert [line.split()[0] for line in done.out.splitlines() if line] == [
        *("001-login", "item", "US1", "AC-001", "FR-001", "FR-002")
    ]
    assert "\x1b" not in done.out


@pytest.mark.parametrize("named", ["001-login/FR-001", "FR-001", "login/FR-1"])
def test_an_item_is_shown_with_what_rests_on_it(login: Spec, named: str) -> None:
    done = login("trace", named)
    assert done.code == 0
    assert "◕ bound" in done.out
    assert [line.split()[0] for line in done.out.splitlines() if line.startswith("  ")] == [
        *("refines", "verifies", "implements")
    ]


def test_an_item_as_json_has_its_chain(login: Spec) -> None:
    said = login("trace", "001-login/AC-001", "--json").json
    assert (said["id"], said["level"]) == ("001-login/AC-001", "bound")
    assert [(one["link"], one["id"]) for one in said["up"]] == [
        ("refines", "001-login/US1"),
        ("refines", "001-login/FR-001"),
    ]
    assert [one["id"] for one in said["down"]] == [f"{TEST}::test_a"]


@pytest.mark.parametrize(("named", "help_"), [("FR-009", "did you mean"), ("nonsense", "--matrix")])
def test_an_unknown_item_is_wrong_usage(login: Spec, named: str, help_: str) -> None:
    done = login("trace", named)
    assert done.code == 2
    assert help_ in done.err


def test_the_matrix_as_json_has_every_item_with_its_level(login: Spec) -> None:
    said = login("trace", "--matrix", "--format", "json").json
    (section,) = said["sections"]
    assert (said["schema"], said["profile"], section["feature"]) == ("specward/trace/v1", "story", "001-login")
    assert [(row["id"], row["standing"], row["tests"]) for row in section["rows"][1:]] == [
        ("001-login/AC-001", "bound", [{"id": f"{TEST}::test_a", "state": None}]),
        ("001-login/FR-001", "bound", [{"id": f"{TEST}::test_a", "state": None}]),
        ("001-login/FR-002", "none", []),
    ]
    assert section["counts"]["requirement"]["total"] == 2


def test_the_matrix_as_csv_can_be_read_back(login: Spec) -> None:
    login.write(SPEC, login.read(SPEC) + "- **FR-003**: =1+1\n")
    rows = list(csv.DictReader(io.StringIO(login("trace", "--format", "csv").out)))
    assert [row["item"] for row in rows] == [
        f"001-login/{one}" for one in ("US1", "AC-001", "FR-001", "FR-002", "FR-003")
    ]
    assert rows[-1]["text"] == "'=1+1"


def test_the_matrix_as_markdown_shows_text_as_text(login: Spec) -> None:
    out = login("trace", "--matrix", "--format", "markdown").out
    assert "\\<script\\>" in out
    assert "\x1b" not in out
    assert out.count("\n| ") == 6


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_matrix_as_html_is_one_page_that_loads_and_runs_nothing(login: Spec) -> None:
    out = login("trace", "--matrix", "--format", "html").out
    page = _Page()
    page.feed(out)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    assert not any(name.startswith("on") or name == "src" for _, attrs in page.tags for name in attrs)
    assert "url(" not in out
    assert "prefers-color-scheme: dark" in out
    assert "<script>alert(1)</script>" in page.text
    assert sum(tag == "tr" for tag, _ in page.tags) == 5


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "csv"])
def test_the_same_project_gives_the_same_bytes_and_keeps_its_own(login: Spec, form: str) -> None:
    before = login.files()
    first, second = (login("trace", "--matrix", "--format", form, PYTHONHASHSEED=seed).out for seed in ("1", "2"))
    assert first == second
    assert login.files() == before


def test_results_on_this_tree_verify_and_results_of_another_do_not(login: Spec) -> None:
    login.write(
        ".specify/evidence/run.jsonl",
        '{"specward": 1, "tree": {"elsewhere": "0"}}\n'
        f'{{"test": "{TEST}::test_a", "outcome": "passed", "verifies": ["001-login/AC-001"]}}\n',
    )
    said = login("trace", "001-login/AC-001", "--json").json
    assert said["level"] == "bound"
    assert "another tree" in said["gap"]


def test_evidence_that_cannot_be_used_is_undetermined(login: Spec) -> None:
    login.write(".specify/evidence/run.jsonl", "nonsense\n")
    assert login("trace").code == 3


def test_impact_parts_links_in_doubt_from_what_is_further_on(login: Spec) -> None:
    said = login("trace", "impact", "001-login/FR-001", "--json").json
    assert [(one["link"], one["id"]) for one in said["suspect"]] == [
        ("refines", "001-login/AC-001"),
        ("implements", "001-login/T001"),
    ]
    assert [(one["id"], one["distance"]) for one in said["further"]] == [(f"{TEST}::test_a", 2)]
    assert "in doubt: 2" in login("trace", "impact", "FR-001").out


def test_impact_asks_for_items_or_a_base(login: Spec) -> None:
    assert login("trace", "impact").code == 2
    assert login("trace", "impact", "FR-001", "--base", "main").code == 2


@pytest.fixture
def changed(repository: GitRepository, login: Spec) -> Spec:
    """The project in git: committed and tagged, then a requirement changed and one added."""
    for path, data in login.files().items():
        repository.write(path, data.decode())
    repository.commit("First")
    repository.git("tag", "v1")
    text = login.read(SPEC).replace("open a session", "open a session within 2 s")
    repository.write(SPEC, f"{text}- **FR-003**: It MUST close.\n")
    repository.commit("Second")
    return type(login)(repository.root)


@pytest.mark.parametrize("revisions", ["v1..HEAD", "v1..", "v1...HEAD", "v1"])
def test_a_tag_is_a_baseline(changed: Spec, revisions: str) -> None:
    said = changed("trace", "diff", revisions, "--json").json
    assert [one["id"] for one in said["added"]] == ["001-login/FR-003"]
    assert [(one["id"], one["after"]) for one in said["changed"]] == [
        ("001-login/FR-001", "It MUST open a session within 2 s.")
    ]
    assert said["coverage"]["requirement"]["before"]["total"] == 2
    assert "+ 001-login/FR-003" in changed("trace", "diff", revisions).out


def test_impact_of_a_branch_begins_with_what_it_changes(changed: Spec) -> None:
    said = changed("trace", "impact", "--base", "v1", "--json").json
    assert [one["id"] for one in said["changed"]] == ["001-login/FR-001", "001-login/FR-003"]


def test_an_unknown_revision_is_wrong_usage_and_in_a_shallow_clone_undetermined(changed: Spec, tmp_path: Path) -> None:
    assert changed("trace", "diff", "v0..HEAD").code == 2
    clone = tmp_path / "shallow"
    from tests.conftest import GitRepository

    GitRepository(tmp_path / "helper").git("clone", "-q", "--depth", "1", f"file://{changed.root}", str(clone))
    done = type(changed)(clone)("trace", "diff", "HEAD~1..HEAD")
    assert (done.code, "shallow" in done.err) == (3, True)


def test_suggestions_are_a_patch_that_git_applies_and_nothing_is_written(spec: Spec, repository: GitRepository) -> None:
    words = "the gateway rejects expired coupons at checkout"
    repository.write(SPEC, f"# X\n\n- **FR-001**: MUST ensure {words}.\n- **FR-002**: MUST print invoices monthly.\n")
    repository.write(
        TASKS, "# Tasks\n\n- [ ] T001 Gateway rejects expired coupons\n- [ ] T002 Something else entirely\n"
    )
    repository.commit()
    here = type(spec)(repository.root)
    before = here.files()
    done = here("trace", "suggest")
    assert here.files() == before
    repository.write("links.patch", done.out)
    repository.git("apply", "links.patch")
    assert here.read(TASKS).splitlines()[2:] == [
        "- [ ] T001 Gateway rejects expired coupons (FR-001)",
        "- [ ] T002 Something else entirely",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["revuew"], "did you mean `spec trace review`?"),
        (["test_a"], "did you mean tests/test_login.py::test_a?"),
        (["009"], "there is no item and no feature `009`"),
        (["--json", "--format", "html"], "--json and --format html contradict each other"),
    ],
)
def test_a_slip_is_told_with_what_mends_it(login: Spec, arguments: list[str], said: str) -> None:
    done = login("trace", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_where_nothing_is_suggested_the_patch_is_empty(login: Spec) -> None:
    done = login("trace", "suggest", "login")
    assert (done.code, done.out) == (0, "")
    assert "0 suggested" in done.err


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("spec trace ", {"show", "impact", "diff", "suggest", "review", "retire"}),
        ("spec trace im", {"impact"}),
        ("spec trace --m", {"--matrix"}),
        ("spec trace --matrix --format h", {"html"}),
        ("spec constitution a", {"amend"}),
    ],
)
def test_the_shell_completes_commands_and_the_options_of_show(spec: Spec, words: str, offered: set[str]) -> None:
    last = str(len(words.split(" ")) - 1)
    done = spec(_SPEC_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=last)
    assert set(done.out.split()) == offered


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_on_a_terminal_of_any_width_the_overview_keeps_its_words_whole(login: Spec, columns: int) -> None:
    shown = on_terminal(login, columns, "trace")
    for word in ("001-login", "requirements", "planned", "verified", "criteria"):
        assert word in shown
    assert all(len(line) <= columns for line in shown.splitlines() if "profile" not in line)


@pytest.mark.parametrize("columns", [112, 160])
def test_in_a_wide_terminal_the_matrix_leaves_the_texts_room(login: Spec, columns: int) -> None:
    assert "Given an account, When" in on_terminal(login, columns, "trace", "--matrix")


def on_terminal(spec: Spec, columns: int, *arguments: str) -> str:
    """What a command shows on a terminal of some width, without its colours."""
    ours, theirs = os.openpty()
    process = spec.start(*arguments, stdout=theirs, TERM="xterm-256color", COLUMNS=str(columns), NO_COLOR="1")
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # Linux tells so that the other end is closed
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    process.communicate()
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).replace("\r", "")


def test_principles_stand_above_requirements_in_every_form(login: Spec) -> None:
    login.write(".specify/memory/constitution.md", "# C\n\n## Core Principles\n\n### I. Quiet\n\nIt MUST be quiet.\n")
    login.write(SPEC, login.read(SPEC).replace("open a session.", "open a session (derives from P-01)."))
    text = login("trace", "--matrix").out.splitlines()
    assert text[1].split() == ["item", "from", "requirements", "tasks", "tests", "level"]
    assert "| item | says | from | requirements |" in login("trace", "--matrix", "--format", "markdown").out
    assert '<th scope="col">requirements</th>' in login("trace", "--matrix", "--format", "html").out


def test_the_help_names_the_keys_of_the_json(login: Spec) -> None:
    told = " ".join(login("trace", "show", "--help").out.split())
    item = login("trace", "FR-001", "--json").json
    assert all(key in told for key in [*item, *item["down"][0]])


def test_a_feature_named_by_its_option_alone_is_shown(login: Spec) -> None:
    assert login("trace", "--feature", "login").out == login("trace", "login").out
    assert login("trace", "--feature", "logout").code == 2


def test_the_matrix_as_json_is_valid_against_the_published_schema(login: Spec) -> None:
    schema = json.loads((Path(__file__).parents[2] / "docs/schemas/trace-v1.json").read_text(encoding="utf-8"))
    login.write(".specify/memory/constitution.md", "# C\n\n## Core Principles\n\n### I. Quiet\n\nIt MUST be quiet.\n")
    said = login("trace", "--matrix", "--json").json
    jsonschema.validate(said, schema)
    assert {len(section["rows"]) > 0 for section in said["sections"]} == {True}
    row, level = schema["$defs"]["row"]["properties"], schema["$defs"]["level"]
    assert set(row["kind"]["enum"]) == {kind.value for kind in NodeKind}
    assert level["enum"] == [level.label for level in Level]
