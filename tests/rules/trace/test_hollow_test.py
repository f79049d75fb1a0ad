"""Marked tests that cannot fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]


def test_the_finding_names_what_is_not_proved_and_why(findings: Find) -> None:
    text = 'import pytest\n\n@pytest.mark.verifies("AC-1", "AC-2")\ndef test_a(client):\n    client.get("/")\n'
    (finding,) = findings("TRC008", {"tests/test_a.py": text})
    assert finding.message == "the test says that it verifies AC-1, AC-2, and it asserts nothing"
    assert (finding.location.start, finding.location.end) == ((4, 5), (4, 11))


def test_a_test_without_a_mark_is_nobodys_business_here(findings: Find) -> None:
    text = 'import pytest\n\n@pytest.mark.verifies("AC-1")\ndef test_a(): assert x\n\ndef test_b(): pass\n'
    assert findings("TRC008", {"tests/test_a.py": text}) == []


def test_tests_in_other_languages_are_not_judged(findings: Find) -> None:
    assert findings("TRC008", {"a.test.ts": "// spec: verifies AC-1\nit('a', () => {})\n"}) == []
