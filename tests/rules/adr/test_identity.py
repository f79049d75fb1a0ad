"""ADR001, ADR002, ADR005 and ADR017: what a record is called, and what others call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

PATH = "history/adr/0012-sessions.md"


@pytest.mark.parametrize(
    ("text", "said", "written"),
    [
        ("# ADR-0010: Sessions\n", "the title says 10", "# ADR-0012: Sessions\n"),
        ("# 10. Sessions\n", "the title says 10", "# 12. Sessions\n"),
        ("---\nid: 0010-sessions\n---\n\n# Sessions\n", "the front matter says 10", None),
        ("---\nnumber: 10\n---\n\n# Sessions\n", "the front matter says 10", "---\nnumber: 12\n---\n\n# Sessions\n"),
    ],
)
def test_a_number_that_is_not_the_files_is_told(text: str, said: str, written: str | None, findings: Findings) -> None:
    (found,) = findings("ADR017", {PATH: text})
    assert found.message == f"{said}, the name of the file 12"
    if written is None:
        assert found.fix is None
    else:
        assert found.fix
        (edit,) = found.fix.edits
        assert text[: edit.span.start] + edit.text + text[edit.span.end :] == written


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (PATH, "# 12. Sessions\n"),
        (PATH, "# Sessions in 10 folders\n"),
        (PATH, "# 12-factor sessions\n"),
        ("adr/2026-01-02-sessions.md", "# ADR 7: Sessions\n"),
        ("adr/2026-01-02_012-sessions.md", "---\nslug: 12\n---\n\n# 12. Sessions\n"),
    ],
)
def test_one_number_and_files_without_one_are_no_mismatch(path: str, text: str, findings: Findings) -> None:
    assert findings("ADR017", {path: text}) == []


def madr(status: str = "") -> str:
    head = f"---\nstatus: {status}\n---\n\n" if status else ""
    sections = {"Context and Problem Statement": "Why?", "Considered Options": "* A\n* B", "Decision Outcome": "A"}
    return f"{head}# S\n\n" + "\n".join(f"## {title}\n\n{text}\n" for title, text in sections.items())


def test_madr_needs_no_status_where_most_of_its_records_have_none(findings: Findings) -> None:
    bare = {f"docs/adr/000{number}-x.md": madr() for number in (1, 2, 3)}
    assert findings("ADR002", {**bare, "docs/adr/0004-y.md": madr("accepted")}) == []
    mostly = {f"docs/adr/000{number}-x.md": madr("accepted") for number in (1, 2)}
    (found,) = findings("ADR002", {**mostly, "docs/adr/0003-y.md": madr()})
    assert found.location.path == "docs/adr/0003-y.md"


def test_a_status_in_a_sentence_is_no_word_that_is_unknown(findings: Findings) -> None:
    sentence = "The points above hold since the spring, and nobody has asked for anything else since then at all."
    assert findings("ADR001", {PATH: f"# S\n\n## Status\n\n{sentence}\n"}) == []


@pytest.mark.parametrize(
    ("path", "line", "other"),
    [
        (PATH, "- **Related:** 2026 audit", ""),
        (PATH, "- **Related ADRs:** ADR-0005", "history/adr/0005-old.rst"),
        (PATH, "- **Status:** Superseded by [x](0005-old.rst)", "history/adr/0005-old.rst"),
        ("adr/2026-01-02-s.md", "- **Related:** ADR-6 (2026-01-23-6)", ""),
        ("adr/2.x/2026-01-02-s.md", "- **Superseded by:** `2026-04-03-t.md`", "adr/3.x/2026-04-03-t.md"),
    ],
)
def test_years_other_markups_dated_records_and_names_in_other_folders_are_found(
    path: str, line: str, other: str, findings: Findings
) -> None:
    files = {path: f"# S\n\n{line}\n", **({other: "Old\n===\n"} if other else {})}
    assert findings("ADR005", files) == []


def test_a_record_that_moved_is_told_with_its_new_place(findings: Findings) -> None:
    files = {PATH: "# S\n\n- **Related:** [t](../decisions/0013-t.md)\n", "history/adr/0013-t.md": "# T\n"}
    (found,) = findings("ADR005", files)
    assert found.help == "a record of that name is at history/adr/0013-t.md"
