"""A value that is computed at its first use and kept in the instance, with what it rests on (`noted`).

It differs from `functools.cached_property` in that, and in the lock that this takes in Python 3.11 at each first use:
every document asks for several such values, and the lock costs a check of thousands of them 4% of its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward import noted

if TYPE_CHECKING:
    from functools import cached_property as lazy

    settled = own = lazy
else:

    class lazy:  # noqa: N801 -- used as a decorator, like the one it stands for
        """A value that is computed at its first use and kept in the instance."""

        def __init__(self, function: Any) -> None:  # noqa: ANN401 -- any method
            self._function = function
            self.__doc__ = function.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: Any, owner: type | None = None) -> Any:  # noqa: ANN401 -- whatever it computes
            if instance is None:
                return self
            if noted.current is None:
                value = instance.__dict__[self._name] = self._function(instance)
                return value
            return self._noted(instance)

        def _noted(self, instance: Any) -> Any:  # noqa: ANN401 -- whatever it computes
            # Under its own name a value would be found without coming here, and nobody would learn what it rests on.
            kept, beside = instance.__dict__, f"{self._name}'"
            if beside not in kept:
                value, notes = noted.taken(self._function, instance)
                if not notes:
                    kept[self._name] = value
                    return value
                kept[beside] = value, notes
            value, notes = kept[beside]
            noted.rest_on(notes)
            return value

    class own(lazy):  # noqa: N801 -- as above
        """A lazy value that follows from the instance alone: no notes are taken of it."""

        def _noted(self, instance: Any) -> Any:  # noqa: ANN401 -- whatever it computes
            value = instance.__dict__[self._name] = self._function(instance)
            return value

    class settled(lazy):  # noqa: N801 -- as above
        """A lazy value of a project, often the same although what it rests on has changed; it has a telling `repr`."""

        def _noted(self, instance: Any) -> Any:  # noqa: ANN401 -- whatever it computes
            if noted.subject is not instance.source:
                return super()._noted(instance)
            kept, beside = instance.__dict__, f"{self._name}'"
            if beside not in kept:
                value, notes = noted.taken(self._function, instance)
                kept[beside] = value, notes, noted.digest_of(value)
            value, notes, answer = kept[beside]
            noted.settle(("project", self._name), answer, notes)
            return value


__all__ = ["lazy", "own", "settled"]
