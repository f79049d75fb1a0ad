"""A call that blocks stands in a coroutine.

## What it does

Reports a call in an `async def` that waits without letting anything else run: `time.sleep`, `requests.get`,
`urllib.request.urlopen`, `subprocess.run`, `os.system`, and methods of clients that are not asynchronous, such as those
of `httpx.Client`, `requests.Session`, `redis.Redis`, `boto3.client` and `psycopg.connect`.

## Why is this bad?

A server answers all requests in one thread. While the call waits, every other request waits with it, and checks of
health fail.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/rates.py
import requests
from fastapi import APIRouter

router = APIRouter(prefix="/rates", tags=["rates"])


@router.get("")
async def rates() -> dict[str, float]:
    return requests.get("https://example.org/rates", timeout=5).json()
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/rates.py
import httpx
from fastapi import APIRouter

router = APIRouter(prefix="/rates", tags=["rates"])


@router.get("")
async def rates() -> dict[str, float]:
    async with httpx.AsyncClient(timeout=5) as client:
        return (await client.get("https://example.org/rates")).json()
```

## Limits

A plain `def` is as good: it runs in a thread of its own. So does what is handed to `asyncio.to_thread` or
`run_in_threadpool`, be it in a `lambda`. A client that is handed in is not looked at: nothing here says what it is.
Nor is a file that is opened, nor what a function that is called does in turn, nor a script, which keeps nobody waiting.
What ruff is told to leave alone, `# noqa: ASYNC210`, is left alone here too. It is information where nobody waits yet
or any more, at startup and shutdown, in a coroutine that stands in a plain function which makes a loop for it, and in a
method whose name nothing in the back end uses.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.source.blocking import CLIENTS, FUNCTIONS
from specward.packs.fastapi.source.expressions import argument, first_name
from specward.packs.fastapi.source.scripts import is_script
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Call, Class, Function, Module
    from specward.project import Project

    Made = dict[tuple[ast.AST | None, str], str]
    """What makes an object, by where it is known and what it is called there."""


_NOQA = re.compile(r"# ?noqa(?:$|[^:]|:[^#]{0,80}ASYNC2)", re.IGNORECASE)
_LOOPS = frozenset({"new_event_loop", "run_until_complete"})
_PLAIN_BASES = frozenset({"abc.ABC", "object", "typing.Generic", "typing.Protocol"})
"""What calls no method by itself."""


@rule("FA110", Severity.ERROR, Scope.MODULE, needs=Need.FASTAPI, read=88, right=88)
def check(module: Module, project: Project) -> Iterator[Fault]:
    """Yield a fault for each call that blocks the loop it runs in."""
    calls = [call for call in module.calls if call.function and call.function.is_async and not call.awaited]
    made = _clients(module) if calls else {}
    found = [(call, name) for call in calls if (name := _blocking(module, call, made))]
    if not found or is_script(module):
        return
    elsewhere = _in_lambdas(module)
    for call, name in found:
        if call.node not in elsewhere and not _is_meant(module, call):
            yield Fault(
                module.place(call.node.func),
                f"`{name}` blocks every other request while it waits",
                help="await an asynchronous one, hand it to `asyncio.to_thread`, or make the function a plain `def`",
                severity=Severity.INFO if _is_alone(module, call.function, project) else None,
            )


def _blocking(module: Module, call: Call, made: Made) -> str:
    """What a call is called where it blocks; empty where it does not."""
    if call.name in FUNCTIONS:
        if call.name == "socket.getaddrinfo" and _is_to_listen(call):
            return ""
        return call.name if first_name(call.node.func) in module.imports else ""
    holder, _, method = call.name.rpartition(".")
    if not holder or not call.function:
        return ""
    client = next((made[scope, holder] for scope in _scopes(call, holder) if (scope, holder) in made), "")
    return f"{client}().{method}" if client and method in CLIENTS[client] else ""


def _is_to_listen(call: Call) -> bool:
    """Whether an address is asked for without a port: one to listen on, for which no name is looked up."""
    port = argument(call.node, "port", 1)
    return isinstance(port, ast.Constant) and not port.value


def _clients(module: Module) -> Made:
    """The clients that a file makes and gives a name."""
    targets: dict[ast.AST, str] = {}
    for node in module.nodes(ast.Assign):
        targets[node.value] = module.name_of(node.targets[0])
    for item in module.nodes(ast.withitem):
        targets[item.context_expr] = module.name_of(item.optional_vars)
    clients = [call for call in module.calls if call.name in CLIENTS and targets.get(call.node)]
    return {(_scopes(call, targets[call.node])[0], targets[call.node]): call.name for call in clients}


def _scopes(call: Call, name: str) -> list[ast.AST | None]:
    """Where a name may be known that a call uses, the nearest first: its function, or its class for `self.client`."""
    if call.function is None:
        return [None]
    if name.startswith("self."):
        return [call.function.owner.node if call.function.owner else call.function.node]
    return [call.function.node, None]


def _is_alone(module: Module, function: Function | None, project: Project) -> bool:
    """Whether nobody waits with a coroutine: nothing is served yet, it has a loop of its own, or nothing calls it."""
    if function is None:
        return False
    if _is_before_all(module, function) or _has_own_loop(module, function):
        return True
    return _is_never_called(module, function, project)


def _is_meant(module: Module, call: Call) -> bool:
    """Whether ruff is told to leave the line alone, for it would say the same."""
    return _NOQA.search(module.code.lines[call.node.lineno - 1]) is not None


def _is_before_all(module: Module, function: Function) -> bool:
    """Whether a function runs when the application starts or stops: a handler of these events, or its lifespan."""
    for decorator in function.node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        name = module.name_of(called)
        if name.endswith(".on_event") or (name == "contextlib.asynccontextmanager" and "life" in function.node.name):
            return True
    return False


def _has_own_loop(module: Module, function: Function) -> bool:
    """Whether a coroutine stands in a plain function that makes a loop."""
    if not isinstance(function.outer, ast.FunctionDef):
        return False
    within = (call for call in module.calls if call.function and call.function.node is function.outer)
    return any(call.name.rpartition(".")[2] in _LOOPS or call.name == "asyncio.run" for call in within)


def _is_never_called(module: Module, function: Function, project: Project) -> bool:
    """Whether the name of a method is used nowhere in the back end, and no class from elsewhere may call it."""
    node, owner = function.node, function.owner
    if owner is None or node.decorator_list or node.name.startswith("__") or module.routes:
        return False
    here = {one.node.name: one for one in module.classes}
    if not _ancestry(owner, here) <= here.keys() | _PLAIN_BASES:
        return False
    from specward.packs.fastapi.source.used import attributes_used

    return node.name not in attributes_used(project)


def _ancestry(owner: Class, here: dict[str, Class]) -> set[str]:
    """What a class is made from, through those of its own file."""
    found: set[str] = set()
    waiting = [*owner.bases]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += here[name].bases if name in here else ()
    return found


def _in_lambdas(module: Module) -> frozenset[ast.AST]:
    """What a lambda calls: it runs when and where somebody else calls it."""
    return frozenset(node for around in module.nodes(ast.Lambda) for node in ast.walk(around.body))
