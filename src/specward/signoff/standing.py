"""What the sign-offs of a feature, or of the constitution, are worth now."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from specward import noted
from specward.features import FeatureName
from specward.fingerprint import matches
from specward.markdown.document import Place
from specward.remembered import remembered
from specward.signoff.content import CHECKS, FeatureContents, constitution_content, item_key
from specward.signoff.record import CONSTITUTION_FILE, FILE, MalformedSignoff, Signoffs, read_signoffs
from specward.signoff.signers import Signers
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.artifacts.enforcement_entry import ChecklistItem
    from specward.project import Feature, Project
    from specward.signoff.content import Content, Question
    from specward.signoff.record import Recorded, Signoff

STORY = "story"
"""The profile in which a repository of one person may sign what that person wrote."""


class State(StrEnum):
    """What a sign-off is worth, the best first."""

    CURRENT = "current"
    """Somebody else than its only author signed what it says now."""
    UNKNOWN = "unknown"
    """The signer has never committed to this repository."""
    SELF = "self"
    """The signer is the only author of what was signed."""
    STALE = "stale"
    """What was signed says something else now, or is gone."""


_RANKS = {state: rank for rank, state in enumerate(State)}


class Standing(NamedTuple):
    """One signed item; of several sign-offs the best, and of those the latest."""

    item: str
    """Its whole id; as the record has it where the item is gone."""
    state: State
    signoff: Signoff
    recorded_at: Place
    content: Content | None
    """What it says now; None where it is gone."""


# One feature in memory at a time: what its sign-offs came to is asked for by several rules, one after the other.
_latest: WeakKeyDictionary[Project, tuple[object, list[Standing], noted.Notes | None]] = WeakKeyDictionary()


def standing(
    project: Project, feature: Feature | None, checks: Iterable[ChecklistItem | Question] = ()
) -> list[Standing]:
    """What each signed item's sign-off is worth, in the order in which they were first signed.

    Args:
        project: the project.
        feature: the feature; None for the constitution.
        checks: what the constitution and packs have a person confirm, besides the sentences of the configuration.

    Raises:
        UnreadableFile: a document cannot be read.
    """
    extra = tuple(checks)
    asked = feature.folder if feature else "", tuple(check.text for check in extra)
    known = _latest.get(project)
    if known and known[0] == asked:
        noted.rest_on(known[2])
        return known[1]
    standings, notes = noted.shared(_standings, project, feature, extra)
    _latest[project] = asked, standings, notes
    return standings


def _standings(
    project: Project, feature: Feature | None, extra: tuple[ChecklistItem | Question, ...]
) -> list[Standing]:
    contents = FeatureContents(project, feature, extra) if feature else None
    found: dict[str, Standing] = {}
    for recorded in signoffs_of(project, feature).recorded:
        judged = _judge(project, feature, contents, recorded)
        place = item_key(judged.item)
        # A sentence that nobody asks a person any more is no text that has changed.
        if judged.content is None and place.startswith(f"{CHECKS}#"):
            continue
        if place not in found or _RANKS[judged.state] <= _RANKS[found[place].state]:
            found[place] = judged
    return list(found.values())


def signed(standings: Iterable[Standing], item: str) -> Standing | None:
    """What an item's sign-off is worth; None where nobody has signed it."""
    return next((each for each in standings if item_key(each.item) == item_key(item)), None)


def signoffs_path(feature: Feature | None) -> str:
    """Where the sign-offs of a feature, or of the constitution, are kept."""
    return f"{feature.folder}/{FILE}" if feature else CONSTITUTION_FILE


def signoffs_of(project: Project, feature: Feature | None) -> Signoffs:
    """The sign-offs of a feature, or of the constitution, as they are written."""
    path = signoffs_path(feature)
    if path not in _files(project):
        return Signoffs()
    try:
        data = project.source.read(path)
    except UnreadableFile as error:
        return Signoffs(malformed=(MalformedSignoff(Place(path), f"this file cannot be read: {error.reason}"),))
    return Signoffs() if data is None else read_signoffs(path, data)


def all_standings(project: Project) -> Iterator[tuple[Feature | None, list[Standing]]]:
    """The constitution and each feature that has sign-offs, one at a time, with what they are worth.

    A feature with a document that cannot be read is left out: that is reported where the document is checked.
    """
    files = _files(project)
    if CONSTITUTION_FILE in files:
        yield None, standing(project, None)
    for folder in project.feature_paths:
        if f"{folder}/{FILE}" in files:
            feature = project.feature(folder)
            try:
                standings = standing(project, feature)
            except UnreadableFile:
                continue
            yield feature, standings


def _files(project: Project) -> frozenset[str]:
    """Every file of sign-offs."""
    return frozenset(path for path in project.kept if path.rpartition("/")[2] == FILE)


@remembered
def signers_of(project: Project) -> Signers:
    """Who has worked on the project."""
    return Signers(getattr(project.source, "root", ""))


def _judge(project: Project, feature: Feature | None, contents: FeatureContents | None, recorded: Recorded) -> Standing:
    signoff, place = recorded
    content = _content(project, feature, contents, signoff.item)
    item = content.item if content else signoff.item
    return Standing(item, _state(project, signoff, content), signoff, place, content)


def _content(project: Project, feature: Feature | None, contents: FeatureContents | None, item: str) -> Content | None:
    if feature is None or contents is None:
        return constitution_content(project, item)
    named, _, local = item.partition("/")
    # A feature that was renumbered keeps its sign-offs; a file of them that was copied from another one has none.
    if FeatureName.parse(named).slug != FeatureName.parse(feature.name).slug:
        return None
    return contents.find(local)


def _state(project: Project, signoff: Signoff, content: Content | None) -> State:
    if content is None or not matches(signoff.fingerprint, content.fields):
        return State.STALE
    signers = signers_of(project)
    if signers.known(signoff.email) is False:
        return State.UNKNOWN
    nobody_else = project.config.trace_profile == STORY and signers.alone
    return State.SELF if not nobody_else and _is_only_author(signers, signoff, content) else State.CURRENT


def _is_only_author(signers: Signers, signoff: Signoff, content: Content) -> bool:
    """By git, or where git cannot tell by the document's own word."""
    authors = signers.authors(content.written_in)
    if authors:
        return authors == {signoff.email}
    return content.author.casefold() in {name.casefold() for name in (signoff.name, signoff.by, signoff.email)}
