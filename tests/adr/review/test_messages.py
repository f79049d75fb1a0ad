from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.review.messages import Claim, unknown_in_messages
from specward.errors import UndeterminedError
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from tests.conftest import GitRepository

RECORD = "history/adr/0001-a.md"


def claims(repository: GitRepository, *paths: str) -> list[tuple[str, str]]:
    states = tuple(Project(MemorySource({path: b"# T\n"})) for path in paths)
    return [(one.subject, one.cites) for one in unknown_in_messages(str(repository.root), "HEAD", states)]


@pytest.fixture
def told(repository: GitRepository) -> GitRepository:
    for subject, body in (
        ("Keep sessions", "As ADR-0001 says."),
        ("Sign tokens (ADR-0099)", "ADR-0099 and ADR 98."),
        ("Renumber", "ADR-0002 is ADR-0001 now."),
        ("Read their ADR-0097", "See https://example.org/other/docs/adr/0096-x.md"),
    ):
        repository.write("a", subject)
        repository.git("add", "-A")
        repository.git("commit", "-q", "--no-verify", "-m", subject, "-m", body)
    return repository


def test_a_message_that_cites_a_decision_that_does_not_exist_is_named_once_for_each(told: GitRepository) -> None:
    assert claims(told, RECORD, "history/adr/0002-b.md") == [
        ("Sign tokens (ADR-0099)", "ADR-0099"),
        ("Sign tokens (ADR-0099)", "ADR 98"),
    ]


def test_without_numbered_records_no_message_is_read(told: GitRepository) -> None:
    assert claims(told, "history/adr/2026-01-02-a.md") == []


def test_a_range_that_git_refuses_is_undetermined(repository: GitRepository) -> None:
    with pytest.raises(UndeterminedError, match="git log"):
        unknown_in_messages(str(repository.root), "nowhere..", (Project(MemorySource({RECORD: b"# T\n"})),))


def test_a_claim_knows_its_commit(told: GitRepository) -> None:
    states = (Project(MemorySource({RECORD: b"# T\n", "history/adr/0002-b.md": b"# T\n"})),)
    short = told.git("rev-parse", "--short", "HEAD~2").strip()
    assert unknown_in_messages(str(told.root), "HEAD", states)[0] == Claim(short, "Sign tokens (ADR-0099)", "ADR-0099")
