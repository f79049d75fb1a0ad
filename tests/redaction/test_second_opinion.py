"""Asking another scanner, which a small script stands for here."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from specward.errors import UndeterminedError
from specward.redaction.second_opinion import SecondOpinion

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="a script with a first line of its own is no program on Windows"
)


def scanner(folder: Path, body: str, name: str = "gitleaks") -> SecondOpinion:
    """A program that says what a scanner would."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport json, os, sys\ntext = sys.stdin.buffer.read().decode()\n{body}\n")
    path.chmod(0o755)
    return SecondOpinion(str(path), seconds=30)


def answering(folder: Path, findings: Any) -> SecondOpinion:
    """One that always says the same."""
    return scanner(folder, f"print({json.dumps(json.dumps(findings))})")


def places(opinion: SecondOpinion, *texts: str) -> list[list[tuple[str, str]]]:
    found = zip(texts, opinion.ask(texts), strict=True)
    return [[(one.rule, text[one.start : one.end]) for one in secrets] for text, secrets in found]


def test_what_it_finds_is_placed_wherever_it_stands(tmp_path: Path) -> None:
    opinion = answering(tmp_path, [{"RuleID": "generic-api-key", "Secret": "zebra", "StartLine": 99}])
    assert places(opinion, "a zebra and a zebra", "none", "zebra") == [
        [("generic-api-key", "zebra"), ("generic-api-key", "zebra")],
        [],
        [("generic-api-key", "zebra")],
    ]


def test_all_texts_are_given_to_it_at_once_on_its_stdin(tmp_path: Path) -> None:
    opinion = scanner(tmp_path, 'print(json.dumps([{"RuleID": "all", "Secret": text}]))')
    assert places(opinion, "first text") == [[("all", "first text")]]
    assert places(opinion, "first", "second") == [[], []]


def test_it_is_asked_for_json_on_stdout_and_for_nothing_that_leaves_the_machine(tmp_path: Path) -> None:
    opinion = scanner(tmp_path, 'print(json.dumps([{"RuleID": sys.argv[1], "Secret": text}]))')
    assert places(opinion, "text") == [[("stdin", "text")]]
    opinion = scanner(
        tmp_path,
        'wanted = ["--report-format", "json", "--report-path", "-"]\n'
        'print(json.dumps([{"RuleID": "as-wanted", "Secret": text}] if sys.argv[-4:] == wanted else []))\n'
        'assert not any("valid" in argument for argument in sys.argv)',
    )
    assert places(opinion, "text") == [[("as-wanted", "text")]]


def test_it_runs_in_an_empty_folder_where_no_projects_configuration_is(tmp_path: Path) -> None:
    opinion = scanner(tmp_path, 'print(json.dumps([{"RuleID": str(len(os.listdir("."))), "Secret": text}]))')
    assert places(opinion, "text") == [[("0", "text")]]


@pytest.mark.parametrize("said", ["", "[]", "null"])
def test_it_may_find_nothing(tmp_path: Path, said: str) -> None:
    assert places(scanner(tmp_path, f"sys.stdout.write({said!r})"), "text") == [[]]


@pytest.mark.parametrize(
    "body", ["print('no json')", "print('{}{')", 'print(\'[{"RuleID": "x"}]\')', "print('[1]')", "print('7')"]
)
def test_an_answer_of_another_form_is_undetermined(tmp_path: Path, body: str) -> None:
    with pytest.raises(UndeterminedError, match="did not answer in the JSON"):
        scanner(tmp_path, body).ask(["zebra"])


def test_a_failure_is_undetermined_and_nothing_that_it_said_is_told(tmp_path: Path) -> None:
    with pytest.raises(UndeterminedError) as caught:
        scanner(tmp_path, "sys.exit('cannot read zebra')").ask(["zebra"])
    assert str(caught.value) == "gitleaks ended with status 1"


def test_it_may_not_take_for_ever(tmp_path: Path) -> None:
    slow = scanner(tmp_path, "import time; time.sleep(60)")
    with pytest.raises(UndeterminedError, match=r"took longer than 0\.2 seconds"):
        SecondOpinion(os.path.join(tmp_path, slow.tool), seconds=0.2).ask(["zebra"])


def test_a_program_that_cannot_be_run_is_undetermined(tmp_path: Path) -> None:
    with pytest.raises(UndeterminedError, match="cannot be run"):
        SecondOpinion(str(tmp_path / "gitleaks")).ask(["zebra"])


def test_it_does_not_find_our_own_placeholders(tmp_path: Path) -> None:
    mark = "[REDACTED:jwt:0a1b2c3d]"
    opinion = answering(
        tmp_path, [{"RuleID": "generic", "Secret": "jwt:0a1b2c3d"}, {"RuleID": "generic", "Secret": mark}]
    )
    assert places(opinion, f"token: {mark}") == [[]]


def test_a_rule_is_named_so_that_a_placeholder_can_hold_it(tmp_path: Path) -> None:
    opinion = answering(tmp_path, [{"RuleID": "My Rule: [v2]", "Secret": "zebra"}, {"RuleID": "¿", "Secret": "horse"}])
    assert places(opinion, "zebra horse") == [[("my-rule-v2", "zebra"), ("unnamed", "horse")]]


def test_betterleaks_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert SecondOpinion.on_path() is None
    for name in ("gitleaks", "betterleaks"):
        scanner(tmp_path, "print('[]')", name)
        found = SecondOpinion.on_path()
        assert found is not None
        assert found.tool == name
