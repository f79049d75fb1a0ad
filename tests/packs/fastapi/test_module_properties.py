"""Whatever stands in a Python file: it is read or said not to be, each place lies in it, and its outline survives."""

from __future__ import annotations

import ast
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from specward.packs.fastapi.source.modules import read_module
from specward.packs.fastapi.source.outline import outline_from
from specward.packs.fastapi.source.outlines import outlines
from specward.packs.fastapi.source.outlining import outline_of
from specward.packs.fastapi.source.suppressed import suppressions_in
from specward.project import Project
from specward.sources.memory import MemorySource

PATH = "app/a.py"
LINES = (
    "import os, json as j",
    "from fastapi import APIRouter, FastAPI",
    "from .b import *",
    "from . import é",
    "router = APIRouter(prefix='/é')",
    "app: FastAPI = FastAPI(**settings)",
    "app.include_router(router, tags=['a'])",
    "@router.get('/é/{id}', status_code=204)",
    "@app.exception_handler(Gone)",
    "async def f(é, *, a=os.environ['X'], **kw):",
    "class Gone(Exception, metaclass=M[int]):",
    "    raise Gone from None",
    "    return await g(x for x in h(os.getenv(name)))",
    "try:",
    "    pass",
    "except (a.B, C()):",
    "except* E:",
    "for x in y: z()",
    "while (w := v()):",
    "lambda: (yield)",
    'f"{a!r:>{width}} {b()}"',
    "match p:",
    "    case {'a': [1, *rest], **more} | A(b=c): q()",
    "x = 'é' # spec: ignore FA101 -- é",
    "# spec: ignore-file FA002, layer-cycle -- all of it",
    '"""# spec: ignore FA101 -- not here"""',
    "\\",
    "\t",
    "",
)
BLOCKS = (
    "import os, json as j\nfrom fastapi import APIRouter, FastAPI\nfrom . import é",
    "class Gone(Exception, metaclass=M[int]):\n    é: int = a()\n    def m(self, b=c()) -> d(): raise Gone",
    "@router.get('/é/{id}')\nasync def f(x=os.environ['X'], **k):\n    return await g(h() for _ in y)",
    "try:\n    z()\nexcept (a.B, C()) as error:\n    raise\nelse:\n    w()",
    "for x in y():\n    while (w := v()):\n        [p(q) for q in r() if s() for t in u()]\n    else: o()",
    "match p:\n    case {'a': [1, *rest], **more} | A(b=c): q()\n    case _: lambda: (yield)",
    "x = 'é'; y(  # spec: ignore FA101 -- é\n    1)",
    "app = FastAPI(**settings)\napp.add_middleware(M)\napp.include_router(router, tags=['a'])\nos.getenv('é')",
    'f"{a!r:>{width}} {b()}"\n\f\nz = """\n# spec: ignore FA101 -- not here\n"""',
    "# spec: ignore-file FA002, layer-cycle -- all of it",
)
SOUND = st.lists(st.sampled_from(BLOCKS), max_size=8).map("\n".join)
BROKEN = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), max_size=25).map("\n".join)
TEXTS = st.one_of(SOUND, SOUND, BROKEN)
WHATEVER = st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=200))


@settings(deadline=None, max_examples=200)
@given(WHATEVER)
def test_any_file_is_read_or_said_not_to_be(data: bytes) -> None:
    module = read_module(Project(MemorySource({PATH: data})), PATH)
    assert module is not None
    assert module.unread is None or not module.tree.body
    places = [module.place(node) for node in ast.walk(module.tree) if hasattr(node, "lineno")]
    places += [module.header(one.node) for one in module.classes]
    places += [module.header(one.node) for one in module.functions]
    places += [suppression.place.location() for suppression in suppressions_in(module.code)]
    for place in places:
        line = module.code.lines[place.start.line - 1]
        assert 1 <= place.start.column <= place.end.column <= len(line) + 1


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_each_node_is_seen_once_and_calls_are_those_of_the_tree(text: str) -> None:
    module = read_module(Project(MemorySource({PATH: text})), PATH)
    assert module is not None
    walked = list(ast.walk(module.tree))
    assert {call.node for call in module.calls} == {node for node in walked if isinstance(node, ast.Call)}
    assert len(module.calls) == len({call.node for call in module.calls})
    assert [one.node for one in module.classes] == list(module.nodes(ast.ClassDef))
    assert len(module.functions) == sum(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in walked)


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_an_outline_is_the_same_after_it_was_kept(text: str) -> None:
    project = Project(MemorySource({PATH: text}))
    module = read_module(project, PATH)
    assert module is not None
    outline = outline_of(module)
    assert outline_from(json.loads(json.dumps(outline))) == outline
    assert outlines(project) == {PATH: outline}
