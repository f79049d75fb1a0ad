"""What is written for people on a terminal cannot act on it; what programs read is as it is."""

from __future__ import annotations

import io
import json

import pytest

from specward.cli.console import write_json, write_patch

PATCH = "--- a/x.md\n+++ b/x.md\n-\x1b]0;title\x07 a\r\n+\u202eb\n"


class Terminal(io.StringIO):
    """A terminal that keeps what is written."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.parametrize(
    ("stdout", "shown"),
    [(io.StringIO(), PATCH), (Terminal(), "--- a/x.md\n+++ b/x.md\n-·]0;title· a·\n+·b\n")],
)
def test_a_patch_is_whole_for_a_program_and_harmless_for_a_terminal(
    stdout: io.StringIO, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", stdout)
    write_patch(PATCH)
    assert stdout.getvalue() == shown


def test_an_empty_patch_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    write_patch("")
    assert terminal.getvalue() == ""


def test_json_is_harmless_and_the_same_to_who_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    said = {"path": "a\x9b2J\u202e<script>.md", "dry_run": True}
    write_json(said)
    written = capsys.readouterr().out
    assert json.loads(written) == said
    assert not {"\x9b", "\u202e", "<"} & {*written}
