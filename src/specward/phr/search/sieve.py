"""What the bytes of a record tell before it is parsed: whether it may answer to a query, and when it was asked.

A sieve lets pass whatever may be a hit, and more; what passes is parsed and judged. The bytes are those of the file
with its case folded, since a query knows no case.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from specward.artifacts.phr import read_record
from specward.artifacts.phr_filing import STAGE_ALIASES
from specward.artifacts.phr_name import RecordPlace
from specward.artifacts.phr_text import JSON_PROMPT
from specward.features import FeatureName, same_feature
from specward.markdown.document import Document
from specward.phr.search.moment import DAY, date_moment, uid_moment
from specward.phr.search.query import canonical_stage

if TYPE_CHECKING:
    from specward.phr.search.query import Query

_ASCII = bytes(range(128))
_JSON = JSON_PROMPT.encode()
_FOREVER = 1 << 63


def folded(data: bytes) -> bytes:
    """The content of a record with its case folded, as UTF-8; a prompt that is written as JSON follows as it reads."""
    has_json = b"`" in data and _JSON in data  # one byte is looked for ten times faster
    if not has_json and _is_folded(data.translate(None, _ASCII)):
        return data.lower()
    document = Document.from_bytes("", data)
    prompt = read_record(document).prompt_text if has_json else ""
    return f"{document.text}\n{prompt}".casefold().encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1024)
def _is_folded(rest: bytes) -> bool:
    """Whether folding the case of a text changes nothing but ASCII, by what is not ASCII in it.

    In most records that is the same handful of signs.
    """
    try:
        text = rest.decode()
    except UnicodeDecodeError:
        return False
    return text == text.casefold()


class Sieve:
    """Holds back the records that cannot answer to a query.

    Args:
        query: what is looked for.
    """

    def __init__(self, query: Query) -> None:
        facets = query.facets
        self.words = [_bytes(word) for word in query.words]
        """What stands in each record that may answer."""
        self._asks = any(facets)
        self._feature = facets.feature
        self._told: list[tuple[bytes, tuple[bytes, ...]]] = []
        if facets.stage:
            self._told.append((b"\nstage:", _spellings(facets.stage)))
        if facets.model:
            self._told.append((b"\nmodel:", (_bytes(facets.model),)))
        name = facets.file.rstrip("/").rpartition("/")[2]
        if name.replace(".", "").replace("_", "").replace("-", "").isalnum():
            self.words.append(_bytes(name))
        # A day begins earlier or later elsewhere in the world.
        self._since = date_moment(facets.since) - DAY if facets.since else -1
        self._until = date_moment(facets.until) + 2 * DAY if facets.until else _FOREVER

    def lets_pass(self, path: str, text: bytes) -> bool:
        """Whether a record may answer.

        Args:
            path: the record's.
            text: its content, `folded`.
        """
        for word in self.words:
            if word not in text:
                return False
        return not self._asks or self._may_be(path, text)

    def _may_be(self, path: str, text: bytes) -> bool:
        end = _end_of_keys(text)
        if end < 0:
            return True
        for key, wanted in self._told:
            value = _value(text, key, end)
            if value and not any(word in value for word in wanted):
                return False
        if self._feature and not self._may_be_filed(path, _value(text, b"\nfeature:", end)):
            return False
        day = _date_moment(_value(text, b"\ndate:", end)) or asked_at(text)
        return not day or self._since <= day < self._until

    def _may_be_filed(self, path: str, named: bytes) -> bool:
        if same_feature(self._feature, RecordPlace.parse(path).folder):
            return True
        slug = FeatureName.parse(self._feature).slug
        return not named or not slug or _bytes(slug) in named


def asked_at(text: bytes) -> int:
    """When a record was asked, in milliseconds since 1970, by its content, `folded`; 0 where only a parser can tell."""
    end = _end_of_keys(text)
    if end < 0:
        return 0
    uid = _value(text, b"\nuid:", end)
    return (uid_moment(uid.decode("utf-8", "replace")) if uid else 0) or _date_moment(_value(text, b"\ndate:", end))


@lru_cache(maxsize=1024)
def _date_moment(date: bytes) -> int:
    return date_moment(date.decode("utf-8", "replace").upper())


def _end_of_keys(text: bytes) -> int:
    """Where closed front matter at the head of a text ends; -1 where there is none."""
    return text.find(b"\n---", 3) if text.startswith(b"---") else -1


def _value(text: bytes, key: bytes, end: int) -> bytes:
    """What stands after a key at the start of a line before `end`; empty where nothing does."""
    at = text.find(key, 0, end)
    if at < 0:
        return b""
    at += len(key)
    return text[at : text.find(b"\n", at)].strip(b" \t\r\"'")


def _spellings(stage: str) -> tuple[bytes, ...]:
    """The words that mean a stage."""
    meant = canonical_stage(stage)
    return tuple(map(_bytes, {meant, *(word for word, other in STAGE_ALIASES.items() if other == meant)}))


def _bytes(words: str) -> bytes:
    """Words as they stand in a folded text."""
    return words.casefold().encode("utf-8", "surrogatepass")
