from __future__ import annotations

import pytest
from tests.adr.edit.records import ALL
from tests.adr.life.shop import FOLDER, TODAY, after, project, record, states, written

from specward.adr.life.moves import ACCEPTED, COMMANDS, MOVES, PROPOSED, REJECTED
from specward.adr.life.moving import Circumstances, move
from specward.artifacts.adr_status import StatusClass
from specward.errors import UsageError

NOTHING = Circumstances()
FORCED = Circumstances(reason="we know better", force=True)
WORDS = {
    None: "",
    StatusClass.DRAFT: "Draft",
    StatusClass.PROPOSED: "Proposed",
    StatusClass.ACCEPTED: "Accepted",
    StatusClass.IMPLEMENTED: "Implemented",
    StatusClass.REJECTED: "Rejected",
    StatusClass.DEPRECATED: "Deprecated",
    StatusClass.SUPERSEDED: "Superseded by ADR-0002",
    StatusClass.PARTLY_SUPERSEDED: "Partly superseded by ADR-0002",
    StatusClass.PROVISIONAL: "Provisional",
    StatusClass.REFERENCE: "Reference",
    StatusClass.UNKNOWN: "Experimental",
}
SIMPLE = (StatusClass.PROPOSED, StatusClass.ACCEPTED, StatusClass.REJECTED, StatusClass.DEPRECATED)


def test_every_state_has_its_row_and_every_move_its_command() -> None:
    assert MOVES.keys() == WORDS.keys()
    assert {to for row in MOVES.values() for to in row} == COMMANDS.keys()


@pytest.mark.verifies("004-decisions/AC-003")
@pytest.mark.parametrize("former", WORDS)
@pytest.mark.parametrize("to", SIMPLE)
def test_only_moves_of_the_table_are_made_and_a_refusal_names_what_is_allowed(
    former: StatusClass | None, to: StatusClass
) -> None:
    shop = states(a=WORDS[former], b="Accepted")
    if to is former:
        done = move(shop, ["1"], to, NOTHING, today=TODAY)
        assert done.changes == []
        assert not done.steps[0].is_move
        return
    if to in MOVES[former]:
        status = written(move(shop, ["1"], to, NOTHING, today=TODAY).changes)["0001-a"].status
        assert status is not None
        assert status.kind is to
        return
    with pytest.raises(UsageError, match=f"ADR-0001 cannot become {to.value}, for") as caught:
        move(shop, ["1"], to, NOTHING, today=TODAY)
    for kind in MOVES[former]:
        assert COMMANDS[kind].format("ADR-0001") in caught.value.help
    assert "`--force --reason TEXT` makes this one anyway" in caught.value.help
    assert caught.value.where.startswith(f"{FOLDER}/0001-a.md:3")


def test_a_refusal_reads_as_a_sentence_with_the_way_out() -> None:
    with pytest.raises(UsageError) as caught:
        move(states(a="Rejected"), ["1"], ACCEPTED, NOTHING, today=TODAY)
    assert str(caught.value) == "ADR-0001 cannot become accepted, for it is rejected"
    assert caught.value.help == (
        "it may become proposed: `spec adr reopen ADR-0001`; `--force --reason TEXT` makes this one anyway"
    )
    with pytest.raises(UsageError, match="for its status is of no known meaning: Experimental"):
        move(states(a="Experimental"), ["1"], ACCEPTED, NOTHING, today=TODAY)


@pytest.mark.verifies("004-decisions/AC-003")
@pytest.mark.parametrize("text", ALL.values(), ids=ALL.keys())
def test_a_forced_move_is_kept_with_date_and_reason_in_a_record_of_any_format(text: str) -> None:
    done = move(project({"0001-a": text}), ["1"], REJECTED, FORCED, today=TODAY)
    adr = written(done.changes)["0001-a"]
    assert adr.document.text.endswith(f"## Amendments\n\n- {TODAY}: rejected, forced from accepted: we know better\n")
    assert done.steps[0][2:] == ("accepted", "rejected")


def test_reasons_are_kept_one_below_the_other() -> None:
    shop = states(a="Proposed")
    once = move(shop, ["1"], REJECTED, Circumstances(reason="too\ndear\x1b[31m"), today=TODAY)
    shop = after(shop, once.changes)
    twice = move(shop, ["1"], PROPOSED, Circumstances(reason="the price fell"), today="2027-01-02")
    adr = written(twice.changes)["0001-a"]
    assert [each.date for each in adr.amendments] == [TODAY, "2027-01-02"]
    text = adr.document.text
    assert text.endswith(f"## Amendments\n\n- {TODAY}: rejected: too dear\n- 2027-01-02: proposed: the price fell\n")


def test_a_forced_move_needs_a_reason_and_a_reason_alone_forces_nothing() -> None:
    with pytest.raises(UsageError, match="a reason is needed"):
        move(states(a="Rejected"), ["1"], ACCEPTED, Circumstances(force=True), today=TODAY)
    with pytest.raises(UsageError, match="cannot become accepted"):
        move(states(a="Rejected"), ["1"], ACCEPTED, Circumstances(reason="so"), today=TODAY)


