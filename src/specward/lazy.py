"""`functools.cached_property`, without the lock that Python 3.11 takes at each first use.

Every document asks for several such values, and the lock costs a check of thousands of them 4% of its time. Python 3.12
has dropped it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or sys.version_info >= (3, 12):
    from functools import cached_property as lazy
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
            value = instance.__dict__[self._name] = self._function(instance)
            return value


__all__ = ["lazy"]
