"""Whatever the files of a back end, its document or its probe hold: a check ends soon and says something clear."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.digest import sha256
from specward.evidence.code import Code
from specward.packs.fastapi.interface.known_api import api_of
from specward.packs.fastapi.interface.paths import is_versioned
from specward.packs.fastapi.probing import probe_file
from specward.packs.fastapi.source.modules import read_module
from specward.packs.fastapi.source.suppressed import suppressions_in
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.check.report import Report

STRICT = "packs: [fastapi]\nfastapi:\n  profile: strict\n"
SECONDS = 6
"""Of processor time for a third of a megabyte, several times what is needed; what grows with its square takes more."""
MANY = 12_000
MAIN = "app/main.py"
MADE = "from fastapi import FastAPI\napp = FastAPI()\n"


def report_on(files: dict[str, str], configuration: str = STRICT) -> Report:
    project = Project(MemorySource({".specify/specward.yml": configuration, **files}))
    return check(project, Selection.of(project, RULES))


SOURCES = {
    "suppressions alone on their lines": "# spec: ignore FA110 -- x\n" * MANY,
    "a suppression before blanks": "x = 1  # spec: ignore" + " " * 300_000 + "!",
    "suppressions on one line": "x = 1" + "  # spec: ignore FA110" * MANY,
    "classes": "class C0: ...\n" + "".join(f"class C{n}(C{n - 1}): ...\n" for n in range(1, MANY)),
    "models": "".join(
        f"class M{n}(BaseModel):\n    class Config:\n        orm_mode = True\n" for n in range(MANY // 2)
    ),
    "imports and decorators": "".join(f"import m{n}\n@router.get(P)\ndef f{n}(): ...\n" for n in range(MANY)),
    "operations": MADE + "".join(f"@app.get('/v{'1' * 50}x')\ndef f{n}(): ...\n" for n in range(MANY // 2)),
    "generators": "async def f():\n    yield\n" * MANY,
    "dropped coroutines": "".join(f"async def f{n}(): ...\ndef g{n}():\n    f{n}()\n" for n in range(MANY // 2)),
    "parameters": "import a\ndef f(" + "".join(f"p{n}," for n in range(MANY)) + "):\n" + " a.b()\n" * (MANY // 4),
    "places in a long line": "import time\nasync def f(): é = 1; " + "time.sleep(1); " * MANY,
    "an f-string": "x = f'" + "{a}" * 100_000 + "'",
}


@pytest.mark.no_cover  # the time is that of the check alone
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_the_time_for_a_file_grows_with_its_size_alone(source: str) -> None:
    began = time.process_time()
    report_on({MAIN: source})
    assert time.process_time() - began < SECONDS


def test_a_version_in_a_path_is_looked_for_once() -> None:
    assert not is_versioned(f"/v{'1' * 60}x")
    assert is_versioned("/api/v1.2-3alpha4/items")
    assert is_versioned("/v2beta")


class TestSource:
    @pytest.mark.parametrize("encoding", ["punycode", "undefined", "rot13", "hex", "klingon"])
    def test_an_encoding_that_is_none_is_told_and_no_rule_fails(self, encoding: str) -> None:
        report = report_on({MAIN: f"# coding: {encoding}\nx = 1\n"})
        assert [one.location.path for one in report.findings if one.code == "FA002"] == [MAIN]
        assert all(not one.rule for one in report.undetermined)

    def test_characters_are_counted_alike_in_short_and_long_lines(self) -> None:
        line = "aé€😀" * 400
        code = Code(MAIN, f"{line[:50]}\n{line}")
        ends = [len(line[:count].encode("utf-8", "surrogatepass")) for count in range(51)]
        assert [code.characters(1, end) for end in ends] == [*range(51)]
        assert [code.characters(2, end) for end in ends] == [*range(51)]

    @pytest.mark.parametrize("quote", ["'", '"', "'''", '"""'])
    def test_an_f_string_that_takes_minutes_is_not_analysed(self, quote: str) -> None:
        project = Project(MemorySource({MAIN: f"x = rf{quote}{'{a}' * 40_000}{quote}"}))
        module = read_module(project, MAIN)
        assert module is not None
        assert module.unread is None or "f-strings" in module.unread.reason

    def test_a_comment_alone_silences_the_next_line_of_code_and_no_other(self) -> None:
        found = suppressions_in(Code(MAIN, "# spec: ignore FA110 -- a\n\n# more\nx = 1\n\n# spec: ignore FA111 -- b\n"))
        assert [one.lines for one in found] == [range(4, 5), range(6, 7)]


