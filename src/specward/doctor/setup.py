"""The project: where it is, its constitution, its templates, the feature that is worked on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import leftovers
from specward.doctor.check import Check, Grade
from specward.features import POINTER, VARIABLES, candidates, read_pointer
from specward.git.place import find_place
from specward.root import MARKER
from specward.scaffold.render import OVERRIDES, find_template
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case

_TEMPLATE = "-template.md"
_TEMPLATES = ("spec", "plan", "tasks", "checklist", "constitution", "phr", "adr")
"""What documents are made from; `.specify/templates/overrides/<name>-template.md` stands in for the built-in one."""

_VERSION_LINE = "**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31"


def look(case: Case) -> Iterator[Check]:
    """What makes the folder a project."""
    root = _root(case)
    yield root
    if root.grade is Grade.BAD:
        return
    yield _documents(case)
    yield from _constitution(case)
    yield from _templates(case)
    yield from _current_feature(case)


def _root(case: Case) -> Check:
    if os.path.isdir(os.path.join(case.root, MARKER)):
        return Check("root", Grade.GOOD, f"{case.root}, by its {MARKER}/")
    if not case.project.kinds:
        nested = [folder.rstrip("/") for folder in case.source.nested]
        if nested:
            said = f"{case.root} is no project; projects lie in {listed(nested)}"
            return Check("root", Grade.BAD, said, f"spec -C {nested[0]} doctor")
        said = f"{case.root} is no project: it has no {MARKER}/ and no document"
        return Check("root", Grade.BAD, said, "spec init")
    place = find_place(case.root)
    how = "the top of the repository" if place and place.folder_of(case.root) == "" else "where you stand"
    return Check("root", Grade.NOTE, f"{case.root}, {how}; it has no {MARKER}/", "spec init")


def _documents(case: Case) -> Check:
    project = case.project
    features, records, decisions = (
        len(project.feature_paths),
        len(project.of_kind(Kind.PHR)),
        len(project.of_kind(Kind.ADR)),
    )
    if not project.kinds:
        return Check("documents", Grade.NOTE, "there is none yet", 'spec new feature "Title"')
    said = f"{counted(features, 'feature')}, {counted(records, 'prompt record')}, {counted(decisions, 'decision')}"
    nested = [folder.rstrip("/") for folder in case.source.nested]
    return Check("documents", Grade.GOOD, f"{said}; projects of their own in {listed(nested)}" if nested else said)


def _constitution(case: Case) -> Iterator[Check]:
    """The constitution; a project that keeps only decisions needs none."""
    constitution = case.project.constitution
    if constitution is None:
        if case.project.feature_paths:
            yield Check("constitution", Grade.NOTE, "there is none", "spec new constitution")
        return
    path = constitution.document.path
    open_places = len(leftovers(constitution.document, Kind.CONSTITUTION))
    if open_places:
        said = f"{path} is not filled in: {counted(open_places, 'placeholder')} left"
        yield Check("constitution", Grade.NOTE, said, f"fill it in; spec check {path} shows where")
    elif constitution.version is None:
        help_ = f"end it with a line like: {_VERSION_LINE}"
        yield Check("constitution", Grade.NOTE, f"{path} has no version line, so it counts as not ratified", help_)
    else:
        principles = counted(len(constitution.principles), "principle")
        yield Check("constitution", Grade.GOOD, f"{path}, version {constitution.version.number}, {principles}")


def _templates(case: Case) -> Iterator[Check]:
    """The project's own templates: whether each stands in for one, and can be read as one."""
    names = [path.removeprefix(f"{OVERRIDES}/") for path in case.project.paths if path.startswith(f"{OVERRIDES}/")]
    for name in names:
        path = f"{OVERRIDES}/{name}"
        stem = name.removesuffix(_TEMPLATE)
        if stem not in _TEMPLATES or stem == name:
            help_ = f"mv {path} {OVERRIDES}/NAME{_TEMPLATE}    # NAME: {', '.join(_TEMPLATES)}"
            yield Check("template", Grade.NOTE, f"{path} is never used: no document is made from it", help_)
            continue
        from specward.scaffold.sandbox import fault_of

        fault = fault_of(find_template(case.source, stem).text)
        if fault:
            yield Check("template", Grade.BAD, f"{path} is malformed: {fault}", f"mend it, or rm {path}")
        else:
            yield Check("template", Grade.GOOD, path)


def _current_feature(case: Case) -> Iterator[Check]:
    """What names the current feature, and names none: commands that ask for it fail."""
    told = {name: case.environment.get(name, "") for name in VARIABLES}
    told[POINTER] = read_pointer(case.source.read(POINTER))
    for where, named in told.items():
        if not named:
            continue
        found = candidates(named, list(case.project.feature_paths))
        if len(found) == 1:
            yield Check("current feature", Grade.GOOD, f"{found[0]}, by {where}")
            continue
        what = f"{counted(len(found), 'feature')}" if found else "no feature that there is"
        remedy = f"rm {where}" if where == POINTER else f"unset {where}"
        yield Check("current feature", Grade.BAD, f"{where} names {what}: {named}", remedy)
