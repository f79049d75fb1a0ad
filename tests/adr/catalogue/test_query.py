"""Which decisions are asked for, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.adr.entries import entry

from specward.adr.catalogue.catalogue import Catalogue, Unread
from specward.adr.catalogue.missing import missing
from specward.adr.catalogue.query import Facets, format_of, in_order, statuses_of
from specward.artifacts.adr_status import StatusClass
from specward.errors import UsageError

if TYPE_CHECKING:
    from specward.adr.catalogue.entry import Entry

ACCEPTED = StatusClass.ACCEPTED
SUPERSEDED = StatusClass.SUPERSEDED


STORE = entry("docs/adr/0001-session-store.md", status=SUPERSEDED, deciders=("Ada Lovelace", "Grace"))
TOKENS = entry(
    "docs/adr/0002-tokens.md", "HTTP/2 and tokens", date="2026-03-31", tags=("Security",), feature="001-login"
)
LATER = entry("docs/adr/0012-export.md", "Export", status=None, date="", format="nygard", feature="specs/012-export/")
ODD = entry("docs/adr/notes.md", "Straße", status=StatusClass.UNKNOWN, status_text="Wobbly", date="2026-02")
ALL = [STORE, TOKENS, LATER, ODD]


def admitted(**facets: Any) -> list[Entry]:
    return list(filter(Facets(**facets).admits, ALL))


def test_nothing_asked_for_admits_all() -> None:
    assert admitted() == ALL


@pytest.mark.parametrize(
    ("facets", "found"),
    [
        ({"words": ("session",)}, [STORE]),
        ({"words": ("STRASSE",)}, [ODD]),
        ({"words": ("notes",)}, [ODD]),
        ({"words": ("http", "tokens")}, [TOKENS]),
        ({"words": ("http", "session")}, []),
        ({"words": ("7",)}, []),
        ({"words": ("2",)}, [TOKENS]),
        ({"words": ("ADR-0012",)}, [LATER]),
        ({"words": ("1", "adr-12")}, [STORE, LATER]),
        ({"words": ("1", "2", "tokens")}, [TOKENS]),
        ({"words": ("docs/adr/",)}, ALL),
        ({"words": ("./docs/adr/0002-tokens.md",)}, [TOKENS]),
        ({"words": ("docs/ad",)}, []),
        ({"statuses": frozenset({SUPERSEDED, None})}, [STORE, LATER]),
        ({"live": True}, [TOKENS, LATER, ODD]),
        ({"tag": "security"}, [TOKENS]),
        ({"decider": "lovelace"}, [STORE]),
        ({"feature": "login"}, [TOKENS]),
        ({"feature": "1"}, [TOKENS]),
        ({"feature": "012"}, [LATER]),
        ({"feature": "specs/012-export"}, [LATER]),
        ({"format": "madr"}, [STORE, TOKENS, ODD]),
        ({"format": "madr 4"}, [STORE, TOKENS, ODD]),
        ({"since": "2026-01-03"}, [TOKENS, ODD]),
        ({"until": "2026-02-28"}, [STORE, ODD]),
        ({"until": "2026-02-27"}, [STORE]),
        ({"since": "2026-01-02", "until": "2026-01-02"}, [STORE]),
    ],
)
def test_each_facet_admits_what_it_says(facets: dict[str, object], found: list[Entry]) -> None:
    assert admitted(**facets) == found


def test_a_number_in_a_title_is_no_other_number() -> None:
    assert Facets(("2",)).admits(entry("docs/adr/0044-x.md", "HTTP/2"))
    assert not Facets(("2",)).admits(entry("docs/adr/0044-x.md", "Plans for 2026"))
    assert not Facets(("ADR-2",)).admits(entry("docs/adr/0044-x.md", "HTTP/2"))


def test_a_status_is_any_word_of_the_field() -> None:
    assert statuses_of("approved, Superceded") == {ACCEPTED, SUPERSEDED}
    assert statuses_of("принято,unknown") == {ACCEPTED, StatusClass.UNKNOWN}
    assert statuses_of("none") == {None}
    assert statuses_of("") == frozenset()


def test_an_unknown_status_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="there is no status `acepted`") as near:
        statuses_of("proposed,acepted")
    assert near.value.help == "did you mean `accepted`?"
    with pytest.raises(UsageError) as other:
        statuses_of("aproved")
    assert other.value.help == "did you mean `approved`?"
    with pytest.raises(UsageError) as far:
        statuses_of("xyzzy")
    assert far.value.help.startswith("known here: draft, proposed, accepted")
    assert far.value.help.endswith("unknown, none")


def test_a_format_is_a_known_one_or_the_beginning_of_one() -> None:
    assert [format_of(words) for words in ("", "madr", "MADR  4", "speckit")] == ["", "madr", "madr 4", "speckit"]
    with pytest.raises(UsageError, match="there is no format `nygart`") as near:
        format_of("nygart")
    assert near.value.help == "did you mean `nygard`?"
    with pytest.raises(UsageError) as far:
        format_of("foo")
    assert far.value.help.startswith("known here: nygard, log4brains, madr 2")


@pytest.mark.parametrize(
    ("facets", "said"),
    [
        ({"words": ("1", "99")}, ["there is no decision 99"]),
        ({"words": ("99", "docs/adr/0002-tokens.md", "docs/other/")}, ["99", "docs/other/"]),
        ({"words": ("session", "elephants")}, []),
        ({"words": ("2",), "statuses": frozenset({SUPERSEDED})}, []),
        ({"words": ("5", "docs/adr/0005-odd.md")}, []),
        ({"feature": "99"}, ["there is no feature 99"]),
        ({"feature": "login"}, []),
        ({"feature": "3"}, []),
    ],
)
def test_what_a_search_names_and_nobody_has_is_told(facets: dict[str, Any], said: list[str]) -> None:
    catalogue = Catalogue(ALL, [Unread("docs/adr/0005-odd.md", "Permission denied")])
    found = list(missing(Facets(**facets), catalogue, ["specs/003-export"]))
    assert [words.endswith(end) for words, end in zip(found, said, strict=True)] == [True] * len(said)


@pytest.mark.parametrize(
    ("by", "backwards", "found"),
    [
        ("number", False, [STORE, TOKENS, LATER, ODD]),
        ("number", True, [ODD, LATER, TOKENS, STORE]),
        ("date", False, [STORE, ODD, TOKENS, LATER]),
        ("date", True, [TOKENS, ODD, STORE, LATER]),
        ("title", False, [LATER, TOKENS, STORE, ODD]),
        ("status", False, [TOKENS, STORE, ODD, LATER]),
    ],
)
def test_what_has_none_of_an_order_comes_last_either_way(by: str, backwards: bool, found: list[Entry]) -> None:
    assert in_order([TOKENS, ODD, STORE, LATER], by, backwards=backwards) == found


def test_equals_stay_by_number_when_the_order_is_turned_round() -> None:
    same = [entry(f"docs/adr/{number:04}-x.md") for number in (3, 1, 2)]
    assert [one.number for one in in_order(same, "date", backwards=True)] == [1, 2, 3]


def test_an_unknown_order_is_answered_with_what_there_is() -> None:
    with pytest.raises(UsageError, match="no order by `day`") as refused:
        in_order(ALL, "day")
    assert "date" in refused.value.help
