from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.phr.transcripts.belonging import belongs, inside
from specward.phr.transcripts.turn import Turn

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "shop"
    (project / ".specify").mkdir(parents=True)
    (project / "src").mkdir()
    return project


def test_a_folder_in_the_project_belongs_to_it(root: Path) -> None:
    assert inside(str(root), str(root))
    assert inside(f"{root}/", str(root))
    assert inside(str(root / "src" / ".." / "src"), str(root))
    assert belongs(Turn("claude", "s", "a", cwd=str(root / "src")), str(root))


def test_a_folder_that_is_gone_belongs_by_its_name(root: Path) -> None:
    assert inside(str(root / "gone" / "away"), str(root))


def test_another_folder_does_not(root: Path) -> None:
    assert not inside(str(root.parent), str(root))
    assert not inside(f"{root}-old", str(root))
    assert not inside("/", str(root))
    assert not inside(str(root / ".."), str(root))


def test_a_project_within_keeps_its_own(root: Path) -> None:
    nested = root / "packages" / "cart"
    (nested / ".specify").mkdir(parents=True)
    assert not inside(str(nested), str(root))
    assert not inside(str(nested / "src"), str(root))
    assert inside(str(nested.parent), str(root))
    assert inside(str(nested / "src"), str(nested))


def test_links_are_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    (root / "out").symlink_to(tmp_path)
    assert inside(str(tmp_path / "link" / "src"), str(root))
    assert inside(str(root / "src"), str(tmp_path / "link"))
    assert not inside(str(root / "out" / "elsewhere"), str(root))


@pytest.mark.parametrize("folder", ["", ".", "src", "\0", "/a\0b", "C:\\shop", "/" + "x" * 5000])
def test_what_is_no_folder_belongs_nowhere(root: Path, folder: str) -> None:
    assert not inside(folder, str(root))
