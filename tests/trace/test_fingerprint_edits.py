"""Editorial edits put no link in doubt, semantic ones always do: each applied to a whole spec.md, read and judged."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.changes import Create
from specward.project import Project
from specward.rules.trace import suspect_link
from specward.sources.memory import MemorySource
from specward.trace.build import graph_of
from specward.trace.review import Wanted, review

if TYPE_CHECKING:
    from collections.abc import Callable

CONSTITUTION = """\
# Shop Constitution

## Core Principles

### I. Small First

Every feature MUST start small.

### II. Safe First

Nobody MAY see what is not theirs.
"""

SPEC = """\
# Feature Specification: Login

**Status**: Draft

## User Scenarios & Testing *(mandatory)*

### User Story 1 - Sign in (Priority: P1)

A person who has an account signs in with the right password, so that the old basket is there again.

**Why this priority**: nothing works without it.

**Acceptance Scenarios**:

1. **AC-001** (FR-001): **Given** a password of 11 characters, **When** the form is sent, **Then** it is rejected, \
**And** the user's error is shown
2. **AC-002** (FR-002): **Given** an account, **When** five wrong passwords are sent, **Then** the account is locked
3. **Given** an open session, **When** the person signs out, **Then** the session ends

### Edge Cases

- **EC-001**: A password of 10,000 characters is refused before it is hashed.

## Requirements

### Functional Requirements

- **FR-001**: The system MUST réject a password shorter than 12 characters
  and show the user's error within 2 seconds. (derives from P-01)
- **FR-002**: The system MUST lock an account after `max_tries` failures of these kinds:
  - a wrong password
  - a wrong code

  Rationale: guessing must not pay.
- **FR-003**: A locked account MUST be opened again by [the way back](docs/way_back.md) - nothing else, "ever".
- **FR-004**: `POST /login` MUST answer 401, 423 or 200.

  ```http
  POST /login
    name=a
  ```

## Success Criteria

- **SC-001**: 95% of people sign in within 10 seconds.
"""

TASKS = """\
# Tasks: Login

- [ ] T001 Reject short passwords (FR-001)
- [ ] T002 Lock accounts (FR-002, FR-003)
- [ ] T003 [US1] Build the form
- [ ] T004 Show the error (AC-001)
- [ ] T005 End sessions (US1.3)
- [ ] T006 Answer (FR-004, AC-002, EC-001, SC-001)
"""

SPEC_PATH, LOCK_PATH = "specs/001-login/spec.md", "specs/001-login/trace.lock"
FILES = {
    ".specify/memory/constitution.md": CONSTITUTION,
    SPEC_PATH: SPEC,
    "specs/001-login/tasks.md": TASKS,
}
FIRST = "The system MUST réject a password shorter than 12 characters\n  and show the user's error within 2 seconds."


@cache
def lock() -> str:
    """The lock after everything was reviewed."""
    project = Project(MemorySource(FILES))
    (change,) = review(project, Wanted(items=frozenset(graph_of(project).nodes)))
    assert isinstance(change, Create)
    assert change.path == LOCK_PATH
    return change.text


def in_doubt(spec: str) -> list[str]:
    """The items that are reported once the specification is this one."""
    project = Project(MemorySource({**FILES, SPEC_PATH: spec, LOCK_PATH: lock()}))
    faults = suspect_link.check.function(project.feature("specs/001-login"), project)
    return [fault.message.split()[0] for fault in faults]


def put(old: str, new: str) -> Callable[[str], str]:
    """An edit: one text in place of another, wherever it stands."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


def item(words: str) -> Callable[[str], str]:
    """An edit: FR-001 as a whole in other words."""
    return put(f"- **FR-001**: {FIRST} (derives from P-01)", words)


def words(new: str) -> Callable[[str], str]:
    """An edit: FR-001 in other words, or the same ones laid out anew."""
    return put(FIRST, new)


ONE_LINE = FIRST.replace("\n ", "")

