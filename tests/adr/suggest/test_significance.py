"""The three parts of the test, by example and counter-example in every area."""

from __future__ import annotations

import pytest

from specward.adr.suggest.exchange import decided
from specward.adr.suggest.significance import Judgement, judge
from specward.adr.suggest.stated import stated
from specward.adr.suggest.weighed import Origin, Passage, Weighed
from specward.markdown.document import Document


def judged(decision: str, *alternatives: str, reason: str = "", subject: str = "Topic") -> list[Judgement]:
    """The judgements on a decision as a plan states it."""
    lines = [f"## {subject}", f"**Decision**: {decision}", f"**Rationale**: {reason}", "**Alternatives considered**:"]
    lines += [f"- {alternative}" for alternative in alternatives]
    (weighed,) = stated(Document("plan.md", "\n".join(lines)))
    return judge(weighed)


def significant(decision: str, *alternatives: str, reason: str = "", subject: str = "Topic") -> list[str]:
    found = judged(decision, *alternatives, reason=reason, subject=subject)
    return [judgement.subject for judgement in found if judgement.significant]


@pytest.mark.verifies("003-prompts-are-captured/AC-018")
@pytest.mark.parametrize(
    ("area", "decision", "alternative", "subject"),
    [
        ("backend", "Use FastAPI for the API", "Django: heavier", "FastAPI as web framework"),
        ("backend", "Celery for the jobs", "RQ", "Celery as job queue"),
        ("frontend", "Next.js 16 with App Router", "Angular: heavier", "Next.js as frontend framework"),
        ("frontend", "Zustand for client state", "Redux Toolkit", "Zustand as state management"),
        ("data", "Use PostgreSQL", "MongoDB: no joins", "PostgreSQL as database"),
        ("data", "UUIDv7 for all ids", "Auto-increment integers", "UUID as primary key"),
        ("data", "Row-level security", "Schema per tenant", "row-level security as tenant isolation"),
        ("api", "A REST API", "GraphQL: too much", "REST as interface style"),
        ("api", "Server-Sent Events", "WebSockets", "Server-Sent Events as real-time transport"),
        ("security", "Short-lived JWTs", "Server-side sessions", "JWT as authentication scheme"),
        ("security", "Keycloak", "Auth0: cost", "Keycloak as identity provider"),
        ("platform", "Deploy to AWS", "Google Cloud", "AWS as hosting"),
        ("platform", "Kubernetes", "Docker Swarm", "Kubernetes as orchestration"),
        ("messaging", "Kafka", "RabbitMQ: no replay", "Kafka as message broker"),
        ("structure", "A modular monolith", "Microservices", "modular monolith as architecture style"),
        ("observability", "OpenTelemetry", "Datadog: cost", "OpenTelemetry as telemetry"),
        ("models", "Gemini for all prompts", "OpenAI", "Gemini as language model"),
    ],
)
def test_a_weighed_choice_in_each_area_is_significant(area: str, decision: str, alternative: str, subject: str) -> None:
    assert significant(decision, alternative) == [subject]
    assert judged(decision, alternative)[0].topic.area.name == area
    assert significant(decision) == [], "without an alternative it is not"


@pytest.mark.verifies("003-prompts-are-captured/AC-018")
@pytest.mark.parametrize(
    ("decision", "alternative"),
    [
        ("Use dateutil for recurring dates", "Custom logic: error-prone"),
        ("Use Playwright for the end-to-end tests", "Cypress"),
        ("Tailwind CSS", "CSS Modules"),
        ("Composite index on (user_id, created_at)", "Single index: slow scans"),
        ("60 second polling interval", "30 seconds: more load"),
        ("Add `sortMode` to the settings column", "A table of its own"),
        ("Place the loaders beside the entity", "One folder for all"),
        ("Use Zod for forms", "Yup"),
    ],
)
def test_a_routine_choice_is_silent(decision: str, alternative: str) -> None:
    assert significant(decision, alternative) == []


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        ("Reuse the existing PostgreSQL", ""),
        ("Keep PostgreSQL", ""),
        ("Extend PostgreSQL", ""),
        ("PostgreSQL", "PostgreSQL is already used by every service"),
        ("PostgreSQL", "existing PostgreSQL has capacity"),
    ],
)
def test_staying_with_what_is_there_has_no_impact(decision: str, reason: str) -> None:
    (judgement,) = judged(decision, "MongoDB", reason=reason)
    assert (judgement.impact.holds, judgement.impact.why) == (False, "it stays with what is there")


