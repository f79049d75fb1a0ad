"""How the outline of a Python file is made of its tree."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from specward.packs.fastapi.source.bodies import method as called_method
from specward.packs.fastapi.source.coroutines import coroutines_of, dropped_calls
from specward.packs.fastapi.source.expressions import argument, literal
from specward.packs.fastapi.source.extra_fields import settles_extra
from specward.packs.fastapi.source.outline import (
    APPLICATION,
    ROUTER,
    ClassLine,
    Inclusion,
    Made,
    Named,
    Outline,
    RouteLine,
    Spot,
)
from specward.packs.fastapi.source.signature import answer, names_in, parameters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Location
    from specward.packs.fastapi.source.module import Module

_ENVIRON = frozenset({"os.getenv", "os.getenvb", "os.environ.get", "os.environ.pop", "os.environ.setdefault"})
"""What reads a variable of the environment when it is called."""


def outline_of(module: Module) -> Outline:
    """The outline of a file that was read."""
    return _Outliner(module).outline()


class _Outliner:
    """One file, about to have an outline."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._targets: dict[ast.AST, str] = {}
        assigned = [(node.value, node.targets[0]) for node in module.nodes(ast.Assign)]
        declared = [(node.value, node.target) for node in module.nodes(ast.AnnAssign) if node.value]
        for value, target in (*assigned, *declared):
            self._targets[value] = module.name_of(target)

    def outline(self) -> Outline:
        module = self._module
        return Outline(
            path=module.path,
            imports=tuple(self._imports()),
            classes=tuple(
                ClassLine(one.node.name, one.bases, _spot(module.header(one.node))) for one in module.classes
            ),
            routes=tuple(self._routes()),
            made=tuple(self._made()),
            inclusions=tuple(self._inclusions()),
            raised=tuple(self._raised()),
            caught=tuple(dict.fromkeys(name for handler in module.handlers for name in handler.caught if name)),
            handled=tuple(dict.fromkeys(filter(None, self._handled()))),
            middleware=tuple(dict.fromkeys(self._middleware())),
            environ=tuple(self._environ()),
            coroutines=coroutines_of(module),
            dropped=tuple(Named(name, self._at(node)) for name, node in dropped_calls(module)),
            settled=tuple(one.node.name for one in module.classes if settles_extra(module, one)),
            is_plain=not module.rests_on_probe and module.unread is None,
        )

    def _imports(self) -> Iterator[Named]:
        for node in self._module.nodes(ast.Import):
            yield from (Named(alias.name, self._at(node)) for alias in node.names)
        for origin in self._module.nodes(ast.ImportFrom):
            head = "." * origin.level + (origin.module or "")
            dot = "" if head.endswith(".") else "."
            yield from (Named(f"{head}{dot}{alias.name}", self._at(origin)) for alias in origin.names)

    def _routes(self) -> Iterator[RouteLine]:
        module = self._module
        for route in module.routes:
            function, decorator, receiver, methods, path = route
            bodies = [one.annotation for one in parameters(module, function) if one.may_be_body]
            yield RouteLine(
                function.node.name,
                receiver,
                methods,
                path,
                self._at(decorator),
                _given(decorator),
                tuple(dict.fromkeys(name for body in bodies for name in names_in(module, body))),
                tuple(dict.fromkeys(names_in(module, answer(route)))),
            )

    def _made(self) -> Iterator[Made]:
        for call in self._module.calls:
            if call.name in APPLICATION or call.name in ROUTER:
                kind = call.name.rpartition(".")[2]
                yield Made(kind, self._targets.get(call.node, ""), _given(call.node), self._at(call.node))

    def _inclusions(self) -> Iterator[Inclusion]:
        for node in self._calls_of("include_router"):
            router = self._module.name_of(argument(node, "router", 0))
            yield Inclusion(self._module.name_of(node.func.value), router, _given(node), self._at(node))  # type: ignore[attr-defined]  # it is called as a method

    def _raised(self) -> Iterator[Named]:
        for node in self._module.nodes(ast.Raise):
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if name := self._module.name_of(raised):
                yield Named(name, self._at(node))

    def _handled(self) -> Iterator[str]:
        for node in (*self._calls_of("exception_handler"), *self._calls_of("add_exception_handler")):
            yield self._handled_by(argument(node, "exc_class_or_status_code", 0))
        for call in self._module.calls:
            given = argument(call.node, "exception_handlers")
            if isinstance(given, ast.Dict):
                yield from map(self._handled_by, given.keys)
            elif given is not None:
                yield "*"

    def _handled_by(self, node: ast.expr | None) -> str:
        """The class that a handler is for; empty for a status code, `*` for a variable."""
        if isinstance(node, ast.Constant):
            return ""
        name = self._module.name_of(node)
        return name if name.rpartition(".")[2][:1].isupper() else "*"

    def _middleware(self) -> Iterator[str]:
        for node in self._calls_of("add_middleware"):
            yield self._module.name_of(argument(node, "middleware_class", 0)) or "*"
        for call in self._module.calls:
            if call.name in {"starlette.middleware.Middleware", "fastapi.middleware.Middleware"}:
                yield self._module.name_of(argument(call.node, "cls", 0)) or "*"
        for function in self._module.functions:
            for decorator in function.node.decorator_list:
                if isinstance(decorator, ast.Call) and called_method(decorator) == "middleware":
                    yield function.node.name

    def _environ(self) -> Iterator[Named]:
        for call in self._module.calls:
            if call.name in _ENVIRON:
                yield Named(literal(argument(call.node, "key", 0)) or "", self._at(call.node))
        for node in self._module.nodes(ast.Subscript):
            if isinstance(node.ctx, ast.Load) and self._module.name_of(node.value) == "os.environ":
                yield Named(literal(node.slice) or "", self._at(node))

    def _calls_of(self, method: str) -> Iterator[ast.Call]:
        return (call.node for call in self._module.calls if called_method(call.node) == method)

    def _at(self, node: ast.AST) -> Spot:
        return _spot(self._module.place(node))


def _spot(place_: Location) -> Spot:
    return Spot(place_.start.line, place_.start.column - 1, place_.end.column - 1)


def _given(call: ast.Call) -> tuple[str, ...]:
    return tuple(keyword.arg or "**" for keyword in call.keywords)
