"""Which test an entry of a foreign report is about, as runners of several languages write it, and when nobody knows."""

from __future__ import annotations

import io

import pytest

from specward.evidence.binding import Binding
from specward.evidence.judge import State, all_cases, judge
from specward.evidence.junit import parse
from specward.evidence.mark import Tests
from specward.evidence.result import Evidence, split_nodeid
from specward.evidence.scan import scan
from specward.sources.memory import MemorySource

JAVASCRIPT = """import { signIn } from "./login";

describe("login", () => {
  describe("with a password", () => {
    // spec: verifies 001-login/AC-001
    it("starts a session", () => { expect(signIn("right")).toBeTruthy(); });

    it("never starts a session", () => { expect(signIn("")).toBeFalsy(); });
  });
});
"""
GO = """package auth

import "testing"

// spec: verifies 001-login/AC-001
func TestSession(t *testing.T) {
	if !SignIn("right") {
		t.Fatal("no session")
	}
}
"""
JAVA = """package com.example.auth;

class LoginTest {
    // spec: verifies 001-login/AC-001
    @Test
    void startsSession() { assertTrue(signIn("right")); }
}
"""
PYTHON = """import pytest


class TestLogin:
    @pytest.mark.verifies("001-login/AC-001")
    def test_session(self, region):
        assert sign_in("right", region)
"""


def bound(files: dict[str, str], report: str) -> dict[str, str]:
    """The results of a report: outcome by test and parameters."""
    source = MemorySource(files)
    tests = scan(source, ["**"])
    binding = Binding(tests.cases, source.files(), lambda path: files.get(path, ""))
    results = map(binding.result, parse(io.BytesIO(f"<testsuites>{report}</testsuites>".encode())))
    return {one.test + (f"[{one.parameters}]" if one.parameters else ""): one.outcome.value for one in results}


def states(files: dict[str, str], report: str) -> list[State]:
    source = MemorySource(files)
    tests = scan(source, ["**"])
    binding = Binding(tests.cases, source.files(), lambda path: files.get(path, ""))
    results = tuple(map(binding.result, parse(io.BytesIO(f"<testsuites>{report}</testsuites>".encode()))))
    evidence = Evidence(results)
    return [proof.state for proof in judge(all_cases(tests, evidence), evidence)]


@pytest.mark.parametrize(
    ("nodeid", "parts"),
    [
        ("tests/a.py::test_x", ("tests/a.py::test_x", "")),
        ("tests/a.py::test_x[eu]", ("tests/a.py::test_x", "eu")),
        ("tests/a.py::TestA::test_x[a::b[0]-c]", ("tests/a.py::TestA::test_x", "a::b[0]-c")),
        ("tests/a[1].py::test_x[]", ("tests/a[1].py::test_x", "")),
        ("README.md", ("README.md", "")),
    ],
)
def test_a_node_id_is_taken_apart(nodeid: str, parts: tuple[str, str]) -> None:
    assert split_nodeid(nodeid) == parts


JS = "web/src/login.test.ts"


FULL = "login with a password starts a session"


@pytest.mark.parametrize(
    "case",
    [
        # jest-junit with addFileAttribute, as it is and with templates
        f'<testcase classname="{FULL}" name="{FULL}" file="{JS}"/>',
        f'<testcase classname="login" name="starts a session" file="{JS}"/>',
        f'<testcase classname="x" name="{FULL}" file="src/login.test.ts"/>',
        f'<testcase classname="x" name="{FULL}" file="/home/ci/shop/web/src/login.test.ts"/>',
        rf'<testcase classname="x" name="{FULL}" file="D:\a\shop\web\src\login.test.ts"/>',
        # Vitest and Playwright
        f'<testcase classname="{JS}" name="login &gt; with a password &gt; starts a session"/>',
        '<testcase classname="login.test.ts" name="login › with a password › starts a session"/>',
        # mocha-junit-reporter puts the file on a suite
        f'<testsuite file="{JS}"><testsuite><testcase name="{FULL}" classname="x"/></testsuite></testsuite>',
    ],
)
def test_javascript(case: str) -> None:
    report = case if case.startswith("<testsuite") else f'<testsuite name="login">{case}</testsuite>'
    assert bound({JS: JAVASCRIPT}, report) == {f"{JS}::starts a session": "passed"}
    assert states({JS: JAVASCRIPT}, report) == [State.PROVED]


@pytest.mark.parametrize(
    "case",
    [
        # a longer title that ends the same
        f'<testcase classname="x" name="login with a password never starts a session" file="{JS}"/>',
        f'<testcase classname="x" name="never starts a session" file="{JS}"/>',
        # jest-junit as it comes: no file at all
        f'<testcase classname="{FULL}" name="{FULL}"/>',
        # another file of that name
        '<testcase classname="login" name="starts a session" file="api/login.test.ts"/>',
    ],
)
def test_what_is_not_certain_proves_nothing(case: str) -> None:
    assert states({JS: JAVASCRIPT}, f"<testsuite>{case}</testsuite>") == [State.NEVER_RAN]


def test_a_path_that_several_files_end_in_is_not_certain() -> None:
    files = {"a/src/login.test.ts": JAVASCRIPT, "b/src/login.test.ts": JAVASCRIPT}
    report = '<testsuite><testcase name="starts a session" file="src/login.test.ts"/></testsuite>'
    assert states(files, report) == [State.NEVER_RAN] * 2


