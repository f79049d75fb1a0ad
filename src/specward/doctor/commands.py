"""The toolkit's commands for agents: whether those that are in use have them, and as this version writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.agents.installed_commands import agents_with_commands, renew
from specward.agents.placing import State
from specward.agents.toolkit import FORMS
from specward.doctor.check import Check, Grade
from specward.hooks.agents.settings import State as Hooks
from specward.hooks.agents.survey import survey
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case

_NAME = "commands"


def look(case: Case) -> Iterator[Check]:
    """How the commands of each agent in use stand; hooks without commands are a choice, and no fault."""
    having = agents_with_commands(case.root)
    for standing in survey(case.root):
        agent = standing.target.agent
        if agent in FORMS and agent not in having and standing.state is not Hooks.MISSING:
            said = (
                f"{standing.target.name} has the hooks and no commands such as {FORMS[agent].call.format(name='plan')}"
            )
            yield Check(_NAME, Grade.GOOD, said, f"spec init --agent {agent}")
    if not having:
        return
    outcomes = renew(case.root).outcomes
    outdated = [outcome for outcome in outcomes if outcome.state in {State.WRITTEN, State.RENEWED, State.REMOVED}]
    if outdated:
        yield Check(_NAME, Grade.BAD, f"{counted(len(outdated), 'file')} not as this version writes it", "spec upgrade")
        return
    edited = sum(outcome.state is State.EDITED for outcome in outcomes)
    yours = f"; {counted(edited, 'file')} edited by you" if edited else ""
    yield Check(_NAME, Grade.GOOD, f"as this version writes them for {', '.join(sorted(having))}{yours}")
