"""A prompt record under another name, in another folder, with another key: what fixes of records are made of.

What leads to a file that is renamed is not looked for here: a check that offers a fix reads no other document for it.
`led` finds it for those who make the fix.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.moved_paths import RECORDS, edits_of_moves
from specward.artifacts.phr import read_record
from specward.artifacts.phr_filing import FEATURE, GENERAL, ROUTES
from specward.artifacts.phr_name import CURRENT_FORM, RecordName
from specward.finding import Edit, Fix, Rename, Span
from specward.ids import slug
from specward.markdown.document import UTF8, Document
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specward.artifacts.phr import Record
    from specward.artifacts.phr_header import Field
    from specward.project import Project
    from specward.sources.source import Source

_NO_FEATURE = frozenset({"", "none", "null", "n/a", "na", "general", "constitution", "-", "all"})
_WIDEST = 4


def refiled(
    project: Project, title: str, moves: Mapping[str, str], edits: Iterable[Edit] = (), *, safe: bool = False
) -> Fix | None:
    """The fix that gives records other paths; None where something stands there.

    Args:
        project: the project as it is.
        title: of the fix.
        moves: the new path of each record.
        edits: what changes in them, in texts as they are before.
        safe: whether nobody can want anything else.
    """
    if not moves or any(project.source.exists(to) for to in moves.values()):
        return None
    return Fix(title, tuple(edits), safe, tuple(Rename(path, to) for path, to in moves.items()))


def led(fix: Fix, source: Source) -> Fix:
    """A fix with the edits that its renames ask for: of what leads to the files, and of a record's own number.

    Args:
        fix: as a rule offers it.
        source: the state that it is made in.
    """
    if not fix.renames:
        return fix
    moves = {rename.path: rename.to for rename in fix.renames}
    names = {path.rpartition("/")[2] for path in moves}
    if all(name.endswith(RECORDS) for name in names):
        named = _named_records(source)
        edits = edits_of_moves(
            source, moves, sorted({path for name in names for path in named.get(name, ())} | set(moves))
        )
        edits += [edit for path, to in moves.items() if (edit := _numbered(source, path, to))]
    else:
        edits = edits_of_moves(source, moves)
    return fix._replace(edits=(*fix.edits, *(edit for edit in edits if not _meets(edit, fix.edits))))


def _numbered(source: Source, path: str, to: str) -> Edit | None:
    """The edit that gives a record the number of its new name, where it had that of the former one."""
    former, number = RecordName.parse(path), RecordName.parse(to)
    try:
        data = source.read(path) if former.number != number.number and number.id else None
    except UnreadableFile:
        return None
    record = read_record(Document.from_bytes(path, data)) if data else None
    if record is None or record.id is None or id_number(record) != former.number:
        return None
    edit = with_value(record, record.id, record.id.value.rstrip("0123456789") + number.id)
    return edit._replace(text=f'"{edit.text}"') if edit and edit.text == number.id else edit


def _meets(edit: Edit, others: Iterable[Edit]) -> bool:
    return any(
        edit.path == other.path and edit.span.start <= other.span.end and other.span.start <= edit.span.end
        for other in others
    )


def with_value(record: Record, field: Field, value: str) -> Edit | None:
    """The edit that gives a key of a record another plain value, in the quotes that it has; None where it has none."""
    document = record.document
    written = document.text[field.start : field.end]
    if document.encoding != UTF8 or field.value not in written or field.start == field.end:
        return None
    marks = written[0] if written[0] in "\"'" and written[-1] == written[0] else ""
    return Edit(document.path, Span(field.start, field.end), f"{marks}{value}{marks}")


def proper_name(record: Record) -> str:
    """The name that a record's file must have by what the name and the keys say; empty where they do not tell it."""
    name = record.name
    number = name.id or _digits(record)
    words = name.slug
    stage = name.stage.lower() if name.stage.lower() in ROUTES else ""
    if not stage and not name.stage and record.stage and record.stage.value.lower() in ROUTES:
        stage = record.stage.value.lower()
        words = words.removesuffix(f"-{stage}").removesuffix(f"_{stage}")
    words = slug(words, 120) if any(map(str.isalnum, words)) else ""
    if not (number and words and stage) or len(number) > _WIDEST:
        return ""
    return f"{number}-{words}.{stage}.prompt.md"


def with_stage(record: Record, stage: str, *, keep: bool = False) -> str:
    """The path of a record with another stage in the name of its file; empty where the name has none.

    Args:
        record: the record.
        stage: the stage.
        keep: whether the word that stands for a stage now stays, as the last one of the name.
    """
    path, named = record.document.path, record.name.stage
    head, dot, tail = path.rpartition(f".{named}.")
    kept = f"-{slug(named)}" if keep else ""
    return f"{head}{kept}.{stage}.{tail}" if named and dot and "/" not in tail else ""


def belongs_elsewhere(record: Record, stage: str, project: Project) -> str:
    """The context in which a record of a stage belongs, where it lies in another one; else empty.

    Records in the folders of older layouts, of a feature's stage in `general/` that name no feature, and general ones
    in a folder that is no feature's belong where they are.
    """
    place = record.place
    wanted = ROUTES.get(stage.lower())
    if place.form != CURRENT_FORM or wanted is None or wanted == place.context:
        return ""
    if wanted == FEATURE and not feature_of(record):
        return ""
    if wanted == GENERAL and not _is_feature(place.folder, project):
        return ""
    return wanted


def feature_of(record: Record) -> str:
    """The feature that a record names; empty where it says that it belongs to none."""
    named = record.feature.value if record.feature else ""
    return "" if named.lower() in _NO_FEATURE else named


def id_number(record: Record) -> int | None:
    """The number that the key `id` has, be it `7`, `0007` or `PHR-7`; None where it has none."""
    match = _id().fullmatch(record.id.value) if record.id else None
    return int(match[1]) if match else None


def numbers_in(project: Project, folder: str) -> set[int]:
    """The numbers that the names of the records in a folder bear."""
    return _numbers(project).get(folder, set())


def _is_feature(folder: str, project: Project) -> bool:
    """Whether the folder is that of a feature; any other is the project's own grouping, where general work may lie."""
    features = (known.rpartition("/")[2] for known in project.feature_paths)
    return folder in {"", "constitution"} or folder in features


@remembered
def _numbers(project: Project) -> dict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for path in project.of_kind(Kind.PHR):
        number = RecordName.parse(path).number
        if number is not None:
            found[path.rpartition("/")[0]].add(number)
    return dict(found)


@remembered
def _named_records(source: Source) -> dict[str, set[str]]:
    """The documents that hold the name of a record's file, by that name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in source.paths():
        try:
            data = source.read(path) if path.endswith(".md") else None
        except UnreadableFile:
            continue
        if data and any(mark.encode() in data for mark in RECORDS):
            for match in _name().finditer(data):
                found[match[0].decode("utf-8", "replace")].add(path)
    return dict(found)


def _digits(record: Record) -> str:
    """The number that the key `id` has, with four digits; empty where it has none."""
    number = id_number(record)
    return f"{number:04d}" if number is not None else ""


@cache
def _name() -> re.Pattern[bytes]:
    return re.compile(rb"[^\s/()<>\"'`|\[\]#]{1,200}\.(?:prompt|phr)\.md")


@cache
def _id() -> re.Pattern[str]:
    return re.compile(r"(?:PHR-?)?0*(\d{1,4})", re.ASCII | re.IGNORECASE)
