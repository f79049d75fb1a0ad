"""What is kept of a file for the rules that look at all of them, and what names in it stand for."""

from __future__ import annotations

import pytest

from specward.packs.fastapi.source.layers import layer_of
from specward.packs.fastapi.source.names import Names, names_of
from specward.packs.fastapi.source.outline import Outline, Spot
from specward.packs.fastapi.source.outlines import hand_on, outlines, place
from specward.project import Project
from specward.sources.memory import MemorySource

ON = "packs: [fastapi]\n"


def project_of(files: dict[str, str], configuration: str = ON) -> Project:
    return Project(MemorySource({".specify/specward.yml": configuration, **files}))


def outline_of(text: str) -> Outline:
    return outlines(project_of({"app/a.py": text}))["app/a.py"]


def test_imports_keep_their_dots_and_their_places() -> None:
    found = outline_of(
        "import os, app.db as db\nfrom .errors import Gone as G, Lost\nfrom .. import x\nfrom a.b import *\n"
    )
    assert [(one.name, one.spot.line) for one in found.imports] == [
        ("os", 1),
        ("app.db", 1),
        (".errors.Gone", 2),
        (".errors.Lost", 2),
        ("..x", 3),
        ("a.b.*", 4),
    ]


def test_applications_routers_and_inclusions_say_what_they_are_given() -> None:
    found = outline_of(
        "from fastapi import APIRouter, FastAPI\nfrom . import items\nrouter = APIRouter(prefix='/a', tags=['a'])\n"
        "def make():\n    app: FastAPI = FastAPI(**settings)\n    app.include_router(items.router, prefix='/b')\n"
        "    app.include_router(router=router)\n    return FastAPI()\n"
    )
    assert [(one.kind, one.name, one.given) for one in found.made] == [
        ("APIRouter", "router", ("prefix", "tags")),
        ("FastAPI", "app", ("**",)),
        ("FastAPI", "", ()),
    ]
    assert [(one.receiver, one.router, one.given) for one in found.inclusions] == [
        ("app", ".items.router", ("prefix",)),
        ("app", "router", ("router",)),
    ]


def test_exceptions_that_are_raised_caught_and_handled() -> None:
    found = outline_of(
        "from fastapi import FastAPI\nfrom .errors import Gone, Lost\n"
        "app = FastAPI(exception_handlers={Lost: f, 404: g})\n"
        "@app.exception_handler(Gone)\ndef answer(request, error): ...\napp.add_exception_handler(500, f)\n"
        "def f():\n    try:\n        raise Gone('x')\n    except Lost:\n        raise\n    raise Lost\n"
    )
    assert [(one.name, one.spot.line) for one in found.raised] == [(".errors.Gone", 9), (".errors.Lost", 12)]
    assert found.caught == (".errors.Lost",)
    assert set(found.handled) == {".errors.Gone", ".errors.Lost"}


def test_handlers_from_a_variable_may_be_any() -> None:
    assert "*" in outline_of("from fastapi import FastAPI\napp = FastAPI(exception_handlers=handlers)\n").handled
    assert "*" in outline_of("for one in errors():\n    app.add_exception_handler(one[0], f)\n").handled


def test_middleware_of_all_kinds() -> None:
    found = outline_of(
        "from fastapi.middleware.cors import CORSMiddleware\nfrom starlette.middleware import Middleware\n"
        "app.add_middleware(CORSMiddleware, allow_origins=[])\nFastAPI(middleware=[Middleware(Gzip)])\n"
        "@app.middleware('http')\nasync def timing(request, call_next): ...\n"
    )
    assert found.middleware == ("fastapi.middleware.cors.CORSMiddleware", "Gzip", "timing")


def test_where_the_environment_is_read_and_not_where_it_is_written() -> None:
    found = outline_of(
        "import os\nfrom os import environ, getenv\nos.environ['A']\nos.environ['B'] = '1'\n"
        "environ.get('C')\ngetenv('D', '')\nos.getenv(name)\nos.environ.copy()\nother.getenv('E')\n"
    )
    assert sorted((one.name, one.spot.line) for one in found.environ) == [("", 7), ("A", 3), ("C", 5), ("D", 6)]


def test_a_place_is_found_again_with_its_line() -> None:
    project = project_of({"app/a.py": "x = 1\nclass Gone(Exception): ...\n"})
    (gone,) = outlines(project)["app/a.py"].classes
    found = place(project, "app/a.py", gone.spot, "here")
    assert (found.start, found.end, found.label, found.excerpt) == (
        (2, 7),
        (2, 11),
        "here",
        "class Gone(Exception): ...",
    )


