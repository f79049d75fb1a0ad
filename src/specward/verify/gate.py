"""The gate: a feature is accepted where every criterion is proved, every principle holds and nothing is undecided."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from specward.acceptance import measure
from specward.acceptance.checklist import refresh
from specward.acceptance.minimum import minimum
from specward.acceptance.named_files import Declared
from specward.artifacts.kind import Kind
from specward.check.report import Undetermined
from specward.check.run import check
from specward.check.select import Selection, held_to_by
from specward.constitution.commands import applying_commands
from specward.constitution.norms import Norms, norms_of
from specward.constitution.waivers import Waivers, waivers_of
from specward.evidence.result import Evidence
from specward.finding import Severity
from specward.rules import RULES
from specward.sources.source import UnreadableFile
from specward.trace.lock import CorruptLock, read_lock
from specward.trace.profile import STORY
from specward.trace.resolve import feature_keys
from specward.verify import scope
from specward.verify.claims import claims_of
from specward.verify.confirmations import confirmation_rows, forged_in_constitution
from specward.verify.criteria import checklist_entries, criterion_rows, direct_rows
from specward.verify.principles import principle_rows
from specward.verify.summary import NO_RESULTS
from specward.verify.verification import FeatureVerdict, Row, Verdict, Verification

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from specward.acceptance.checklist import Draft
    from specward.finding import Finding
    from specward.project import Feature, Project
    from specward.verify.claims import Claims

T = TypeVar("T")

GATE = (
    *("TRC", "CHK", "CON", "PRJ007", "PRJ008", "SPC001", "SPC002", "SPC008", "SPC012", "SPC020", "PLN001", "PLN002"),
    *("TSK003", "TSK008", "TSK009", "TSK010", "TSK011", "DOC001"),
)
"""The rules that the gate asks: trace, acceptance, constitution and what makes a criterion or a tick worth nothing.

