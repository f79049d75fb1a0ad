"""Answers about an object that are computed once and kept as long as the object lives."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

S = TypeVar("S")
P = ParamSpec("P")
R = TypeVar("R")


def remembered(function: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """Ask the decorated function once for each first argument; further arguments must follow from that one.

    What it raises is not remembered.
    """
    answers: WeakKeyDictionary[S, R] = WeakKeyDictionary()

    @wraps(function)
    def answer(subject: S, /, *rest: P.args, **named: P.kwargs) -> R:
        try:
            return answers[subject]
        except KeyError:
            found = answers[subject] = function(subject, *rest, **named)
            return found

    return answer
