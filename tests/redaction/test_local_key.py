"""The key of the placeholders: one for a project, whoever asks first, and nobody else's business."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import specward
from specward.redaction import local_key
from specward.state import state_folder

if TYPE_CHECKING:
    from tests.conftest import GitRepository

SOURCE = str(Path(specward.__file__).parents[1])
CHILD = "import sys; from specward.redaction import local_key; print(local_key(sys.argv[1]).hex())"


def kept(root: Path) -> Path:
    """Where the key of a project is kept."""
    return Path(state_folder(str(root)), "redaction", "key")


def test_a_key_is_made_once_and_then_kept(tmp_path: Path) -> None:
    key = local_key(str(tmp_path))
    assert len(key) == 32
    assert local_key(str(tmp_path)) == key
    assert kept(tmp_path).read_bytes() == key


def test_two_projects_have_two_keys(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert local_key(str(tmp_path / "a")) != local_key(str(tmp_path / "b"))


def test_in_a_repository_the_key_is_in_gits_own_folder(repository: GitRepository) -> None:
    local_key(str(repository.root))
    assert (repository.root / ".git/specward/redaction/key").is_file()
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_its_owner_may_read_the_key(tmp_path: Path) -> None:
    local_key(str(tmp_path))
    assert kept(tmp_path).stat().st_mode & 0o777 == 0o600
    assert kept(tmp_path).parent.stat().st_mode & 0o777 == 0o700


def test_twenty_processes_that_ask_at_once_agree(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    started = [
        subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path)], env=environment, stdout=subprocess.PIPE)
        for _ in range(20)
    ]
    said = {process.communicate()[0] for process in started}
    assert len(said) == 1
    assert bytes.fromhex(said.pop().decode()) == kept(tmp_path).read_bytes()
    assert os.listdir(kept(tmp_path).parent) == ["key"]


def test_where_no_key_can_be_kept_there_is_one_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".specify").write_text("a file where a folder must be")
    assert len(local_key(str(tmp_path))) == 32


def test_a_damaged_key_is_not_used(tmp_path: Path) -> None:
    local_key(str(tmp_path))
    kept(tmp_path).write_bytes(b"")
    assert len(local_key(str(tmp_path))) == 32
    assert kept(tmp_path).read_bytes() == b""
