"""Building the graph: one feature in memory at a time, then the tests, then every link from name to item."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import link_notes, references
from specward.artifacts.requirement import words_under
from specward.artifacts.set_aside import is_set_aside
from specward.constitution.norms import norms_of
from specward.evidence.judge import all_cases
from specward.finding import new
from specward.remembered import remembered
from specward.trace.graph import Graph
from specward.trace.node import Link, LinkKind, Node, NodeKind, Unresolved
from specward.trace.qualified import behind_number, qualified
from specward.trace.resolve import Identities, Locals, feature_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from specward.artifacts.scenario import Scenario
    from specward.artifacts.spec import Spec, Story
    from specward.artifacts.tasks import Tasks
    from specward.evidence.mark import TestCase
    from specward.markdown.document import Document
    from specward.project import Feature, Project

_FAMILIES = {
    "US": NodeKind.STORY,
    "AC": NodeKind.CRITERION,
    "SC": NodeKind.SUCCESS,
    "EC": NodeKind.EDGE,
}
_LINK_OF_VERB = {
    link_notes.IMPLEMENTS: LinkKind.REFINES,
    link_notes.DERIVES: LinkKind.REFINES,
    link_notes.REFINES: LinkKind.REFINES,
    link_notes.SUPERSEDES: LinkKind.SUPERSEDES,
}


class Named(NamedTuple):
    """A link as its child declares it, before anybody knows which item is meant."""

    kind: LinkKind
    child: str
    target: str
    home: str = ""
    """The feature that it stands in."""
    partial: bool = False


@remembered
def graph_of(project: Project) -> Graph:
    """The graph of a whole project, built once and kept as long as the project is."""
    return build(project)


def build(project: Project, folders: Collection[str] | None = None) -> Graph:
    """Build the graph of a project.

    Args:
        project: what to read.
        folders: the features wanted; None means all. Tests that verify nothing of theirs are left out, and so are the
            items of other features, though links may lead to them.

    Raises:
        UnreadableFile: a document is there and cannot be read.
    """
    builder = _Builder(project)
    builder.principles()
    for folder, key in builder.keys.items():
        if folders is None or folder in folders:
            builder.feature(project.feature(folder), key)
    builder.tests(everything=folders is None)
    return builder.graph()


def identities(project: Project) -> Identities:
    """What can be named in a project; each feature is read when something of it is named."""
    keys = feature_keys(project.feature_paths)
    folders = {key: folder for folder, key in keys.items()}
    found = Identities(keys, lambda key: locals_of(project.feature(folders[key]), key))
    found.add("", lambda: {references.key(norm.id): norm.id for norm in norms_of(project).principles})
    return found


def locals_of(feature: Feature, key: str) -> Locals:
    """The items of one feature that can be named: stories, requirements, criteria, scenarios by position, tasks."""
    spec, tasks = feature.spec, feature.tasks
    items = (*spec.stories, *spec.scenarios, *spec.declared) if spec else ()
    found: Locals = {}
    for item in (*items, *(tasks.tasks if tasks else ())):
        found.setdefault(references.key(item.id), f"{key}/{item.id}")
    _add_positions(found, spec, key)
    return found


class _Builder:
    """What has been read so far."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.keys = feature_keys(project.feature_paths)
        self._identities = identities(project)
        self._nodes: dict[str, Node] = {}
        self._links: list[Link] = []
        self._named: list[Named] = []
        self._unresolved: list[Unresolved] = []

    def principles(self) -> None:
        """Read the principles that hold here, inherited ones too."""
        for norm in norms_of(self._project).principles:
            heading = norm.principle.heading
            node = _node(norm.document, "", NodeKind.PRINCIPLE, norm.id, norm.name, (heading.start, heading.end))
            self._nodes.setdefault(norm.id, node)

    def feature(self, feature: Feature, key: str) -> None:
        """Read one feature: its items, and what they say that they are linked to."""
        spec, tasks = feature.spec, feature.tasks
        locals_: Locals = {}
        for node in (*_spec_nodes(spec, key), *_task_nodes(tasks, key)):
            self._nodes.setdefault(node.key, node)
            locals_.setdefault(references.key(node.id), node.key)
        _add_positions(locals_, spec, key)
        self._identities.add(key, lambda: locals_)
        if spec:
            self._links.extend(outline(spec, key))
            self._named.extend(spec_links(spec, key))
        if tasks:
            self._named.extend(task_links(tasks, key, self._identities))

    def tests(self, *, everything: bool) -> None:
        """Read the tests' marks."""
        for case in all_cases(self._project.all_tests, self._project.evidence):
            named = list(_mark_links(case, self._identities.home(case.location.path)))
            if everything or any(self._leads_in(link) for link in named):
                self._nodes[case.id] = _test_node(case)
                self._named.extend(named)

    def graph(self) -> Graph:
        """Resolve every name and make the graph."""
        key_of = self._identities.key_of
        last, parents = "", set[str]()
        for kind, child, target, home, partial in self._named:
            key = key_of(target, home)
            if not key and kind is LinkKind.IMPLEMENTS:
                key = self._identities.whole_of(target, home)
            if not key:
                candidates = self._identities.resolve(target, home).candidates
                self._unresolved.append(Unresolved(kind, child, target, candidates))
                continue
            if child != last:
                last, parents = child, set()
            if key not in parents:
                parents.add(key)
                self._links.append(new(Link, (kind, child, key, partial, True)))
        return Graph(self._nodes, self._links, self._unresolved, self.keys)

    def _leads_in(self, link: Named) -> bool:
        return self._identities.key_of(link.target, link.home) in self._nodes


