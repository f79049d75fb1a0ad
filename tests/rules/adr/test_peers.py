"""Records on which other tools fail, checked with every rule: what is wrong is told, and what is right is not."""

from __future__ import annotations

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

TODAY = "2026-06-15"
OLD = "docs/decisions/0001-session-store.md"
NEW = "docs/decisions/0002-stateless-sessions.md"


def told(files: dict[str, str]) -> dict[str, list[str]]:
    """The codes of everything that is found, by path."""
    project = Project(MemorySource(files), today=TODAY)
    report = check(project, Selection.of(project, RULES))
    assert not report.undetermined
    found: dict[str, list[str]] = {path: [] for path in files}
    for finding in report.findings:
        found[finding.location.path].append(finding.code)
    return found


@pytest.mark.verifies("004-decisions/AC-016")
def test_two_records_with_eight_faults_have_all_of_them_told() -> None:
    files = {
        OLD: """\
---
status: superseded by ADR-9999
date: 2025-03-01
---

# Keep sessions in a store

## Context and Problem Statement

TODO

## Considered Options

* Redis
* {title of option 2}

## Decision Outcome

### Consequences

* Good, because sessions outlive a restart
* Bad, because one more service has to run
""",
        NEW: """\
---
status: accepted
date: 2099-01-01
---

# Keep sessions in signed cookies

## Context and Problem Statement

The store of ADR-0777 is gone.

## Considered Options

* Signed cookies
* A store

## Decision Outcome

Chosen option: "Signed cookies", because nothing has to be kept.

### Consequences

* Good, because no store has to run
* Bad, because a session cannot be ended from outside

## More Information

Supersedes [the store](0001-session-store.md#stores).
""",
    }
    found = told(files)
    # A successor that does not exist; no context; no decision; a placeholder.
    assert sorted(found[OLD]) == ["ADR005", "ADR019", "ADR019", "DOC003"]
    # A supersession that the other does not know of; a day to come; a citation of nothing; an anchor of no heading.
    assert sorted(found[NEW]) == ["ADR004", "ADR011", "ADR014", "ADR030"]


def test_a_record_of_madr_without_consequences_and_status_is_clean() -> None:
    text = """\
---
parent: Decisions
nav_order: 13
---
# Use YAML front matter for metadata

## Context and Problem Statement

Where does metadata stand?

## Considered Options

* YAML front matter
* A list

## Decision Outcome

Chosen option: "YAML front matter", because it can be read by programs.
"""
    assert told({"docs/decisions/0013-use-yaml.md": text}) == {"docs/decisions/0013-use-yaml.md": []}


def test_a_stock_record_of_madr_is_read_with_what_is_wrong_in_it() -> None:
    text = """\
---
status: "accepted"
date: 2026-01-02
decision-makers: Ada, Grace
---

# Keep sessions in Redis

## Context and Problem Statement

Where does a session live?

## Considered Options

* Redis
* Memory

## Decision Outcome

Chosen option: "Redis", because it outlives a restart.

### Confirmation

A test restarts the process.
"""
    assert told({OLD: text}) == {OLD: []}
    assert told({OLD: text.replace("2026-01-02", "2026-01-32")}) == {OLD: ["ADR018"]}


def test_a_status_that_names_its_successor_is_a_status_and_its_target_is_followed() -> None:
    text = "---\nstatus: superseded by ADR-0123\n---\n\n# Keep sessions in Redis\n\n## Decision Outcome\n\nRedis.\n"
    assert told({OLD: text}) == {OLD: ["ADR005"]}
    successor = "---\nstatus: accepted\n---\n\n# Cookies\n\n## Decision Outcome\n\nCookies replace ADR-0001.\n"
    path = "docs/decisions/0123-cookies.md"
    assert told({OLD: text, path: successor}) == {OLD: [], path: []}


def test_a_record_of_speckit_plus_is_judged_by_status_date_feature_and_references() -> None:
    spec = {"specs/001-login/spec.md": "# Feature Specification: Login\n"}
    path = "history/adr/0001-session-store.md"
    text = """\
# ADR-0001: Sessions in Redis

> **Scope**: Document decision clusters, not individual technology choices.

- **Status:** {status}
- **Date:** {date}
- **Feature:** {feature}
- **Context:** A session outlives a process.

## Decision

Sessions are kept in Redis.

## Consequences

### Positive

- Sessions outlive a restart.

### Negative

- One more service has to run.

## Alternatives Considered

- Memory of the process: lost at each restart.

## References

- Feature Spec: {spec}
- Related ADRs: none
"""
    right = {"status": "Accepted", "date": "2026-01-02", "feature": "001-login", "spec": "specs/001-login/spec.md"}

    def codes(**changed: str) -> list[str]:
        return [code for code in told({path: text.format(**{**right, **changed}), **spec})[path] if code[:3] == "ADR"]

    assert codes() == []
    assert codes(status="Proposed") == ["ADR012"]
    assert codes(date="2026-13-01") == ["ADR018"]
    assert codes(feature="002-login") == ["ADR022"]
    assert codes(spec="specs/001-login/plan.md") == ["ADR022"]
