"""What renumbering leaves to people: the names of git branches, and what somebody signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.git.place import find_place
from specward.git.process import GitMissing, run
from specward.renumber.values import FEATURE
from specward.signoff.record import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.renumber.values import Plan


def with_notes(root: str, plan: Plan) -> Plan:
    """The plan with what is left to people; `root` is the project's."""
    return plan._replace(notes=(*plan.notes, *_branches(root, plan), *_signed(plan)))


def _branches(root: str, plan: Plan) -> Iterator[str]:
    names = [
        (one.former.rpartition("/")[2], one.now.rpartition("/")[2]) for one in plan.renumbered if one.kind == FEATURE
    ]
    if not names or find_place(root) is None:
        return
    try:
        listed = run(["for-each-ref", "--format=%(refname:short)", "refs/heads/"], root)
    except GitMissing:
        return
    branches = set(listed.out.decode("utf-8", "replace").splitlines())
    for former, now in names:
        if former in branches:
            yield f"the git branch {former} keeps its name: git branch -m {former} {now}"


def _signed(plan: Plan) -> Iterator[str]:
    """The folders whose sign-offs may be about words that have changed."""
    changed = {path.rpartition("/")[0] for path in plan.texts if path.endswith("/spec.md")}
    signed = {path.rpartition("/")[0] for path in plan.texts if path.endswith(f"/{FILE}")}
    for folder in sorted(changed & signed):
        yield f"{plan.moved(folder)}/{FILE}: what names a number was signed in other words; see `spec check`"
