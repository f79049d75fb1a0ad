"""Records of each notation, in few words, and what they become."""

from __future__ import annotations

from specward.adr.edit.reference import Target
from specward.artifacts.adr import Adr, read_adr
from specward.markdown.document import Document

PATH = "docs/adr/0001-sessions.md"
TARGET = Target("ADR-0005", "Use A & B", "docs/adr/0005-use-a-b.md")

NYGARD = "# 1. Sessions\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nWords\n\n## Decision\n\nRedis.\n"
MADR4 = (
    '---\n# optional\nstatus: "accepted" # since May\ndate: 2026-01-02\ndecision-makers: Ada\n---\n\n# Sessions\n\n'
    "## Context and Problem Statement\n\nWords\n\n## Considered Options\n\n* A\n* B\n\n## Decision Outcome\n\n"
    'Chosen option: "A"\n'
)
MADR2 = (
    "# Sessions\n\n* Status: accepted <!-- optional -->\n* Deciders: Ada\n* Date: 2026-01-02\n\n"
    "## Context and Problem Statement\n\nWords\n\n## Considered Options\n\n* A\n\n## Decision Outcome\n\nA\n"
)
SPECKIT_PLUS = (
    "# ADR-0001: Sessions\n\n> **Scope**: clusters of decisions.\n\n- **Status:** Accepted\n- **Date:** 2026-01-02\n"
    "- **Feature:** 001-login\n- **Context:** A long paragraph.\n\n## Decision\n\nRedis.\n\n## Consequences\n\n"
    "### Positive\n\n- Fast\n\n## Alternatives Considered\n\n- None\n\n## References\n\n"
    "- Feature Spec: specs/001-login/spec.md\n- Related ADRs: none\n- Evaluator Evidence: none\n"
)
LINES = "# ADR 1: Sessions\n\n**Status:** Accepted  \n**Date:** 2026-01-02  \n**Owner:** Ada\n\n## Decision\n\nRedis.\n"
PLAIN = "# ADR 1: Sessions\n\nStatus: Accepted\nDate: 2026-01-02\n\n## What we do\n\nRedis.\n"
TABLE = (
    "# ADR-0001: Sessions\n\n| Field  | Value      |\n| ------ | ---------- |\n| Status | Accepted   |\n"
    "| Date   | 2026-01-02 |\n\n## What we do\n\nRedis.\n"
)
BANNER = "# ADR-0001: Sessions\n\n> **Status:** Accepted\n> **Date:** 2026-01-02\n\n## What we do\n\nRedis.\n"
HISTORY = "# 1. Sessions\n\n## Status\n\n2026-01-01 proposed\n\n2026-01-02 accepted\n\n## Context\n\nWords\n"
ALL = {
    "nygard": NYGARD,
    "madr 4": MADR4,
    "madr 2": MADR2,
    "speckit-plus": SPECKIT_PLUS,
    "bold lines": LINES,
    "plain lines": PLAIN,
    "table": TABLE,
    "banner": BANNER,
    "history": HISTORY,
}


def adr(text: str, path: str = PATH) -> Adr:
    """The record that a text is."""
    return read_adr(Document(path, text))


def changed(before: str, after: Adr) -> list[str]:
    """The lines that came, with `+`, and went, with `-`; the order is that of a patch."""
    from difflib import ndiff

    lines = ndiff(before.splitlines(keepends=True), after.document.text.splitlines(keepends=True))
    return [line[0] + line[2:].rstrip("\n") for line in lines if line[0] in "+-"]
