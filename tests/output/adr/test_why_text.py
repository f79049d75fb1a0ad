"""How `spec adr why` tells people, and how it tells programs."""

from __future__ import annotations

from textwrap import dedent

from specward.adr.catalogue.catalogue import Catalogue, catalogue_of
from specward.adr.why.grounds import Why, why
from specward.adr.why.reason import Asked
from specward.output.adr.why_text import as_json, render
from specward.project import Project
from specward.sources.memory import MemorySource

FILES = {
    "history/adr/0001-memory.md": "# ADR-0001: Memory\n\n- **Status:** Superseded by ADR-0002\n",
    "history/adr/0002-tokens.md": "# ADR-0002: Tokens\n\n- **Status:** Accepted\n\nSee `src/a.py`.\n",
    "src/a.py": "# ADR-0001\n\n\n# ADR-0009 \x1b[2J\n",
}


def found(files: dict[str, str] = FILES, path: str = "src/a.py") -> tuple[Why, Catalogue]:
    project = Project(MemorySource(files))
    return why(project, catalogue_of(project), Asked(path)), catalogue_of(project)


def test_each_decision_is_told_with_its_reasons_and_what_holds_now() -> None:
    assert render(found()[0]) + "\n" == dedent("""\
        ADR-0001  Memory  superseded; now ADR-0002 Tokens
          cited in the file    src/a.py:1  # ADR-0001

        ADR-0002  Tokens  accepted
          names it             history/adr/0002-tokens.md:5  See `src/a.py`.

        cited, and not there
          src/a.py:4  # ADR-0009 ·[2J
    """)


def test_a_decision_without_a_title_leaves_no_gap() -> None:
    files = FILES | {"history/adr/0002-tokens.md": "## Status\n\nAccepted\n\nSee `src/a.py`.\n"}
    assert "\nADR-0002  accepted\n" in render(found(files)[0])


def test_decisions_of_a_feature_are_a_line_each() -> None:
    tasks = "# Tasks: Login\n\n- [ ] T001 Write src/b.py as ADR-0001 says\n"
    record = FILES["history/adr/0002-tokens.md"].replace("Accepted", "Accepted\n- **Feature:** 001-login")
    files = FILES | {"history/adr/0002-tokens.md": record, "specs/001-login/tasks.md": tasks, "src/b.py": "pass\n"}
    assert render(found(files, "src/b.py")[0]) + "\n" == dedent("""\
        by the feature 001-login, whose T001 names it
          ADR-0001  Memory  superseded; now ADR-0002 Tokens
          ADR-0002  Tokens  accepted
    """)


def test_of_a_record_those_who_cite_it_are_told() -> None:
    text = render(found(path="history/adr/0002-tokens.md")[0])
    assert text == "cited by\n  history/adr/0001-memory.md:3  - **Status:** Superseded by ADR-0002"


def test_many_reasons_are_counted() -> None:
    files = FILES | {"src/a.py": "# ADR-0001\n" * 9}
    assert render(found(files)[0]).splitlines()[6] == "                       and 4 more"


def test_a_line_of_a_terminal_holds_no_more_than_it_can() -> None:
    long = f"{'very ' * 40}long"
    files = {path: text.replace("Memory", f"Memory {long}") for path, text in FILES.items()}
    files |= {"src/a.py": f"# ADR-0001 {long}\n"}
    lines = render(found(files)[0], width=60).splitlines()
    assert max(map(len, lines)) <= 60
    assert lines[0] == "ADR-0001  Memory very very v…  superseded; now ADR-0002 Tok…"
    assert "\x1b[" in render(found(files)[0], colour=True)


def test_nothing_has_no_words() -> None:
    assert render(Why([], [], [])) == ""


def test_programs_are_told_the_same() -> None:
    answer = as_json(*found())
    assert [(one["id"], one["live"], one["successors"]) for one in answer["decisions"]] == [
        ("ADR-0001", False, ["history/adr/0002-tokens.md"]),
        ("ADR-0002", True, []),
    ]
    assert answer["decisions"][0]["reasons"] == [{"kind": "file", "path": "src/a.py", "line": 1, "text": "# ADR-0001"}]
    assert answer["unknown"] == [{"path": "src/a.py", "line": 4, "column": 3, "text": "# ADR-0009 \x1b[2J"}]
    assert answer["cited_by"] == []
