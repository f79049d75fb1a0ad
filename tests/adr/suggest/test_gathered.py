"""Gathering choices from a real repository, and from documents that mean no good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.suggest.exchange import decided
from specward.adr.suggest.gathered import everywhere, exchanged, latest, planned, ranged, staged
from specward.adr.suggest.recorded import records_of
from specward.adr.suggest.sentences import LONGEST
from specward.adr.suggest.stated import stated
from specward.adr.suggest.suggestion import suggestions
from specward.artifacts.phr import read_record
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from tests.conftest import GitRepository

    from specward.adr.suggest.weighed import Weighed

WEB = "## Web\n\n**Decision**: FastAPI\n**Alternatives considered**: Flask\n"
DATA = "## Data\n\n**Decision**: PostgreSQL\n**Alternatives considered**: MongoDB\n"
RECORD = """---
id: "0001"
title: Switch the database
stage: green
date: 2026-11-21
---

## Prompt

Use PostgreSQL instead of MongoDB.

## Response snapshot

Moved the models. RabbitMQ was chosen over Kafka for its routing.

## Outcome
"""


def titles(found: list[Weighed]) -> list[str]:
    return [one.title for one in suggestions(found)]


def test_a_plan_and_its_research_are_read() -> None:
    files = {"specs/001-a/plan.md": "# Plan\n", "specs/001-a/research.md": WEB, "specs/002-b/research.md": DATA}
    project = Project(MemorySource(files))
    assert titles(planned(project, project.feature("specs/001-a"))) == ["FastAPI as web framework"]


def test_a_prompt_record_is_an_exchange() -> None:
    found = exchanged(read_record(Document("history/prompts/general/0001-x.green.prompt.md", RECORD)))
    assert titles(found) == ["PostgreSQL as database", "RabbitMQ as message broker"]
    assert [one.place.line for one in suggestions(found)] == [10, 14]


def test_plans_and_records_are_all_looked_through() -> None:
    files = {"specs/001-a/plan.md": WEB, "history/prompts/general/0001-x.green.prompt.md": RECORD}
    found = list(everywhere(Project(MemorySource(files))))
    assert [title for one in found for title in titles(one)] == [
        "FastAPI as web framework",
        "PostgreSQL as database",
        "RabbitMQ as message broker",
    ]


def test_what_is_staged_is_held_against_the_last_commit(repository: GitRepository) -> None:
    root = str(repository.root)
    repository.write("requirements.txt", "fastapi==1\n")
    repository.git("add", "-A")
    assert titles(staged(root, ["requirements.txt"])) == ["FastAPI as web framework"], "before the first commit"
    repository.commit()
    repository.write("requirements.txt", "fastapi==2\ncelery==5\n")
    repository.write("worker/requirements.txt", "fastapi==1\n")
    repository.git("add", "-A")
    repository.write("requirements.txt", "psycopg\n")
    assert titles(staged(root, ["requirements.txt", "worker/requirements.txt"])) == ["Celery as job queue"]


def test_of_a_changed_plan_only_what_it_did_not_say_before_counts(repository: GitRepository) -> None:
    repository.write("specs/001-a/plan.md", WEB)
    repository.commit()
    repository.write("specs/001-a/plan.md", f"{WEB}\n{DATA}")
    repository.git("add", "-A")
    assert titles(staged(str(repository.root), ["specs/001-a/plan.md"])) == ["PostgreSQL as database"]


def test_a_range_is_read_with_its_messages_from_where_it_parted(repository: GitRepository) -> None:
    root = str(repository.root)
    repository.write("package.json", "{}")
    repository.commit()
    repository.git("branch", "-M", "main")
    repository.git("switch", "-q", "-c", "work")
    repository.write("package.json", '{"dependencies": {"react": "19"}}')
    repository.commit("Serve GraphQL instead of REST")
    repository.git("switch", "-q", "main")
    repository.write("requirements.txt", "django\n")
    repository.commit("Django")
    expected = ["React as frontend framework", "GraphQL as interface style"]
    assert titles(ranged(root, "main..work")) == titles(ranged(root, "main...work")) == expected
    repository.git("switch", "-q", "work")
    assert titles(latest(root)) == titles(ranged(root, "main..")) == expected


@pytest.mark.parametrize("revisions", ["main", "..main", "nonesuch..HEAD", "--all..HEAD"])
def test_what_is_no_range_is_wrong_usage(repository: GitRepository, revisions: str) -> None:
    repository.commit()
    with pytest.raises(UsageError):
        ranged(str(repository.root), revisions)


def test_a_repository_without_history_has_no_latest_commits(repository: GitRepository) -> None:
    assert latest(str(repository.root)) == []
    repository.commit()
    assert latest(str(repository.root)) == []


@pytest.mark.parametrize(
    "text",
    [
        "**Decision**: " + "PostgreSQL over MySQL " * 20_000,
        "**Decision**:\n" * 20_000,
        "- **Decision**: Redis\n" * 20_000,
        "#" * 6 + " Decision" + " " * 300_000 + "x",
        "# Decision: " + "a" * 300_000,
        "**" + "a" * 300_000,
        "**Alternatives considered**: " + "(" * 300_000,
        "| Decision | Choice |\n|---|---|\n" + "| " * 100_000,
        "use " * 100_000 + "instead of",
        "from " * 100_000,
        "server side " * 50_000,
        "." * 300_000,
        "Use \x1b[2J\0\u202e PostgreSQL instead of MongoDB",
    ],
)
def test_a_hostile_text_is_read_like_any_other(text: str) -> None:
    for found in suggestions([*stated(Document("plan.md", text)), *decided(text)]):
        assert found.title == "PostgreSQL as database"
        assert len(found.place.text) <= LONGEST


def test_a_hostile_record_hides_nothing() -> None:
    files: dict[str, str | bytes] = {
        "history/adr/0001-x.md": b"\xff\xfe\0" * 1000,
        "history/adr/0002-y.md": "# " * 10_000,
    }
    assert all(not one.choices for one in records_of(Project(MemorySource(files))))
