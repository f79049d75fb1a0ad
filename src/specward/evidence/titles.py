"""The name that a test's runner reports it by, from the lines where the test begins, in languages other than Python."""

from __future__ import annotations

import re
from functools import cache

_LOOK_AHEAD = 3
"""How many lines a call with its title may be broken over."""
_MOST_ANNOTATIONS = 20
_LONGEST_LINE = 500
_LONGEST_TEST = 300
"""How many lines above a subtest its test is looked for."""
_NO_FUNCTIONS = frozenset({"if", "for", "while", "switch", "catch", "return", "new", "describe", "context", "suite"})


def title_at(lines: list[str], line: int) -> tuple[str, int]:
    """The title of the test that begins at a line, and the line that has it; empty where none is recognised.

    Annotations and attributes are passed over: `@Test`, `#[test]`, `[Fact]`.
    """
    depth = 0
    for number in range(line, min(line + _MOST_ANNOTATIONS, len(lines) + 1)):
        words = lines[number - 1][:_LONGEST_LINE].strip()
        if depth == 0:
            title = _title(lines, number)
            if title:
                return title, number
            if not _annotation().match(words):
                break
        depth = max(0, depth + sum(map(words.count, "({[")) - sum(map(words.count, ")}]")))
    return "", line


def _title(lines: list[str], line: int) -> str:
    text = "\n".join(one[:_LONGEST_LINE] for one in lines[line - 1 : line - 1 + _LOOK_AHEAD])
    found = _quoted().match(text)
    if found:
        title = _escape().sub(r"\1", "".join(found[quote] or "" for quote in ("double", "single", "back")))
        return _subtest(lines, line, title) if found["word"] == "t.Run" else title
    first = _leading_annotations().sub("", text.partition("\n")[0])
    for pattern in (_scenario(), _macro(), _function(), _method()):
        found = pattern.match(first)
        if found and found["title"] not in _NO_FUNCTIONS:
            return found["title"].strip("` ")
    return ""


def _subtest(lines: list[str], line: int, title: str) -> str:
    """A subtest in Go is reported as `TestLogin/wrong_password`."""
    name = title.replace(" ", "_")
    above = lines[max(0, line - 1 - _LONGEST_TEST) : line - 1]
    outer = (_go_test().match(words) for words in reversed(above) if words.startswith("func"))
    enclosing = next(filter(None, outer), None)
    return f"{enclosing['title']}/{name}" if enclosing else name


@cache
def _quoted() -> re.Pattern[str]:
    """A call that a title is given to: `it('…'`, `test.each(…)("…"`, `t.Run("…"`, `@test "…"`, `it "…" do`."""
    return re.compile(
        r"[ \t]*(?:(?:await|return|export)[ \t]+)?"
        r"(?P<word>t\.Run|@test|Deno\.test|(?:[fx]?it|test|specify|scenario|It)\b)"
        r"(?:\.\w{1,40}){0,4}(?:\([^\n]{0,300}?\))?\s{0,40}\(?\s{0,200}"
        r"""(?:"(?P<double>(?:[^"\\\n]|\\.){1,400})"|'(?P<single>(?:[^'\\\n]|\\.){1,400})'|`(?P<back>[^`\n]{1,400})`)"""
    )


@cache
def _escape() -> re.Pattern[str]:
    return re.compile(r"\\(.)")


@cache
def _annotation() -> re.Pattern[str]:
    return re.compile(r"@\w|#!?\[|\[\w")


@cache
def _leading_annotations() -> re.Pattern[str]:
    return re.compile(r"^\s*(?:(?:@[\w.]{1,80}(?:\([^()\n]{0,200}\))?|#\[[^\]\n]{0,200}\]|\[[^\]\n]{0,200}\])\s+)*")


@cache
def _scenario() -> re.Pattern[str]:
    return re.compile(r"(?:Scenario|Example)(?: Outline| Template)?:[ \t]*(?P<title>\S.*)")


@cache
def _macro() -> re.Pattern[str]:
    """googletest, Catch2: `TEST(Login, Starts)`, `TEST_CASE("starts")`."""
    return re.compile(r"(?:TEST|TYPED_TEST)(?:_F|_P)?\(\s*\w+\s*,\s*(?P<title>\w+)")


@cache
def _function() -> re.Pattern[str]:
    return re.compile(
        r"(?:\w{1,20}[ \t]+){0,6}(?:func|fn|def|function|sub|fun|proc)[ \t]+(?:\([^()\n]{0,100}\)[ \t]*)?"
        r"(?P<title>`[^`\n]{1,200}`|[A-Za-z_$][\w$]*)"
    )


@cache
def _method() -> re.Pattern[str]:
    """`public void startsASession() throws Exception {`: the word before the first bracket, a type before it."""
    return re.compile(r"(?:[\w.<>\[\],?$]{1,100}[ \t]+){1,8}(?P<title>[A-Za-z_$][\w$]*)[ \t]*\(")


@cache
def _go_test() -> re.Pattern[str]:
    return re.compile(r"func[ \t]+(?:\([^()\n]{0,100}\)[ \t]*)?(?P<title>Test\w*)")
