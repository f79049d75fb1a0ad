"""How often the same is told: once at each place, once in each file, or once of a whole back end.

A router that is included twice has each operation twice, and a habit that somebody has stands in every function of his.
Whoever mends one of them mends, or sees, the others.
"""

from __future__ import annotations

import re
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from specward.rule import Fault, Need
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project

    Subject = TypeVar("Subject")

_MANY = 10
"""From so many on, one finding tells of a fault that most have."""
_VERY_MANY = 25
"""From so many on, one finding tells of a fault, however many have it not: nobody reads that many."""
_RELATED = 20
_OPERATION = re.compile(r"(\b[A-Z]{3,7} )?/\S*")


def is_told_once(project: Project, faulty: int, asked: int) -> bool:
    """Whether one finding tells of a fault that so many of those have that are asked for it.

    Under the profiles `seed` and `strict` each is told.
    """
    if Need.FASTAPI_SEED.is_met(project):
        return False
    return faulty >= _VERY_MANY or (faulty >= _MANY and faulty * 2 > asked)


def once_a_place(check: Callable[[Project, Project], Iterator[Fault]]) -> Callable[[Project, Project], Iterator[Fault]]:
    """A check of operations that tells of a function once, however many operations it is.

    In a document each path has a place of its own, and is told of by itself.
    """

    @wraps(check)
    def once(subject: Project, project: Project) -> Iterator[Fault]:
        told: dict[object, list[Fault]] = {}
        for number, fault in enumerate(check(subject, project)):
            place = fault.place.location()
            in_code = place.path.endswith(".py")
            key = (place, _OPERATION.sub("", fault.message)) if in_code else number
            told.setdefault(key, []).append(fault)
        for first, *others in told.values():
            more = f" (and {counted(len(others), 'more operation')})" if others else ""
            yield first._replace(message=first.message + more)

    return once


def once_a_file(check: Callable[[Module, Project], Iterator[Fault]]) -> Callable[[Module, Project], Iterator[Fault]]:
    """A check of a Python file that tells of a fault once, at its gravest place; the others are related.

    A file with a suppression in it is told of place by place: what is ignored on one line is not ignored on the others.
    """

    @wraps(check)
    def once(module: Module, project: Project) -> Iterator[Fault]:
        from specward.packs.fastapi.source.suppressed import suppressions_in

        found = sorted(check(module, project), key=_gravity)
        if len(found) < 2 or suppressions_in(module.code):
            yield from found
            return
        first, *others = found
        yield first._replace(
            message=f"{first.message} (and {len(others)} more in this file)",
            related=tuple(fault.place.location()._replace(label="here too") for fault in others[:_RELATED]),
        )

    return once


def _gravity(fault: Fault) -> int:
    """The rule's own severity, which is None, before another: that is a lesser one."""
    return 0 if fault.severity is None else 1
