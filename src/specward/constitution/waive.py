"""Writing a waiver into `.specify/waivers.yml`, every other byte of which stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward import yaml_text
from specward.artifacts.calendar_date import is_date
from specward.changes import Create, Replace
from specward.constitution.waivers import PATH, read_waivers
from specward.errors import UsageError
from specward.markdown.document import UTF8, Document
from specward.yaml_text.node import NULLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.changes import Change

_SAVE = "save the file as UTF-8"
_HEADER = "# What is let pass here, why, by whom and until when. `spec constitution waive` adds to it.\n"


class Waiving(NamedTuple):
    """A waiver about to be written."""

    changes: tuple[Change, ...]
    waives: str


def waive(  # noqa: PLR0913 -- what a waiver says
    data: bytes | None, waives: str, *, reason: str, owner: str, expires: str, today: str, scope: Sequence[str] = ()
) -> Waiving:
    """Add a waiver to those of a project.

    Args:
        data: the file as it is; None where there is none.
        waives: a rule, a principle or an item.
        reason: why.
        owner: who answers for it.
        expires: the last day on which it holds.
        today: the day.
        scope: globs of the paths that it is about.

    Raises:
        UsageError: something is missing or no day, the day is past, or the file cannot be added to.
    """
    for name, text in (("reason", reason), ("owner", owner)):
        if not text.strip():
            raise UsageError(f"a waiver needs {'an' if name == 'owner' else 'a'} {name}", help=f"--{name} TEXT")
    if not is_date(expires):
        raise UsageError(f"`{expires}` is no day", help="--expires YYYY-MM-DD")
    if expires < today:
        raise UsageError(f"{expires} is past, so this waiver would let nothing pass")
    old = _text(data)
    document = Document(PATH, old)
    before = read_waivers(document)
    if before.malformed:
        place, problem, help_ = before.malformed[0]
        where = place.location()
        raise UsageError(problem, where=f"{PATH}:{where.start.line}:{where.start.column}", help=help_)
    text = _added(old, _entry(waives, reason, owner, expires, scope))
    after = read_waivers(Document(PATH, text))
    if len(after.waivers) != len(before.waivers) + 1 or after.malformed or after.waivers[-1].waives != waives:
        if after.malformed:
            raise UsageError(after.malformed[-1][1], help=after.malformed[-1][2])
        raise UsageError("nothing can be added to this file as it is written", where=PATH, help="add it by hand")
    change = Create(PATH, text) if data is None else Replace(PATH, text, old)
    return Waiving((change,), waives)


def _text(data: bytes | None) -> str:
    try:
        return (data or b"").decode(UTF8)
    except UnicodeDecodeError:
        raise UsageError("the waivers are not UTF-8, so they are not rewritten", where=PATH, help=_SAVE) from None


def _entry(waives: str, reason: str, owner: str, expires: str, scope: Sequence[str]) -> list[str]:
    lines = [f"- waives: {_quoted(waives)}"]
    if scope:
        lines.append(
            f"  scope: [{', '.join(map(_quoted, scope))}]" if len(scope) > 1 else f"  scope: {_quoted(scope[0])}"
        )
    return [*lines, f"  reason: {_quoted(reason)}", f"  owner: {_quoted(owner)}", f"  expires: {expires}"]


def _quoted(text: str) -> str:
    """A scalar of YAML on one line, whatever the text holds."""
    words = " ".join(text.split())
    plain = words.replace("-", "").replace("/", "").replace(" ", "")
    if plain.isalnum() and words[0].isalpha() and words.isascii() and words not in NULLS:
        return words
    return "'" + words.replace("'", "''") + "'"


def _added(old: str, entry: Sequence[str]) -> str:
    """The old text with an entry behind its last, indented and ended as the others are."""
    end = "\r\n" if "\r\n" in old else "\n"
    text = old or _HEADER
    if text and not text.endswith("\n"):
        text += end
    try:
        items = yaml_text.read(old).items
    except yaml_text.YamlError:
        items = []
    margin = ""
    if items:
        line = old[old.rfind("\n", 0, items[0].start) + 1 : items[0].start]
        margin = line[: len(line) - len(line.lstrip())]
    return text + "".join(f"{margin}{line}{end}" for line in entry)
