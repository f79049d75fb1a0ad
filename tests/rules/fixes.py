"""A project in memory with the fixes of findings applied, as these tests look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.phr import refiling
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from specward.finding import Finding, Fix


def fixed(files: Mapping[str, str], fix: Fix | None) -> dict[str, str]:
    """The files with one fix applied: its edits from the last to the first, then its renames."""
    assert fix is not None
    after = dict(files)
    for path, span, text in sorted(fix.edits, reverse=True):
        assert 0 <= span.start <= span.end <= len(after[path])
        after[path] = after[path][: span.start] + text + after[path][span.end :]
    for path, to in fix.renames:
        moved = {old: to + old[len(path) :] for old in after if old == path or old.startswith(f"{path}/")}
        assert moved, f"nothing to rename at {path}"
        assert not set(moved.values()) & set(after), f"something stands at {to}"
        after = {moved.get(old, old): text for old, text in after.items()}
    return after


def led(files: Mapping[str, str], fix: Fix | None) -> Fix:
    """A fix with the edits that its renames ask for, as whoever makes it makes it."""
    assert fix is not None
    return refiling.led(fix, MemorySource(files))


def kept(files: Mapping[str, str], fix: Fix) -> dict[str, str]:
    """What a fix leaves of each file that it edits: its text without the spans that are replaced."""
    texts = {edit.path: files[edit.path] for edit in fix.edits}
    for path, span, _ in sorted(fix.edits, reverse=True):
        texts[path] = texts[path][: span.start] + texts[path][span.end :]
    return texts


def all_fixed(
    findings: Callable[[dict[str, str]], list[Finding]], files: Mapping[str, str], *, rounds: int = 20
) -> dict[str, str]:
    """The files after fixes, the first that is offered in each round, until none is left."""
    after = dict(files)
    for _ in range(rounds):
        fix = next((found.fix for found in findings(after) if found.fix), None)
        if fix is None:
            return after
        after = fixed(after, led(after, fix))
    raise AssertionError(f"fixes do not come to an end after {rounds} rounds")
