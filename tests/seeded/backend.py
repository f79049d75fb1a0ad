"""The example service as a clean project, and what a probe of it would bring: told by its files, nothing runs."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.seeded.defect import Defect
from tests.seeded.project import State, passed

from specward.evidence.code import Code
from specward.packs.fastapi.backend import digests_of
from specward.packs.fastapi.judged import QUESTIONS
from specward.packs.fastapi.probing.probe_file import PATH as PROBE
from specward.packs.fastapi.probing.probe_file import written
from specward.packs.fastapi.probing.probed import Probed, Row, RuffFinding
from specward.packs.fastapi.source.expressions import argument, literal
from specward.packs.fastapi.source.module import Module
from specward.signoff.content import CHECKS
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.seeded.project import Files

    from specward.packs.fastapi.source.module import Function, FunctionNode, Route

ROOT = Path(__file__).parents[2] / "examples/task-service"
CONFIGURATION = ".specify/specward.yml"
FEATURE = "specs/001-task-api"
CONTRACT = f"{FEATURE}/contracts/openapi.json"
SPEC = f"{FEATURE}/spec.md"
PLAN = f"{FEATURE}/plan.md"
CHANGELOG = "CHANGELOG.md"
TESTS = tuple(
    f"tests/{name}.py"
    for name in ("people", "test_errors", "test_operation", "test_sessions", "test_tasks", "test_users")
)
MAIN = "app/main.py"
ROUTER = "app/api/v1/router.py"
HEALTH = "app/api/health.py"
DEPENDENCIES = "app/api/dependencies.py"
V1_DEPENDENCIES = "app/api/v1/dependencies.py"
USERS = "app/api/v1/endpoints/users.py"
SESSIONS = "app/api/v1/endpoints/sessions.py"
TASKS = "app/api/v1/endpoints/tasks.py"
_INJECTING = frozenset({"fastapi.Depends", "fastapi.Security"})
_HOMES = {
    "fastapi.security.OAuth2PasswordBearer": "fastapi.security.oauth2.OAuth2PasswordBearer",
    "fastapi.middleware.cors.CORSMiddleware": "starlette.middleware.cors.CORSMiddleware",
}
"""Where classes are defined that FastAPI hands on under another name."""


@cache
def service() -> State:
    """The example as it stands in the repository, probed."""
    source = WorkTreeSource(str(ROOT))
    files: Files = {path: source.read(path) or b"" for path in source.files()}
    return seen(State(files, passed(files), today="2026-12-01"))


def in_service(
    name: str,
    what: str,
    change: Callable[[State], State],
    *found: str,
    check: int = 0,
    says: str = "",
    **known: Any,
) -> Defect:
    """A defect of the example, which is looked at again with it; what files do not tell of the probe is given."""
    return Defect(name, what, lambda s: seen(change(s), **known), found, check, None, says, "service")


def seen(state: State, **known: Any) -> State:
    """The same after a run of its tests and a probe, and once people have looked at what only they can judge."""
    return signed(probed(state.tested(), **known), *QUESTIONS)


def signed(state: State, *codes: str) -> State:
    """The same with a person's answers to what some rules ask."""
    questions = [QUESTIONS[code] for code in codes]
    return state.sign(FEATURE, *(f"{CHECKS}#{each.id}" for each in questions), asked=questions)


def found(path: str, line: int, start: int, end: int, code: str, message: str) -> tuple[RuffFinding, ...]:
    """All that ruff finds: one thing, in columns of one line."""
    return (RuffFinding(path, line, start, line, end, code, message),)


def probed(state: State, **known: Any) -> State:
    """The same after a probe, in which the application says of itself what its contract says."""
    back_end = _BackEnd(state)
    facts = Probed(
        application="app.main:app",
        interpreter=".venv/bin/python",
        openapi=json.loads(state.text(CONTRACT)),
        rows=tuple(back_end.rows()),
        middleware=back_end.middleware(),
        confined=True,
        python="3.11.7",
        fastapi="0.165.0",
        ruff=(),
        digests=digests_of(state.project(judged=False)),
    )
    return state.write({PROBE: written(facts._replace(**known))})


def says(state: State, value: object, *keys: str) -> State:
    """The same where a part of the contract is another; None takes it out."""
    document = json.loads(state.text(CONTRACT))
    part = document
    for key in keys[:-1]:
        part = part[key]
    if value is None:
        del part[keys[-1]]
    else:
        part[keys[-1]] = value
    return state.write({CONTRACT: _text(document)})


def said(state: State, *keys: str) -> Any:
    """A part of the contract."""
    part = json.loads(state.text(CONTRACT))
    for key in keys:
        part = part[key]
    return part


def renamed(state: State, old: str, new: str) -> State:
    """The same where a path of the contract is another, and the plan and the tests say so too."""
    moved = says(says(state, said(state, "paths", old), "paths", new), None, "paths", old)
    moved = moved.write({PLAN: moved.text(PLAN).replace(f" {old} |", f" {new} |")})
    return everywhere(moved, f'{re.escape(old)}"', f'{new}"', *TESTS)


def everywhere(state: State, old: str, new: str, *paths: str) -> State:
    """The same where an expression is replaced wherever it stands in some files."""
    return state.write({path: re.sub(old, new, state.text(path), flags=re.MULTILINE) for path in paths})


