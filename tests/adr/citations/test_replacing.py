"""A dead citation is put right in the form in which it was written."""

from __future__ import annotations

import pytest

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.citations.replacing import edits_to
from specward.adr.citations.scan import citations_of
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

OLD, NEW = "history/adr/0007-session-store.md", "history/adr/0012-tokens.md"
FILES = {
    OLD: "# ADR-0007: Session store\n\n- **Status:** Superseded by ADR-0012\n",
    NEW: "# ADR-0012: Signed tokens\n\n- **Status:** Accepted\n- **Supersedes:** ADR-0007\n",
}


def mended(line: str, path: str = "docs/a.md", new: str = NEW) -> str:
    """A line with all its citations of the old decision put right; as it is where that cannot be."""
    text = f"first\n{line}\nlast\n"
    files = FILES if new == NEW else {OLD: FILES[OLD].replace("0012", "0013"), new: FILES[NEW].replace("12", "13")}
    project = Project(MemorySource({**files, path: text}))
    catalogue = catalogue_of(project)
    cited = [citation for citation in citations_of(project).found if citation.path == path]
    for edit in reversed(edits_to(catalogue.at[new], catalogue.at[OLD], cited, Document(path, text))):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text.split("\n")[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# see ADR-0007.", "# see ADR-0012."),
        ("ADR-007, adr_007, ADR 7", "ADR-012, adr_012, ADR 12"),
        ("ADR #7 and @adr 0007", "ADR #12 and @adr 0012"),
        ("ADR-0007#4 and ADR-0007 §4", "ADR-0012 and ADR-0012"),
        ("`history/adr/0007-session-store.md`", "`history/adr/0012-tokens.md`"),
        ("[ADR-0007](../history/adr/0007-session-store.md)", "[ADR-0012](../history/adr/0012-tokens.md)"),
        ("[0007](../history/adr/0007-session-store.md#decision)", "[0012](../history/adr/0012-tokens.md)"),
        (
            "[ADR-7: Session store](../history/adr/0007-session-store.md)",
            "[ADR-12: Signed tokens](../history/adr/0012-tokens.md)",
        ),
        (
            "[`0007-session-store.md`](../history/adr/0007-session-store.md)",
            "[`0012-tokens.md`](../history/adr/0012-tokens.md)",
        ),
        ("ADR-0007 (history/adr/0007-session-store.md)", "ADR-0012 (history/adr/0012-tokens.md)"),
    ],
)
def test_the_form_stays(before: str, after: str) -> None:
    assert mended(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("history/adr/0007-session-store.md", "docs/adr/0013-tokens.md"),
        ("[x](../history/adr/0007-session-store.md)", "[x](adr/0013-tokens.md)"),
    ],
)
def test_a_successor_in_another_folder_is_found_from_where_the_old_one_was(before: str, after: str) -> None:
    assert mended(before, new="docs/adr/0013-tokens.md") == after


def test_an_address_is_left_alone_and_with_it_the_line() -> None:
    line = "ADR-0007, https://example.org/s/blob/1a2b/history/adr/0007-session-store.md"
    assert mended(line) == line


def test_a_file_that_is_not_utf_8_is_not_rewritten() -> None:
    project = Project(MemorySource({**FILES, "a.py": "# ADR-0007\n"}))
    catalogue = catalogue_of(project)
    cited = [citation for citation in citations_of(project).found if citation.path == "a.py"]
    document = Document.from_bytes("a.py", b"# ADR-0007\n# caf\xe9\n")
    assert edits_to(catalogue.at[NEW], catalogue.at[OLD], cited, document) == ()
