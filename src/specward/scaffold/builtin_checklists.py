"""The checklists that Specward brings: the execution contract, the minimum, the architect's nine guidelines.

A question with an id is measured (`specward.acceptance.measured`); the others are for a person.
"""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """One item of a checklist."""

    text: str
    id: str = ""
    """Of what measures it; empty where a person judges."""


class BuiltIn(NamedTuple):
    """A checklist on one topic."""

    kind: str
    """What its title says: `Execution Contract`."""
    purpose: str
    groups: dict[str, tuple[Question, ...]]
    """The questions by heading."""


BUILT_IN = {
    "contract": BuiltIn(
        "Execution Contract",
        "What was agreed before the work, kept in it and left behind by it",
        {
            "Before the Work": (
                Question("It is written down which parts the work touches and by what its success is judged", "EXC-1"),
                Question("What limits the work is listed, and so is what is not wanted of it", "EXC-2"),
                Question("Whoever asked was asked back wherever the request could be read in two ways"),
            ),
            "In the Work": (
                Question("The checks by which each story is accepted stand beside it", "EXC-3"),
                Question("What was claimed of tools and libraries was looked up, and the record says where"),
                Question("A new dependency or a doubt about the design was put to a person before it was built upon"),
            ),
            "After the Work": (
                Question("No more than three risks and follow-ups are left, the weightiest", "EXC-4"),
                Question("The prompts that led to the feature are on record under it", "EXC-5"),
                Question("Every decision that deserves a record has one, or somebody has declined it", "EXC-6"),
                Question("No decision record was accepted without the word of a person"),
                Question("Each deviation from the rules has a reason, an owner and a last day"),
            ),
        },
    ),
    "minimum": BuiltIn(
        "Minimum Acceptance",
        "The least that the feature shows before anybody accepts it",
        {
            "The Specification": (
                Question("A test can decide the acceptance criteria of every story", "MIN-1"),
                Question("The specification says what happens when something goes wrong", "MIN-2"),
                Question("The specification states its constraints", "MIN-3"),
            ),
            "The Change": (
                Question("Nothing is changed that no task names", "MIN-4"),
                Question("Every reference to a line of code leads to one", "MIN-5"),
                Question("No smaller change would have done"),
            ),
        },
    ),
    "guidelines": BuiltIn(
        "Architect Guidelines",
        "Whether the plan has thought of what comes up once the feature is built",
        {
            "The Plan": (
                Question("The plan says what it covers, what it leaves out and what it depends on", "ARC-1"),
                Question("Each decision has a reason and an option that was not taken", "ARC-2"),
                Question("Interfaces have their errors and versions written down", "ARC-3"),
                Question("What can be measured of speed, reliability and cost has a figure", "ARC-4"),
                Question("Data has a home, a migration, a way back and an end", "ARC-5"),
                Question("Somebody will see it fail in operation, and can take it back", "ARC-6"),
                Question("One to three risks are named, each with its reach and its guard", "ARC-7"),
                Question("It is said when the feature is done and what shows it", "ARC-8"),
                Question("The decision records of the plan are linked", "ARC-9"),
            ),
            "The Order of Work": (
                Question(
                    "Time limits, retries and repeated calls are settled for each interface that goes over a network"
                ),
                Question("Interfaces are written down and committed before the code behind them"),
                Question(
                    "The tasks go from interface to code, and from code to tests that go beyond it, to documentation"
                ),
                Question("Each layer that the feature touches has a task of its own"),
                Question("External dependencies have an owner, and decisions can be undone or say why not"),
            ),
        },
    ),
}
"""Every checklist that Specward itself brings, by topic."""
QUESTIONS = {
    question.id: question.text
    for built_in in BUILT_IN.values()
    for questions in built_in.groups.values()
    for question in questions
    if question.id
}
"""What each measure asks, by its id."""
