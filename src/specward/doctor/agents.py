"""The hooks of coding agents: whether they stand as they should, and whether an event of each leaves a record."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from specward.doctor.check import Check, Grade
from specward.doctor.rehearsal import rehearse
from specward.hooks.agents.settings import State
from specward.hooks.agents.survey import survey
from specward.phr.agents import AGENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case
    from specward.hooks.agents.survey import Standing

_TOGETHER = 2
"""Rehearsals at a time: each is a process that mostly computes."""


def look(case: Case) -> Iterator[Check]:
    """How each agent's hooks stand."""
    standing = [one for one in survey(case.root) if one.state is not State.MISSING]
    if not standing:
        help_ = f"spec hook install --agent NAME    # {', '.join(AGENTS)}"
        yield Check("agents", Grade.NOTE, "no agent's prompts are captured", help_)
        return
    with ThreadPoolExecutor(_TOGETHER) as pool:
        yield from pool.map(_agent, standing)


def _agent(standing: Standing) -> Check:
    agent, name = standing.target.agent, standing.target.name
    if standing.state is not State.INSTALLED:
        remarks = "; ".join(standing.remarks)
        return Check(name, Grade.BAD, f"{standing.state.word}: {remarks}", f"spec hook install --agent {agent}")
    problem = rehearse(agent)
    if problem:
        said = f"its hook is installed and does not work: {problem}"
        return Check(name, Grade.BAD, said, f"spec hook install --agent {agent}, or pipx reinstall specward")
    return Check(name, Grade.GOOD, "installed, and an event leaves a record", " ".join(standing.target.left))
