from __future__ import annotations

import pytest
from tests.adr.edit.records import ALL
from tests.adr.life.shop import FOLDER, TODAY, after, project, record, states, written

from specward.adr.life.amendment import amend
from specward.adr.life.moves import ACCEPTED
from specward.adr.life.moving import Circumstances, move
from specward.adr.life.relation import link, unlink
from specward.adr.pins.lock import read_pins
from specward.adr.pins.standing import differences
from specward.artifacts.adr import read_adr
from specward.changes import Replace
from specward.errors import UsageError
from specward.markdown.document import Document


@pytest.mark.parametrize(
    ("kind", "there", "back"),
    [
        ("amends", "amends", "amended by"),
        ("Relates to", "relates to", "relates to"),
        ("related-to", "relates to", "relates to"),
        ("clarified by", "clarified by", "clarifies"),
        ("depends on", "depends on", ""),
    ],
)
def test_a_known_kind_derives_its_reverse_in_any_format(kind: str, there: str, back: str) -> None:
    for text in ALL.values():
        shop = project({"0001-a": text, "0002-b": record(2, "Accepted")})
        done = link(shop, "1", kind, "2", today=TODAY)
        assert done.kinds == ((there, back),)
        both = written(done.changes)
        assert [each.kind for each in both["0001-a"].links] == [there]
        assert [each.kind for each in both["0002-b"].links] == [back] if back else "0002-b" not in both
        linked = after(shop, done.changes)
        assert link(linked, "1", kind, "2", today=TODAY).changes == []
        apart = unlink(linked, "2", "1", today=TODAY)
        assert written(apart.changes)["0001-a"].document.text == text
        assert unlink(after(shop, apart.changes), "2", "1", today=TODAY).changes == []


def test_words_of_ones_own_need_a_reverse_and_are_taken_out_from_either_side() -> None:
    shop = states(a="Accepted", b="Accepted")
    with pytest.raises(UsageError, match="`implements` has no reverse that is known"):
        link(shop, "1", "implements", "2", today=TODAY)
    done = link(shop, "1", "Implements", "2", reverse="implemented by", today=TODAY)
    both = written(done.changes)
    assert "- **Implements:** [ADR-0002](0002-b.md)\n" in both["0001-a"].document.text
    assert "- **Implemented by:** [ADR-0001](0001-a.md)\n" in both["0002-b"].document.text
    apart = unlink(after(shop, done.changes), "2", "1", kind="implemented by", today=TODAY)
    assert {name: adr.document.text for name, adr in written(apart.changes).items()} == {
        "0001-a": record(1, "Accepted"),
        "0002-b": record(2, "Accepted"),
    }


def test_of_several_links_only_the_one_that_is_named_goes() -> None:
    shop = states(a="Accepted", b="Accepted")
    for kind in ("amends", "relates to"):
        shop = after(shop, link(shop, "1", kind, "2", today=TODAY).changes)
    apart = unlink(shop, "1", "2", kind="amends", today=TODAY)
    assert apart.kinds == (("amends", ""), ("", "amended by"))
    assert [each.kind for each in written(apart.changes)["0001-a"].links] == ["relates to"]


@pytest.mark.parametrize(
    ("first", "kind", "second", "reason"),
    [
        ("1", "amends", "1", "cannot be linked to itself"),
        ("1", "amends", "9", "there is no decision 9"),
        ("1", "supersedes", "2", "changes a status too"),
        ("1", "a [b]", "2", "is no kind of link"),
        ("1", " ", "2", "the kind of link is missing"),
    ],
)
def test_what_cannot_be_linked_is_said(first: str, kind: str, second: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        link(states(a="Accepted", b="Accepted"), first, kind, second, today=TODAY)
    assert reason in str(caught.value)


def test_a_supersession_is_not_unlinked() -> None:
    shop = states(a="Superseded by ADR-0002", b="Accepted")
    with pytest.raises(UsageError, match="changes a status too") as caught:
        unlink(shop, "1", "2", kind="superseded by", today=TODAY)
    assert "spec adr accept ADR-0001 --force --reason" in caught.value.help
    for first, second in (("1", "2"), ("2", "1")):
        with pytest.raises(UsageError, match="changes a status too") as caught:
            unlink(shop, first, second, today=TODAY)
        assert "spec adr accept ADR-0001 --force --reason" in caught.value.help


def test_other_relations_are_taken_out_and_the_supersession_beside_them_stays() -> None:
    more = "- **Supersedes:** ADR-0001\n- **Clarifies:** ADR-0001\n"
    shop = project({"0001-a": record(1, "Superseded by ADR-0002"), "0002-b": record(2, "Accepted", more)})
    both = written(unlink(shop, "2", "1", today=TODAY).changes)
    assert [link.kind for link in both["0002-b"].links] == ["supersedes"]


def test_a_link_of_a_record_to_itself_is_taken_out_once() -> None:
    shop = project({"0001-a": record(1, "Accepted", "- **Clarifies:** ADR-0001\n")})
    done = unlink(shop, "1", "1", today=TODAY)
    assert (done.kinds, written(done.changes)["0001-a"].links) == ((("clarifies", ""),), [])


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "\x1b[31m"])
def test_a_kind_and_a_reason_of_which_nothing_is_seen_are_missing(nothing: str) -> None:
    shop = states(a="Accepted", b="Accepted")
    with pytest.raises(UsageError, match="the kind of link is missing"):
        link(shop, "1", nothing, "2", today=TODAY)
    with pytest.raises(UsageError, match="a reason is needed"):
        amend(shop, "1", reason=nothing, today=TODAY)


def test_an_amendment_of_the_text_is_dated_and_pinned() -> None:
    shop = states(a="Proposed")
    shop = after(shop, move(shop, ["1"], ACCEPTED, Circumstances(), today=TODAY).changes)
    with pytest.raises(UsageError, match="reads as it was accepted"):
        amend(shop, "1", reason="why", today=TODAY)
    path = f"{FOLDER}/0001-a.md"
    edited = (shop.source.read(path) or b"").decode().replace("Words.", "Other words.")
    shop = after(shop, [Replace(path, edited)])
    assert differences(read_adr(Document(path, edited)), read_pins(shop))
    done = amend(shop, "1", reason="the limit is 30 minutes", today=TODAY)
    assert [change.path for change in done.changes] == [path, f"{FOLDER}/decisions.lock"]
    adr = written(done.changes)["0001-a"]
    assert adr.document.text == f"{edited}\n## Amendments\n\n- {TODAY}: the limit is 30 minutes\n"
    assert not differences(adr, read_pins(after(shop, done.changes)))


def test_one_decision_amends_another_and_both_say_so_once() -> None:
    shop = states(a="Accepted", b="Accepted")
    done = amend(shop, "1", reason="", by="2", today=TODAY)
    both = written(done.changes)
    assert "- **Amended by:** [ADR-0002](0002-b.md)\n" in both["0001-a"].document.text
    assert "- **Amends:** [ADR-0001](0001-a.md)\n" in both["0002-b"].document.text
    assert amend(after(shop, done.changes), "1", reason="", by="2", today=TODAY).changes == []
    with pytest.raises(UsageError, match="cannot amend itself"):
        amend(shop, "1", reason="", by="1", today=TODAY)


@pytest.mark.parametrize("status", ["Proposed", "Rejected", "Superseded", "Experimental"])
def test_what_is_not_in_force_is_not_amended(status: str) -> None:
    with pytest.raises(UsageError, match="only a decision in force is amended"):
        amend(states(a=status), "1", reason="why", today=TODAY)
