"""A feature and its decisions, from both ends: the records that were made for it, and those that its documents name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.chain.mentions import mentions_in
from specward.adr.chain.sources import features_in
from specward.artifacts.kind import FEATURE_KINDS
from specward.remembered import remembered

if TYPE_CHECKING:
    from specward.adr.catalogue.entry import Entry
    from specward.adr.chain.mentions import Mention
    from specward.project import Feature, Project


class FeatureDecisions(NamedTuple):
    """The decisions of one feature."""

    made_for_it: tuple[Entry, ...]
    """Those whose field `Feature` names it, by path."""
    named: tuple[Mention, ...]
    """Where its specification, plan and tasks name a decision, be it made for it or not; in this order."""

    @property
    def unnamed(self) -> list[Entry]:
        """Those that were made for it and that its documents do not name."""
        named = {mention.record for mention in self.named}
        return [entry for entry in self.made_for_it if entry.path not in named]


def decisions_of(feature: Feature, project: Project) -> FeatureDecisions:
    """The decisions of a feature.

    Raises:
        UnreadableFile: one of its documents cannot be read.
    """
    artifacts = (feature.artifact(kind) for kind in FEATURE_KINDS)
    documents = [artifact.document for artifact in artifacts if artifact is not None]
    named = (mention for document in documents for mention in mentions_in(document, project))
    return FeatureDecisions(tuple(made_for(project).get(feature.folder, ())), tuple(named))


@remembered
def made_for(project: Project) -> dict[str, list[Entry]]:
    """The decisions that were made for each feature, by its folder, as the field `Feature` of their records has it."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue_of(project).entries:
        if entry.feature:
            for folder in features_in(entry.feature, entry.path, project):
                found[folder].append(entry)
    return dict(found)
