"""Finding the well-known options that a text names, each with its topic, in one pass over the words."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.suggest.topic_table import TOPICS

if TYPE_CHECKING:
    from specward.adr.suggest.topics import Option, Topic

_SUFFIXES = frozenset(
    {"backed", "based", "compatible", "compliant", "driven", "first", "native", "only", "powered", "specific", "style"}
)
"""`Redis-backed` names Redis; `react-hook-form` does not name React."""
_GO_ON = frozenset(
    {
        # what ends a name
        *("and", "as", "at", "because", "behind", "but", "by", "for", "from", "in", "instead", "is", "it", "not", "of"),
        *("on", "only", "or", "over", "plus", "rather", "since", "so", "that", "the", "through", "throughout", "to"),
        *("using", "via", "was", "were", "when", "where", "which", "while", "will", "with", "without", "everywhere"),
        # nouns that say the same thing again
        *("access", "api", "apis", "app", "application", "architecture", "auth", "authentication", "authorization"),
        *("backend", "broker", "cache", "client", "cloud", "cluster", "communication", "components", "connection"),
        *("connections", "database", "databases", "deployment", "edge", "endpoint", "endpoints", "engine", "extension"),
        *("framework", "frontend", "functions", "gateway", "hosting", "ids", "instance", "keys", "kubernetes"),
        *("library", "metrics", "middleware", "orm", "pattern", "platform", "plugin", "protocol", "queue", "queues"),
        *("sdk", "security", "server", "servers", "service", "services", "site", "state", "storage", "store"),
        *("streaming", "token", "tokens", "transport", "validation", "worker", "workers"),
    }
)
"""What may follow a name that stands for itself: `a Redis server` is Redis, `a NestJS guard` is not NestJS."""


class Mention(NamedTuple):
    """An option as a text names it."""

    topic: Topic
    option: Option
    start: int
    end: int

    def moved(self, by: int) -> Mention:
        """The same in a text that begins so many characters earlier."""
        return self._replace(start=self.start + by, end=self.end + by)


class _Name(NamedTuple):
    words: tuple[str, ...]
    """Lower case, without the ending of a plural."""
    exact: str
    """The very letters that must stand there; empty where their case does not matter."""
    topic: Topic
    option: Option


def mentions(text: str) -> list[Mention]:
    """Every option that a text names, in source order; of names that begin at one place the longest.

    A name of several topics (`Redis`) is a mention of each.
    """
    words = list(_word().finditer(text))
    found: list[Mention] = []
    index = 0
    while index < len(words):
        names = _names_at(text, words, index)
        length = len(names[0].words) if names else 1
        start, end = words[index].start(), words[index + length - 1].end()
        found.extend(Mention(name.topic, name.option, start, end) for name in names)
        index += length
    return found


def only_says_which(text: str, mention: Mention) -> bool:
    """Whether a name only says which of something it is: `NestJS guard` is a guard, not NestJS.

    In a script without blanks between words that cannot be told, and then it is taken to be so.
    """
    following = _following().match(text, mention.end)
    if following is None:
        return False
    word = (following[2] or "").lower()
    return word not in _GO_ON and word not in mention.topic.name.split()


def _names_at(text: str, words: list[re.Match[str]], index: int) -> list[_Name]:
    """The longest names that begin at a word; none where it goes on a longer word."""
    start = words[index].start()
    if start and text[start - 1] in "-_":
        return []
    found: list[_Name] = []
    for name in _names().get(_singular(words[index][0].lower()), ()):  # the longest first
        if found and len(name.words) < len(found[0].words):
            break
        stretch = words[index : index + len(name.words)]
        if len(stretch) == len(name.words) and _is(name, text, stretch):
            found.append(name)
    return found


def _is(name: _Name, text: str, stretch: list[re.Match[str]]) -> bool:
    start, end = stretch[0].start(), stretch[-1].end()
    if name.exact and text[start:end] != name.exact:
        return False
    said = tuple(_singular(word[0].lower()) for word in stretch)
    return said == name.words and _joined(text, stretch) and not _goes_on(text, end)


def _joined(text: str, stretch: list[re.Match[str]]) -> bool:
    """Whether only a blank, a hyphen, a slash or a dot parts the words."""
    gaps = (text[left.end() : right.start()] for left, right in pairwise(stretch))
    return all(len(gap) <= 2 and not gap.strip(" -/._\t\n") for gap in gaps)


def _goes_on(text: str, end: int) -> bool:
    """Whether what stands there is the beginning of a longer name, such as that of a package or a variable."""
    if text[end : end + 1] == "_":
        return True
    if text[end : end + 1] != "-":
        return False
    rest = _word().match(text, end + 1)
    return rest is not None and rest[0].lower() not in _SUFFIXES


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


@cache
def _names() -> dict[str, tuple[_Name, ...]]:
    """Every name by its first word, those of most words first."""
    found: dict[str, dict[tuple[str, tuple[str, ...]], _Name]] = {}
    for topic in TOPICS:
        for option in topic.options:
            for written in option.words:
                exact = written[1:] if written.startswith("=") else ""
                words = tuple(_singular(word) for word in _word().findall(written.lower()))
                found.setdefault(words[0], {}).setdefault((topic.name, words), _Name(words, exact, topic, option))
    return {
        word: tuple(sorted(names.values(), key=lambda name: len(name.words), reverse=True))
        for word, names in found.items()
    }


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z0-9]+(?:#|\+\+)?")


@cache
def _following() -> re.Pattern[str]:
    return re.compile(r"[ \t]*([^\W\d_A-Za-z]+)|[ \t]+([A-Za-z][\w-]*)")
