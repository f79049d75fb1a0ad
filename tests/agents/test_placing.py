from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.agents import commands_part, manifest, part
from specward.agents.placing import Placed, State, Wanted, place, take_back
from specward.changes import apply
from specward.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from specward.agents.manifest import Record

FILE = ".claude/agents/reviewer.md"
OTHER = ".codex/agents/reviewer.toml"
BLOCK = f"{part.START}\n- reviewer\n{part.END}\n"


def file(text: str = "one\n", path: str = FILE, target: str = "claude") -> Wanted:
    return Wanted(path, text, ".specify/agents/reviewer.md", target, "0" * 64)


def block(text: str = BLOCK) -> Wanted:
    return Wanted("AGENTS.md", text, ".specify/agents", "agents-md", "0" * 64, is_part=True)


def everything(_: Record) -> bool:
    return True


def put(root: Path, *wanted: Wanted) -> Placed:
    """Place files and make the changes."""
    placed = place(str(root), wanted, scope=everything)
    apply(placed.changes, str(root))
    return placed


def states(placed: Placed) -> dict[str, State]:
    return {outcome.path: outcome.state for outcome in placed.outcomes}


def read(root: Path, path: str) -> str:
    return (root / path).read_bytes().decode()


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode())


def take(root: Path) -> Placed:
    placed = take_back(str(root), everything)
    apply(placed.changes, str(root))
    return placed


def test_a_file_is_written_then_left_then_renewed(tmp_path: Path) -> None:
    assert states(put(tmp_path, file())) == {FILE: State.WRITTEN}
    again = put(tmp_path, file())
    assert (states(again), again.changes) == ({FILE: State.UNCHANGED}, [])
    assert states(put(tmp_path, file("two\n"))) == {FILE: State.RENEWED}
    assert read(tmp_path, FILE) == "two\n"


@pytest.mark.verifies("006-the-five-agents/AC-004")
def test_an_edited_file_is_left_and_what_would_become_of_it_is_told(tmp_path: Path) -> None:
    put(tmp_path, file())
    write(tmp_path, FILE, "mine\n")
    placed = put(tmp_path, file("two\n"))
    assert (states(placed), placed.changes) == ({FILE: State.EDITED}, [])
    assert read(tmp_path, FILE) == "mine\n"
    would = placed.outcomes[0].would
    assert would
    assert would.path == FILE
    assert placed.outcomes[0].change is None


@pytest.mark.verifies("006-the-five-agents/AC-004")
def test_a_file_of_somebody_else_is_left(tmp_path: Path) -> None:
    write(tmp_path, FILE, "theirs\n")
    placed = put(tmp_path, file(), file("x\n", OTHER, "codex"))
    assert states(placed) == {FILE: State.FOREIGN, OTHER: State.WRITTEN}
    assert placed.outcomes[0].reason == "Specward has not written it"
    assert read(tmp_path, FILE) == "theirs\n"
    assert manifest.read(read(tmp_path, manifest.PATH)).keys() == {OTHER}


def test_what_is_no_file_or_leads_through_a_link_is_left(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".claude").symlink_to(tmp_path / "elsewhere")
    (tmp_path / OTHER).mkdir(parents=True)
    placed = put(tmp_path, file(), file("x\n", OTHER, "codex"))
    assert [outcome.reason for outcome in placed.outcomes] == [
        "the folder .claude on this path is a symbolic link; nothing is written there",
        "this is no regular file",
    ]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_without_its_manifest_a_file_is_ours_again_where_it_stands_as_it_is_wanted(tmp_path: Path) -> None:
    put(tmp_path, file(), file("x\n", OTHER, "codex"))
    (tmp_path / manifest.PATH).unlink()
    assert states(put(tmp_path, file(), file("y\n", OTHER, "codex"))) == {FILE: State.UNCHANGED, OTHER: State.FOREIGN}
    assert manifest.read(read(tmp_path, manifest.PATH)).keys() == {FILE}


