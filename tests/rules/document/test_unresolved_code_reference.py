"""DOC012: references to lines of code."""

from __future__ import annotations

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.finding import Severity
from specward.project import Project
from specward.rules.document import unresolved_code_reference
from specward.sources.memory import MemorySource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from specward.finding import Finding

PLAN = "specs/001-login/plan.md"
CODE = {"src/login.py": "def login(): ...\n\n\ndef out(): ...\n"}


def findings(text: str, *, path: str = PLAN, profile: str = "story", **others: str) -> list[Finding]:
    config = DEFAULTS._replace(trace_profile=profile)
    source = MemorySource({**CODE, **{name.replace("__", "/"): words for name, words in others.items()}, path: text})
    report = check(Project(source, config), Selection([unresolved_code_reference.check], config))
    assert not report.undetermined
    return list(report.findings)


@pytest.mark.parametrize(
    "text",
    [
        "It starts in `src/login.py:4`.",
        "It starts in login.py:1-4 and in src/login.py#L4.",
        "```text\nsrc/gone.py:7: error\n```\n",
        "`src/gone.go:7` is in the language of nobody here.",
        "The client calls `src/gone.py:7` of another repository.",
        "At 10:30, ratio 3:2, localhost:8000, v1.2:3",
    ],
)
def test_what_leads_somewhere_or_nowhere_of_ours_is_left_alone(text: str) -> None:
    assert findings(text) == []


def test_a_project_without_code_is_left_alone() -> None:
    source = MemorySource({PLAN: "`src/login.py:7` and `guide.md:7`", "docs/other.md": "# Other\n"})
    report = check(Project(source), Selection([unresolved_code_reference.check], DEFAULTS))
    assert report.findings == ()


def test_a_shortened_name_may_mean_the_longer_one() -> None:
    assert findings("`filter.py:9`", src__auth_filter="x = 1\n") != []
    source = MemorySource({**CODE, "src/auth.filter.py": "x = 1\n", PLAN: "`filter.py:9`"})
    assert check(Project(source), Selection([unresolved_code_reference.check], DEFAULTS)).findings == ()


def test_a_contract_in_a_features_folder_is_no_code_of_the_project() -> None:
    assert findings("`src/x.go:3`", specs__001__login="", **{"specs__001-login__contracts__a.go": "package a\n"}) == []


@pytest.mark.verifies("006-the-five-agents/AC-010")
@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("See `src/login.py:5`.", "src/login.py has no line 5: it has 4", 6),
        ("See src/login.py:3-50.", "src/login.py has no line 50: it has 4", 5),
        ("See `src/signin.py:2`.", "there is no src/signin.py", 6),
        ("See `src/login.py#L9`, `src/login.py:70`.", "src/login.py has no line 9: it has 4 (2 references)", 6),
    ],
)
def test_a_line_that_is_not_there_is_reported_where_it_is_cited(text: str, message: str, column: int) -> None:
    (found,) = findings(text)
    assert (found.code, found.severity, found.message) == ("DOC012", Severity.INFO, message)
    assert found.location.start.column == column


def test_the_file_of_the_same_name_elsewhere_is_offered() -> None:
    (found,) = findings("`app/login.py:1`")
    assert found.help == "is src/login.py meant?"


def test_decisions_are_asked_too_and_the_strict_profile_warns() -> None:
    (found,) = findings("# ADR-0001: x\n\n`src/login.py:9`\n", path="history/adr/0001-x.md", profile="strict")
    assert found.severity is Severity.WARNING


def test_prompt_records_are_history_and_left_alone() -> None:
    assert findings("`src/login.py:9`", path="history/prompts/001-login/0001-a.green.prompt.md") == []
