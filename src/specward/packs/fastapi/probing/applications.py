"""Applications found by reading the source: `app = FastAPI(…)`, or functions that make one."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from specward.packs.fastapi.backend import backend_files
from specward.packs.fastapi.source.bodies import is_main
from specward.packs.fastapi.source.expressions import argument
from specward.packs.fastapi.source.modules import read_module
from specward.packs.fastapi.source.outline import APPLICATION
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project


class Application(NamedTuple):
    """An application, as it is imported."""

    folder: str
    """What it is imported from, relative to the project; empty for its root."""
    module: str
    """`app.main`."""
    attribute: str
    """`app`, or `create_app()` for a function that makes it."""
    path: str
    """The file of the module, relative to the project."""
    line: int = 1

    @property
    def name(self) -> str:
        """As `fastapi.app` names it: `app.main:app`, with a folder before it where it is not the root."""
        return f"{self.folder}/" * bool(self.folder) + f"{self.module}:{self.attribute}"

    @property
    def working(self) -> str:
        """The folder that it is started in: the one that it is imported from, or the one around `src`."""
        head, _, last = self.folder.rpartition("/")
        return head if last == "src" else self.folder


def found_applications(project: Project) -> list[Application]:
    """Every application that stands at the top of a file; where there is none, every function that makes one."""
    files = set(project.source.files())
    read = list(_mentioning(project, {"FastAPI"}))
    makers = [(module, function) for module in read for function in _makers(module)]
    names = {function.name for _, function in makers}
    known = {module.path for module in read}
    read += [module for module in _mentioning(project, names) if module.path not in known] if names else []
    mounted = {name for module in read for name in _mounted(module)}
    found = [_application(module, name, line, files) for module in read for name, line in _assigned(module, names)]
    applications = [
        one for one in found if not mounted & {(one.path, one.attribute), ("", f"{one.module}.{one.attribute}")}
    ]
    return applications or [
        _application(module, f"{function.name}()", function.lineno, files)
        for module, function in makers
        if len(function.args.args) == len(function.args.defaults) and None not in function.args.kw_defaults
    ]


def by_operations(project: Project, applications: list[Application]) -> list[tuple[Application, int]]:
    """Each application with the operations that are found to be its own; those with most first.

    Where nobody can tell which routers are included, as in a loop, that any are counts.
    """
    from specward.packs.fastapi.source.included import routing_of

    routing = routing_of(project)

    def rank(one: Application) -> tuple[int, int]:
        made = [(path, name) for path, name in routing.applications if path == one.path]
        named = [variable for variable in made if variable[1] == one.attribute]
        outline = routing.outlines.get(one.path)
        included = len(outline.inclusions) if outline else 0
        return sum(map(routing.reached_from, named or made)), included

    ranked = [(one, rank(one)) for one in applications]
    return [(one, known) for one, (known, _) in sorted(ranked, key=lambda pair: pair[1], reverse=True)]


def unparsed_files(project: Project) -> list[str]:
    """The files that may hold an application and that were not parsed."""
    return [module.path for module in _mentioning(project, {"FastAPI"}) if module.unread]


def _mentioning(project: Project, words: set[str]) -> Iterator[Module]:
    """Each file of the back end that holds one of some words."""
    wanted = [word.encode() for word in words]
    for path in backend_files(project):
        try:
            data = project.source.read(path) or b""
            module = read_module(project, path) if any(word in data for word in wanted) else None
        except UnreadableFile:
            continue
        if module:
            yield module


def _makers(module: Module) -> Iterator[ast.FunctionDef]:
    """The functions at the top of a file that answer with an application which they make."""
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef):
            made = {name for name, value in _assignments(ast.walk(node)) if _makes(module, value)}
            returned = [inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return)]
            if any(_makes(module, value) or (isinstance(value, ast.Name) and value.id in made) for value in returned):
                yield node


def _assigned(module: Module, makers: set[str]) -> Iterator[tuple[str, int]]:
    """The names at the top of a file that an application is assigned to, and where."""
    for name, value in _assignments(_top(module.tree.body)):
        called = module.name_of(value.func) if isinstance(value, ast.Call) else ""
        if called in APPLICATION or called.rpartition(".")[2] in makers:
            yield name, value.lineno


def _mounted(module: Module) -> Iterator[tuple[str, str]]:
    """What is mounted in an application: with the file for a name of its own, without for what is imported."""
    for call in module.calls:
        if call.name.endswith(".mount"):
            name = module.name_of(argument(call.node, "app", 1))
            yield ("", name) if "." in name else (module.path, name)


def _makes(module: Module, value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and module.name_of(value.func) in APPLICATION


def _assignments(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    """The plain names that statements assign to, and what."""
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name):
                    yield target.id, node.value


def _top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run as a file is imported, without those of functions and classes."""
    todo = list(reversed(body))
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With) and not is_main(node):
            inner = [*node.body, *getattr(node, "orelse", []), *getattr(node, "finalbody", [])]
            todo += reversed(inner)


def _application(module: Module, attribute: str, line: int, files: set[str]) -> Application:
    """What is found in a file, with the name that the file is imported by.

    Its package begins above every folder that has an `__init__.py`, or that the file itself imports from.
    """
    *folders, name = module.path.removesuffix(".py").split("/")
    parts = [] if name == "__init__" else [name]
    origins = set(module.imports.values())
    tops = {origin.partition(".")[0] for origin in origins}
    while folders and folders[-1].isidentifier():
        climbs = not parts or f"{'/'.join(folders)}/__init__.py" in files or folders[-1] in tops or "" in tops
        if not climbs:
            break
        tops.discard("")  # a relative import needs one package around it
        parts.insert(0, folders.pop())
    return Application("/".join(folders), ".".join(parts), attribute, module.path, line)
