"""What happens in the application's interpreter.

First come the syntax trees, which need nothing of the application; then it is imported, and asked about itself.
"""

from __future__ import annotations

import ast
import faulthandler
import json
import os
import sys
import time

from .about import about  # noqa: TID252 -- runs where there is no Specward
from .limits import confine, limit_resources  # noqa: TID252 -- the same
from .serialise import serialise  # noqa: TID252 -- the same

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SOURCE = "source.json"
"""The answer about source files."""
APPLICATION = "application.json"
"""The answer about the application."""


def main(path: str) -> None:
    """Answer what a file asks for; `probe._request` says what stands in it."""
    own = os.getpid()
    with open(path, encoding="utf-8") as file:
        asked = json.load(file)
    # Whatever the application's modules are called, none of these is taken for one.
    del sys.path[0]
    for name in [name for name in sys.modules if name.partition(".")[0] == __name__.partition(".")[0]]:
        del sys.modules[name]
    limit_resources(asked["seconds"])
    confined = confine([asked["scratch"]])
    faulthandler.dump_traceback_later(max(0.01, asked["last_words"] - time.time()))
    _leave(asked["answers"], SOURCE, {"confined": confined, **_parsed(asked["parse"], asked["root"])})
    answer = about(asked)
    if os.getpid() == own:  # else a child that the application forked has come back from its import
        _leave(asked["answers"], APPLICATION, answer)


def _leave(folder: str, name: str, answer: Mapping[str, Any]) -> None:
    """Write an answer, whole or not at all."""
    path = os.path.join(folder, name)
    data = json.dumps(answer).encode("ascii")
    with open(f"{path}.part", "wb") as file:
        file.write(data)
    os.replace(f"{path}.part", path)


def _parsed(files: list[str], root: str) -> dict[str, Any]:
    """The trees of files, and what keeps others from being parsed."""
    trees = {}
    unparsed = {}
    for name in files:
        try:
            with open(os.path.join(root, name), "rb") as file:
                trees[name] = serialise(ast.parse(file.read()))
        except SyntaxError as error:
            unparsed[name] = f"{error.msg} (line {error.lineno})"
        except (ValueError, RecursionError, MemoryError, OSError) as error:
            unparsed[name] = f"{type(error).__name__}: {error}"
    return {"trees": trees, "unparsed": unparsed}
