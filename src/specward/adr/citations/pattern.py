"""Where a line of prose or code cites decisions: `ADR-0007`, `ADR #5`, `@adr 12`, a link or a path to a record.

Source of the forms: adr-tools, MADR, SpecKit Plus, log4brains and what is met in code. What belongs to another project
is no citation: `their ADR-12`, `owner/name ADR-3`, a name beside a web address elsewhere.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 2000
"""Characters of a line that are searched: more is made by a program, or hostile."""
_SURE = 3
"""From so many digits on, a number is a record's after small letters or a low line too: `adr-007`, `ADR_012`."""
_CODE = 4
"""From so many digits on, right after the letters too: `ADR0005`; `ADR005` is a rule's code in several tools."""


class Mention(NamedTuple):
    """One citation within a line."""

    start: int
    end: int
    text: str
    """As written: `ADR-0007`, `docs/adr/0007-x.md`, `[ADR-7](../adr/0007-x.md#decision)`."""
    number: int | None
    """The number in a name; None of a link or a path."""
    target: str
    """The path or the address in a link, or the path alone, with its anchor; empty of a name."""
    clause: str
    """The part of the decision that is meant: `4` of `ADR-0167#4` and of `ADR-0167 §4`; empty where all of it is."""


class Grammar:
    """How the records of one project are cited.

    Args:
        folders: the folders that hold records, relative to the project's root.
    """

    def __init__(self, folders: frozenset[str]) -> None:
        self._names = frozenset(folder.rpartition("/")[2] for folder in folders) - {""}
        names = "|".join(re.escape(name) for name in sorted(self._names)) or r"(?!)"
        part = r"[^\s/<>()\[\]{}\"'`|,;:*]{1,120}"
        self._path = rf"(?:{part}/){{0,12}}?(?:{names})/[^\s/<>()\[\]{{}}\"'`|,;:*]{{1,200}}"
        self._mention = re.compile(
            r"\[(?P<label>[^\[\]]{0,300})\]\((?P<target><[^<>]{1,300}>|[^()\s<>]{1,300})(?:\s[^()]{0,200})?\)"
            r"|(?P<web>https?://[^\s<>\"'`()\[\]{}|]{1,400})"
            rf"|(?<![\w./~@:-])(?P<path>{self._path})"
            r"|\](?P<name>\[[^\[\]]{0,200}\])"
            r"|(?P<at>@)?(?<![A-Za-z0-9_$.\\-])(?<![^\d\s]/)(?P<letters>ADR)"
            r"(?P<gap>[-_ \u00a0\u2010-\u2014]#?|#|)(?P<digits>[0-9]{1,6})(?![0-9A-Za-z_])(?!\.\d)(?!-\d)"
            r"(?:#(?P<anchor>[A-Za-z0-9][\w-]{0,40})|[ \u00a0]?§[ \u00a0]?(?P<section>[A-Za-z0-9][\w.-]{0,20}))?",
            re.IGNORECASE,
        )

    @property
    def coarse(self) -> str:
        """What every line that cites a record holds, as an expression that POSIX and Python read alike."""
        plain = [name for name in sorted(self._names) if name.isascii() and _plain().fullmatch(name)]
        folders = "".join(f"|{name.replace('.', '[.]')}/[0-9A-Za-z]" for name in plain)
        return f"[Aa][Dd][Rr][^0-9A-Za-z]{{0,4}}[0-9]{folders}"

    def mentions(self, line: str) -> Iterator[Mention]:
        """Every citation of a line, in order; links and paths may lead to something else than a record."""
        if len(line) > LONGEST:
            return
        for match in self._mention.finditer(line):
            if match["letters"]:
                if _is_name(match) and not _is_foreign(line, *match.span()):
                    yield _named(match)
            elif match["label"] is not None:
                yield from self._linked(match)
            elif not match["name"] and line[match.end() : match.end() + 1] != "*":  # a glob leads to no record
                target = (match["path"] or match["web"]).rstrip(".!?")
                if self._may_lead_to_record(target):
                    yield Mention(match.start(), match.start() + len(target), target, None, target, _clause(target))

    def _linked(self, match: re.Match[str]) -> Iterator[Mention]:
        """A link to what may be a record, or what its words cite where it leads to another place of the project."""
        target = match["target"].strip("<>")
        if self._may_lead_to_record(target) or _beside(target):
            yield Mention(*match.span(), match[0], None, target, _clause(target))
        elif "://" not in target:
            offset = match.start("label")
            for inner in self.mentions(match["label"]):
                yield inner._replace(start=inner.start + offset, end=inner.end + offset)

    def _may_lead_to_record(self, target: str) -> bool:
        folder, _, name = target.partition("#")[0].rpartition("/")
        return folder.rpartition("/")[2] in self._names and _record_name().match(name) is not None


