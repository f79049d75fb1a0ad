"""The project as the commit under way leaves it, of which only what somebody asks about is looked at.

A commit touches a few documents of thousands. Whoever asks of one path, of one folder or of a kind that is rare is
answered from git's listing as it comes; whoever asks for all documents gets all of them, and waits for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward.artifacts.kind import FEATURE_KINDS, Kind
from specward.features import FeatureName
from specward.lazy import lazy
from specward.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from specward.config import Config
    from specward.git.elsewhere import Elsewhere
    from specward.sources.index import IndexSource
    from specward.sources.listing import Listing


class Underway(Project):
    """The project with what is staged.

    Args:
        source: the index.
        config: the project's configuration.
        touched: the paths that the commit touches.
        committed: opens the last commit, when something must be held against it; None where there is none.
        elsewhere: opens what other branches and work trees hold; None leaves the rule on it silent.
        today: see `Project`.
    """

    def __init__(  # noqa: PLR0913 -- what a project is opened with
        self,
        source: IndexSource,
        config: Config,
        touched: Collection[str],
        *,
        committed: Callable[[], Project | None] | None = None,
        elsewhere: Callable[[], Elsewhere] | None = None,
        today: str = "",
    ) -> None:
        super().__init__(
            source,
            config,
            touched=touched,
            committed=committed,
            elsewhere=elsewhere,
            today=today,
            with_probe=False,
        )
        self._index = source
        self._paths_touched = touched
        self._is_first = committed is None

    @lazy
    def _listing(self) -> Listing:
        return self._index.listing

    @lazy
    def _nested(self) -> tuple[str, ...]:
        return self._listing.nested()

    def _own(self, paths: list[str]) -> list[str]:
        return [path for path in paths if not path.startswith(self._nested)]

    def lists(self, path: str) -> bool:
        """Whether a document of this project stands at a path."""
        return self._listing.is_document(path) and not path.startswith(self._nested)

    def below(self, folder: str) -> list[str]:
        """Every document in a folder; see `Project`."""
        return self._own(self._listing.below(folder))

    def ending(self, *names: str) -> list[str]:
        """Every document whose path ends so; see `Project`."""
        return self._own(self._listing.ending(names))

    def leaves_alone(self, path: str) -> bool:
        """Whether a document is as it was; see `Project`."""
        return not self._is_first and path not in self._paths_touched

    @property
    def kinds(self) -> dict[str, Kind]:
        """Every artifact by path; see `Project`."""
        return self._listed_kinds

    @lazy
    def _listed_kinds(self) -> dict[str, Kind]:
        return _Asked(self._kind_at, lambda: self.whole.kinds)

    def _kind_at(self, path: str) -> Kind | None:
        kind = self.layout.kind_of(path)
        return kind if kind and self.lists(path) else None

    @lazy
    def feature_paths(self) -> dict[str, list[str]]:
        """The artifacts of each feature; see `Project`."""
        return _Asked(self._artifacts_in, lambda: self.whole.feature_paths)

    def _artifacts_in(self, folder: str) -> list[str] | None:
        paths = self.below(folder) if folder else []
        return [path for path in paths if self._belongs(path, folder)] or None

    def _belongs(self, path: str, folder: str) -> bool:
        kind = self.layout.kind_of(path)
        ours = kind in FEATURE_KINDS or kind is Kind.CHECKLIST
        return ours and self.layout.feature_folder(path) == folder

    @lazy
    def whole(self) -> Project:
        """The same project with all documents at hand."""
        return Project(self.source, self.config, today=self.today, with_probe=False)

    def of_kind(self, kind: Kind) -> list[str]:
        """The paths of one kind, sorted; see `Project`."""
        match kind:
            case Kind.ADR:
                return list(self._decisions)
            case Kind.CONSTITUTION:
                return list(self._constitutions)
            case Kind.AGENT:
                return list(self._definitions)
            case _:
                return super().of_kind(kind)

    @lazy
    def _decisions(self) -> list[str]:
        words = ["adr", "decision", self.config.adr_folder]
        if any(word in words[-1] for word in words[:2]):
            words.pop()  # what it finds is found already
        return self._of_kind(Kind.ADR, self._listing.naming(words))

    @lazy
    def _constitutions(self) -> list[str]:
        return self._of_kind(Kind.CONSTITUTION, self._listing.naming(("constitution.md",)))

    @lazy
    def _definitions(self) -> list[str]:
        return self._of_kind(Kind.AGENT, self._listing.naming((".specify/agents/", ".claude/agents/")))

    def _of_kind(self, kind: Kind, paths: list[str]) -> list[str]:
        return [path for path in self._own(paths) if self.layout.kind_of(path) is kind]

    def has(self, kind: Kind) -> bool:
        """Whether there is any artifact of a kind; see `Project`."""
        if kind is not Kind.PHR:
            return super().has(kind)
        named = self._listing.each_ending((".prompt.md", ".phr.md"))
        return any(self._of_kind(kind, [path]) for path in named)

    def beside_judged(self, kind: Kind) -> list[str]:
        """The paths of one kind that share a folder with one that the commit touches, be it there or not.

        A decision may fill a folder by itself: where one is touched, it shares a folder with all. So does the
        definition of an agent, wherever it stands below its folder.
        """
        folders = {path.rpartition("/")[0] for path in self._paths_touched if self.layout.kind_of(path) is kind}
        if kind in {Kind.ADR, Kind.AGENT}:
            return self.of_kind(kind) if folders else []
        found = {path for folder in folders for path in self.below(folder) if path.rpartition("/")[0] == folder}
        return self._of_kind(kind, sorted(found))

    @lazy
    def judged_features(self) -> list[str]:
        """The folders of the features that the commit touches and leaves there."""
        folders = {self.layout.feature_folder(path) for path in self._paths_touched} - {None, ""}
        return sorted(folder for folder in folders if folder in self.feature_paths)

    def features_numbered(self, parent: str, number: int) -> list[str]:
        """The folders of the features of a folder that bear a number; see `Project`."""
        names = self._listing.folders_in(parent, rb"0*%d(?!\d)[^/\0]*" % number)
        folders = (f"{parent}/{name}" for name in names if FeatureName.parse(name).number == number)
        return sorted(folder for folder in folders if folder in self.feature_paths)


class _Asked(dict[str, Any]):
    """A mapping that is filled when somebody asks for all of it, and finds single answers by themselves until then."""

    def __init__(self, one: Callable[[str], Any], every: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self._one = one
        self._every = every
        self._answers: dict[str, Any] = {}

    @lazy
    def _all(self) -> dict[str, Any]:
        self._answers = self._every()
        self._one = self._answers.get
        return self._answers

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 -- as of a dictionary
        if key not in self._answers:
            found = self._one(key)
            if found is None:
                return default
            self._answers[key] = found
        return self._answers[key]

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 -- as of a dictionary
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(str(key)) is not None

    def __iter__(self) -> Any:  # noqa: ANN401 -- as of a dictionary
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def keys(self) -> Any:  # noqa: ANN401 -- as of a dictionary
        return self._all.keys()

    def values(self) -> Any:  # noqa: ANN401 -- as of a dictionary
        return self._all.values()

    def items(self) -> Any:  # noqa: ANN401 -- as of a dictionary
        return self._all.items()
