"""What tells that a project is made with FastAPI, and what does not."""

from __future__ import annotations

import pytest

from specward.packs.fastapi.depended_on import tells_of_fastapi
from specward.project import Project
from specward.sources.memory import MemorySource


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", '[project]\ndependencies = ["fastapi>=0.110", "httpx"]\n'),
        ("pyproject.toml", '[project]\ndependencies = [\n  "fastapi[standard]",\n]\n'),
        ("backend/pyproject.toml", '[project]\ndependencies = ["httpx", "fastapi"]\n'),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = "^0.110"\n'),
        ("requirements.txt", "FastAPI == 0.110 ; python_version > '3'\r\n"),
        ("requirements/base.txt", "httpx\nfastapi\n"),
        ("app/main.py", "from fastapi import FastAPI\n"),
        ("app/main.py", "def f():\n    import fastapi.routing\n"),
    ],
)
def test_a_project_that_depends_on_it_or_imports_it_is_told_with_the_file(path: str, text: str) -> None:
    assert told({"README.md": "# A\n", path: text}) == path


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", '[project]\ndependencies = ["fastapi-users"]\nname = "fastapi"\n'),
        ("requirements.txt", "fastapi-cache==1\n# fastapi\n"),
        ("README.md", "from fastapi import FastAPI\n"),
        ("tests/test_main.py", "import fastapi\n"),
        ("app/main.py", "import fastapi_users\nx = 'import fastapi'\n"),
    ],
)
def test_what_only_sounds_like_it_is_not(path: str, text: str) -> None:
    assert told({path: text}) == ""


def told(files: dict[str, str]) -> str:
    return tells_of_fastapi(Project(MemorySource(files)))
