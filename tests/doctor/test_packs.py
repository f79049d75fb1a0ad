"""What the doctor says of the packs: what they need, what they know, and how to mend what is missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from specward.constitution.trust import trust
from specward.digest import digest
from specward.doctor.case import Case
from specward.doctor.check import Check, Grade
from specward.doctor.packs import look
from specward.packs.fastapi.probing.probe import plan
from specward.packs.fastapi.probing.probe_file import PATH, written
from specward.packs.fastapi.probing.probed import Failure, Probed, Row

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege")
APPLICATION = "from fastapi import FastAPI\n\napp = FastAPI()\n"
ANSWERED = Probed(
    application="app.main:app",
    openapi={"openapi": "3.1.0", "info": {}, "paths": {}},
    rows=(Row("/items", "GET"),),
    digests={"app/main.py": digest(APPLICATION)},
    ruff=(),
)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A back end with an environment of its own, in which the pack is on."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    root = tmp_path / "shop"
    write(root, ".specify/specward.yml", "packs: [fastapi]\n")
    write(root, "app/main.py", APPLICATION)
    write(root, ".venv/bin/python", "#!/bin/sh\n")
    (root / ".venv/bin/python").chmod(0o755)
    return root


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def looked(root: Path) -> dict[str, Check]:
    return {check.name: check for check in look(Case(str(root), {}))}


def amiss(root: Path) -> dict[str, tuple[Grade, str]]:
    """What is not as it should be, with the command that mends it."""
    return {name: (one.grade, one.help) for name, one in looked(root).items() if one.grade is not Grade.GOOD}


def test_an_application_that_nobody_trusts_or_asked_is_noted_with_the_commands(shop: Path) -> None:
    assert amiss(shop) == {"trust": (Grade.NOTE, "spec trust"), "probe": (Grade.NOTE, "spec fastapi probe")}


def test_where_all_is_known_and_trusted_nothing_is_amiss(shop: Path) -> None:
    write(shop, PATH, written(ANSWERED))
    case = Case(str(shop), {})
    trust([plan(case.project, case.root).text], case.root)
    assert amiss(shop) == {}
    assert looked(shop)["probe"].said == "1 operation of app.main:app"


def test_what_was_said_of_another_source_or_application_is_noted(shop: Path) -> None:
    write(shop, PATH, written(ANSWERED._replace(digests={})))
    assert looked(shop)["probe"] == Check(
        "probe", Grade.NOTE, "the source has changed since the application was asked", "spec fastapi probe"
    )


def test_a_failure_and_a_missing_ruff_are_told_with_what_to_do(shop: Path) -> None:
    failed = ANSWERED._replace(failure=Failure("error", "boom", "mend it"), ruff=None, ruff_reason="there is none")
    write(shop, PATH, written(failed))
    found = amiss(shop)
    assert found["probe"] == (Grade.BAD, "mend it; then spec fastapi probe")
    assert found["ruff"][1].startswith("pip install ruff")
    assert looked(shop)["ruff"].said == "it was not run: there is none"


def test_a_missing_interpreter_and_a_missing_application_are_wrong(shop: Path) -> None:
    (shop / ".venv/bin/python").unlink()
    assert looked(shop)["application"].said.startswith("the application's interpreter was not found")
    assert "python3 -m venv .venv" in amiss(shop)["application"][1]
    write(shop, "app/main.py", "x = 1\n")
    assert amiss(shop)["application"][0] is Grade.BAD
    assert "`fastapi.app`" in amiss(shop)["application"][1]


def test_several_applications_are_told_on_one_line(shop: Path) -> None:
    write(shop, "admin/main.py", APPLICATION)
    found = looked(shop)["application"]
    assert found.grade is Grade.BAD
    assert found.said.endswith("that make one: admin/main:app  admin/main.py:3; app/main:app  app/main.py:3")


def test_with_a_document_in_the_repository_no_probe_is_needed(shop: Path) -> None:
    write(shop, ".specify/specward.yml", "packs: [fastapi]\nfastapi: {openapi: openapi.json}\n")
    assert amiss(shop)["document"][0] is Grade.BAD
    write(shop, "openapi.json", "{}")
    assert {name: grade for name, (grade, _) in amiss(shop).items()} == {"trust": Grade.NOTE}


def test_options_of_a_pack_that_is_off_are_noted(shop: Path) -> None:
    write(shop, ".specify/specward.yml", "fastapi: {profile: strict}\n")
    assert amiss(shop) == {"packs": (Grade.NOTE, "packs: [fastapi]    # a line in .specify/specward.yml")}


def test_where_the_pack_is_off_only_who_asks_for_all_hears_that_it_might_be_of_use(shop: Path) -> None:
    write(shop, ".specify/specward.yml", "")
    (hint,) = looked(shop).values()
    assert (hint.grade, hint.said) == (Grade.GOOD, "the FastAPI pack is off, and app/main.py tells of FastAPI")
    write(shop, "app/main.py", "x = 1\n")
    assert looked(shop) == {}
