"""Features under other numbers: their folders, the folders of their records, and all that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.calendar_date import is_date
from specward.artifacts.kind import FEATURE_KINDS, base_of
from specward.errors import UsageError
from specward.features import FeatureName
from specward.finding import Rename
from specward.renumber.apart import Named, claimed_there
from specward.renumber.precedence import Claim, moving
from specward.renumber.values import FEATURE, Renumbered
from specward.sources.searched import lines_with, pattern_of
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.project import Project
    from specward.renumber.ground import Ground


class FeatureMove(NamedTuple):
    """A feature and its new place."""

    folder: str
    to: str
    reason: str
    prompts: tuple[str, str] | None
    """The folder of its records and its new place; None where it has none, or they lie in its own."""

    @property
    def name(self) -> str:
        """What its folder is called."""
        return self.folder.rpartition("/")[2]

    @property
    def new_name(self) -> str:
        """What its folder will be called."""
        return self.to.rpartition("/")[2]

    @property
    def renames(self) -> tuple[Rename, ...]:
        """The folders that get another path."""
        found = (Rename(self.folder, self.to),)
        return (*found, Rename(*self.prompts)) if self.prompts else found

    @property
    def renumbered(self) -> Renumbered:
        """What is said of it."""
        return Renumbered(FEATURE, self.folder, self.to, self.reason)


def colliding_features(project: Project) -> list[list[str]]:
    """The folders of each number that several features bear beside one another, by folder."""
    names = (folder.rpartition("/") for folder in project.feature_paths)
    numbered = dict.fromkeys((parent, _number(name)) for parent, _, name in names)
    groups = (project.features_numbered(parent, number) for parent, number in numbered if number is not None)
    return [folders for folders in groups if len(folders) > 1]


def features_to_move(project: Project, ground: Ground) -> Iterator[tuple[str, str]]:
    """The folder of each feature whose number is another's, with the reason why it is this one that moves."""
    told = set()
    for folders in colliding_features(project):
        for folder, reason in later_of(project, ground, folders):
            told.add(folder)
            yield folder, reason
    for folder, other in claimed_there(project.feature_paths, ground, _named):
        if folder not in told:
            yield folder, f"{ground.kept} has {other}"


def later_of(project: Project, ground: Ground, folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    """All of some features but the one that came first, each with the reason."""
    claims = [Claim(folder, document_of(project, folder), created(project, folder)) for folder in folders]
    for claim, reason in moving(claims, ground, lambda claim: _links(project, claim.name)):
        yield claim.name, reason


def moves_of(
    project: Project, ground: Ground, wanted: Iterable[tuple[str, str]], *, to: int | None = None
) -> list[FeatureMove]:
    """Features under new numbers.

    Args:
        project: the project.
        ground: what numbers are taken.
        wanted: the folders, each with the reason.
        to: the number wanted, of one feature; None for the next that is free.

    Raises:
        UsageError: a feature has no number, has the number already, or another one has it.
    """
    taken: dict[str, set[int]] = {}
    moves: list[FeatureMove] = []
    for folder, reason in wanted:
        parent, _, name = folder.rpartition("/")
        parsed = FeatureName.parse(name)
        if parsed.number is None:
            what = "a time in place of a number, which nobody else has" if parsed.timestamp else "no number"
            raise UsageError(f"{name} has {what}", where=folder, help="rename its folder where it must have one")
        if parent not in taken:
            taken[parent] = ground.taken(parent, _number, branches=True)
        if to is not None:
            _require_free(project, parent, parsed, to, taken[parent])
        digits = name.partition("-")[0]
        number = to if to is not None else max(taken[parent], default=0) + 1
        new = _renamed(name, digits, number)
        prompts = _prompts(project, folder)
        while project.source.exists(f"{parent}/{new}") or (prompts and project.source.exists(f"{prompts}/{new}")):
            if to is not None:
                raise UsageError(f"{new} is there already", where=parent, help="choose another number")
            number += 1
            new = _renamed(name, digits, number)
        taken[parent].add(number)
        records = (f"{prompts}/{name}", f"{prompts}/{new}") if prompts else None
        moves.append(FeatureMove(folder, f"{parent}/{new}" if parent else new, reason, records))
    return moves


def document_of(project: Project, folder: str) -> str:
    """The feature's spec, else its plan, else its tasks, else what comes first in its folder."""
    paths = project.feature_paths[folder]
    documents = (f"{folder}/{kind.value}.md" for kind in FEATURE_KINDS)
    return next((path for path in documents if path in paths), paths[0])


def created(project: Project, folder: str) -> str:
    """The day on which a feature was created, as its spec says; empty where that cannot be read."""
    try:
        spec = project.feature(folder).spec
    except UnreadableFile:
        return ""
    field = spec.fields.get("created") if spec else None
    return field.value if field and is_date(field.value) else ""


def _renamed(name: str, digits: str, number: int) -> str:
    return f"{number:0{len(digits)}d}{name[len(digits) :]}"


def _require_free(project: Project, parent: str, parsed: FeatureName, number: int, taken: set[int]) -> None:
    if number == parsed.number:
        raise UsageError(f"{parsed.name} has the number {number} already", help=_HELP)
    if number in taken:
        here = (name for folder in project.feature_paths for name in [folder.rpartition("/")[2]])
        bearer = next((name for name in here if FeatureName.parse(name).number == number), "")
        by = bearer or "another branch or work tree"
        raise UsageError(f"the number {number} is taken by {by}", where=parent, help=_HELP)


_HELP = "leave --to out to get the next free one"


def _prompts(project: Project, folder: str) -> str:
    """The folder in which the folder of a feature's records lies; empty where it has none."""
    base = base_of(f"{folder}/spec.md")
    prompts = f"{base}/{project.config.history}/prompts" if base else f"{project.config.history}/prompts"
    return prompts if project.source.exists(f"{prompts}/{folder.rpartition('/')[2]}") else ""


def _links(project: Project, folder: str) -> int:
    """How many lines outside of a feature name it."""
    found = lines_with(project.source, pattern_of(folder.rpartition("/")[2])).lines
    return sum(not line.path.startswith(f"{folder}/") for line in found)


def _number(name: str) -> int | None:
    return FeatureName.parse(name).number


def _named(name: str) -> Named | None:
    parsed = FeatureName.parse(name)
    return None if parsed.number is None else Named(parsed.number, parsed.slug)
