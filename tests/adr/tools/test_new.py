from __future__ import annotations

import pytest

from specward.adr.tools.folder import Folder
from specward.adr.tools.new import Link, NewRecord, file_name, new_record
from specward.adr.tools.place import Place
from specward.adr.tools.template import built_in
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_status import StatusClass
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.sources.memory import MemorySource

HEAD = "# 3. Third\n\nDate: 2026-01-02\n\n## Status\n\n"


def nygard(number: int, title: str, status: str = "Accepted\n\n") -> str:
    return f"# {number}. {title}\n\nDate: 2026-01-01\n\n## Status\n\n{status}## Context\n\nWords\n"


RECORDS = {"0001-first.md": nygard(1, "First"), "0002-second.md": nygard(2, "Second", "Proposed\n\n")}
MADR4 = "---\nstatus: accepted\n---\n\n# Second\n\n## Context and Problem Statement\n\nWords\n"


def written(
    *supersedes: str,
    links: tuple[str, ...] = (),
    title: str = "Third",
    records: dict[str, str] = RECORDS,
    template: str = "",
) -> dict[str, str]:
    """What stands in each changed file, by name."""
    files = {f"doc/adr/{name}": text for name, text in records.items()}
    folder = Folder(MemorySource(files), Place("/shop", "doc/adr", "doc/adr"), records)
    draft = new_record(
        folder,
        title,
        template or built_in("template"),
        number=3,
        date="2026-01-02",
        supersedes=supersedes,
        links=[Link.parse(words) for words in links],
    )
    return {name.rpartition("/")[2]: text for name, text in texts(draft).items()}


def texts(draft: NewRecord) -> dict[str, str]:
    assert isinstance(draft.changes[0], Create)
    return {change.path: change.text for change in draft.changes if isinstance(change, Create | Replace)}


def status_of(text: str) -> str:
    return text.partition("## Status\n\n")[2].partition("## ")[0]


def test_a_record_is_accepted_and_bears_its_number_unpadded() -> None:
    files = written()
    assert list(files) == ["0003-third.md"]
    assert files["0003-third.md"].startswith(f"{HEAD}Accepted\n\n## Context\n\n")


@pytest.mark.verifies("004-decisions/AC-018")
def test_superseding_changes_both_records_and_leaves_one_status_in_the_old_one() -> None:
    files = written("1", "2")
    assert status_of(files["0001-first.md"]) == "Superceded by [3. Third](0003-third.md)\n\n"
    assert status_of(files["0002-second.md"]) == "Superceded by [3. Third](0003-third.md)\n\n"
    assert status_of(files["0003-third.md"]) == (
        "Accepted\n\nSupercedes [1. First](0001-first.md)\n\nSupercedes [2. Second](0002-second.md)\n\n"
    )


def test_links_are_written_both_ways_in_the_order_in_which_they_are_asked_for() -> None:
    files = written(links=("1:Amends:Amended by:more", "2:Clarifies:Clarified by"))
    assert status_of(files["0001-first.md"]) == "Accepted\n\nAmended by [3. Third](0003-third.md)\n\n"
    assert status_of(files["0002-second.md"]) == "Proposed\n\nClarified by [3. Third](0003-third.md)\n\n"
    assert status_of(files["0003-third.md"]) == (
        "Accepted\n\nAmends [1. First](0001-first.md)\n\nClarifies [2. Second](0002-second.md)\n\n"
    )


def test_a_record_may_be_superseded_and_linked_at_once_and_twice_is_once() -> None:
    files = written("1", "0001", links=("1:Amends:Amended by",))
    assert status_of(files["0001-first.md"]) == (
        "Superceded by [3. Third](0003-third.md)\n\nAmended by [3. Third](0003-third.md)\n\n"
    )
    assert status_of(files["0003-third.md"]).count("Supercedes") == 1


@pytest.mark.verifies("004-decisions/AC-018")
def test_a_record_of_another_format_says_it_in_its_own_notation() -> None:
    files = written("2", records={**RECORDS, "0002-second.md": MADR4})
    old = read_adr(Document("doc/adr/0002-second.md", files["0002-second.md"]))
    assert old.status is not None
    assert (old.status.kind, old.status.raw) == (StatusClass.SUPERSEDED, "superseded by ADR-0003")
    assert files["0002-second.md"] == MADR4.replace("accepted", "superseded by ADR-0003")
    assert "Supercedes [Second](0002-second.md)\n" in files["0003-third.md"]


def test_a_project_whose_template_is_madr_gets_links_in_that_notation() -> None:
    files = written(
        "1", template="---\nstatus: STATUS\ndate: DATE\n---\n\n# TITLE\n\n## Context and Problem Statement\n\nWords\n"
    )
    new = read_adr(Document("doc/adr/0003-third.md", files["0003-third.md"]))
    assert [(link.kind, link.number) for link in new.links] == [("supersedes", 1)]
    assert status_of(files["0001-first.md"]) == "Superceded by [Third](0003-third.md)\n\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Something About Node.JS", "0003-something-about-node-js.md"),
        ("Slash/Slash/", "0003-slash-slash.md"),
        ("-Bar-", "0003-bar.md"),
        ("使用数据库", "0003-使用数据库.md"),
        ("Über Größe", "0003-über-größe.md"),
        ("???", "0003-untitled.md"),
        ("Con", "0003-con.md"),
        ("word " * 30, f"0003-{'word-' * 29}word.md"),
    ],
)
def test_a_file_is_named_by_number_and_title_and_never_by_the_number_alone(title: str, name: str) -> None:
    assert file_name(3, title) == name


def test_a_name_is_no_longer_than_a_file_system_takes() -> None:
    assert len(file_name(3, "ü" * 500).encode()) < 255


@pytest.mark.parametrize("title", ["Use A & B", "A | B", r"C:\1\n", "Choose DATE by STATUS", "[x] or y", "`a` < b"])
def test_any_title_is_written_and_linked_so_that_it_reads_back(title: str) -> None:
    files = written("1", title=title)
    (name,) = (name for name in files if name.startswith("0003"))
    assert files[name].startswith(f"# 3. {title}\n")
    old = read_adr(Document("doc/adr/0001-first.md", files["0001-first.md"]))
    assert [(link.kind, link.number, link.path) for link in old.links] == [("superseded by", 3, f"doc/adr/{name}")]


@pytest.mark.verifies("004-decisions/AC-018")
@pytest.mark.parametrize(
    ("supersedes", "links", "message"),
    [
        (("99",), (), "there is no decision 99"),
        (("1", "no such"), (), "there is no decision no such"),
        ((), ("1:Amends",), "not a target, a link and a reverse link"),
        ((), ("1:Amends: ",), "not a target, a link and a reverse link"),
        ((), ("99:Amends:Amended by",), "there is no decision 99"),
    ],
)
def test_what_cannot_be_linked_is_refused_before_anything_is_written(
    supersedes: tuple[str, ...], links: tuple[str, ...], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        written(*supersedes, links=links)


def test_a_title_without_words_is_refused() -> None:
    with pytest.raises(UsageError, match="the title is empty"):
        written(title=" \x1b[31m ")
