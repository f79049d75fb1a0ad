"""Words to look for in sentences: cheap to rule out, since most texts hold none of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Words:
    """The words that count in some sentences.

    Args:
        patterns: of words that blanks part, each with a part in lower case that no match of it is without.
        unspaced: words that stand between others without blanks.
    """

    def __init__(self, patterns: Mapping[str, str], unspaced: Iterable[str]) -> None:
        self._patterns = patterns
        self._unspaced = tuple(unspaced)
        self._plain = tuple(filter(str.isascii, patterns))
        """The parts that a text in ASCII may hold."""
        self._others = (*(part for part in patterns if not part.isascii()), *self._unspaced)

    def may_stand_in(self, lower: str) -> bool:
        """Whether a text in lower case may hold one of the words; where not, it need not be looked through."""
        return any(part in lower for part in self._plain) or (
            not lower.isascii() and any(part in lower for part in self._others)
        )

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Where the words stand in a text."""
        return self._pattern.finditer(text) if self.may_stand_in(text.lower()) else iter(())

    @lazy
    def _pattern(self) -> re.Pattern[str]:
        spaced = "|".join(self._patterns.values())
        return re.compile(rf"(?<![\w-])(?:{spaced})(?![\w-])|{'|'.join(map(re.escape, self._unspaced))}", re.IGNORECASE)


class WordList:
    """A list of patterns in several languages.

    A pattern of a language that parts words by blanks comes with a part in lower case that no match of it is without.

    Args:
        english: patterns that are looked for in every text.
        elsewhere: patterns that are looked for where sentences are rather in another language.
        unspaced: words of languages without such blanks, parted by `|`; looked for in every text.
        own: a project's own words, in lower case; looked for in every text.
    """

    def __init__(
        self, english: Mapping[str, str], elsewhere: Mapping[str, str], unspaced: Iterable[str], own: Iterable[str] = ()
    ) -> None:
        words = tuple(own)
        here = {**english, **{word: re.escape(word) for word in words if word.upper() != word}}
        wide = [word for listed in unspaced for word in listed.split("|")]
        wide += [word for word in words if word.upper() == word]
        self._here = Words(here, wide)
        self._elsewhere = Words(elsewhere, ())
        self._everywhere = Words(_joined(here, elsewhere), wide)

    def among(self, sentences: Iterable[str]) -> Words | None:
        """The words that count in the sentences of one document; None where they hold none of them.

        The language is that of all of them together: in a short one nothing may tell it.
        """
        from specward.artifacts.language.english import is_foreign

        lower = "\n".join(sentences).lower()
        if self._elsewhere.may_stand_in(lower) and is_foreign(lower):
            return self._everywhere
        return self._here if self._here.may_stand_in(lower) else None


def _joined(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """Both; where they share a part, what either has for it."""
    return {part: "|".join(filter(None, (one.get(part), other.get(part)))) for part in {**one, **other}}
