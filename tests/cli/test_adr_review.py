"""`spec adr review`, `queue`, `graph` and `export`, as commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import Spec

if TYPE_CHECKING:
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
REDIS = "history/adr/0001-redis.md"
ACCEPTED = (
    "# ADR-0001: Sessions in Redis\n\n- **Status:** Accepted\n- **Date:** 2026-03-02\n\n## Decision\n\nWe keep them in "
    "Redis.\n\n## Consequences\n\n### Negative\n\n- one more service\n"
)
TOKENS = (
    "# ADR-0002: Tokens\n\n- **Status:** Accepted\n- **Date:** 2026-05-06\n- **Supersedes:** ADR-0001\n\n"
    "## Decision\n\nWe sign tokens.\n\n## Consequences\n\n### Negative\n\n- no way back\n"
)


@pytest.fixture
def branched(repository: GitRepository) -> GitRepository:
    """A branch supersedes a decision that code and documents cite."""
    repository.write(REDIS, ACCEPTED)
    repository.write("src/session.py", "# ADR-0001\n")
    repository.commit()
    repository.git("checkout", "-q", "-b", "tokens")
    repository.write(REDIS, ACCEPTED.replace("Accepted", "Superseded by ADR-0002"))
    repository.write("history/adr/0002-tokens.md", TOKENS)
    repository.commit()
    return repository


@pytest.mark.verifies("004-decisions/AC-012")
def test_a_branch_is_reviewed_as_decisions(branched: GitRepository) -> None:
    done = Spec(branched.root)("adr", "review", "main..HEAD")

    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "moved     ADR-0001  accepted → superseded  Sessions in Redis"
    assert "new       ADR-0002  accepted               Tokens" in lines
    assert lines[-1] == "dead link src/session.py:1  cites ADR-0001, superseded by ADR-0002"


@pytest.mark.verifies("004-decisions/AC-012")
def test_work_that_is_not_committed_is_reviewed_too_and_an_edit_of_accepted_text_fails(branched: GitRepository) -> None:
    spec = Spec(branched.root)
    branched.git("checkout", "-q", "main")
    spec.write(REDIS, ACCEPTED.replace("in Redis.", "in Valkey."))

    done = spec("adr", "review", "--json")

    assert done.code == 1
    assert done.json["head"] is None
    assert done.json["records"][0]["frozen_text_lines"] == ["-We keep them in Redis.", "+We keep them in Valkey."]


def test_a_range_that_git_does_not_know_is_refused(branched: GitRepository) -> None:
    done = Spec(branched.root)("adr", "review", "nowhere..HEAD")

    assert done.code == 2
    assert "nowhere" in done.err


def test_the_queue_the_graph_and_the_exports_are_one_answer_each(branched: GitRepository) -> None:
    spec = Spec(branched.root)

    assert "nothing waits" in spec("adr", "queue").err
    assert spec("adr", "graph", "2", "--format", "json").json["edges"][0]["kind"] == "supersedes"
    exported = spec("adr", "export", "1").json
    assert [(one["number"], one["status"]) for one in exported["adrs"]] == [(1, "superseded")]
    refused = spec("adr", "export", "--format", "rss")
    assert (refused.code, "--base-url" in refused.err) == (2, True)
