"""A failing test from an acceptance criterion: pytest, with the clauses to go through and nothing proved yet."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward import globs
from specward.artifacts.normative import steps
from specward.artifacts.references import key
from specward.artifacts.scenario import Scenario
from specward.changes import Create
from specward.errors import UsageError
from specward.features import FeatureName
from specward.ids import slug
from specward.trace.resolve import feature_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.requirement import Requirement
    from specward.artifacts.spec import Spec
    from specward.project import Feature, Project

_WIDTH = 100
_LONGEST_TITLE = 70
_LONGEST_CLAUSE = 2_000
_CLAUSES = ("given", "when", "then")


class NewTest(NamedTuple):
    """A test to be written."""

    id: str
    """What it verifies: `001-login/AC-002`."""
    path: str
    name: str
    """Of the function."""
    seen: bool
    """Whether the file is among those where the configuration looks for tests."""
    verified_by: tuple[str, ...]
    """Tests that say already that they verify it."""
    changes: list[Create]


class _Clause(NamedTuple):
    keyword: str
    """As the scenario has it: `given`, `and`; empty of an item without steps."""
    clause: str
    """To which it belongs: `given`, `when`, `then`."""
    words: str
    """On one line."""


def new_test(project: Project, feature: Feature, local: str, *, path: str = "", with_steps: bool = False) -> NewTest:
    """Write a test for a criterion or a requirement.

    Args:
        project: the project.
        feature: the feature that has the criterion.
        local: its id in the feature: `AC-002`.
        path: the file to write; one of its own below `tests/` if left out.
        with_steps: whether the clauses become context managers of `specward.steps`, and not comments.

    Raises:
        UsageError: there is no such item, it has no id of its own, or the path is not that of a Python module.
    """
    spec, item = _item(feature, local)
    clauses = _clauses(spec, item)
    name = feature_keys(project.feature_paths)[feature.folder]
    identity = f"{name}/{item.id}"
    path = path or _path(project, feature.name, item.id)
    if not _module().fullmatch(path.rpartition("/")[2]):
        raise UsageError("a test is written into a Python module", where=path, help="name it test_….py")
    title = next((one.words for one in clauses if one.clause == "then"), clauses[-1].words)
    function = f"test_{_identifier(title, _LONGEST_TITLE) or _identifier(item.id)}"
    text = "\n".join(_module_text(identity, title, function, clauses, with_steps=with_steps))
    return NewTest(
        identity,
        path,
        function,
        any(globs.matches(glob, path) for glob in project.config.trace_tests),
        tuple(case.id for case in project.tests.cases if any(mark.target == identity for mark in case.marks)),
        [Create(path, text)],
    )


def _item(feature: Feature, local: str) -> tuple[Spec, Scenario | Requirement]:
    spec = feature.spec
    if spec is None:
        raise UsageError(f"{feature.name} has no spec", help=f"write it: {feature.folder}/spec.md")
    items: list[Scenario | Requirement] = [*spec.scenarios, *spec.declared]
    found = [item for item in items if key(item.id) == key(local)]
    where = spec.document.path
    if not found:
        from difflib import get_close_matches

        near = get_close_matches(local.upper(), [item.id for item in items], n=3)
        help_ = f"did you mean {', '.join(near)}?" if near else f"`spec show {feature.name}` shows what there is"
        raise UsageError(f"{feature.name} has no item {local}", where=where, help=help_)
    item = found[0]
    place = f"{where}:{spec.document.position(item.start).line}"
    if len(found) > 1:
        raise UsageError(f"{len(found)} items have the id {item.id}", where=place, help="renumber one of them")
    if isinstance(item, Scenario) and not item.stable:
        help_ = f"write one before its first clause: **{_free_id(spec)}**"
        raise UsageError(f"{item.id} is a place and no id: it changes with the order", where=place, help=help_)
    return spec, item


def _free_id(spec: Spec) -> str:
    """The next criterion's id."""
    ids = [*(scenario.id for scenario in spec.scenarios), *(item.id for item in spec.criteria)]
    numbers = [int(found[1]) for identity in ids if (found := _criterion_number().fullmatch(identity))]
    return f"AC-{max(numbers, default=0) + 1:03d}"


def _clauses(spec: Spec, item: Scenario | Requirement) -> list[_Clause]:
    """What the test has to go through; of an item without steps its text."""
    found: list[_Clause] = []
    if isinstance(item, Scenario):
        for keyword, words in steps(spec, item):
            line = _line(words)
            if line:
                before = found[-1].clause if found else "given"
                found.append(_Clause(keyword, keyword if keyword in _CLAUSES else before, line))
    else:
        found.append(_Clause("", "", _line(item.text)))
    return found or [_Clause("", "", item.id)]


def _path(project: Project, feature: str, local: str) -> str:
    """A file whose name no other test has: pytest's default way of importing wants that."""
    folder = next((folder for folder in ("tests", "test") if project.source.exists(folder)), "tests")
    name = FeatureName.parse(feature)
    number = f"{name.number:03d}" if name.number is not None else ""
    parts = [number, _identifier(name.slug), _identifier(local)]
    return f"{folder}/acceptance/test_{'_'.join(part for part in parts if part)}.py"


def _module_text(
    identity: str, title: str, function: str, clauses: list[_Clause], *, with_steps: bool
) -> Iterator[str]:
    shown = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
    docstring = f"{identity}: {shown}".replace("\\", "/").replace('"', "'")
    used = sorted({one.clause for one in clauses if one.clause}) if with_steps else []
    yield f'"""{docstring.rstrip(".")}."""'
    yield ""
    yield "import pytest"
    if used:
        yield ""
        yield f"from specward.steps import {', '.join(used)}"
    yield from ("", "")
    yield f"@pytest.mark.verifies({_literal(identity)})"
    yield f"def {function}():"
    failing = f"pytest.fail({_literal(f'{identity} is not tested yet')})"
    yield from _with_steps(clauses, failing) if used else _with_comments(clauses, failing)
    yield ""


def _with_comments(clauses: list[_Clause], failing: str) -> Iterator[str]:
    for keyword, _, words in clauses:
        said = f"{keyword.capitalize()} {words}".strip()
        for line in textwrap.wrap(said, _WIDTH, break_on_hyphens=False):
            yield f"    # {line}"
    yield f"    {failing}"


def _with_steps(clauses: list[_Clause], failing: str) -> Iterator[str]:
    for index, (_, clause, words) in enumerate(clauses, 1):
        yield f"    with {clause}({_literal(words)}):"
        yield f"        {failing if index == len(clauses) else '...'}"


def _line(words: str) -> str:
    """Words on one line, without emphasis and without characters that no line may hold."""
    visible = "".join(character if character.isprintable() else " " for character in words[:_LONGEST_CLAUSE])
    return " ".join(visible.replace("**", "").split())


def _identifier(words: str, limit: int = 60) -> str:
    """Words as part of a Python name; empty where nothing of them can be."""
    name = slug(words, limit).replace("-", "_")
    return name if f"test_{name}".isidentifier() and name != "untitled" else ""


def _literal(text: str) -> str:
    """A text as Python writes it, in double quotes where it holds none."""
    said = repr(text)
    return f'"{said[1:-1]}"' if said[0] == "'" and '"' not in said else said


@cache
def _module() -> re.Pattern[str]:
    return re.compile(r"[^\W\d]\w*\.py")


@cache
def _criterion_number() -> re.Pattern[str]:
    return re.compile(r"AC-?(\d{1,4})", re.ASCII)
