"""The engine: rules over a project, one feature or record in memory at a time, by as many processes as pay."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from specward.check.parts import Checker, Unit, far_reaches
from specward.check.report import Report, Undetermined, in_order
from specward.check.select import rule_called
from specward.check.sharing import check_each
from specward.constitution.adopted import WAIVERS_PATH, waives
from specward.lazy import lazy
from specward.rule import Reach, Scope
from specward.sources.source import UnreadableFile
from specward.suppression import silence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from specward.artifacts.kind import Kind
    from specward.check.memory.memory import Memory
    from specward.check.parts import Part
    from specward.check.select import Selection
    from specward.finding import Finding
    from specward.project import Project
    from specward.suppression import Suppression


def check(  # noqa: PLR0913 -- what is asked, and what helps to answer
    project: Project,
    selection: Selection,
    *,
    only: Collection[str] | None = None,
    partly: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
    memory: Memory | None = None,
) -> Report:
    """Run the selected rules over a project.

    Args:
        project: what to check; where its configuration is not valid, only that is reported.
        selection: the rules and their severities.
        only: the paths that the caller asks about. Their features are checked whole, since a change to one document
            can break another; findings elsewhere are left out. None means everything.
        partly: the codes of rules of which not all is found of what is asked about: whether a suppression of one
            silences anything is not told.
        progress: called now and then with how many of how many documents are done.
        memory: what was found in former runs, and is found in this one; None runs every rule.
    """
    asked = _Asked(project, only, partly)
    checker = Checker(project, selection)
    units = asked.units(checker)
    work = partial(check_each, project, selection, progress=progress)
    parts = memory.parts(project, selection, units, work) if memory else [one.part for one in work(units)]
    report = _report(asked, checker, selection, parts)
    if memory and only is None:
        memory.keep(report)
    return report


class _Asked:
    """What is asked about, of a project."""

    def __init__(self, project: Project, only: Collection[str] | None, partly: Collection[str]) -> None:
        self.project = project
        self._only = only
        self._partly = partly

    def units(self, checker: Checker) -> list[Unit]:
        """What is to be checked, in the order of the report."""
        if self.project.config_problems:
            return checker.wide_rules()
        if self._only is None:
            return [*checker.features(), *checker.records(), *checker.modules(), *checker.wide_rules()]
        folders = self._folders | self._named_by_tests
        named = sorted(self._only)
        return [
            *checker.features(sorted(folders)),
            *checker.records(named),
            *checker.modules(named),
            *checker.wide_rules(),
        ]

    def about(self, finding: Finding) -> bool:
        """Whether a finding has to do with the paths in question: it lies in one, in its feature, or is related."""
        if self._only is None:
            return True
        places = (finding.location, *finding.related)
        folder_of = self.project.layout.feature_folder
        return any(place.path in self._only or folder_of(place.path) in self._folders for place in places)

    def is_idle(self, suppression: Suppression, selection: Selection, *, known: bool) -> bool:
        """Whether a suppression that silenced nothing had all to look at that it is meant for.

        Args:
            suppression: the suppression.
            selection: the rules of the run.
            known: whether all of them could determine what they look for.
        """
        # Rules that exist nowhere count as run.
        if any(map(selection.leaves_out, suppression.rules)):
            return False
        named = [rule for word in suppression.rules if (rule := rule_called(word, selection.rules))]
        if any(rule.code in self._partly for rule in named):
            return False
        if suppression.place.path.endswith(".py"):
            # Of a commit under way no more is looked at than the file by itself.
            whole = self.project.judges_all and known
            return whole or all(rule.scope is Scope.MODULE or rule.reach is Reach.DOCUMENT for rule in named)
        alone = self.project.leaves_alone(suppression.place.path)
        return not alone or all(rule.reach in far_reaches(self.project) for rule in named)

    @lazy
    def _folders(self) -> set[str]:
        """The feature folders of the paths in question."""
        folders = map(self.project.layout.feature_folder, self._only or ())
        return {folder for folder in folders if folder}

    @lazy
    def _named_by_tests(self) -> set[str]:
        """The folders of the features that tests among the paths in question name: there their marks are judged."""
        if all(path in self.project.kinds for path in self._only or ()):
            return set()
        from specward.trace.dangling import folders_named

        return folders_named(self.project)


def _report(asked: _Asked, checker: Checker, selection: Selection, parts: Iterable[Part]) -> Report:
    """What the parts come to together, after suppressions and waivers."""
    findings: list[Finding] = []
    undetermined: list[Undetermined] = []
    suppressions: list[Suppression] = []
    checked: Counter[Kind] = Counter()
    modules = 0
    for part in parts:
        findings += part.findings
        undetermined += part.undetermined
        suppressions += part.suppressions
        checked.update(part.checked)
        modules += part.outline is not None
    kept, used = silence(findings, suppressions)
    silenced = len(findings) - len(kept)
    findings = [finding for finding in kept if asked.about(finding)]
    for suppression in suppressions:
        if suppression not in used and asked.is_idle(suppression, selection, known=not undetermined):
            idle = checker.idle(suppression)
            findings += idle.findings
            undetermined += idle.undetermined
    findings, waived = _let_pass(asked.project, findings, undetermined)
    return Report(
        findings=in_order(findings),
        undetermined=_untold(undetermined, findings),
        checked=dict(checked),
        suppressed=silenced,
        rules=len(selection.rules),
        waived=waived,
        modules=modules,
    )


def _untold(undetermined: list[Undetermined], findings: list[Finding]) -> tuple[Undetermined, ...]:
    """What is undetermined, each once; without what a finding says too, in the same words and of the same file."""
    if not undetermined:
        return ()
    told = {(finding.location.path, finding.message) for finding in findings}
    return tuple(sorted(one for one in set(undetermined) if (one.path, one.reason) not in told))


def _let_pass(project: Project, findings: list[Finding], undetermined: list[Undetermined]) -> tuple[list[Finding], int]:
    """The findings without those that the project's waivers let pass today, and how many those are."""
    if not findings or not waives(project):
        return findings, 0
    from specward.constitution.waivers import let_pass, waivers_of

    try:
        waivers = waivers_of(project)
    except UnreadableFile as error:
        undetermined.append(Undetermined(WAIVERS_PATH, error.reason))
        return findings, 0
    return let_pass(findings, waivers, project.today)
