"""How often rules of the pack tell the same: once a place, once a file, or once of a whole back end."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from specward.finding import Severity
from specward.packs.fastapi.source.modules import read_module
from specward.project import Project
from specward.rules.fastapi import (
    delete_status,
    exception_text_leaked,
    file_not_analysed,
    free_form_body,
    mixed_trailing_slash,
    response_without_schema,
    swallowed_exception,
    sync_engine_in_async,
    write_without_role,
)
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from types import ModuleType

    from specward.rule import Fault

pytestmark = pytest.mark.verifies("006-the-five-agents/AC-018", partial=True)

SILENT: dict[str, Any] = {"responses": {"200": {"description": "OK", "content": {"application/json": {"schema": {}}}}}}
SAYING: dict[str, Any] = {"responses": {"204": {"description": "Done"}}}
FREE: dict[str, Any] = {
    "requestBody": {"content": {"application/json": {"schema": {"type": "object", "additionalProperties": True}}}},
    **SAYING,
}
PATH = "app/api.py"


def probed(operations: dict[str, tuple[str, dict[str, Any]]], dependencies: tuple[str, ...] = ()) -> Project:
    """A back end whose application was probed: each operation with the name of its function."""
    functions = list(dict.fromkeys(function for function, _ in operations.values()))
    code = "# The shop\n" + "".join(f"def {function}(): ...\n" for function in functions)
    paths: dict[str, Any] = {}
    rows = []
    for name, (function, operation) in operations.items():
        method, _, path = name.partition(" ")
        paths.setdefault(path, {})[method.lower()] = operation
        known = {"path": path, "method": method, "file": PATH, "function": f"app.api.{function}"}
        rows.append({**known, "line": functions.index(function) + 2, "dependencies": list(dependencies)})
    probe = {
        "schema": "specward/fastapi-probe/v1",
        "application": "app.api:app",
        "openapi": {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": paths},
        "rows": rows,
        "digests": {PATH: hashlib.sha256(code.encode()).hexdigest()},
    }
    return holding({".specify/fastapi/probe.json": json.dumps(probe), PATH: code})


def holding(files: dict[str, str], profile: str = "core") -> Project:
    configuration = f"packs: [fastapi]\nfastapi: {{profile: {profile}}}\n"
    return Project(MemorySource({".specify/specward.yml": configuration, **files}))


def documented(operations: dict[str, dict[str, Any]], profile: str = "core") -> Project:
    paths: dict[str, Any] = {}
    for name, operation in operations.items():
        method, _, path = name.partition(" ")
        paths.setdefault(path, {})[method.lower()] = operation
    document = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": paths}
    configuration = f"packs: [fastapi]\nfastapi: {{openapi: openapi.json, profile: {profile}}}\n"
    return Project(MemorySource({".specify/specward.yml": configuration, "openapi.json": json.dumps(document)}))


def told(rule: ModuleType, project: Project) -> list[tuple[int, str]]:
    return [(fault.place.location().start.line, fault.message) for fault in rule.check.function(project, project)]


def of_file(rule: ModuleType, code: str, profile: str = "core") -> list[Fault]:
    project = holding({PATH: code}, profile)
    module = read_module(project, PATH)
    assert module
    return list(rule.check.function(module, project))


class TestPlaces:
    def test_a_function_of_a_router_that_is_included_twice_is_told_of_once(self) -> None:
        twice = {
            "POST /a/items": ("create", FREE),
            "POST /b/items": ("create", FREE),
            "POST /b/other": ("other", FREE),
        }
        assert told(free_form_body, probed(twice)) == [
            (2, "POST /a/items takes any object as its body (and 1 more operation)"),
            (3, "POST /b/other takes any object as its body"),
        ]

    def test_so_are_its_answers_and_its_slash(self) -> None:
        twice = {f"GET /{number}/{what}/": (f"list_{what}", SILENT) for number in "abc" for what in ("items", "orders")}
        assert [line for line, _ in told(response_without_schema, probed(twice))] == [2, 3]
        singles = {f"GET /{number}/items/{{id}}": ("one", SAYING) for number in "abc"}
        others = {f"GET /{what}{end}": (what, SAYING) for what in ("x", "y", "z", "v") for end in ("", "/{id}")}
        ((line, message),) = told(mixed_trailing_slash, probed({**twice, **singles, **others}))
        assert (line, message.rpartition(" (")[2]) == (2, "and 2 more operations)")

    def test_of_the_paths_of_a_document_each_is_told(self) -> None:
        project = documented({"POST /a/items": FREE, "POST /b/items": FREE})
        assert len(told(free_form_body, project)) == 2


class TestManyOperations:
    @pytest.mark.parametrize(("silent", "others", "count"), [(24, 60, 24), (25, 600, 1), (9, 0, 9), (10, 0, 1)])
    def test_of_many_that_say_nothing_one_finding_tells_whatever_their_share(
        self, silent: int, others: int, count: int
    ) -> None:
        given = {f"GET /s/{number}x": SILENT for number in range(silent)}
        given |= {f"GET /o/{number}x": SAYING for number in range(others)}
        assert len(told(response_without_schema, documented(given))) == count
        assert len(told(response_without_schema, documented(given, "seed"))) == silent

    def test_so_it_is_of_those_that_delete(self) -> None:
        given = {f"DELETE /s/{number}x": SILENT for number in range(25)}
        given |= {f"DELETE /o/{number}x": SAYING for number in range(60)}
        assert len(told(delete_status, documented(given))) == 1
        assert len(told(delete_status, documented(given, "strict"))) == 25


class TestFiles:
    SYNC = "from fastapi import APIRouter\nfrom sqlalchemy.orm import Session\nrouter = APIRouter()\n"
    WAITS = "@router.get('/{0}')\nasync def f{0}(db: Session) -> int:\n    return db.execute('x')\n"
    LEAK = (
        "from fastapi import HTTPException\ndef f(g):\n    try:\n        g()\n"
        "    except Exception as error:\n        raise HTTPException({}, str(error))\n"
    )

    def test_what_a_file_does_time_and_again_is_told_once_with_the_others_related(self) -> None:
        (fault,) = of_file(sync_engine_in_async, self.SYNC + "".join(map(self.WAITS.format, range(4))))
        assert fault.message == "`f0` is asynchronous, and this session is not (and 3 more in this file)"
        assert [place.location().start.line for place in fault.related] == [9, 12, 15]

    def test_the_gravest_is_what_is_told(self) -> None:
        (fault,) = of_file(exception_text_leaked, self.LEAK.format(400) + self.LEAK.format(500))
        assert (fault.place.location().start.line, fault.severity) == (12, None)

    def test_one_alone_is_told_as_it_is(self) -> None:
        (fault,) = of_file(sync_engine_in_async, self.SYNC + self.WAITS.format(1))
        assert "more" not in fault.message

    def test_what_is_ignored_on_one_line_is_still_told_of_the_others(self) -> None:
        ignored = self.WAITS.format(0).replace("('x')", "('x')  # spec: ignore FA143 -- it is short")
        assert len(of_file(sync_engine_in_async, self.SYNC + ignored + self.WAITS.format(1))) == 2


class TestFilesThatAreNotAnalysed:
    def test_a_newer_python_is_told_once_with_the_first_files(self) -> None:
        (fault,) = file_not_analysed.check.function(
            project := holding({f"app/{name}.py": "x = 1\ntype = = 1\n" for name in "abcde"}), project
        )
        assert fault.message.startswith("5 files are not analysed, app/a.py, app/b.py, app/c.py and 2 more: Python 3.")
        assert (fault.place.location().path, fault.place.location().start.line) == ("app/a.py", 2)
        assert [place.location().path for place in fault.related] == [f"app/{name}.py" for name in "bcde"]
        assert "`spec fastapi probe`" in fault.help
        assert "`fastapi.python`" in fault.help

    def test_two_are_told_each(self) -> None:
        project = holding({f"app/{name}.py": "type = = 1\n" for name in "ab"})
        assert len(list(file_not_analysed.check.function(project, project))) == 2

    def test_what_no_python_could_read_is_told_each_with_what_mends_it(self) -> None:
        files: dict[str, str | bytes] = {f"app/{name}.py": "type = = 1\n" for name in "abc"}
        files |= {"app/nul.py": "x = 1\0\n", "app/odd.py": b"x = '\xff\xfe'\n", "app/large.py": "#" + "x" * 2_000_001}
        project = Project(MemorySource({".specify/specward.yml": "packs: [fastapi]\n", **files}))
        helps = {
            fault.place.location().path: fault.help for fault in file_not_analysed.check.function(project, project)
        }
        assert sorted(helps) == ["app/a.py", "app/large.py", "app/nul.py", "app/odd.py"]
        assert helps["app/nul.py"].startswith("take the NUL")
        assert helps["app/odd.py"].startswith("save it as UTF-8")
        assert helps["app/large.py"].startswith("keep data in a file of its own")
        assert not any("probe" in helps[f"app/{name}.py"] for name in ("nul", "odd", "large"))

    def test_one_that_is_ignored_or_that_its_own_python_refused_is_told_by_itself(self) -> None:
        files = {f"app/{name}.py": "type = = 1\n" for name in "abcde"}
        files["app/a.py"] = "# spec: ignore-file FA002 -- a template\ntype = = 1\n"
        probe = {"schema": "specward/fastapi-probe/v1", "python": "3.14.1", "unparsed": {"app/b.py": "invalid syntax"}}
        project = holding({**files, ".specify/fastapi/probe.json": json.dumps(probe)})
        several, ignored, refused = file_not_analysed.check.function(project, project)
        assert several.message.startswith("3 files are not analysed, app/c.py, app/d.py, app/e.py: ")
        assert [one.place.location().path for one in (ignored, refused)] == ["app/a.py", "app/b.py"]
        assert refused.help.startswith("mend it: Python 3.14.1")

    def test_at_a_commit_under_way_only_what_it_touches_is_looked_at(self) -> None:
        files = {f"app/{name}.py": "type = = 1\n" for name in "abcd"}
        source = MemorySource({".specify/specward.yml": "packs: [fastapi]\n", **files})
        project = Project(source, touched={"app/b.py"})
        (fault,) = file_not_analysed.check.function(project, project)
        assert fault.place.location().path == "app/b.py"


def test_what_drops_an_exception_and_is_not_bare_is_told_under_the_stricter_profiles() -> None:
    code = "def f(send):\n    try:\n        send(1)\n    except {}:\n        pass\n"
    assert len(of_file(swallowed_exception, code.format("").replace(" :", ":"))) == 1
    assert of_file(swallowed_exception, code.format("Exception")) == []
    (fault,) = of_file(swallowed_exception, code.format("Exception"), "seed")
    assert fault.severity is Severity.INFO


@pytest.mark.parametrize(
    ("dependency", "is_told"),
    [
        ("app.auth.get_current_user", True),
        ("app.auth.get_current_user.<locals>.inner", False),
        ("app.auth.<lambda>", False),
        ("functools.partial", False),
    ],
)
def test_what_a_dependency_was_made_with_may_be_the_role(dependency: str, is_told: bool) -> None:
    operation = {"security": [{"bearer": []}], **SAYING}
    project = probed({"PUT /items/{id}": ("change", operation)}, (dependency,))
    stricter = Project(
        MemorySource(
            {path: (project.source.read(path) or b"").decode() for path in (".specify/fastapi/probe.json", PATH)}
            | {".specify/specward.yml": "packs: [fastapi]\nfastapi: {profile: seed}\n"}
        )
    )
    assert bool(told(write_without_role, stricter)) is is_told
