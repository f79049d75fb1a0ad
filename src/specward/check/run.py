"""The engine: rules over a project, one feature or record in memory at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from specward.artifacts.kind import FEATURE_KINDS, Kind
from specward.artifacts.read import read_artifact
from specward.check.report import Report, Undetermined
from specward.constitution.adopted import WAIVERS_PATH, waives
from specward.errors import UndeterminedError
from specward.finding import Severity
from specward.rule import Scope
from specward.sources.source import UnreadableFile
from specward.suppression import read_suppressions, silence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from specward.check.select import Selection
    from specward.finding import Finding
    from specward.markdown.document import Document
    from specward.project import Feature, Project
    from specward.rule import Rule
    from specward.suppression import Suppression


_OF_NO_FEATURE = frozenset({Kind.PHR, Kind.ADR, Kind.CONSTITUTION})
_SCOPES = {kind: Scope(kind.value) for kind in Kind}
"""The rules that look at one artifact, by its kind."""


def check(
    project: Project,
    selection: Selection,
    *,
    only: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Run the selected rules over a project.

    Args:
        project: what to check; where its configuration is not valid, only that is reported.
        selection: the rules and their severities.
        only: the paths that the caller asks about. Their features are checked whole, since a change to one document
            can break another; findings elsewhere are left out. None means everything.
        progress: called now and then with how many of how many documents are done.
    """
    run = _Run(project, selection, only, progress)
    if not project.config_problems:
        run.features()
        run.records()
    run.project_rules()
    return run.report()


class _Run:
    """One run: what has been found so far."""

    def __init__(
        self,
        project: Project,
        selection: Selection,
        only: Collection[str] | None,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self._project = project
        self._selection = selection
        self._only = only
        self._progress = progress
        self._findings: list[Finding] = []
        self._undetermined: list[Undetermined] = []
        self._suppressions: list[Suppression] = []
        self._checked: Counter[Kind] = Counter()
        self._rules: defaultdict[Scope, list[Rule]] = defaultdict(list)
        for rule in selection.rules:
            self._rules[rule.scope].append(rule)

    def features(self) -> None:
        """Check every feature that holds a path in question, whole."""
        for folder in self._project.feature_paths:
            if self._only is None or folder in self._folders or folder in self._named_by_tests:
                self._feature(self._project.feature(folder))

    def records(self) -> None:
        """Check what belongs to no feature: constitutions, prompt records, decisions."""
        for path, kind in self._project.kinds.items():
            if kind in _OF_NO_FEATURE and (self._only is None or path in self._only):
                self._take(kind, path, partial(self._read, kind, path))

    def project_rules(self) -> None:
        """Run the rules that look at all documents together."""
        self._apply(Scope.PROJECT, self._project, "")
        if self._project.evidence is not None:
            self._apply(Scope.EVIDENCE, self._project.evidence, "")

    def report(self) -> Report:
        """What the run came to, after suppressions."""
        kept, used = silence(self._findings, self._suppressions)
        silenced = len(self._findings) - len(kept)
        self._findings = [finding for finding in kept if self._asked_about(finding)]
        for suppression in self._suppressions:
            if suppression not in used and self._was_run(suppression):
                self._apply(Scope.SUPPRESSION, suppression, suppression.place.path)
        waived = self._let_pass()
        return Report(
            findings=tuple(sorted(self._findings, key=lambda f: (*f.location[:3], f.code, f.message))),
            undetermined=tuple(sorted(set(self._undetermined))),
            checked=dict(self._checked),
            suppressed=silenced,
            rules=len(self._selection.rules),
            waived=waived,
        )

    def _let_pass(self) -> int:
        """Take out what the project's waivers let pass today; how many findings that were."""
        if not self._findings or not waives(self._project):
            return 0
        from specward.constitution.waivers import let_pass, waivers_of

        try:
            waivers = waivers_of(self._project)
        except UnreadableFile as error:
            self._undetermined.append(Undetermined(WAIVERS_PATH, error.reason))
            return 0
        self._findings, count = let_pass(self._findings, waivers, self._project.today)
        return count

    def _feature(self, feature: Feature) -> None:
        understood = True
        for path in feature.paths:
            kind = self._project.kinds[path]
            of_feature = kind in FEATURE_KINDS and path == feature.path(kind)
            read = partial(feature.artifact, kind) if of_feature else partial(self._read, kind, path)
            understood &= self._take(kind, path, read)
        if understood:
            self._apply(Scope.FEATURE, feature, feature.folder)

    def _read(self, kind: Kind, path: str) -> Any:  # noqa: ANN401 -- each kind has its own type
        document = self._project.document(path)
        return read_artifact(kind, document) if document else None

    def _take(self, kind: Kind, path: str, read: Callable[[], Any]) -> bool:
        """Read one document and check it; whether it could be read."""
        try:
            artifact = read()
        except UnreadableFile as error:
            self._undetermined.append(Undetermined(path, error.reason))
            return False
        except Exception as error:  # noqa: BLE001 -- a reader that fails must not hide what the others found
            self._undetermined.append(Undetermined(path, f"its reader failed: {type(error).__name__}: {error}"))
            return False
        if artifact is not None:
            self._artifact(kind, artifact)
        return True

    def _artifact(self, kind: Kind, artifact: Any) -> None:  # noqa: ANN401 -- each kind has its own type
        document: Document = artifact.document
        self._checked[kind] += 1
        if self._progress:
            self._progress(self._checked.total(), len(self._project.kinds))
        self._suppressions += read_suppressions(document)
        self._apply(Scope.DOCUMENT, document, document.path)
        self._apply(_SCOPES[kind], artifact, document.path)

    def _apply(self, scope: Scope, subject: Any, path: str) -> None:  # noqa: ANN401 -- the scope says what it is
        for rule in self._rules[scope]:
            try:
                for fault in rule.function(subject, self._project):
                    severity = self._selection.severity(rule, fault.place.path, fault.severity or rule.severity)
                    if severity is not Severity.OFF:
                        self._findings.append(rule.finding(fault, severity))
            except UnreadableFile as error:
                self._undetermined.append(Undetermined(error.path, error.reason))
            except UndeterminedError as error:
                self._undetermined.append(Undetermined(error.where or path, error.message))
            except Exception as error:  # noqa: BLE001 -- a crash in one rule must not hide what the others found
                self._undetermined.append(Undetermined(path, f"{type(error).__name__}: {error}", rule.name))

    def _asked_about(self, finding: Finding) -> bool:
        """Whether a finding has to do with the paths in question: it lies in one, in its feature, or is related."""
        if self._only is None:
            return True
        places = (finding.location, *finding.related)
        folder_of = self._project.layout.feature_folder
        return any(place.path in self._only or folder_of(place.path) in self._folders for place in places)

    @cached_property
    def _folders(self) -> set[str]:
        """The feature folders of the paths in question."""
        folders = map(self._project.layout.feature_folder, self._only or ())
        return {folder for folder in folders if folder}

    @cached_property
    def _named_by_tests(self) -> set[str]:
        """The folders of the features that tests among the paths in question name: there their marks are judged."""
        if all(path in self._project.kinds for path in self._only or ()):
            return set()
        from specward.trace.dangling import folders_named

        return folders_named(self._project)

    def _was_run(self, suppression: Suppression) -> bool:
        """Whether the run could have found what a suppression silences; rules that exist nowhere count as run."""
        return not any(self._selection.leaves_out(rule) for rule in suppression.rules)
