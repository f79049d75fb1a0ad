"""Whether a file runs by itself and answers no requests."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from specward.packs.fastapi.source.bodies import is_main
from specward.packs.fastapi.source.outline import APPLICATION

if TYPE_CHECKING:
    from specward.packs.fastapi.source.module import Module


def is_script(module: Module) -> bool:
    """Whether a file has something to do where it is run, and neither operations nor an application."""
    runs = any(map(is_main, module.nodes(ast.If)))
    return runs and not module.routes and not any(call.name in APPLICATION for call in module.calls)


def is_within_function(module: Module, line: int) -> bool:
    """Whether a line stands in a function, and so does not run as its file is imported."""
    return any(one.node.lineno <= line <= (one.node.end_lineno or line) for one in module.functions)
