"""Which files are modules, and what of them is read."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING

import pytest

from specward.digest import sha256
from specward.packs.fastapi.probing import probe_file
from specward.packs.fastapi.source.expressions import argument, literal
from specward.packs.fastapi.source.modules import LARGEST, module_paths, read_module
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.packs.fastapi.source.module import Module

CONFIGURATION = ".specify/specward.yml"
ON = "packs: [fastapi]\n"
MAIN = "app/main.py"


def project_of(files: dict[str, str | bytes], configuration: str = ON) -> Project:
    return Project(MemorySource({CONFIGURATION: configuration, **files}))


def module_of(source: str | bytes) -> Module:
    module = read_module(project_of({MAIN: source}), MAIN)
    assert module is not None
    return module


class TestWhichFiles:
    def test_the_back_end_is_python_without_tests_migrations_and_environments(self) -> None:
        left_out = [
            "tests/test_main.py",
            "app/tests/fakes.py",
            "app/conftest.py",
            "app/test_main.py",
            "app/main_test.py",
            "alembic/env.py",
            "app/migrations/0001_first.py",
            ".venv/lib/site.py",
            "venv/lib/site.py",
            "templates/app/main.py",
            "app/thirdparty/melo/text.py",
            "third_party/a.py",
            "app/_vendor/six.py",
            "vendor/a.py",
            "app/main.txt",
        ]
        ours = ["app/api/items.py", "app/core/external/mail.py", MAIN, "main.py"]
        files: dict[str, str | bytes] = dict.fromkeys([*left_out, *ours], "")
        assert module_paths(project_of(files)) == ours

    def test_the_configuration_narrows_it(self) -> None:
        configuration = f"{ON}fastapi:\n  paths: ['backend/**/*.py']\ntrace:\n  tests: ['backend/checks/**']\n"
        files: dict[str, str | bytes] = dict.fromkeys(["backend/a.py", "backend/checks/b.py", "tools/c.py"], "")
        assert module_paths(project_of(files, configuration)) == ["backend/a.py"]

    def test_a_folder_that_is_left_out_elsewhere_counts_where_the_configuration_names_it(self) -> None:
        configuration = f"{ON}fastapi:\n  paths: ['**/*.py', 'shop/vendor/**']\n"
        files: dict[str, str | bytes] = dict.fromkeys(["shop/vendor/a.py", "shop/vendor/tests/b.py"], "")
        assert module_paths(project_of(files, configuration)) == ["shop/vendor/a.py"]

    def test_a_nested_project_is_left_to_itself(self) -> None:
        files: dict[str, str | bytes] = {MAIN: "", "apps/web/.specify/specward.yml": ON, "apps/web/main.py": ""}
        assert module_paths(project_of(files)) == [MAIN]

    def test_of_a_commit_under_way_only_what_it_touches(self) -> None:
        source = MemorySource({CONFIGURATION: ON, MAIN: "", "app/other.py": ""})
        project = Project(source, touched={"app/other.py", "app/gone.py"})
        assert module_paths(project) == ["app/other.py"]


class TestReading:
    def test_a_file_that_is_not_there_is_no_module(self) -> None:
        assert read_module(project_of({}), MAIN) is None

    def test_the_declared_encoding_counts_and_columns_are_characters(self) -> None:
        module = module_of("# coding: latin-1\nname = 'é'; call()\n".encode("latin-1"))
        (call,) = module.calls
        place = module.place(call.node)
        assert (place.start, place.end, place.excerpt) == ((2, 13), (2, 19), "name = 'é'; call()")

    def test_line_endings_of_any_kind_are_counted(self) -> None:
        module = module_of(b"a = 1\r\nb = 2\rcall()\n")
        assert module.place(module.calls[0].node).start == (3, 1)

    def test_a_byte_order_mark_is_no_code(self) -> None:
        assert module_of(b"\xef\xbb\xbfimport os\n").imports == {"os": "os"}

    @pytest.mark.parametrize(
        ("source", "said"),
        [
            (b"\xff = 1\n", "byte 0 is not utf-8"),
            (b"a = 1\0\n", "it holds a NUL byte"),
            (b"# coding: klingon\n", "there is no encoding klingon"),
            (b"#" * (LARGEST + 1), "it is larger than 2 MB"),
            (b"x = " + b"(" * 5_000 + b")" * 5_000, "too many nested parentheses"),
            (b"x = " + b"-" * 100_000 + b"1", ""),
        ],
        ids=["encoding", "nul", "unknown encoding", "large", "parentheses", "deep"],
    )
    def test_what_cannot_be_analysed_says_why_and_is_empty(self, source: bytes, said: str) -> None:
        module = module_of(source)
        assert module.unread is not None
        assert said in module.unread.reason
        assert not module.calls
        assert not module.tree.body

    def test_where_it_is_not_understood(self) -> None:
        module = module_of("a = 1\nasync = 2\n")
        assert module.unread is not None
        assert module.unread.line == 2

    def test_a_warning_of_the_parser_is_nobody_s(self, recwarn: pytest.WarningsRecorder) -> None:
        assert module_of('a = "\\d"\n').unread is None
        assert not recwarn


BROKEN = "x = = 1\n\n\n\n        call()\n"
"""No Python at all; what another interpreter has made of it is what the probe says."""


def probe_of(source: str, digest: str = "") -> str:
    """A probe that has parsed `call()` in place of what this Python cannot parse."""
    nodes = [
        ["Module", "mod", None, {"body": [{"n": 1}], "type_ignores": []}],
        ["Expr", "stmt", [5, 8, 5, 14], {"value": {"n": 2}}],
        ["Call", "expr", [5, 8, 5, 14], {"func": {"n": 3}, "args": [], "keywords": []}],
        ["Name", "expr", [5, 8, 5, 12], {"id": "call", "ctx": {"s": "Load"}}],
    ]
    tree = {"digest": digest or sha256(source.encode()).hexdigest(), "nodes": nodes}
    return json.dumps({"schema": probe_file.SCHEMA, "trees": {MAIN: tree}})


class TestNewerPython:
    @pytest.mark.verifies("006-the-five-agents/AC-016", partial=True)
    def test_it_is_read_as_the_project_s_own_interpreter_has_read_it(self) -> None:
        module = read_module(project_of({MAIN: BROKEN, probe_file.PATH: probe_of(BROKEN)}), MAIN)
        assert module is not None
        assert module.unread is None
        assert module.rests_on_probe
        assert [call.name for call in module.calls] == ["call"]
        assert module.place(module.calls[0].node).start == (5, 9)

    @pytest.mark.parametrize("digest", ["0" * 64, "no digest"])
    def test_a_tree_of_another_text_is_not_taken(self, digest: str) -> None:
        module = read_module(project_of({MAIN: BROKEN, probe_file.PATH: probe_of(BROKEN, digest)}), MAIN)
        assert module is not None
        assert module.unread is not None

    def test_a_tree_that_is_none_is_not_taken(self) -> None:
        tree = {"digest": sha256(BROKEN.encode()).hexdigest(), "nodes": [["Module", 1]]}
        probe = json.dumps({"schema": probe_file.SCHEMA, "trees": {MAIN: tree}})
        module = read_module(project_of({MAIN: BROKEN, probe_file.PATH: probe}), MAIN)
        assert module is not None
        assert module.unread is not None


class TestWhatIsSeen:
    def test_names_are_told_as_imported(self) -> None:
        module = module_of(
            "import time as t\nimport os.path\nfrom fastapi import Depends as D\nfrom .db import get\nfrom . import x\n"
            "t.sleep(1)\nos.path.join()\nD(get)\nx.y()\n(lambda: 1)()\n"
        )
        assert [call.name for call in module.calls] == ["time.sleep", "os.path.join", "fastapi.Depends", ".x.y", ""]
        assert module.name_of(module.calls[2].node.args[0]) == ".db.get"

    def test_calls_know_their_function_and_whether_they_are_awaited(self) -> None:
        module = module_of(
            "async def f(a=default()) -> hint():\n    await one()\n    two(await three())\n    lambda: four()\n"
            "    def g():\n        five()\n@decorated()\nclass C(base()):\n    six()\n    def m(o):\n        seven()\n"
        )
        told = {call.name: (call.function.node.name if call.function else "", call.awaited) for call in module.calls}
        assert told == {
            "default": ("", False),
            "hint": ("", False),
            "one": ("f", True),
            "two": ("f", False),
            "three": ("f", True),
            "four": ("f", False),
            "five": ("g", False),
            "decorated": ("", False),
            "base": ("", False),
            "six": ("", False),
            "seven": ("m", False),
        }
        owners = {function.node.name: function.owner and function.owner.node.name for function in module.functions}
        assert owners == {"f": None, "g": None, "m": "C"}

    def test_what_a_loop_repeats_is_in_it_and_what_it_loops_over_is_not(self) -> None:
        module = module_of(
            "for x in once():\n    a()\nelse:\n    after()\nwhile b():\n    c()\n"
            "[d() for y in first() if e() for z in f()]\n{g(): h() for y in start()}\n"
            "for x in y:\n    def inner():\n        free()\n"
        )
        repeated = {call.name for call in module.calls if call.in_loop}
        assert repeated == set("abcdefgh")
        assert {call.name for call in module.calls} - repeated == {"once", "after", "first", "start", "free"}

    def test_nodes_of_a_type_come_from_top_to_bottom(self) -> None:
        module = module_of("a = 1\nif a:\n    b = 2\nc = 3\n")
        assert [node.lineno for node in module.nodes(ast.Assign)] == [1, 3, 4]
        assert list(module.nodes(ast.While)) == []

    def test_handlers_say_what_they_catch(self) -> None:
        module = module_of(
            "from app import errors as e\ntry:\n    pass\nexcept (e.Gone, ValueError):\n    pass\nexcept:\n    pass\n"
        )
        assert [handler.caught for handler in module.handlers] == [("app.errors.Gone", "ValueError"), ()]

    def test_a_route_is_a_function_under_a_decorator_with_a_path(self) -> None:
        module = module_of(
            "from fastapi import APIRouter\nrouter = APIRouter()\nPATH = '/p'\n"
            "@router.get('/a')\n@router.post(path='/b')\ndef a(): ...\n"
            "@router.api_route('/c', methods=['PUT', 'PATCH'])\nasync def c(): ...\n"
            "@router.get(PATH)\ndef p(): ...\n@cache.get('key')\ndef not_one(): ...\n@router.get\ndef nor_this(): ...\n"
        )
        assert [(route.function.node.name, route.methods, route.path) for route in module.routes] == [
            ("a", ("get",), "/a"),
            ("a", ("post",), "/b"),
            ("c", ("put", "patch"), "/c"),
            ("p", ("get",), None),
        ]

    def test_a_decorator_of_such_a_name_in_another_framework_makes_no_route(self) -> None:
        assert (
            module_of("from slack_bolt import App\napp = App()\n@app.options(NAMES.one)\ndef f(): ...\n").routes == []
        )

    def test_the_place_of_a_name_is_that_of_the_name(self) -> None:
        module = module_of("class  Ab(Base):\n    async def  get(self): ...\n")
        assert module.header(module.classes[0].node)[1:3] == ((1, 8), (1, 10))
        assert module.header(module.functions[0].node)[1:3] == ((2, 16), (2, 19))

    def test_arguments_are_found_by_name_or_position(self) -> None:
        (call,) = module_of("f('a', *rest, b, key='k')\n").calls
        assert literal(argument(call.node, "first", 0)) == "a"
        assert argument(call.node, "third", 2) is None
        assert literal(argument(call.node, "key")) == "k"
        assert literal(argument(call.node, "key", 0)) == "k"
