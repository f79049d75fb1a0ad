"""Jinja2 templates that a project supplies, rendered in a sandbox.

Such a template is input: it can reach no Python object, and what it may compute and write is counted, not timed, so
that it fails on every machine alike.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from specward.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import FrameType

    from jinja2.runtime import Context

_LARGEST_OUTPUT = 10_000_000
_LARGEST_PRODUCT = 1_000_000
_MOST_STEPS = 1_000_000
_FILTERS = frozenset(
    {"default", "first", "int", "join", "last", "length", "list", "replace", "reverse", "sort", "string", "unique"}
    | {"capitalize", "lower", "title", "trim", "upper"}
)
"""Those whose result is about as long as what they are given; `center` or `format` make gigabytes of a number."""
_STRING_METHODS = frozenset(
    {"capitalize", "lower", "title", "upper", "strip", "lstrip", "rstrip", "split", "splitlines"}
    | {"count", "endswith", "find", "index", "isalpha", "isdigit", "startswith"}
)


class WorkError(Exception):
    """A template computes or writes more than a document can need."""


def render_sandboxed(name: str, text: str, values: Mapping[str, object]) -> str:
    """The document that a Jinja2 template makes of `values`.

    Args:
        name: what errors call the template.
        text: the template.
        values: what it may use.

    Raises:
        UsageError: the template is malformed, asks for a value that there is not, raises, or does too much work.
    """
    try:
        compiled = _environment().from_string(text)
        pieces = compiled.generate(dict(values))
        return _counted(lambda: _bounded(pieces))
    except (TemplateError, WorkError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise _explained(name, values, error) from error
    except (MemoryError, RecursionError) as error:
        raise _explained(name, values, WorkError("it nests too deeply or grows too large")) from error


def fault_of(text: str) -> str:
    """What is wrong with the form of a template, with its line; empty where nothing is."""
    try:
        _environment().parse(text)
    except TemplateSyntaxError as error:
        return f"line {error.lineno}: {error.message}"
    except RecursionError:
        return "it nests too deeply"
    return ""


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Keep a template from the string methods that make a long text of a short one."""
        if isinstance(obj, str | bytes) and attr not in _STRING_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 -- any operand
        """Multiply small values only; power and printf-style formatting, whose size shows too late, are refused."""
        if operator != "*" and not (operator == "%" and isinstance(left, int)):
            raise WorkError(f"the operator {operator} is not available")
        sizes = (abs(side) if isinstance(side, int) else len(side) for side in (left, right))
        product = 1
        for size in sizes:
            product *= max(size, 1)
        if product > _LARGEST_PRODUCT:
            raise WorkError("a product is too large")
        return super().call_binop(context, operator, left, right)


def _environment() -> _Sandbox:
    environment = _Sandbox(
        undefined=StrictUndefined,
        autoescape=False,  # the output is Markdown, and a prompt must come out as it went in
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=0,
    )
    environment.filters = {name: value for name, value in environment.filters.items() if name in _FILTERS}
    environment.globals = {"range": environment.globals["range"]}
    return environment


def _bounded(pieces: Iterable[str]) -> str:
    parts: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _LARGEST_OUTPUT:
            raise WorkError("it writes more than ten million characters")
        parts.append(piece)
    return "".join(parts)


def _counted(work: Callable[[], str]) -> str:
    """Run `work`, and stop it after a bounded number of lines: a loop in a loop has no other end."""
    steps = 0

    def count(frame: FrameType, event: str, argument: object) -> Any:  # noqa: ANN401 -- itself: see sys.settrace
        del event, argument
        nonlocal steps
        steps += 1
        if steps > _MOST_STEPS:
            raise WorkError("it loops more than a million steps")
        return count if frame.f_code.co_filename == "<template>" else None

    before = sys.gettrace()
    sys.settrace(count)
    try:
        return work()
    finally:
        sys.settrace(before)


def _explained(name: str, values: Mapping[str, object], error: Exception) -> UsageError:
    line = getattr(error, "lineno", None) or _line_of(error)
    where = f"{name}:{line}" if line else name
    known = ", ".join(sorted(values))
    return UsageError(
        f"the template cannot be rendered: {str(error).rstrip('.') or type(error).__name__}",
        where=where,
        help=f"mend the template; its values are {known}",
    )


def _line_of(error: Exception) -> int | None:
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