def test_a_tag_in_the_title_needs_no_file() -> None:
    report = '<testsuite name="login"><testcase name="login starts a session [001-login/AC-001]"/></testsuite>'
    assert states({"README.md": ""}, report) == [State.PROVED]


GO_FILES = {"go.mod": "module example.org/shop\n\ngo 1.22\n", "auth/login_test.go": GO}


@pytest.mark.parametrize("classname", ["example.org/shop/auth", ""])
def test_go(classname: str) -> None:
    case = f'<testcase classname="{classname}" name="TestSession"/>'
    assert states(GO_FILES, f'<testsuite name="example.org/shop/auth">{case}</testsuite>') == [State.PROVED]


def test_subtests_of_go_are_parameters() -> None:
    case = '<testcase classname="example.org/shop/auth" name="TestSession{}">{}</testcase>'
    cases = (case.format("", "<failure/>"), case.format("/eu", ""), case.format("/us", "<failure/>"))
    assert bound(GO_FILES, f"<testsuite>{''.join(cases)}</testsuite>") == {
        "auth/login_test.go::TestSession": "failed",
        "auth/login_test.go::TestSession[eu]": "passed",
        "auth/login_test.go::TestSession[us]": "failed",
    }


@pytest.mark.parametrize(
    "package",
    ["example.org/shop", "example.org/other/auth", "auth", "example.org/shop/auth/inner", "example.org/shopauth"],
)
def test_the_same_name_in_another_package_proves_nothing(package: str) -> None:
    report = f'<testsuite name="x"><testcase classname="{package}" name="TestSession"/></testsuite>'
    assert states(GO_FILES, report) == [State.NEVER_RAN]


def test_modules_of_go_may_lie_anywhere() -> None:
    files = {
        "go.mod": "module example.org/shop\n",
        "tools/go.mod": 'module "example.org/tools"\n',
        "tools/a_test.go": GO,
    }
    report = '<testsuite><testcase classname="example.org/tools" name="TestSession"/></testsuite>'
    assert states(files, report) == [State.PROVED]


JAVA_FILE = "core/src/test/java/com/example/auth/LoginTest.java"


@pytest.mark.parametrize(
    "name", ["startsSession", "startsSession()", "startsSession(String)[1]", "startsSession{String}[2]"]
)
def test_java(name: str) -> None:
    report = f'<testsuite><testcase classname="com.example.auth.LoginTest" name="{name}"/></testsuite>'
    assert states({JAVA_FILE: JAVA}, report) == [State.PROVED]


@pytest.mark.parametrize(
    "classname", ["com.example.auth.OtherTest", "com.example.LoginTest", "org.example.auth.LoginTest", ""]
)
def test_the_same_name_in_another_class_proves_nothing(classname: str) -> None:
    report = f'<testsuite><testcase classname="{classname}" name="startsSession"/></testsuite>'
    assert states({JAVA_FILE: JAVA}, report) == [State.NEVER_RAN]


def test_a_longer_method_name_is_another_method() -> None:
    report = '<testsuite><testcase classname="com.example.auth.LoginTest" name="startsSessionTwice"/></testsuite>'
    assert states({JAVA_FILE: JAVA}, report) == [State.NEVER_RAN]


PY = "backend/tests/test_login.py"


@pytest.mark.parametrize(
    "attributes",
    [
        'classname="backend.tests.test_login.TestLogin"',
        'classname="tests.test_login.TestLogin"',
        'classname="tests.test_login.TestLogin" file="tests/test_login.py"',
    ],
)
def test_pytest_without_the_plugin(attributes: str) -> None:
    report = f'<testsuite><testcase {attributes} name="test_session[eu]"/></testsuite>'
    assert bound({PY: PYTHON}, report) == {f"{PY}::TestLogin::test_session[eu]": "passed"}


def test_another_class_in_the_same_python_file_is_another_test() -> None:
    report = '<testsuite><testcase classname="tests.test_login.TestOther" name="test_session"/></testsuite>'
    assert states({PY: PYTHON}, report) == [State.NEVER_RAN]


def test_a_node_id_is_never_rebuilt_from_a_class_name() -> None:
    properties = '<properties><property name="spec.nodeid" value="elsewhere.py::test_session"/></properties>'
    case = f'<testcase classname="backend.tests.test_login.TestLogin" name="test_session">{properties}</testcase>'
    report = f"<testsuite>{case}</testsuite>"
    assert bound({PY: PYTHON}, report) == {"elsewhere.py::test_session": "passed"}


def test_hostile_names_take_no_time() -> None:
    name = " ".join("a" * 20_000)
    binding = Binding(scan(MemorySource({JS: JAVASCRIPT}), ["**"]).cases, [JS], lambda _: JAVASCRIPT)
    report = (
        f'<testsuites><testcase name="{name} starts a session" classname="{"a." * 20_000}" file="{JS}"/></testsuites>'
    )
    (entry,) = parse(io.BytesIO(report.encode()))
    assert binding.result(entry).test.endswith(name + " starts a session")


def test_nothing_is_bound_where_nothing_is_known() -> None:
    binding = Binding(Tests().cases, (), lambda _: "")
    (entry,) = parse(io.BytesIO(b'<testsuite name="s"><testcase name="n"/></testsuite>'))
    assert binding.result(entry).test == "s::n"
