"""The parts of a check: each feature, record and Python file, and each rule over the whole project by itself."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.artifacts.kind import FEATURE_KINDS, Kind
from specward.check.report import Undetermined
from specward.errors import UndeterminedError
from specward.finding import Severity
from specward.lazy import lazy
from specward.project import CONSTITUTION_PATHS, Feature
from specward.rule import OF_FASTAPI, Need, Reach, Scope
from specward.sources.source import UnreadableFile
from specward.suppression import read_suppressions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from specward.check.select import Selection
    from specward.finding import Finding, Fix, Location
    from specward.markdown.document import Document, Place
    from specward.packs.fastapi.source.module import Module
    from specward.packs.fastapi.source.outline import Outline
    from specward.project import Project
    from specward.rule import Rule
    from specward.suppression import Suppression

_OF_NO_FEATURE = frozenset({Kind.PHR, Kind.ADR, Kind.CONSTITUTION, Kind.AGENT})
_OF_PROMPTS = frozenset({"DOC001", "DOC010"})
"""The rules over any document that are asked about an agent definition: it is a prompt, with no parts to hold to."""
_SCOPES = {kind: Scope(kind.value) for kind in Kind}
"""The rules that look at one artifact, by its kind."""


def far_reaches(project: Project) -> set[Reach]:
    """The reaches of rules that may find something else now in a document that a commit under way leaves alone."""
    reaches = {Reach.PROJECT}
    if project.config.constitution_extends or any(project.touches(path) for path in CONSTITUTION_PATHS):
        reaches.add(Reach.CONSTITUTION)
    return reaches


class Unit(NamedTuple):
    """What is checked by itself."""

    name: str
    """A feature's folder, the path of a record or of a Python file, or the code of a rule that looks at the whole
    project."""
    paths: tuple[str, ...] = ()
    """The files that are checked in it; none for a rule."""
    is_module: bool = False
    """Whether it is a Python file, and what it comes to matters to the rules that look at the whole project."""


class Part(NamedTuple):
    """What checking one unit came to."""

    findings: tuple[Finding, ...] = ()
    undetermined: tuple[Undetermined, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    checked: tuple[Kind, ...] = ()
    """The kind of each document that was read and checked."""
    outline: Outline | None = None
    """What rules over the whole project need of the Python file that was read and checked."""


class Checker:
    """The selected rules, for one unit after the other.

    Args:
        project: what to check.
        selection: the rules and their severities.
        done: called after each document.
    """

    def __init__(self, project: Project, selection: Selection, done: Callable[[], None] | None = None) -> None:
        self._project = project
        self._selection = selection
        self._done = done
        self._rules: defaultdict[Scope, list[Rule]] = defaultdict(list)
        for rule in selection.rules:
            self._rules[rule.scope].append(rule)
        of_any = self._rules[Scope.DOCUMENT]
        self._of_any = {
            Kind.PHR: [rule for rule in of_any if rule.records],
            Kind.AGENT: [rule for rule in of_any if rule.code in _OF_PROMPTS],
        }
        # A unit is given its documents and their kinds: it does not rest on what else there is.
        self._kinds = project.kinds
        self._start()

    def _start(self) -> None:
        self._findings: list[Finding] = []
        self._undetermined: list[Undetermined] = []
        self._suppressions: list[Suppression] = []
        self._checked: list[Kind] = []
        self._outline: Outline | None = None

    def features(self, among: Iterable[str] | None = None) -> list[Unit]:
        """Every feature, or those that there are of some folders."""
        known = self._project.feature_paths
        listed = known.items() if among is None else ((folder, known.get(folder, ())) for folder in among)
        return [Unit(folder, tuple(paths)) for folder, paths in listed if paths]

    def records(self, among: Iterable[str] | None = None) -> list[Unit]:
        """What belongs to no feature: constitutions, prompt records, decisions; or what there is of some paths."""
        listed = self._kinds.items() if among is None else ((path, self._kinds.get(path)) for path in among)
        return [Unit(path, (path,)) for path, kind in listed if kind in _OF_NO_FEATURE]

    def modules(self, among: Iterable[str] | None = None) -> list[Unit]:
        """The Python files of the back end, where a rule of its pack is asked for; or those that there are of some."""
        if not Need.FASTAPI.is_met(self._project) or not any(
            rule.needs in OF_FASTAPI for rule in self._selection.rules
        ):
            return []
        from specward.packs.fastapi.source.modules import module_paths

        listed = module_paths(self._project)
        return [
            Unit(path, (path,), is_module=True)
            for path in (listed if among is None else sorted({*listed}.intersection(among)))
        ]

    def wide_rules(self) -> list[Unit]:
        """The rules that look at all documents together, and at evidence where there is any.

        At a commit under way a pack looks at single files alone, unless it is told to do more.
        """
        project = self._project
        scopes = (Scope.PROJECT,) if project.evidence is None else (Scope.PROJECT, Scope.EVIDENCE)
        rules = [rule for scope in scopes for rule in self._rules[scope]]
        if Need.FASTAPI.is_met(project) and not (project.judges_all or project.config.fastapi_in_hook):
            alone = Reach.DOCUMENT if self.modules() else None
            rules = [rule for rule in rules if rule.needs not in OF_FASTAPI or rule.reach is alone]
        return [Unit(rule.code) for rule in rules]

    def check(self, unit: Unit) -> Part:
        """What checking a unit comes to."""
        if not unit.paths:
            for scope, subject in ((Scope.PROJECT, self._project), (Scope.EVIDENCE, self._project.evidence)):
                self._apply([rule for rule in self._rules[scope] if rule.code == unit.name], subject, "")
        elif unit.is_module:
            self._module(unit.name)
        elif (kind := self._kinds[unit.paths[0]]) in _OF_NO_FEATURE:
            self._take(kind, unit.name, partial(self._project.artifact, kind, unit.name))
        else:
            self._feature(Feature(self._project, unit.name, list(unit.paths)))
        return self._part()

    def idle(self, suppression: Suppression) -> Part:
        """What is to be said of a suppression that silenced nothing."""
        self._apply(self._rules[Scope.SUPPRESSION], suppression, suppression.place.path)
        return self._part()

    def _part(self) -> Part:
        part = Part(
            tuple(self._findings),
            tuple(self._undetermined),
            # A place holds the whole document.
            tuple(found._replace(place=found.place.location()) for found in self._suppressions),
            tuple(self._checked),
            self._outline,
        )
        self._start()
        return part

    def _feature(self, feature: Feature) -> None:
        understood = True
        for path in feature.paths:
            kind = self._kinds[path]
            of_feature = kind in FEATURE_KINDS and path == feature.path(kind)
            read = partial(feature.artifact, kind) if of_feature else partial(self._project.artifact, kind, path)
            understood &= self._take(kind, path, read)
        if understood:
            self._apply(self._rules[Scope.FEATURE], feature, feature.folder)

    def _take(self, kind: Kind, path: str, read: Callable[[], Any]) -> bool:
        """Read one document and check it; whether it could be read."""
        artifact, could = self._read(path, read)
        if artifact is not None:
            self._artifact(kind, artifact)
        return could

    def _read(self, path: str, read: Callable[[], Any]) -> tuple[Any, bool]:
        """What a reader finds in a file, and whether it could be read."""
        try:
            return read(), True
        except UnreadableFile as error:
            self._undetermined.append(Undetermined(path, error.reason))
        except Exception as error:  # noqa: BLE001 -- a reader that fails must not hide what the others found
            self._undetermined.append(Undetermined(path, f"its reader failed: {type(error).__name__}: {error}"))
        return None, False

    def _module(self, path: str) -> None:
        """Read one Python file and check it."""
        from specward.packs.fastapi.source.modules import read_module
        from specward.packs.fastapi.source.outlines import hand_on
        from specward.packs.fastapi.source.outlining import outline_of
        from specward.packs.fastapi.source.suppressed import suppressions_in

        def read() -> tuple[Module, Outline] | None:
            module = read_module(self._project, path)
            return (module, outline_of(module)) if module else None

        found, _ = self._read(path, read)
        if found is None:
            return
        module, outline = found
        self._outline = outline
        hand_on(self._project, [outline])
        self._suppressions += suppressions_in(module.code)
        self._apply(self._rules[Scope.MODULE], module, path)
        if self._done:
            self._done()

    def _artifact(self, kind: Kind, artifact: Any) -> None:  # noqa: ANN401 -- each kind has its own type
        document: Document = artifact.document
        self._checked.append(kind)
        self._suppressions += read_suppressions(document)
        of_any = self._of_any.get(kind, self._rules[Scope.DOCUMENT])
        for rules, subject in ((of_any, document), (self._rules[_SCOPES[kind]], artifact)):
            self._apply(self._asked(rules, document.path), subject, document.path)
        if self._done:
            self._done()

    def _asked(self, rules: list[Rule], path: str) -> list[Rule]:
        """The rules that are asked about a document: of one that is left alone, those that may find more now."""
        if not self._project.leaves_alone(path):
            return rules
        return [rule for rule in rules if rule.reach in self._far]

    @lazy
    def _far(self) -> set[Reach]:
        """How far a rule must reach to find something else in a document that is left alone."""
        return far_reaches(self._project)

    def _apply(self, rules: list[Rule], subject: Any, path: str) -> None:  # noqa: ANN401 -- the scope says what it is
        project = self._project
        for rule in rules:
            try:
                for fault in rule.function(subject, project):
                    severity = self._selection.severity(rule, fault.place.path, fault.severity)
                    if severity is not Severity.OFF:
                        if fault.fix and not self._can_edit(fault.fix, fault.place):
                            # What is wrong stays as it is told, and what to do about it.
                            fault = fault._replace(fix=None, help=fault.help or fault.fix.title)  # noqa: PLW2901
                        self._findings.append(rule.finding(fault, severity))
            except UnreadableFile as error:
                self._undetermined.append(Undetermined(error.path, error.reason))
            except UndeterminedError as error:
                self._undetermined.append(Undetermined(error.where or path, error.message))
            except Exception as error:  # noqa: BLE001 -- a crash in one rule must not hide what the others found
                self._undetermined.append(Undetermined(path, f"{type(error).__name__}: {error}", rule.name))

    def _can_edit(self, fix: Fix, place: Place | Location) -> bool:
        """Whether every document that a fix edits is UTF-8: no other is ever rewritten."""
        from specward.markdown.document import UTF8

        at_hand = getattr(place, "document", None)
        for path in {edit.path for edit in fix.edits}:
            document = at_hand if at_hand and at_hand.path == path else self._project.document(path)
            if document and document.encoding != UTF8:
                return False
        return True