def test_other_line_endings_are_no_edit(tmp_path: Path) -> None:
    put(tmp_path, file("one\ntwo\n"))
    write(tmp_path, FILE, "one\r\ntwo\r\n")
    assert put(tmp_path, file("one\ntwo\n")).changes == []
    assert states(put(tmp_path, file("three\n"))) == {FILE: State.RENEWED}


def test_what_is_no_longer_wanted_goes_unless_it_was_edited(tmp_path: Path) -> None:
    put(tmp_path, file(), file("x\n", OTHER, "codex"))
    write(tmp_path, OTHER, "mine\n")
    assert states(put(tmp_path)) == {FILE: State.REMOVED, OTHER: State.EDITED}
    assert not (tmp_path / FILE).exists()
    assert states(put(tmp_path)) == {OTHER: State.EDITED}
    (tmp_path / OTHER).unlink()
    assert states(put(tmp_path)) == {}
    assert not (tmp_path / manifest.PATH).exists()


@pytest.mark.parametrize("stop", range(5))
def test_after_a_run_that_was_killed_between_two_files_all_are_ours_still(tmp_path: Path, stop: int) -> None:
    gone = file("gone\n", ".claude/agents/gone.md")
    put(tmp_path, file("one\n"), file("one\n", OTHER, "codex"), gone)
    killed = place(str(tmp_path), [file("two\n"), file("two\n", OTHER, "codex")], scope=everything)
    assert len(killed.changes) == 4
    apply(killed.changes[:stop], str(tmp_path))
    placed = put(tmp_path, file("three\n"), file("three\n", OTHER, "codex"))
    assert {state for path, state in states(placed).items() if path != gone.path} == {State.RENEWED}
    assert (read(tmp_path, FILE), read(tmp_path, OTHER)) == ("three\n", "three\n")
    assert not (tmp_path / gone.path).exists()
    assert put(tmp_path, file("three\n"), file("three\n", OTHER, "codex")).changes == []


def test_what_is_out_of_scope_stays(tmp_path: Path) -> None:
    put(tmp_path, file(), file("x\n", OTHER, "codex"))
    placed = place(str(tmp_path), [], scope=lambda record: record.target == "codex")
    assert states(placed) == {OTHER: State.REMOVED}


@pytest.mark.verifies("006-the-five-agents/AC-004")
def test_taking_back_leaves_what_was_there_before_and_what_was_edited(tmp_path: Path) -> None:
    write(tmp_path, ".claude/agents/theirs.md", "theirs\n")
    write(tmp_path, "AGENTS.md", "# Ours\n")
    put(tmp_path, file(), file("x\n", OTHER, "codex"), block())
    write(tmp_path, OTHER, "mine\n")
    assert states(take(tmp_path)) == {FILE: State.REMOVED, OTHER: State.EDITED, "AGENTS.md": State.REMOVED}
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {".claude/agents/theirs.md", OTHER, "AGENTS.md"}
    assert read(tmp_path, "AGENTS.md") == "# Ours\n"
    assert take(tmp_path).outcomes == ()


def test_two_files_in_one_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="would both be written to"):
        place(str(tmp_path), [file(), file("two\n", FILE.replace("reviewer", "Reviewer"))], scope=everything)


def test_a_path_that_its_target_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no path of a file for claude"):
        place(str(tmp_path), [file(path=".claude/agents/../settings.json")], scope=everything)


