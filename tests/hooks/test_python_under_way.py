"""A commit of a project with a pack: what it touches of the back end is looked at, and nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.hooks.test_hot_path_imports import modules_after

if TYPE_CHECKING:
    from tests.hooks.conftest import Guarded

pytestmark = pytest.mark.usefixtures("unmeasured")

CONFIGURATION = ".specify/specward.yml"
ON = "packs: [fastapi]\n"
BROKEN = "def f(:\n"


def of_packs(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith(("specward.packs", "specward.rules.fastapi"))}


@pytest.mark.skipif(os.name == "nt", reason="git is started through subprocess on Windows")
class TestImports:
    @pytest.mark.verifies("006-the-five-agents/AC-025", partial=True)
    def test_without_the_pack_a_commit_of_python_imports_nothing_of_it(self, guarded: Guarded) -> None:
        guarded.stage("app/main.py", BROKEN)
        guarded.stage("specs/001-login/spec.md", guarded.spec + "\nMore.\n")
        assert of_packs(modules_after(guarded.root, "pre-commit", "--record-later")) == set()

    def test_with_the_pack_a_commit_of_documents_parses_nothing(self, guarded: Guarded) -> None:
        guarded.stage(CONFIGURATION, ON)
        guarded.git("commit", "-q", "--no-verify", "-m", "chore: pack")
        guarded.stage("docs/index.txt")
        assert of_packs(modules_after(guarded.root, "pre-commit", "--record-later")) == set()
        guarded.stage("specs/001-login/spec.md", guarded.spec + "\nMore.\n")
        modules = of_packs(modules_after(guarded.root, "pre-commit", "--record-later"))
        wanted = {
            f"specward.packs{name}"
            for name in ("", ".fastapi", ".fastapi.source", ".fastapi.source.modules", ".fastapi.backend")
        }
        assert modules == {*wanted, "specward.rules.fastapi_catalogue"}


def test_what_is_staged_is_judged_and_what_is_not_is_left_alone(guarded: Guarded) -> None:
    guarded.stage(CONFIGURATION, ON)
    guarded.stage("app/old.py", BROKEN)
    guarded.git("commit", "-q", "--no-verify", "-m", "chore: pack")
    guarded.stage("app/main.py", "x = 1\n")
    assert guarded.commit("feat: main").code == 0
    guarded.stage("app/new.py", BROKEN)
    (guarded.root / "app/new.py").write_text("x = 1\n", encoding="utf-8")
    outcome = guarded.commit("feat: new")
    assert outcome.code == 1
    assert "app/new.py:1:7  error  file-not-analysed [FA002]" in outcome.said
    assert "app/old.py" not in outcome.said


def test_a_pack_that_the_commit_itself_turns_on_counts(guarded: Guarded) -> None:
    guarded.stage(CONFIGURATION, ON)
    guarded.stage("app/main.py", BROKEN)
    assert "FA002" in guarded.commit("feat: main").said


DOCUMENT = """{
 "openapi": "3.1.0",
 "info": {"title": "Shop", "version": "1.0.0"},
 "paths": {"/items": {"get": {"requestBody": {"content": {}}, "responses": {}}}}
}
"""


@pytest.mark.verifies("006-the-five-agents/AC-025")
@pytest.mark.parametrize(
    ("options", "path", "is_judged"),
    [
        ("{openapi: docs/api.json, in-hook: true}", "docs/api.json", True),
        ("{openapi: api.yaml, in-hook: true}", "api.yaml", True),
        ("{openapi: docs/api.json}", "docs/api.json", False),
        ("{openapi: docs/api.json, in-hook: true}", "docs/other.json", False),
    ],
)
def test_a_commit_of_the_document_alone_is_judged_where_the_hook_is_to_look_at_the_api(
    guarded: Guarded, options: str, path: str, is_judged: bool
) -> None:
    guarded.stage(CONFIGURATION, f"{ON}fastapi: {options}\n")
    guarded.git("commit", "-q", "--no-verify", "-m", "chore: pack")
    guarded.stage(path, DOCUMENT)
    outcome = guarded.commit("feat: the document")
    assert ("body-on-get [FA215]" in outcome.said) is is_judged
    assert outcome.code == int(is_judged)


def test_the_document_of_a_project_in_a_folder_is_judged_as_well(guarded: Guarded) -> None:
    guarded.stage(f"backend/{CONFIGURATION}", f"{ON}fastapi: {{openapi: api.json, in-hook: true}}\n")
    guarded.git("commit", "-q", "--no-verify", "-m", "chore: pack")
    guarded.stage("backend/api.json", DOCUMENT)
    assert "backend/api.json:4:" in guarded.commit("feat: the document").said
