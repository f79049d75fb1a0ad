"""The line of a task: `[ ] T001 [P] [US1] Text with src/path.py (after T000)`.

Decorations met around the id: bold, backquotes, brackets, strike-through, a colon after it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import references
from specward.finding import new

if TYPE_CHECKING:
    from specward.markdown.scan import Block


class TaskLine(NamedTuple):
    """What stands after the box of a task."""

    id: str
    id_start: int
    id_end: int
    labels: tuple[str, ...]
    text_start: int
    strict: bool
    """Whether it is written exactly as spec-kit writes it."""


def read(text: str, block: Block) -> TaskLine | None:
    """The task that a list item with a check box holds, or None where its first word is no task id."""
    start, end = block.text_start, block.text_end
    strict = _strict().match(text, start, end)
    if strict:
        identity, parallel, story = strict.groups()
        after = strict.end()
        if text[after] not in "[-–—:":
            plain = block.info == "-" and block.depth == 0
            found = (("P",) if parallel else ()) + ((story,) if story else ())
            return new(TaskLine, (identity, *strict.span(1), found, after, plain))
    match = _tolerant().match(text, text.index("]", start + 2) + 1, end)
    if not match:
        return None
    labels, after = _labels(text, match.end(), end)
    return TaskLine(match["id"], match.start("id"), match.end("id"), tuple(labels), after, strict=False)


@lru_cache(maxsize=256)
def stories(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The stories that labels name: `US1` and `US2` of `US1,US2`."""
    if not labels or labels == ("P",):
        return ()
    return tuple(f"US{match[1]}" for label in labels for match in _story_label().finditer(label))


def meant(text: str, start: int, end: int) -> bool:
    """Whether words begin like a task's id."""
    return _meant().match(text, start, end) is not None


def leading_id(text: str, start: int, end: int, form: str) -> str:
    """The task id that words without a box begin with, or empty.

    A heading may also say `Task 1.1`, and may have a sign before the id (`🟢 T001`); in a paragraph, where `T1` may be
    any abbreviation, the id has three digits.
    """
    if form == "heading":
        start = _signs().match(text, start, end).end()  # type: ignore[union-attr]  # matches nothing too
    match = _leading().match(text, start, end)
    if match:
        return match["id"] if form != "line" or len(match["id"]) > 3 else ""
    named = _named().match(text, start, end) if form == "heading" else None
    return named[0] if named else ""


def dependencies(text: str) -> tuple[str, ...]:
    """The tasks that a task's text says must come before it, in order, each once."""
    if "T" not in text or not references.cites_task(text):
        return ()
    found: dict[str, None] = {}
    for match in _after().finditer(text):
        before = text[max(0, match.start() - 12) : match.start()].lower()
        if not before.rstrip().endswith(("not", "n't", "no longer", "never", "without")):
            found.update(dict.fromkeys(references.cited_tasks(match["tasks"])))
    return tuple(found)


def paths(text: str) -> tuple[str, ...]:
    """The file paths that a text names, in order, each once: words with a slash, quoted words with an extension."""
    if "/" not in text and "." not in text:
        return ()
    found: dict[str, None] = {}
    for word in text.split():
        path = word.rstrip(".").strip("`*\"'“”,;:()<>!?").rstrip(".,;:")
        quoted = "`" in word
        if ("/" in path or (quoted and _extension().search(path))) and _is_path(path):
            found[path] = None
    return tuple(found)


def _is_path(word: str) -> bool:
    if "://" in word or "`" in word or word.startswith(("/", "#", "-")) or len(word) > 300:
        return False
    return _extension().search(word) is not None or word.endswith("/") or word.count("/") > 1


def _labels(text: str, start: int, end: int) -> tuple[list[str], int]:
    labels: list[str] = []
    while match := _label().match(text, start, end):
        labels.append(match["label"])
        start = match.end()
    blanks = _blanks().match(text, start, end)
    return labels, blanks.end() if blanks else start


@cache
def _strict() -> re.Pattern[str]:
    return re.compile(
        r"\[[ xX]\] (?P<id>T[0-9]{3,}) (?P<parallel>\[P\] )?(?:\[(?P<story>US[0-9]+)\] )?(?=\S)", re.ASCII
    )


@cache
def _tolerant() -> re.Pattern[str]:
    return re.compile(
        rf"[ \t]*(?:\*\*|~~|`){{0,3}}\[?(?P<id>{references.TASK_ID})\]?"
        r"(?:\*\*|~~|`){0,3}:?(?:\*\*)?(?=[\s:：.,(\[—–-]|$)[ \t]*[:：.—–-]?",
        re.ASCII,
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?:\*\*|`)?\[(?P<label>[A-Z][^\[\]\r\n]{0,80})\](?:\*\*|`)?(?=\s|\[|:|$)")


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?:[:：—–-][ \t]+)?")


@cache
def _story_label() -> re.Pattern[str]:
    return re.compile(r"\bUS-?(\d{1,4}(?:\.\d{1,3})?[a-z]?)\b", re.ASCII)


@cache
def _meant() -> re.Pattern[str]:
    return re.compile(r"[ \t\]]{0,4}(?:\*\*|~~|`)?\[?T(?:ASK)?-?\d", re.ASCII)


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(r"[^\w\[(*`~]{0,4}")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\*\*|~~|`|\[){{0,3}}(?P<id>{references.TASK_ID})(?:\*\*|~~|`|\]){{0,3}}(?=[\s:：.—–-]|$)", re.ASCII
    )


@cache
def _named() -> re.Pattern[str]:
    return re.compile(r"Task[ \t]+\d{1,3}(?:\.\d{1,3}){0,2}\b", re.ASCII | re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    one = rf"[*`~\[]{{0,3}}{references.TASK_ID}[*`~\]]{{0,3}}"
    return re.compile(
        r"\b(?:after|depends(?: on)?|dependent on|dependenc(?:y|ies)(?: on)?|blocked by|requires"
        rf"|prerequisites?)\b[:：]?\s*(?:tasks?\s+)?(?P<tasks>{one}(?:\s?(?:,|;|/|&|\+|and|,\s?and|to|through|–|-)\s?{one}){{0,50}})",
        re.IGNORECASE,
    )


@cache
def _extension() -> re.Pattern[str]:
    return re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")