@pytest.mark.parametrize(
    "before",
    ["", "# Ours", "# Ours\n", "# Ours\n\n", "# Ours\r\n", "# Ours\r\nmore", "\ufeff# Ours\n", "\n\n", "# Ours\r"],
)
def test_our_part_of_a_file_comes_and_goes_without_a_trace(tmp_path: Path, before: str) -> None:
    write(tmp_path, "AGENTS.md", before)
    assert states(put(tmp_path, block())) == {"AGENTS.md": State.WRITTEN}
    assert read(tmp_path, "AGENTS.md").startswith(before)
    assert put(tmp_path, block()).changes == []
    longer = BLOCK.replace("- reviewer\n", "- reviewer\n- other\n")
    assert states(put(tmp_path, block(longer))) == {"AGENTS.md": State.RENEWED}
    take(tmp_path)
    assert read(tmp_path, "AGENTS.md") == before


def test_a_file_that_was_made_for_our_part_goes_with_it(tmp_path: Path) -> None:
    put(tmp_path, block())
    assert read(tmp_path, "AGENTS.md") == BLOCK
    take(tmp_path)
    assert not (tmp_path / "AGENTS.md").exists()


@pytest.mark.parametrize("before", [None, "", "# Ours", "# Ours\n", "# Ours\r\n"])
@pytest.mark.parametrize("roster_first", [True, False])
@pytest.mark.parametrize("roster_goes_first", [True, False])
def test_two_parts_of_ours_come_and_go_in_any_order(
    tmp_path: Path, before: str | None, roster_first: bool, roster_goes_first: bool
) -> None:
    if before is not None:
        write(tmp_path, "AGENTS.md", before)

    def commands() -> None:
        outcome = commands_part.put(str(tmp_path), new=True)
        assert outcome
        assert outcome.change
        apply([outcome.change], str(tmp_path))

    def no_commands() -> None:
        outcome = commands_part.take_back(str(tmp_path))
        assert outcome
        assert outcome.state is State.REMOVED
        assert outcome.change
        apply([outcome.change], str(tmp_path))

    if roster_first:
        put(tmp_path, block())
        commands()
    else:
        commands()
        put(tmp_path, block())
    again = commands_part.put(str(tmp_path), new=False)
    assert again
    assert again.state is State.UNCHANGED
    if roster_goes_first:
        take(tmp_path)
        no_commands()
    else:
        no_commands()
        take(tmp_path)
    after = read(tmp_path, "AGENTS.md") if (tmp_path / "AGENTS.md").exists() else None
    assert after == before


def test_a_byte_order_mark_and_blanks_behind_a_mark_hide_no_part(tmp_path: Path) -> None:
    put(tmp_path, block())
    write(tmp_path, "AGENTS.md", "\ufeff" + BLOCK)
    assert put(tmp_path, block()).changes == []
    write(tmp_path, "AGENTS.md", BLOCK.replace("-->", "-->  "))
    assert states(put(tmp_path, block())) == {"AGENTS.md": State.EDITED}


def test_what_was_written_around_our_part_stays(tmp_path: Path) -> None:
    put(tmp_path, block())
    write(tmp_path, "AGENTS.md", f"# Mine\n\n{BLOCK}\nMore.\n")
    assert put(tmp_path, block()).changes == []
    take(tmp_path)
    assert read(tmp_path, "AGENTS.md") == "# Mine\n\n\nMore.\n"


def test_our_part_is_left_where_it_was_edited_or_its_marks_do_not_pair(tmp_path: Path) -> None:
    put(tmp_path, block())
    edited = BLOCK.replace("reviewer", "mine")
    write(tmp_path, "AGENTS.md", edited)
    assert states(put(tmp_path, block(BLOCK.replace("reviewer", "x")))) == {"AGENTS.md": State.EDITED}
    for broken in (BLOCK + BLOCK, part.END + "\n" + part.START + "\n", part.START + "\n"):
        write(tmp_path, "AGENTS.md", broken)
        placed = put(tmp_path, block())
        assert states(placed) == {"AGENTS.md": State.FOREIGN}
        assert "do not pair" in placed.outcomes[0].reason
        assert states(take_back(str(tmp_path), everything)) == {"AGENTS.md": State.EDITED}
    assert read(tmp_path, "AGENTS.md") == broken
