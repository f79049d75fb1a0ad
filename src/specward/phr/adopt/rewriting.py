"""A prompt record of any form as a record of today: the prompt byte for byte, and nothing that it says is lost."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from specward.artifacts.phr import read_record
from specward.artifacts.phr_text import as_section
from specward.errors import UsageError
from specward.ids import uid
from specward.markdown.document import Document
from specward.markdown.scalar import quote
from specward.phr.adopt.old_form import NO_FEATURES, day_of_old
from specward.phr.edit.editing import section_of
from specward.phr.edit.keys import NOTHING_LINKED, with_link
from specward.phr.edit.outcome import parts_of
from specward.phr.search.moment import date_moment, is_uid
from specward.phr.stage import title_of
from specward.scaffold.record import LINKS, NOTHING, Circumstances, Exchange, new_record
from specward.scaffold.title import clean_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specward.artifacts.phr import Record
    from specward.phr.adopt.old_form import Filing
    from specward.scaffold.record import NewRecord
    from specward.sources.source import Source
    from specward.yaml_text import Node

_SAME_LINK = {"issue": "ticket"}
"""What the starter calls a link of today."""
_OWN_KEYS = (
    *("id", "title", "stage", "date", "surface", "model", "feature", "branch", "user", "command", "labels", "links"),
    *("files", "tests", "uid", "source", "session", "prompt_id", "prompt_sha256", "redactions"),
)
"""The keys that today's form has, each read under all of its names."""
_IN_KEYS = {"prompt": "prompt_text", "response": "response_text", "outcome": "outcome", "evaluation": "evaluation"}
"""The keys in which some records say what belongs in a section."""


def identity_of(record: Record) -> str:
    """The record's unique id; for one that has none, a ULID of its day with a hash of its path and content."""
    if record.uid and is_uid(record.uid.value):
        return record.uid.value.upper()
    content = f"{record.document.path}\0{record.document.text}".encode("utf-8", "surrogatepass")
    return uid(date_moment(day_of_old(record)[1]), int.from_bytes(sha256(content).digest()[:10], "big"))


def rewrite(source: Source, record: Record, filing: Filing, number: int) -> NewRecord:
    """The record in today's form.

    Args:
        source: the project's files, which may hold a template.
        record: the record, with a prompt and a day.
        filing: where it belongs.
        number: its number there.

    Raises:
        UsageError: the project's template cannot carry it.
    """
    said = _circumstances(record, filing)
    for change in (str, _demoted, as_section):
        exchange = _exchange(record, filing.stage, change)
        draft = new_record(source, filing.folder, exchange, number=number, circumstances=said)
        written = read_record(Document(draft.path, draft.text))
        sections = {
            "response": as_section(exchange.response),
            "outcome": exchange.outcome,
            "evaluation": exchange.evaluation,
        }
        if all(section_of(written, name) == text or not text for name, text in sections.items()):
            return _with_other_links(draft, written, record)
    raise UsageError("it does not read back the same in today's form", where=record.document.path)


def _exchange(record: Record, stage: str, change: Callable[[str], str]) -> Exchange:
    """What was asked and what came of it; `change` makes the sections such that they hold no section of a record."""
    prompt = record.prompt_text
    response = _said(record, "response")
    return Exchange(
        _title(record, prompt),
        stage,
        prompt,
        response or NOTHING,
        outcome=change(_said(record, "outcome")),
        evaluation=change(_said(record, "evaluation")),
    )


def _title(record: Record, prompt: str) -> str:
    """The title of the keys, else of the first heading, else the words of the name, else the prompt's first ones."""
    headings = record.document.headings
    heading = record.document.words(headings[0]) if headings and headings[0].depth == 1 else ""
    for words in (_value(record, "title"), heading, record.name.slug.replace("-", " ")):
        try:
            return clean_title(words)
        except UsageError:
            continue
    return title_of(prompt)