def _text(document: object) -> str:
    """A document as `spec fastapi probe --output` writes it."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@cache
def _module(path: str, text: str) -> Module:
    return Module(Code(path, text), ast.parse(text))


class _BackEnd:
    """The source, followed from the application to what each operation is given.

    Args:
        state: the project.
    """

    def __init__(self, state: State) -> None:
        self._state = state

    def rows(self) -> Iterator[Row]:
        """The operations, as the probe tells them."""
        main = self._find("app.main")
        for path, module, route in self._operations(main, "app", "") if main else ():
            given, node = route.decorator, route.function.node
            yield Row(
                path=path,
                method=route.methods[0].upper(),
                operation_id=literal(argument(given, "operation_id")) or node.name,
                file=module.path,
                line=node.decorator_list[0].lineno,
                function=f"{_dotted(module)}.{_qualified(route.function)}",
                dependencies=tuple(dict.fromkeys(self._asked(module, node, argument(given, "dependencies")))),
                is_async=route.function.is_async,
                status=_number(argument(given, "status_code")),
                in_schema=argument(given, "include_in_schema") is None,
            )

    def middleware(self) -> tuple[str, ...]:
        """The classes, the outermost first."""
        main = self._find("app.main")
        added = [call.node.args[0] for call in main.calls if call.name == "app.add_middleware"] if main else []
        return tuple(_HOMES.get(name, name) for name in (main.name_of(one) for one in reversed(added) if main))

    def _find(self, dotted: str) -> Module | None:
        stem = dotted.replace(".", "/")
        path = next((one for one in (f"{stem}.py", f"{stem}/__init__.py") if one in self._state.files), None)
        return _module(path, self._state.text(path)) if path else None

    def _operations(self, module: Module, receiver: str, prefix: str) -> Iterator[tuple[str, Module, Route]]:
        """The operations of a router or an application, and of those that it includes."""
        made = _assigned(module, receiver)
        prefix += (literal(argument(made, "prefix")) if isinstance(made, ast.Call) else "") or ""
        for route in module.routes:
            if route.receiver == receiver:
                yield f"{prefix}{route.path}", module, route
        for call in module.calls:
            if call.name == f"{receiver}.include_router":
                home, _, name = module.name_of(call.node.args[0]).rpartition(".")
                found = self._find(home) if home else module
                if found:
                    yield from self._operations(found, name, prefix)

    def _asked(self, module: Module, node: FunctionNode, before: ast.expr | None = None) -> Iterator[str]:
        """The dotted names of all that a function depends on, in the order in which they are asked."""
        for given in before.elts if isinstance(before, ast.List) else ():
            yield from self._injected(module, given)
        arguments = node.args
        defaults = dict(zip(reversed(arguments.args), reversed(arguments.defaults), strict=False))
        for one in (*arguments.args, *arguments.kwonlyargs):
            yield from self._injected(module, one.annotation)
            yield from self._injected(module, defaults.get(one))

    def _injected(self, module: Module, given: ast.expr | None) -> Iterator[str]:
        """What a type or a default says that is injected, and all that this depends on."""
        if isinstance(given, ast.Call) and module.name_of(given.func) in _INJECTING:
            yield from self._dependency(module, given.args[0])
        elif isinstance(given, ast.Subscript) and module.name_of(given.value).endswith("Annotated"):
            for part in given.slice.elts[1:] if isinstance(given.slice, ast.Tuple) else ():
                yield from self._injected(module, part)
        elif isinstance(given, ast.Name | ast.Attribute):
            home, name = self._home(module, given)
            if home and (alias := _assigned(home, name)):
                yield from self._injected(home, alias) if not isinstance(alias, ast.Call) else ()

    def _dependency(self, module: Module, given: ast.expr) -> Iterator[str]:
        home, name = self._home(module, given)
        if home is None:
            return
        made = _assigned(home, name)
        if isinstance(made, ast.Call):
            yield _HOMES.get(home.name_of(made.func), home.name_of(made.func))
        for function in home.functions:
            if function.node.name == name:
                yield f"{_dotted(home)}.{name}"
                yield from self._asked(home, function.node)

    def _home(self, module: Module, node: ast.expr) -> tuple[Module | None, str]:
        """Where a name is defined, as far as that is the back end."""
        home, _, name = module.name_of(node).rpartition(".")
        return (self._find(home) if home else module), name


def _assigned(module: Module, name: str) -> ast.expr | None:
    """What a module gives a name at its top."""
    values = (one.value for one in module.tree.body if isinstance(one, ast.Assign) and _is_called(one, name))
    return next(values, None)


def _is_called(node: ast.Assign, name: str) -> bool:
    return isinstance(node.targets[0], ast.Name) and node.targets[0].id == name


def _dotted(module: Module) -> str:
    return module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _qualified(function: Function) -> str:
    """What Python calls a function, which may stand in another one."""
    outer = function.outer
    inside = f"{outer.name}.<locals>." if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef) else ""
    return f"{inside}{function.node.name}"


def _number(given: ast.expr | None) -> int:
    """The status that `status.HTTP_201_CREATED` is; 0 where none is given."""
    return int(given.attr.split("_")[1]) if isinstance(given, ast.Attribute) else 0
