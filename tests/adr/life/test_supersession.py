from __future__ import annotations

import itertools

import pytest
from tests.adr.edit.records import ALL, MADR4, NYGARD, SPECKIT_PLUS
from tests.adr.life.shop import FOLDER, TODAY, after, project, record, states, written

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.life.supersession import Extent, Superseded, supersede
from specward.artifacts.adr_links import SUPERSEDED_BY, SUPERSEDES
from specward.artifacts.adr_status import StatusClass
from specward.changes import Replace
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

WHOLE, PART = Extent(), Extent(partly=True, part="§4")


def done(shop: Project, old: str = "1", new: str = "2", extent: Extent = WHOLE, **given: object) -> Superseded:
    return supersede(shop, old, new, extent, today=TODAY, **given)  # type: ignore[arg-type]


@pytest.mark.verifies("004-decisions/AC-004")
@pytest.mark.parametrize(("old", "new"), list(itertools.product(ALL, ALL)))
def test_records_of_any_two_formats_name_each_other_and_nothing_else_changes(old: str, new: str) -> None:
    shop = project({"0001-old": ALL[old], "0002-new": ALL[new]})
    result = done(shop)
    assert [change.path for change in result.changes] == [f"{FOLDER}/0002-new.md", f"{FOLDER}/0001-old.md"]
    both = written(result.changes)
    assert [(link.kind, link.path or link.number) for link in both["0002-new"].links] in (
        [(SUPERSEDES, f"{FOLDER}/0001-old.md")],
        [(SUPERSEDES, 1)],
    )
    assert both["0001-old"].status is not None
    assert both["0001-old"].status.kind is StatusClass.SUPERSEDED
    assert [link.number for link in both["0001-old"].links] == [2]
    entries = catalogue_of(after(shop, result.changes)).by_number
    assert entries[1][0].ties[0].paths == (f"{FOLDER}/0002-new.md",)
    assert done(after(shop, result.changes)).changes == []
    for change in result.changes:
        assert isinstance(change, Replace)
        kept = [line for line in (change.old_text or "").splitlines() if "ccepted" not in line]
        assert set(kept) <= set(change.text.splitlines())


def test_a_part_is_superseded_and_the_rest_holds() -> None:
    shop = project({"0001-old": NYGARD, "0002-new": SPECKIT_PLUS.replace("0001", "0002")})
    both = written(done(shop, extent=PART).changes)
    assert "Partly superseded by [2. Sessions](0002-new.md) (§4)" in both["0001-old"].document.text
    assert "- **Partly supersedes:** [ADR-0001](0001-old.md) (§4)\n" in both["0002-new"].document.text
    then = done(after(shop, done(shop, extent=PART).changes))
    both = written(then.changes)
    assert "Partly" not in both["0001-old"].document.text + both["0002-new"].document.text
    assert "- **Supersedes:** [ADR-0001](0001-old.md)\n" in both["0002-new"].document.text


def test_records_of_different_folders_link_to_each_other() -> None:
    files = {"docs/adr/0001-old.md": MADR4, "other/docs/adr/0001-new.md": NYGARD}
    shop = Project(MemorySource(dict(files)))
    result = done(shop, "docs/adr/0001-old.md", "other/docs/adr/0001-new.md")
    both = {change.path: change.text for change in result.changes if isinstance(change, Replace)}
    assert "superseded by [ADR-0001](../../other/docs/adr/0001-new.md)" in both["docs/adr/0001-old.md"]
    assert "Supersedes [1. Sessions](../../../docs/adr/0001-old.md)" in both["other/docs/adr/0001-new.md"]


def test_a_number_that_a_folder_has_twice_is_not_used_as_a_name() -> None:
    shop = project({"0001-old": MADR4, "0002-new": NYGARD, "0002-other": NYGARD})
    both = written(done(shop, new="0002-new").changes)
    assert 'status: "superseded by 0002-new"' in both["0001-old"].document.text
    assert [link.target for link in both["0001-old"].links] == ["0002-new"]