def outline(spec: Spec, key: str) -> Iterator[Link]:
    """The links that the document's outline says: what stands in a story refines it."""
    for story in spec.stories:
        parent = f"{key}/{story.id}"
        for scenario in story.scenarios:
            yield new(Link, (LinkKind.REFINES, f"{key}/{scenario.id}", parent, False, False))
    starts = [story.start for story in spec.stories]
    for item in spec.criteria:
        index = bisect_right(starts, item.start) - 1
        if index >= 0 and item.start < spec.stories[index].end:
            parent = f"{key}/{spec.stories[index].id}"
            yield Link(LinkKind.REFINES, f"{key}/{item.id}", parent, written=False)


def spec_links(spec: Spec, key: str) -> Iterator[Named]:
    """What the items of a specification say that they are linked to."""
    text = spec.document.text
    for scenario in spec.scenarios:
        child = f"{key}/{scenario.id}"
        targets = dict.fromkeys(scenario.refs)
        if text.count("(", scenario.start, scenario.end) > bool(targets):
            for note in link_notes.notes(text[scenario.start : scenario.end]):
                if note.kind != link_notes.AFTER:
                    targets.update(dict.fromkeys(note.targets))
        for target in targets:
            yield new(Named, (LinkKind.REFINES, child, target, key, False))
    for item in spec.declared:
        if text.find("(", item.id_end, item.end) < 0 and not item.heading:
            continue
        words = text[item.id_end : item.end] + (words_under(spec.document, item) if item.heading else "")
        for kind, target in item_links(item.family, words):
            yield new(Named, (kind, f"{key}/{item.id}", target, key, False))


def item_links(family: str, words: str) -> Iterator[tuple[LinkKind, str]]:
    """The links that the words of a requirement, or of a criterion with a line of its own, declare."""
    for note in link_notes.notes(words):
        for target in note.targets:
            if target.rpartition("/")[2].startswith("P-"):
                yield LinkKind.DERIVES, target
            elif note.kind in _LINK_OF_VERB:
                yield _LINK_OF_VERB[note.kind], target
            elif note.kind == link_notes.NAMES and _is_parent(family, target):
                yield LinkKind.REFINES, target


def _is_parent(family: str, target: str) -> bool:
    """Whether an item that names another one without a verb refines it; among equals it merely mentions it."""
    return family == "AC" or (target.startswith("US") and family != "US")


