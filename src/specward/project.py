"""A project: its configuration, its documents and its features, over any source."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from specward import config as configuration
from specward.artifacts.kind import FEATURE_KINDS, Kind, Layout
from specward.artifacts.read import read_artifact
from specward.config import ConfigError
from specward.features import FeatureName
from specward.lazy import lazy
from specward.sources.scope import KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from specward.artifacts.checklist import Checklist
    from specward.artifacts.constitution import Constitution
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
        document = self._project.document(path) if path else None
        return read_artifact(kind, document) if document else None

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
        found = (self._project.document(path) for path in self.paths if self._project.kinds.get(path) is Kind.CHECKLIST)
        return [read_artifact(Kind.CHECKLIST, document) for document in found if document]


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
    ) -> None:
        self.source = source
        self.change = change
        self.evidence = evidence
        self.base = base
        self._touched = touched
        self._committed = committed
        self._elsewhere = elsewhere
        self._today = today
        self.config_problems: tuple[Problem, ...] = ()
        try:
            self.config = config or configuration.load(source)
        except ConfigError as error:
            self.config = configuration.DEFAULTS
            self.config_problems = tuple(error.problems)

    @lazy
    def today(self) -> str:
        """The day, as the user's clock and time zone have it."""
        return self._today or time.strftime("%Y-%m-%d")

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

    def touches(self, path: str) -> bool:
        """Whether a path is judged: of a commit under way those that it touches are, else all."""
        return self._touched is None or path in self._touched

    def touches_any(self, ending: str) -> bool:
        """Whether any path is judged that ends so; a commit under way may delete it."""
        return self._touched is None or any(path.endswith(ending) for path in self._touched)

    @lazy
    def code(self) -> list[str]:
        """Every file, sorted; of a commit under way those that it touches: nothing else can have become worse."""
        if self._touched is None:
            return self.source.files()
        return [path for path in sorted(self._touched) if self.source.exists(path)]

    @lazy
    def tests(self) -> Tests:
        """The tests that say what they verify, read from their source without running anything."""
        from specward.evidence.scan import scan

        return scan(self.source, self.config.trace_tests, self.code)

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
    def paths(self) -> list[str]:
        """Every document of the source, be it an artifact or not, sorted; listed once."""
        return self.source.paths()

    @lazy
    def kept(self) -> frozenset[str]:
        """Where people's reviews and sign-offs are kept: `trace.lock`, `signoffs.yml`. Most projects have none."""
        return frozenset(path for path in self.paths if path.endswith(KEPT))

    @lazy
    def kinds(self) -> dict[str, Kind]:
        """Every artifact by path, sorted."""
        kinds = ((path, self.layout.kind_of(path)) for path in self.paths)
        return {path: kind for path, kind in kinds if kind}

    def of_kind(self, kind: Kind) -> list[str]:
        """The paths of one kind, sorted."""
        return list(self._by_kind.get(kind, ()))

    @lazy
    def _by_kind(self) -> dict[Kind, list[str]]:
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

    @lazy
    def constitution(self) -> Constitution | None:
        """The constitution at the root of the project."""
        paths = self.of_kind(Kind.CONSTITUTION)
        path = next((path for path in CONSTITUTION_PATHS if path in paths), None)
        document = self.document(path) if path else None
        return read_artifact(Kind.CONSTITUTION, document) if document else None

    @lazy
    def feature_paths(self) -> dict[str, list[str]]:
        """The artifacts of each feature, by folder, sorted. A feature is a folder that holds a spec, plan or tasks."""
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
