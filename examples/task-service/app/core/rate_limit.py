"""How often somebody may ask. Counts are kept in this process alone: ADR-0003 says why, and what that costs."""

import time
from collections.abc import Callable

from app.core.exceptions import TooManyRequestsError

_WINDOW = 60.0
_MOST_CALLERS = 10_000


class RateLimiter:
    """So many requests a minute for each caller, counted in windows of a minute.

    Args:
        per_minute: how many.
        now: seconds on a clock that never goes back.
    """

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._now = now
        self._windows: dict[str, tuple[float, int]] = {}

    def count(self, caller: str) -> None:
        """Count a request.

        Raises:
            TooManyRequestsError: it is one too many.
        """
        now = self._now()
        start, so_far = self._windows.get(caller, (now, 0))
        if now - start >= _WINDOW:
            start, so_far = now, 0
        if so_far >= self._per_minute:
            raise TooManyRequestsError(retry_after=int(start + _WINDOW - now) + 1)
        if caller not in self._windows and len(self._windows) >= _MOST_CALLERS:
            self._forget(now)
        self._windows[caller] = (start, so_far + 1)

    def _forget(self, now: float) -> None:
        """Forget the windows that are over; where none is, all of them, since memory has an end."""
        self._windows = {caller: kept for caller, kept in self._windows.items() if now - kept[0] < _WINDOW}
        if len(self._windows) >= _MOST_CALLERS:
            self._windows = {}