def task_links(tasks: Tasks, key: str, known: Identities) -> Iterator[Named]:
    """What the tasks say that they implement: labels, ids in their text, and the story whose phase they stand in."""
    elsewhere = _elsewhere(tasks, known)
    for task in tasks.tasks:
        targets = dict.fromkeys(task.stories)
        if not targets and task.phase is not None and (story := tasks.phases[task.phase].story):
            targets[story] = None
        foreign = elsewhere.get(task.start, ())
        behind = {target.rpartition("/")[2] for target in foreign}
        targets.update(dict.fromkeys(target for target in task.refs if target not in behind))
        targets.update(dict.fromkeys(foreign))
        if "P-" in task.text:
            named = (target for note in link_notes.notes(task.text) for target in note.targets)
            targets.update(dict.fromkeys(target for target in named if target.startswith("P-")))
        for target in targets:
            yield new(Named, (LinkKind.IMPLEMENTS, f"{key}/{task.id}", target, key, False))


def _elsewhere(tasks: Tasks, known: Identities) -> dict[int, list[str]]:
    """The items of other features that the tasks name, by where the task begins."""
    text = tasks.document.text
    named = [*qualified(text), *(one for one in behind_number(text) if known.feature_named(one.target))]
    starts = [task.start for task in tasks.tasks] if named else []
    found: dict[int, list[str]] = {}
    for reference in named:
        index = bisect_right(starts, reference.start) - 1
        if index >= 0 and reference.end <= tasks.tasks[index].end:
            found.setdefault(starts[index], []).append(reference.target)
    return found


def _mark_links(case: TestCase, home: str) -> Iterator[Named]:
    for mark in case.marks:
        yield new(Named, (LinkKind.VERIFIES, case.id, mark.target, home, mark.partial))


def _spec_nodes(spec: Spec | None, key: str) -> Iterator[Node]:
    if not spec:
        return
    document = spec.document
    for story in spec.stories:
        yield _story_node(document, key, story)
    for scenario in spec.scenarios:
        yield _scenario_node(document, key, scenario)
    for item in spec.declared:
        kind = _FAMILIES.get(item.family, NodeKind.REQUIREMENT)
        yield _node(
            document, key, kind, item.id, item.text, (item.id_start, item.id_end), aside=is_set_aside(item.text)
        )


def _story_node(document: Document, key: str, story: Story) -> Node:
    heading = document.text[story.heading.start : story.heading.end]
    place = (story.heading.start, story.heading.end)
    return _node(document, key, NodeKind.STORY, story.id, story.title, place, aside=is_set_aside(heading))


def _scenario_node(document: Document, key: str, scenario: Scenario) -> Node:
    steps = zip(("Given", "When", "Then"), (scenario.given, scenario.when, scenario.then), strict=True)
    words = ", ".join(f"{keyword} {clause}" for keyword, clause in steps if clause)
    place = (scenario.start, scenario.end)
    return _node(document, key, NodeKind.CRITERION, scenario.id, words, place, stable=scenario.stable)


def _task_nodes(tasks: Tasks | None, key: str) -> Iterator[Node]:
    if not tasks:
        return
    for task in tasks.tasks:
        place = (task.id_span.start, task.id_span.end)
        yield _node(tasks.document, key, NodeKind.TASK, task.id, task.text, place, done=bool(task.done))


def _node(  # noqa: PLR0913, PLR0917 -- the fields of a node
    document: Document,
    feature: str,
    kind: NodeKind,
    identity: str,
    text: str,
    place: tuple[int, int],
    *,
    done: bool | None = None,
    stable: bool = True,
    aside: bool = False,
) -> Node:
    key = f"{feature}/{identity}" if feature else identity
    words = " ".join(text.split())
    line = document.line(place[0])
    return new(Node, (key, kind, feature, identity, words, document.path, line, *place, done, stable, aside))


def _test_node(case: TestCase) -> Node:
    path, line = case.location.path, case.location.start.line
    title = case.id.removeprefix(f"{path}::")
    return new(Node, (case.id, NodeKind.TEST, "", case.id, title, path, line, 0, 0, None, True, False))


def _add_positions(found: Locals, spec: Spec | None, key: str) -> None:
    """Let a scenario with an id of its own be named by its place too: `US1.2`."""
    for story in spec.stories if spec else ():
        for number, scenario in enumerate(story.scenarios, 1):
            if scenario.stable:
                found.setdefault(references.key(f"{story.id}.{number}"), f"{key}/{scenario.id}")
