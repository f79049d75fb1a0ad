"""`spec trace review` and `spec trace retire`: a person's word on links, written into the features' locks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward import features
from specward.artifacts.references import ID, TASK_ID
from specward.changes import diff
from specward.cli.console import note, write, write_json, write_patch
from specward.cli.place import Place
from specward.cli.writing import carry_out, tell
from specward.errors import UsageError
from specward.output.terminal import printable
from specward.trace.build import identities
from specward.trace.fingerprints import PLAN
from specward.trace.former import former_words, words
from specward.trace.link_state import State, reviews_of
from specward.trace.review import Wanted, retire, review, sound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.changes import Change
    from specward.trace.link_state import LinkState

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")]
FeatureOption = Annotated[
    str, typer.Option("--feature", metavar="FEATURE", help="Name, number or slug of the feature.")
]
_FIRST = (State.SUSPECT, State.MOVED, State.UNREVIEWED)
"""The states that ask for a review, the most urgent first."""


class Difference(NamedTuple):
    """An item that says something else than when a link to it was reviewed."""

    key: str
    place: str
    before: str
    """Empty where git does not know it."""
    now: str


class _Draft(NamedTuple):
    changes: list[Change]
    links: list[LinkState]
    """As they were before the review."""
    items: list[str]
    """The keys of the items that were approved and are not what they were."""
    differences: list[Difference]


class _Asked(NamedTuple):
    """What the user wrote."""

    items: list[str]
    link: str
    everything: bool
    feature: str
    reason: str

    @property
    def nothing(self) -> bool:
        """Whether only a list is wanted."""
        return not (self.items or self.link or self.everything)


def review_links(
    items: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]…", help="FR-001, 001-login/AC-002, P-01, 001-login/plan.md.")
    ] = None,
    link: Annotated[str, typer.Option("--link", metavar="CHILD:PARENT", help="One link only: T003:FR-001.")] = "",
    editorial: Annotated[
        bool, typer.Option("--editorial", help="The change was one of wording only; needs --reason.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Kept in the lock, with each link.")] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Every link, of the feature if one is named; lists them, and needs --yes.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="The list of --all was read.")] = False,
    feature: FeatureOption = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Say that links still hold: that you have read both ends. Without an id, list what asks for it.

    An id stands for the item itself and every link from and to it. What was reviewed is kept in the feature's
    `trace.lock`, where nothing but `review` and `retire` writes.

    The JSON object has the keys links (child, kind, parent, state), items (that were approved and have changed),
    changed (parents in doubt: id, place, before, now), files, dry_run.
    """
    if editorial != bool(reason):
        raise UsageError("--editorial and --reason go together", help='write --editorial --reason "typo"')
    if (items or link) and everything:
        raise UsageError("--all and single items are named", help="leave one of them out")
    asked = _Asked(items or [], link, everything, feature, reason)
    if asked.nothing or (everything and not (yes or dry_run)):
        _show(_draft(asked), as_json=as_json)
        if everything:
            raise UsageError("nothing is written yet", help="read the list, then add --yes")
        return
    draft = carry_out(Place().root, lambda: _draft(asked), dry_run=dry_run)
    _tell(draft, dry_run=dry_run, as_json=as_json)


