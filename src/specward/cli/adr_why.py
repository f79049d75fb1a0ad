"""`spec adr why`: which decisions a file, a folder or a line stands on."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specward.adr.catalogue.cache import listed
from specward.adr.why.reason import Asked
from specward.artifacts.kind import Kind
from specward.cli.console import coloured, note, terminal_width, write, write_json
from specward.cli.place import Place
from specward.errors import UndeterminedError, UsageError
from specward.output.adr import why_text
from specward.output.terminal import printable
from specward.sources.source import UnreadableFile
from specward.words import counted

if TYPE_CHECKING:
    from specward.git.blame import Blamed
    from specward.project import Project

_NEAR = 3


def why(
    path: Annotated[str, typer.Argument(metavar="PATH[:LINE]", help="A file, a folder, or a line of a file.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say which decisions a file, a folder or a line stands on, and why each is named.

    Looked at are the citations in the file, those on the line and around it first; the records that name the path, in
    their text or in a field `affects`; and the features whose tasks name it. Of a line also the commit that it comes
    from, and that commit's prompt records. Of a decision's own record, who cites it. A decision that no longer holds
    is shown with the one that does.

    \b
      spec adr why src/session.py
      spec adr why src/session.py:42
      spec adr why src/auth --json

    The JSON object has the keys path, line, decisions (as in `spec adr list --json`, with reasons: kind, path, line and
    text), unknown and cited_by.
    """
    place = Place()
    asked = _asked(path, place)
    try:
        catalogue = listed(place.root, place.project)
        commit = _commit(place, asked)
        from specward.adr.why.grounds import why as grounds_of

        found = grounds_of(place.project, catalogue, asked, commit=commit, prompts=_prompts(place.project, commit))
    except UnreadableFile as error:
        raise UndeterminedError(f"this cannot be read: {error.reason}", where=error.path) from error
    if as_json:
        write_json({"path": asked.path, "line": asked.line or None, **why_text.as_json(found, catalogue)})
        return
    write(why_text.render(found, colour=coloured(sys.stdout), width=terminal_width()))
    if not (found.grounds or found.cited_by):
        none = "there is no decision yet" if not catalogue.entries else f"no decision is behind {printable(path)}"
        note(f"{none}, as far as text and history tell")


def _asked(written: str, place: Place) -> Asked:
    """The path that is meant, and the line.

    Raises:
        UsageError: there is no such file or line, or it lies outside of the project.
    """
    target, line = written, 0
    numbered = re.fullmatch(r"(.+?):(\d{1,9})(?::\d{1,9})?", written)
    if numbered and not os.path.lexists(written):
        target, line = numbered[1], int(numbered[2])
        if line == 0:
            raise UsageError("lines are counted from 1", where=printable(written))
    relative = os.path.relpath(os.path.abspath(target), place.root).replace(os.sep, "/")
    if relative == ".." or relative.startswith("../"):
        raise UsageError(f"{printable(target)} lies outside the project", help=f"the project's root is {place.root}")
    path = "" if relative == "." else relative
    if not place.project.source.exists(path) and path:
        raise UsageError(f"there is no file or folder {printable(target)}", help=_near(path, place))
    if os.path.isdir(os.path.join(place.root, path)):
        if line:
            raise UsageError(f"{printable(target)} is a folder, which has no lines", help=f"spec adr why {target}")
        return Asked(path, is_folder=True)
    _require_line(path, line, place.project, target)
    return Asked(path, line)


def _require_line(path: str, line: int, project: Project, written: str) -> None:
    try:
        data = project.source.read(path) or b""
    except UnreadableFile as error:
        raise UndeterminedError(f"this cannot be read: {error.reason}", where=error.path) from error
    count = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    if line > count:
        raise UsageError(f"{printable(written)} has {counted(count, 'line')}", help=f"spec adr why {written}")


def _near(path: str, place: Place) -> str:
    """The files that may have been meant, as they are called from the working directory."""
    from difflib import get_close_matches

    name = path.rpartition("/")[2]
    files = place.project.source.files()
    same = [file for file in files if file.rpartition("/")[2] == name]
    near = same[:_NEAR] or get_close_matches(path[:200], files, n=_NEAR)
    called = [os.path.relpath(os.path.join(place.root, file)).replace(os.sep, "/") for file in near]
    return f"did you mean {' or '.join(map(printable, called))}?" if near else "paths count from the working directory"


def _commit(place: Place, asked: Asked) -> Blamed | None:
    """The commit that the line comes from."""
    if not asked.line or place.repository is None:
        return None
    from specward.git.blame import blamed

    return blamed(place.root, asked.path, asked.line)


def _prompts(project: Project, commit: Blamed | None) -> list[str]:
    """The prompt records that belong to a commit: those that it brought, and those that its trailers name."""
    if commit is None:
        return []
    from specward.phr.policy import resolve
    from specward.phr.records import ProjectRecords
    from specward.phr.trailer import read_trailers

    found = [path for path in commit.paths if project.kinds.get(path) is Kind.PHR]
    references = [trailer.reference for trailer in read_trailers(commit.message) if not trailer.says_none]
    if references:
        records = ProjectRecords(project)
        found += [record.path for reference in references for record in resolve(reference, records, None)]
    return list(dict.fromkeys(found))
