"""How a status is worded in a record: its letter case, emphasis and language stay those of the status before."""

from __future__ import annotations

import re
from functools import cache

from specward.adr.edit.editing import unix
from specward.artifacts.adr_status import StatusClass
from specward.artifacts.calendar_date import is_date
from specward.markdown.scalar import in_quotes, quote

ENGLISH = {
    StatusClass.DRAFT: "Draft",
    StatusClass.PROPOSED: "Proposed",
    StatusClass.ACCEPTED: "Accepted",
    StatusClass.REJECTED: "Rejected",
    StatusClass.DEPRECATED: "Deprecated",
    StatusClass.SUPERSEDED: "Superseded",
}
"""The word of each class that a record can be moved to."""
_ORDER = tuple(ENGLISH)
_LANGUAGES = (
    ("Rascunho", "Proposto", "Aceito", "Rejeitado", "Descontinuado", "Substituído"),
    ("Brouillon", "Proposé", "Accepté", "Rejeté", "Déprécié", "Remplacé"),
    ("Bozza", "Proposta", "Accettata", "Rifiutato", "Deprecato", "Sostituito"),
    ("Черновик", "Предложено", "Принято", "", "Устарело", "Заменено"),
    ("草稿", "提议", "通过", "已拒绝", "已弃用", "已取代"),
    ("", "提案", "承認", "却下", "非推奨", "置き換え"),
)
"""The same in other languages, in the order of `ENGLISH`; empty where the reader knows no word."""
_ALSO = {"aceita": "Aceito", "完成": "通过", "已完成": "通过", "已通过": "通过", "接受": "通过", "concluído": "Aceito"}
"""Further words that tell the language."""


def translated(words: str, former: str) -> str:
    """A status of one English word in the language of the status before; other words as they are.

    Args:
        words: `Accepted`; with anything after the word it stays English, for links are read in English alone.
        former: the word that decided the status before, lower case.
    """
    kind = next((kind for kind, word in ENGLISH.items() if word.lower() == words.lower()), None)
    former = _ALSO.get(former, former).lower()
    language = next((each for each in _LANGUAGES if former in map(str.lower, filter(None, each))), None)
    if kind is None or language is None:
        return words
    return language[_ORDER.index(kind)] or words


def in_manner(words: str, former: str) -> str:
    """Words with the letter case and the emphasis of the status before."""
    mark = _emphasis().match(former.strip())
    plain = mark[2] if mark else former.strip()
    first = re.search(r"[^\W\d_]+", plain)
    word = first[0] if first else ""
    if word.islower():
        words = words[:1].lower() + words[1:]
    elif word.isupper() and len(word) > 1:
        head, blank, rest = words.partition(" ")
        words = f"{head.upper()}{blank}{rest}"
    if mark and not (mark[1] == "`" and "](" in words):
        return f"{mark[1]}{words}{mark[1]}"
    return words


def as_scalar(words: str, former: str) -> str:
    """Words as a YAML scalar in the quotes of the one before, where they can stand there.

    Args:
        words: the words.
        former: the scalar as it stands in the text, quotes included; empty where there is none.
    """
    words = unix(words)
    if former.startswith("'") and words.isprintable():
        return "'" + words.replace("'", "''") + "'"
    if former.startswith('"'):
        return in_quotes(words)
    listed = words.replace(", ", " ")
    if former[:1].isalnum() and (is_date(words) or quote(listed) == listed):
        return words  # As plain as the value before; only between brackets would a comma part it.
    return quote(words)


@cache
def _emphasis() -> re.Pattern[str]:
    return re.compile(r"(\*{1,3}|_{1,3}|`)([^*_`\r\n]+)\1\Z")
