"""Which prompt records are asked for, and what a list says of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.phr_filing import STAGE_ALIASES
from specward.errors import UsageError
from specward.features import same_feature
from specward.phr.search.moment import day_of

if TYPE_CHECKING:
    from specward.artifacts.phr import Record
    from specward.artifacts.phr_header import Field

TITLE, PROMPT, RESPONSE, OUTCOME = FIELDS = ("title", "prompt", "response", "outcome")
"""Where words are looked for."""


class Facets(NamedTuple):
    """What a record must be besides; an empty facet asks for nothing."""

    stage: str = ""
    """A stage; what people write for it, such as `impl` for `green`, means the same."""
    feature: str = ""
    """A feature's folder name, number or slug, or the context `general` or `constitution`."""
    file: str = ""
    """A path that the record's files name, or a part of it: a folder, a file's name."""
    model: str = ""
    """The model's name or a part of it."""
    since: str = ""
    """The first day, `YYYY-MM-DD`."""
    until: str = ""
    """The last day."""

    def admits(self, record: Record) -> bool:
        """Whether a record is what was asked for."""
        return (
            (not self.stage or stage_of(record) == canonical_stage(self.stage))
            and (not self.feature or any(same_feature(self.feature, name) for name in features_of(record)))
            and (not self.file or any(names(entry.value, self.file) for entry in record.files))
            and (not self.model or self.model.casefold() in _value(record.model).casefold())
            and ((not self.since and not self.until) or self._in_time(day_of(record)))
        )

    def _in_time(self, day: str) -> bool:
        return bool(day) and self.since <= day and (not self.until or day <= self.until)


SHOWN = 20
"""So many hits a search shows at the most, unless it is told otherwise."""


class Query(NamedTuple):
    """What is looked for."""

    words: tuple[str, ...] = ()
    """Each must stand somewhere in the record, in whatever case; a word may be a phrase."""
    fields: tuple[str, ...] = FIELDS
    """Where; of `FIELDS`."""
    facets: Facets = Facets()
    limit: int = 0
    """How many at the most, the newest first; 0 for all."""


class Row(NamedTuple):
    """What a list says of a record."""

    path: str
    id: str
    """`001-login/0003`; the path where its folder or its number is missing."""
    uid: str
    date: str
    stage: str
    feature: str
    """The name of the folder it is filed in, or else the feature that it names."""
    model: str
    title: str

    @classmethod
    def of(cls, record: Record) -> Row:
        """The row of a record."""
        return cls(
            path=record.document.path,
            id=identity(record),
            uid=_value(record.uid),
            date=day_of(record),
            stage=stage_of(record),
            feature=next(iter(features_of(record)), ""),
            model=_value(record.model),
            title=_value(record.title) or record.name.slug.replace("-", " "),
        )


def check_fields(names: str) -> tuple[str, ...]:
    """The fields that a list with commas names.

    Raises:
        UsageError: it names another, or none.
    """
    fields = tuple(dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip()))
    unknown = next((name for name in fields if name not in FIELDS), "")
    if unknown or not fields:
        raise UsageError(f"there is no field `{unknown}` to search in", help=f"one or more of {','.join(FIELDS)}")
    return fields


def identity(record: Record) -> str:
    """What a person calls a record: its folder and its number."""
    folder, number = record.place.folder, record.name.id
    return f"{folder}/{number}" if folder and number else record.document.path


def stage_of(record: Record) -> str:
    """The record's stage in today's word, by its key or else by its name; another word as it stands."""
    return canonical_stage(_value(record.stage) or record.name.stage)


def canonical_stage(word: str) -> str:
    """The stage that a word means; any other word in lower case."""
    lowered = word.strip().lower()
    return STAGE_ALIASES.get(lowered, lowered)


def features_of(record: Record) -> list[str]:
    """What a record may be filed under: its folder, then the feature that it names."""
    return [name for name in (record.place.folder, _value(record.feature)) if name and name.lower() != "none"]


def names(entry: str, path: str) -> bool:
    """Whether an entry of a record's `files` means a path, lies in that folder, or ends in that name."""
    entry = entry.removeprefix("./").strip("`")
    path = path.removeprefix("./").rstrip("/")
    start = entry if entry.startswith(path) else entry[entry.find(f"/{path}") + 1 :]
    return start.startswith(path) and start[len(path) : len(path) + 1] in {"", "/", " ", "`"}


def _value(field: Field | None) -> str:
    return field.value if field else ""
