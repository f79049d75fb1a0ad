"""`spec check` over large projects: with nothing known of former checks, and with everything known."""

from __future__ import annotations

import shutil
import statistics
from typing import TYPE_CHECKING, NamedTuple

from measure import Run, run
from projects import commit_all, record, spec, write_project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

SPEC = "specs/500-sign-in/spec.md"
RECORD = "history/prompts/500-sign-in/0001-session-store.green.prompt.md"


class Cost(NamedTuple):
    """What checks of one project cost; each the median of some runs."""

    cold: Run
    warm: Run
    spec_edited: Run
    record_edited: Run


def cost(root: Path, command: Sequence[str], environment: Mapping[str, str], *, records: int, rounds: int = 5) -> Cost:
    """Write a project of 1,000 features, and check it again and again.

    Args:
        root: where.
        command: the check.
        environment: what it runs in.
        records: how many prompt records the project has.
        rounds: how many runs are made of each kind.
    """
    write_project(root, features=1000, records=records)
    commit_all(root)

    def check() -> Run:
        return run(command, root, environment)

    def forget() -> None:
        shutil.rmtree(root / ".git/specward", ignore_errors=True)

    def edit(path: str, text: str) -> Callable[[], None]:
        numbers = iter(range(rounds))

        def make() -> None:
            (root / path).write_text(f"{text}\n- edit {next(numbers)}\n", encoding="utf-8")

        return make

    cold = _median(forget, check, rounds)
    warm = _median(lambda: None, check, rounds)
    edited = [_median(edit(*file), check, rounds) for file in ((SPEC, spec(500)), (RECORD, record(1, "500-sign-in")))]
    return Cost(cold, warm, *edited)


def _median(prepare: Callable[[], None], check: Callable[[], Run], rounds: int) -> Run:
    runs = []
    for _ in range(rounds):
        prepare()
        runs.append(check())
    return Run(*(statistics.median(values) for values in zip(*runs, strict=True)))
