"""Finding the application and its interpreter, with nothing imported."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from specward.errors import UsageError
from specward.packs.fastapi.probing.application import find_application, find_interpreter
from specward.packs.fastapi.probing.applications import Application
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from pathlib import Path

MADE = "from fastapi import FastAPI\napp = FastAPI()\n"
FACTORY = "from fastapi import FastAPI\n\n\ndef create_app() -> FastAPI:\n    made = FastAPI()\n    return made\n"


def project(files: dict[str, str], **options: str) -> Project:
    lines = "".join(f"  {name}: {value}\n" for name, value in options.items())
    settings = {".specify/specward.yml": f"packs: [fastapi]\nfastapi:\n{lines}"} if options else {}
    return Project(MemorySource({**settings, **files}))


def name(files: dict[str, str], **options: str) -> str:
    return find_application(project(files, **options)).name


@pytest.mark.verifies("006-the-five-agents/AC-013")
@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"main.py": MADE}, "main:app"),
        ({"app/__init__.py": "", "app/main.py": MADE}, "app.main:app"),
        ({"app/__init__.py": MADE}, "app:app"),
        ({"app/main.py": f"from app.api import router\n{MADE}"}, "app.main:app"),
        ({"app/main.py": f"from .api import router\n{MADE}"}, "app.main:app"),
        ({"src/shop/__init__.py": "", "src/shop/web.py": MADE}, "src/shop.web:app"),
        ({"backend/app/__init__.py": "", "backend/app/main.py": MADE}, "backend/app.main:app"),
        ({"main.py": "import fastapi\n\nservice: fastapi.FastAPI = fastapi.FastAPI()\n"}, "main:service"),
        ({"main.py": "from fastapi import FastAPI\ntry:\n    app = FastAPI()\nfinally:\n    pass\n"}, "main:app"),
        ({"main.py": FACTORY}, "main:create_app()"),
        ({"main.py": f"{FACTORY}\napi = create_app()\n"}, "main:api"),
        ({"made.py": FACTORY, "main.py": "from made import create_app\n\napi = create_app()\n"}, "main:api"),
        ({"main.py": f"{MADE}sub = FastAPI()\napp.mount('/sub', sub)\n"}, "main:app"),
        ({"sub.py": MADE, "main.py": f"from sub import app as sub\n{MADE}app.mount('/sub', app=sub)\n"}, "main:app"),
        ({"main.py": MADE, "tests/test_main.py": MADE, "conftest.py": MADE}, "main:app"),
        ({"main.py": f"{MADE}\nif __name__ == '__main__':\n    other = FastAPI()\n"}, "main:app"),
        ({"main.py": MADE, "other.py": "from elsewhere import FastAPI\napp = FastAPI()\n"}, "main:app"),
    ],
)
def test_an_application_is_found_in_the_source(files: dict[str, str], found: str) -> None:
    assert name(files) == found


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_several_applications_are_listed_with_what_to_set() -> None:
    with pytest.raises(UsageError) as raised:
        name({"a.py": MADE, "b.py": MADE})
    assert raised.value.message.splitlines() == [
        "there are 2 applications, or functions that make one:",
        "  a:app  a.py:2",
        "  b:app  b.py:2",
    ]
    assert raised.value.help == "name the one that is meant: `fastapi.app: a:app`"


def test_of_several_the_one_that_answers_most_is_proposed_and_listed_first() -> None:
    router = "from fastapi import APIRouter\nrouter = APIRouter()\n" + "@router.get('/a')\ndef f(): ...\n" * 3
    inner = "from fastapi import APIRouter\nfrom app.items import router\nr = APIRouter()\nr.include_router(router)\n"
    files = {
        "app/__init__.py": "",
        "app/admin.py": f"{MADE}@app.get('/b')\ndef g(): ...\n",
        "app/bare.py": MADE,
        "app/all.py": inner,
        "app/items.py": router,
        "app/main.py": f"from app.all import r\n{MADE}app.include_router(r)\n",
    }
    with pytest.raises(UsageError) as raised:
        name(files)
    assert raised.value.message.splitlines()[1:] == [
        "  app.main:app  app/main.py:3, 3 operations",
        "  app.admin:app  app/admin.py:2, 1 operation",
        "  app.bare:app  app/bare.py:2",
    ]
    assert raised.value.help == "name the one that is meant: `fastapi.app: app.main:app`"


def test_of_several_one_that_includes_routers_nobody_can_follow_comes_before_one_that_does_not() -> None:
    loop = f"{MADE}for one in routers:\n    app.include_router(one)\n"
    with pytest.raises(UsageError) as raised:
        name({"a.py": MADE, "b.py": loop})
    assert raised.value.help == "name the one that is meant: `fastapi.app: b:app`"


def test_of_functions_that_make_one_what_is_included_in_them_counts() -> None:
    factory = FACTORY.replace("    return", "    made.include_router(router)\n    return")
    with pytest.raises(UsageError) as raised:
        name({"a.py": FACTORY, "b.py": factory})
    assert raised.value.help == "name the one that is meant: `fastapi.app: b:create_app()`"


def test_however_many_there_are_each_is_listed() -> None:
    with pytest.raises(UsageError) as raised:
        name({f"f{number}.py": MADE for number in range(25)})
    assert len(raised.value.message.splitlines()) == 26


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_the_configuration_decides_between_several() -> None:
    assert name({"a.py": MADE, "b.py": MADE}, app="b:app") == "b:app"
    assert name({"a.py": MADE, "b.py": FACTORY}, app="b:create_app()") == "b:create_app()"


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_what_is_said_to_fastapis_own_command_line_comes_before_the_search() -> None:
    entry = '[tool.fastapi]\nentrypoint = "b:app"\n'
    assert name({"a.py": MADE, "b.py": MADE, "pyproject.toml": entry}) == "b:app"
    assert name({"a.py": MADE, "api/b.py": MADE, "api/pyproject.toml": entry}) == "api/b:app"
    assert name({"a.py": MADE, "b.py": MADE, "pyproject.toml": entry}, app="a:app") == "a:app"
    with pytest.raises(UsageError) as raised:
        name(
            {
                f"{folder}/{file}": text
                for folder in "xy"
                for file, text in {"b.py": "", "pyproject.toml": entry}.items()
            }
        )
    assert raised.value.help == "name the one that is meant: `fastapi.app: x/b:app`"


@pytest.mark.parametrize("text", ["[tool.fastapi\n", "tool = 3\n", "[tool.fastapi]\nentrypoint = 3\n", "\0fastapi"])
def test_a_project_file_that_says_nothing_is_passed_over(text: str) -> None:
    assert name({"a.py": MADE, "pyproject.toml": f"# fastapi\n{text}"}) == "a:app"


def test_a_named_module_is_looked_for_below_src_and_further_down() -> None:
    assert name({"src/shop/web.py": ""}, app="shop.web:app") == "src/shop.web:app"
    assert name({"services/users/app/main.py": ""}, app="app.main:app") == "services/users/app.main:app"
    files = {"services/users/app/main.py": "", "services/items/app/main.py": ""}
    with pytest.raises(UsageError, match="2 applications"):
        name(files, app="app.main:app")
    assert name(files, app="services/items/app.main:app") == "services/items/app.main:app"


@pytest.mark.parametrize("named", ["app", "app.main:", "../app.main:app", "app main:app", "app.main:app(1)", "a:b:c"])
def test_a_name_that_is_none_or_leads_nowhere_is_refused(named: str) -> None:
    with pytest.raises(UsageError):
        name({"app/main.py": MADE}, app=f"'{named}'")


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_no_application_names_what_to_set() -> None:
    with pytest.raises(UsageError, match="no application was found") as raised:
        name({"main.py": "print('FastAPI')\n", "broken.py": "def FastAPI(:\n"})
    assert raised.value.message.endswith("; broken.py may hold one and was not parsed")
    assert "fastapi.app" in raised.value.help


def test_an_application_below_src_is_started_in_the_folder_around_it() -> None:
    assert Application("src", "shop", "app", "src/shop.py").working == ""
    assert Application("api/src", "shop", "app", "api/src/shop.py").working == "api"
    assert Application("api", "shop", "app", "api/shop.py").working == "api"


@pytest.mark.skipif(sys.platform == "win32", reason="its environments are laid out differently")
def test_the_interpreter_is_that_of_the_environment_nearest_to_the_application(tmp_path: Path) -> None:
    application = Application("backend", "main", "app", "backend/main.py")
    for place in ("venv/bin", "backend/.venv/bin"):
        (tmp_path / place).mkdir(parents=True)
    shop = project({"main.py": MADE})
    with pytest.raises(UsageError, match=r"neither \.venv nor venv") as raised:
        find_interpreter(shop, str(tmp_path), application)
    assert "fastapi.python" in raised.value.help
    for place in ("venv", "backend/.venv"):
        (tmp_path / place / "bin/python").symlink_to(sys.executable)
        assert find_interpreter(shop, str(tmp_path), application).name == f"{place}/bin/python"
    named = project({"main.py": MADE}, python="venv/bin/python")
    assert find_interpreter(named, str(tmp_path), application).name == "venv/bin/python"
    anywhere = project({"main.py": MADE}, python=sys.executable)
    assert find_interpreter(anywhere, str(tmp_path), application) == (sys.executable, sys.executable)
    missing = project({"main.py": MADE}, python="env/bin/python")
    with pytest.raises(UsageError, match="no interpreter at env/bin/python"):
        find_interpreter(missing, str(tmp_path), application)
