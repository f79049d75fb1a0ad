"""`spec constitution` as users run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
PATH = ".specify/memory/constitution.md"
WAIVERS = ".specify/waivers.yml"
TEXT = """# Shop Constitution

## Core Principles

### I. Quiet Code

Code MUST NOT print.

```yaml enforce
- forbid: {pattern: 'print[(]', in: 'src/**/*.py', why: 'use the logger'}
- command: {run: 'touch ran'}
- rule: unresolved-clarification
```

### II. Small Steps

Changes MUST be small.

```yaml enforce
- manual: 'judged at review'
```

### III. Plain Words

Say what to do.

**Version**: 1.0.0 | **Ratified**: 2025-01-31 | **Last Amended**: 2025-01-31
"""


@pytest.fixture
def shop(spec: Spec) -> Spec:
    spec.write(PATH, TEXT)
    spec.write("src/a.py", "print(1)\n")
    return spec


def test_it_shows_every_principle_and_how_it_is_held_to(shop: Spec) -> None:
    done = shop("constitution")
    assert done.code == 0
    assert done.out == shop("constitution", "show").out
    assert f"{PATH}  version 1.0.0\nP-01  Quiet Code\n      forbid     print[(] in src/**/*.py\n" in done.out
    facts = shop("constitution", "show", "--json").json
    assert [principle["id"] for principle in facts["principles"]] == ["P-01", "P-02", "P-03"]
    assert facts["principles"][0]["entries"][0] == {
        "by": "forbid",
        "text": "print[(] in src/**/*.py",
        "severity": None,
        "line": 10,
    }


def test_coverage_says_what_each_entry_came_to_and_runs_no_command(shop: Spec) -> None:
    done = shop("constitution", "coverage")
    assert done.code == 0
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert lines == [
        "P-01 Quiet Code",
        "✗ violated forbid print[(] in src/**/*.py (src/a.py:1: use the logger)",
        "○ not run command touch ran (`spec verify --run` runs it, once it is trusted)",
        "✓ held rule unresolved-clarification",
        "P-02 Small Steps",
        "· by people manual judged at review",
        "P-03 Plain Words",
        "– nothing holds it",
    ]
    assert "3 principles: 1 held to by a machine, 1 by people, 1 by nothing" in done.err
    assert shop("constitution", "coverage", "--json").json["total"]["by_nothing"] == 1
    assert "ran" not in shop.files()


def test_a_project_without_a_constitution_is_told_how_to_write_one(spec: Spec) -> None:
    spec.write("specs/001-a/spec.md", "# a\n")
    done = spec("constitution")
    assert (done.code, done.out) == (2, "")
    assert "spec new constitution" in done.err


def test_an_inherited_constitution_that_is_gone_is_undetermined(shop: Spec) -> None:
    shop.write(".specify/specward.yml", "constitution:\n  extends: [gone.md]\n")
    assert shop("constitution").code == 3
    assert shop("check", "--select", "CON003").code == 3


def test_amending_compares_with_the_text_that_the_version_was_given_to(repository: GitRepository, spec: Spec) -> None:
    spec.root = repository.root
    repository.write(PATH, TEXT.replace("1.0.0", "0.9.0"))
    repository.commit()
    repository.write(PATH, TEXT)
    repository.commit()
    repository.write(PATH, TEXT.replace("Say what to do.", "Say what to do next."))
    repository.commit("Reword without a new version")
    dry = spec("constitution", "amend", "--dry-run")
    assert "+Version change: 1.0.0 → 1.0.1 (PATCH: wording)" in dry.out
    assert spec.read(PATH).count("1.0.0") == 1
    facts = spec("constitution", "amend", "--json").json
    assert (facts["old_version"], facts["version"], facts["step"]) == ("1.0.0", "1.0.1", "patch")
    assert "**Version**: 1.0.1 | **Ratified**: 2025-01-31 | **Last Amended**: 20" in spec.read(PATH)
    major = spec("constitution", "amend", "--bump", "major")
    assert (major.code, "version 2.0.0 (was 1.0.0)" in major.err) == (0, True)


def test_amending_an_unchanged_constitution_changes_nothing(repository: GitRepository, spec: Spec) -> None:
    spec.root = repository.root
    repository.write(PATH, TEXT)
    repository.commit()
    done = spec("constitution", "amend")
    assert (done.code, "nothing changed" in done.err) == (2, True)
    assert spec.read(PATH) == TEXT


def test_the_first_ratification_needs_no_git(shop: Spec) -> None:
    done = shop("constitution", "amend")
    assert (done.code, done.out) == (0, f"{PATH}\n")
    assert "Version change: none → 1.0.0" in shop.read(PATH)


def test_a_waiver_is_written_and_holds(shop: Spec) -> None:
    assert shop("check", "--select", "CON007").code == 1
    said = ("--reason", "it's the old one", "--owner", "Ada", "--expires", "2999-12-31", "--scope", "src/**")
    dry = shop("constitution", "waive", "P-01", *said, "--dry-run")
    assert "+- waives: P-01" in dry.out
    assert WAIVERS not in shop.files()
    assert shop("constitution", "waive", "P-01", *said).out == f"{WAIVERS}\n"
    done = shop("check", "--select", "CON007")
    assert (done.code, "1 waived" in done.out) == (0, True)
    assert "waived  P-01 in src/** until 2999-12-31: it's the old one (Ada)" in shop("constitution").out


@pytest.mark.parametrize(
    ("what", "changes", "problem"),
    [
        ("P-99", {}, "no rule and no principle"),
        ("CON07", {}, "no rule and no principle"),
        ("P-01", {"--expires": "2020-01-01"}, "is past"),
        ("P-01", {"--expires": "soon"}, "is no day"),
        ("P-01", {"--reason": " "}, "needs a reason"),
        ("P-01", {"--owner": ""}, "needs an owner"),
    ],
)
def test_a_waiver_that_would_mean_nothing_is_refused(
    shop: Spec, what: str, changes: dict[str, str], problem: str
) -> None:
    said = {"--reason": "r", "--owner": "Ada", "--expires": "2999-12-31", **changes}
    done = shop("constitution", "waive", what, *(word for pair in said.items() for word in pair))
    assert (done.code, problem in done.err) == (2, True)
    assert WAIVERS not in shop.files()


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("P-1", "did you mean `P-01`?"),
        ("001-login/FR-099", "there is no item `001-login/FR-099`"),
        ("none-such", "`spec constitution` the principles"),
    ],
)
def test_a_waiver_of_nothing_that_there_is_is_refused(shop: Spec, what: str, said: str) -> None:
    shop.write("specs/001-login/spec.md", "# Feature Specification: Login\n\n- **FR-001**: It MUST open a session.\n")
    done = shop("constitution", "waive", what, "--reason", "x", "--owner", "Ada", "--expires", "2999-01-01")
    assert done.code == 2
    assert said in done.err


def test_an_item_is_waived_by_its_whole_id(shop: Spec) -> None:
    shop.write("specs/001-login/spec.md", "# Feature Specification: Login\n\n- **FR-001**: It MUST open a session.\n")
    arguments = ("--reason", "x", "--owner", "Ada", "--expires", "2999-01-01", "--json")
    assert shop("constitution", "waive", "1/FR-1", *arguments).json["waives"] == "001-login/FR-001"


@pytest.mark.parametrize("view", ["show", "coverage"])
def test_a_constitution_that_cannot_be_read_is_undetermined(shop: Spec, view: str) -> None:
    (shop.root / ".specify/memory/constitution.md").write_bytes(b"# C\n\n\xff\xff\n")
    done = shop("constitution", view)
    assert done.code == 3
    assert "save the file as UTF-8" in done.err


@pytest.mark.parametrize(
    ("broken", "cure"),
    [(b"- waives: [\n", "write `- waives: "), (b"one: two\n", "write `- waives: "), (b"\xff\n", "save the file")],
)
def test_broken_waivers_are_told_with_what_mends_them(shop: Spec, broken: bytes, cure: str) -> None:
    shop.write(WAIVERS, "")
    (shop.root / WAIVERS).write_bytes(broken)
    done = shop("constitution", "waive", "P-01", "--reason", "r", "--owner", "Ada", "--expires", "2999-12-31")
    assert done.code != 0
    assert cure in done.err
