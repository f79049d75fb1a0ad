"""Finding an item by its id: a feature, anything declared in one, a principle, a decision, a prompt record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr import read_adr
from specward.artifacts.kind import Kind
from specward.artifacts.phr import read_record
from specward.artifacts.references import key
from specward.errors import UsageError
from specward.features import resolve
from specward.phr.policy import resolve as resolve_record
from specward.phr.records import ProjectRecords
from specward.sources.source import UnreadableFile
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.project import Feature, Project

_SHOWN = 10


class Item(NamedTuple):
    """One item, with its text and its neighbours."""

    id: str
    """Its whole id: `001-login/FR-003`, `ADR-0007`, `P-01`; a prompt record's uid or path."""
    kind: str
    title: str
    path: str
    line: int
    text: str
    cites: tuple[str, ...] = ()
    cited_by: tuple[str, ...] = ()
    """Whole ids of the same feature's items that name this one."""

    def as_json(self) -> dict[str, object]:
        """The keys of `spec show --json`."""
        return {**self._asdict(), "cites": list(self.cites), "cited_by": list(self.cited_by)}


class _Local(NamedTuple):
    """An item of a feature, before its neighbours are known."""

    id: str
    kind: str
    title: str
    document: Document
    start: int
    end: int
    cites: tuple[str, ...]


def find_item(project: Project, ref: str, current: str = "") -> Item:
    """The item that `ref` names.

    Args:
        project: the project.
        ref: `001-login/FR-003`, `US1`, `ADR-7`, `P-01`, a feature, the uid or the path of a document; `001-login/0003`
            for a prompt record.
        current: the folder of the current feature; a bare local id is looked for there first.

    Raises:
        UsageError: nothing or more than one item answers to it.
    """
    ref = ref.strip()
    if ref in project.kinds:
        return _document_item(project, ref)
    if _decision_number(ref) is not None:
        return _decision(project, ref)
    if re.fullmatch(r"P-?\d{1,3}", ref, re.ASCII | re.IGNORECASE):
        return _principle(project, ref)
    if re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", ref.upper(), re.ASCII):
        return _record(project, ref.upper())
    if re.fullmatch(r".+/\d{1,10}", ref, re.ASCII):
        filed = [found.path for found in resolve_record(ref, ProjectRecords(project))]
        if filed:
            return _document_item(project, _only(ref, filed))
    return _feature_or_local(project, ref, current)


def _feature_or_local(project: Project, ref: str, current: str) -> Item:
    folder, _, local = ref.rpartition("/")
    if not _is_local(local):
        return _feature(project.feature(resolve(ref, list(project.feature_paths))))
    if folder:
        return _in_feature(project, resolve(folder, list(project.feature_paths)), local)
    return _bare(project, local, current)


def _is_local(word: str) -> bool:
    """Whether a word looks like the id of something in a feature: capitals, then digits."""
    shape = r"[A-Za-z]{1,6}(?:-[A-Za-z]{1,12}){0,2}-?\d{1,4}(?:[.-]\d{1,3})?[a-z]?"
    return re.fullmatch(shape, word, re.ASCII) is not None


def _decision_number(ref: str) -> int | None:
    match = re.fullmatch(r"ADR-?(\d{1,6})", ref, re.ASCII | re.IGNORECASE)
    return int(match[1]) if match else None


def _decision(project: Project, ref: str) -> Item:
    number = _decision_number(ref)
    found = []
    for path in project.of_kind(Kind.ADR):
        document = _readable(project, path)
        adr = read_adr(document) if document else None
        if adr is not None and adr.number == number:
            found.append(path)
    if not found:
        raise UsageError(f"there is no decision {ref}", help="`spec adr list` shows what there is")
    return _document_item(project, _only(ref, found))


def _principle(project: Project, ref: str) -> Item:
    constitution = project.constitution
    if constitution is None:
        raise UsageError("the project has no constitution", help="write one: `spec new constitution`")
    found = [principle for principle in constitution.principles if key(principle.id) == key(ref)]
    if not found:
        known = ", ".join(principle.id for principle in constitution.principles[:_SHOWN])
        raise UsageError(f"there is no principle {ref}", where=constitution.document.path, help=f"there are {known}")
    principle = found[0]
    document = constitution.document
    line = document.position(principle.heading.start).line
    text = document.text[principle.heading.start : principle.end].rstrip()
    return Item(principle.id, "principle", principle.name, document.path, line, text)


def _record(project: Project, uid: str) -> Item:
    found = []
    for path in project.of_kind(Kind.PHR):
        document = _readable(project, path)
        if document and uid in document.text.upper():
            field = read_record(document).uid
            if field is not None and field.value.upper() == uid:
                found.append(path)
    if not found:
        raise UsageError(f"there is no prompt record {uid}", help="look below the project's history folder")
    return _document_item(project, _only(uid, found))


