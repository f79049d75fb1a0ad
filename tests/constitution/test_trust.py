"""Trust is for one text, in one project, of one user."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from specward.constitution.trust import VARIABLE, revoke, store, trust, trusted
from specward.digest import digest
from specward.errors import UsageError


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def folder(tmp_path: Path, name: str) -> str:
    (tmp_path / name).mkdir()
    return str(tmp_path / name)


def test_nothing_is_trusted_before_anyone_says_so(tmp_path: Path) -> None:
    assert trusted(["make test"], str(tmp_path)) == frozenset()
    assert not Path(store()).exists()


def test_trust_is_for_the_exact_text(tmp_path: Path) -> None:
    root = folder(tmp_path, "shop")
    trust(["make test"], root)
    assert trusted(["make test", "make  test", "make test\n", "make tests"], root) == {"make test"}


def test_the_same_text_in_another_project_is_not_trusted(tmp_path: Path) -> None:
    shop, other = folder(tmp_path, "shop"), folder(tmp_path, "other")
    trust(["make test"], shop)
    assert trusted(["make test"], other) == frozenset()
    (tmp_path / "link").symlink_to(shop)
    assert trusted(["make test"], str(tmp_path / "link")) == {"make test"}


def test_revoking_forgets_this_project_and_no_other(tmp_path: Path) -> None:
    shop, other = folder(tmp_path, "shop"), folder(tmp_path, "other")
    trust(["a", "b"], shop)
    trust(["a"], other)
    assert revoke(shop) == 2
    assert revoke(shop) == 0
    assert trusted(["a", "b"], shop) == frozenset()
    assert trusted(["a"], other) == {"a"}


def test_the_store_has_one_line_a_text_and_is_its_owners_alone(tmp_path: Path) -> None:
    root = folder(tmp_path, "shop")
    trust(["a", "b", "a"], root)
    trust(["a"], root)
    assert Path(store()).read_text(encoding="utf-8") == f"{digest('a')}  {root}\n{digest('b')}  {root}\n"
    assert stat.S_IMODE(os.stat(store()).st_mode) == 0o600
    assert os.listdir(os.path.dirname(store())) == ["trusted"]


def test_a_store_that_others_may_write_is_refused(tmp_path: Path) -> None:
    root = folder(tmp_path, "shop")
    trust(["a"], root)
    os.chmod(store(), 0o620)
    with pytest.raises(UsageError, match="others may write"):
        trusted(["a"], root)


def test_lines_that_mean_nothing_are_passed_over(tmp_path: Path) -> None:
    root = folder(tmp_path, "shop")
    trust(["a"], root)
    with open(store(), "ab") as file:
        file.write(b"\xff\xfe garbage\n\n  \n" + digest("b").encode() + b"\n")
    assert trusted(["a", "b"], root) == {"a"}


def test_a_machine_without_a_user_names_the_digests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f" {digest('a').upper()} ,, {digest('b')}")
    assert trusted(["a", "b", "c", ""], str(tmp_path)) == {"a", "b"}


def test_a_relative_configuration_folder_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "config")
    assert store() == os.path.join(os.path.expanduser("~"), ".config", "specward", "trusted")
