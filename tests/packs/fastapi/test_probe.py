"""The probe: what an application says of itself, in its own interpreter."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import fastapi
import pytest
from tests.packs.fastapi.backend import SEAL

from specward import changes
from specward.packs.fastapi.backend import backend_files, digests_of
from specward.packs.fastapi.probing.probe_file import kept, read_probe
from specward.packs.fastapi.probing.probed import Probed, Row
from specward.packs.fastapi.probing.ruff import find_ruff, ruff_findings
from specward.packs.fastapi.probing.stale import why_stale

if TYPE_CHECKING:
    from tests.packs.fastapi.backend import Asked, Backend

    from specward.packs.fastapi.probing.probed import RuffFinding


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_the_document_and_the_operations_come_from_the_projects_own_interpreter(asked: Asked) -> None:
    probed = asked.probed
    assert probed.failure is None
    assert probed.openapi is not None
    assert probed.openapi["info"]["title"] == "Shop"
    assert sorted(probed.openapi["paths"]) == ["/api/v1/items", "/api/v1/items/{item_id}"]
    assert (probed.application, probed.interpreter, probed.fastapi) == (
        "app.main:app",
        ".venv/bin/python",
        fastapi.__version__,
    )


def test_an_operation_is_known_with_its_place_its_prefixes_and_all_that_it_depends_on(asked: Asked) -> None:
    assert asked.probed.rows[0] == Row(
        path="/api/v1/items/{item_id}",
        method="GET",
        operation_id="read_item_api_v1_items__item_id__get",
        file="app/api/items.py",
        line=22,
        function="app.api.items.read_item",
        dependencies=(
            "app.api.items.Role",
            "app.api.items.current_user",
            "fastapi.security.oauth2.OAuth2PasswordBearer",
        ),
        is_async=True,
    )


def test_mounted_applications_and_middleware_are_known(asked: Asked) -> None:
    probed = asked.probed
    assert [(row.method, row.path, row.status) for row in probed.rows[1:]] == [
        ("POST", "/api/v1/items", 201),
        ("GET", "/inner/status", 0),
    ]
    assert [(prefix, document["info"]["title"]) for prefix, document in probed.mounted] == [("/inner", "Inner")]
    assert probed.middleware == ("starlette.middleware.base.BaseHTTPMiddleware:app.main.stamp",)


@pytest.mark.verifies("006-the-five-agents/AC-016")
def test_a_file_that_neither_python_can_parse_is_named_with_the_reason(asked: Asked) -> None:
    assert asked.probed.unparsed == {"app/broken.py": "invalid syntax (line 2)"}
    assert asked.probed.trees == {}


@pytest.mark.verifies("006-the-five-agents/AC-021")
def test_ruffs_findings_are_kept_with_their_places(asked: Asked) -> None:
    assert asked.probed.ruff is not None
    assert [(found.code, found.file, found.line, found.column) for found in asked.probed.ruff] == [
        ("S324", "app/money.py", 5, 12)
    ]


def test_what_is_kept_is_read_again_as_it_was(asked: Asked, backend: Backend) -> None:
    changes.apply(kept(asked.probed, backend.project.source), str(backend.root))
    assert (backend.root / ".specify/fastapi/.gitignore").read_text().endswith("*\n")
    source = backend.project.source
    assert read_probe(source) == asked.probed
    changes.apply(kept(asked.probed._replace(when="later"), source), str(backend.root))
    again = read_probe(backend.project.source)
    assert again is not None
    assert again.when == "later"


def test_a_source_that_is_as_it_was_is_not_stale(asked: Asked) -> None:
    assert not why_stale(asked.backend.project, asked.probed)


@pytest.mark.parametrize(
    ("path", "text", "stale"),
    [("app/main.py", "app = 1\n", True), ("app/more.py", "", True), ("tests/test_items.py", "", False)],
)
def test_a_changed_or_added_file_makes_what_is_kept_stale_and_a_test_does_not(
    backend: Backend, path: str, text: str, stale: bool
) -> None:
    probed = Probed(digests=dict(digests_of(backend.project)))
    backend.write(path, text)
    assert bool(why_stale(backend.project, probed)) is stale


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_a_factory_is_called(backend: Backend) -> None:
    backend.write("app/main.py", "from fastapi import FastAPI\n\ndef create_app():\n    return FastAPI(title='Made')\n")
    probed = backend.ask()
    assert probed.application == "app.main:create_app()"
    assert probed.openapi is not None
    assert probed.openapi["info"]["title"] == "Made"


@pytest.mark.parametrize("name", ["__wrapped__", "__dishka_orig_func__"])
def test_an_operation_stands_where_it_is_written_whatever_is_wrapped_around_it(backend: Backend, name: str) -> None:
    backend.write(
        "app/main.py",
        "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
        "def around(function):\n"
        f"    made = eval('lambda: None', {{}})\n    made.{name} = function\n    return made\n\n\n"
        "@app.get('/a')\n@around\ndef read() -> str:\n    return 'a'\n",
    )
    assert [(row.file, row.line) for row in backend.ask().rows] == [("app/main.py", 12)]


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_what_an_application_prints_does_not_get_into_the_answer(backend: Backend) -> None:
    noise = "import os, sys\nprint('{\"openapi\": 1}')\nsys.stdout.flush()\nos.write(1, b'\\x00x' * 200_000)\n"
    backend.write("app/main.py", noise + "from fastapi import FastAPI\napp = FastAPI(title='Loud')\n")
    probed = backend.ask()
    assert probed.openapi is not None
    assert probed.openapi["info"]["title"] == "Loud"


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_the_variables_of_the_example_file_are_given_and_none_of_the_users(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("API_KEY", "the user's own")
    monkeypatch.setenv("OTHER_TOKEN", "secret")
    backend.write(".env.example", "\ufeffexport API_KEY='for show'  # any\nPYTHONPATH=/elsewhere\n")
    backend.write(
        "app/main.py",
        "import os\nfrom fastapi import FastAPI\n"
        "told = [os.environ['API_KEY'], os.getenv('OTHER_TOKEN'), os.getenv('PYTHONPATH'), os.environ['HOME']]\n"
        "app = FastAPI(title=' '.join(map(str, told)))\n",
    )
    probed = backend.ask()
    assert probed.openapi is not None
    *told, home = probed.openapi["info"]["title"].split(" ")
    assert told == ["for", "show", "None", "None"]
    assert "spec-probe-" in home


def test_an_application_in_a_folder_of_a_larger_project_is_imported_from_there(backend: Backend) -> None:
    (backend.root / "app").rename(backend.root / "moved")
    for name, text in {
        "main": "from app.names import TITLE\nfrom fastapi import FastAPI\napp = FastAPI(title=TITLE)\n",
        "names": "TITLE = open('title.txt').read()\n",
    }.items():
        backend.write(f"backend/app/{name}.py", text)
    backend.write("backend/title.txt", "Below")
    backend.configure(paths="[backend/**]")
    probed = backend.ask()
    assert probed.application == "backend/app.main:app"
    assert probed.openapi is not None
    assert probed.openapi["info"]["title"] == "Below"


def test_what_another_application_said_is_stale(backend: Backend) -> None:
    backend.configure(app="app.main:app")
    project = backend.project
    digests = dict(digests_of(project))
    assert not why_stale(project, Probed(application="app.main:app", digests=digests))
    assert not why_stale(project, Probed(application="backend/app.main:app", digests=digests))
    assert why_stale(project, Probed(application="app.main:other", digests=digests))
    assert why_stale(project, Probed(application="myapp.main:app", digests=digests))


@pytest.mark.verifies("006-the-five-agents/AC-021")
def test_what_the_projects_own_settings_ignore_is_not_found(backend: Backend) -> None:
    backend.write("app/money.py", SEAL)
    assert [found.code for found in ruff_on(backend)] == ["S324"]
    backend.write("ruff.toml", '[lint.per-file-ignores]\n"app/money.py" = ["S324"]\n')
    assert ruff_on(backend) == ()


@pytest.mark.verifies("006-the-five-agents/AC-021")
def test_ruff_with_broken_settings_has_not_run_and_says_why(backend: Backend) -> None:
    backend.write("ruff.toml", "lint = 3\n")
    backend.write("app/main.py", "")
    backend.configure(app="app.main:app")
    probed = backend.ask()
    assert probed.ruff is None
    assert "ruff ended with status 2" in probed.ruff_reason


def ruff_on(backend: Backend) -> tuple[RuffFinding, ...]:
    ruff = find_ruff(str(backend.root / ".venv/bin/python"), "")
    return ruff_findings(ruff, backend_files(backend.project), str(backend.root), dict(os.environ))


@pytest.mark.verifies("006-the-five-agents/AC-021")
def test_without_ruff_nothing_is_said_to_be_clean(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_ruff(str(backend.root / "bin/python"), str(backend.root)) == ""
    (backend.root / ".venv").unlink()
    backend.write("venv/bin/python", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (backend.root / "venv/bin/python").chmod(0o755)
    monkeypatch.setenv("PATH", "/nowhere")
    probed = backend.ask()
    assert probed.interpreter == "venv/bin/python"
    assert probed.ruff is None
    assert probed.ruff_reason == "ruff is neither in the project's environment nor on PATH"


def test_a_folder_whose_files_git_ignores_is_there_and_its_files_are_not(backend: Backend) -> None:
    backend.git("init", "-q")
    backend.write(".gitignore", "static/*\n.env\n")
    backend.write("static/secret.txt", "secret")
    backend.write(".env", "SECRET=1")
    backend.write(
        "app/main.py",
        "import os\nfrom fastapi import FastAPI\nfrom fastapi.staticfiles import StaticFiles\n"
        "app = FastAPI(title=','.join([*os.listdir('static'), str(os.path.exists('.env'))]))\n"
        "app.mount('/static', StaticFiles(directory='static'))\n",
    )
    probed = backend.ask()
    assert probed.openapi is not None
    assert probed.openapi["info"]["title"] == "False"


def test_what_may_be_run_may_be_run_as_the_application_is_imported(backend: Backend) -> None:
    backend.write("tools/name.sh", "#!/bin/sh\necho Shop\n")
    (backend.root / "tools/name.sh").chmod(0o755)
    backend.write(
        "app/main.py",
        "import os, subprocess\nfrom fastapi import FastAPI\n"
        "said = subprocess.run(['./tools/name.sh'], capture_output=True, text=True, check=True).stdout\n"
        "app = FastAPI(title=f\"{said.strip()} {os.access('app/main.py', os.X_OK)}\")\n",
    )
    probed = backend.ask()
    assert probed.failure is None
    assert probed.openapi is not None
    assert probed.openapi["info"]["title"] == "Shop False"
