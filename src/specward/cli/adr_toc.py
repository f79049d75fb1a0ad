"""`spec adr toc` and `spec adr index`: all decisions on one page, and the page kept up to date."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward.adr.catalogue.cache import listed
from specward.adr.catalogue.query import SORTS, in_order
from specward.changes import Create, Replace, diff
from specward.cli.adr_listing import tell_unread
from specward.cli.console import note, write, write_json, write_patch
from specward.cli.given import read_text
from specward.cli.place import Place
from specward.cli.writing import carry_out
from specward.errors import UsageError
from specward.output.terminal import printable
from specward.sources.source import UnreadableFile
from specward.words import suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.adr.catalogue.catalogue import Catalogue

_NUMBER = SORTS[0]
_STATUS = "status"
_OUT_OF_DATE = 1


class _Written(NamedTuple):
    """What is on the page, and what must be written for it."""

    text: str
    changes: Sequence[Create | Replace]
    catalogue: Catalogue


class _Indexes(NamedTuple):
    paths: list[str]
    changes: Sequence[Create | Replace]
    catalogue: Catalogue


def toc(
    intro: Annotated[
        str, typer.Option("--intro", metavar="FILE", help="Markdown that stands before the list; - for stdin.")
    ] = "",
    outro: Annotated[str, typer.Option("--outro", metavar="FILE", help="Markdown that stands behind it.")] = "",
    prefix: Annotated[
        str, typer.Option("--prefix", metavar="TEXT", help="Stands before the address of each link.")
    ] = "",
    group: Annotated[str, typer.Option("--group", metavar="BY", help="A section for each status: status.")] = "",
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Write it there; links count from its folder.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Write a table of contents in Markdown: each decision as a link, with its status where it does not hold.

    Without -o it goes to stdout, and links count from the folder of the records. A file that is no table of contents is
    not overwritten: `spec adr index` fills a part of a file that people write.

    \b
      spec adr toc --intro intro.md -o history/adr/contents.md
      spec adr toc --group status --prefix https://example.org/adr/

    The JSON object has the keys path (null without -o), text, decisions (how many), files and dry_run.
    """
    if group not in {"", _STATUS}:
        raise UsageError(f"there is no grouping by `{group}`", help=suggestion(group, [_STATUS]))
    place = Place()
    path = _project_path(place, output) if output else ""
    texts = [read_text(file) if file else "" for file in (intro, outro)]

    def make() -> _Written:
        return _table_of_contents(place, path, texts, prefix=prefix, grouped=group == _STATUS)

    done = carry_out(place.root, make, dry_run=dry_run or not path)
    files = [change.path for change in done.changes]
    if as_json:
        facts = {"path": path or None, "text": done.text, "decisions": len(done.catalogue.entries)}
        write_json({**facts, "files": files, "dry_run": dry_run})
    elif not path:
        write(done.text)
    else:
        write_patch(diff(done.changes, place.root) if dry_run else "\n".join(map(printable, files)))
    return tell_unread(done.catalogue)


def index(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="The file that holds the index; adr.index if left out.")
    ] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 with a diff where the index is out of date.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Bring the index of decisions up to date: a table of number, title, status and date.

    \b
    It stands between two lines, and nothing outside of them is touched:
      <!-- adr-index:start -->
      <!-- adr-index:end -->

    Without FILE these are the file that adr.index names, or else each README.md and index.md beside the records that
    has the lines (or those of adr-log: adrlog, adrlogstop). Where there is none, README.md is made. An index lists the
    records in its folder and below it; one that stands elsewhere lists all.

    \b
      spec adr index --check
      spec adr index docs/decisions.md

    The JSON object has the keys indexes (path, up_to_date), files, dry_run and diff.
    """
    place = Place()

    def make() -> _Indexes:
        return _indexes(place, file)

    done = carry_out(place.root, make, dry_run=dry_run or check)
    files = [change.path for change in done.changes]
    shown = diff(done.changes, place.root) if dry_run or check else ""
    if as_json:
        states = [{"path": path, "up_to_date": path not in files} for path in done.paths]
        write_json({"indexes": states, "files": files, "dry_run": dry_run or check, "diff": shown})
    else:
        write_patch(shown or "\n".join(map(printable, files)))
        if not files:
            note(f"up to date: {printable(', '.join(done.paths))}")
        elif check:
            note(f"out of date: {printable(', '.join(files))}; `spec adr index` brings it up to date")
    return tell_unread(done.catalogue) or (_OUT_OF_DATE if check and files else 0)


def _table_of_contents(place: Place, path: str, texts: Sequence[str], *, prefix: str, grouped: bool) -> _Written:
    from specward.output.adr.toc import render

    catalogue = listed(place.root, place.project)
    folders = {entry.folder for entry in catalogue.entries}
    stands = path or posixpath.join(posixpath.commonpath(folders) if folders else "", "README.md")
    text = render(
        in_order(catalogue.entries, _STATUS if grouped else _NUMBER),
        catalogue,
        stands,
        unread=catalogue.unread,
        grouped=grouped,
        prefix=prefix,
        intro=texts[0],
        outro=texts[1],
    )
    return _Written(text, _change(place, path, text) if path else (), catalogue)


def _change(place: Place, path: str, text: str) -> list[Create | Replace]:
    """What must be written for a table of contents to stand at a path.

    Raises:
        UsageError: something else stands there.
    """
    from specward.output.adr.toc import TITLE

    document = place.project.document(path)
    if document is None:
        return [Create(path, text)]
    if not document.text.startswith(TITLE):
        help_ = f"fill a part of it: spec adr index {path}"
        raise UsageError("this file is no table of contents, so it is not overwritten", where=path, help=help_)
    return [] if document.text == text else [Replace(path, text, document.text)]


def _indexes(place: Place, file: str) -> _Indexes:
    from specward.adr.catalogue.index_file import brought_up_to_date
    from specward.adr.catalogue.index_place import index_paths, new_index_path

    project = place.project
    catalogue = listed(place.root, project)
    named = [_project_path(place, file)] if file else index_paths(project)
    paths = named or [new_index_path(project, catalogue)]
    try:
        changes = [change for path in paths if (change := brought_up_to_date(project, catalogue, path))]
    except UnreadableFile as error:
        raise UsageError(f"this file cannot be read: {error.reason}", where=error.path) from None
    return _Indexes(paths, changes, catalogue)


def _project_path(place: Place, file: str) -> str:
    """The path from the project's root of a file that the user names from the folder they stand in.

    Raises:
        UsageError: it lies outside of the project, or is no Markdown.
    """
    path = os.path.relpath(os.path.abspath(file), place.root).replace(os.sep, "/")
    if path.startswith("../") or os.path.isabs(path):
        raise UsageError("this file lies outside of the project", where=file)
    if not path.endswith(".md"):
        raise UsageError("this is no Markdown file", where=file, help="name a file that ends in .md")
    return path
