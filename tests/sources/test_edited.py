"""A state after fixes that are not written."""

from __future__ import annotations

import pytest

from specward.finding import Rename
from specward.sources.edited import EditedSource, Text
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile
from specward.sources.worktree import WorkTreeSource

BEFORE = MemorySource({"specs/001-a/spec.md": "a", "specs/001-a/list.bin": b"\xff", "notes.txt": "n", "z.md": "z"})


def test_without_edits_it_is_the_state_before() -> None:
    state = EditedSource(BEFORE)
    assert (state.paths(), state.files()) == (BEFORE.paths(), BEFORE.files())
    assert state.read("z.md") == b"z"
    assert state.label == "memory, edited"


def test_edited_texts_stand_at_the_paths_that_renames_give_them() -> None:
    state = EditedSource(BEFORE, {"specs/001-a/spec.md": Text("a", "A\r\n")}, [Rename("specs/001-a", "specs/002-a")])
    assert state.files() == ["notes.txt", "specs/002-a/list.bin", "specs/002-a/spec.md", "z.md"]
    assert state.paths() == ["specs/002-a/spec.md", "z.md"]
    assert state.read("specs/002-a/spec.md") == b"A\r\n"
    assert state.read("specs/002-a/list.bin") == b"\xff"
    assert state.read("specs/001-a/spec.md") is None
    assert not state.exists("specs/001-a")
    assert state.exists("specs/002-a")
    assert state.moved == {
        "specs/001-a/list.bin": "specs/002-a/list.bin",
        "specs/001-a/spec.md": "specs/002-a/spec.md",
    }


def test_a_file_that_becomes_a_document_is_listed_as_one() -> None:
    assert EditedSource(BEFORE, renames=[Rename("notes.txt", "new/notes.md")]).paths() == [
        "new/notes.md",
        "specs/001-a/spec.md",
        "z.md",
    ]


def test_a_folder_that_holds_what_was_moved_there_exists_and_one_that_is_emptied_still_does() -> None:
    state = EditedSource(MemorySource({"old/a.md": "a"}), renames=[Rename("old/a.md", "new/a.md")])
    assert state.exists("new")
    assert state.exists("old")
    assert not state.exists("old/a.md")
    emptied = EditedSource(
        MemorySource({"a.md": "a"}),
        renames=[Rename("a.md", "new/a.md"), Rename("new", "newer"), Rename("newer/a.md", "a.md")],
    )
    assert (emptied.exists("new"), emptied.exists("newer"), emptied.files()) == (False, True, ["a.md"])


def test_renames_follow_each_other() -> None:
    swapped = EditedSource(
        MemorySource({"a.md": "a", "b.md": "b"}),
        renames=[Rename("a.md", "t"), Rename("b.md", "a.md"), Rename("t", "b.md")],
    )
    assert (swapped.read("a.md"), swapped.read("b.md"), swapped.read("t")) == (b"b", b"a", None)
    assert (swapped.now("a.md"), swapped.origin("a.md"), swapped.origin("t")) == ("b.md", "b.md", "")
    inner = EditedSource(
        MemorySource({"f/x.md": "x"}), renames=[Rename("f", "g"), Rename("g/x.md", "g/y.md"), Rename("g", "f")]
    )
    assert (inner.files(), inner.origin("f/y.md"), inner.origin("f/x.md")) == (["f/y.md"], "f/x.md", "")


def test_what_leads_back_is_like_the_state_before() -> None:
    there_and_back = EditedSource(BEFORE, renames=[Rename("z.md", "y.md"), Rename("y.md", "z.md")])
    assert there_and_back.is_like(EditedSource(BEFORE))
    assert not EditedSource(BEFORE, {"z.md": Text("z", "")}).is_like(EditedSource(BEFORE))


def test_an_unreadable_file_is_told_by_its_present_name() -> None:
    class Locked(MemorySource):
        def read(self, path: str) -> bytes | None:
            raise UnreadableFile(path, "it is locked")

    with pytest.raises(UnreadableFile, match=r"^b\.md: it is locked$"):
        EditedSource(Locked({"a.md": ""}), renames=[Rename("a.md", "b.md")]).read("b.md")


def test_the_history_of_a_work_tree_stays_at_hand(tmp_path: object) -> None:
    assert EditedSource(WorkTreeSource(str(tmp_path))).root == str(tmp_path)
    assert EditedSource(BEFORE).root == ""


def test_what_belongs_to_a_nested_project_stays_out_of_the_documents() -> None:
    nested = {"apps/web/.specify/memory/constitution.md": "", "apps/web/specs/001-b/spec.md": "b"}
    before = MemorySource({"specs/1-a/spec.md": "a", **nested})
    state = EditedSource(before, renames=[Rename("specs/1-a", "specs/001-a")])
    assert (before.paths(), state.paths()) == (["specs/1-a/spec.md"], ["specs/001-a/spec.md"])
    assert state.files() == sorted([*nested, "specs/001-a/spec.md"])
    assert state.regular == {"specs/001-a/spec.md"}
