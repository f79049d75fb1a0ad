"""A project: its configuration, its documents and its features, over any source."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from specward import config as configuration
from specward import noted
from specward.artifacts.kind import FEATURE_KINDS, Kind, Layout
from specward.artifacts.read import WORDED, read_artifact
from specward.config import ConfigError
from specward.features import FeatureName
from specward.lazy import lazy, settled
from specward.remembered import remembered, settled_fact
from specward.sources.scope import KEPT, is_document, own

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from specward.artifacts.checklist import Checklist
    from specward.artifacts.constitution import Constitution
    from specward.artifacts.language.vocabulary import Vocabulary
    from specward.artifacts.plan import Plan
    from specward.artifacts.spec import Spec
    from specward.artifacts.tasks import Tasks
    from specward.changeset import Changeset
    from specward.config import Config, Problem
    from specward.evidence.judge import Proof
    from specward.evidence.mark import Tests
    from specward.evidence.result import Evidence
    from specward.git.elsewhere import Elsewhere
    from specward.markdown.document import Document
    from specward.sources.source import Source
    from specward.sources.worktree import Recalled

CONSTITUTION_PATHS = (
    ".specify/memory/constitution.md",
    "memory/constitution.md",
    ".specify/constitution.md",
    "docs/constitution.md",
    "constitution.md",
)
"""Where a project's own constitution may stand: today's place first, then older ones."""


class Feature:
    """One feature folder and what stands in it. Documents are read on first use and live as long as this object."""

    def __init__(self, project: Project, folder: str, paths: list[str]) -> None:
        self._project = project
        self.folder = folder
        """Relative to the project's root: `specs/001-login`."""
        self.name = folder.rpartition("/")[2]
        self.number = FeatureName.parse(self.name).number
        self.paths = paths
        """Every artifact of the feature, sorted."""

    def path(self, kind: Kind) -> str | None:
        """Where the feature's spec, plan or tasks stand, or None where it has none."""
        path = f"{self.folder}/{kind.value}.md"
        return path if path in self.paths else None

    def artifact(self, kind: Kind) -> Any:  # noqa: ANN401 -- each kind has its own type
        """The spec, plan or tasks by kind; None where the feature has none."""
        return getattr(self, kind.value)

    def _read(self, kind: Kind) -> Any:  # noqa: ANN401 -- each kind has its own type
        path = self.path(kind)
        return self._project.artifact(kind, path) if path else None

    @lazy
    def spec(self) -> Spec | None:
        """The specification."""
        return cast("Spec | None", self._read(Kind.SPEC))

    @lazy
    def plan(self) -> Plan | None:
        """The plan."""
        return cast("Plan | None", self._read(Kind.PLAN))

    @lazy
    def tasks(self) -> Tasks | None:
        """The tasks."""
        return cast("Tasks | None", self._read(Kind.TASKS))

    @lazy
    def checklists(self) -> list[Checklist]:
        """The checklists, by path."""
        paths = (path for path in self.paths if self._project.kinds.get(path) is Kind.CHECKLIST)
        return [checklist for path in paths if (checklist := self._project.artifact(Kind.CHECKLIST, path))]


