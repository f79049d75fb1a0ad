"""Which files were generated for coding agents, from what, and how they were written.

The manifest is a file of the project and is committed with the files that it tells of. It has a line a file, sorted by
path, so that branches which generate different files merge as text.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.agents.places import AGENTS_MD, is_allowed
from specward.digest import digest
from specward.errors import UsageError
from specward.sources.scope import GENERATED

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = GENERATED
SCHEMA = "specward/agent-files/v1"
COMMAND = "command:"
"""What the source of a file begins with that is made from one of the toolkit's own commands."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_LEAD = re.compile(r"\n{0,2}")
_LONGEST = 4096
_KEYS = {"target", "source", "source_sha256", "sha256"}
_MORE_KEYS = {"lead", "former"}


class Record(NamedTuple):
    """One generated file, or our part of a file that is another's as well."""

    path: str
    target: str
    source: str
    """The path of what it is made from, or `command:NAME`."""
    source_sha256: str
    """Of the source as it was then."""
    sha256: str
    """Of the file as it was written, or of our part."""
    lead: str | None = None
    """Of a part: the line ends that were put before it."""
    former: str = ""
    """The hash before the last renewal: a run that is killed half-way leaves some files as they were."""

    def is_as_written(self, mine: str) -> bool:
        """Whether what is ours of a file is as it was written, or was before the last renewal."""
        return text_hash(mine) in {self.sha256, self.former}


Manifest = dict[str, Record]
"""By path."""


def text_hash(text: str) -> str:
    """The hash of a file's text; git may give lines another ending, which is no edit."""
    return digest(plain(text))


def plain(text: str) -> str:
    """A text with the line endings that generated files have."""
    return text.replace("\r\n", "\n")


def render(manifest: Mapping[str, Record]) -> str:
    """The manifest as the text of its file."""
    lines = ",\n".join(f"    {json.dumps(path)}: {_line(manifest[path])}" for path in sorted(manifest))
    return f'{{\n  "schema": {json.dumps(SCHEMA)},\n  "files": {{\n{lines}\n  }}\n}}\n'


def _line(record: Record) -> str:
    said = {
        "target": record.target,
        "source": record.source,
        "source_sha256": record.source_sha256,
        "sha256": record.sha256,
    }
    more = {"lead": record.lead, "former": record.former or None}
    return json.dumps({**said, **{key: value for key, value in more.items() if value is not None}})


def read(text: str | None) -> Manifest:
    """The manifest that a file's text holds; an empty one where there is no file.

    Raises:
        UsageError: it is not what `render` writes, or tells of a file where no target has any.
    """
    if text is None:
        return {}
    try:
        return _read(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        taken_up = "what stands there as it is rendered is taken up again, and the rest counts as yours"
        if _conflict().search(text):
            help_ = (
                f"`git checkout --ours --` this and the files that it tells of, then `spec agent render`: {taken_up}"
            )
            raise UsageError("a merge conflict stands here", where=PATH, help=help_) from None
        raise UsageError(
            "this is not the manifest that `spec agent render` writes",
            where=PATH,
            help=f"`git checkout -- {PATH}`, or remove it and run `spec agent render`: {taken_up}",
        ) from None


@cache
def _conflict() -> re.Pattern[str]:
    return re.compile(r"^<{7}(?: |$)", re.MULTILINE)


def _read(said: Mapping[str, Any]) -> Manifest:
    if said["schema"] != SCHEMA:
        raise ValueError(said["schema"])
    return {path: _record(path, record) for path, record in said["files"].items()}


def _record(path: str, said: Mapping[str, Any]) -> Record:
    target, source = _word(said["target"]), _word(said["source"])
    lead, former = said.get("lead"), said.get("former")
    if not is_allowed(target, path) or set(said) - _KEYS - _MORE_KEYS or (path == AGENTS_MD) != isinstance(lead, str):
        raise ValueError(path)
    if lead is not None and not _LEAD.fullmatch(lead):
        raise ValueError(lead)
    hashes = _hash(said["source_sha256"]), _hash(said["sha256"])
    return Record(path, target, source, *hashes, lead, "" if former is None else _hash(former))


def _word(said: object) -> str:
    if isinstance(said, str) and said.isprintable() and 0 < len(said) <= _LONGEST:
        return said
    raise ValueError(said)


def _hash(said: object) -> str:
    if isinstance(said, str) and _SHA256.fullmatch(said):
        return said
    raise ValueError(said)
