"""The keywords of acceptance scenarios, by language, and how they are found in text.

Sources: the keyword lists that Gherkin publishes (`gherkin-languages.json`), and the specifications met. Left out are
Gherkin's `Data`, `Dati` and `Date` (Italian): everywhere else they label data and dates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GIVEN, WHEN, THEN, AND, BUT = "given", "when", "then", "and", "but"

_GIVEN = {
    "English": "given",
    "Portuguese": "dado|dada|dados|dadas|dado que|dada que",
    "Spanish": "dado|dada|dados|dadas|dado que",
    "German": "angenommen|gegeben|gegeben sei|gegeben seien|gegeben ist",
    "French": "soit|sachant|sachant que|étant donné|étant donnée|étant donnés|étant données|étant donné que|"
    "étant donné qu'|etant donné|etant donné que",
    "Italian": "dato|data",
    "Russian": "дано|пусть|допустим",
    "Japanese": "前提|前提条件",
    "Simplified Chinese": "假如|假设|假定|给定|前提|前提条件",
    "Traditional Chinese": "假如|假設|假定|給定|前提|前提條件",
    "Korean": "조건|먼저|주어진 조건",
}
_WHEN = {
    "English": "when",
    "Portuguese": "quando",
    "Spanish": "cuando",
    "German": "wenn",
    "French": "quand|lorsque|lorsqu'",
    "Italian": "quando",
    "Russian": "когда|если",
    "Japanese": "もし|とき|操作",
    "Simplified Chinese": "当|操作",
    "Traditional Chinese": "當|操作",
    "Korean": "만일|만약",
}
_THEN = {
    "English": "then",
    "Portuguese": "então|entao",
    "Spanish": "entonces",
    "German": "dann",
    "French": "alors|donc",
    "Italian": "allora",
    "Russian": "тогда|то|затем",
    "Japanese": "ならば|結果|期待結果",
    "Simplified Chinese": "那么|则",
    "Traditional Chinese": "那麼|則",
    "Korean": "그러면",
}
_AND = {
    "English": "and",
    "Portuguese": "e",
    "Spanish": "y|e",
    "German": "und",
    "French": "et|et que|et qu'",
    "Italian": "e|ed",
    "Russian": "и|также",
    "Japanese": "かつ|且つ",
    "Simplified Chinese": "并且|而且|且|同时",
    "Traditional Chinese": "並且|而且|且|同時",
    "Korean": "그리고",
}
_BUT = {
    "English": "but",
    "Portuguese": "mas",
    "Spanish": "pero",
    "German": "aber",
    "French": "mais|mais que|mais qu'",
    "Italian": "ma",
    "Russian": "но",
    "Japanese": "しかし|但し|ただし",
    "Simplified Chinese": "但是",
    "Traditional Chinese": "但是",
    "Korean": "하지만|단",
}
STEPS = {GIVEN: _GIVEN, WHEN: _WHEN, THEN: _THEN, AND: _AND, BUT: _BUT}
"""By clause and language, parted by `|`."""

LABELS = frozenset(("data", "dado", "dados", "dato", "前提", "前提条件", "前提條件", "假设", "假設", "조건", "먼저"))
"""Words for Given that are also labels of something else, such as data or an assumption: alone they say nothing."""

SCENARIO_WORDS = frozenset(
    (
        *("scenario", "background", "example", "examples", "rule", "scenarios", "cenário", "cenario", "contexto"),
        *("exemplo", "exemplos", "regra", "esquema", "escenario", "ejemplo", "ejemplos", "antecedentes", "regla"),
        *("szenario", "szenarien", "szenariogrundriss", "grundlage", "hintergrund", "beispiel", "beispiele", "regel"),
        *("scénario", "plan", "contexte", "exemple", "exemples", "règle", "esempio", "esempi", "regola", "schema"),
        *("сценарий", "структура", "предыстория", "контекст", "пример", "примеры", "правило"),
        *("シナリオ", "シナリオアウトライン", "背景", "例", "サンプル", "ルール", "场景", "剧本", "场景大纲", "例子"),
        *("場景", "劇本", "場景大綱", "시나리오", "배경", "예"),
    )
)
"""What the title of a scenario, a background or a table of examples begins with in a Gherkin file."""

_LONGEST = 20
_PLAIN = 2
"""A keyword of so many letters or fewer is everywhere in prose, and known only where it is bold or in Gherkin."""


class Keywords:
    """Every known keyword, and the patterns that find it.

    Args:
        own: a project's own keywords in lower case, each with its clause.
    """

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        known = {word: clause for clause, words in STEPS.items() for word in _parted(words)}
        self._clauses = {**known, **(own or {})}
        self.clauses = {word: AND if clause == BUT else clause for word, clause in self._clauses.items()}
        """The clause of each keyword in lower case; a But goes on with the clause before it, as an And does."""

    def is_but(self, word: str) -> bool:
        """Whether a keyword in lower case means But."""
        return self._clauses.get(word) == BUT

    @lazy
    def starts(self) -> frozenset[str]:
        """First letters of a keyword, or of an id before it such as `AC1.` and `S2:`."""
        return frozenset(letter for word in self.clauses for letter in (word[0], word[0].upper())) | {"S"}

    @lazy
    def bold(self) -> re.Pattern[str]:
        """Bold words that may be a keyword."""
        # What closes `**AC-002**: **Given**` after the id opens nothing.
        return re.compile(rf"\*\*(?![\s:：])([^*\r\n0-9]{{1,{_LONGEST}}})\*\*")

    @lazy
    def plain_start(self) -> re.Pattern[str]:
        """A keyword that begins a block."""
        words = "|".join(self._plain(GIVEN, WHEN, THEN, AND))
        return re.compile(rf"(?:[A-Z]{{1,3}}-?\d+[.:)]?[ \t]+)?({words})[ \t,:：]", re.IGNORECASE)

    @lazy
    def plain_next(self) -> re.Pattern[str]:
        """A keyword that goes on with a sentence."""
        return re.compile(rf"[,;.，；。\n][ \t]*({'|'.join(self._plain(WHEN, THEN))})\b", re.IGNORECASE)

    @lazy
    def plain_inside(self) -> re.Pattern[str]:
        """A keyword anywhere, bold or not."""
        words = "|".join(self._plain(WHEN, THEN))
        return re.compile(rf"(?:\*\*|\b)({words})\b[:：]?(?:\*\*)?", re.IGNORECASE)

    @lazy
    def gherkin(self) -> re.Pattern[str]:
        """A keyword that begins a line of a Gherkin file. In scripts without capitals no blank need follow."""
        words = sorted(self.clauses, key=len, reverse=True)
        spaced = "|".join(re.escape(word) for word in words if word.upper() != word)
        unspaced = "|".join(re.escape(word) for word in words if word.upper() == word)
        return re.compile(rf"(?:({spaced})(?=[ \t:]|$|(?<='))|({unspaced}))", re.IGNORECASE)

    def _plain(self, *clauses: str) -> Iterator[str]:
        longest_first = sorted(self.clauses.items(), key=lambda item: -len(item[0]))
        return (re.escape(word) for word, clause in longest_first if clause in clauses and len(word) > _PLAIN)


def _parted(words: Mapping[str, str]) -> Iterator[str]:
    return (word for listed in words.values() for word in listed.split("|"))


STANDARD = Keywords()
