"""What a shell offers where rules and revisions are asked for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def rule_names(incomplete: str) -> list[tuple[str, str]]:
    """The rules whose name or code begins so, each with what it reports; by code where nothing is begun.

    Of a list with commas it is the last word that is begun.
    """
    before, comma, begun = incomplete.rpartition(",")
    return [(f"{before}{comma}{word}", told) for word, told in _rules(begun)]


def groups_and_rules(incomplete: str) -> list[tuple[str, str]]:
    """The same, and the groups of rules before them."""
    from specward.rules import RULES

    before, comma, begun = incomplete.rpartition(",")
    groups = dict.fromkeys(rule.code.rstrip("0123456789") for rule in RULES)
    begins = (group for group in groups if group.startswith(begun.upper()) and group != begun.upper())
    offered = [_gone_on(begun, group) for group in begins]
    return [*((f"{before}{comma}{group}", "all of the group") for group in offered), *rule_names(incomplete)]


def _rules(begun: str) -> Iterator[tuple[str, str]]:
    from specward.rules import RULES

    for rule in RULES:
        summary = " ".join(rule.summary.split())
        if begun and rule.name.startswith(begun.lower()):
            yield _gone_on(begun, rule.name), summary
        elif rule.code.startswith(begun.upper()):
            yield _gone_on(begun, rule.code), f"{rule.name}: {summary}"


def _gone_on(begun: str, word: str) -> str:
    """A word in the case in which somebody has begun it: shells drop what begins otherwise."""
    return begun + word[len(begun) :]


def revisions(incomplete: str) -> list[str]:
    """The branches and tags that begin so; behind `A..` those that may follow."""
    from specward.errors import SpecError
    from specward.git.process import run

    before, dots, begun = incomplete.rpartition("..")
    lines: list[str] = []
    with suppress(SpecError, OSError):
        result = run(["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags"], ".")
        lines = result.out.decode(errors="replace").split()
    return [f"{before}{dots}{name}" for name in ["HEAD", *lines] if name.startswith(begun)]
