"""The hooks of git: whether each is in place, or the tool that runs them calls Specward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.doctor.check import Check, Grade
from specward.hooks.install import State, statuses, survey
from specward.hooks.script import Launcher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case

_INSTALL = "spec hook install"


def look(case: Case) -> Iterator[Check]:
    """Each hook of the repository that the project lies in."""
    if case.repository is None:
        return
    site = survey(case.repository)
    if site.manager:
        served = site.manager.served
        verb = "calls" if served else "does not call"
        help_ = "" if served else site.manager.snippet
        yield Check(site.manager.name, Grade.GOOD if served else Grade.BAD, f"it {verb} Specward", help_)
        return
    if site.shared:
        said = f"core.hooksPath leads out of this repository, to {site.folder}"
        yield Check("core.hooksPath", Grade.NOTE, said, "git config --unset core.hooksPath, unless that is meant")
    install = f"{_INSTALL} --force" if site.shared else _INSTALL
    for hook in statuses(site.folder, Launcher.of_this_process()):
        if hook.state is State.CURRENT:
            yield Check(hook.name, Grade.GOOD, "installed; your own runs first" if hook.chained else "installed")
        else:
            yield Check(hook.name, Grade.BAD, hook.state.value, install)