`DOC001` is among them since what hides a part of a document, such as a fence that nothing closes, hides criteria.
"""
_TOLD = frozenset({"TRC004", "TRC005", "TRC006", "TRC007", "TRC008", "TRC015", "TRC016", "TRC017", "CHK006", "CON008"})
"""Rules whose findings the rows tell already, or that verifying mends."""
_VERDICTS = {
    measure.Verdict.MET: Verdict.HOLDS,
    measure.Verdict.UNMET: Verdict.FAILS,
    measure.Verdict.UNKNOWN: Verdict.UNKNOWN,
    measure.Verdict.UNNEEDED: Verdict.LEFT,
    measure.Verdict.PERSON: Verdict.OPEN,
}


def verify(
    project: Project,
    features: Sequence[str] = (),
    *,
    changed: Collection[str] | None = None,
    by_change: bool = False,
) -> Verification:
    """Ask every question of the gate.

    Args:
        project: the project, opened with what evidence there is.
        features: the features that are asked about, as the user names them; see `specward.verify.scope` for none.
        changed: every path that the change brings which is examined; None where none is.
        by_change: ask about the features that the change touches.

    Raises:
        UsageError: a name means no feature, or several.
    """
    return _Gate(project, features, changed, by_change=by_change).verification()


def acceptance_drafts(project: Project, verification: Verification) -> Iterator[Draft]:
    """The acceptance checklist of each feature that was asked about, as it must be."""
    for verdict in verification.features:
        feature = project.feature(verdict.folder)
        try:
            spec = feature.spec
            if spec is not None:
                yield refresh(project, feature, spec, checklist_entries(spec, verdict.criteria))
        except UnreadableFile:
            continue  # told among what is undetermined


class _Gate:
    """One verification: what is known so far."""

    def __init__(
        self, project: Project, features: Sequence[str], changed: Collection[str] | None, *, by_change: bool
    ) -> None:
        self._project = project
        self._changed = changed
        self._evidence = project.evidence or Evidence()
        self._undetermined: dict[Undetermined, None] = {}
        self._ran: set[str] = set()
        self._claims: Claims = self._attempt(partial(claims_of, project)) or {}
        self._suspects: defaultdict[str, list[str]] = defaultdict(list)
        if project.kept:
            from specward.trace.link_state import suspects

            for child, parent in sorted(self._attempt(partial(suspects, project)) or ()):
                self._suspects[child].append(parent)
        self._scope = (
            scope.named(project, features)
            if features
            else scope.touched(project, self._claims, changed or ())
            if by_change
            else scope.everything(project, self._claims)
        )

    def verification(self) -> Verification:
        """The answer."""
        self._note_undecided()
        findings = self._findings()
        by_feature: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in (one for one in findings if one.severity > Severity.INFO):
            by_feature[self._home(finding)].append(finding)
        features = [
            self._feature(self._project.feature(folder), by_feature.pop(folder, [])) for folder in self._scope.folders
        ]
        return Verification(
            features=tuple(features),
            principles=tuple(self._attempt(partial(principle_rows, self._project, findings, self._ran)) or ()),
            findings=tuple(finding for rest in by_feature.values() for finding in rest),
            undetermined=tuple(self._undetermined),
            untrusted=tuple(self._untrusted()),
            left_out=self._scope.left_out,
            sources=self._evidence.sources,
            by_change=self._scope.by_change,
        )

    def _attempt(self, ask: Callable[[], T]) -> T | None:
        """An answer, or None where something cannot be read; that it cannot is remembered."""
        try:
            return ask()
        except UnreadableFile as error:
            self._undetermined[Undetermined(error.path, error.reason)] = None
            return None

    def _note_undecided(self) -> None:
        """Remember what keeps evidence, constitution and its sign-offs from deciding anything."""
        evidence, tests = self._evidence, self._project.tests
        for path, reason in (*evidence.undetermined, *tests.unreadable):
            self._undetermined[Undetermined(path, reason)] = None
        if self._scope.folders and not (evidence.results or evidence.stale or evidence.undetermined):
            self._undetermined[Undetermined("", NO_RESULTS)] = None
        for origin, reason in self._norms.unreadable:
            self._undetermined[Undetermined(origin, reason)] = None
        forged = self._attempt(partial(forged_in_constitution, self._project))
        if forged:
            self._undetermined[forged] = None

    @cached_property
    def _norms(self) -> Norms:
        return self._attempt(partial(norms_of, self._project)) or Norms()

    def _findings(self) -> list[Finding]:
        """What the rules of the gate find about the features in question, or about none."""
        codes = [rule.code for rule in RULES if rule.code.startswith(GATE) and rule.code not in _TOLD]
        codes += [rule.code for rule in self._attempt(partial(held_to_by, self._project, RULES)) or ()]
        selection = Selection.of(self._project, RULES, select=codes)
        self._ran = {word for rule in selection.rules for word in (rule.code, rule.name)}
        report = check(self._project, selection)
        for item in report.undetermined:
            if self._is_asked_about(item.path):
                self._undetermined[item] = None
        return [finding for finding in report.findings if self._concerns(finding)]

    def _is_asked_about(self, path: str) -> bool:
        folder = self._project.layout.feature_folder(path)
        return folder not in self._project.feature_paths or folder in self._scope.folders

    def _home(self, finding: Finding) -> str:
        """The feature that a finding is about; empty where it is about none."""
        folder_of = self._project.layout.feature_folder
        folders = [folder_of(place.path) for place in (finding.location, *finding.related)]
        return next((folder for folder in folders if folder in self._project.feature_paths), None) or ""

    def _concerns(self, finding: Finding) -> bool:
        home = self._home(finding)
        if home:
            return home in self._scope.folders
        if finding.code.startswith("DOC"):
            return self._project.kinds.get(finding.location.path) is Kind.CONSTITUTION
        return not finding.code.startswith("TRC") or self._asks_everything or finding.location.path in self._test_files

    @cached_property
    def _asks_everything(self) -> bool:
        return len(self._scope.folders) + len(self._scope.left_out) == len(self._project.feature_paths)

    @cached_property
    def _test_files(self) -> set[str]:
        """The files of the tests that claim anything of the features in question."""
        keys = {self._keys[folder] for folder in self._scope.folders}
        claims = (found for item, found in self._claims.items() if item.rpartition("/")[0] in keys)
        return {claim.proof.case.location.path for found in claims for claim in found}

    @cached_property
    def _keys(self) -> dict[str, str]:
        return feature_keys(self._project.feature_paths)

    def _feature(self, feature: Feature, findings: list[Finding]) -> FeatureVerdict:
        spec = self._attempt(lambda: feature.spec)
        self._note_lock(feature)
        criteria: list[Row] = []
        direct: list[Row] = []
        if spec is not None:
            asked = spec, self._keys[feature.folder], self._claims, self._suspects
            criteria = [self._waived(feature, row) for row in criterion_rows(*asked)]
            direct = [self._waived(feature, row) for row in direct_rows(*asked)]
        return FeatureVerdict(
            feature.folder,
            (spec.title if spec else "") or feature.name,
            tuple(criteria),
            tuple(direct),
            tuple(self._attempt(lambda: list(self._minimum(feature))) or ()),
            tuple(self._attempt(partial(confirmation_rows, self._project, feature)) or ()),
            tuple(findings),
        )

    def _note_lock(self, feature: Feature) -> None:
        """A lock that cannot be relied on leaves open which links are in doubt."""
        lock = self._attempt(lambda: read_lock(self._project, feature.folder))
        if isinstance(lock, CorruptLock):
            reason = f"line {lock.line}: this lock cannot be relied on: {lock.reason}"
            self._undetermined[Undetermined(lock.path, reason)] = None

    def _waived(self, feature: Feature, row: Row) -> Row:
        """A row, or that somebody answers for its not holding."""
        if row.verdict is Verdict.HOLDS:
            return row
        waivers = self._attempt(partial(waivers_of, self._project)) or Waivers()
        waiver = waivers.active_for(f"{feature.name}/{row.id}", self._project.today)
        if waiver is None:
            return row
        return row._replace(verdict=Verdict.LEFT, detail=f"waived until {waiver.expires}: {waiver.reason}")

    def _minimum(self, feature: Feature) -> Iterator[Row]:
        """What is asked of every feature; acceptance depends on it under the strict profiles alone."""
        required = self._project.config.trace_profile != STORY
        for asked in minimum(self._project, feature, self._change_of(feature)):
            if asked.verdict is not measure.Verdict.PERSON:
                verdict = _VERDICTS[asked.verdict]
                yield Row(
                    *(asked.id, asked.text, verdict, asked.detail, asked.location),
                    required=required and verdict is not Verdict.UNKNOWN,
                )

    def _change_of(self, feature: Feature) -> list[str] | None:
        """The changed files without those that other features of the same change declare."""
        if self._changed is None:
            return None
        return [path for path in self._changed if not self._declared_by[path] - {feature.folder}]

    @cached_property
    def _declared_by(self) -> dict[str, set[str]]:
        """For each changed file the features in question whose tasks name it."""
        found: dict[str, set[str]] = {path: set() for path in self._changed or ()}
        for folder in self._scope.folders:
            tasks = self._attempt(partial(getattr, self._project.feature(folder), "tasks"))
            declared = Declared(tasks) if tasks else None
            for path, folders in found.items():
                if declared and declared.covers(path):
                    folders.add(folder)
        return found

    def _untrusted(self) -> Iterable[str]:
        """The commands that would have to run and may not."""
        evidence = self._evidence
        commands = self._attempt(partial(applying_commands, self._project)) or []
        return (entry.run for entry in commands if entry.run not in evidence.trusted | evidence.commands.keys())
