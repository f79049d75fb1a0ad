"""A commit is told exactly what `hooks.told` promises of the findings of the whole check, over whatever is staged."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hooks.staged_files import STRICT, TEXTS, StagedFiles

from specward import config as configuration
from specward.artifacts.kind import Kind, Layout
from specward.check.run import check
from specward.check.select import Selection
from specward.hooks.told import counts, told
from specward.hooks.underway import Underway
from specward.opening import open_committed
from specward.project import Project
from specward.rule import Scope
from specward.rules import RULES
from specward.sources.index import IndexSource
from specward.sources.memory import MemorySource
from specward.sources.scope import PINS, is_document
from specward.trace.adopted import links_requirements

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import GitRepository

    from specward.config import Config
    from specward.finding import Finding

Files = dict[str, str]
CITING = {"ADR013", "ADR014"}
"""The rules that look for citations of decisions in every file."""
OF_ONE_FILE = {"CON007", "TRC001", "TRC003", "TRC008", *CITING}
"""The rules that look into every file of code by itself."""
PARTIAL = {"PLN006", "TRC021", "TRC024", "TSK009", *CITING}
"""The rules of which a commit is not told all; whether a suppression of theirs is idle, it is not told at all."""
SCOPES = {rule.code: rule.scope for rule in RULES}
TODAY = "2026-01-31"


@st.composite
def states(draw: st.DrawFn, texts: dict[str, tuple[str, ...]] = TEXTS) -> tuple[Files, Files]:
    """A project in its last commit, and as it is staged: some of its files edited, added, deleted, moved."""
    before = draw(st.dictionaries(st.sampled_from(sorted(texts)), st.integers(0, 5), min_size=8, max_size=40))
    change = draw(st.dictionaries(st.sampled_from(sorted(texts)), st.integers(-2, 5), min_size=1, max_size=4))
    after = {**before, **change}
    return _files(before, texts), _files(after, texts)


def _files(chosen: dict[str, int], texts: dict[str, tuple[str, ...]]) -> Files:
    """The files by the numbers of their texts; a negative one takes a file away."""
    return {path: texts[path][number % len(texts[path])] for path, number in chosen.items() if number >= 0}


def config_of(files: Files) -> Config:
    return configuration.load(MemorySource(files))


def promised(old: Project, project: Project, after: Files, touched: set[str]) -> list[Finding]:
    """What the whole checks of both states say, by the contract."""
    config, layout = project.config, project.layout
    folder_of = layout.feature_folder
    folders = {folder for path in touched if (folder := folder_of(path))}
    selection = Selection.of(project, RULES)
    former = {finding[:5] for finding in check(old, selection).findings}
    inside = [path for path in project.of_kind(Kind.SPEC) if folder_of(path) in folders]
    links = links_requirements(Project(MemorySource({path: after[path] for path in inside}), config))
    decisions = set(project.of_kind(Kind.ADR)) if any(map(is_of_decisions(layout), touched)) else set()

    tests = [after[path] for path in touched if path.startswith("tests/") and path in after]
    named = {folder for folder in project.feature_paths if any(f'"{folder[6:]}/' in text for text in tests)}

    def is_inside(path: str) -> bool:
        return path in touched | decisions or folder_of(path) in folders

    def is_near(finding: Finding) -> bool:
        return any(is_inside(place.path) for place in (finding.location, *finding.related))

    def is_told(finding: Finding) -> bool:
        path, is_touched = finding.location.path, finding.location.path in touched
        finished = {"TSK009": {path}, "PLN006": {path, path.replace("plan.md", "tasks.md")}}.get(finding.code, touched)
        left_out = (
            (finding.code == "PRJ006" and is_of_partial_rule(after[path], finding))
            or (not is_touched and finding.code in (CITING if is_document(path) else OF_ONE_FILE))
            or (SCOPES[finding.code] is not Scope.PROJECT and not (is_inside(path) or folder_of(path) in named))
            or (finding.code in {"TRC021", "TRC024"} and not links)
            or touched.isdisjoint(finished)
        )
        if left_out:
            return False
        return is_touched or (is_near(finding) and finding[:5] not in former)

    return list(filter(is_told, check(project, selection).findings))


def is_of_decisions(layout: Layout) -> Callable[[str], bool]:
    return lambda path: path.endswith(PINS) or layout.kind_of(path) is Kind.ADR


def is_of_partial_rule(text: str, finding: Finding) -> bool:
    """Whether the suppression at a finding names a rule of which a commit is not told all."""
    line = text.splitlines()[finding.location.start.line - 1]
    names = {rule.name for rule in RULES if rule.code in PARTIAL} | PARTIAL
    return any(name in line for name in names)


def touched_by(before: Files, after: Files, *, code: bool) -> set[str]:
    """What the commit touches, as the hook reckons it."""
    layout = Layout.of(config_of(after))
    changed = (path for path in {**before, **after} if before.get(path) != after.get(path))
    own = (path for path in changed if not path.startswith("web/"))
    return {path for path in own if code or counts(path, layout)}


def agrees(before: Files, after: Files, *, code: bool) -> None:
    touched = touched_by(before, after, code=code)
    if not touched:
        return
    config = config_of(after)
    old = Project(MemorySource(before), config, today=TODAY)
    project = Underway(StagedFiles(after), config, touched, committed=lambda: old, today=TODAY)
    report = told(project, Selection.of(project, RULES), touched)
    whole = Project(MemorySource(after), config, today=TODAY, committed=lambda: old)
    assert list(report.findings) == promised(old, whole, after, touched)
    assert not [item for item in report.undetermined if item.rule]


@pytest.mark.verifies("005-the-whole-checker/AC-023")
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(states(), st.booleans())
def test_a_commit_is_told_what_it_is_promised(states: tuple[Files, Files], code: bool) -> None:
    agrees(*states, code=code)


@pytest.mark.verifies("005-the-whole-checker/AC-023")
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(states({**TEXTS, ".specify/specward.yml": STRICT}))
def test_so_it_is_where_the_rules_are_strict(states: tuple[Files, Files]) -> None:
    before, after = states
    settled = {".specify/specward.yml": STRICT[0]}
    agrees({**before, **settled}, {**after, **settled}, code=False)


@pytest.mark.verifies("005-the-whole-checker/AC-023")
@pytest.mark.parametrize("seed", range(3))
def test_so_it_is_with_git(repository: GitRepository, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 -- any would do
    before = {path: chance.choice(texts) for path, texts in TEXTS.items() if chance.random() < 0.8}
    changed = chance.sample(sorted(TEXTS), 8)
    after = {**before, **{path: chance.choice(TEXTS[path]) for path in changed[2:]}}
    for path, text in before.items():
        repository.write(path, text)
    repository.commit("before")
    for path in before:
        (repository.root / path).unlink()
    for path in changed[:2]:
        after.pop(path, None)
    for path, text in after.items():
        repository.write(path, text)
    repository.git("add", "-A")
    root, config = str(repository.root), config_of(after)
    touched = touched_by(before, after, code=True)
    committed = partial(open_committed, root, config)
    project = Underway(IndexSource(root), config, touched, committed=committed, today=TODAY)
    old, whole = committed(), Project(IndexSource(root), config, today=TODAY, committed=committed)
    assert old is not None
    report = told(project, Selection.of(project, RULES), touched)
    assert report.findings
    assert list(report.findings) == promised(old, whole, after, touched)
