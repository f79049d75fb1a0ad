"""Artificial rules over texts, for the tests of the fix engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.check.fix import Fixed, fix
from specward.check.report import Report, Undetermined
from specward.finding import Edit, Finding, Fix, Location, Position, Rename, Severity, Span
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from specward.sources.source import Source


class Hit(NamedTuple):
    """What an artificial rule finds at an offset of a text; without a title there is no fix."""

    start: int
    title: str = ""
    edits: tuple[tuple[int, int, str], ...] = ()
    safe: bool = True
    to: str = ""
    """The path that the file is to have."""
    elsewhere: tuple[Edit, ...] = ()
    renames: tuple[Rename, ...] = ()


class Rules:
    """A checker of artificial rules, which counts how often it was asked and keeps what it was shown."""

    def __init__(self, *rules: Callable[[str, str], Iterator[Hit]]) -> None:
        self._rules = rules
        self.seen: list[dict[str, str]] = []

    def __call__(self, source: Source) -> Report:
        texts = {path: (source.read(path) or b"").decode("utf-8", "replace") for path in source.files()}
        self.seen.append(texts)
        findings = [
            _finding(rule.__name__, path, text, hit)
            for path, text in texts.items()
            for rule in self._rules
            for hit in rule(path, text)
        ]
        undetermined = tuple(Undetermined(path, "broken") for path, text in texts.items() if "BROKEN" in text)
        findings.sort(key=lambda f: (*f.location[:3], f.code, f.message))
        return Report(tuple(findings), undetermined, {}, 0, len(self._rules))


def _finding(name: str, path: str, text: str, hit: Hit) -> Finding:
    line = text.count("\n", 0, hit.start) + 1
    place = Position(line, hit.start - text.rfind("\n", 0, hit.start))
    edits = (*(Edit(path, Span(start, end), words) for start, end, words in hit.edits), *hit.elsewhere)
    renames = (*hit.renames, *([Rename(path, hit.to)] if hit.to else []))
    mend = Fix(hit.title, edits, hit.safe, renames) if hit.title else None
    return Finding(name, name, Severity.WARNING, f"{name} here", Location(path, place, place), fix=mend)


def replaces(old: str, new: str, *, safe: bool = True) -> Callable[[str, str], Iterator[Hit]]:
    """A rule that finds a word wherever it stands, and mends it by another."""

    def rule(path: str, text: str) -> Iterator[Hit]:
        del path
        start = text.find(old)
        while start >= 0:
            yield Hit(start, f"write {new}", ((start, start + len(old), new),), safe)
            start = text.find(old, start + len(old))

    rule.__name__ = f"{old}-{new}"
    return rule


def finds(word: str) -> Callable[[str, str], Iterator[Hit]]:
    """A rule that finds a word and mends nothing."""

    def rule(path: str, text: str) -> Iterator[Hit]:
        del path
        yield from (Hit(start) for start in range(len(text)) if text.startswith(word, start))

    rule.__name__ = word
    return rule


def fixed_by(
    files: Mapping[str, str | bytes], *rules: Callable[[str, str], Iterator[Hit]], unsafe: bool = False
) -> Fixed:
    """What fixing comes to."""
    return fix(MemorySource(files), Rules(*rules), unsafe=unsafe)


def contents(fixed: Fixed) -> dict[str, bytes | None]:
    """Every file of the state that fixes lead to."""
    return {path: fixed.state.read(path) for path in fixed.state.files()}
