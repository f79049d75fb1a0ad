"""The probe on applications that do what they should not: bounded, reported, and nothing of the project is lost."""

from __future__ import annotations

import os
import signal
import sys
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import pytest
from tests.packs.fastapi.backend import APPLICATION

from specward.bounded import Ended
from specward.packs.fastapi.probing.answers import Run, understood
from specward.packs.fastapi.probing.probe import plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.packs.fastapi.backend import Backend

    from specward.packs.fastapi.probing.probed import Failure

pytestmark = pytest.mark.usefixtures("unmeasured")

SHORT = 1


def failing(backend: Backend, text: str, seconds: float = 20) -> Failure:
    """How an application with this text fails; the project is as it was afterwards."""
    backend.write("app/main.py", text)
    backend.configure(app="app.main:app")
    before = backend.files()
    probed = backend.ask(seconds)
    assert backend.files() == before
    assert probed.failure is not None
    return probed.failure


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_an_endless_loop_is_ended_when_its_time_is_up_and_its_line_is_told(backend: Backend) -> None:
    text = "import time\n\nwhile True:\n    time.sleep(0)\n"
    failure = failing(backend, text, SHORT)
    assert (failure.kind, failure.message, failure.file) == (
        "timeout",
        "it was not imported within 1 s",
        "app/main.py",
    )
    assert failure.line in {3, 4}


@pytest.mark.verifies("006-the-five-agents/AC-014")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import sys\nsys.exit(0)\n", "it ends itself by sys.exit(0)"),
        ("import os\nos._exit(0)\n", "the process ended with status 0 before it answered"),
        ("import os\nos._exit(7)\n", "the process ended with status 7 before it answered"),
        (
            "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n",
            "the process was ended by SIGKILL before it answered",
        ),
    ],
)
def test_an_application_that_ends_the_process_has_failed(backend: Backend, text: str, message: str) -> None:
    failure = failing(backend, text)
    assert (failure.kind, failure.message, failure.file) == ("exit", message, "app/main.py")


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_what_an_application_forks_is_gone_when_the_probe_ends_even_what_has_a_session_of_its_own(
    backend: Backend,
) -> None:
    told = f"{APPLICATION}\nimport os, signal, time\n"
    told += "for away in (False, True):\n    if os.fork() == 0:\n        if away:\n            os.setsid()\n"
    told += "        signal.signal(signal.SIGTERM, signal.SIG_IGN)\n        while True:\n            time.sleep(1)\n"
    told += "ready, ends = os.pipe()\nif os.fork() == 0:\n    os.setsid()\n    child = os.fork()\n    if child == 0:\n"
    told += "        os.setsid()\n        os.write(ends, str(os.getpid()).encode().rjust(9))\n"
    told += "    while True:\n        time.sleep(1)\napp.title = os.read(ready, 9).decode()\n"
    backend.write("app/main.py", told)
    probed = backend.ask()
    assert probed.failure is None
    assert probed.openapi is not None
    assert not is_alive(int(probed.openapi["info"]["title"]))


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_a_child_that_comes_back_from_the_import_does_not_answer(backend: Backend) -> None:
    backend.write(
        "app/main.py", f"{APPLICATION}\nimport os\nif os.fork() == 0:\n    app.title = 'Child'\nelse:\n    os.wait()\n"
    )
    probed = backend.ask()
    assert probed.openapi is not None
    assert probed.openapi["info"]["title"] == "Shop"


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_an_application_that_deletes_its_folder_deletes_a_copy(backend: Backend) -> None:
    backend.write("app/main.py", f"{APPLICATION}\nimport os, shutil\nshutil.rmtree(os.getcwd())\n")
    before = backend.files()
    probed = backend.ask()
    assert backend.files() == before
    assert [row.path for row in probed.rows] == ["/items"]


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_an_application_that_closes_every_file_is_heard_all_the_same(backend: Backend) -> None:
    backend.write("app/main.py", f"{APPLICATION}\nimport os\nos.closerange(0, 256)\n")
    assert [row.path for row in backend.ask().rows] == ["/items"]


def test_threads_and_what_is_left_for_the_end_are_not_waited_for(backend: Backend) -> None:
    tail = "import atexit, threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\n"
    backend.write("app/main.py", f"{APPLICATION}\n{tail}atexit.register(time.sleep, 60)\n")
    assert backend.ask(15).failure is None


