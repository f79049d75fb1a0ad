"""Recording a scenario's steps while a test goes through them."""

from __future__ import annotations

import asyncio

import pytest

from specward import steps as spec_steps


def go_through() -> None:
    with spec_steps.given("an account"):
        pass
    with spec_steps.when("the password is sent"), spec_steps.then("a session starts"):
        pass


ALL = [("given", "an account"), ("when", "the password is sent"), ("then", "a session starts")]


def test_steps_are_recorded_in_order() -> None:
    with spec_steps.recording() as recorded:
        go_through()
    assert recorded == ALL


def test_each_recording_is_of_one_test() -> None:
    with spec_steps.recording() as first:
        go_through()
    with spec_steps.recording() as second:
        pass
    go_through()
    assert (first, second) == (ALL, [])


def test_tasks_that_a_test_starts_are_recorded_too() -> None:
    async def task() -> None:
        go_through()

    async def main() -> None:
        await asyncio.gather(task(), task())

    with spec_steps.recording() as recorded:
        asyncio.run(main())
    assert sorted(recorded) == sorted(ALL + ALL)


def test_a_failure_says_in_which_step_it_lies() -> None:
    with pytest.raises(ValueError, match="no session") as caught, spec_steps.then("a session starts"):
        raise ValueError("no session")
    assert caught.value.__notes__ == ["in the step: Then a session starts"]
