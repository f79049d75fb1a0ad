"""The toolkit's own commands: how long they are, and that what they name exists."""

from __future__ import annotations

import os
import re
import shlex
from typing import Any

import pytest
import typer

from specward.agents import toolkit
from specward.agents.toolkit import NAMES, REQUEST, Command, command, commands
from specward.cli.main import app

BUDGET = 4_000
_SPANS = re.compile(r"`(spec [^`]+)`")
CALLS = [(one.name, call) for one in commands() for call in _SPANS.findall(one.body)]


def source(name: str) -> str:
    with open(os.path.join(toolkit._FOLDER, f"{name}.md"), encoding="utf-8") as file:
        return file.read()


def parse(call: str) -> str:
    """Have the real command line read a call, without running anything; the path of the command that it reached."""
    told: Any = typer.main.get_command(app)
    name, *words = shlex.split(call)
    context = None
    while True:
        context = told.make_context(name, words, parent=context)
        if not hasattr(told, "list_commands"):
            return str(context.command_path)
        name, told, words = told.resolve_command(context, [*context._protected_args, *context.args])
        if told is None:
            raise LookupError(call)


@pytest.mark.verifies("006-the-five-agents/AC-009")
def test_all_commands_together_fit_the_budget() -> None:
    words = {name: len(source(name).split()) for name in NAMES}
    assert sum(words.values()) <= BUDGET, words


@pytest.mark.verifies("006-the-five-agents/AC-009")
@pytest.mark.parametrize(("name", "call"), CALLS)
def test_each_call_in_a_command_is_one_that_the_command_line_takes(name: str, call: str) -> None:
    assert parse(call).startswith("spec ")


@pytest.mark.parametrize(
    "call",
    ["spec chekc", "spec check --jsn", "spec task finish T001", "spec task done", "spec new phr x --stage"],
)
def test_a_call_that_the_command_line_does_not_take_is_found(call: str) -> None:
    with pytest.raises(Exception, match=r"."):
        parse(call)


def test_each_command_calls_the_program() -> None:
    assert {name for name, _ in CALLS} == set(NAMES)


def test_there_is_a_source_for_each_command_and_no_other() -> None:
    assert {entry.name for entry in os.scandir(toolkit._FOLDER)} == {f"{name}.md" for name in NAMES}
    assert [one.name for one in commands()] == list(NAMES)


@pytest.mark.parametrize("one", commands(), ids=lambda one: one.name)
def test_a_command_says_what_it_does_when_to_take_it_and_what_may_follow(one: Command) -> None:
    assert " Use when " in one.description or " Use before " in one.description
    assert len(one.description) <= 300
    assert one.hint
    assert one.body.count(REQUEST) == 1


@pytest.mark.parametrize("one", commands(), ids=lambda one: one.name)
def test_a_command_holds_nothing_that_an_agent_would_replace_or_run(one: Command) -> None:
    assert not re.search(r"\$\d|\$ARGUMENTS|!`|!\{|@\{|(?:^|\s)@[\w./]|'''|\{\{args", one.body.replace(REQUEST, ""))


@pytest.mark.parametrize("name", ["specify", "clarify", "plan", "tasks", "implement", "verify", "adr", "constitution"])
def test_a_command_that_writes_has_the_check_run_before_it_is_done(name: str) -> None:
    assert "spec check" in command(name).body


def test_a_person_s_moves_are_never_numbered_steps_of_an_agent() -> None:
    moves = re.compile(
        r"^\d+\. `spec (?:sign|trust|adr accept|adr reject|trace review|constitution waive)", re.MULTILINE
    )
    assert not [one.name for one in commands() if moves.search(one.body)]
