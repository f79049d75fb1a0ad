"""Work shared with child processes, where the system can fork.

A fork, not a pool: the child has everything its task needs, and only its answer is sent.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

T = TypeVar("T")

FORKS = hasattr(os, "fork")


def share_out(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """The answers to all tasks, in order: the first is done here, each other one in a process of its own.

    A task whose process dies or raises is done here after all, so whatever it raises is raised here.
    """
    if not FORKS or len(tasks) < 2:
        return [task() for task in tasks]
    from multiprocessing import get_context

    fork = get_context("fork")
    children = []
    pipes: list[Connection] = []
    for task in tasks[1:]:
        pipe, answer = fork.Pipe(duplex=False)
        pipes.append(pipe)
        process = fork.Process(target=_do, args=(task, answer, pipes), daemon=True)
        process.start()
        answer.close()
        children.append((process, pipe))
    answers = [tasks[0]()]
    for task, (process, pipe) in zip(tasks[1:], children, strict=True):
        answers.append(_answer(task, pipe))
        pipe.close()
        process.join()
    return answers


def _do(task: Callable[[], object], answer: Connection, of_parent: Sequence[Connection]) -> None:
    # While a child holds them, it would wait for ever for a parent that was killed to take its answer.
    for pipe in of_parent:
        pipe.close()
    with suppress(KeyboardInterrupt, BrokenPipeError):
        try:
            told: tuple[object, ...] = (task(),)
        except Exception:  # noqa: BLE001 -- it is done again where somebody can be told
            told = ()
        answer.send(told)


def _answer(task: Callable[[], T], pipe: Connection) -> T:
    """What a child answers, or the answer found here where it has died before it had said all."""
    try:
        told: tuple[T, ...] = pipe.recv()
    except (EOFError, OSError):
        told = ()
    return told[0] if told else task()