BROKEN = "x = = 1\n"


@pytest.mark.verifies("006-the-five-agents/AC-016", partial=True)
@pytest.mark.parametrize("level", [None, -1, 10**9, "x", True])
def test_a_tree_that_imports_from_nowhere_is_not_taken(level: object) -> None:
    nodes: list[Any] = [
        ["Module", "mod", None, {"body": [{"n": 1}], "type_ignores": []}],
        ["ImportFrom", "stmt", [1, 0, 1, 1], {"module": "a", "names": [{"n": 2}], "level": level}],
        ["alias", "alias", [1, 0, 1, 1], {"name": "b", "asname": None}],
    ]
    tree = {"digest": sha256(BROKEN.encode()).hexdigest(), "nodes": nodes}
    probe = json.dumps({"schema": probe_file.SCHEMA, "trees": {MAIN: tree}})
    report = report_on({MAIN: BROKEN, probe_file.PATH: probe})
    assert all(not one.rule for one in report.undetermined)
    assert ("FA002" in {one.code for one in report.findings}) is (level is not True)


def document(paths: dict[str, Any]) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": paths}


@pytest.mark.verifies("006-the-five-agents/AC-015", partial=True)
class TestDocument:
    def test_thousands_of_places_in_a_document_of_one_line_are_told_soon(self) -> None:
        text = json.dumps(document({f"/items/{n}": {"get": {}} for n in range(3_000)}))
        text = text.replace('"title"', f'"description": "{"x" * 4_000_000}", "title"')
        project = Project(
            MemorySource({".specify/specward.yml": f"{STRICT}  openapi: openapi.json\n", "openapi.json": text})
        )
        api = api_of(project)
        assert api is not None
        began = time.process_time()
        assert len({one.place() for one in api.operations}) == 3_000
        assert time.process_time() - began < 2

    def test_a_path_that_no_server_takes_is_no_operation(self) -> None:
        text = json.dumps(document({"/" + "a/" * 10_000: {"get": {}}, "/items": {"get": {}}}))
        project = Project(
            MemorySource({".specify/specward.yml": f"{STRICT}  openapi: openapi.json\n", "openapi.json": text})
        )
        api = api_of(project)
        assert api is not None
        assert [one.path for one in api.operations] == ["/items"]


@pytest.mark.parametrize("file", ["secret.txt", "nowhere.py", "nowhere\x1b[31m.py", ".git/config", "../../etc/passwd"])
def test_a_forged_probe_shows_no_file_but_python_that_is_there(file: str) -> None:
    rows = [{"path": "/items", "method": "GET", "file": file, "line": 1}]
    probe = {
        "schema": probe_file.SCHEMA,
        "application": "app.main:app",
        "digests": {MAIN: sha256(MADE.encode()).hexdigest()},
        "openapi": document({"/items": {"get": {"responses": {}}}}),
        "rows": rows,
    }
    report = report_on({MAIN: MADE, "secret.txt": "password = 1\n", probe_file.PATH: json.dumps(probe)})
    assert report.findings
    assert {one.location.path for one in report.findings} <= {MAIN, probe_file.PATH, ".specify/specward.yml"}


def test_why_an_application_failed_is_one_line() -> None:
    failure = {"kind": "error", "message": "first\nsecond", "help": "do\r\nthis"}
    found = probe_file.as_probed({"failure": failure}).failure
    assert found is not None
    assert (found.message, found.help) == ("first second", "do this")
