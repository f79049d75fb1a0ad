"""Citations of decisions that do not exist or no longer hold, in documents, code and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

RECORDS = {
    "history/adr/0001-memory.md": "# ADR-0001: Memory\n\n- **Status:** Superseded by ADR-0002\n",
    "history/adr/0002-redis.md": "# ADR-0002: Redis\n\n- **Status:** Superseded by ADR-0003\n",
    "history/adr/0003-tokens.md": "# ADR-0003: Tokens\n\n- **Status:** Accepted\n",
    "history/adr/0004-ldap.md": "# ADR-0004: LDAP\n\n- **Status:** Deprecated\n",
    "history/adr/0006-hash.md": "# ADR-0006: Hash\n\n- **Status:** Accepted\n",
}
DEAD, UNKNOWN = "ADR013", "ADR014"


def told(findings: Findings, code: str, path: str, text: str, **more: str) -> list[str]:
    files = RECORDS | {path: text} | more
    return [f"{one.location.path}:{one.location.start.line} {one.message}" for one in findings(code, files)]


@pytest.mark.verifies("004-decisions/AC-009")
def test_code_that_cites_a_dead_decision_is_told_what_holds_now(findings: Findings) -> None:
    (found,) = findings(DEAD, RECORDS | {"src/a.py": "def f():\n    return 1  # as ADR-0001 says\n"})
    assert (found.location.path, found.location.start, found.severity) == ("src/a.py", (2, 20), Severity.WARNING)
    assert found.message == "cites ADR-0001, which ADR-0003 superseded"
    assert found.help == "cite ADR-0003 (history/adr/0003-tokens.md)"
    assert found.fix is not None
    assert not found.fix.safe
    assert [edit.text for edit in found.fix.edits] == ["ADR-0003"]


@pytest.mark.verifies("004-decisions/AC-009")
def test_a_citation_of_nothing_is_an_error(findings: Findings) -> None:
    (found,) = findings(UNKNOWN, RECORDS | {"src/a.py": "x = 1  # as ADR-0005 says\n"})
    assert (found.message, found.severity) == ("cites ADR-0005, which does not exist", Severity.ERROR)
    assert found.help == "name the decision that is meant; the highest is ADR-0006"


def test_a_decision_that_nothing_replaced_has_no_fix(findings: Findings) -> None:
    (found,) = findings(DEAD, RECORDS | {"src/a.py": "# as ADR-0004 says\n"})
    assert found.message == "cites ADR-0004, which is deprecated"
    assert found.fix is None
    assert found.help == "cite what holds in place of ADR-0004, or say that it is past"


def test_a_name_and_a_path_of_one_decision_in_one_line_are_one_finding(findings: Findings) -> None:
    (found,) = findings(DEAD, RECORDS | {"a.py": "# ADR-0001 (history/adr/0001-memory.md)\n"})
    assert found.fix is not None
    assert [edit.text for edit in found.fix.edits] == ["ADR-0003", "history/adr/0003-tokens.md"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/a.ts", "// see ADR-0001\n"),
        ("README.md", "Sessions are kept as ADR-0001 says.\n"),
        ("specs/001-login/plan.md", "# Plan\n\n- [ADR-0001](../../history/adr/0001-memory.md): the store\n"),
        (".specify/memory/constitution.md", "# C\n\nADR-0001 binds all.\n"),
        (".github/workflows/ci.yml", "jobs: {}  # ADR-0001\n"),
        ("tests/test_a.py", "# guards ADR-0001\n"),
        ("src/errors.py", 'raise ValueError("see ADR-0001")\n'),
    ],
)
def test_a_dead_citation_is_found_wherever_the_project_speaks(path: str, text: str, findings: Findings) -> None:
    assert len(told(findings, DEAD, path, text)) == 1


@pytest.mark.parametrize(
    "path",
    [
        "CHANGELOG.md", "docs/releases/2.0.md", "docs/2026-01-02-review.md", "docs/archive/store.md",
        "history/prompts/general/0001-x.general.prompt.md", "history/adr/README.md", "docs/rfcs/7.md",
        "node_modules/x/a.js", "vendor/x/a.go", "tests/fixtures/a.md", "templates/plan.md", ".claude/commands/x.md",
        "data.json", "site/index.html", "mkdocs.yml", "src/a.min.js",
    ],
)  # fmt: skip
def test_what_tells_the_past_lists_or_is_not_ours_is_left_alone(path: str, findings: Findings) -> None:
    assert told(findings, DEAD, path, "see ADR-0001 about it\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "ADR-0001 was superseded.",
        "Unlike ADR-0001, this keeps nothing.",
        "The former store (ADR-0001) kept everything.",
        "ADR-0001, now ADR-0003",
        "[ADR-0001](history/adr/0001-memory.md) and [its successor](history/adr/0003-tokens.md)",
        "For example, ADR-0001 is a name.",
        "~~ADR-0001~~",
        "The store of billing-api ADR-0001",
        "A line\nbefore: it replaces\nADR-0001 by tokens",
        "# Plan\n\n## Alternatives considered\n\nADR-0001",
        "> This document is archived.\n\nADR-0001 binds all.",
        "```\n# ADR-0001\n```",
        "<!-- ADR-0001 -->",
    ],
)
def test_words_that_say_that_it_is_past_are_believed(text: str, findings: Findings) -> None:
    assert told(findings, DEAD, "docs/a.md", f"{text}\n") == []


def test_in_code_the_lines_beside_count_too(findings: Findings) -> None:
    assert told(findings, DEAD, "a.go", "// this replaces the store of\n// ADR-0001\nfunc f() {}\n") == []
    assert told(findings, DEAD, "a.go", "// this replaces the store\n\nfunc f() {}\n// ADR-0001\n") != []


def test_settings_and_tests_speak_in_comments_only(findings: Findings) -> None:
    for path, text in {"a.yaml": "adr: ADR-0001\n", "tests/test_a.py": 'check("ADR-0001")\n'}.items():
        assert told(findings, DEAD, path, text) == []
        assert told(findings, DEAD, path, f"# {text}") != []


def test_a_file_that_names_most_decisions_lists_them(findings: Findings) -> None:
    listing = "".join(f"- ADR-000{number}\n" for number in (1, 2, 3, 4))
    assert told(findings, DEAD, "docs/a.md", listing) == []
    assert len(told(findings, DEAD, "docs/a.md", listing.replace("- ADR-0004\n", ""))) == 2


def test_files_can_be_exempt(findings: Findings) -> None:
    config = {".specify/specward.yml": 'adr:\n  cite-exempt: ["src/tool/**"]\n'}
    for code in (DEAD, UNKNOWN):
        assert told(findings, code, "src/tool/a.py", "# ADR-0001 ADR-0005\n", **config) == []
        assert len(told(findings, code, "src/a.py", "# ADR-0001 ADR-0005\n", **config)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "their ADR-0005",
        "`ADR-0005` is a form",
        'such as "see ADR-0005"',
        "ADR-0005 does not exist",
        "from ADR-0001 to ADR-0005",
        "# ADR-0005: Recorded here\n\nAs ADR-0005 says.",
        "ADR-0123 and ADR-9999 are samples",
        "[ADR 5][other]\n\n[other]: https://example.org/5",
        "`store-api` ADR-0005",
        "[a template](history/adr/0000-template.md)",
    ],
)
def test_what_claims_no_decision_is_no_citation_of_nothing(text: str, findings: Findings) -> None:
    assert told(findings, UNKNOWN, "docs/a.md", f"{text}\n") == []


def test_a_path_to_no_record_is_told_with_the_record_that_has_the_name(findings: Findings) -> None:
    (found,) = findings(UNKNOWN, RECORDS | {"docs/a.md": "[T](../history/adr/0005-tokens.md)\n"})
    assert found.message == "cites ../history/adr/0005-tokens.md, which does not exist"
    assert found.help == "history/adr/0003-tokens.md has the rest of the name"


def test_a_number_that_comes_next_may_be_announced(findings: Findings) -> None:
    (found,) = findings(UNKNOWN, RECORDS | {"docs/a.md": "The hash is of ADR-0007.\n"})
    assert (found.severity, found.message) == (Severity.INFO, "cites ADR-0007, which does not exist yet")
    assert told(findings, UNKNOWN, "docs/a.md", "- [ ] Write ADR-0007\n") == []
    (found,) = findings(UNKNOWN, RECORDS | {"a.py": "# by ADR-0007\n"})
    assert found.severity is Severity.ERROR


def test_a_loose_form_far_above_all_numbers_is_a_warning(findings: Findings) -> None:
    (found,) = findings(UNKNOWN, RECORDS | {"docs/a.md": "as ADR #3946 wants\n"})
    assert found.severity is Severity.WARNING


def test_where_most_numbers_are_strange_the_records_are_elsewhere(findings: Findings) -> None:
    strange = "".join(f"# ADR-00{number}\n" for number in (31, 32, 33, 34, 35, 36))
    (found,) = findings(UNKNOWN, RECORDS | {"a.py": f"# ADR-0003\n{strange}"})
    assert found.severity is Severity.WARNING
    assert "most of the decisions that are cited are no records of this project" in found.message
    assert "adr.folder" in found.help


@pytest.mark.parametrize(
    "records",
    [
        {},
        {"docs/adr/20260102-a.md": "# A\n\n- Status: accepted\n", "docs/adr/20260103-b.md": "# B\n"},
        {"tests/fixtures/docs/adr/0001-a.md": "# A\n\n- **Status:** Accepted\n"},
    ],
)
def test_a_project_without_numbered_records_may_cite_anything(records: dict[str, str], findings: Findings) -> None:
    assert findings(UNKNOWN, records | {"src/a.py": "# ADR-0005\n"}) == []


def test_what_a_records_own_field_says_is_told_once_elsewhere(findings: Findings) -> None:
    record = "# ADR-0007: X\n\n- **Status:** Superseded by ADR-0005\n\nAs ADR-0005 says.\n"
    found = findings(UNKNOWN, RECORDS | {"history/adr/0007-x.md": record})
    assert [one.location.start.line for one in found] == [5]


def test_a_file_that_cannot_be_read_leaves_the_answer_open(findings: Findings) -> None:
    class Locked(MemorySource):
        def read(self, path: str) -> bytes | None:
            if path == "src/locked.py":
                raise UnreadableFile(path, "permission denied")
            return super().read(path)

    project = Project(Locked(RECORDS | {"src/a.py": "# ADR-0001\n", "src/locked.py": "# ADR-0001\n"}))
    report = check(project, Selection.of(project, RULES, select=[DEAD]))
    assert [found.location.path for found in report.findings] == ["src/a.py"]
    assert "src/locked.py: permission denied" in report.undetermined[0].reason


@pytest.mark.parametrize(("later", "known"), [("0027", True), ("0026", False)])
def test_a_number_of_a_block_that_no_record_bears_is_kept_elsewhere(
    later: str, known: bool, findings: Findings
) -> None:
    record = {f"history/adr/{later}-later.md": f"# ADR-{later}: Later\n\n- **Status:** Accepted\n"}
    assert (told(findings, UNKNOWN, "docs/a.md", "As ADR-0012 says.\n", **record) == []) is known


def test_many_numbers_far_above_all_records_are_another_projects(findings: Findings) -> None:
    above = "".join(f"# ADR-00{number}\n" for number in (12, 31, 33, 44))
    files = RECORDS | {"a.py": f"# ADR-0001 ADR-0002\n# ADR-0003 ADR-0004 ADR-0006\n# ADR-0005\n{above}"}
    missing, of_others = findings(UNKNOWN, files)
    assert (of_others.severity, of_others.location.start.line) == (Severity.WARNING, 4)
    assert "many that are cited lie above the highest, ADR-0006" in of_others.message
    assert "adr.cite-exempt" in of_others.help
    assert (missing.severity, missing.message) == (Severity.ERROR, "cites ADR-0005, which does not exist")
    few = files | {"a.py": files["a.py"].replace("# ADR-0044\n", "")}
    assert [found.severity for found in findings(UNKNOWN, few)] == [Severity.ERROR] * 4
