"""The test over real plans: what a maintainer would record is found, and what is routine is left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from specward.adr.suggest.gathered import planned
from specward.adr.suggest.recorded import records_of
from specward.adr.suggest.suggestion import State, suggestions
from specward.opening import open_source
from specward.project import Project

CORPORA = Path(__file__).parents[4] / "shared/corpora"

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"the collection of real projects is not at {CORPORA}")


@cache
def decisions(name: str) -> dict[str, dict[State, set[str]]]:
    """What is found in a project, by feature and state."""
    project = Project(open_source(str(CORPORA / name)))
    records = records_of(project)
    found: dict[str, dict[State, set[str]]] = {}
    for feature in project.features():
        states: dict[State, set[str]] = {state: set() for state in State}
        for one in suggestions(planned(project, feature), records):
            states[one.state].update(judgement.subject for judgement in one.judgements)
        found[feature.name] = states
    return found


@pytest.mark.parametrize(
    ("name", "feature", "subject"),
    [
        ("Fatima367+Evolution-of-Todo", "002-todo-web", "FastAPI as web framework"),
        ("Fatima367+Evolution-of-Todo", "002-todo-web", "Better Auth as identity provider"),
        ("AhmedSaeed4+evolution-of-todo", "013-microservices-dapr", "Dapr as message broker"),
        ("DaniyalAneeq+Physical-AI-Robotic-Book", "004-rag-chatbot-rebuild", "Qdrant as vector store"),
        ("bilalinit+Physical-AI-Humanoids-book", "001-qdrant-integration", "Qdrant as vector store"),
        ("ahmed-shaaban-94+Data-Pulse-2", "001-foundation-auth-tenant-store", "NestJS as web framework"),
        ("abduIIahKhaIid+physical-ai-robotics-textbook", "010-fastapi-chat-backend", "Gemini as language model"),
        ("alkem-io+server", "014-oidc-golang-service", "Prometheus as telemetry"),
    ],
)
def test_clear_decisions_are_suggested(name: str, feature: str, subject: str) -> None:
    assert subject in decisions(name)[feature][State.OPEN]


@pytest.mark.parametrize(
    ("name", "feature", "subject"),
    [
        ("mjunaidca+taskforce", "001-cli-core", "Typer as command line framework"),
        ("maneeshanif+todo-spec-driven", "001-phase-2-web-app", "Next.js as frontend framework"),
        ("ahmed-shaaban-94+Data-Pulse-2", "001-foundation-auth-tenant-store", "UUID as primary key"),
        ("Moh-Tayyab+evolution-of-todo", "002-fullstack-web-app", "Better Auth as identity provider"),
    ],
)
def test_decisions_that_the_project_has_recorded_are_not(name: str, feature: str, subject: str) -> None:
    assert subject in decisions(name)[feature][State.RECORDED]
    assert subject not in decisions(name)[feature][State.OPEN]


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("alkem-io+server", "035-optimize-explore-spaces"),
        ("alkem-io+server", "018-sonarqube-analysis"),
        ("alkem-io+server", "025-postgres-db-convergence"),
        ("alkem-io+server", "041-subspace-sorting-pinning"),
        ("alkem-io+server", "080-gql-pipeline"),
        ("alfredoperez+speckit-companion", "008-spec-viewer-ux"),
        ("AhmedSaeed4+evolution-of-todo", "012-features"),
        ("DaniyalAneeq+Physical-AI-Robotic-Book", "002-i18n"),
        ("DaniyalAneeq+Physical-AI-Robotic-Book", "001-automated-qa-workflow"),
        ("0h-n0+local-voice-assistant-claude", "010-local-dev-setup"),
    ],
)
def test_routine_plans_are_silent(name: str, feature: str) -> None:
    assert decisions(name)[feature][State.OPEN] == set()


def test_a_grown_project_is_hardly_ever_asked() -> None:
    found = decisions("alkem-io+server")
    asked = [feature for feature, states in found.items() if states[State.OPEN]]
    assert len(found) > 80
    assert len(asked) <= 2
