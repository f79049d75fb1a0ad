"""How commands write: under the lock, whole or not at all, or as a diff that writes nothing."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Protocol, TypeVar

from specward.changes import apply, diff
from specward.cli.console import write, write_json, write_patch
from specward.lock import lock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from specward.changes import Change


class Draft(Protocol):
    """What a feature intends to write."""

    @property
    def changes(self) -> Sequence[Change]:
        """The changes."""
        ...


D = TypeVar("D", bound=Draft)


def carry_out(
    root: str,
    make: Callable[[], D],
    *,
    dry_run: bool,
    before: Callable[[D], Callable[[], None]] | None = None,
) -> D:
    """Make a draft and apply its changes, both under one lock, so that a number it took stays its own.

    Args:
        root: the project's root.
        make: makes the draft.
        dry_run: make the draft and apply nothing.
        before: done between the two; returns what takes it back where the changes cannot be applied.
    """
    if dry_run:
        return make()
    with lock(root), ExitStack() as way_back:
        draft = make()
        if before:
            way_back.callback(before(draft))
        apply(draft.changes, root)
        way_back.pop_all()
    return draft


def tell(draft: Draft, root: str, facts: Mapping[str, object], *, dry_run: bool, as_json: bool) -> None:
    """Write the result: the new document's path, or the diff of a dry run, or both and more as JSON.

    Args:
        draft: what was written, or would be.
        root: the project's root.
        facts: the keys of the JSON object; `path` is the result.
        dry_run: whether nothing was written.
        as_json: whether to write JSON.
    """
    if as_json:
        said = {**facts, "files": [change.path for change in draft.changes], "dry_run": dry_run}
        write_json({**said, "diff": diff(draft.changes, root)} if dry_run else said)
    elif dry_run:
        write_patch(diff(draft.changes, root))
    else:
        write(str(facts["path"]))


def today() -> str:
    """The day as the user's clock and time zone have it."""
    return time.strftime("%Y-%m-%d")
