"""Tests in other languages say what they verify in a comment right above them; each language by a sample."""

from __future__ import annotations

import pytest

from specward.evidence.mark import Form, Tests
from specward.evidence.scan import scan
from specward.sources.memory import MemorySource

TYPESCRIPT = """\
import { test, expect, it } from "vitest";

describe("sign-in", () => {
  // spec: verifies 001-login/AC-001
  it("starts a session", async () => {
    expect((await signIn("ada", "right")).session).toBeTruthy();
  });

  /* spec: verifies 001-login/AC-002, 001-login/FR-003 */
  it.each([["wrong"], [""]])("refuses %s", (password) => {});

  /**
   * The lock.
   * spec: verifies 001-login/AC-003 (partial) -- by hand for now
   */
  test(
    'locks the account after "5" failures',
    () => {},
  );

  // spec: verifies 001-login/AC-004
  test.skip(`says what to do`, () => {});
});
"""
GO = """\
package login

import "testing"

// spec: verifies 001-login/AC-001
func TestStartsSession(t *testing.T) {
	// spec: verifies 001-login/AC-002
	t.Run("wrong password", func(t *testing.T) {})
}

// spec: verifies 001-login/AC-003
func (s *Suite) TestLocks() {}
"""
JAVA = """\
class LoginTest {
    // spec: verifies 001-login/AC-001
    @Test
    @DisplayName("a session starts")
    void startsASession() throws Exception {
        assertTrue(signIn("ada").hasSession());
    }

    // spec: verifies 001-login/AC-002
    @ParameterizedTest
    @CsvSource({
        "wrong", "empty"
    })
    public void refuses(String password) {}

    // spec: verifies 001-login/AC-003
    @Test void locks() {}
}
"""


def read(path: str, text: str) -> Tests:
    return scan(MemorySource({path: text}), ["**"])


def claims(path: str, text: str) -> dict[str, list[str]]:
    tests = read(path, text)
    assert (tests.malformed, tests.unreadable) == ((), ())
    assert all(mark.form is Form.COMMENT for case in tests.cases for mark in case.marks)
    return {case.id: [mark.target for mark in case.marks] for case in tests.cases}


def test_javascript_and_typescript() -> None:
    assert claims("web/login.test.ts", TYPESCRIPT) == {
        "web/login.test.ts::starts a session": ["001-login/AC-001"],
        "web/login.test.ts::refuses %s": ["001-login/AC-002", "001-login/FR-003"],
        'web/login.test.ts::locks the account after "5" failures': ["001-login/AC-003"],
        "web/login.test.ts::says what to do": ["001-login/AC-004"],
    }
    partial = [mark.partial for case in read("web/login.test.ts", TYPESCRIPT).cases for mark in case.marks]
    assert partial == [False, False, False, True, False]


def test_go() -> None:
    assert claims("login/login_test.go", GO) == {
        "login/login_test.go::TestStartsSession": ["001-login/AC-001"],
        "login/login_test.go::TestStartsSession/wrong_password": ["001-login/AC-002"],
        "login/login_test.go::TestLocks": ["001-login/AC-003"],
    }


def test_java() -> None:
    assert claims("src/test/java/LoginTest.java", JAVA) == {
        "src/test/java/LoginTest.java::startsASession": ["001-login/AC-001"],
        "src/test/java/LoginTest.java::refuses": ["001-login/AC-002"],
        "src/test/java/LoginTest.java::locks": ["001-login/AC-003"],
    }


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("LoginTest.kt", "// spec: verifies AC-1\n@Test\nfun `a session starts`() {}", "a session starts"),
        ("LoginTests.cs", "// spec: verifies AC-1\n[Fact]\npublic async Task Starts() {", "Starts"),
        ("login.rs", "/// spec: verifies AC-1\n#[test]\nfn starts() {", "starts"),
        ("LoginTest.php", "    // spec: verifies AC-1\n    public function testStarts(): void", "testStarts"),
        ("login_spec.rb", "  # spec: verifies AC-1\n  it 'starts' do", "starts"),
        ("login.bats", '# spec: verifies AC-1\n@test "starts" {', "starts"),
        ("login_test.exs", '  # spec: verifies AC-1\n  test "starts", %{conn: conn} do', "starts"),
        ("LoginTests.swift", "// spec: verifies AC-1\nfunc testStarts() throws {", "testStarts"),
        ("login_test.cc", "// spec: verifies AC-1\nTEST_F(Login, Starts) {", "Starts"),
        ("login.lua", "-- spec: verifies AC-1\nit('starts', function()", "starts"),
        ("login.feature", "  # spec: verifies AC-1\n  Scenario: A session starts", "A session starts"),
        ("login.test.mjs", "// Spec: verifies AC-1\nDeno.test('starts', () => {})", "starts"),
        ("login.test.js", "// spec: verifies AC-1\ntest('it\\'s on', f)", "it's on"),
    ],
)
def test_other_languages(path: str, text: str, title: str) -> None:
    assert claims(path, text) == {f"{path}::{title}": ["AC-1"]}


def test_a_test_without_a_title_is_known_by_its_line() -> None:
    assert claims("check.sh", "#!/bin/sh\n# spec: verifies AC-1\n./login --help | grep -q usage\n") == {
        "check.sh:3": ["AC-1"]
    }


def test_several_comments_above_one_test_add_up() -> None:
    text = "// spec: verifies AC-1\n// A remark.\n// spec: verifies AC-2 AC-3\nit('a', f)\n"
    assert claims("a.test.js", text) == {"a.test.js::a": ["AC-1", "AC-2", "AC-3"]}


def test_two_tests_of_one_title_are_one_that_must_hold() -> None:
    text = "// spec: verifies AC-1\nit('a', f)\n// spec: verifies AC-2\nit('a', f)\n"
    assert claims("a.test.js", text) == {"a.test.js::a": ["AC-1", "AC-2"]}


def test_a_mark_in_the_middle_of_a_line_is_none() -> None:
    assert read("a.test.js", "x = '// spec: verifies AC-1'\nit('a', f) // spec: verifies AC-2\n") == ((), (), ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("// spec: verifies AC-1\n\nit('a', f)\n", "1:19 no test follows the mark: it must stand right above one"),
        ("it('a', f)\n// spec: verifies AC-1\n", "2:19 no test follows the mark: it must stand right above one"),
        ("// spec: verifies AC-1", "1:19 no test follows the mark: it must stand right above one"),
        ("// spec: verifies\nit('a', f)\n", "1:1 the mark names nothing"),
        ("// spec: verifies ${ID}\nit('a', f)\n", "1:19 `${ID}` is no id"),
        ("// spec: verifies FR-0O3\nit('a', f)\n", "1:19 `FR-0O3` is no id; did you mean `FR-003`?"),
        ("// spec: verifies AC-1, AC-l2\nit('a', f)\n", "1:25 `AC-l2` is no id; did you mean `AC-12`?"),
    ],
)
def test_a_mark_that_cannot_count_is_named_precisely(text: str, reason: str) -> None:
    (mark,) = read("a.test.js", text).malformed
    assert f"{mark.location.start.line}:{mark.location.start.column} {mark.reason}" == reason


def test_bytes_that_are_no_utf_8_do_not_hide_a_mark() -> None:
    source = MemorySource({"a.test.js": b"// caf\xe9\n// spec: verifies AC-1\nit('a', f)\n"})
    assert [case.id for case in scan(source, ["**"]).cases] == ["a.test.js::a"]
