"""A check that remembers finds what one finds that does not, whatever happens to a back end and what is known of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.check.memory import projects
from tests.conftest import GitRepository

from specward.opening import open_project
from specward.packs.fastapi.backend import digests_of
from specward.packs.fastapi.probing import probe_file

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = 15
CONFIGURATION = ".specify/specward.yml"
PROBE = probe_file.PATH
MAIN, ITEMS, MAIL, OTHER = "app/main.py", "app/api/items.py", "app/services/mail.py", "app/tests/other.py"
PATHS = (MAIN, ITEMS, MAIL, OTHER, "app/api/__init__.py", "openapi.json", "pyproject.toml", "app/ruff.toml", PROBE)
ON = "packs: [fastapi]\nfastapi:\n  profile: strict\n"
CONFIGURATIONS = (
    ON,
    f"{ON}  openapi: openapi.json\n",
    f"{ON}  paths: ['app/api/**']\n",
    f"{ON}  layers: {{routes: ['app/api/**'], services: ['app/services/**']}}\n",
    f"{ON}trace:\n  tests: ['app/services/**']\n",
    "packs: [fastapi]\n",
    "packs: []\n",
    "packs: [fastapi]\nrules:\n  severity: {FA110: info, FA150: off}\n",
)
MADE = "from fastapi import FastAPI\napp = FastAPI()\n"
SOURCES = (
    f"{MADE}from app.api import items\napp.include_router(items.router)\n",
    f"{MADE}from app.services.mail import Refused\n@app.exception_handler(Refused)\ndef told(a, b): ...\n",
    (
        "import time\nfrom fastapi import APIRouter\nfrom app.services import mail\nrouter = APIRouter()\n"
        "@router.post('/items')\nasync def make(item: dict):\n    time.sleep(1)\n    mail.send()\n"
    ),
    "class Refused(Exception): ...\nasync def send():\n    raise Refused  # spec: ignore FA153 -- why\n",
    "import os\nNAME = os.getenv('NAME')  # spec: ignore FA164 -- here\ntry:\n    x()\nexcept Exception:\n    pass\n",
    "type Name = str\n",
    "",
)
ABOVE = '{"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": '
DOCUMENTS = (
    f"{ABOVE}{{}}}}",
    f'{ABOVE}{{"/items": {{"get": {{"responses": {{}}}}}}}}}}',
    f'{ABOVE}{{"/items/": {{"post": {{"deprecated": true}}}}}}}}',
)
RUFF = ("[tool.ruff.lint]\nignore = ['S']\n", "[tool.ruff.lint]\nselect = ['ALL']\n", "[tool.other]\n", "no TOML")
TEXTS = {
    CONFIGURATION: CONFIGURATIONS,
    "openapi.json": (*DOCUMENTS, "{", '{"swagger": "2.0"}'),
    "pyproject.toml": RUFF,
    "app/ruff.toml": tuple(text.replace("tool.ruff.", "") for text in RUFF),
    PROBE: ("{}", "no JSON"),
    **dict.fromkeys((MAIN, ITEMS, MAIL, OTHER, "app/api/__init__.py"), SOURCES),
}
STEPS = st.one_of(
    st.sampled_from([*TEXTS]).flatmap(
        lambda path: st.tuples(st.just("write"), st.just(path), st.sampled_from(TEXTS[path]))
    ),
    st.tuples(st.just("delete"), st.sampled_from(PATHS)),
    st.tuples(st.just("move"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.tuples(st.just("probe"), st.integers(0, 3)),
)
FIRST = {
    CONFIGURATION: ON,
    MAIN: SOURCES[0],
    ITEMS: SOURCES[2],
    MAIL: SOURCES[3],
    "pyproject.toml": RUFF[0],
    "openapi.json": DOCUMENTS[1],
}


def ask(root: Path, kind: int) -> None:
    """Keep what a probe may have found of the files as they are."""
    found = [
        {"file": file, "line": 1, "column": 1, "end_line": 1, "end_column": 2, "code": code, "message": "m"}
        for file in (MAIN, ITEMS)
        for code in ("S324", "ASYNC230", "B008")
    ]
    said = {
        "schema": probe_file.SCHEMA,
        "application": "app.main:app",
        "digests": digests_of(open_project(str(root))),
        "openapi": json.loads(DOCUMENTS[kind % 3]),
        "rows": [{"path": "/items", "method": "GET", "file": ITEMS, "line": 6, "function": "app.api.items.make"}],
        "ruff": found if kind else None,
        "failure": {"kind": "error", "message": "it raised", "file": MAIN, "line": 1} if kind == 3 else None,
    }
    projects.write(root, {PROBE: json.dumps(said)})


def take(step: tuple[object, ...], root: Path) -> None:
    """Do something to a project."""
    match step:
        case "probe", int(kind):
            ask(root, kind)
        case _:
            projects.take(tuple(map(str, step)), root, lambda *_: "")


@pytest.mark.verifies("006-the-five-agents/AC-025", partial=True)
@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.lists(STEPS, min_size=1, max_size=3), min_size=1, max_size=4))
@example(
    [
        [("probe", 1)],
        [("write", "pyproject.toml", RUFF[1])],
        [("write", "app/ruff.toml", "[lint]\nignore = ['ASYNC']\n")],
    ]
)
@example([[("probe", 2)], [("move", MAIL, ITEMS)], [("probe", 2), ("delete", "pyproject.toml")]])
def test_the_report_with_a_memory_is_that_without(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[object, ...]]]
) -> None:
    root = GitRepository(tmp_path_factory.mktemp("project")).root
    projects.write(root, FIRST)
    for steps in [[], *rounds]:
        for step in steps:
            take(step, root)
        assert projects.remembering(root) == projects.fresh(root), steps
