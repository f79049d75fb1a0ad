"""The steps of a scenario, said by the test that goes through them.

    from specward import steps as spec_steps

    with spec_steps.given("an account"):
        account = create_account()
    with spec_steps.when("the right password is sent"):
        answer = sign_in(account)
    with spec_steps.then("a session starts"):
        assert answer.session

The words are recorded with the test's result and compared with the scenario's; where a step fails, the failure says
which one. A step that goes on with the one before has the same clause.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

_recorded: ContextVar[list[tuple[str, str]] | None] = ContextVar("specward_steps", default=None)


@contextmanager
def recording() -> Iterator[list[tuple[str, str]]]:
    """Record the steps of one test in the list that this yields: clause and text.

    Tasks that the test starts record into it too; threads that it starts do not.
    """
    steps: list[tuple[str, str]] = []
    token = _recorded.set(steps)
    try:
        yield steps
    finally:
        _recorded.reset(token)


class Step:
    """One step, around the code that goes through it."""

    __slots__ = ("clause", "text")

    def __init__(self, clause: str, text: str) -> None:
        self.clause = clause
        self.text = text

    def __enter__(self) -> None:
        steps = _recorded.get()
        if steps is not None:
            steps.append((self.clause, self.text))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            error.add_note(f"in the step: {self.clause.capitalize()} {self.text}")


def given(text: str) -> Step:
    """What holds before."""
    return Step("given", text)


def when(text: str) -> Step:
    """What is done."""
    return Step("when", text)


def then(text: str) -> Step:
    """What must come of it."""
    return Step("then", text)
