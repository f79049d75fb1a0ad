"""The commands of adr-tools that write: init, new, link, upgrade-repository."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.tools.folder import Folder
from specward.adr.tools.manual import usage
from specward.adr.tools.new import FIRST_TITLE, Link, NewRecord, new_record, next_in
from specward.adr.tools.place import POINTER, find_place, place_at
from specward.adr.tools.template import built_in, template_of
from specward.changes import Create, Replace, apply, diff
from specward.cli.adr_tools_place import FAILED, folder_here, open_folder
from specward.cli.console import note, write, write_patch
from specward.cli.editor import VARIABLES
from specward.cli.getopts import getopts
from specward.cli.given import read_text
from specward.cli.writing import carry_out, today
from specward.errors import UsageError
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.adr.tools.place import Place
    from specward.changes import Change

_ARGUMENTS_OF_LINK = ("SOURCE", "LINK", "TARGET", "REVERSE-LINK")


class Edited(NamedTuple):
    """What a command comes to that writes no record of its own."""

    changes: list[Change]


def _init(words: list[str], dry_run: bool) -> int:
    home = os.getcwd()
    directory = words[0].strip() if words else ""
    if "\n" in directory:
        raise UsageError("the path of the folder is one line", help=usage("init"))
    place = place_at(home, directory) if directory else find_place(home)
    pointer = _pointer(home, directory) if directory else []
    if place.root != home and not dry_run:
        apply(pointer, home)
        pointer = []

    def make() -> NewRecord:
        draft = _record(place, FIRST_TITLE, built_in("init"))
        return draft._replace(changes=[*pointer, *draft.changes])

    return _tell(place, carry_out(place.root, make, dry_run=dry_run), dry_run=dry_run)


def _pointer(home: str, directory: str) -> list[Change]:
    """What makes the pointer name a folder."""
    line = f"{directory}\n"
    path = os.path.join(home, POINTER)
    if not os.path.lexists(path):
        return [Create(POINTER, line)]
    return [Replace(POINTER, line)] if read_text(path) != line else []


def _new(words: list[str], dry_run: bool) -> int:
    options, rest = getopts(words, "sl", usage("new"))
    title = " ".join(rest)
    if not title.strip():
        write("ERROR: no title given")
        return FAILED
    supersedes = [value for letter, value in options if letter == "s"]
    links = [Link.parse(value) for letter, value in options if letter == "l"]
    place = find_place(os.getcwd())

    def make() -> NewRecord:
        return _record(place, title, _template(place), supersedes, links)

    draft = carry_out(place.root, make, dry_run=dry_run)
    failed = 0 if dry_run else _edit(place.shown_path(draft.name))
    return failed or _tell(place, draft, dry_run=dry_run)


def _template(place: Place) -> str:
    named = os.environ.get("ADR_TEMPLATE", "")
    return read_text(named) if named else template_of(WorkTreeSource(place.root), place)


def _record(
    place: Place, title: str, template: str, supersedes: list[str] | None = None, links: list[Link] | None = None
) -> NewRecord:
    """The next record of a place; asked for under the lock."""
    folder = open_folder(place) or Folder(WorkTreeSource(place.root), place, ())
    date = os.environ.get("ADR_DATE") or today()
    number = next_in(place)
    return new_record(folder, title, template, number=number, date=date, supersedes=supersedes or (), links=links or ())


def _edit(path: str) -> int:
    """Open a record in the user's editor, if there is one; the editor's exit code."""
    command = next((os.environ[name] for name in VARIABLES if os.environ.get(name, "").strip()), "")
    if not command:
        return 0
    import shlex
    import subprocess

    sys.stdout.flush()
    try:
        status = subprocess.call([*shlex.split(command, posix=os.name != "nt"), path])  # noqa: S603 -- the user's own
    except (OSError, ValueError) as error:
        raise UsageError(f"the editor cannot be started: {error}; the record is written", where=path) from None
    if status:
        note(f"the editor ended with status {status}; the record is written: {path}")
    return status if status >= 0 else 128 - status


def _tell(place: Place, draft: NewRecord, *, dry_run: bool) -> int:
    write_patch(diff(draft.changes, place.root) if dry_run else place.shown_path(draft.name))
    return 0


def _link(words: list[str], dry_run: bool) -> int:
    missing = [name for name, word in zip(_ARGUMENTS_OF_LINK, [*words, *[""] * 4], strict=False) if not word.strip()]
    if missing:
        raise UsageError(f"{missing[0]} is missing", help=usage("link"))
    from specward.adr.tools.relations import link

    source, kind, target, reverse = words[:4]
    return _change(lambda folder: link(folder, source, kind, target, reverse), dry_run=dry_run)


def _upgrade(words: list[str], dry_run: bool) -> int:
    del words
    from specward.adr.tools.upgrade import upgraded

    return _change(upgraded, dry_run=dry_run)


def _change(changes_of: Callable[[Folder], list[Change]], *, dry_run: bool) -> int:
    """Change records and say nothing, as adr-tools does."""
    found = folder_here()
    if found is None:
        return FAILED
    place = found.place

    def make() -> Edited:
        return Edited(changes_of(open_folder(place) or found))

    draft = carry_out(place.root, make, dry_run=dry_run)
    if dry_run:
        write_patch(diff(draft.changes, place.root))
    return 0


COMMANDS: dict[str, Callable[[list[str], bool], int]] = {
    "init": _init,
    "new": _new,
    "link": _link,
    "upgrade-repository": _upgrade,
}
