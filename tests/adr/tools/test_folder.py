from __future__ import annotations

import pytest

from specward.adr.tools.folder import Folder, number_taken, record_number, title_of
from specward.adr.tools.place import Place
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

RECORDS = {
    "0001-use-h2-database.md": "# 1. Use H2 database\n\n## Status\n\nAccepted\n",
    "0002-choose-two-queues.md": "# 2. Choose two queues\n\n## Status\n\nAccepted\n",
    "0010-queue-sizes.md": "---\nstatus: accepted\n---\n\n# Queue sizes\n",
}


def folder(records: dict[str, str] = RECORDS, where: str = "doc/adr", shown: str = "../doc/adr") -> Folder:
    files = {f"{where}/{name}": text for name, text in records.items()}
    return Folder(MemorySource(files), Place("/shop", where, shown), records)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("0008-t.md", 8),
        ("9-t.md", 9),
        ("0012-.md", 12),
        ("20240501-t.md", 20240501),
        ("2024-05-01-t.md", 2024),
        ("0009-x.md.bak", None),
        ("readme.md", None),
        ("ADR-0004-t.md", None),
        ("0005 t.md", None),
        ("٣-t.md", None),
    ],
)
def test_a_record_is_a_file_whose_name_begins_with_digits_and_ends_as_markdown(name: str, number: int | None) -> None:
    assert record_number(name) == number


@pytest.mark.verifies("004-decisions/AC-018")
@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("0008-t.md", 8),
        ("ADR-0004-t.md", 4),
        ("0007-t.adoc", 7),
        ("0009-x.md.bak", None),
        ("0012-folder", None),
        ("20240501-t.md", None),
        ("2024-05-01-t.md", None),
    ],
)
def test_only_records_take_numbers_whatever_tool_wrote_them(name: str, number: int | None) -> None:
    assert number_taken(name) == number


def test_records_come_as_text_sorts_them_and_nothing_else_comes() -> None:
    names = ["0010-b.md", "0002-a.md", "template.md", "0003-c.md.bak"]
    assert Folder(MemorySource({}), Place("/shop", "doc/adr", "doc/adr"), names).names == ["0002-a.md", "0010-b.md"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 5. Use H2\n", "5. Use H2"),
        ("\ufeff# 5. Use H2\r\nmore", "5. Use H2"),
        ("5. Use H2\n=========\n", "5. Use H2"),
        ("---\ntitle: x\n---\n\n# Use MADR\n", "Use MADR"),
        ("Just words\n", ""),
        ("", ""),
    ],
)
def test_a_title_is_read_with_its_number_in_any_format(text: str, title: str) -> None:
    assert title_of(Document("0005-t.md", text)) == title


def test_a_record_without_a_title_has_its_name_for_one() -> None:
    assert folder({"0001-some-name.md": "words\n"}).title("0001-some-name.md") == "0001-some-name"


def test_what_a_terminal_would_obey_is_left_out_of_a_title() -> None:
    assert folder({"0001-t.md": "# 1. A\x1b[31m red\u202e one\n"}).title("0001-t.md") == "1. A red one"


@pytest.mark.verifies("004-decisions/AC-018")
@pytest.mark.parametrize(
    "reference", ["2", "0002", "ADR-2", "0002-choose-two-queues.md", "0002-choose-two-queues", "0002-ch", "two queues"]
)
def test_a_number_means_the_record_that_bears_it_never_one_with_the_digit_in_its_name(reference: str) -> None:
    assert folder().record(reference).number == 2


@pytest.mark.parametrize("reference", ["doc/adr/0001-use-h2-database.md", "../doc/adr/0001-use-h2-database.md"])
def test_a_path_is_taken_from_the_root_and_as_it_was_printed(reference: str) -> None:
    assert folder().record(reference).number == 1


@pytest.mark.verifies("004-decisions/AC-018")
def test_a_digit_in_the_folders_path_is_no_reference() -> None:
    kept = folder(where="doc2/adr")
    assert kept.record("2").number == 2
    with pytest.raises(UsageError, match="there is no decision 3"):
        kept.record("3")


@pytest.mark.parametrize("reference", ["queue", "00-", "000"])
def test_what_means_several_records_is_refused_with_their_names(reference: str) -> None:
    records = RECORDS | {"000-b.md": "# 0. B\n", "00-c.md": "# C\n", "00-d.md": "# D\n"}
    with pytest.raises(UsageError, match=f"{reference} names [23] decisions: "):
        folder(records).record(reference)


@pytest.mark.parametrize("reference", ["99", "", " ", "h2 data base", "1_000"])
def test_what_means_none_is_refused(reference: str) -> None:
    with pytest.raises(UsageError, match="there is no decision"):
        folder().record(reference)


def test_a_record_that_cannot_be_read_is_listed_and_means_nothing() -> None:
    kept = Folder(MemorySource({}), Place("/shop", "doc/adr", "doc/adr"), ["0001-gone.md"])
    assert (kept.names, kept.title("0001-gone.md")) == (["0001-gone.md"], "0001-gone")
    with pytest.raises(UsageError, match="there is no decision 1"):
        kept.record("1")


class Locked(MemorySource):
    """Files that are there and cannot be read."""

    def read(self, path: str) -> bytes | None:
        raise UnreadableFile(path, "it is a symbolic link, which is not followed")


def test_a_record_that_may_not_be_read_keeps_its_place_in_the_list() -> None:
    kept = Folder(Locked({}), Place("/shop", "doc/adr", "doc/adr"), ["0001-locked.md"])
    assert (kept.names, kept.title("0001-locked.md")) == (["0001-locked.md"], "0001-locked")


def test_a_title_of_control_characters_alone_is_none() -> None:
    assert folder({"0001-t.md": "# \x1b[0m\n"}).title("0001-t.md") == "0001-t"


def test_where_there_are_no_records_the_folder_that_was_looked_into_is_named() -> None:
    with pytest.raises(UsageError, match=r"there is no decision 2 in \.\./doc/adr") as refused:
        folder({}).record("2")
    assert ".adr-dir" in refused.value.help