def test_accepting_dates_what_has_no_date_names_who_decided_and_pins() -> None:
    shop = states(a="Proposed")
    done = move(shop, ["1"], ACCEPTED, Circumstances(deciders="Ada, Grace"), today=TODAY)
    adr = written(done.changes)["0001-a"]
    assert adr.date is not None
    assert adr.date.value == TODAY
    assert adr.people.deciders == ("Ada", "Grace")
    assert [change.path for change in done.changes] == [f"{FOLDER}/0001-a.md", f"{FOLDER}/decisions.lock"]
    assert move(after(shop, done.changes), ["1"], ACCEPTED, NOTHING, today="2027-01-01").changes == []


def test_a_date_that_is_there_stays_unless_another_is_given() -> None:
    shop = project({"0001-a": record(1, "Proposed", "- **Date:** 2026-01-02\n")})
    kept = written(move(shop, ["1"], ACCEPTED, NOTHING, today=TODAY).changes)["0001-a"]
    assert "- **Date:** 2026-01-02\n" in kept.document.text
    given = written(move(shop, ["1"], ACCEPTED, Circumstances("2026-02-03"), today=TODAY).changes)["0001-a"]
    assert "- **Date:** 2026-02-03\n" in given.document.text
    for date in ("2026-02-30", "yesterday", "3.2.2026"):
        with pytest.raises(UsageError, match="no day of the calendar"):
            move(shop, ["1"], ACCEPTED, Circumstances(date), today=TODAY)


def test_several_are_moved_at_once_or_none() -> None:
    done = move(states(a="Proposed", b="Proposed"), ["2", "1", "ADR-0002"], ACCEPTED, NOTHING, today=TODAY)
    assert [step.name for step in done.steps] == ["ADR-0002", "ADR-0001"]
    with pytest.raises(UsageError, match="ADR-0002 cannot become accepted"):
        move(states(a="Proposed", b="Rejected"), ["1", "2"], ACCEPTED, NOTHING, today=TODAY)


def test_what_an_accepted_record_supersedes_is_marked() -> None:
    shop = project(
        {
            "0001-a": record(1, "Accepted"),
            "0002-b": record(2, "Accepted"),
            "0003-c": record(3, "Proposed", "- **Supersedes:** ADR-0001\n- **Partly supersedes:** ADR-0002\n"),
        }
    )
    done = move(shop, ["3"], ACCEPTED, NOTHING, today=TODAY)
    assert [(step.name, step.state) for step in done.steps] == [
        ("ADR-0003", "accepted"),
        ("ADR-0001", "superseded"),
        ("ADR-0002", "partly superseded"),
    ]
    assert "Superseded by [ADR-0003](0003-c.md)" in written(done.changes)["0001-a"].document.text


def test_a_supersession_that_is_taken_back_leaves_both_records() -> None:
    old, new = record(1, "Superseded by ADR-0002"), record(2, "Accepted", "- **Supersedes:** ADR-0001\n")
    done = move(project({"0001-a": old, "0002-b": new}), ["1"], ACCEPTED, FORCED, today=TODAY)
    both = written(done.changes)
    assert both["0001-a"].links == []
    assert both["0002-b"].document.text == record(2, "Accepted")


def test_a_supersession_in_part_remains_when_the_rest_is_given_up() -> None:
    shop = states(a="Partly superseded by [ADR-0002](0002-b.md)", b="Accepted")
    adr = written(move(shop, ["1"], StatusClass.DEPRECATED, NOTHING, today=TODAY).changes)["0001-a"]
    assert [(link.kind, link.partly, link.number) for link in adr.links] == [("superseded by", True, 2)]


@pytest.mark.parametrize("named", ["[ADR-0002](0002-b.md) (§4)", "ADR-0002 (§4)"])
def test_the_part_that_is_superseded_is_still_named_when_the_rest_is_given_up(named: str) -> None:
    shop = states(a=f"Partly superseded by {named}", b="Accepted")
    adr = written(move(shop, ["1"], StatusClass.DEPRECATED, NOTHING, today=TODAY).changes)["0001-a"]
    assert "- **Partly superseded by:** [ADR-0002](0002-b.md) (§4)\n" in adr.document.text


def test_an_accepted_record_marks_the_part_that_it_supersedes() -> None:
    new = record(2, "Proposed", "- **Partly supersedes:** [ADR-0001](0001-a.md) (§4)\n")
    done = move(project({"0001-a": record(1, "Accepted"), "0002-b": new}), ["2"], ACCEPTED, NOTHING, today=TODAY)
    assert "Partly superseded by [ADR-0002](0002-b.md) (§4)" in written(done.changes)["0001-a"].document.text


def test_a_record_without_a_number_is_called_by_its_file_as_in_every_list() -> None:
    text = record(1, "Proposed").replace("ADR-0001: ", "")
    shop = project({"20240506-dated": text, "20240507-dated": text})
    done = move(shop, ["20240506-dated"], ACCEPTED, NOTHING, today=TODAY)
    assert [step.name for step in done.steps] == ["20240506-dated"]


def test_a_record_that_is_accepted_before_it_is_filled_in_is_named() -> None:
    texts = [record(number, "Proposed") for number in (1, 2)]
    shop = project({"0001-a": texts[0].replace("Words.", "[TODO: what is done from now on]"), "0002-b": texts[1]})
    assert move(shop, ["1", "2"], ACCEPTED, NOTHING, today=TODAY).unfilled == ("ADR-0001",)
    assert move(shop, ["1", "2"], REJECTED, NOTHING, today=TODAY).unfilled == ()