EDITORIAL: dict[str, Callable[[str], str]] = {
    "re-wrapped": words(ONE_LINE),
    "wrapped elsewhere": words(ONE_LINE.replace(" a ", "\n  a ")),
    "wrapped at every word": words(ONE_LINE.replace(" ", "\n  ")),
    "wrapped without an indent": words(ONE_LINE.replace(" and", "\nand")),
    "note on a line of its own": item(f"- **FR-001**: {FIRST}\n  (derives from P-01)"),
    "note before the colon": item(f"- **FR-001** (derives from P-01): {FIRST}"),
    "note in the middle": item(f"- **FR-001**: {FIRST.replace(' and', ' (derives from P-01) and')}"),
    "note wrapped": item(f"- **FR-001**: {FIRST} (derives\n  from P-01)"),
    "note in other words": item(f"- **FR-001**: {FIRST} (derived from P-01)"),
    "note by another verb": item(f"- **FR-001**: {FIRST} (implements P-01)"),
    "two blanks": put("MUST réject a", "MUST  réject   a"),
    "a tab": put("MUST réject a", "MUST\tréject a"),
    "a no-break space": put("2 seconds", "2\u00a0seconds"),
    "trailing blanks": put("12 characters\n", "12 characters   \n"),
    "a hard line break": put("12 characters\n", "12 characters  \n"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "bullet *": put("- **FR", "* **FR"),
    "bullet +": put("- **FR", "+ **FR"),
    "numbered": put("- **FR-001", "1. **FR-001"),
    "numbered with )": put("- **FR-001", "1) **FR-001"),
    "a heading": item(f"#### FR-001: {ONE_LINE}\n\n(derives from P-01)\n\n#### More\n"),
    "no bullet": item(f"**FR-001**: {ONE_LINE} (derives from P-01)\n\n"),
    "an open check box": put("- **FR-001", "- [ ] **FR-001"),
    "a ticked check box": put("- **FR-001", "- [x] **FR-001"),
    "a check box ticked with X": put("- **FR-001", "- [X] **FR-001"),
    "deeper indent": item(f"  - **FR-001**: {ONE_LINE}\n    (derives from P-01)"),
    "deeper indent of the second line": put("\n  and show", "\n      and show"),
    "id not bold": put("**FR-001**:", "FR-001:"),
    "id with its colon bold": put("**FR-001**:", "**FR-001:**"),
    "id in code": put("**FR-001**:", "`FR-001`:"),
    "id with a dash behind it": put("**FR-001**:", "**FR-001** —"),
    "bold word": put("MUST réject", "**MUST** réject"),
    "bold with underscores": put("MUST réject", "__MUST__ réject"),
    "emphasised word": put("a password", "a *password*"),
    "emphasised with an underscore": put("a password", "a _password_"),
    "bold and emphasised": put("a password", "a ***password***"),
    "bold over a line end": put("characters\n  and", "**characters\n  and**"),
    "bold part of a word": put("password shorter", "pass**word** shorter"),
    "bold code": put("`max_tries`", "**`max_tries`**"),
    "typographic apostrophe": put("user's error within", "user\u2019s error within"),
    "the other apostrophe": put("user's error within", "user\u2018s error within"),
    "typographic quotes": put('"ever"', "\u201cever\u201d"),
    "en dash": put(" - nothing", " \u2013 nothing"),
    "em dash": put(" - nothing", " \u2014 nothing"),
    "decomposed accent": lambda text: unicodedata.normalize("NFD", text),
    "a comment": put("a password shorter", "a password <!-- or a pass phrase --> shorter"),
    "a comment over lines": put("a password shorter", "a password <!-- or\n  a pass phrase --> shorter"),
    "a comment with code in it": put("a password shorter", "a password <!-- `-- --> shorter"),
    "a comment behind the item": put("(derives from P-01)", "(derives from P-01) <!-- agreed -->"),
    "a suppression": put("(derives from P-01)", "(derives from P-01) <!-- spec: ignore SPC004 -- known -->"),
    "a line end in a code span": put("`POST /login`", "`POST\n  /login`"),
    "a rationale changed": put("guessing must not pay", "guessing was cheap in 2019"),
    "a rationale added": put(
        "(derives from P-01)\n", "(derives from P-01)\n\n  *Rationale*: shorter ones were guessed.\n"
    ),
    "a note added": put("(derives from P-01)\n", "(derives from P-01)\n\n  **Note**: the old limit was 8.\n"),
    "a rationale removed": put("\n  Rationale: guessing must not pay.\n", ""),
    "nested bullets with *": put("  - a wrong", "  * a wrong"),
    "nested bullets deeper": put("  - a wrong", "     - a wrong"),
    "nested numbers": put("  - a wrong", "  1. a wrong"),
    "nested boxes": put("  - a wrong", "  - [x] a wrong"),
    "a blank line before the nested list": put("of these kinds:\n", "of these kinds:\n\n"),
    "a blank line between items": put("- **FR-003", "\n- **FR-003"),
    "the fence deeper": put(
        "  ```http\n  POST /login\n    name=a\n  ```", "   ```http\n   POST /login\n     name=a\n   ```"
    ),
    "the title of the document": put("Specification: Login", "Specification: Signing in"),
    "the status": put("Draft", "Approved"),
    "a section's title": put("### Functional Requirements", "### What it does"),
    "prose between sections": put("## Requirements\n", "## Requirements\n\nThis is what we agreed on.\n"),
    "why the story matters": put("nothing works without it", "it is the door"),
    "the story's priority": put("(Priority: P1)", "(Priority: P2)"),
    "the story's dash": put("User Story 1 - Sign", "User Story 1 \u2014 Sign"),
    "the story re-wrapped": put("password, so that", "password,\nso that"),
    "keywords in capitals": put("**Given** a", "**GIVEN** a"),
    "keywords not bold": put(
        "**Given** an open session, **When** the person signs out, **Then** the",
        "Given an open session, When the person signs out, Then the",
    ),
    "keywords with a colon": put("**When** the form", "**When**: the form"),
    "a step a line": put(", **When** the form is sent, **Then**", ",\n   **When** the form is sent,\n   **Then**"),
    "a step an item": put(
        "3. **Given** an open session, **When** the person signs out, **Then** the",
        "- **Given** an open session\n- **When** the person signs out\n- **Then** the",
    ),
    "a step a numbered item": put(
        "3. **Given** an open session, **When** the person signs out, **Then** the",
        "1. **Given** an open session\n2. **When** the person signs out\n3. **Then** the",
    ),
    "no comma between steps": put("characters, **When**", "characters **When**"),
    "a semicolon between steps": put("characters, **When**", "characters; **When**"),
    "a scenario's title": put("(FR-001): **Given**", "(FR-001) Short password: **Given**"),
    "scenarios as bullets": put("2. **AC-002", "- **AC-002"),
    "scenarios in another order": lambda text: _swapped(text, r"1\. \*\*AC-001.*\n", r"2\. \*\*AC-002.*\n"),
    "a scenario without id moved up": lambda text: _swapped(text, r"2\. \*\*AC-002.*\n", r"3\. \*\*Given.*\n"),
    "requirements in another order": lambda text: _swapped(text, r"- \*\*FR-003.*\n", r"- \*\*FR-001.*\n.*\n"),
    "a new requirement": put("- **FR-002", "- **FR-010**: It MUST be fast.\n- **FR-002"),
    "a new scenario": put("3. **Given**", "3. **AC-003**: **Given** a, **When** b, **Then** c\n4. **Given**"),
    "a new scenario without id in front": put("1. **AC-001", "1. **Given** x, **When** y, **Then** z\n2. **AC-001"),
    "front matter": lambda text: "---\nowner: Ada\n---\n" + text,
}


def _swapped(text: str, one: str, other: str) -> str:
    """Two stretches of a text in each other's place."""
    first, second = sorted((re.search(one, text), re.search(other, text)), key=lambda m: m.start() if m else -1)
    assert first
    assert second
    between = text[first.end() : second.start()]
    return text[: first.start()] + second[0] + between + first[0] + text[second.end() :]


def test_there_are_edits_enough() -> None:
    assert len(EDITORIAL) >= 60
    assert len(SEMANTIC) >= 60


def test_what_was_just_reviewed_is_not_in_doubt() -> None:
    assert in_doubt(SPEC) == []


@pytest.mark.verifies("002-enforced-with-evidence/AC-006")
@pytest.mark.parametrize("edit", EDITORIAL.values(), ids=list(EDITORIAL))
def test_an_editorial_edit_never_fires(edit: Callable[[str], str]) -> None:
    edited = edit(SPEC)
    assert edited != SPEC
    assert in_doubt(edited) == []


SEMANTIC: dict[str, tuple[str, Callable[[str], str]]] = {
    "a typing error": ("FR-001", put("réject", "réjct")),
    "an accent dropped": ("FR-001", put("réject", "reject")),
    "SHOULD": ("FR-001", put("MUST réject", "SHOULD réject")),
    "MAY": ("FR-001", put("MUST réject", "MAY réject")),
    "must in small letters": ("FR-001", put("MUST réject", "must réject")),
    "MUST NOT": ("FR-001", put("MUST réject", "MUST NOT réject")),
    "another number": ("FR-001", put("than 12 characters", "than 8 characters")),
    "another digit": ("FR-001", put("than 12 characters", "than 13 characters")),
    "a decimal point": ("FR-001", put("2 seconds", "2.5 seconds")),
    "another unit": ("FR-001", put("2 seconds", "2 minutes")),
    "milliseconds": ("FR-001", put("2 seconds", "2 ms")),
    "the unit gone": ("FR-001", put("2 seconds", "2")),
    "longer": ("FR-001", put("shorter than", "longer than")),
    "or equal": ("FR-001", put("shorter than 12", "shorter than or equal to 12")),
    "or for and": ("FR-001", put("and show the", "or show the")),
    "second clause dropped": (
        "FR-001",
        put(" characters\n  and show the user's error within 2 seconds.", " characters."),
    ),
    "a clause added": ("FR-001", put("within 2 seconds", "within 2 seconds, unless it is off")),
    "a word added": ("FR-001", put("a password shorter", "a new password shorter")),
    "a word gone": ("FR-001", put("show the user's error", "show the error")),
    "words exchanged": ("FR-001", put("system MUST réject a password", "password MUST réject a system")),
    "another subject": ("FR-001", put("The system MUST réject", "The client MUST réject")),
    "plural": ("FR-001", put("a password shorter", "passwords shorter")),
    "capital letter": ("FR-001", put("a password shorter", "a Password shorter")),
    "no full stop": ("FR-001", put("2 seconds.", "2 seconds")),
    "question mark": ("FR-001", put("2 seconds.", "2 seconds?")),
    "a comma": ("FR-001", put("a password shorter", "a password, shorter")),
    "in brackets": ("FR-001", put("within 2 seconds", "(within 2 seconds)")),
    "in quotes": ("FR-001", put("a password shorter", 'a "password" shorter')),
    "an open question": ("FR-001", put("12 characters", "12 [NEEDS CLARIFICATION: or 14?] characters")),
    "commented out": ("FR-001", put("and show the user's error within 2 seconds", "<!-- and show the error -->")),
    "text in place of a comment": ("FR-001", put("a password shorter", "a password `<!-- -->` shorter")),
    "words joined": ("FR-001", put("réject a password", "réject apassword")),
    "a word split": ("FR-001", put("characters\n", "char acters\n")),
    "a minus": ("FR-001", put("2 seconds", "-2 seconds")),
    "a lone asterisk": ("FR-001", put("12 characters", "12 * characters")),
    "an underscore in a word": ("FR-001", put("réject a password", "réject a pass_word")),
    "a nested condition": ("FR-001", put("(derives from P-01)\n", "(derives from P-01)\n  - but not for guests\n")),
    "a nested paragraph": ("FR-001", put("(derives from P-01)\n", "(derives from P-01)\n\n  Guests are free.\n")),
    "a nested example": ("FR-001", put("(derives from P-01)\n", "(derives from P-01)\n  - Example: abc\n")),
    "another parent": ("FR-001", put("derives from P-01", "derives from P-02")),
    "one parent more": ("FR-001", put("derives from P-01", "derives from P-01, P-02")),
    "no parent": ("FR-001", put(" (derives from P-01)", "")),
    "struck out": ("FR-001", put("a password shorter", "~~a password~~ shorter")),
    "a Cyrillic letter": ("FR-001", put("password shorter", "p\u0430ssword shorter")),
    "a zero-width blank": ("FR-001", put("password shorter", "pass\u200bword shorter")),
    "a nested item changed": ("FR-002", put("a wrong code", "a wrong name")),
    "a nested item gone": ("FR-002", put("  - a wrong code\n", "")),
    "a nested item added": ("FR-002", put("  - a wrong code\n", "  - a wrong code\n  - no code\n")),
    "nested items in another order": (
        "FR-002",
        put("  - a wrong password\n  - a wrong code\n", "  - a wrong code\n  - a wrong password\n"),
    ),
    "other code": ("FR-002", put("`max_tries`", "`min_tries`")),
    "code in capitals": ("FR-002", put("`max_tries`", "`MAX_TRIES`")),
    "a blank in code": ("FR-004", put("`POST /login`", "`POST  /login`")),
    "an asterisk in code": ("FR-002", put("`max_tries`", "`*max_tries*`")),
    "another method": ("FR-004", put("`POST /login`", "`GET /login`")),
    "a link's target": ("FR-003", put("way_back.md", "way_in.md")),
    "underscores of a target": ("FR-003", put("way_back.md", "wayback.md")),
    "a link's words": ("FR-003", put("[the way back]", "[a way back]")),
    "a status code": ("FR-004", put("401, 423", "403, 423")),
    "a status code gone": ("FR-004", put("401, 423 or 200", "401 or 200")),
    "code in a fence": ("FR-004", put("name=a\n", "name=b\n")),
    "indent in a fence": ("FR-004", put("    name=a\n", "      name=a\n")),
    "the fence's language": ("FR-004", put("```http", "```json")),
    "a line more in a fence": ("FR-004", put("name=a\n", "name=a\n    code=b\n")),
    "a Given": ("AC-001", put("password of 11", "password of 10")),
    "a When": ("AC-001", put("form is sent", "form is opened")),
    "a Then": ("AC-001", put("it is rejected", "it is accepted")),
    "an And": ("AC-001", put("error is shown", "error is logged")),
    "But for And": ("AC-001", put("**And** the user's", "**But** the user's")),
    "a step gone": ("AC-001", put(", **And** the user's error is shown", "")),
    "a step added": ("AC-001", put("error is shown", "error is shown, **And** it is logged")),
    "Given and When exchanged": (
        "AC-002",
        put(
            "**Given** an account, **When** five wrong passwords are sent",
            "**Given** five wrong passwords are sent, **When** an account",
        ),
    ),
    "Given turned into When": ("US1.3", put("**Given** an open session, **When**", "**When** an open session,")),
    "another requirement of a criterion": ("AC-002", put("**AC-002** (FR-002)", "**AC-002** (FR-003)")),
    "a scenario without id": ("US1.3", put("the session ends", "the session goes on")),
    "the story's title": ("US1", put("- Sign in (", "- Sign up (")),
    "the story": ("US1", put("the old basket", "a new basket")),
    "an edge case": ("EC-001", put("10,000 characters", "1,000 characters")),
    "a success criterion": ("SC-001", put("95% of", "90% of")),
    "a success criterion's limit": ("SC-001", put("10 seconds", "10 minutes")),
}


@pytest.mark.verifies("002-enforced-with-evidence/AC-006")
@pytest.mark.parametrize(("changed", "edit"), SEMANTIC.values(), ids=list(SEMANTIC))
def test_a_semantic_edit_always_fires(changed: str, edit: Callable[[str], str]) -> None:
    edited = edit(SPEC)
    assert edited != SPEC
    assert in_doubt(edited) == [changed]


def test_a_principle_in_other_words_puts_what_derives_from_it_in_doubt() -> None:
    changed = CONSTITUTION.replace("start small", "start large")
    files = {**FILES, ".specify/memory/constitution.md": changed, LOCK_PATH: lock()}
    project = Project(MemorySource(files))
    faults = list(suspect_link.check.function(project.feature("specs/001-login"), project))
    assert [fault.message for fault in faults] == ["P-01 has changed since FR-001 was reviewed against it"]


WORDS = ONE_LINE.split()
BREAKS = (" ", "  ", "\n  ", " \n  ", "\n    ", "\t", "\u00a0", "\n", " <!-- so agreed --> ")
MARKS = ("{}", "{}", "**{}**", "__{}__", "*{}*", "_{}_", "***{}***")


@st.composite
def laid_out(draw: st.DrawFn) -> str:
    """FR-001 in its own words, laid out in any way."""
    bullet = draw(st.sampled_from(("- ", "* ", "+ ", "1. ", "3) ", "- [ ] ", "- [x] ")))
    identity = draw(
        st.sampled_from(("**FR-001**:", "FR-001:", "**FR-001:**", "`FR-001`:", "**FR-001** (derives from P-01):"))
    )
    marked = [draw(st.sampled_from(MARKS)).format(word) if word.isalnum() else word for word in WORDS]
    text = marked[0] + "".join(draw(st.sampled_from(BREAKS)) + word for word in marked[1:])
    text = text.replace("user's", draw(st.sampled_from(("user's", "user\u2019s", "**user\u2018s**"))))
    text = unicodedata.normalize(draw(st.sampled_from(("NFC", "NFD"))), text)
    note = "" if "P-01" in identity else " (derives from P-01)"
    return f"{bullet}{identity} {text}{note}"


@given(laid_out(), st.sampled_from(("\n", "\r\n", "\r")))
def test_no_layout_of_the_same_words_fires(words: str, ending: str) -> None:
    assert in_doubt(item(words)(SPEC).replace("\n", ending)) == []


@given(
    st.integers(0, len(WORDS) - 1),
    st.one_of(
        st.just(""),
        st.text("abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789.,;:!?%$", min_size=1, max_size=12),
    ),
    st.booleans(),
)
def test_any_other_word_fires(index: int, word: str, add: bool) -> None:
    changed = [*WORDS[:index], *([word] if word else []), *WORDS[index if add and word else index + 1 :]]
    if changed != WORDS:
        assert in_doubt(item(f"- **FR-001**: {' '.join(changed)} (derives from P-01)")(SPEC)) == ["FR-001"]