class Project:
    """What every door opens.

    Args:
        source: where the documents are read from.
        config: the project's configuration; None loads it from the source.
        change: the change that leads to this state, where one is examined: a commit under way, a range of revisions.
        evidence: what running the tests came to, where it is judged; None leaves the rules on evidence silent.
        base: the state that coverage must not fall below, such as the merge base; None leaves that rule silent.
        touched: the paths that a commit under way touches, where only what it does is judged; None means everything.
        committed: opens the last commit; called when something must be held against it.
        elsewhere: opens what other branches and work trees hold; None leaves the rule on it silent.
        today: the day that terms are held against, `2026-01-31`; empty asks the clock.
        mends: whether fixes are wanted that take the whole project to work out, such as other numbers for features.
        with_probe: whether what an application said of itself on this machine counts: it is about the work tree, so
            neither of a state that git keeps nor where two states are held against each other.
        altered: what has changed on the way to this state, where a check tells only what that brought; `change`
            where that is given.

    A configuration that is not valid does not keep the project from opening: the defaults stand in, and
    `config_problems` says what is wrong. `open_project` refuses such a project; the checker reports it.
    """

    def __init__(  # noqa: PLR0913 -- a state, and what it may be judged with
        self,
        source: Source,
        config: Config | None = None,
        *,
        change: Changeset | None = None,
        evidence: Evidence | None = None,
        base: Project | None = None,
        touched: Collection[str] | None = None,
        committed: Callable[[], Project | None] | None = None,
        elsewhere: Callable[[], Elsewhere] | None = None,
        today: str = "",
        mends: bool = False,
        with_probe: bool = True,
        altered: Changeset | None = None,
    ) -> None:
        self.source = source
        self.change = change
        self.evidence = evidence
        self.base = base
        self._touched = touched
        self._committed = committed
        self._elsewhere = elsewhere
        self._today = today
        self.mends = mends
        self.with_probe = with_probe
        self.altered = altered or change
        self.config_problems: tuple[Problem, ...] = ()
        try:
            self.config = config or configuration.load(source)
        except ConfigError as error:
            self.config = configuration.DEFAULTS
            self.config_problems = tuple(error.problems)

    @lazy
    def today(self) -> str:
        """The day, as the user's clock and time zone have it."""
        today = self._today or time.strftime("%Y-%m-%d")
        noted.note(("today",), today)
        return today

    @lazy
    def before(self) -> Project | None:
        """The state that the change under examination began from: the base, or the last commit; None without either."""
        return self.base or (self._committed() if self._committed else None)

    @lazy
    def elsewhere(self) -> Elsewhere | None:
        """What other branches and work trees hold, opened when first asked for; None where nobody looks."""
        return self._elsewhere() if self._elsewhere else None

    @property
    def judges_all(self) -> bool:
        """Whether every path is judged; of a commit under way only those are that it touches."""
        return self._touched is None

    @property
    def judges_code(self) -> bool:
        """Whether any path is judged that is no document."""
        return self._touched is None or not all(map(is_document, self._touched))

    def touches(self, path: str) -> bool:
        """Whether a path is judged: of a commit under way those that it touches are, else all."""
        return self._touched is None or path in self._touched

    def leaves_alone(self, path: str) -> bool:  # noqa: ARG002 -- here nothing is
        """Whether a document is as it was when a commit under way began, and what is wrong with it by itself is too."""
        return False

    def touches_any(self, ending: str) -> bool:
        """Whether any path is judged that ends so; a commit under way may delete it."""
        return self._touched is None or any(path.endswith(ending) for path in self._touched)

    @settled
    def code(self) -> list[str]:
        """Every file that belongs to no nested project, sorted; of a commit under way those that it touches.

        Nothing else can have become worse by that.
        """
        if self._touched is None:
            return own(self.source.files())
        return [path for path in sorted(self._touched) if self.source.exists(path)]

    @settled
    def tests(self) -> Tests:
        """The tests that say what they verify, read from their source without running anything."""
        from specward.evidence.scan import scan

        return scan(self.source, self.config.trace_tests, self.code)

    @lazy
    def all_tests(self) -> Tests:
        """The same of every file, be it judged or not."""
        if self._touched is None:
            return self.tests
        from specward.evidence.scan import scan

        return scan(self.source, self.config.trace_tests, own(self.source.files()))

    @property
    def whole(self) -> Project:
        """The same state with everything judged."""
        return self

    @lazy
    def proofs(self) -> list[Proof]:
        """What each marked test proves by the evidence that the project was opened with; without any, nothing."""
        from specward.evidence.judge import all_cases, judge
        from specward.evidence.result import Evidence

        return judge(all_cases(self.tests, self.evidence), self.evidence or Evidence())

    @lazy
    def layout(self) -> Layout:
        """Where the configuration says that documents are kept."""
        return Layout.of(self.config)

    @lazy
    def vocabulary(self) -> Vocabulary:
        """The words that documents are read by, those of the configuration included."""
        from specward.artifacts.language.vocabulary import Vocabulary

        return Vocabulary.of(self.config)

    @settled
    def paths(self) -> list[str]:
        """Every document of the source, be it an artifact or not, sorted; listed once."""
        return self.source.paths()

    @settled
    def kept(self) -> frozenset[str]:
        """Where people's reviews and sign-offs are kept: `trace.lock`, `signoffs.yml`. Most projects have none."""
        return frozenset(self.ending(*KEPT))

    def below(self, folder: str) -> list[str]:
        """Every document in a folder, at whatever depth, sorted."""
        return list(_paths_below(self, folder))

    def ending(self, *names: str) -> list[str]:
        """Every document whose path ends so, sorted."""
        return [path for path in self.paths if path.endswith(names)]

    @property
    def kinds(self) -> dict[str, Kind]:
        """Every artifact by path, sorted."""
        return self._noted_kinds if noted.current is not None and noted.subject is self.source else self._kinds

    @lazy
    def _kinds(self) -> dict[str, Kind]:
        if recalled := self._recalled:
            _ = self.paths
            return cast("dict[str, Kind]", recalled.kinds)
        kinds = ((path, self.layout.kind_of(path)) for path in self.paths)
        return {path: kind for path, kind in kinds if kind}

    @property
    def _recalled(self) -> Recalled | None:
        """What the source knows of a former run that read the project by the same layout."""
        recalled: Recalled | None = getattr(self.source, "recalled", None)
        return recalled if recalled and recalled.layout == repr(self.layout) else None

    @lazy
    def _noted_kinds(self) -> dict[str, Kind]:
        kinds, _ = noted.taken(lambda: self._kinds)
        return _NotedKinds(kinds, self)

    def of_kind(self, kind: Kind) -> list[str]:
        """The paths of one kind, sorted."""
        return list(_paths_of(self, kind.value))

    def has(self, kind: Kind) -> bool:
        """Whether there is any artifact of a kind."""
        return bool(self.of_kind(kind))

    def beside_judged(self, kind: Kind) -> list[str]:
        """The paths of one kind that share a folder with one that is judged, sorted."""
        return self.of_kind(kind)

    @property
    def judged_features(self) -> Collection[str]:
        """The folders of the features that are judged, sorted; of a commit under way those that it touches."""
        return self.feature_paths

    def features_numbered(self, parent: str, number: int) -> list[str]:
        """The folders of the features of a folder that bear a number, sorted."""
        return _folders_by_number(self).get((parent, number), [])

    @lazy
    def paths_by_kind(self) -> dict[Kind, list[str]]:
        """The paths of each kind that there is."""
        found: defaultdict[Kind, list[str]] = defaultdict(list)
        for path, kind in self.kinds.items():
            found[kind].append(path)
        return dict(found)

    def document(self, path: str) -> Document | None:
        """The document at `path`, read anew; None where there is none.

        Raises:
            UnreadableFile: it is there and cannot be read.
        """
        from specward.markdown.document import Document  # a list of decisions is told without any

        data = self.source.read(path)
        return None if data is None else Document.from_bytes(path, data)

    def artifact(self, kind: Kind, path: str) -> Any:  # noqa: ANN401 -- each kind has its own type
        """The artifact of a kind at `path`, read anew; None where there is none.

        Raises:
            UnreadableFile: it is there and cannot be read.
        """
        document = self.document(path)
        if document is None:
            return None
        return read_artifact(kind, document, self.vocabulary if kind in WORDED else None)

    @lazy
    def constitution(self) -> Constitution | None:
        """The constitution at the root of the project."""
        paths = self.of_kind(Kind.CONSTITUTION)
        path = next((path for path in CONSTITUTION_PATHS if path in paths), None)
        return self.artifact(Kind.CONSTITUTION, path) if path else None

    @settled
    def feature_paths(self) -> dict[str, list[str]]:
        """The artifacts of each feature, by folder, sorted. A feature is a folder that holds a spec, plan or tasks."""
        if (recalled := self._recalled) and recalled.features is not None:
            _ = self.paths
            return recalled.features
        folders: defaultdict[str, list[str]] = defaultdict(list)
        for path, kind in self.kinds.items():
            if kind in FEATURE_KINDS or kind is Kind.CHECKLIST:
                folder = self.layout.feature_folder(path)
                if folder:
                    folders[folder].append(path)
        return {folder: folders[folder] for folder in sorted(folders)}

    def feature(self, folder: str) -> Feature:
        """The feature in a folder, with nothing read yet."""
        return Feature(self, folder, self.feature_paths[folder])

    def features(self) -> Iterator[Feature]:
        """Every feature, one at a time, so that the documents of one can be let go before the next is read."""
        for folder in self.feature_paths:
            yield self.feature(folder)

    def feature_of(self, path: str) -> Feature | None:
        """The feature that a path lies in."""
        folder = self.layout.feature_folder(path)
        return self.feature(folder) if folder in self.feature_paths else None