@pytest.mark.parametrize(
    ("old", "new", "reason", "way_out"),
    [
        ("9", "2", "there is no decision 9", "the latest are"),
        ("1", "9", "there is no decision 9", "the latest are"),
        ("1", "1", "ADR-0001 cannot supersede itself", "name the decision"),
        ("record", "2", "record names 6 decisions", "give the path of one"),
        ("3", "2", "ADR-0003 is superseded already: Superseded by ADR-0004", "`spec adr supersede ADR-0004 NEW`"),
        ("4", "3", "ring: ADR-0003 is superseded by ADR-0004 already", "shows the chain"),
        ("5", "2", "ADR-0005 cannot become superseded, for it is rejected", "spec adr reopen ADR-0005"),
        ("1", "5", "ADR-0005 is rejected, so it takes the place of none", "--force"),
        ("6", "2", "of no known meaning: Experimental", "write one of"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(old: str, new: str, reason: str, way_out: str) -> None:
    shop = states(a="Accepted", b="Accepted", c="Superseded by ADR-0004", d="Accepted", e="Rejected", f="Experimental")
    with pytest.raises(UsageError) as caught:
        done(shop, old, new)
    assert reason in str(caught.value)
    assert way_out in caught.value.help


@pytest.mark.parametrize("status", ["Superseded by ADR-0009", "Superseded by ADR-0001", "Superseded by ADR-0003"])
def test_where_nothing_holds_in_its_place_the_refusal_says_how_to_name_another(status: str) -> None:
    shop = states(a=status, b="Accepted", c="Superseded by ADR-0001")
    with pytest.raises(UsageError) as caught:
        done(shop)
    assert caught.value.help == (
        "nothing holds in its place: `spec adr supersede ADR-0001 NEW --force --reason TEXT` names another"
    )
    both = written(done(shop, force=True, reason="the other never was").changes)
    assert [link.number for link in both["0001-a"].links] == [2]


def test_a_ring_through_others_is_refused_even_by_force() -> None:
    shop = project(
        {
            "0001-a": record(1, "Superseded by ADR-0002"),
            "0002-b": record(2, "Accepted"),
            "0003-c": record(3, "Accepted", "- **Supersedes:** ADR-0002\n"),
        }
    )
    with pytest.raises(UsageError, match="close a ring"):
        done(shop, "3", "1", reason="so", force=True)


def test_a_number_means_the_record_that_bears_it_not_one_whose_title_or_folder_has_it() -> None:
    texts = {
        "1-use-h2-database": record(1, "Accepted"),
        "2-more": record(2, "Accepted"),
        "3-new": record(3, "Accepted"),
    }
    files = {f"doc2/adr/000{name}.md": text for name, text in texts.items()}
    result = done(Project(MemorySource(dict(files))), "2", "3")
    assert result.old_path == "doc2/adr/0002-more.md"


def test_a_proposal_that_another_takes_the_place_of_has_one_status() -> None:
    text = NYGARD.replace("Accepted", "Proposed")
    both = written(done(project({"0001-old": text, "0002-new": NYGARD})).changes)
    assert both["0001-old"].document.text == text.replace("Proposed", "Superseded by [2. Sessions](0002-new.md)")


def test_the_half_that_a_killed_run_left_is_completed_by_the_same_command() -> None:
    shop = project({"0001-old": NYGARD, "0002-new": MADR4})
    whole = done(shop).changes
    half = done(after(shop, whole[:1]))
    assert half.changes == whole[1:]
    other_half = done(after(shop, whole[1:]))
    assert other_half.changes == whole[:1]


def test_a_forced_supersession_keeps_its_reason() -> None:
    both = written(done(states(a="Rejected", b="Accepted"), reason="on second thoughts", force=True).changes)
    assert both["0001-a"].document.text.endswith(
        f"- {TODAY}: superseded by ADR-0002, forced from rejected: on second thoughts\n"
    )


def test_a_successor_that_is_replaced_by_force_no_longer_claims_the_place() -> None:
    shop = project(
        {
            "0001-a": record(1, "Superseded by ADR-0002"),
            "0002-b": record(2, "Accepted", "- **Supersedes:** ADR-0001\n"),
            "0003-c": record(3, "Accepted"),
        }
    )
    both = written(done(shop, new="3", reason="the wrong one", force=True).changes)
    assert both["0002-b"].links == []
    assert [link.number for link in both["0001-a"].links] == [3]
    assert [link.number for link in both["0003-c"].links] == [1]


def test_records_of_other_markups_are_read_and_not_edited() -> None:
    files = {
        f"{FOLDER}/0001-old.rst": "1. Old\n======\n\nStatus\n------\n\nAccepted\n",
        f"{FOLDER}/0002-new.md": NYGARD,
    }
    with pytest.raises(UsageError, match="records in restructuredtext are read, not edited"):
        done(Project(MemorySource(dict(files))))


def test_neither_is_written_where_one_cannot_be() -> None:
    source = MemorySource({f"{FOLDER}/0001-old.md": NYGARD.encode() + b"\xe9", f"{FOLDER}/0002-new.md": NYGARD})
    with pytest.raises(UsageError, match="not UTF-8"):
        done(Project(source))
    assert Document.from_bytes("x", NYGARD.encode() + b"\xe9").encoding != "utf-8"


def test_both_notations_of_superseded_lead_to_the_successor() -> None:
    shop = states(a="Superceded by [2. B](0002-b.md)", b="Accepted")
    entry = catalogue_of(shop).by_number[1][0]
    assert entry.ties[0].kind == SUPERSEDED_BY
