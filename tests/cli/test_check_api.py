"""`spec check` of an API: what is asked of the work tree, of a commit, of the index, and of what a change brought."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.checked import Check, Done

from specward.digest import digest
from specward.output.formats import Format
from specward.packs.fastapi.probing.probe_file import PATH, written
from specward.packs.fastapi.probing.probed import Probed, RuffFinding

if TYPE_CHECKING:
    from tests.conftest import GitRepository

CONFIG = ".specify/specward.yml"
MAIN = "app/main.py"
APPLICATION = "from fastapi import FastAPI\n\napp = FastAPI()\n"
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "FastAPI", "version": "1.0.0"},
    "paths": {"/items": {"get": {"responses": {"200": {"description": "OK"}}, "requestBody": {"content": {}}}}},
}
STATES: tuple[dict[str, Any], ...] = (
    {"staged": True},
    {"rev": "HEAD"},
    {"rev": "HEAD~1..HEAD"},
    {"diff": True},
    {"diff": True, "staged": True},
)
FA2: dict[str, Any] = {"select": ("FA2",)}


@pytest.fixture
def asked(repository: GitRepository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """A project whose application was asked; two commits."""
    repository.write(CONFIG, "packs: [fastapi]\n")
    repository.write(MAIN, APPLICATION)
    repository.commit()
    repository.write("README.md", "# Shop\n")
    repository.commit()
    found = RuffFinding(MAIN, 1, 1, 1, 5, "S324", "a weak digest")
    probed = Probed("app.main:app", openapi=DOCUMENT, digests={MAIN: digest(APPLICATION)}, ruff=(found,))
    repository.write(".gitignore", ".specify/fastapi/\n")
    repository.write(PATH, written(probed))
    return Check(repository.root, monkeypatch, capsys)


def codes(done: Done) -> list[str]:
    return sorted({found["code"] for found in json.loads(done.out)["findings"]})


def as_json(**options: Any) -> dict[str, Any]:
    """Options of a check whose report is JSON."""
    return {"format": Format.JSON, **options}


def test_the_work_tree_is_judged_by_what_the_application_said(asked: Check) -> None:
    done = asked(**as_json(select=("FA",)))
    assert done.code == 1
    assert {"FA201", "FA215", "FA172"} <= set(codes(done))


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_without_what_it_said_the_rules_on_the_api_are_no_pass(asked: Check) -> None:
    (asked.root / PATH).unlink()
    done = asked(**FA2)
    assert done.code == 3
    assert done.out.count("run `spec fastapi probe`") + done.err.count("run `spec fastapi probe`") == 1


@pytest.mark.verifies("006-the-five-agents/AC-025")
@pytest.mark.parametrize("state", STATES, ids=str)
def test_a_state_that_git_keeps_and_a_change_are_not_asked_about_the_api(asked: Check, state: dict[str, Any]) -> None:
    done = asked(**as_json(select=("FA",), **state))
    assert (done.code, codes(done)) == (0, [])


@pytest.mark.parametrize("state", STATES, ids=str)
def test_they_are_judged_by_a_document_that_is_in_the_repository(
    asked: Check, repository: GitRepository, state: dict[str, Any]
) -> None:
    repository.write(CONFIG, "packs: [fastapi]\nfastapi: {openapi: openapi.json}\n")
    repository.write("openapi.json", json.dumps(DOCUMENT, indent=1))
    repository.git("add", "-A")
    if "rev" in state:
        repository.commit()
    done = asked(**as_json(select=("FA2",), **state))
    assert (done.code, codes(done)[:1]) == (1, ["FA201"])


def test_what_the_document_had_before_is_not_brought(asked: Check, repository: GitRepository) -> None:
    repository.write(CONFIG, "packs: [fastapi]\nfastapi: {openapi: openapi.json}\n")
    repository.write("openapi.json", json.dumps(DOCUMENT, indent=1))
    repository.commit()
    assert codes(asked(**as_json(diff=True, **FA2))) == []
    paths = {**DOCUMENT["paths"], "/Old_Ones": DOCUMENT["paths"]["/items"]}
    repository.write("openapi.json", json.dumps({**DOCUMENT, "paths": paths}, indent=1))
    assert "FA201" not in codes(asked(**as_json(diff=True, **FA2)))
    assert "FA215" in codes(asked(**as_json(diff=True, **FA2)))
