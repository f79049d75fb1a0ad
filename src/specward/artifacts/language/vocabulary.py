"""The words that readers and rules look for: those of every language known, and a project's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.artifacts.language.steps import AND, GIVEN, THEN, WHEN, Keywords
from specward.artifacts.language.steps import STANDARD as STANDARD_KEYWORDS
from specward.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specward.artifacts.language.word_list import WordList
    from specward.config import Config

_PLAIN = str.maketrans("áàâãäéèêëíìîïóòôõöúùûüçñ", "aaaaaeeeeiiiiooooouuuucn")
_NOTE_MARKS = ("(", "（")


class Vocabulary:
    """The words of one project. Whatever it adds, the words of the languages known stay.

    Args:
        keywords: what begins the clauses of a scenario.
        modals: words that make a sentence a norm, in lower case.
        sections: own titles in lower case, each with the name of the standard section that it stands for.
        vague: words that leave a requirement vague, in lower case.
    """

    def __init__(
        self,
        keywords: Keywords = STANDARD_KEYWORDS,
        *,
        modals: Iterable[str] = (),
        sections: Mapping[str, str] | None = None,
        vague: Iterable[str] = (),
    ) -> None:
        self.keywords = keywords
        self._modals = tuple(modals)
        self._own_sections = dict(sections or {})
        self._vague = tuple(vague)

    @classmethod
    def of(cls, config: Config) -> Vocabulary:
        """The vocabulary that a configuration asks for; without any words of its own the standard one."""
        from specward.markdown.document import normal_title  # what reads no document asks for no vocabulary either

        clauses = (
            (GIVEN, config.language_given),
            (WHEN, config.language_when),
            (THEN, config.language_then),
            (AND, config.language_and),
        )
        own = {word.lower(): clause for clause, words in clauses for word in words}
        modals, sections, vague = config.language_modals, config.language_sections, config.language_vague
        if not (own or modals or sections or vague):
            return STANDARD
        return cls(
            Keywords(own) if own else STANDARD_KEYWORDS,
            modals=[word.lower() for word in modals],
            sections={normal_title(title): name for title, name in sections.items()},
            vague=[word.lower() for word in vague],
        )

    def is_norm(self, text: str) -> bool:
        """Whether a text holds a word that makes it a norm."""
        if "MUST" in text or "SHALL" in text or "SHOULD" in text:
            return True
        return self._norm.search(text) is not None

    def obliges(self, text: str, times: int) -> bool:
        """Whether so many words of a text or more oblige, each to one thing: `MUST`, `SHALL`, `DOIT`, `必須`."""
        words = self._plain_musts if text.isascii() else self._musts
        if sum([text.count(word) for word in words]) < times:
            return False
        return len(self._must.findall(text)) >= times

    def section(self, title: str) -> str:
        """The standard section that a title names, or empty.

        Args:
            title: as `normal_title` makes it; a note in brackets and missing accents are no difference.
        """
        found = self.sections.get(title)
        if found is None and (not title.isascii() or "(" in title):
            found = self.sections.get(_bare(title).translate(_PLAIN))
        return found or ""

    def named(self, section: str, titles: Iterable[str]) -> str:
        """What a standard section is called in the language that most of the titles are in."""
        from specward.artifacts.language.sections import NAMES

        bare = {_bare(title) for title in titles}
        spoken = max(NAMES.values(), key=lambda names: len(bare.intersection("|".join(names.values()).split("|"))))
        name = spoken.get(section, "").partition("|")[0]
        return name[:1].upper() + name[1:] if name and spoken is not NAMES["English"] else section

    @lazy
    def vague(self) -> WordList:
        """Words that promise a quality and leave open how much of it."""
        from specward.artifacts.language import vague as words
        from specward.artifacts.language.word_list import WordList

        return WordList(words.VAGUE, words.VAGUE_ELSEWHERE, words.VAGUE_UNSPACED.values(), self._vague)

    @lazy
    def judged(self) -> WordList:
        """Vague words, and those that make a success criterion a matter of opinion."""
        from specward.artifacts.language import vague as words
        from specward.artifacts.language.word_list import WordList

        vague = {part: pattern for part, pattern in words.VAGUE.items() if part not in words.NO_JUDGEMENT}
        elsewhere = words.VAGUE_ELSEWHERE | words.JUDGED_ELSEWHERE
        unspaced = (*words.VAGUE_UNSPACED.values(), *words.JUDGED_UNSPACED.values())
        return WordList(vague | words.JUDGED, elsewhere, unspaced, self._vague)

    @lazy
    def _norm(self) -> re.Pattern[str]:
        from specward.artifacts.language.modals import MODALS, UNSPACED_MODALS

        spaced, unspaced = _by_script(self._modals)
        words = "|".join((*_words(MODALS), *spaced))
        return re.compile(rf"\b(?:{words})\b|{'|'.join((*_words(UNSPACED_MODALS), *unspaced))}", re.IGNORECASE)

    @lazy
    def _musts(self) -> tuple[str, ...]:
        from specward.artifacts.language.modals import MUSTS, UNSPACED_MUSTS

        return (*_words(MUSTS), *_words(UNSPACED_MUSTS))

    @lazy
    def _plain_musts(self) -> tuple[str, ...]:
        """Those that a text in ASCII may hold."""
        return tuple(filter(str.isascii, self._musts))

    @lazy
    def _must(self) -> re.Pattern[str]:
        from specward.artifacts.language.modals import MUSTS, UNSPACED_MUSTS

        return re.compile(rf"\b(?:{'|'.join(_words(MUSTS))})\b|{'|'.join(_words(UNSPACED_MUSTS))}")

    @lazy
    def sections(self) -> dict[str, str]:
        """Every title of a standard section, and the section's name."""
        from specward.artifacts.language.sections import NAMES

        found: dict[str, str] = {}
        for names in NAMES.values():
            for section, titles in names.items():
                for title in titles.split("|"):
                    found.setdefault(title, section)
                    found.setdefault(title.translate(_PLAIN), section)
        return found | self._own_sections


def _bare(title: str) -> str:
    """A title without a note in brackets at its end: `要件（必須）`, `out of scope (explicit)`."""
    for mark in _NOTE_MARKS:
        before = title.partition(mark)[0].rstrip(" *_")
        title = before or title
    return title


def _by_script(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Patterns of words that blanks part, and of those in scripts without capitals, where nothing does."""
    spaced: list[str] = []
    unspaced: list[str] = []
    for word in words:
        (unspaced if word.upper() == word else spaced).append(re.escape(word))
    return spaced, unspaced


def _words(listed: Mapping[str, str]) -> dict[str, None]:
    """The words of all languages, each once, in the order of the table."""
    return dict.fromkeys(word for words in listed.values() for word in words.split())


STANDARD = Vocabulary()
"""The vocabulary of a project that adds no words."""
