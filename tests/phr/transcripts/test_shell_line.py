from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.phr.transcripts.shell_line import simple_commands


@pytest.mark.parametrize(
    ("line", "commands"),
    [
        ("ls -la", [("ls -la", "")]),
        ("cd x && A=1 pytest -q 2>&1 | tail -5", [("cd x", "&&"), ("pytest -q", "|"), ("tail -5", "")]),
        ("a; b & c || d", [("a", ";"), ("b", "&"), ("c", "||"), ("d", "")]),
        ("(a && b)\nc", [("a", "&&"), ("b", ")"), ("c", "")]),
        ("echo 'a && b' \"c; d\" e\\ f", [("echo 'a && b' \"c; d\" e\\ f", "")]),
        ("echo $(a; b | c) `d; e` $X", [("echo $(a; b | c) `d; e` $X", "")]),
        ("cat > f <<'EOF'\na\nb && c\nEOF\nd", [("cat", "\n"), ("d", "")]),
        ("cat <<A <<-B; e\nx\nA\ny\n\tB\nd", [("cat", ";"), ("e", "\n"), ("d", "")]),
        ("cat <<EOF\nnever closed", [("cat", "\n")]),
        ("a # b && c\nd", [("a", "\n"), ("d", "")]),
        ("a#b", [("a#b", "")]),
        ("if ! a; then b; fi", [("a", ";"), ("b", ";"), ("fi", "")]),
        ("a \\\n  -b", [("a -b", "")]),
        ("a >out 2>err <in &>all b", [("a b", "")]),
        ("bash -lc 'a && b' && c", [("a", "&&"), ("b", "&&"), ("c", "")]),
        ("A=1 B='x y'", []),
        ("", []),
        ("&& ;; |", []),
    ],
)
def test_a_line_is_its_simple_commands(line: str, commands: list[tuple[str, str]]) -> None:
    assert [(each.shown, each.link) for each in simple_commands(line)] == commands


def test_words_are_without_their_quotes() -> None:
    [command] = simple_commands("git commit -m 'it'\\''s \"so\"' \"a \\\" b\" ''")
    assert command.words == ["git", "commit", "-m", 'it\'s "so"', 'a " b', ""]


@pytest.mark.parametrize("line", ["echo 'open", 'echo "open', "echo `open", "echo $(open", "a \\", "<<", "<<'", ">"])
def test_what_is_never_closed_stops_nothing(line: str) -> None:
    list(simple_commands(line))


@given(st.text(alphabet="ab '\"\\$(){}|&;<>`#\n=-E", max_size=60))
def test_no_line_whatever_stops_it(line: str) -> None:
    assert all(each.words for each in simple_commands(line))


def test_shells_within_shells_end_somewhere() -> None:
    line = "ls"
    for _ in range(20):
        quoted = line.replace("'", "'\\''")
        line = f"bash -c '{quoted}'"
        if len(line) > 50_000:
            break
    assert len(list(simple_commands(line))) == 1
