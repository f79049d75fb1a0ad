"""Answers about an object that are found once and live as long as the object, with what they rest on (`noted`)."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from specward import noted

if TYPE_CHECKING:
    from collections.abc import Callable

S = TypeVar("S")
P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A")


def remembered(function: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """Ask the decorated function once for each first argument; further arguments must follow from that one.

    What it raises is not remembered.
    """
    answers: WeakKeyDictionary[S, tuple[R, noted.Notes | None]] = WeakKeyDictionary()

    @wraps(function)
    def answer(subject: S, /, *rest: P.args, **named: P.kwargs) -> R:
        try:
            found, notes = answers[subject]
        except KeyError:
            if noted.current is None:
                found, notes = function(subject, *rest, **named), None
            else:
                found, notes = noted.taken(function, subject, *rest, **named)
            answers[subject] = found, notes
        if notes is not None:
            noted.rest_on(notes)
        return found

    return answer


def remembered_each(method: Callable[[Any, A], R]) -> Callable[[Any, A], R]:
    """Ask the decorated method once for each instance and argument; the answers live as long as the instance."""
    place = f"{method.__name__}'"

    @wraps(method)
    def answer(self: Any, subject: A, /) -> R:  # noqa: ANN401 -- any class
        answers: dict[A, tuple[R, noted.Notes | None]] = self.__dict__.setdefault(place, {})
        if subject not in answers:
            if noted.current is None:
                answers[subject] = method(self, subject), None
            else:
                answers[subject] = noted.taken(method, self, subject)
        found, notes = answers[subject]
        if notes is not None:
            noted.rest_on(notes)
        return found

    return answer


def settled_fact(function: Callable[[Any, str], R]) -> Callable[[Any, str], R]:
    """Let the answer of a function about a project and a path be a fact of its own, which seldom changes; see `noted`.

    The function is found again by its name, and its answer has a telling `repr`.
    """
    answers: WeakKeyDictionary[Any, dict[str, tuple[R, noted.Notes, str]]] = WeakKeyDictionary()
    name = f"{function.__module__}:{function.__name__}"

    @wraps(function)
    def answer(project: Any, path: str, /) -> R:  # noqa: ANN401 -- a project, which stands above
        if noted.current is None or noted.subject is not project.source:
            return function(project, path)
        known = answers.setdefault(project, {})
        if path not in known:
            found, notes = noted.taken(function, project, path)
            known[path] = found, notes, noted.digest_of(found)
        found, notes, told = known[path]
        noted.settle(("fact", name, path), told, notes)
        return found

    return answer
