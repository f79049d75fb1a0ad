"""What a search names that is not there: a decision by its number or its path, a feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.catalogue.lookup import number_of
from specward.adr.catalogue.query import is_meant, is_of_feature
from specward.artifacts.adr_identity import AdrIdentity
from specward.features import candidates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from specward.adr.catalogue.catalogue import Catalogue, Unread
    from specward.adr.catalogue.query import Facets


def missing(facets: Facets, catalogue: Catalogue, features: Collection[str]) -> Iterator[str]:
    """Say of each number, path and feature that it is not there.

    Args:
        facets: what is asked for.
        catalogue: all decisions; one that cannot be read is there too.
        features: the folders of the project's features; decisions may name others.
    """
    for reference in facets.references:
        is_there = any(is_meant(reference, entry) for entry in catalogue.entries)
        if not is_there and not any(_is_unread(reference, one) for one in catalogue.unread):
            yield f"there is no decision {reference}"
    named = facets.feature and (
        candidates(facets.feature, features) or any(is_of_feature(entry, facets.feature) for entry in catalogue.entries)
    )
    if facets.feature and not named:
        yield f"there is no feature {facets.feature}"


def _is_unread(reference: str, one: Unread) -> bool:
    number = number_of(reference)
    if number is not None:
        return AdrIdentity.parse(one.path).number == number
    path = reference.removeprefix("./").rstrip("/")
    return one.path == path or one.path.startswith(f"{path}/")
