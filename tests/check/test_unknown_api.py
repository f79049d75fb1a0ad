"""Where nothing is known of an API, a check says so once, and what needs no API is judged all the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.digest import digest
from specward.packs.fastapi.probing.probe_file import PATH, written
from specward.packs.fastapi.probing.probed import Failure, Probed
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.check.report import Report

CONFIG = ".specify/specward.yml"
PACK = "packs: [fastapi]\n"
MAIN = "app/main.py"
APPLICATION = "from fastapi import FastAPI\n\napp = FastAPI()\n"
NEVER = (PATH, "the application was not asked about itself: run `spec fastapi probe`")
FAILED = Probed(failure=Failure("error", "boom", "mend it", "", MAIN, 3), digests={MAIN: digest(APPLICATION)})


def report(files: dict[str, str], *select: str, with_probe: bool = True) -> Report:
    """What the selected rules come to over files; all of the pack's under `seed` where none is selected."""
    project = Project(MemorySource({CONFIG: PACK, **files}), with_probe=with_probe)
    return check(project, Selection.of(project, RULES, select=select))


def untold(found: Report) -> list[tuple[str, str]]:
    return [(item.path, item.reason) for item in found.undetermined]


@pytest.mark.verifies("006-the-five-agents/AC-014")
@pytest.mark.parametrize("select", [(), ("FA2",), ("FA",), ("FA310",), ("FA003",)])
def test_an_application_that_was_never_asked_is_undetermined_once_whatever_is_selected(select: tuple[str, ...]) -> None:
    found = report({MAIN: APPLICATION}, *select)
    assert untold(found) == [NEVER]
    assert found.exit_code() == 3


@pytest.mark.parametrize("left_out", ["FA003, FA2, FA3", "FA003, FA2, FA301, FA302, FA303, FA310, FA320"])
@pytest.mark.parametrize("profile", ["core", "seed", "strict"])
def test_a_project_that_leaves_out_what_asks_for_an_api_is_judged_without_one(left_out: str, profile: str) -> None:
    config = f"{PACK}fastapi: {{profile: {profile}}}\nrules: {{ignore: [{left_out}]}}\n"
    assert untold(report({CONFIG: config, MAIN: APPLICATION})) == []
    config = f"{PACK}rules: {{ignore: [FA003]}}\n"
    assert untold(report({CONFIG: config, MAIN: APPLICATION})) == [NEVER]


def test_a_failed_probe_is_one_finding_and_the_rest_undetermined_once() -> None:
    found = report({MAIN: APPLICATION, PATH: written(FAILED)})
    assert [(item.code, item.location.path) for item in found.findings if item.code == "FA003"] == [("FA003", MAIN)]
    assert untold(found) == [
        (PATH, "the application could not be asked: boom; mend that, then run `spec fastapi probe`")
    ]


@pytest.mark.parametrize("code", ["FA001", "FA002", "FA004", "FA163", "FA301", "FA303", "FA304"])
def test_what_needs_no_api_is_judged_without_one(code: str) -> None:
    assert untold(report({MAIN: APPLICATION}, code)) == []


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_without_any_application_one_message_says_so() -> None:
    whole = report({"app/other.py": "x = 1\n"})
    assert [(item.code, item.message) for item in whole.findings] == [
        ("FA001", "no FastAPI application is found in the source")
    ]
    assert (untold(whole), whole.exit_code()) == ([], 1)
    part = report({"app/other.py": "x = 1\n"}, "FA2")
    assert untold(part) == [(CONFIG, "no FastAPI application is found in the source")]


@pytest.mark.verifies("006-the-five-agents/AC-015")
def test_a_document_that_cannot_be_judged_is_told_once_and_is_no_pass_without_the_rule_that_tells_it() -> None:
    files = {
        CONFIG: f"{PACK}fastapi: {{openapi: api.json}}\n",
        MAIN: APPLICATION,
        "api.json": json.dumps({"swagger": "2.0", "info": {}, "paths": {}}),
    }
    whole = report(files)
    assert [item.code for item in whole.findings if item.location.path == "api.json"] == ["FA004"]
    assert (untold(whole), whole.exit_code()) == ([], 1)
    assert untold(report(files, "FA2")) == [("api.json", "this is Swagger 2.0, and only OpenAPI 3 is read")]


def test_a_state_without_a_probe_is_asked_nothing_of_the_api_and_of_ruff() -> None:
    probe = Probed(
        openapi={"openapi": "3.1.0", "info": {"title": "FastAPI"}, "paths": {}},
        digests={MAIN: digest(APPLICATION)},
        ruff_reason="there is none",
    )
    files = {MAIN: APPLICATION, PATH: written(probe)}
    assert {item.code for item in report(files).findings} >= {"FA001", "FA170", "FA201"}
    without = report(files, with_probe=False)
    assert ([item.code for item in without.findings], untold(without)) == ([], [])
