"""Which prompts have a record: the records that may answer for some, and the matching of one with the other."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind
from specward.artifacts.phr import read_record
from specward.markdown.document import Document
from specward.phr.prompt_key import fingerprint
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.phr import Record
    from specward.phr.seen import SeenPrompt
    from specward.project import Project

_FEW = 20
"""Characters; a shorter prompt, such as `continue`, is not taken for a record that names no conversation."""
_HEAD = re.compile(rb"^(session|prompt_id|surface):[ \t]*[\"']?([^\"'\r\n]*)", re.MULTILINE)
"""The keys that tell which records are to be read whole."""
_NO_SESSION = frozenset({"", "null", "~"})


class Known(NamedTuple):
    """A prompt that has a record, or is noted to get one."""

    session: str
    id: str
    print: str
    path: str


class Recorded:
    """The records of a project, of which only those are read whole that may answer for a prompt.

    Args:
        project: over the work tree.

    Attributes:
        surfaces: where prompts were asked, by what the records say.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._heads = {path: dict(_HEAD.findall(self._data(path))) for path in project.of_kind(Kind.PHR)}
        self.surfaces = {_text(head.get(b"surface")) for head in self._heads.values()}

    def _data(self, path: str) -> bytes:
        try:
            return self._project.source.read(path) or b""
        except UnreadableFile:
            return b""  # what it records is unknown; `spec check` reports it

    def of(self, prompts: Sequence[SeenPrompt]) -> list[Known]:
        """The records of the same conversations, or of prompts with the same ids."""
        sessions = {prompt.session for prompt in prompts} - {""}
        ids = {id_ for prompt in prompts for id_ in prompt.ids}
        return [
            self._known(path)
            for path, head in self._heads.items()
            if _text(head.get(b"session")) in sessions or _text(head.get(b"prompt_id")) in ids
        ]

    def silent_like(self, prompts: Sequence[SeenPrompt]) -> list[Known]:
        """The records that name no conversation and may hold one of the prompts, as agents write them by themselves."""
        asked = [prompt.words.encode().split() for prompt in prompts if prompt.length >= _FEW]
        silent = [path for path, head in self._heads.items() if asked and _text(head.get(b"session")) in _NO_SESSION]
        return [self._known(path) for path in silent if self._holds_all_of_any(path, asked)]

    def _holds_all_of_any(self, path: str, asked: Sequence[Sequence[bytes]]) -> bool:
        data = self._data(path)
        return any(all(word in data for word in words) for words in asked)

    def _known(self, path: str) -> Known:
        record = read_record(Document.from_bytes(path, self._data(path)))
        session, id_ = (_value(record, key) for key in ("session", "prompt_id"))
        return Known(session, id_, fingerprint(record.prompt_text), path)


def _value(record: Record, key: str) -> str:
    field = record.header.field(key)
    return field.value if field else ""


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace").strip()


class Matching:
    """Which prompts of transcripts have a record. Each record answers for one prompt."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._by_session: defaultdict[str, list[Known]] = defaultdict(list)
        self._by_id = {(one.id, one.print): one for one in known if one.id}
        for one in {(one.session, one.id, one.print, one.path): one for one in known}.values():
            self._by_session[one.session].append(one)  # a record and the journal that led to it are one

    def take(self, prompt: SeenPrompt) -> bool:
        """Whether a record answers for a prompt; that record answers for no other from then on."""
        # A conversation that goes on under another id repeats what was asked before.
        by_id = next((self._by_id[id_, prompt.print] for id_ in prompt.ids if (id_, prompt.print) in self._by_id), None)
        told = self._by_session[prompt.session]
        found = by_id or next((one for one in told if one.print == prompt.print), None)
        if found in told:
            told.remove(found)
        return found is not None
