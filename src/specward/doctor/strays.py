"""Documents that nothing reads, because of where they lie or because what they belong to is gone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.artifacts.kind import FEATURE_KINDS, NOT_OURS
from specward.artifacts.phr_header import read_header
from specward.doctor.check import Check, Grade
from specward.doctor.command import quoted
from specward.features import FeatureName
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case
    from specward.project import Project

_FEATURE_FILES = {f"{kind.value}.md" for kind in FEATURE_KINDS}
_RECORD_ENDINGS = (".prompt.md", ".phr.md")
_MOST = 5
"""Folders that are named one by one."""


def look(case: Case) -> Iterator[Check]:
    """Each place where such documents lie."""
    project = case.project
    checks = [*_features(project), *_records(project), *_of_no_feature(project)]
    yield from checks[:_MOST]
    if len(checks) > _MOST:
        yield Check("more", Grade.NOTE, f"{counted(len(checks) - _MOST, 'other place')} like these")
    if not checks:
        yield Check("documents", Grade.GOOD, "each lies where it is read")


def _unread(project: Project) -> Iterator[str]:
    """The documents that are of no kind, those left out that lie among samples or in a tool's folder."""
    for path in project.paths:
        folders = path.split("/")[:-1]
        ours = NOT_OURS.isdisjoint(folders) and not any(folder.startswith(".") for folder in folders)
        if ours and path not in project.kinds:
            yield path


def _features(project: Project) -> Iterator[Check]:
    """Features in a folder that the configuration does not name, told by a number before their names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in _unread(project):
        folder, _, name = path.rpartition("/")
        above, _, feature = folder.rpartition("/")
        told = FeatureName.parse(feature)
        if name in _FEATURE_FILES and above and (told.number is not None or told.timestamp):
            found[above].add(feature)
    for above, features in sorted(found.items()):
        said = f"{counted(len(features), 'feature')} in {above}/, where none is looked for: {listed(sorted(features))}"
        help_ = f"mv {quoted(above)}/* {quoted(project.config.specs)}/, or set project.specs: {above}"
        yield Check("features", Grade.NOTE, said, help_)


def _records(project: Project) -> Iterator[Check]:
    """Prompt records where none is looked for. Other tools' prompts have the same ending; a record's keys tell."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in _unread(project):
        if path.endswith(_RECORD_ENDINGS) and _is_record(project, path):
            folder, _, name = path.rpartition("/")
            found[folder].append(name)
    for folder, names in sorted(found.items()):
        where = f"{folder}/" if folder else "the project's root"
        said = f"{counted(len(names), 'prompt record')} in {where}, where none is looked for: {listed(names)}"
        from_ = f"{quoted(folder)}/" if folder else ""
        help_ = f"mv {from_}*.prompt.md {quoted(project.config.history)}/prompts/general/"
        yield Check("records", Grade.NOTE, said, help_)


def _is_record(project: Project, path: str) -> bool:
    document = project.document(path)
    if document is None or path.endswith(("-template.prompt.md", "template.phr.md")):
        return False
    header = read_header(document)
    return header.has("stage") or header.has("id")


def _of_no_feature(project: Project) -> Iterator[Check]:
    """Checklists, reviews and sign-offs in a folder whose spec, plan and tasks are gone."""
    kinds = project.kinds
    features = {
        folder for folder, paths in project.feature_paths.items() if any(kinds[path] in FEATURE_KINDS for path in paths)
    }
    left: defaultdict[str, list[str]] = defaultdict(list)
    for folder, paths in project.feature_paths.items():
        if folder not in features:
            left[folder] += paths
    for path in project.kept:
        folder = path.rpartition("/")[0]
        if folder not in features:
            left[folder].append(path)
    for folder, paths in sorted(left.items()):
        names = sorted(path.removeprefix(f"{folder}/") for path in paths)
        said = f"{folder}/ has no spec, plan or tasks, and still {listed(names)}"
        remedy = f"rm -r {quoted(folder)}    # or have its spec back: git log --diff-filter=D -- {quoted(folder)}"
        yield Check("leftovers", Grade.NOTE, said, remedy)
