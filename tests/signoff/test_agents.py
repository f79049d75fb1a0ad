from __future__ import annotations

import pytest

from specward.signoff.agents import VARIABLES, find_agent


@pytest.mark.parametrize("variable", VARIABLES)
def test_each_variable_gives_an_agent_away(variable: str) -> None:
    agent = find_agent({variable: "1", "PATH": "/bin"})
    assert agent is not None
    assert agent.variable == variable
    assert agent.name == (VARIABLES[variable] or "a coding agent")


def test_the_common_variables_hold_the_agents_name() -> None:
    agent = find_agent({"AGENT": "goose"})
    assert agent is not None
    assert agent.name == "goose"


@pytest.mark.parametrize("environment", [{}, {"AGENT": ""}, {"CLAUDECODE": "0"}, {"AI_AGENT": "false"}, {"CI": "true"}])
def test_a_person_is_left_alone(environment: dict[str, str]) -> None:
    assert find_agent(environment) is None
