"""Where evidence is kept and how it is had again: files in `.specify/evidence/`, which git ignores, and files given."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.changes import Create, Replace
from specward.evidence import jsonl
from specward.evidence.result import Evidence
from specward.evidence.run import MalformedEvidence, Run
from specward.evidence.tree import differing, is_spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specward.changes import Change
    from specward.evidence.binding import Binding
    from specward.evidence.result import Result

FOLDER = ".specify/evidence"
SUFFIX = ".jsonl"
_IGNORE = f"{FOLDER}/.gitignore"
_IGNORED = "# Results hold for one tree on one machine: they are made anew, not committed.\n*\n"
_SIZE_LIMIT = 256 * 1024 * 1024


def load(root: str, tree: Mapping[str, str], *, files: Sequence[str] = (), binding: Binding | None = None) -> Evidence:
    """The stored evidence of a project and that in files that the user names.

    A file that cannot be used is told in `undetermined`; nothing is raised. A JUnit report does not say which tree it
    was made on: whoever names it says that it is the present one.

    Args:
        root: the project's root.
        tree: the present tree, as `tree_of` gives it.
        files: evidence files and JUnit reports, by path.
        binding: what binds reports to tests; None where there are none.
    """
    runs: list[tuple[str, Run]] = []
    undetermined: list[tuple[str, str]] = []
    named = [(path, path) for path in files]
    for path, place in [*((path, os.path.join(root, path)) for path in _stored(root)), *named]:
        try:
            run = read(place, binding)
        except MalformedEvidence as error:
            undetermined.append((path, error.reason))
        else:
            runs.append((path, run))
    return gather(runs, tree)._replace(undetermined=tuple(undetermined))


def gather(runs: Iterable[tuple[str, Run]], tree: Mapping[str, str]) -> Evidence:
    """What runs come to on a tree: those that were made on another one, or while it changed, are stale.

    Where nothing but specs has changed, a test is stale that names one of their features, or names no feature.
    """
    results: list[Result] = []
    stale: list[Result] = []
    before_specs: list[tuple[Run, frozenset[str]]] = []
    differs: set[str] = set()
    sources = []
    for path, run in runs:
        changed = {*run.changed, *(() if run.tree is None else differing(run.tree, tree))}
        if changed and all(map(is_spec, changed)):
            before_specs.append((run, frozenset(spec.rpartition("/")[0] for spec in changed)))
        else:
            (stale if changed else results).extend(run.results)
        differs |= changed
        sources.append(path)
    since: dict[str, frozenset[str]] = {}
    on_this_tree = {result.test for result in results}
    for run, folders in before_specs:
        left = on_this_tree | _held_to(run, folders)
        for result in run.results:
            if result.test in left:
                stale.append(result)
            else:
                results.append(result)
                since[result.test] = since.get(result.test, frozenset()) | folders
    return Evidence(tuple(results), tuple(stale), tuple(sorted(differs)), sources=tuple(sources), specs_since=since)


def _held_to(run: Run, folders: frozenset[str]) -> set[str]:
    """The tests of a run that may verify an item of one of these features, by what the runner saw."""
    from specward.evidence.target import may_lie_in

    targets = {target for result in run.results for target in result.verifies}
    named = {target for target in targets if may_lie_in(target.rstrip("?"), folders)}
    return {result.test for result in run.results if not named.isdisjoint(result.verifies)}


def read(path: str, binding: Binding | None = None) -> Run:
    """One file, whatever its form: XML is a JUnit report, everything else must be this tool's own.

    Raises:
        MalformedEvidence: it cannot be read, or is of neither form.
    """
    from specward.evidence import junit

    try:
        with open(path, "rb") as file:
            beginning = file.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
            file.seek(0)
            if beginning.startswith(b"<"):
                bind = binding or _unbound()
                return Run(tuple(map(bind.result, junit.parse(file))), None)
            if os.fstat(file.fileno()).st_size > _SIZE_LIMIT:
                raise MalformedEvidence(f"it holds more than {_SIZE_LIMIT // (1024 * 1024)} MB")
            run = jsonl.parse(file.read())
    except OSError as problem:
        raise MalformedEvidence(f"it cannot be read: {problem.strerror or problem}") from None
    if run.tree is None:
        raise MalformedEvidence("line 1: it does not say which tree the tests ran on")
    return run


def record(
    root: str, path: str, results: Iterable[Result], tree: Mapping[str, str], facts: Mapping[str, object]
) -> list[Change]:
    """The changes that keep the results of a run in a file.

    What an earlier run on the same tree has left there is kept beside them; everything else gives way.

    Args:
        root: what the path is relative to, usually the project's root.
        path: the evidence file.
        results: of the run.
        tree: what it ran on.
        facts: more for the header; where `changed` is among them, nothing earlier is kept.
    """
    changes: list[Change] = []
    old = _content(root, path)
    earlier = _earlier(old, tree)
    if earlier and not facts.get("changed"):
        results = jsonl.merged(earlier, results)
    if path.startswith(f"{FOLDER}/") and not os.path.lexists(os.path.join(root, _IGNORE)):
        changes.append(Create(_IGNORE, _IGNORED))
    text = jsonl.render(results, tree, facts)
    changes.append(Create(path, text) if old is None else Replace(path, text))
    return changes


def _content(root: str, path: str) -> bytes | None:
    try:
        with open(os.path.join(root, path), "rb") as file:
            return file.read(_SIZE_LIMIT)
    except OSError:
        return b"" if os.path.lexists(os.path.join(root, path)) else None


def _earlier(old: bytes | None, tree: Mapping[str, str]) -> Run | None:
    try:
        run = jsonl.parse(old) if old else None
    except MalformedEvidence:
        return None
    return run if run and run.tree == tree and not run.changed else None


def _stored(root: str) -> list[str]:
    try:
        names = os.listdir(os.path.join(root, FOLDER))
    except OSError:
        return []
    return sorted(f"{FOLDER}/{name}" for name in names if name.endswith(SUFFIX))


def _unbound() -> Binding:
    from specward.evidence.binding import Binding

    return Binding((), (), lambda _: "")