def test_what_the_constitution_mandates_is_decided_there() -> None:
    (judgement,) = judged("PostgreSQL", "MongoDB", reason="The constitution mandates PostgreSQL")
    assert judgement.impact.why == "the constitution has decided it"


@pytest.mark.parametrize("decision", ["No PostgreSQL for now", "Do not adopt PostgreSQL", "Defer PostgreSQL"])
def test_what_is_not_adopted_is_no_choice(decision: str) -> None:
    assert judged(decision, "MongoDB") == []


@pytest.mark.parametrize(
    ("subject", "decision"),
    [
        ("Test database", "SQLite"),
        ("Storage", "SQLite in the integration tests"),
        ("Storage", "SQLite for local development"),
        ("Storage", "SQLite for the report"),
        ("Locking", "SQLite WAL mode"),
    ],
)
def test_one_place_is_no_wide_scope(subject: str, decision: str) -> None:
    assert significant(decision, "PostgreSQL", subject=subject) == []


def test_a_small_choice_is_significant_where_it_is_said_to_reach_everywhere() -> None:
    assert significant("Tailwind CSS", "CSS Modules", reason="One look across all apps") == ["Tailwind CSS as styling"]


def test_only_what_an_alternative_is_called_counts_and_not_what_is_said_of_it() -> None:
    assert significant("PostgreSQL", "A file: MongoDB would do too") == []
    assert significant("PostgreSQL", "Document stores (MongoDB): no joins") == ["PostgreSQL as database"]
    assert significant("PostgreSQL", "Option B: MongoDB") == ["PostgreSQL as database"]


def test_an_option_that_is_chosen_too_is_no_rival() -> None:
    assert significant("PostgreSQL, with SQLite as a fallback", "SQLite alone") == []


def test_the_reason_may_say_what_was_chosen() -> None:
    text = "## Decision: Vector store\n**Rationale**: Qdrant was selected.\n**Alternatives considered**:\n- Pinecone\n"
    (weighed,) = stated(Document("research.md", text))
    (judgement,) = judge(weighed)
    assert judgement.significant
    assert judgement.place.line == 2


def test_each_part_names_its_evidence() -> None:
    (judgement,) = judged("PostgreSQL", "MongoDB: no joins", "MySQL: weaker checks")
    assert judgement.impact.evidence == (Passage("PostgreSQL", "plan.md", 2),)
    assert [passage.line for passage in judgement.alternatives.evidence] == [5, 6]
    assert judgement.rivals == ("MongoDB", "MySQL")
    assert judgement.alternatives.why == "weighed against MongoDB and MySQL"


def test_alternatives_of_a_change_plainly_exist_where_the_choice_is_wide() -> None:
    for name, holds in (("FastAPI", True), ("Tailwind CSS", False)):
        (judgement,) = judge(Weighed(Origin.CHANGE, "", (Passage(f"{name}: a new dependency", "package.json", 3),)))
        assert judgement.alternatives.holds is holds


def said(text: str) -> list[str]:
    return [j.subject for weighed in decided(text, "record.md", 5) for j in judge(weighed) if j.significant]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Use PostgreSQL instead of MongoDB.", "PostgreSQL as database"),
        ("We switched from REST to GraphQL.", "GraphQL as interface style"),
        ("replace koa with fastify", "Fastify as web framework"),
        ("I chose Kafka over RabbitMQ because of replay.", "Kafka as message broker"),
        ("We considered RabbitMQ and SQS. Kafka was chosen.", "Kafka as message broker"),
        ("We'll go with Keycloak. Auth0 was considered and rejected for its cost.", "Keycloak as identity provider"),
    ],
)
def test_prose_decides(text: str, subject: str) -> None:
    assert said(text) == [subject]


@pytest.mark.parametrize(
    "text",
    [
        "Should we use PostgreSQL instead of MongoDB?",
        "What about Kafka? Would you use it over RabbitMQ",
        "Add PostgreSQL to the README.",
        "Use PostgreSQL.",
        "Move the Docusaurus site to the root.",
        "Keep using PostgreSQL instead of MongoDB.",
        "Use a dictionary instead of a list.",
        "Use PostgreSQL. Write the tests. Then the docs. MongoDB was considered last year.",
    ],
)
def test_questions_and_work_decide_nothing(text: str) -> None:
    assert said(text) == []


def test_a_sentence_knows_its_line() -> None:
    (weighed,) = decided("First.\n\nUse PostgreSQL instead of MongoDB.", "record.md", 5)
    assert weighed.chosen[0].line == 7