def retire_item(
    identity: Annotated[str, typer.Argument(metavar="ID", help="FR-009, or 001-login/FR-009.")],
    feature: FeatureOption = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Such as `merged into FR-002`.")] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Retire an id, so that it is never used again for something else.

    The JSON object has the keys feature, id, path, files, dry_run.
    """
    folder, _, local = identity.rpartition("/")
    if folder and feature:
        raise UsageError("the feature is named twice", help="leave out --feature")

    place = Place()
    chosen = place.feature(folder or feature)
    known = _standing(place, chosen.folder, local)
    if not known and not re.fullmatch(f"{ID}|{TASK_ID}", local):
        raise UsageError(f"{local} is no id", help="write it as the specification does: FR-009, AC-002, US3, T014")

    def make() -> _Draft:
        return _Draft(retire(Place().project, chosen.folder, known or local, reason), [], [], [])

    draft = carry_out(place.root, make, dry_run=dry_run)
    facts = {"feature": chosen.name, "id": known or local, "path": f"{chosen.folder}/trace.lock"}
    tell(draft, place.root, facts, dry_run=dry_run, as_json=as_json)
    if known:
        note(printable(f"{known} still stands in {chosen.name}; to say something else under it is an error now"))
    else:
        note(printable(f"{local} stands in {chosen.name} no more; if it never did, take its line out of trace.lock"))


def _standing(place: Place, folder: str, local: str) -> str:
    """The id as the feature's documents write it: `FR-009` for `FR-9`; empty where none has it."""
    home = reviews_of(place.project).graph.folders[folder]
    owner, _, identity = identities(place.project).resolve(local, home).key.rpartition("/")
    return identity if owner == home else ""


def _draft(asked: _Asked) -> _Draft:
    """What the user asked for, read anew: of two reviews at once, the second must see the first."""
    place = Place()
    project = place.project
    reviews = reviews_of(project)
    wanted = _everything(place, asked) if asked.nothing or asked.everything else _wanted(place, asked)
    links = [found for folder in reviews.graph.folders for found in _states(place, folder, wanted)]
    if asked.nothing:
        links = [found for found in links if found.state is not State.REVIEWED]
    elif asked.reason and not any(found.state is State.SUSPECT for found in links):
        raise UsageError("none of these links is in doubt, so no change to any of them can be editorial")
    changed = (node.key for folder in reviews.graph.folders for node in reviews.changed(folder))
    items = [key for key in changed if key in wanted.items]
    changes = [] if asked.nothing else review(project, wanted, asked.reason)
    return _Draft(changes, links, items, list(_differences(place, links)))


def _states(place: Place, folder: str, wanted: Wanted) -> Iterable[LinkState]:
    reviews = reviews_of(place.project)
    found = [found for found in reviews.states(folder) if wanted.covers(found.link)]
    if found:
        sound(reviews.lock(folder))
    return found


def _everything(place: Place, asked: _Asked) -> Wanted:
    graph = reviews_of(place.project).graph
    folders = [place.feature(asked.feature).folder] if asked.feature or asked.nothing else list(graph.folders)
    features = {graph.folders[folder] for folder in folders}
    items = frozenset(key for key, node in graph.nodes.items() if node.feature in features)
    plans = (folder for folder in folders if place.project.feature(folder).plan)
    return Wanted(items=items, plans=frozenset(plans))


def _wanted(place: Place, asked: _Asked) -> Wanted:
    plans = [item for item in asked.items if item.rpartition("/")[2] in {PLAN, "plan"}]
    links = set()
    if asked.link:
        child, colon, parent = asked.link.rpartition(":")
        if not colon or not child.rstrip(":"):
            raise UsageError(f"{asked.link!r} is no link", help="write child and parent: --link T003:FR-001")
        links.add((_resolved(place, child, asked.feature), _resolved(place, parent, asked.feature)))
        if not any((one.child, one.parent) in links for one in reviews_of(place.project).graph.links):
            raise UsageError(f"there is no link {asked.link}", help="spec trace shows the links of an item")
    return Wanted(
        items=frozenset(_resolved(place, item, asked.feature) for item in asked.items if item not in plans),
        links=frozenset(links),
        plans=frozenset(_planned(place, item.rpartition("/")[0] or asked.feature) for item in plans),
    )


def _planned(place: Place, named: str) -> str:
    feature = place.feature(named)
    if not feature.plan:
        raise UsageError(f"{feature.name} has no plan", help=f"write it: spec new plan {feature.name}")
    return feature.folder


def _resolved(place: Place, named: str, feature: str) -> str:
    """The key of the item that the user names; a bare id in the current feature first."""
    graph = reviews_of(place.project).graph
    if named in graph.nodes:
        return named
    known = identities(place.project)
    home = "" if "/" in named and not feature else _home(place, feature)
    found = known.resolve(named, home)
    if not found.key and home and not feature:
        found = known.resolve(named)
    if found.key:
        return found.key
    if found.candidates:
        raise UsageError(f"{named} may be {', '.join(found.candidates[:10])}", help="say which")
    near = f"did you mean {' or '.join(found.near)}? " if found.near else ""
    folders = features.candidates(named, place.project.feature_paths)
    if len(folders) == 1:
        near = f"for a whole feature: spec trace review --all --feature {folders[0].rpartition('/')[2]}; "
    raise UsageError(f"there is no item {named}", help=f"{near}`spec trace --matrix` lists every item")


def _home(place: Place, feature: str) -> str:
    try:
        return reviews_of(place.project).graph.folders[place.feature(feature).folder]
    except UsageError:
        if feature:
            raise
        return ""


def _differences(place: Place, links: Iterable[LinkState]) -> Iterable[Difference]:
    """What the items in doubt said and say, each once."""
    reviews = reviews_of(place.project)
    told: set[str] = set()
    for found in links:
        parent = reviews.graph.nodes[found.link.parent]
        if found.state is not State.SUSPECT or found.entry is None or parent.key in told:
            continue
        told.add(parent.key)
        before = ""
        if place.repository:
            before = former_words(place.root, parent, found.entry.of_parent, place.project.vocabulary)
        yield Difference(
            parent.key, f"{parent.path}:{parent.line}", before, words(reviews.fingerprints.fields(parent.key))
        )


def _show(draft: _Draft, *, as_json: bool) -> None:
    if as_json:
        write_json({**_as_json(draft), "files": [], "dry_run": True})
        return
    for line in _lines(draft):
        write(line)
    if not draft.links and not draft.items:
        note("everything here was reviewed")


def _tell(draft: _Draft, *, dry_run: bool, as_json: bool) -> None:
    files = [change.path for change in draft.changes]
    if as_json:
        said = {**_as_json(draft), "files": files, "dry_run": dry_run}
        write_json({**said, "diff": diff(draft.changes, Place().root)} if dry_run else said)
        return
    if not draft.changes:
        note("it was reviewed before, and nothing has changed since")
        return
    for line in _lines(draft, done=True):
        note(line)
    if dry_run:
        write_patch(diff(draft.changes, Place().root))
    else:
        write("\n".join(files))


def _lines(draft: _Draft, *, done: bool = False) -> Iterable[str]:
    """The review in words.

    Args:
        draft: what was, or is to be, reviewed.
        done: whether its links count as reviewed now.
    """
    for difference in draft.differences:
        yield printable(f"{difference.key}  {difference.place}")
        yield printable(f"  - {difference.before or '(git does not know what it said)'}")
        yield printable(f"  + {difference.now}")
    order = {state: index for index, state in enumerate((*_FIRST, State.REVIEWED))}
    for found in sorted(draft.links, key=lambda found: order[found.state]):
        state, link = found.state, found.link
        moved = f" (it is {found.moved_to} now)" if found.moved_to else ""
        was = f" (was {state})" if done and state is not State.REVIEWED else ""
        yield printable(f"{State.REVIEWED if done else state:<10}  {link.child} {link.kind} {link.parent}{moved}{was}")
    if not done:
        yield from (printable(f"{'changed':<10}  {key}") for key in draft.items)


def _as_json(draft: _Draft) -> dict[str, object]:
    return {
        "links": [
            {"child": link.child, "kind": link.kind.value, "parent": link.parent, "state": state.value}
            for link, state, *_ in draft.links
        ],
        "items": draft.items,
        "changed": [
            {"id": key, "place": place, "before": before, "now": now} for key, place, before, now in draft.differences
        ],
    }
