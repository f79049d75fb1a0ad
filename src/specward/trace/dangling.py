"""References that lead nowhere, or to more than one item: in marks of tests, scenarios, link notes, other features.

What tasks name of their own feature is left to `unknown-reference`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import link_notes, references
from specward.remembered import remembered
from specward.trace.qualified import qualified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.artifacts.requirement import Requirement
    from specward.artifacts.scenario import Scenario
    from specward.artifacts.spec import Spec
    from specward.finding import Location
    from specward.markdown.document import Document, Place
    from specward.project import Feature, Project
    from specward.trace.build import Named
    from specward.trace.qualified import Reference
    from specward.trace.resolve import Identities, Resolution


class Dangling(NamedTuple):
    """One reference that names no item, or several."""

    place: Place | Location
    target: str
    """As written."""
    resolution: Resolution
    by: str
    """Who names it: `a mark`, `AC-002`, `this document`."""


class _Marks(NamedTuple):
    """What is known of a project's marks before any document is read."""

    identities: Identities
    by_feature: dict[str, list[tuple[str, Location]]]
    """Target and place of each mark, by the feature that it names; of no one feature by the empty name."""


@remembered
def dangling(feature: Feature, project: Project) -> list[Dangling]:
    """The references in a feature's documents, and in the marks of tests that name it, which are no use.

    Marks that name no feature, or none that there is, are told with the first feature of the project, once.
    """
    return list(_search(feature, project))


def folders_named(project: Project) -> set[str]:
    """The folders of the features that the project's marks name; of a mark that names none, where it is judged."""
    marks = _marks_of(project)
    first = next(iter(project.feature_paths), "")
    return {marks.identities.folder(key) if key else first for key in marks.by_feature}


def _search(feature: Feature, project: Project) -> Iterator[Dangling]:
    spec = feature.spec if feature.spec and _may_link(feature.spec) else None
    documents = (artifact.document for artifact in (feature.spec, feature.tasks, feature.plan) if artifact)
    foreign = [(document, reference) for document in documents for reference in qualified(document.text)]
    if not (spec or foreign or (project.judges_code and project.tests.cases)):
        return  # what can be named is not read for a feature that names nothing
    from specward.trace.build import locals_of, spec_links

    marks = _marks_of(project)
    known = marks.identities
    known.search_anew()
    key = known.home(f"{feature.folder}/")
    named = list(spec_links(spec, key)) if spec else []
    if spec and named:
        # It is in memory already: to look its items up must not read it again.
        known.add(key, lambda: locals_of(feature, key))
        yield from _in_spec(spec, key, named, known)
    yield from _of_other_features(foreign, project, known)
    first = feature.folder == next(iter(project.feature_paths))
    for target, location in (*marks.by_feature.get(key, ()), *(marks.by_feature.get("", ()) if first else ())):
        resolution = known.resolve(target, known.home(location.path))
        if not resolution.key:
            yield Dangling(location, target, resolution, "a mark")


@remembered
def _marks_of(project: Project) -> _Marks:
    from specward.evidence.target import target_fault
    from specward.trace.build import identities

    known = identities(project)
    by_feature: dict[str, list[tuple[str, Location]]] = {}
    for case in project.tests.cases:
        for mark in case.marks:
            if not target_fault(mark.target) and not mark.target.startswith("ADR-"):
                by_feature.setdefault(known.feature_named(mark.target), []).append((mark.target, mark.location))
    return _Marks(known, by_feature)


def _may_link(spec: Spec) -> bool:
    """Whether a specification may say what its items are linked to, told without reading any note."""
    return any(scenario.refs for scenario in spec.scenarios) or link_notes.may_hold(spec.document.text)


def _in_spec(spec: Spec, key: str, named: Iterable[Named], known: Identities) -> Iterator[Dangling]:
    """What scenarios and requirements say that they are linked to, of their own feature and of the constitution."""
    families = {references.family(identity) for identity in known.of(key)}
    items: dict[str, Requirement | Scenario] = {f"{key}/{item.id}": item for item in spec.declared}
    items.update((f"{key}/{scenario.id}", scenario) for scenario in spec.scenarios)
    has_principles = bool(known.of(""))
    for link in named:
        target = link.target
        if "/" in target or target.startswith("ADR-"):
            continue
        judged = has_principles if target.startswith("P-") else references.family(target) in families
        if not judged or known.key_of(target, key) or known.whole_of(target, key):
            continue
        item = items[link.child]
        start = spec.document.text.find(target, item.start, item.end)
        place = (start, start + len(target)) if start >= 0 else (item.start, item.end)
        yield Dangling(spec.document.place(*place), target, known.resolve(target, key), item.id)


def _of_other_features(
    named: Iterable[tuple[Document, Reference]], project: Project, known: Identities
) -> Iterator[Dangling]:
    for document, reference in named:
        resolution = known.resolve(reference.target)
        if resolution.key or known.whole_of(reference.target):
            continue
        if resolution.feature and _mentions(project, known.folder(resolution.feature), reference.target):
            continue
        yield Dangling(document.place(reference.start, reference.end), reference.target, resolution, "this document")


def _mentions(project: Project, folder: str, target: str) -> bool:
    """Whether the other specification has the id in some form that declares nothing, or declares none of its family."""
    spec = project.feature(folder).spec
    local = target.rpartition("/")[2]
    if spec is None or local in spec.document.text:
        return True
    return references.family(local) not in {item.family for item in spec.declared}
