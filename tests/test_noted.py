"""What answers rest on is known to all who use them, whoever asked first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import specward
from specward import noted
from specward.lazy import lazy, settled
from specward.remembered import remembered, remembered_each, settled_fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

QUESTION = ("weather", "here")
WORLD = {"weather": "rain"}


def ask() -> str:
    """Ask the outside."""
    noted.note(QUESTION, WORLD["weather"])
    return WORLD["weather"]


class Day:
    """An object that several users share."""

    source = "today"

    @lazy
    def weather(self) -> str:
        """Rests on the outside."""
        return ask()

    @lazy
    def name(self) -> str:
        """Rests on nothing."""
        return "Monday"

    @lazy
    def mood(self) -> str:
        """Rests on an answer that is shared itself."""
        return self.weather[:1]

    @settled
    def is_wet(self) -> bool:
        """Is often the same although the weather is not."""
        return self.weather in {"rain", "snow"}

    @remembered_each
    def at(self, hour: int) -> str:
        """Rests on the outside, for each hour."""
        return f"{ask()} at {hour}"


@remembered
def forecast(day: Day) -> str:
    """Rests on the outside."""
    return day.mood + ask()


@settled_fact
def umbrella(day: Day, path: str) -> bool:
    """Rests on a shared answer."""
    return day.is_wet and bool(path)


@pytest.fixture
def notes() -> Iterator[noted.Notes]:
    """The notes that are taken during a test, about the day."""
    noted.current, noted.subject = (taken := noted.Notes()), Day.source
    yield taken
    noted.current = noted.subject = None


def flat(notes: noted.Notes) -> dict[noted.Question, str]:
    """All that notes rest on in the end, but for what is settled from it."""
    found = {question: answer for question, answer in notes.facts.items() if question not in notes.settled}
    for other in (*notes.others, *notes.settled.values()):
        found.update(flat(other))
    return found


USES: list[Callable[[Day], object]] = [
    lambda day: day.weather,
    lambda day: day.mood,
    lambda day: day.is_wet,
    lambda day: day.at(3),
    forecast,
    lambda day: umbrella(day, "a"),
]


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize("use", USES)
def test_the_second_user_rests_on_the_same_as_the_first(use: Callable[[Day], object]) -> None:
    day = Day()
    first, second = noted.taken(use, day), noted.taken(use, day)
    assert first[0] == second[0]
    assert flat(first[1]) == flat(second[1]) == {QUESTION: "rain"}


def test_what_rests_on_nothing_is_kept_plainly(notes: noted.Notes) -> None:
    day = Day()
    assert day.name == "Monday"
    assert vars(day) == {"name": "Monday"}
    assert not notes


def test_who_uses_a_settled_answer_rests_on_the_answer_alone(notes: noted.Notes) -> None:
    assert Day().is_wet
    assert list(notes.facts) == [("project", "is_wet")]
    assert not notes.others


def test_nothing_is_settled_about_another_project(notes: noted.Notes) -> None:
    noted.subject = "yesterday"
    assert Day().is_wet
    assert umbrella(Day(), "a")
    assert not notes.settled


def test_two_answers_to_one_question_are_none(notes: noted.Notes) -> None:
    noted.note(QUESTION, "rain")
    noted.note(QUESTION, "sun")
    assert notes.facts == {QUESTION: noted.UNSURE}


def test_what_is_raised_rests_on_what_was_asked(notes: noted.Notes) -> None:
    def fail() -> None:
        raise ValueError(ask())

    with pytest.raises(ValueError, match="rain"):
        noted.taken(fail)
    assert flat(notes) == {QUESTION: "rain"}


def test_where_nobody_takes_notes_nothing_is_noted() -> None:
    day = Day()
    assert [use(day) for use in USES] == ["rain", "r", True, "rain at 3", "rrain", True]
    assert noted.current is None


SHARED = ("acceptance", "check", "constitution", "evidence", "rules", "signoff", "trace", "adr")
"""Where objects are that several units of a check share."""
NOT_IN_CHECKS = {"adr/tools/folder.py"}


def test_no_shared_object_hides_what_its_answers_rest_on() -> None:
    home = Path(specward.__file__).parent
    modules = [module for package in SHARED for module in (home / package).rglob("*.py")]
    names = {module.relative_to(home).as_posix() for module in modules if "cached_property" in module.read_text()}
    assert names <= NOT_IN_CHECKS, "use `lazy`: it tells whoever asks later what the answer rests on"
