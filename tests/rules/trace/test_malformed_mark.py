"""Marks that bind nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

HEAD = "import pytest\n\n"


def test_the_finding_stands_at_the_argument(findings: Find) -> None:
    text = f'{HEAD}@pytest.mark.verifies("001-login/FR-0O3")\ndef test_a(): assert x\n'
    (finding,) = findings("TRC003", {"tests/test_a.py": text})
    assert finding.message == "`001-login/FR-0O3` is no id; did you mean `001-login/FR-003`?"
    assert (finding.location.path, finding.location.start) == ("tests/test_a.py", (3, 23))
    assert finding.location.excerpt == '@pytest.mark.verifies("001-login/FR-0O3")'


def test_every_kind_of_computed_argument_is_a_finding(findings: Find) -> None:
    marks = "".join(
        f"@pytest.mark.verifies({argument})\ndef test_{number}(): assert x\n"
        for number, argument in enumerate(("ID", 'f"AC-{n}"', "ids[0]", "", '"AC-1", partial=p'))
    )
    assert len(findings("TRC003", {"tests/test_a.py": HEAD + marks})) == 5


def test_a_comment_above_no_test_is_a_finding_in_any_language(findings: Find) -> None:
    files = {
        "web/a.test.ts": "// spec: verifies AC-1\n\nit('a', f)\n",
        "tests/test_a.py": "# spec: verifies AC-1\nx = 1\n",
    }
    assert [finding.location.path for finding in findings("TRC003", files)] == ["tests/test_a.py", "web/a.test.ts"]


def test_a_marked_file_that_cannot_be_parsed_is_a_finding(findings: Find) -> None:
    text = f'{HEAD}@pytest.mark.verifies("AC-1")\ndef test_a(:\n'
    (finding,) = findings("TRC003", {"tests/test_a.py": text})
    assert finding.message.startswith("its marks cannot be read: ")


def test_files_without_marks_and_files_that_are_no_tests_are_left_alone(findings: Find) -> None:
    files = {
        "tests/test_a.py": "def (\n",
        "src/a.py": "# spec: verifies nothing\n",
        "tests/a.md": "# spec: verifies x\n",
    }
    assert findings("TRC003", files) == []


def test_somebody_elses_verifies_is_left_alone(findings: Find) -> None:
    text = f"{HEAD}@verifies(x)\ndef test_a(): client.verifies(y)\n\n# It verifies: all.\n"
    assert findings("TRC003", {"tests/test_a.py": text}) == []
