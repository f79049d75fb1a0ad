"""Finding what is to be signed by what people write for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UsageError
from specward.features import resolve
from specward.signoff.content import CHECKS, CONSTITUTION, FeatureContents, constitution_content, item_key
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from specward.artifacts.enforcement_entry import ChecklistItem
    from specward.project import Feature, Project
    from specward.signoff.content import Content, Question


class Found(NamedTuple):
    """What is to be signed, and whose it is."""

    feature: Feature | None
    """None for what belongs to the constitution."""
    content: Content


def find_content(
    project: Project, ref: str, current: Callable[[], Feature], checks: Iterable[ChecklistItem | Question] = ()
) -> Found:
    """What `ref` names.

    Args:
        project: the project.
        ref: `001-login/FR-003`, `login/spec.md`, `specs/001-login/checklists/a.md#CHK003`, `001-login`, `P-05`; within
            the current feature also `FR-003` and `spec.md`.
        current: asked for the current feature where `ref` names none.
        checks: what the constitution and packs have a person confirm, besides the sentences of the configuration.

    Raises:
        UsageError: there is no such item, or it has no name that would last.
    """
    ref = ref.strip()
    constitution = project.constitution
    if ref == CONSTITUTION or (constitution and ref == constitution.document.path) or _is_principle(ref):
        found = constitution_content(project, CONSTITUTION if ref.endswith(".md") else ref)
        if found is None:
            raise UsageError(f"there is no {ref} to sign", help="`spec constitution` shows the principles")
        return Found(None, found)
    feature, local = _taken_apart(project, ref, current)
    contents = FeatureContents(project, feature, checks)
    content = contents.find(local)
    if content is None:
        raise _unknown(feature, local, contents.checks)
    return Found(feature, content)


def _taken_apart(project: Project, ref: str, current: Callable[[], Feature]) -> tuple[Feature, str]:
    """The feature that `ref` is about, and what in it."""
    folders = list(project.feature_paths)
    path = ref.removeprefix("./").rstrip("/")
    inside = max((folder for folder in folders if f"{path}/".startswith(f"{folder}/")), key=len, default="")
    if inside:
        return project.feature(inside), path[len(inside) + 1 :]
    if _is_local(path):
        return current(), path
    name, _, local = path.partition("/")
    return project.feature(resolve(name, folders)), local


def _unknown(feature: Feature, local: str, checks: Sequence[str]) -> UsageError:
    if local.startswith(f"{CHECKS}#"):
        known = "there is " + listed(checks, len(checks)) if checks else "nothing asks a person for a check here"
        return UsageError(f"{feature.name} has no {local} that can be signed", help=known)
    spec = feature.spec
    scenario = next((s for s in spec.scenarios if item_key(s.id) == item_key(local)), None) if spec else None
    if spec and scenario:
        line = spec.document.position(scenario.start).line
        return UsageError(
            f"{local} is a place among others and no id, so nobody could tell later what was signed",
            where=f"{spec.document.path}:{line}",
            help="give the scenario an id: **AC-001**",
        )
    return UsageError(
        f"{feature.name} has no {local} that can be signed",
        help="an item with an id, spec.md, plan.md, tasks.md, checklists/NAME.md, checklists/NAME.md#CHK001",
    )


def _is_principle(ref: str) -> bool:
    return re.fullmatch(r"P-?\d{1,4}", ref, re.ASCII | re.IGNORECASE) is not None


def _is_local(path: str) -> bool:
    """Whether a word means something in a feature: a document of it, a check, or an id."""
    if path.startswith(("checklists/", "checks#")) or path in {"spec.md", "plan.md", "tasks.md"}:
        return True
    return re.fullmatch(r"[A-Z]{1,6}(?:-[A-Z]{1,12}){0,2}-?\d{1,4}(?:[.-]\d{1,3})?[a-z]?", path, re.ASCII) is not None
