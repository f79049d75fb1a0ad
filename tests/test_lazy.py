from __future__ import annotations

from specward.lazy import lazy


class Counter:
    """Counts how often its value is computed."""

    def __init__(self) -> None:
        self.times = 0

    @lazy
    def value(self) -> int:
        """The value."""
        self.times += 1
        return 42


def test_a_lazy_value_is_computed_once_for_each_instance() -> None:
    one, other = Counter(), Counter()
    assert (one.value, one.value, other.value) == (42, 42, 42)
    assert (one.times, other.times) == (1, 1)


def test_a_lazy_value_keeps_its_documentation() -> None:
    assert Counter.value.__doc__ == "The value."
