"""Marks in comments meet the results of the runners of other languages: source, report and proof of each together."""

from __future__ import annotations

import io

import pytest

from specward.evidence import junit
from specward.evidence.binding import Binding
from specward.evidence.judge import judge
from specward.evidence.result import Evidence
from specward.evidence.scan import scan
from specward.sources.memory import MemorySource

JEST = """<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="jest tests" tests="3">
  <testsuite name="sign-in" tests="3">
    <testcase classname="sign-in starts a session" name="sign-in starts a session" file="web/login.test.ts"/>
    <testcase classname="sign-in refuses" name="sign-in refuses" file="web/login.test.ts">
      <failure>expected 401</failure>
    </testcase>
    <testcase classname="sign-in locks" name="sign-in locks" file="web/login.test.ts"><skipped/></testcase>
  </testsuite>
</testsuites>
"""
TYPESCRIPT = """\
describe("sign-in", () => {
  // spec: verifies 001-login/AC-001
  it("starts a session", async () => {});
  // spec: verifies 001-login/AC-002
  it("refuses", async () => {});
  // spec: verifies 001-login/AC-003
  it.skip("locks", async () => {});
});
"""
GO_REPORT = """<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="example.org/shop/login" tests="4">
    <testcase name="TestStarts" classname="example.org/shop/login"></testcase>
    <testcase name="TestRefuses" classname="example.org/shop/login"><failure message="Failed"/></testcase>
    <testcase name="TestRefuses/wrong_password" classname="example.org/shop/login"></testcase>
    <testcase name="TestLocks" classname="example.org/shop/login"><skipped message="later"/></testcase>
  </testsuite>
</testsuites>
"""
GO = """\
package login

// spec: verifies 001-login/AC-001
func TestStarts(t *testing.T) {}

func TestRefuses(t *testing.T) {
	// spec: verifies 001-login/AC-002
	t.Run("wrong password", func(t *testing.T) {})
}

// spec: verifies 001-login/AC-003
func TestLocks(t *testing.T) {}
"""
SUREFIRE = """<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="org.example.LoginTest" tests="3">
  <testcase name="starts" classname="org.example.LoginTest" time="0.1"/>
  <testcase name="refuses" classname="org.example.LoginTest"><error type="java.lang.NullPointerException"/></testcase>
  <testcase name="locks" classname="org.example.LoginTest"><skipped/></testcase>
</testsuite>
"""
JAVA = """\
package org.example;

class LoginTest {
    // spec: verifies 001-login/AC-001
    @Test
    void starts() {}

    // spec: verifies 001-login/AC-002
    @Test void refuses() {}

    // spec: verifies 001-login/AC-003
    @Test
    @Disabled
    void locks() {}
}
"""


@pytest.mark.verifies("002-enforced-with-evidence/AC-011")
@pytest.mark.parametrize(
    ("files", "report", "states"),
    [
        ({"web/login.test.ts": TYPESCRIPT}, JEST, ["proved", "failed", "skipped"]),
        (
            {"login/login_test.go": GO, "go.mod": "module example.org/shop\n"},
            GO_REPORT,
            ["proved", "proved", "skipped"],
        ),
        ({"src/test/java/org/example/LoginTest.java": JAVA}, SUREFIRE, ["proved", "failed", "skipped"]),
    ],
    ids=["typescript", "go", "java"],
)
def test_criteria_are_bound_to_the_results_of_another_runner(
    files: dict[str, str], report: str, states: list[str]
) -> None:
    source = MemorySource(files)
    tests = scan(source, ["**"])
    assert [case.marks[0].target for case in tests.cases] == [f"001-login/AC-00{number}" for number in (1, 2, 3)]
    binding = Binding(tests.cases, source.files(), lambda path: (source.read(path) or b"").decode())
    results = tuple(binding.result(record) for record in junit.parse(io.BytesIO(report.encode())))
    assert [proof.state for proof in judge(tests.cases, Evidence(results))] == states