def _named(match: re.Match[str]) -> Mention:
    clause = match["anchor"] or match["section"] or ""
    return Mention(*match.span(), match[0], int(match["digits"]), "", clause.rstrip("."))


def _is_name(match: re.Match[str]) -> bool:
    """Whether letters and digits are a decision's name: `adr1`, `ADR_2` and `adr-3` are variables and ids."""
    digits = len(match["digits"])
    if not match["gap"]:
        return digits >= _CODE
    return digits >= _SURE or match["at"] is not None or (match["letters"] == "ADR" and match["gap"] != "_")


def _is_foreign(line: str, start: int, end: int) -> bool:
    """Whether a name is said to be another project's."""
    before, after = line[max(0, start - 80) : start], line[end : end + 120]
    return _owned().search(before) is not None or _addressed().match(after) is not None


def _beside(target: str) -> bool:
    """Whether a link leads to a file beside the document that may be a record: `0007-x.md`, `./ADR-7.md`."""
    return _numbered_file().match(target.removeprefix("./")) is not None


def _clause(target: str) -> str:
    return target.partition("#")[2]


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(r"[\w .@~-]{1,100}", re.ASCII)


@cache
def _record_name() -> re.Pattern[str]:
    """What a record's file may be called: it begins with a letter or a digit, and holds a digit."""
    return re.compile(r"(?=[0-9A-Za-z])[^\d]{0,150}\d", re.ASCII)


@cache
def _numbered_file() -> re.Pattern[str]:
    name = r"(?:M?ADR|AD|DEC)?[-_ ]?\d{1,8}(?!\d)[^/]{0,200}"
    return re.compile(rf"{name}\.(?:md|markdown|adoc|rst)(?:#|$)", re.ASCII | re.IGNORECASE)


@cache
def _owned() -> re.Pattern[str]:
    """A possessive or the name of a repository right before."""
    quotes = r"[*_`\"']{0,3}"
    return re.compile(
        rf"\b(?:their|theirs|upstream|external)\s{quotes}$"
        rf"|(?:\w(?<!\bthat)(?<!\bit)(?<!\bhere)(?<!\bthere)(?<!\bwhat)[*`]?[’']s|s[’'])\s(?:own\s)?{quotes}$"
        rf"|(?<![\w./-])(?!and/or\b|[a-z]{{1,5}}-?\d)[\w.-]{{1,60}}/(?![a-z]{{1,5}}-?\d)[\w-]{{1,60}}[\s#]{quotes}$",
        re.IGNORECASE,
    )


@cache
def _addressed() -> re.Pattern[str]:
    """A web address or the name of a repository right after: `ADR-3 (https://…)`, `ADR-3 of owner/name`."""
    return re.compile(
        r"[*`_\"']{0,3}[\]:]?\s{0,2}[(<\[]?https?://|[*`_\"']{0,3}\s(?:of|in|from)\s`?[\w.-]{1,60}/[\w-]{1,60}(?![\w./-])",
        re.IGNORECASE,
    )