def _document_item(project: Project, path: str) -> Item:
    """A whole document as an item."""
    document = project.document(path)
    if document is None:
        raise UsageError(f"there is no document {path}")
    kind = project.kinds[path]
    identity, title = path, next((document.words(heading) for heading in document.headings), "")
    if kind is Kind.ADR:
        adr = read_adr(document)
        title = adr.title
        identity = f"ADR-{adr.number:04d}" if adr.number is not None else path
    elif kind is Kind.PHR:
        record = read_record(document)
        title = record.title.value if record.title else ""
        identity = record.uid.value if record.uid and record.uid.value else path
    return Item(identity, kind.value, title, path, 1, document.text.rstrip())


def _feature(feature: Feature) -> Item:
    spec = feature.spec
    first = feature.paths[0]
    path = spec.document.path if spec else first
    text = "\n".join(feature.paths)
    return Item(feature.name, "feature", spec.title if spec else feature.name, path, 1, text)


def _bare(project: Project, local: str, current: str) -> Item:
    """A local id without its feature: in the current feature, or in the only one that has it."""
    if current and _matching(project.feature(current), local):
        return _in_feature(project, current, local)
    holders = []
    for feature in project.features():
        try:
            if _matching(feature, local):
                holders.append(feature.folder)
        except UnreadableFile:
            continue
    if not holders:
        return _named_like_an_item(project, local)
    if len(holders) > 1:
        shown = [f"{holder.rpartition('/')[2]}/{local}" for holder in holders]
        words = f"{local} is in {len(holders)} features: {listed(shown, _SHOWN)}"
        raise UsageError(words, help=f"say which: spec show {shown[0]}")
    return _in_feature(project, holders[0], local)


def _named_like_an_item(project: Project, word: str) -> Item:
    """The feature whose slug looks like an id: `oauth2`."""
    try:
        return _feature(project.feature(resolve(word, list(project.feature_paths))))
    except UsageError:
        raise UsageError(f"no feature has an item {word}", help="`spec status` lists the features") from None


def _in_feature(project: Project, folder: str, local: str) -> Item:
    feature = project.feature(folder)
    items = list(_items(feature))
    found = [item for item in items if key(item.id) == key(local)]
    if not found:
        from difflib import get_close_matches

        near = get_close_matches(local.upper(), [item.id for item in items], n=3)
        help_ = f"did you mean {', '.join(f'{feature.name}/{identity}' for identity in near)}?" if near else ""
        raise UsageError(f"{feature.name} has no item {local}", help=help_)
    if len(found) > 1:
        places = ", ".join(f"{item.document.path}:{item.document.position(item.start).line}" for item in found)
        raise UsageError(f"{feature.name} has {len(found)} items {local}: {places}", help="renumber one of them")
    item = found[0]
    cited_by = [other.id for other in items if key(item.id) in {key(ref) for ref in other.cites}]
    return Item(
        id=f"{feature.name}/{item.id}",
        kind=item.kind,
        title=item.title,
        path=item.document.path,
        line=item.document.position(item.start).line,
        text=item.document.text[item.start : item.end].rstrip(),
        cites=tuple(f"{feature.name}/{ref}" for ref in item.cites),
        cited_by=tuple(f"{feature.name}/{identity}" for identity in cited_by),
    )


def _matching(feature: Feature, local: str) -> bool:
    return any(key(item.id) == key(local) for item in _items(feature))


def _items(feature: Feature) -> Iterator[_Local]:
    """Everything in a feature that has an id."""
    spec, tasks = feature.spec, feature.tasks
    if spec is not None:
        for story in spec.stories:
            yield _Local(story.id, "story", story.title, spec.document, story.heading.start, story.end, ())
        for scenario in spec.scenarios:
            yield _Local(scenario.id, "criterion", "", spec.document, scenario.start, scenario.end, scenario.refs)
        for declared in spec.declared:
            kind = _KINDS.get(declared.family, "requirement")
            yield _Local(declared.id, kind, declared.text, spec.document, declared.start, declared.end, ())
    if tasks is not None:
        for task in tasks.tasks:
            cites = tuple(dict.fromkeys((*task.stories, *task.refs, *task.after)))
            yield _Local(task.id, "task", task.text, tasks.document, task.start, task.end, cites)
    for checklist in feature.checklists:
        for item in checklist.items:
            if item.id:
                yield _Local(item.id, "check", item.text, checklist.document, item.start, item.end, ())


_KINDS = {"SC": "success criterion", "AC": "criterion", "EC": "edge case"}


def _only(ref: str, paths: list[str]) -> str:
    if len(paths) > 1:
        listed = ", ".join(paths[:_SHOWN])
        raise UsageError(f"{ref} names {len(paths)} documents: {listed}", help=f"say which: spec show {paths[0]}")
    return paths[0]


def _readable(project: Project, path: str) -> Document | None:
    try:
        return project.document(path)
    except UnreadableFile:
        return None
