from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from specward.adr.tools.place import Place, file_names, find_place, place_at
from specward.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "shop"
    folder.mkdir()
    return folder


def made(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def test_where_nothing_is_set_up_records_are_kept_in_doc_adr_below_the_start(home: Path) -> None:
    assert find_place(str(home)) == Place(str(home), "doc/adr", "doc/adr")


def test_the_folder_is_found_from_below_and_shown_from_there(home: Path) -> None:
    made(home / "doc/adr")
    assert find_place(str(made(home / "src/deep"))) == Place(str(home), "doc/adr", "../../doc/adr")


def test_a_pointer_counts_before_doc_adr_and_the_nearest_level_before_both(home: Path) -> None:
    made(home / "doc/adr")
    (home / ".adr-dir").write_text("decisions\n")
    assert find_place(str(home)).folder == "decisions"
    nested = made(home / "web/doc/adr").parent.parent
    assert find_place(str(nested)) == Place(str(nested), "doc/adr", "doc/adr")


@pytest.mark.verifies("004-decisions/AC-018")
@pytest.mark.parametrize("line", ["my adrs\n", "my adrs", "my adrs  \r\n", "  my adrs/\nanother line\n"])
def test_a_path_with_blanks_is_read_whole(home: Path, line: str) -> None:
    (home / ".adr-dir").write_bytes(line.encode())
    assert find_place(str(home)) == Place(str(home), "my adrs", "my adrs")


@pytest.mark.parametrize("line", ["", "\n", "  \n", "a\0b\n"])
def test_a_pointer_without_a_path_is_refused(home: Path, line: str) -> None:
    (home / ".adr-dir").write_bytes(line.encode())
    with pytest.raises(UsageError, match="names no folder"):
        find_place(str(home))


def test_an_absolute_path_works_from_every_folder(home: Path) -> None:
    records = made(home / "elsewhere/adr")
    (home / ".adr-dir").write_text(f"{records}\n")
    assert find_place(str(made(home / "src"))) == Place(str(home), "elsewhere/adr", str(records))


@pytest.mark.parametrize("folder", ["../outside", "/outside", "link"])
def test_a_folder_outside_of_the_project_is_refused(home: Path, tmp_path: Path, folder: str) -> None:
    (home / "link").symlink_to(made(tmp_path / "real"))
    (home / ".adr-dir").write_text(f"{folder}\n")
    with pytest.raises(UsageError, match="outside of the project"):
        find_place(str(home))


def test_a_folder_elsewhere_in_the_repository_is_a_root_of_its_own(home: Path) -> None:
    subprocess.run(["git", "init", "-q", str(home)], check=True)
    made(home / "web")
    made(home / "docs/adr")
    (home / "web/.adr-dir").write_text("../docs/adr\n")
    assert find_place(str(home / "web")) == Place(str(home / "docs/adr"), "", "../docs/adr")


def test_a_folder_that_is_not_there_yet_counts_from_the_nearest_that_is(home: Path) -> None:
    subprocess.run(["git", "init", "-q", str(home)], check=True)
    place = place_at(str(made(home / "web")), "../docs/adr")
    assert place == Place(str(home), "docs/adr", "../docs/adr")


def test_a_symbolic_link_is_followed_once_and_then_is_the_root(home: Path) -> None:
    made(home / "real")
    (home / "adr").symlink_to("real")
    (home / ".adr-dir").write_text("adr\n")
    assert find_place(str(home)) == Place(str(home / "real"), "", "adr")


def test_the_pointers_own_folder_may_hold_the_records(home: Path) -> None:
    (home / ".adr-dir").write_text(".\n")
    place = find_place(str(home))
    assert (place.folder, place.path("0001-t.md"), place.shown_path("0001-t.md")) == ("", "0001-t.md", "./0001-t.md")


def test_files_are_listed_and_folders_are_not(home: Path) -> None:
    folder = made(home / "doc/adr")
    made(folder / "0003-folder.md")
    (folder / "0001-t.md").touch()
    assert file_names(find_place(str(home))) == ["0001-t.md"]


def test_a_folder_that_is_missing_or_is_a_file_has_no_listing(home: Path) -> None:
    (home / ".adr-dir").write_text("file\n")
    assert file_names(find_place(str(home))) is None
    (home / "file").touch()
    assert file_names(find_place(str(home))) is None