def test_nothing_outside_of_the_copy_is_written_nor_killed_where_the_kernel_can_see_to_it(
    backend: Backend, tmp_path: Path
) -> None:
    backend.write("app/main.py", APPLICATION)
    if not backend.ask().confined:
        pytest.skip("no Landlock")
    text = f"open({str(tmp_path / 'outside')!r}, 'w')\n"
    assert failing(backend, text).message.startswith("PermissionError")
    assert not (tmp_path / "outside").exists()
    text = f"import shutil\nshutil.rmtree({str(backend.root)!r})\n"
    assert failing(backend, text).message.startswith("PermissionError")
    text = f"import os\nos.kill({os.getpid()}, {signal.SIGTERM.value})\n"
    assert failing(backend, text).message.startswith("PermissionError")


ANSWERS = """import json, os
path = os.path.join(os.getcwd(), "..", "answers", "application.json")
"""


@pytest.mark.verifies("006-the-five-agents/AC-014")
@pytest.mark.parametrize(
    "forged",
    [
        "open(path, 'w').write('[1]')",
        "open(path, 'w').write('[' * 100_000)",
        "open(path, 'w').write(json.dumps({'openapi': 3, 'rows': {'a': 1}}))",
        "os.symlink('/etc/passwd', path)",
        "os.mkfifo(path)",
        "os.mkdir(path)",
    ],
)
def test_a_forged_answer_that_makes_no_sense_is_no_answer(backend: Backend, forged: str) -> None:
    assert failing(backend, f"{ANSWERS}{forged}\nos._exit(0)\n").kind in {"answer", "exit"}


def test_a_forged_answer_names_no_file_outside_of_the_project(backend: Backend) -> None:
    row = {"path": "/a", "method": "GET", "file": "../../etc/passwd", "line": 3}
    other = {"path": "/b", "method": "GET", "file": "app/nowhere.py", "line": 3}
    answer = {"openapi": {}, "rows": [row, other, 7], "trees": {"/etc/passwd": []}}
    backend.write("app/main.py", f"{ANSWERS}open(path, 'w').write(json.dumps({answer!r}))\nos._exit(0)\n")
    backend.configure(app="app.main:app")
    probed = backend.ask()
    assert [(row.path, row.file, row.line) for row in probed.rows] == [("/a", "", 0), ("/b", "", 0)]
    assert probed.trees == {}


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_what_it_raises_is_told_with_its_line_and_the_projects_part_of_the_traceback(backend: Backend) -> None:
    text = "def start():\n    raise RuntimeError('no\\nluck')\n\nstart()\n"
    failure = failing(backend, text)
    assert failure[:2] == ("error", "RuntimeError: no luck")
    assert (failure.file, failure.line) == ("app/main.py", 2)
    assert failure.tail.startswith('Traceback (most recent call last):\n  File "app/main.py", line 4, in <module>')


SETTINGS = """from pydantic import BaseModel


class BaseSettings(BaseModel):
    def __init__(self, **values: str) -> None:
        super().__init__(**values)


class Settings(BaseSettings):
    model_config = {"env_prefix": "SHOP_"}
    secret: str


Settings()
"""
"""As `pydantic_settings` does it, which the tests do not have."""


@pytest.mark.verifies("006-the-five-agents/AC-013")
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import os\nKEY = os.environ['SECRET_KEY']\n", "SECRET_KEY"),
        ("raise RuntimeError('DATABASE_URL is not set')\n", "DATABASE_URL"),
        (SETTINGS, "SHOP_SECRET"),
    ],
)
def test_a_missing_variable_is_named_with_the_file_that_may_give_it(backend: Backend, text: str, names: str) -> None:
    failure = failing(backend, text)
    assert failure[:2] == ("missing-variable", f"it needs {names} in its environment")
    assert failure.help == f"give {names} a value in .env.example, or name another file as `fastapi.env-file`"


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_a_missing_module_is_named_with_the_interpreter_that_lacks_it(backend: Backend) -> None:
    failure = failing(backend, "import nowhere_at_all.orm\n")
    assert failure[:2] == ("missing-module", "there is no module nowhere_at_all")
    assert failure.help.startswith("install it for .venv/bin/python")


@pytest.mark.verifies("006-the-five-agents/AC-013")
@pytest.mark.parametrize("text", ["app = 3\n", "other = 1\n"])
def test_what_is_no_application_is_said_to_be_none(backend: Backend, text: str) -> None:
    assert failing(backend, text).kind == "no-app"


