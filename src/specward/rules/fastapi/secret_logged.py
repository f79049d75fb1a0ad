"""A secret is written to the log.

## What it does

Reports a call of a logger that is given a value called after a secret: `password`, `access_token`,
`settings.SECRET_KEY`, `headers["Authorization"]`, as an argument or in the message itself.

## Why is this bad?

Logs are kept for long, copied to other systems, and read by people who may not sign in as somebody else.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/login.py
from app.log import logger


def login(name: str, password: str) -> None:
    logger.info("login of %s with %s", name, password)
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/login.py
from app.log import logger


def login(name: str, password: str) -> None:
    logger.info("login of %s", name)
```

## Limits

What is given to a function first, such as `mask(token)`, and a part of it, such as `token[:4]`, is no fault. A value
under another name is not known, nor is a token that just says where a list goes on.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project

_LEVELS = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log"})


@rule("FA155", Severity.INFO, Scope.MODULE, needs=Need.FASTAPI_SEED, read=17, right=11)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for each secret that a logger is given."""
    from specward.packs.fastapi.source.bodies import method

    for call in module.calls:
        if method(call.node) in _LEVELS and _logger().search(call.name.rpartition(".")[0] or _receiver(call.node)):
            for secret in dict.fromkeys(_secrets(call.node)):
                message = f"`{secret}` is written to the log"
                yield Fault(module.place(call.node), message, help="leave it out, or log what it belongs to")


def _receiver(call: ast.Call) -> str:
    """The last name before a method, as in `logger.bind(…).info`."""
    node = call.func
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _secrets(call: ast.Call) -> Iterator[str]:
    """The names of secrets whose value a call is given."""
    waiting: list[ast.AST] = [*call.args, *(keyword.value for keyword in call.keywords)]
    while waiting:
        node = waiting.pop()
        name = _name(node)
        if name:
            if _secret().fullmatch(name) and not _harmless().search(name):
                yield name
        elif isinstance(node, ast.JoinedStr):
            waiting += [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        elif isinstance(node, ast.BinOp):
            waiting += [node.left, node.right]
        elif isinstance(node, ast.Tuple | ast.List):
            waiting += node.elts
        elif isinstance(node, ast.Dict):
            waiting += node.values
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            waiting += [*node.args, *(keyword.value for keyword in node.keywords)]


def _name(node: ast.AST) -> str:
    """What a value is called; of `headers["Authorization"]` and `headers.get("Authorization")` the key."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        return _key(node.args[0])
    if isinstance(node, ast.Subscript):
        return _key(node.slice)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _key(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@cache
def _logger() -> re.Pattern[str]:
    return re.compile(r"(^|\.|_)(log|logger|logging|loguru|structlog)($|\.|_)", re.IGNORECASE)


@cache
def _secret() -> re.Pattern[str]:
    return re.compile(
        r"([a-z0-9]+[_-])*(password|passwd|passphrase|secret|secret_?key|private_?key|api_?key|token|authorization)",
        re.IGNORECASE,
    )


@cache
def _harmless() -> re.Pattern[str]:
    """What only says whether there is one, or is called so and is none."""
    return re.compile(
        r"^(has|is|use|needs|no|with|missing|num|n|next|max|min)_|page|cursor|continuation|sync|eos|bos|pad|stop"
        r"|masked|redacted|anonymi[sz]ed|obfuscated|hidden|public",
        re.IGNORECASE,
    )
