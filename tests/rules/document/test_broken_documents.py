"""Documents that cannot be read as they were meant: fences, front matter, sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

SPEC = "specs/001-login/spec.md"
PLAN = "specs/001-login/plan.md"


class TestUnclosedFences:
    """DOC001."""

    def test_a_fence_that_hides_something_is_an_error(self, findings: Findings) -> None:
        (found,) = findings("DOC001", {SPEC: "# Login\n\n```\ncode\n\n## Goals\n"})
        assert (found.severity, found.message) == (Severity.ERROR, "this code fence is never closed")

    @pytest.mark.parametrize("end", ["```", "```\n", "```\n\n  \n"])
    def test_a_fence_after_which_nothing_follows_is_stray(self, end: str, findings: Findings) -> None:
        (found,) = findings("DOC001", {SPEC: f"# Login\n\ntext\n{end}"})
        assert (found.severity, found.message, found.help) == (
            Severity.WARNING,
            "stray code fence",
            "delete this line",
        )

    @pytest.mark.parametrize(
        "hidden",
        [
            *("## Goals", "- [ ] T001 Go", "- **FR-001**: MUST go", "### Goals", "~~~", "  ```x"),
            *("1. **Given** a, **When** b, **Then** c", "12. **AC-001** (FR-001): **Given** a, **When** b, **Then** c"),
        ],
    )
    def test_every_part_of_a_document_counts_as_hidden(self, hidden: str, findings: Findings) -> None:
        found = findings("DOC001", {SPEC: f"# Login\n\n```\ncode\n{hidden}\n"})
        assert found[0].severity is Severity.ERROR

    def test_a_fence_that_hides_no_part_of_the_document_is_a_warning(self, findings: Findings) -> None:
        (found,) = findings("DOC001", {SPEC: "# Login\n\n```\ncode\n\n# A comment\n\nA last word.\n"})
        assert (found.severity, found.message) == (Severity.WARNING, "this code fence is never closed")

    def test_a_fence_in_a_list_item_ends_with_the_item_and_hides_nothing(self, findings: Findings) -> None:
        (found,) = findings("DOC001", {SPEC: "# Login\n\n1. Run it:\n\n   ```sh\n   make\n\n## Goals\n"})
        assert found.severity is Severity.WARNING

    def test_a_comment_in_code_does_not_end_the_code(self, findings: Findings) -> None:
        text = "# Login\n\n```bash\n# First\n- **FR-001**: The system MUST go.\n- **FR-001**: The system MUST stop.\n"
        assert findings("SPC003", {SPEC: text}) == []


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("---\ntitle: A\n\n# Login\n", "add a line `---` after the last key"),
        ("---\n# Login\n\n## Goals\n\nid: 1\n", "write the keys between this line and a second one of `---`"),
        ("---\ntitle: |\n\ta\n---\n", "indent with blanks: YAML takes no tabs"),
        ("---\ntitle: a\ntitle: b\n---\n", "delete one of the two"),
        ("---\ntitle:\nWe built it.\n\nstage: a\n---\n", "write `key: |` and the text below it, indented"),
        ("---\ntitle: we built it: a: b:\n---\n", "write `key: |` and the text below it, indented"),
        ("---\ntitle: Tasks: login\n---\n", 'put the value in quotes: key: "value"'),
        ('---\ntitle: Tasks: "login"\n---\n', "put the value in quotes: key: 'value'"),
        ("---\ntitle: a: b\nstage: red\n---\n", 'put the value in quotes: key: "value"'),
        ("---\ntitle: a: b\nand more of it\n---\n", "write `key: |` and the text below it, indented"),
        ("---\ntitle: a: b\n---\nWords.\n", 'put the value in quotes: key: "value"'),
        ("---\nfiles:\n  - `a.py`: new\n---\n", 'put the item in quotes: - "…"'),
        ("---\ntitle: a: b\n\n# Login\n", "add a line `---` after the last key"),
    ],
)
def test_the_help_on_front_matter_fits_the_cause(text: str, mend: str, findings: Findings) -> None:
    (found,) = findings("DOC009", {"specs/001-login/tasks.md": text})
    assert found.help.startswith(mend)


@pytest.mark.parametrize(("value", "count"), [("{{TITLE}}", 0), ("{{ title }}: login", 1)])
def test_front_matter_with_tokens_of_a_template_is_unfilled_and_not_malformed(
    value: str, count: int, findings: Findings
) -> None:
    assert len(findings("DOC009", {"specs/001-login/tasks.md": f"---\ntitle: a: {value}\n---\n"})) == count


class TestMissingSections:
    """DOC004."""

    def test_one_missing_section_of_the_template_is_reported(self, findings: Findings) -> None:
        text = "# Login\n\n## User Scenarios & Testing *(mandatory)*\n\n## Requirements *(mandatory)*\n"
        (found,) = findings("DOC004", {SPEC: text})
        assert found.message == "there is no section 'Success Criteria'"

    @pytest.mark.parametrize(
        ("path", "titles"),
        [
            (PLAN, ("Overview", "Constitution Check", "Source Code Layout")),
            (PLAN, ("Summary", "Technical Context", "Constitution Check", "Source Code Layout")),
            (SPEC, ("User Stories", "Requirements", "Success Criteria")),
            ("specs/_demo/spec.md", ("User Scenarios & Testing", "Requirements")),
        ],
    )
    def test_another_outline_is_left_alone(self, path: str, titles: tuple[str, ...], findings: Findings) -> None:
        assert findings("DOC004", {path: "# Login\n\n" + "".join(f"## {title}\n\n" for title in titles)}) == []