@pytest.mark.verifies("006-the-five-agents/AC-013")
def test_a_function_that_makes_an_application_from_something_is_told_with_what_it_wants(backend: Backend) -> None:
    failure = failing(backend, "def app(settings, *more, debug, kind='a', **rest): ...\n")
    assert failure[:2] == ("no-app", "app cannot be called without settings, debug")
    assert "what makes one from nothing" in failure.help


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_a_document_that_cannot_be_made_is_a_failure_and_the_operations_stay(backend: Backend) -> None:
    backend.write("app/main.py", f"{APPLICATION}\napp.openapi = lambda: 1 / 0\n")
    probed = backend.ask()
    assert probed.failure is not None
    assert probed.failure[:2] == ("openapi", "ZeroDivisionError: division by zero")
    assert [row.path for row in probed.rows] == ["/items"]


@pytest.mark.verifies("006-the-five-agents/AC-014")
@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        (
            "app = FastAPI(contact={'url': []})\n",
            "ValidationError: * for OpenAPI: info.contact.url",
            "mend what the application is made with, as in `FastAPI(…)`: info.contact.url",
        ),
        (
            (
                "class Item(BaseModel):\n    model_config = ConfigDict(json_schema_extra={'properties': 3})\n\n\n"
                "app = FastAPI()\n\n\n@app.get('/')\ndef read() -> Item: ...\n"
            ),
            "ValidationError: * for OpenAPI: components.schemas.Item.Schema.properties",
            "mend the model Item: what it adds to its schema",
        ),
        (
            (
                "class Item(BaseModel):\n    run: Callable[[], int]\n\n\n"
                "app = FastAPI()\n\n\n@app.post('/')\ndef write(item: Item) -> int: ...\n"
            ),
            "PydanticInvalidForJsonSchema: Cannot generate a JsonSchema for core_schema.CallableSchema",
            "mend the model or the operation that raised it",
        ),
    ],
    ids=["info", "model", "type"],
)
def test_of_a_document_that_cannot_be_made_one_line_says_what_is_wrong_in_it(
    backend: Backend, text: str, message: str, help_: str
) -> None:
    imports = "from typing import Callable\nfrom fastapi import FastAPI\nfrom pydantic import BaseModel, ConfigDict\n"
    failure = failing(backend, f"{imports}\n\n{text}")
    assert (failure.kind, failure.help) == ("openapi", help_)
    assert fnmatchcase(failure.message, message)


@pytest.mark.verifies("006-the-five-agents/AC-013")
@pytest.mark.parametrize(
    ("settings", "is_newer"),
    [
        ('[project]\nrequires-python = ">=3.99,<4"\n', True),
        ('[tool.poetry.dependencies]\npython = "^3.99"\n', True),
        ('[project]\nrequires-python = ">=3.8"\n', False),
        ("[project]\nrequires-python = 3\n", False),
        ("[", False),
    ],
)
def test_where_the_project_asks_for_a_newer_python_a_failure_says_so(
    backend: Backend, settings: str, is_newer: bool
) -> None:
    backend.write("pyproject.toml", settings)
    failure = failing(backend, f"{APPLICATION}\nimport nowhere_at_all\n")
    python = ".".join(map(str, sys.version_info[:3]))
    assert failure.help.startswith(f".venv/bin/python is Python {python}, and pyproject.toml asks for") is is_newer


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_what_is_no_python_is_told_from_an_application_that_fails(backend: Backend) -> None:
    (backend.root / ".venv").unlink()
    backend.write(".venv/bin/python", "#!/bin/sh\necho no such library >&2\nexit 5\n")
    (backend.root / ".venv/bin/python").chmod(0o755)
    failure = backend.ask().failure
    assert failure is not None
    assert failure[:2] == ("interpreter", ".venv/bin/python ended with status 5 before it came to the application")
    assert failure.help == "mend the environment, or name another interpreter as `fastapi.python`"
    assert failure.tail == "no such library\n"


def test_what_it_printed_before_it_ended_the_process_is_told(backend: Backend) -> None:
    assert failing(backend, "import os\nprint('out of memory')\nos._exit(1)\n").tail == "out of memory\n"


def test_how_many_processes_could_not_be_ended_is_told(backend: Backend, tmp_path: Path) -> None:
    project = backend.project
    planned = plan(project, str(backend.root))
    run = Run(
        *planned, Ended(0, b"", b"", survivors=2), copy=str(tmp_path), answers=str(tmp_path), seconds=1, left_out=0
    )
    assert understood(project, run).survivors == 2
