"""Which values of `.env` files and of the environment are secrets wherever they stand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from specward.redaction import find, known_values

if TYPE_CHECKING:
    from pathlib import Path


def values(root: Path, **environ: str) -> list[str]:
    """The values alone."""
    return [value for _, value in known_values(str(root), environ)]


def test_without_a_file_and_without_a_variable_nothing_is_known(tmp_path: Path) -> None:
    assert known_values(str(tmp_path), {}) == ()
    assert known_values(str(tmp_path / "nowhere"), {}) == ()


def test_a_variable_of_the_environment_counts_by_its_name(tmp_path: Path) -> None:
    secrets = {
        "GH_TOKEN": "swordfish-9",
        "MY_SECRET": "swordfish-8",
        "API_KEY": "swordfish-7",
        "DB_PASS": "swordfish-6",
    }
    assert dict(known_values(str(tmp_path), secrets)) == secrets
    assert values(tmp_path, EDITOR="swordfish-9", SHELL="swordfish-8") == []


@pytest.mark.parametrize(
    "value",
    [
        "short-1",
        "localhost",
        "development",
        "my-app-secrets",
        "12345678901",
        "/run/secrets/db_password_1",
        "./secrets/token.txt",
        "~/.config/token-9",
        "true",
        "${OTHER_SECRET_1}",
        "changeme-please-1",
        "your-token-goes-here-1",
        "auth.example.com:8443",
        "http://localhost:8080/token1",
    ],
)
def test_a_value_that_stands_for_itself_is_none_whatever_its_name(tmp_path: Path, value: str) -> None:
    assert values(tmp_path, MY_SECRET_TOKEN=value) == []


def test_of_a_url_the_password_is_known(tmp_path: Path) -> None:
    assert values(tmp_path, DATABASE_URL="postgres://app:swordfish-9@db/shop") == ["swordfish-9"]
    assert values(tmp_path, DATABASE_URL="postgres://postgres:postgres@db/shop") == []


def test_the_folder_one_stands_in_is_no_password(tmp_path: Path) -> None:
    assert known_values(str(tmp_path), {"PWD": "/home/ada/shop-9", "SSH_AUTH_SOCK": "/run/ssh-9/agent.1"}) == ()


def test_files_are_read_as_shells_and_libraries_read_them(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "# SECRET_0=swordfish-0\n"
        "SECRET_1=swordfish-1\n"
        "export SECRET_2=swordfish-2 # a remark\n"
        'SECRET_3="swordfish-3 # no remark"\n'
        "  SECRET_4 = 'swordfish-4'\r\n"
        "SECRET_5: swordfish-5\n"
        "not an assignment\n"
        "SECRET_6=\n"
        "=swordfish-7\n"
    )
    assert values(tmp_path) == ["swordfish-1", "swordfish-2", "swordfish-3 # no remark", "swordfish-4", "swordfish-5"]


def test_in_a_file_a_random_value_counts_under_any_name_but_an_identifiers(tmp_path: Path) -> None:
    random = "k8Jd7Hs6Gf5Ds4AaQw2"
    (tmp_path / ".env").write_text(f"SALT={random}\nCLIENT_ID={random}x\nBUILD_SHA={random}y\nVITE_MAPS={random}z\n")
    assert known_values(str(tmp_path), {}) == (("SALT", random),)


def test_every_file_counts_but_samples(tmp_path: Path) -> None:
    for number, name in enumerate((".env", ".env.local", ".env.production", ".env.example", ".env.sample", "env")):
        (tmp_path / name).write_text(f"SECRET=swordfish-{number}\n")
    assert values(tmp_path) == ["swordfish-0", "swordfish-1", "swordfish-2"]


def test_a_file_that_cannot_be_read_or_is_huge_is_left_out(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    (tmp_path / ".env.big").write_text("SECRET=swordfish-1\n" + "#" * 70_000)
    (tmp_path / ".env.bytes").write_bytes(b"SECRET=swordfish-2\xff\xfe\n")
    assert values(tmp_path) == ["swordfish-2\ufffd\ufffd"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".env")
    assert values(tmp_path) == []


def test_a_value_is_known_once_under_its_first_name(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A_SECRET=swordfish-1\nB_SECRET=swordfish-1\n")
    assert known_values(str(tmp_path), {"C_SECRET": "swordfish-1"}) == (("A_SECRET", "swordfish-1"),)


def test_what_is_known_is_found_in_a_prompt(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DB_PASSWORD=swordfish-9\n")
    text = "psql says: authentication failed for swordfish-9, why?"
    assert [text[one.start : one.end] for one in find(text, known_values(str(tmp_path), {}))] == ["swordfish-9"]
