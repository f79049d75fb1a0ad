"""The coverage of commits and prompts as JSON, version 1: an interface; see `docs/schemas/coverage-v1.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from specward import __version__
from specward.phr.commits.coverage import prompt_share, share

if TYPE_CHECKING:
    from specward.phr.commits.coverage import CodeCommit, Coverage
    from specward.phr.sync import AgentPrompts


def render(coverage: Coverage) -> str:
    """The coverage as one JSON object, two blanks of indent, ASCII escapes only where JSON needs them."""
    return json.dumps(as_dict(coverage), indent=2, ensure_ascii=False) + "\n"


def as_dict(coverage: Coverage) -> dict[str, Any]:
    """The coverage as plain values."""
    found = coverage.commits
    seen = sum(agent.seen for agent in coverage.prompts)
    recorded = sum(agent.recorded for agent in coverage.prompts)
    return {
        "schema": "specward/coverage/v1",
        "version": __version__,
        "revisions": coverage.range.revisions,
        "require": coverage.require,
        "exit_code": coverage.exit_code,
        "commits": {
            "total": found.total,
            "exempt": found.exempt,
            "code": len(found.commits),
            "linked": found.linked,
            "percent": share(found.linked, len(found.commits)),
            "unknown": found.unknown or None,
            "failing": [commit.sha for commit in coverage.failing],
            "rows": [_commit(commit) for commit in found.commits],
        },
        "features": [feature._asdict() for feature in found.features],
        "prompts": {
            "seen": seen,
            "recorded": recorded,
            "percent": prompt_share(coverage.prompts),
            "agents": [_agent(agent) for agent in coverage.prompts],
        },
    }


def _commit(commit: CodeCommit) -> dict[str, Any]:
    return {
        "sha": commit.sha,
        "date": commit.date,
        "subject": commit.subject,
        "code": list(commit.code),
        "linked": commit.linked or None,
        "by": commit.by or None,
        "refused": [{"offered": offer.offered, "reason": offer.reason} for offer in commit.refused],
        "features": list(commit.features),
    }


def _agent(agent: AgentPrompts) -> dict[str, Any]:
    return {
        "agent": agent.agent,
        "seen": agent.seen,
        "recorded": agent.recorded,
        "missing": [{"at": prompt.at, "words": prompt.words} for prompt in agent.missing],
        "unknown": agent.unknown or None,
    }
