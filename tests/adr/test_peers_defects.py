"""Inputs on which other tools lose a record, guess at it or spoil it: what has no better place among the tests.

The rules on such records are tried in `tests/rules/adr/test_peers.py`, the commands of adr-tools in `tests/adr/tools`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.adr.life.shop import FOLDER, TODAY, after, project, record, written

from specward.adr.catalogue.catalogue import catalogue_of, record_at
from specward.adr.edit.links import said, with_link
from specward.adr.edit.reference import Target
from specward.adr.export.json_adr import exported
from specward.adr.life.draft import Particulars, new_decision
from specward.adr.life.moves import ACCEPTED, DEPRECATED
from specward.adr.life.moving import Circumstances, move
from specward.adr.life.supersession import Extent, supersede
from specward.adr.numbers.elsewhere import collisions
from specward.adr.numbers.taken import free_number
from specward.adr.review.history import uncommitted
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_links import RELATES_TO, SUPERSEDED_BY
from specward.artifacts.adr_status import StatusClass
from specward.artifacts.calendar_date import is_date
from specward.changes import apply
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.opening import open_project
from specward.output.adr.entry_json import entry_as_json
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from tests.conftest import GitRepository

FORMS = ("speckit-plus", "nygard", "madr")
NYGARD = "# {0}. {1}\n\n## Status\n\n{2}\n\n## Context\n\nc\n\n## Decision\n\nd\n\n## Consequences\n\ne\n"
MADR = (
    '---\nstatus: "{2}"\ndate: 2026-01-02\n---\n\n# {1}\n\n## Context and Problem Statement\n\nc\n\n'
    "## Decision Outcome\n\nd\n"
)
LOG4BRAINS = "# {1}\n\n- Status: {2}\n- Date: 2026-01-02\n\n## Decision Outcome\n\nd\n"


def formed(form: str, files: dict[str, str]) -> Project:
    """A project whose new decisions have a form."""
    paths = {f"{FOLDER}/{name}.md": text for name, text in files.items()}
    return Project(MemorySource({".specify/specward.yml": f"adr:\n  format: {form}\n", **paths}), today=TODAY)


@pytest.mark.verifies("004-decisions/AC-002")
def test_records_of_four_formats_in_one_folder_keep_each_its_status_and_none_is_taken_for_accepted() -> None:
    catalogue = catalogue_of(
        project(
            {
                "0001-nygard": NYGARD.format(1, "Nygard", "Rejected"),
                "0002-madr": MADR.format(2, "Madr", "rejected"),
                "0003-speckit": record(3, "Rejected"),
                "20260102-log4brains": LOG4BRAINS.format(4, "Log4brains", "rejected"),
                "0005-silent": "# 5. Silent\n\n## Decision\n\nd\n",
                "0006-odd": NYGARD.format(6, "Odd", "Simmering"),
                "0007-empty": "",
            }
        )
    )

    states = {entry.path.rpartition("/")[2][:-3]: entry.status for entry in catalogue.entries}
    rejected = dict.fromkeys(("0001-nygard", "0002-madr", "0003-speckit", "20260102-log4brains"), StatusClass.REJECTED)
    assert states == {**rejected, "0005-silent": None, "0006-odd": StatusClass.UNKNOWN, "0007-empty": None}


@pytest.mark.verifies("004-decisions/AC-002")
def test_a_record_without_a_date_has_none_wherever_it_is_told() -> None:
    shop = project({"0001-undated": NYGARD.format(1, "Undated", "Accepted")})
    catalogue = catalogue_of(shop)
    (entry,) = catalogue.entries
    adr = record_at(shop, entry.path)
    assert adr is not None

    assert (adr.date, entry.date, entry_as_json(entry, catalogue)["date"]) == (None, "", None)
    value, omitted = exported([(entry, adr)], catalogue, FOLDER)
    assert (value["adrs"], [one.reason for one in omitted]) == ([], ["it has no calendar date"])


@pytest.mark.parametrize("form", FORMS)
def test_the_day_of_a_new_decision_is_a_calendar_date_in_every_form(form: str) -> None:
    draft = new_decision(formed(form, {}), "Sessions", number=1, today=TODAY)
    (adr,) = written(draft.changes).values()

    assert adr.date is not None
    assert (adr.date.raw.strip('"'), is_date(adr.date.value)) == (TODAY, True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "title", ["NUMBER of a DATE & its STATUS", "A | B", r"C:\new $1 {0} {{ title }}", "使用数据库"]
)
def test_a_title_reaches_the_record_and_the_link_of_its_predecessor_as_it_is(form: str, title: str) -> None:
    shop = formed(form, {"0001-old": NYGARD.format(1, "Old", "Accepted")})
    draft = new_decision(shop, title, number=2, today=TODAY)
    grown = after(shop, draft.changes)
    both = written(supersede(grown, "1", "2", Extent(), today=TODAY).changes)

    assert [adr.title for name, adr in both.items() if name.startswith("0002-")] == [title]
    assert [link.path for link in both["0001-old"].links] == [draft.path]
    assert draft.path.removesuffix(".md").partition("0002-")[2]


def test_two_decisions_with_one_title_have_two_files() -> None:
    shop = project({})
    first = new_decision(shop, "使用数据库", number=1, today=TODAY)
    second = new_decision(after(shop, first.changes), "使用数据库", number=2, today=TODAY)

    assert (first.path, second.path) == (f"{FOLDER}/0001-使用数据库.md", f"{FOLDER}/0002-使用数据库.md")


def test_a_title_that_another_begins_with_means_its_own_record() -> None:
    shop = project(
        {
            "0001-use-redis-cluster": NYGARD.format(1, "Use Redis cluster", "Accepted"),
            "0002-use-redis": NYGARD.format(2, "Use Redis", "Accepted"),
        }
    )
    catalogue = catalogue_of(shop)

    assert [catalogue.find(words).number for words in ("Use Redis", "use-redis", "Use Redis cluster")] == [2, 2, 1]
    with pytest.raises(
        UsageError, match=r"use red names 2 decisions: .*0001-use-redis-cluster.md, .*0002-use-redis.md"
    ):
        catalogue.find("use red")


def test_a_number_has_one_to_six_digits_or_none_and_each_record_is_found_by_it() -> None:
    names = {f"{7 + count:0{count}d}-a{count}": 7 + count for count in range(1, 7)}
    texts = {name: NYGARD.format(number, name, "Accepted") for name, number in names.items()}
    catalogue = catalogue_of(project({**texts, "20260102-dated": LOG4BRAINS.format(0, "Dated", "accepted")}))

    assert {entry.path.rpartition("/")[2][:-3]: entry.number for entry in catalogue.entries} == {
        **names,
        "20260102-dated": None,
    }
    for name, number in names.items():
        for reference in (str(number), f"ADR-{number:04d}", f"{number:06d}", name):
            assert catalogue.find(reference).path == f"{FOLDER}/{name}.md"
    assert catalogue.find("20260102-dated").date == "2026-01-02"


@pytest.mark.parametrize("former", ["Superceded by [2. New](0002-new.md)", "Superseded by [2. New](0002-new.md)"])
def test_both_spellings_of_superseded_list_the_record_with_its_successor(former: str) -> None:
    shop = project({"0001-old": NYGARD.format(1, "Old", former), "0002-new": NYGARD.format(2, "New", "Accepted")})
    catalogue = catalogue_of(shop)

    assert catalogue.entries[0].status is StatusClass.SUPERSEDED
    assert [entry.number for entry in catalogue.successors(catalogue.entries[0])] == [2]


def test_a_link_between_two_formats_stands_in_both_as_each_has_it_and_once() -> None:
    nygard = read_adr(Document(f"{FOLDER}/0001-old.md", NYGARD.format(1, "Old", "Accepted")))
    madr = read_adr(Document(f"{FOLDER}/0002-new.md", MADR.format(2, "New", "accepted")))
    there = with_link(nygard, RELATES_TO, Target.of(madr))
    back = with_link(madr, RELATES_TO, Target.of(nygard))

    assert "Relates to [2. New](0002-new.md)" in there.document.text
    assert "- Relates to [ADR-0001](0001-old.md)" in back.document.text
    assert with_link(there, RELATES_TO, Target.of(madr)) is there
    assert with_link(back, RELATES_TO, Target.of(nygard)) is back


def test_a_predecessor_that_is_missing_is_found_out_before_anything_is_written() -> None:
    shop = project({"0001-old": record(1, "Accepted")})
    with pytest.raises(UsageError, match="there is no decision 99"):
        new_decision(shop, "New", number=2, today=TODAY, particulars=Particulars(supersedes=("1", "99")))


def test_windows_line_ends_and_a_status_at_the_very_end_survive_a_supersession() -> None:
    text = "# 1. Old\r\n\r\n## Context\r\n\r\nc\r\n\r\n## Decision\r\n\r\nd\r\n\r\n## Status\r\n\r\nProposed"
    shop = project({"0001-old": text, "0002-new": NYGARD.format(2, "New", "Accepted")})
    adr = written(supersede(shop, "1", "2", Extent(), today=TODAY).changes)["0001-old"]

    assert adr.document.text == text.replace("Proposed", "Superseded by [2. New](0002-new.md)")
    assert len(said(adr, SUPERSEDED_BY, Target("ADR-0002", "New", f"{FOLDER}/0002-new.md"))) == 1


def test_a_repository_without_a_commit_serves_as_any_other(repository: GitRepository) -> None:
    repository.write(f"{FOLDER}/0001-first.md", record(1, "Proposed"))
    root = str(repository.root)
    shop = open_project(root)

    assert [entry.name for entry in catalogue_of(shop).entries] == ["ADR-0001"]
    assert free_number(root, FOLDER) == 2
    assert collisions(root, shop) == []
    apply(move(shop, ["1"], ACCEPTED, Circumstances(), today=TODAY).changes, root)
    accepted = record_at(open_project(root), f"{FOLDER}/0001-first.md")
    assert accepted is not None
    assert accepted.status is not None
    assert accepted.status.kind is ACCEPTED
    assert [version.commit for version in uncommitted([], accepted)] == [""]


def test_what_is_not_committed_stays_beside_a_move_and_the_index_is_left_alone(repository: GitRepository) -> None:
    path = f"{FOLDER}/0001-first.md"
    repository.write(path, record(1, "Accepted"))
    repository.commit()
    repository.write(path, record(1, "Accepted", "- **Tags:** staged\n"))
    repository.git("add", "-A")
    dirty = record(1, "Accepted", "- **Tags:** staged, dirty\n")
    repository.write(path, dirty)
    staged = repository.git("diff", "--cached")
    root = str(repository.root)
    apply(move(open_project(root), ["1"], DEPRECATED, Circumstances(), today=TODAY).changes, root)

    assert (repository.root / path).read_text() == dirty.replace("Accepted", "Deprecated")
    assert repository.git("diff", "--cached") == staged
