"""`spec trace`: the chain from principle to requirement, criterion, task and test."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from specward import features
from specward.cli import trace_review
from specward.cli import trace_tables as tables
from specward.cli.console import note, write, write_json
from specward.cli.place import Place
from specward.errors import UNDETERMINED, UndeterminedError, UsageError
from specward.git.range import is_shallow, merge_base
from specward.opening import open_source
from specward.output import trace_json
from specward.output.terminal import printable
from specward.project import Project
from specward.trace.build import graph_of, identities
from specward.trace.chain import chain
from specward.trace.coverage import coverage_of

if TYPE_CHECKING:
    from specward.trace.coverage import Coverage
    from specward.trace.graph import Graph


class TraceGroup(TyperGroup):
    """A group whose first word may be an item: then it is `show` that is meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 -- the framework's own signature
        """Put `show` in front where no command is named."""
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        completing = ctx.resilient_parsing and not args
        return super().parse_args(ctx, args if named or completing else ["show", *args])

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401 -- the framework's own signature
        """The first word: a command, or an option of `show`."""
        if incomplete.startswith("-"):
            return self.commands["show"].shell_complete(ctx, incomplete)
        return super().shell_complete(ctx, incomplete)


class Format(StrEnum):
    """The forms in which the matrix can be had."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


app = typer.Typer(cls=TraceGroup, rich_markup_mode=None, add_completion=False)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


@app.callback()
def trace() -> None:
    """Follow principle, requirement, criterion, task and test.

    \b
    spec trace                       how far each feature is covered
    spec trace 001-login             its matrix
    spec trace 001-login/FR-003      what it rests on, and what rests on it
    spec trace --matrix --format html > matrix.html

    What is no command below is taken for an item or a feature.
    """


@app.command("show", short_help="Coverage, the matrix, or the chain of an item.")
def show(
    item: Annotated[str, typer.Argument(metavar="[ID]", help="An item, a test or a feature.")] = "",
    matrix: Annotated[bool, typer.Option("--matrix", help="Every item with what is above and below it.")] = False,
    output: Annotated[Format, typer.Option("--format", help="The form of the matrix.")] = Format.TEXT,
    feature: Annotated[str, typer.Option("--feature", metavar="FEATURE", help="Where a bare id is looked for.")] = "",
    as_json: AsJson = False,
) -> int:
    """Show how far features are covered, the matrix of one or all, or the chain of an item.

    The JSON of the matrix has the keys schema, profile and sections: objects with feature, counts and rows. That of an
    item has id, kind, text, path, line, level, deep (with all that rests on it), gap, justified, up and down: objects
    with depth, link, again, id, kind, text, path, line.
    """
    if as_json and output not in {Format.TEXT, Format.JSON}:
        raise UsageError(f"--json and --format {output} contradict each other", help="leave one of them out")
    item = item or feature
    opened = _open()
    coverage = coverage_of(opened.project)
    folder = _feature_folder(opened.project, item)
    if item and not folder:
        if matrix or output is not Format.TEXT:
            raise UsageError(f"{item} is no feature, and a matrix is of features", help="`spec status` lists them")
        key = _key(opened, item, feature)
        if as_json:
            write_json(trace_json.chain(chain(coverage.graph, key), coverage))
        else:
            tables.write_chain(coverage, key)
    elif item or matrix or as_json or output is not Format.TEXT:
        _write_matrix(opened, coverage, folder, Format.JSON if as_json else output)
    else:
        tables.write_overview(coverage)
    return opened.exit_code


@app.command("impact", short_help="What rests on an item, and is in doubt when it changes.")
def impact(
    items: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="What changes: items, or whole features.")
    ] = None,
    base: Annotated[
        str, typer.Option("--base", metavar="REF", help="What has changed since the branch left REF.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show what rests on an item: first the links in doubt when it changes, then what rests on those in turn.

    The JSON object has the keys changed, suspect and further: lists of objects with id, kind, text, path, line; those
    of suspect have link and parent too, those of further a distance.
    """
    from specward.trace.diff import changed_keys
    from specward.trace.impact import impact as reached

    opened = _open(evidence=False)
    if bool(items) == bool(base):
        raise UsageError("name items, or a base with --base", help="spec trace impact 001-login/FR-003")
    graph = graph_of(opened.project)
    if base:
        commit = merge_base(opened.place.root, base)
        keys = changed_keys(_at(opened.place, commit), opened.project)
    else:
        keys = {key for item in items or () for key in _keys(opened, item)}
    found = reached(graph, keys)
    if as_json:
        write_json(trace_json.impact(found, graph))
    else:
        tables.write_impact(found, graph)


@app.command("diff", short_help="Compare two states, item by item.")
def diff(
    revisions: Annotated[
        str, typer.Argument(metavar="A..B", help="Two revisions; A alone is held against the work tree.")
    ],
    as_json: AsJson = False,
) -> None:
    """Compare two states item by item: added, removed, changed in meaning, moved, relinked, ticked; and the coverage.

    A...B begins where B left A. The JSON object has the keys added, removed, changed, moved, relinked, ticked: lists of
    ids or of objects; and coverage.
    """
    from specward.trace.diff import diff as compared

    place = Place()
    old, new = _states(place, revisions)
    found = compared(old, new)
    if as_json:
        write_json(trace_json.difference(found))
    else:
        tables.write_difference(found)


