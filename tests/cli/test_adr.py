"""`spec adr suggest` and `spec new adr --suggestion`: a suggestion waits for consent."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from specward.artifacts.adr import read_adr
from specward.artifacts.adr_status import StatusClass
from specward.markdown.document import Document

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
RESEARCH = """# Research

## Storage

**Decision**: Use PostgreSQL through SQLAlchemy

**Rationale**: Orders and stock change together <!-- --> {{TITLE}}

**Alternatives considered**:
- MongoDB: no joins
- SQLite: one writer <!-- end
- Django ORM: binds to Django
"""
WEB = "\n## Web\n\n**Decision**: FastAPI\n**Alternatives considered**: Flask\n"
DECLINED = ".specify/declined-decisions.yml"


@pytest.fixture
def project(spec: Spec, repository: GitRepository) -> Spec:
    """A project in a repository, with one feature whose research weighs two choices of one area."""
    spec.root = repository.root
    spec.write(".specify/specward.yml", "")
    spec.write("specs/001-shop/spec.md", "# Feature Specification: Shop\n")
    spec.write("specs/001-shop/plan.md", "# Implementation Plan: Shop\n")
    spec.write("specs/001-shop/research.md", RESEARCH)
    repository.commit()
    return spec


def suggested(project: Spec, *arguments: str) -> list[dict[str, Any]]:
    done = project("adr", "suggest", *arguments, "--json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = done.json["suggestions"]
    return found


@pytest.mark.verifies("003-prompts-are-captured/AC-018")
def test_a_suggestion_shows_the_three_parts_and_where_each_is_seen(project: Spec) -> None:
    done = project("adr", "suggest", "shop")
    assert done.code == 0
    (first, *lines) = done.out.splitlines()
    assert first.startswith("📋 Architectural decision detected: data storage: PostgreSQL (database), SQLAlchemy (")
    assert lines[:6] == [
        "  PostgreSQL as database",
        "    impact        yes  data outlives the code, and moving it is a migration",
        "      specs/001-shop/research.md:5: Use PostgreSQL through SQLAlchemy",
        "    alternatives  yes  weighed against MongoDB and SQLite",
        "      specs/001-shop/research.md:10: MongoDB: no joins",
        "      specs/001-shop/research.md:11: SQLite: one writer <!-- end",
    ]


def test_json_has_everything(project: Spec) -> None:
    (one,) = suggested(project, "001-shop")
    assert {key: one[key] for key in ("title", "area", "state", "records", "path", "line")} == {
        "title": "Data storage: PostgreSQL, SQLAlchemy",
        "area": "data",
        "state": "open",
        "records": [],
        "path": "specs/001-shop/research.md",
        "line": 5,
    }
    choice = one["choices"][0]
    assert (choice["choice"], choice["rivals"]) == ("PostgreSQL as database", ["MongoDB", "SQLite"])
    assert choice["alternatives"]["evidence"][0] == {
        "text": "MongoDB: no joins",
        "path": "specs/001-shop/research.md",
        "line": 10,
    }
    assert f"spec new adr --suggestion {one['key']}" in one["text"]


def test_the_current_plan_and_what_is_staged_are_read_together(project: Spec, repository: GitRepository) -> None:
    project.write(".specify/feature.json", '{"feature_directory": "specs/001-shop"}')
    project.write("requirements.txt", "celery\nrequests\n")
    repository.git("add", "requirements.txt")
    titles = [one["title"] for one in suggested(project)]
    assert titles == ["Data storage: PostgreSQL, SQLAlchemy", "Celery as job queue"]
    assert [one["title"] for one in suggested(project, "--staged")] == ["Celery as job queue"]


def test_a_range_and_a_prompt_record_are_read(project: Spec, repository: GitRepository) -> None:
    repository.git("commit", "-q", "--allow-empty", "--no-verify", "-m", "Serve GraphQL instead of REST")
    assert [one["title"] for one in suggested(project, "--rev", "HEAD~1..HEAD")] == ["GraphQL as interface style"]
    prompt = "Use RabbitMQ instead of Kafka."
    path = project("new", "phr", "Pick a broker", "--stage", "general", "--prompt", prompt).out.strip()
    (one,) = suggested(project, "--record", path)
    assert (one["title"], one["path"]) == ("RabbitMQ as message broker", path)
    for key in (one["key"], suggested(project, "--rev", "HEAD~1..")[0]["key"]):
        assert project("new", "adr", "--suggestion", key, "--dry-run").code == 0


def test_where_nothing_is_suggested_that_is_said(spec: Spec) -> None:
    spec.write("specs/001-shop/spec.md", "# Feature Specification: Shop\n")
    done = spec("adr", "suggest", "shop")
    assert (done.code, done.out, done.err) == (0, "", "nothing here asks for a decision record\n")
    spec.write("specs/002-till/spec.md", "# Feature Specification: Till\n")
    assert "no feature is current" in spec("adr", "suggest").err
    assert spec("adr", "suggest", "--staged").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("shop", "--staged"),
        ("--rev", "main..HEAD", "--record", "1"),
        ("--rev", "nonsense"),
        ("--record", "history/nothing"),
        ("nothing",),
        ("--reason", "x"),
        ("--dry-run",),
        ("--decline", "nonesuch"),
    ],
)
def test_wrong_usage_is_said(project: Spec, arguments: tuple[str, ...]) -> None:
    done = project("adr", "suggest", *arguments)
    assert (done.code, done.out) == (2, "")
    assert "error: " in done.err


def test_an_accepted_suggestion_is_a_record_that_is_filled_in_as_far_as_it_goes(project: Spec) -> None:
    (one,) = suggested(project, "shop")
    path = project("new", "adr", "--suggestion", one["key"]).out.strip()
    assert path == "history/adr/0001-data-storage-postgresql-sqlalchemy.md"
    text = project.read(path)
    adr = read_adr(Document(path, text))
    assert adr.title == "Data storage: PostgreSQL, SQLAlchemy"
    assert adr.status
    assert adr.status.kind is StatusClass.PROPOSED
    assert "- **Feature:** 001-shop\n" in text
    assert "- Implementation Plan: specs/001-shop/plan.md\n" in text
    assert (
        "- **Context:** `Use PostgreSQL through SQLAlchemy` (`specs/001-shop/research.md:5`); "
        "`Orders and stock change together <!-- --> {{TITLE}}` (`specs/001-shop/research.md:7`)\n" in text
    )
    assert (
        "## Alternatives Considered\n\n"
        "- `MongoDB: no joins` (`specs/001-shop/research.md:10`)\n"
        "- `SQLite: one writer <!-- end` (`specs/001-shop/research.md:11`)\n"
        "- `Django ORM: binds to Django` (`specs/001-shop/research.md:12`)\n" in text
    )
    assert {block.kind for block in adr.document.blocks} <= {"heading", "item", "paragraph"}
    assert suggested(project, "shop") == []
    (settled,) = suggested(project, "shop", "--all")
    assert (settled["state"], settled["records"]) == ("recorded", ["ADR-0001"])
    again = project("new", "adr", "--suggestion", one["key"])
    assert (again.code, "recorded already: ADR-0001" in again.err) == (2, True)


@pytest.mark.parametrize("form", ["nygard", "madr"])
def test_every_form_takes_what_is_known(project: Spec, form: str) -> None:
    project.write(".specify/specward.yml", f"adr:\n  format: {form}\n")
    key = suggested(project, "shop")[0]["key"]
    text = project.read(project("new", "adr", "Where data lives", "--suggestion", key).out.strip())
    assert "# " in text
    assert "Where data lives" in text
    context = text.index("`Use PostgreSQL through SQLAlchemy`")
    assert text.index("## Context") < context < text.index("- `MongoDB: no joins`")
    assert ("- PostgreSQL\n- SQLAlchemy\n- `MongoDB" in text) is (form == "madr")
    to_fill_in = {"DOC002", "DOC003", "ADR012"}
    codes = {finding["code"] for finding in project("check", "history", "--json").json["findings"]}
    assert codes <= to_fill_in


def test_a_template_of_the_project_takes_it_too(project: Spec) -> None:
    template = (
        "# {{ title }}\n\n## Background\n\nWhy?\n\n### More\n\nKept.\n\n## Options\n\n1. One\n\n## Solution\n\nWhat?\n"
    )
    project.write(".specify/templates/overrides/adr-template.md", template)
    key = suggested(project, "shop")[0]["key"]
    text = project.read(project("new", "adr", "--suggestion", key).out.strip())
    assert "## Background\n\n`Use PostgreSQL" in text
    assert "### More\n\nKept.\n\n## Options\n\n- `MongoDB" in text
    assert text.endswith("## Solution\n\nWhat?\n")


@pytest.mark.verifies("003-prompts-are-captured/AC-019")
def test_a_person_declines_and_the_team_is_not_asked_again(project: Spec, repository: GitRepository) -> None:
    project.write("specs/001-shop/research.md", RESEARCH + WEB)
    data, web = suggested(project, "shop")
    before = project.files()
    dry = project("adr", "suggest", "shop", "--decline", data["key"], "--reason", "it's: settled", "--dry-run")
    assert dry.out.startswith(f"diff --git a/{DECLINED} b/{DECLINED}\n")
    assert project.files() == before
    done = project("adr", "suggest", "--decline", data["key"].upper(), "--reason", "it's: settled", "--json")
    assert done.code == 0, done.err
    assert done.json == {
        "key": data["key"],
        "title": data["title"],
        "decides": ["PostgreSQL as database", "SQLAlchemy as object-relational mapper"],
        "by": "Ada Lovelace",
        "reason": "it's: settled",
        "path": DECLINED,
        "files": [DECLINED],
        "dry_run": False,
    }
    assert [one["key"] for one in suggested(project, "shop")] == [web["key"]]
    everything = {one["title"]: one["state"] for one in suggested(project, "shop", "--all")}
    assert everything == {data["title"]: "declined", web["title"]: "open"}
    again = project("adr", "suggest", "--decline", data["key"])
    assert (again.code, again.err) == (0, "it is declined already\n")
    assert project("new", "adr", "--suggestion", data["key"]).code == 0, "a person may change their mind"


def test_an_agent_may_accept_and_may_not_decline(project: Spec) -> None:
    key = suggested(project, "shop")[0]["key"]
    done = project("adr", "suggest", "--decline", key, CLAUDECODE="1")
    assert done.code == 2
    assert "Claude Code may not decline a decision record: that is for a person" in done.err
    assert DECLINED not in project.files()
    assert project("new", "adr", "--suggestion", key, CLAUDECODE="1").code == 0


def test_refusals_that_cannot_be_read_are_said_and_left_alone(project: Spec) -> None:
    project.write(DECLINED, "- key: x\n<<<<<<< HEAD\n")
    done = project("adr", "suggest", "shop", "--json")
    assert done.code == 0
    assert f"{DECLINED}: it is not YAML" in done.err
    key = done.json["suggestions"][0]["key"]
    assert project("adr", "suggest", "--decline", key).code == 2
    assert project.read(DECLINED) == "- key: x\n<<<<<<< HEAD\n"


def test_what_cannot_be_read_leaves_the_answer_open(project: Spec) -> None:
    (project.root / "specs/001-shop/research.md").unlink()
    (project.root / "specs/001-shop/research.md").mkdir()
    done = project("adr", "suggest", "shop")
    assert done.code == 3
    assert "specs/001-shop/research.md: error: this cannot be read" in done.err


def test_nothing_of_a_document_reaches_the_terminal_as_it_is(project: Spec) -> None:
    hostile = (
        "## S\n**Decision**: Postgre\x1b[31mSQL, or PostgreSQL \x1b]0;x\x07\n**Alternatives**: MongoDB\u202e \x9b2J\n"
    )
    project.write("specs/001-shop/research.md", hostile)
    done = project("adr", "suggest", "shop")
    assert "PostgreSQL as database" in done.out
    assert all(line.isprintable() for line in done.out.splitlines())
    text = project.read(project("new", "adr", "--suggestion", suggested(project, "shop")[0]["key"]).out.strip())
    assert all(line.isprintable() for line in text.splitlines())


@pytest.mark.usefixtures("unmeasured")
def test_hostile_plans_are_read_within_bounds(project: Spec) -> None:
    texts = (
        "- **Decision**: PostgreSQL over MySQL\n" * 20_000,
        "**Decision**: " + "PostgreSQL over MySQL " * 50_000,
        "# Decision" + " " * 1_000_000 + ": x",
        "**" + "a" * 1_000_000 + "\n" + "**Alternatives**: " + "(" * 1_000_000,
        "from " * 200_000 + "\n" + "server side " * 200_000,
        "| Decision | Choice |\n|---|---|\n" + "| `" * 300_000,
    )
    for number, text in enumerate(texts, start=2):
        project.write(f"specs/{number:03}-hostile/plan.md", text)
    program = (
        "import resource, runpy, sys\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))\n"
        "sys.argv[0] = 'spec'\n"
        "runpy.run_module('specward', run_name='__main__')\n"
    )
    command = [sys.executable, "-c", program, "adr", "suggest", "--decline", "nonesuch", "--dry-run"]
    done = subprocess.run(command, cwd=project.root, env=os.environ.copy(), capture_output=True, check=False)
    assert done.returncode == 2, done.stderr.decode()[-2000:]
    assert b"there is no suggestion nonesuch" in done.stderr
