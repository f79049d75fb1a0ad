"""`spec fastapi`: nothing runs that is not trusted, and what was found is kept."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Spec

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege"),
    pytest.mark.usefixtures("inside", "unmeasured"),
]
APPLICATION = """from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer

app = FastAPI(title="Shop")


@app.post("/items", status_code=201)
def create_item(token: Annotated[str, Depends(HTTPBearer())]) -> int:
    return 1
"""
TEXT = "spec fastapi probe: .venv/bin/python imports app.main:app; ruff reads it"


@pytest.fixture
def shop(spec: Spec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spec:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    spec.write(".specify/specward.yml", "packs: [fastapi]\nfastapi:\n  app: app.main:app\n")
    spec.write("app/main.py", APPLICATION)
    environment = os.path.dirname(os.path.dirname(sys.executable))
    (spec.root / ".venv").symlink_to(environment, target_is_directory=True)
    return spec


def digest_of(spec: Spec) -> str:
    [command] = spec("trust", "--list", "--json").json["commands"]
    return str(command["sha256"])


def test_what_is_not_trusted_does_not_run(shop: Spec) -> None:
    shop.write("app/main.py", "open('ran', 'w')\n")
    before = shop.files()
    done = shop("fastapi", "probe")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == [
        f"error: this is not trusted yet: {TEXT}",
        "  help: read it, then trust it: `spec trust`; in a pipeline SPECWARD_TRUST does",
    ]
    assert shop.files() == before


@pytest.mark.parametrize("command", ["probe", "routes"])
def test_where_the_pack_is_off_nothing_is_asked_and_what_switches_it_on_is_told(shop: Spec, command: str) -> None:
    shop.write(".specify/specward.yml", "")
    done = shop("fastapi", command)
    assert (done.code, done.err.splitlines()) == (
        2,
        [
            ".specify/specward.yml: error: the FastAPI pack is off",
            "  help: switch it on: `packs: [fastapi]`",
        ],
    )


def test_what_the_pack_runs_is_listed_with_the_commands_of_the_constitution(shop: Spec) -> None:
    shop.write(
        ".specify/memory/constitution.md",
        "# A\n\n## Core Principles\n\n### I. Lint\n\n```yaml enforce\n- command: {run: 'true'}\n```\n",
    )
    commands = shop("trust", "--list", "--json").json["commands"]
    assert [command["text"] for command in commands] == ["true", TEXT]
    assert {name: commands[1][name] for name in ("principle", "path", "line", "within", "trusted")} == {
        "principle": "FastAPI pack",
        "path": "app/main.py",
        "line": 1,
        "within": 30,
        "trusted": False,
    }


def test_another_application_is_another_text(shop: Spec) -> None:
    before = digest_of(shop)
    shop.write(".specify/specward.yml", "packs: [fastapi]\nfastapi:\n  app: app.main:other\n")
    assert digest_of(shop) != before


def test_without_an_application_the_other_commands_are_listed_all_the_same(shop: Spec) -> None:
    shop.write(".specify/specward.yml", "packs: [fastapi]\n")
    shop.write("app/main.py", "")
    done = shop("trust", "--list")
    assert done.code == 0
    assert "the FastAPI pack can run nothing yet:\n  no application was found" in done.err


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_a_trusted_probe_keeps_what_it_found_and_shows_the_operations(shop: Spec) -> None:
    trust = {"SPECWARD_TRUST": digest_of(shop)}
    done = shop("fastapi", "probe", "--output", "contracts/openapi.json", **trust)
    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        ".specify/fastapi/.gitignore",
        ".specify/fastapi/probe.json",
        "contracts/openapi.json",
    ]
    assert "1 operation of app.main:app, FastAPI" in done.err
    document = shop.read("contracts/openapi.json")
    assert document.startswith('{\n  "components": {')
    again = shop("fastapi", "probe", "--output", "contracts/openapi.json", "--json", **trust).json
    assert (again["operations"], again["failure"], again["trusted"]) == (1, None, True)
    assert shop.read("contracts/openapi.json") == document
    shown = shop("fastapi", "routes")
    assert shown.out.splitlines() == [
        "method  path    place          function     status  security    depends on",
        "POST    /items  app/main.py:9  create_item  201     HTTPBearer  HTTPBearer",
    ]
    shop.write("app/main.py", f"{APPLICATION}\n")
    assert "the source has changed since" in shop("fastapi", "routes").err
    [route] = shop("fastapi", "routes", "--json").json["routes"]
    assert (route["path"], route["security"], route["file"], route["line"]) == (
        "/items",
        ["HTTPBearer"],
        "app/main.py",
        9,
    )


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_a_failure_is_shown_kept_and_undetermined(shop: Spec) -> None:
    shop.write("app/main.py", "print('on the way')\nraise RuntimeError('no\\x1b[2Jluck')\n")
    done = shop("fastapi", "probe", SPECWARD_TRUST=digest_of(shop))
    assert done.code == 3
    assert done.err.endswith(
        '  |   File "app/main.py", line 2, in <module>\n'
        "  |     raise RuntimeError('no\\x1b[2Jluck')\n"
        "  | RuntimeError: no·[2Jluck\n"
        "kept in .specify/fastapi/probe.json\n"
        "app/main.py:2: error: the application could not be asked: RuntimeError: no·[2Jluck\n"
        "  help: mend what raised it; connecting to servers belongs in the lifespan, not in the import\n"
    )
    again = shop("fastapi", "probe", "--json", SPECWARD_TRUST=digest_of(shop))
    assert (again.code, again.json["failure"]["kind"], again.json["failure"]["line"]) == (3, "error", 2)
    shown = shop("fastapi", "routes")
    assert (shown.code, shown.out) == (3, "")


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_the_time_limit_may_be_given(shop: Spec) -> None:
    shop.write("app/main.py", "while True:\n    pass\n")
    done = shop("fastapi", "probe", "--timeout", "1", SPECWARD_TRUST=digest_of(shop))
    assert done.code == 3
    assert "it was not imported within 1 s" in done.err


def test_a_dry_run_says_what_would_run_and_runs_nothing(shop: Spec) -> None:
    shop.write("app/main.py", "open('ran', 'w')\n")
    before = shop.files()
    done = shop("fastapi", "probe", "--dry-run")
    assert (done.code, done.out) == (0, f"{TEXT}\n")
    assert done.err == "not trusted yet: `spec trust`\n"
    assert shop.files() == before


@pytest.mark.parametrize("output", ["../openapi.json", ".git/config"])
def test_the_document_goes_nowhere_outside_of_the_project(shop: Spec, output: str) -> None:
    done = shop("fastapi", "probe", "--output", output)
    assert done.code == 2
    assert "nothing is written there" in done.err


def test_the_document_does_not_go_into_the_place_of_a_folder(shop: Spec) -> None:
    done = shop("fastapi", "probe", "--output", "app")
    assert (done.code, done.err.splitlines()) == (
        2,
        ["error: app is a folder", "  help: name a file: `--output app/openapi.json`"],
    )


def test_operations_that_were_never_asked_for_are_undetermined(shop: Spec) -> None:
    done = shop("fastapi", "routes")
    assert done.code == 3
    assert done.err.splitlines() == ["error: the application was not asked yet", "  help: spec fastapi probe"]


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_a_check_runs_nothing_and_reports_what_was_kept(shop: Spec) -> None:
    never = shop("check", "--select", "probe-failed")
    assert never.code == 3
    assert "run `spec fastapi probe`" in never.out + never.err
    shop.write("app/main.py", "raise RuntimeError('no luck')\n")
    assert shop("fastapi", "probe", SPECWARD_TRUST=digest_of(shop)).code == 3
    kept = shop("check", "--select", "probe-failed")
    assert kept.code == 1
    assert kept.out.startswith("app/main.py:1:1  error  probe-failed [FA003]")
    assert "the application could not be asked: RuntimeError: no luck" in kept.out