@app.command("suggest", short_help="Print likely links as a patch.")
def suggest(
    item: Annotated[str, typer.Argument(metavar="[FEATURE]", help="Name, number or slug; all if left out.")] = "",
    as_json: AsJson = False,
) -> None:
    """Print likely links as a patch: requirements for tasks, marks for tests. Nothing is written, and nothing counts.

    Read it, keep what is true, and apply that: spec trace suggest > links.patch; git apply links.patch

    The JSON object has the key suggestions: objects with link, child, parent, likeness, path, line.
    """
    from specward.changes import diff as patch
    from specward.trace.suggest import edits, suggestions

    opened = _open(evidence=False)
    folder = _feature_folder(opened.project, item) if item else ""
    if item and not folder:
        raise UsageError(f"there is no feature `{item}`", help="`spec status` lists every feature")
    found = suggestions(opened.project, coverage_of(opened.project))
    if folder:
        wanted = graph_of(opened.project).folders[folder]
        found = [suggestion for suggestion in found if suggestion.parent.feature == wanted]
    if as_json:
        write_json({"suggestions": [trace_json.suggestion(suggestion) for suggestion in found]})
        return
    if found:
        write(patch(edits(opened.project, found), opened.place.root))
    note(f"{len(found)} suggested; nothing is written, and nothing counts until you apply it")


app.command("review", short_help="Say that links still hold: you have read both ends.")(trace_review.review_links)
app.command("retire", short_help="Keep an id from being used again for something else.")(trace_review.retire_item)


class Opened(NamedTuple):
    """The project as a command looks at it."""

    place: Place
    project: Project
    exit_code: int
    """3 where evidence is there and cannot be used."""


def _open(*, evidence: bool = True) -> Opened:
    place = Place()
    code = 0
    if evidence and os.path.isdir(os.path.join(place.root, ".specify", "evidence")):
        from specward.cli.results import evidence_of

        project = place.project
        found = evidence_of(project, place.root)
        for path, reason in found.undetermined:
            note(printable(f"{path}: {reason}"))
        code = UNDETERMINED if found.undetermined else 0
        if found.results or found.stale:
            project.evidence = found
    return Opened(place, place.project, code)


def _feature_folder(project: Project, named: str) -> str:
    """The one feature that a word names; empty where it names none, or no feature but an item."""
    found = features.candidates(named, project.feature_paths) if named else []
    return found[0] if len(found) == 1 else ""


def _key(opened: Opened, item: str, feature: str = "") -> str:
    """The key of the item that the user names.

    Raises:
        UsageError: there is none, or more than one.
    """
    graph = graph_of(opened.project)
    if item in graph.nodes:
        return item
    found = identities(opened.project).resolve(item, _home(opened, feature))
    if not found.key and not found.candidates:
        found = identities(opened.project).resolve(item)
    if found.key in graph.nodes:
        return found.key
    if found.candidates:
        raise UsageError(
            f"`{item}` may be {', '.join(found.candidates[:5])}", help=f"write the whole id: {found.candidates[0]}"
        )
    meant = found.near or _alike(item, graph)
    near = f"did you mean {' or '.join(meant)}? " if meant else ""
    raise UsageError(f"there is no item and no feature `{item}`", help=f"{near}`spec trace --matrix` lists every item")


def _alike(item: str, graph: Graph) -> list[str]:
    """What else a word may be meant for: a command of this group, or a test by its name alone."""
    from difflib import get_close_matches

    commands = get_close_matches(item, [command.name for command in app.registered_commands if command.name], n=1)
    tests = (key for key in graph.nodes if key.endswith(f"::{item}"))
    return [f"`spec trace {command}`" for command in commands] or list(islice(tests, 3))


def _keys(opened: Opened, item: str) -> list[str]:
    """The key of an item, or those of a whole feature."""
    folder = _feature_folder(opened.project, item)
    if not folder:
        return [_key(opened, item)]
    graph = graph_of(opened.project)
    return [key for key, node in graph.nodes.items() if node.feature == graph.folders[folder]]


def _home(opened: Opened, named: str) -> str:
    """The feature in which a bare id is looked for first; empty where nothing tells."""
    try:
        return graph_of(opened.project).folders[opened.place.feature(named).folder]
    except UsageError:
        if named:
            raise
        return ""


def _write_matrix(opened: Opened, coverage: Coverage, folder: str, output: Format) -> None:
    from specward.trace.matrix import matrix

    sections = matrix(coverage, {coverage.graph.folders[folder]} if folder else None)
    match output:
        case Format.TEXT:
            tables.write_matrix(sections, coverage)
        case Format.JSON:
            from specward.output import matrix_json

            write_json(matrix_json.as_dict(sections, coverage.profile.name))
        case Format.MARKDOWN:
            from specward.output import matrix_markdown

            write(matrix_markdown.render(sections))
        case Format.CSV:
            from specward.output import matrix_csv

            sys.stdout.reconfigure(newline="")  # type: ignore[union-attr]  # the line ends are the format's own
            write(matrix_csv.render(sections))
        case Format.HTML:
            from specward.output import matrix_html

            title = folder.rpartition("/")[2] or os.path.basename(opened.place.root)
            write(matrix_html.render(sections, title=title, profile=coverage.profile.name))


def _states(place: Place, revisions: str) -> tuple[Project, Project]:
    """The two states that `A..B`, `A...B` or `A` mean.

    Raises:
        UsageError: git does not know one of them.
        UndeterminedError: the clone is too shallow to tell.
    """
    first, dots, last = revisions.partition("..")
    if not first:
        raise UsageError(f"{revisions!r} names no first state", help="write it as `main..HEAD`")
    if last.startswith("."):
        last = last[1:] or "HEAD"
        first = merge_base(place.root, first, last)
    new = _at(place, last or "HEAD") if dots else place.project
    return _at(place, first), new


def _at(place: Place, revision: str) -> Project:
    try:
        return Project(open_source(place.root, rev=revision))
    except UsageError as error:
        if is_shallow(place.root):
            raise UndeterminedError(
                f"{error.message}, and this clone is shallow", help="git fetch --unshallow"
            ) from None
        raise