class _NotedKinds(dict[str, Kind]):
    """The kinds, for those of whom notes are taken: who asks of one path does not rest on what else there is."""

    def __init__(self, kinds: dict[str, Kind], project: Project) -> None:
        super().__init__(kinds)
        self._project = project

    def get(self, path: str, default: Any = None) -> Any:  # noqa: ANN401 -- as of a dictionary
        found = super().get(path)
        if noted.current is not None:  # without `note`: asked a dozen times of each document, and always the same
            noted.current.facts["kind", path] = found._value_ if found else ""
        return found or default

    def __getitem__(self, path: str) -> Kind:
        self.get(path)
        return super().__getitem__(path)

    def __contains__(self, path: object) -> bool:
        return self.get(str(path)) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())

    def keys(self) -> Any:  # noqa: ANN401 -- as of a dictionary
        return self._whole().keys()

    def values(self) -> Any:  # noqa: ANN401 -- as of a dictionary
        return self._whole().values()

    def items(self) -> Any:  # noqa: ANN401 -- as of a dictionary
        return self._whole().items()

    def _whole(self) -> dict[str, Kind]:
        return self._project._kinds  # noqa: SLF001 -- the other half of it


@settled_fact
def _paths_of(project: Project, kind: str) -> list[str]:
    return project.paths_by_kind.get(Kind(kind), [])


@settled_fact
def _paths_below(project: Project, folder: str) -> list[str]:
    from bisect import bisect_left

    paths = project.paths
    return paths[bisect_left(paths, f"{folder}/") : bisect_left(paths, f"{folder}0")]  # the character after the slash


@remembered
def _folders_by_number(project: Project) -> dict[tuple[str, int], list[str]]:
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for folder in project.feature_paths:
        parent, _, name = folder.rpartition("/")
        number = FeatureName.parse(name).number
        if number is not None:
            found[parent, number].append(folder)
    return dict(found)