def _said(record: Record, name: str) -> str:
    """What a section says, or the key in which some records say it."""
    span = getattr(record, name)
    if not span:
        return _value(record, _IN_KEYS[name]).strip()
    parts = parts_of(record) if name == "outcome" else []
    start = min(span.start, parts[0].start) if parts else span.start
    return record.document.text[start : span.end].replace("\r\n", "\n").strip()


def _demoted(section: str) -> str:
    """A section whose headings are too deep to be a record's own."""
    return re.sub(r"^(#{1,3})(?=[ \t])", "####", section, flags=re.MULTILINE)


def _circumstances(record: Record, filing: Filing) -> Circumstances:
    """Who, when and where, with the keys of the record that today's form lacks."""
    more = dict(_other_keys(record))
    if filing.remark and (stage := _value(record, "stage") or record.name.stage):
        more["former_stage"] = quote(stage)
    feature = _value(record, "feature")
    if feature.lower() not in NO_FEATURES and feature != filing.folder.rpartition("/")[2]:
        more["former_feature"] = quote(feature)
    more["imported_from"] = quote(record.document.path)
    redactions = _value(record, "redactions")
    return Circumstances(
        identity_of(record),
        day_of_old(record)[0],
        _visible(_value(record, "user")),
        "" if _value(record, "branch").lower() in NOTHING_LINKED else _value(record, "branch"),
        files=[field.value for field in record.files],
        tests=[field.value for field in record.tests],
        links={kind: target for kind, target in _links(record).items() if kind in LINKS},
        labels=[field.value for field in record.labels],
        surface=_value(record, "surface") or "unspecified",
        model=_value(record, "model") or "unspecified",
        command=_value(record, "command") or "unspecified",
        source=_value(record, "source") or "import",
        session=_value(record, "session"),
        prompt_id=_value(record, "prompt_id"),
        redactions=int(redactions) if redactions.isascii() and redactions.isdigit() else 0,
        more=more,
    )


def _links(record: Record) -> dict[str, str]:
    """The links by kind, also where they stand as keys of their own."""
    links = {_SAME_LINK.get(kind, kind): field.value for kind, field in record.links.items()}
    for kind in LINKS:
        links.setdefault(kind, _value(record, f"links_{kind}") or _value(record, kind))
    return {kind: target for kind, target in links.items() if target.lower() not in NOTHING_LINKED}


def _with_other_links(draft: NewRecord, written: Record, record: Record) -> NewRecord:
    """The record with those links for which the template has no place."""
    for kind, target in _links(record).items():
        if kind not in LINKS:
            written = with_link(written, kind, target)
    return type(draft)(draft.path, draft.uid, written.document.text, complete=draft.complete)


def _other_keys(record: Record) -> Iterator[tuple[str, str]]:
    """The keys that today's form lacks, as YAML on one line each. A key that repeats what a section says is one."""
    sections = [key for name, key in _IN_KEYS.items() if not getattr(record, name)]
    links = [f"links_{kind}" for kind in LINKS] + (list(LINKS) if not record.links else [])
    read = {field.start for key in (*_OWN_KEYS, *sections, *links) if (field := record.header.field(key))}
    for name, node in record.header.entries.items():
        if node.start not in read:
            yield quote(name), _flow(node)
        elif name.lower() == "links" and node.items:
            yield "former_links", _flow(node)


def _flow(node: Node) -> str:
    """A value as YAML on one line."""
    if node.entries:
        return f"{{{', '.join(f'{quote(key)}: {_flow(value)}' for key, value in node.entries.items())}}}"
    if isinstance(node.value, str):
        return "null" if node.is_null else quote(node.value)
    return f"[{', '.join(map(_flow, node.items))}]"


def _value(record: Record, key: str) -> str:
    field = record.header.field(key)
    return field.value if field else ""


def _visible(words: str) -> str:
    """Words as one line that can be seen; empty where there is none."""
    try:
        return clean_title(words)
    except UsageError:
        return ""
