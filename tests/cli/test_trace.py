"""`spec trace` and its views, run as users run them."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

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