def test_what_is_handed_on_is_not_parsed_again() -> None:
    project = project_of({"app/a.py": "import os\n"})
    known = Outline("app/a.py", middleware=("known",))
    hand_on(project, [known])
    assert outlines(project) == {"app/a.py": known}


def test_what_rests_on_the_probe_is_read_again() -> None:
    project = project_of({"app/a.py": "import os\n"})
    hand_on(project, [Outline("app/a.py", middleware=("known",), is_plain=False)])
    assert outlines(project)["app/a.py"].middleware == ()


FILES = {
    "backend/app/__init__.py": "",
    "backend/app/errors/__init__.py": "from .kinds import Gone\nfrom app.errors.kinds import Lost as L\n",
    "backend/app/errors/kinds.py": "from app import base\nclass Gone(base.Refused): ...\n",
    "backend/app/base.py": "class Refused(Exception): ...\nclass Own(Own): ...\n",
    "backend/app/logging.py": "",
    "backend/app/main.py": (
        "from fastapi import FastAPI\nimport logging\nfrom app.errors import Gone\nfrom . import base\n"
        "from .. import app\napp = FastAPI()\n"
    ),
    "worker/app/errors.py": "",
    "scripts/alone.py": "from app.errors import Gone\n",
}


class TestNames:
    @pytest.fixture
    def names(self) -> Names:
        return names_of(project_of(FILES))

    @pytest.mark.parametrize(
        ("name", "path", "rest"),
        [
            ("app.errors.Gone", "backend/app/errors/__init__.py", "Gone"),
            ("app.errors.kinds", "backend/app/errors/kinds.py", ""),
            ("app.errors.kinds.Gone", "backend/app/errors/kinds.py", "Gone"),
            (".base.Refused", "backend/app/base.py", "Refused"),
            (".errors.*", "backend/app/errors/__init__.py", "*"),
        ],
    )
    def test_a_name_leads_to_a_file(self, names: Names, name: str, path: str, rest: str) -> None:
        assert names.file_of("backend/app/main.py", name) == (path, rest)

    @pytest.mark.parametrize(
        "name", ["logging", "logging.getLogger", "fastapi.FastAPI", "....far", ".nowhere", "errors.Gone"]
    )
    def test_what_lies_elsewhere_leads_nowhere(self, names: Names, name: str) -> None:
        found = names.file_of("backend/app/main.py", name)
        assert found is None or found == ("backend/app/__init__.py", "nowhere")

    def test_a_class_is_found_through_the_files_that_hand_it_on(self, names: Names) -> None:
        found = names.class_of("backend/app/main.py", "app.errors.Gone")
        assert found is not None
        assert (found[0], found[1].name) == ("backend/app/errors/kinds.py", "Gone")

    def test_ancestry_goes_across_files_and_ends(self, names: Names) -> None:
        assert names.ancestry(("backend/app/errors/kinds.py", "Gone")) == {
            "backend/app/errors/kinds.py:Gone",
            "backend/app/base.py:Refused",
            "Exception",
        }
        assert names.ancestry(("backend/app/base.py", "Own")) == {"backend/app/base.py:Own"}

    def test_what_an_application_imports_is_reached(self, names: Names) -> None:
        assert names.applications == ["backend/app/main.py"]
        assert names.reached == {path for path in FILES if path.startswith("backend/")} - {"backend/app/logging.py"}


@pytest.mark.parametrize(
    ("path", "layer"),
    [
        ("app/api/v1/endpoints/items.py", "routes"),
        ("app/api/deps.py", "routes"),
        ("app/api/schemas.py", "schemas"),
        ("app/routes/users/crud.py", "routes"),
        ("app/api/v1/services/mail.py", "services"),
        ("app/mail/service.py", "services"),
        ("app/service/models.py", "models"),
        ("app/crud.py", "repositories"),
        ("app/core/models/user.py", "models"),
        ("app/core/security.py", "core"),
        ("app/main.py", ""),
    ],
)
def test_folders_and_files_name_their_layer(path: str, layer: str) -> None:
    assert layer_of(project_of({}), path) == layer


def test_the_configuration_says_where_layers_lie_and_then_nothing_else_does() -> None:
    project = project_of({}, f"{ON}fastapi:\n  layers:\n    routes: ['web/**']\n    core: ['web/core/**', 'base/**']\n")
    paths = ("web/core/a.py", "base/a.py", "app/services/a.py")
    assert [layer_of(project, path) for path in paths] == ["routes", "core", ""]


def test_a_spot_counts_characters() -> None:
    found = outline_of("import os\nx = 'é'; os.getenv('A')\n")
    assert found.environ[0].spot == Spot(2, 9, 23)
