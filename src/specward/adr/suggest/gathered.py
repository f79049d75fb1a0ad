"""Gathering the choices of a project: from a feature's plan, from what is staged or a range, from a prompt record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.suggest.change import ChangedFile, Former, changed
from specward.adr.suggest.exchange import decided
from specward.adr.suggest.manifests import is_manifest
from specward.adr.suggest.stated import stated
from specward.artifacts.kind import Kind
from specward.artifacts.phr import read_record
from specward.artifacts.phr_name import RecordName
from specward.changeset import DELETED
from specward.errors import UsageError
from specward.git.history import commits
from specward.git.process import run
from specward.git.range import changes_since, merge_base
from specward.markdown.document import UTF8, Document
from specward.sources.index import IndexSource
from specward.sources.memory import MemorySource
from specward.sources.revision import RevisionSource
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.adr.suggest.weighed import Weighed
    from specward.artifacts.phr import Record
    from specward.finding import Span
    from specward.project import Feature, Project
    from specward.sources.source import Source

RESEARCH = "research.md"
_MOST_MANIFESTS = 500
_MOST_RECORDS = 500
_MOST_COMMITS = 50


def planned(project: Project, feature: Feature) -> list[Weighed]:
    """The choices that a feature's plan and its research state.

    Raises:
        UnreadableFile: one of them cannot be read.
    """
    documents = (feature.plan.document if feature.plan else None, project.document(f"{feature.folder}/{RESEARCH}"))
    return [weighed for document in documents if document for weighed in stated(document)]


def staged(root: str, paths: Iterable[str]) -> list[Weighed]:
    """The choices of the commit that is being made.

    Args:
        root: the project's root.
        paths: what is staged below it.

    Raises:
        UndeterminedError: git refuses, or is missing.
    """
    try:
        before: Source = RevisionSource(root, "HEAD")
    except UsageError:  # there is no commit yet
        before = MemorySource({})
    return _between(before, IndexSource(root), paths)


def ranged(root: str, revisions: str) -> list[Weighed]:
    """The choices that a range of commits brought, by what it changes and by what its messages say.

    Args:
        root: the project's root.
        revisions: `main..HEAD`; the range begins where the two lines parted.

    Raises:
        UsageError: git knows no such range.
        UndeterminedError: git refuses, or is missing.
    """
    first, dots, last = revisions.partition("..")
    if not dots or not first:
        raise UsageError(f"{revisions!r} is no range of commits", help="write it as `main..HEAD`")
    last = last.lstrip(".") or "HEAD"
    base = merge_base(root, first, last)
    before, after = RevisionSource(root, base), RevisionSource(root, last)
    paths = [path for status, path in changes_since(root, base, last) if status != DELETED]
    messages = [commit.message for commit in commits(root, f"{base}..{last}")]
    return [*_between(before, after, paths), *changed((), Former(), messages)]


def latest(root: str) -> list[Weighed]:
    """The choices of the branch's latest commits; none where there are no two of them.

    Raises:
        UndeterminedError: git refuses, or is missing.
    """
    listed = run(["rev-list", "--first-parent", f"--max-count={_MOST_COMMITS}", "HEAD", "--"], root)
    known = listed.out.decode().split()
    return ranged(root, f"{known[-1]}..HEAD") if listed.status == 0 and len(known) > 1 else []


def exchanged(record: Record) -> list[Weighed]:
    """The choices that a prompt record tells: of the prompt, the response, the outcome."""
    return [weighed for span in (record.prompt, record.response, record.outcome) for weighed in _said(record, span)]


def everywhere(project: Project) -> Iterator[list[Weighed]]:
    """The choices of every feature's plan, then of the latest prompt records, one feature or record at a time.

    Raises:
        UnreadableFile: a document cannot be read.
    """
    for feature in project.features():
        yield planned(project, feature)
    newest = sorted(project.of_kind(Kind.PHR), key=lambda path: RecordName.parse(path).number or 0, reverse=True)
    for path in newest[:_MOST_RECORDS]:
        if document := project.document(path):
            yield exchanged(read_record(document))


def _said(record: Record, span: Span | None) -> list[Weighed]:
    if span is None:
        return []
    document = record.document
    return decided(document.slice(span), document.path, document.line(span.start))


def _between(before: Source, after: Source, paths: Iterable[str]) -> list[Weighed]:
    wanted = sorted(paths)
    files = [_changed_file(before, after, path) for path in wanted]
    former_paths = before.files()
    manifests = [path for path in former_paths if is_manifest(path)][:_MOST_MANIFESTS]
    former = Former(frozenset(former_paths), {path: _text(before, path) or "" for path in manifests})
    return [*_newly_stated(before, after, wanted), *changed(files, former)]


def _changed_file(before: Source, after: Source, path: str) -> ChangedFile:
    """A changed path with the texts of a manifest; of other files only whether they are there."""
    if is_manifest(path):
        return ChangedFile(path, _text(before, path), _text(after, path))
    return ChangedFile(path, "" if before.exists(path) else None, "" if after.exists(path) else None)


def _newly_stated(before: Source, after: Source, paths: Iterable[str]) -> Iterator[Weighed]:
    """The choices of changed plans that they did not state before."""
    for path in paths:
        if path.rpartition("/")[2] in {"plan.md", RESEARCH} and (text := _text(after, path)) is not None:
            known = {_words(weighed) for weighed in stated(Document(path, _text(before, path) or ""))}
            yield from (weighed for weighed in stated(Document(path, text)) if _words(weighed) not in known)


def _words(weighed: Weighed) -> tuple[str, ...]:
    return tuple(passage.text for passage in (*weighed.chosen, *weighed.others))


def _text(source: Source, path: str) -> str | None:
    """A file's text; None where there is none, or where it cannot be read: what it says is then not known."""
    try:
        data = source.read(path)
    except UnreadableFile:
        return None
    return None if data is None else data.decode(UTF8, "replace")
