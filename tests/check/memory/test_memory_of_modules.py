"""What a check remembers of Python files: a second one parses nothing, and an edit pays for one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.check.memory import projects
from tests.conftest import GitRepository

from specward.packs.fastapi.source import module

if TYPE_CHECKING:
    from pathlib import Path

    from specward.evidence.code import Code

ON = "packs: [fastapi]\nfastapi:\n  profile: seed\n  openapi: openapi.json\n"
API = '{"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": {}}'
FILES = {
    ".specify/specward.yml": ON,
    "openapi.json": API,
    "app/main.py": "from fastapi import FastAPI\nfrom app.services import mail\napp = FastAPI()\n",
    "app/services/mail.py": "class Refused(Exception): ...\n\n\ndef send():\n    raise Refused\n",
    "app/config.py": "import os\nNAME = os.environ['NAME']\n",
}


@pytest.fixture
def root(repository: GitRepository) -> Path:
    projects.write(repository.root, FILES)
    repository.commit()
    return repository.root


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed, once each."""
    found: list[str] = []
    parse = module.Module

    def watched(code: Code, *rest: object) -> module.Module:
        found.append(code.path)
        return parse(code, *rest)  # type: ignore[arg-type]  # as they were given

    monkeypatch.setattr(module, "Module", watched)
    return found


@pytest.mark.verifies("006-the-five-agents/AC-025", partial=True)
def test_a_second_check_parses_nothing(root: Path, parsed: list[str]) -> None:
    first = projects.remembering(root)
    assert sorted(parsed) == ["app/config.py", "app/main.py", "app/services/mail.py"]
    assert {"FA153", "FA161"} <= {finding.code for finding in first.findings}
    parsed.clear()
    assert projects.remembering(root) == first
    assert parsed == []


def test_an_edit_pays_for_one_file_and_tells_what_it_changes_elsewhere(root: Path, parsed: list[str]) -> None:
    first = projects.remembering(root)
    parsed.clear()
    handled = "from fastapi import FastAPI\nfrom app.services import mail\napp = FastAPI()\n\n\n"
    handled += "@app.exception_handler(mail.Refused)\ndef answer(request, error): ...\n"
    projects.write(root, {"app/main.py": handled})
    second = projects.remembering(root)
    assert parsed == ["app/main.py"]
    assert {one.code for one in first.findings} - {one.code for one in second.findings} == {"FA153"}
    assert second == projects.fresh(root)


def test_a_file_that_comes_or_goes_is_noticed(root: Path, parsed: list[str]) -> None:
    projects.remembering(root)
    (root / "app/config.py").rename(root / "app/other.py")
    parsed.clear()
    assert projects.remembering(root) == projects.fresh(root)
    assert parsed.count("app/main.py") == 1


def test_a_pack_that_is_turned_off_is_forgotten(root: Path) -> None:
    assert projects.remembering(root).modules == 3
    projects.write(root, {".specify/specward.yml": "packs: []\n"})
    report = projects.remembering(root)
    assert (report.modules, report.findings) == (0, ())


def test_what_could_not_be_parsed_is_looked_at_again_with_another_probe(root: Path) -> None:
    projects.write(root, {"app/newer.py": "x = = 1\n"})
    first = projects.remembering(root)
    assert [one.location.path for one in first.findings if one.code == "FA002"] == ["app/newer.py"]
    projects.write(root, {".specify/fastapi/probe.json": "{}"})
    assert projects.remembering(root) == projects.fresh(root)


NAMES = ("app/main.py", "app/services/mail.py", "app/api/items.py", "app/config.py", "app/api/__init__.py")
TEXTS = (
    "from fastapi import FastAPI\nfrom app.services import mail\napp = FastAPI()\n",
    (
        "from fastapi import FastAPI\nfrom app.services.mail import Refused\napp = FastAPI()\n"
        "@app.exception_handler(Refused)\ndef a(b, c): ...\n"
    ),
    "class Refused(Exception): ...\ndef send():\n    raise Refused  # spec: ignore FA002 -- why\n",
    "import os\nNAME = os.getenv('NAME')  # spec: ignore FA164 -- here\n",
    (
        "from app.api import items\nfrom fastapi import APIRouter\nrouter = APIRouter()\n"
        "@router.post('/login')\ndef login(): ...\n"
    ),
    "x = = 1\n",
    "",
)
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.just("delete"), st.sampled_from(NAMES), st.just("")),
    st.tuples(
        st.just("write"),
        st.just(".specify/specward.yml"),
        st.sampled_from([ON, ON.replace("seed", "core"), "packs: []\n"]),
    ),
    st.tuples(st.just("write"), st.just(".specify/fastapi/probe.json"), st.sampled_from(["{}", "no JSON"])),
)


@pytest.mark.verifies("006-the-five-agents/AC-025", partial=True)
@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(STEPS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_the_report_with_a_memory_is_that_without(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, str, str]]]
) -> None:
    repository = GitRepository(tmp_path_factory.mktemp("project"))
    projects.write(repository.root, FILES)
    for steps in [[], *rounds]:
        for how, path, text in steps:
            if how == "write":
                projects.write(repository.root, {path: text})
            else:
                (repository.root / path).unlink(missing_ok=True)
        assert projects.remembering(repository.root) == projects.fresh(repository.root), steps
