"""What is wrong with coroutines, and with what they share, in the source of a back end; first what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.fastapi.source_files import ROUTER, STRICT, found, lines

from specward.check.manual import EXAMPLE, example
from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.project import Project
from specward.rules.fastapi.blocking_call_in_async import check as blocking_call_in_async
from specward.rules.fastapi.coroutine_not_awaited import check as coroutine_not_awaited
from specward.rules.fastapi.mutable_module_state import check as mutable_module_state
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.rule import Rule

pytestmark = pytest.mark.verifies("006-the-five-agents/AC-017")

ALL = (blocking_call_in_async, coroutine_not_awaited, mutable_module_state)
every_rule = pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
ASYNC = "import {0}\nasync def answer():\n    {1}\n"


@every_rule
def test_without_the_pack_nothing_is_said(rule: Rule) -> None:
    files = {path: text for path, text in example(rule, EXAMPLE).items() if path.endswith(".py")}
    assert found(rule, files, "packs: []\n") == []


SILENT: list[tuple[str, Rule, dict[str, str] | str]] = [
    ("a plain function that blocks", blocking_call_in_async, "import time\ndef answer():\n    time.sleep(1)\n"),
    (
        "a plain function inside of a coroutine",
        blocking_call_in_async,
        ASYNC.format("time", "def wait(): time.sleep(1)"),
    ),
    (
        "a call that ruff is told to leave alone",
        blocking_call_in_async,
        ASYNC.format("time", "time.sleep(1)  # noqa: ASYNC251 -- the device needs it"),
    ),
    (
        "an address to listen on",
        blocking_call_in_async,
        ASYNC.format("socket", "socket.getaddrinfo(host, 0, flags=socket.AI_PASSIVE)"),
    ),
    ("a lambda for a thread", blocking_call_in_async, ASYNC.format("time", "await to_thread(lambda: time.sleep(1))")),
    (
        "a function that is handed to a thread",
        blocking_call_in_async,
        ASYNC.format("time", "await to_thread(time.sleep, 1)"),
    ),
    (
        "the sleep of asyncio",
        blocking_call_in_async,
        "from asyncio import sleep\nasync def answer():\n    await sleep(1)\n",
    ),
    (
        "an object that is called like a library",
        blocking_call_in_async,
        "async def answer(requests):\n    requests.get('a')\n",
    ),
    (
        "an asynchronous client under the same name",
        blocking_call_in_async,
        "import redis.asyncio as redis\nclient = redis.Redis()\nasync def answer():\n    await client.get('a')\n",
    ),
    (
        "a script that answers nobody",
        blocking_call_in_async,
        (
            "import asyncio, time\nasync def main():\n    time.sleep(1)\nif __name__ == '__main__':\n"
            "    asyncio.run(main())\n"
        ),
    ),
    ("a coroutine that is awaited", coroutine_not_awaited, "async def a(): ...\nasync def b():\n    await a()\n"),
    (
        "a coroutine that is made a task",
        coroutine_not_awaited,
        "async def a(): ...\nasync def b():\n    create_task(a())\n",
    ),
    ("a function that a decorator changes", coroutine_not_awaited, "@command\nasync def a(): ...\ndef b():\n    a()\n"),
    ("what yields", coroutine_not_awaited, "async def a():\n    yield 1\nasync def b():\n    a()\n"),
    ("a parameter of the same name", coroutine_not_awaited, "async def a(): ...\ndef b(a):\n    a()\n"),
    (
        "a plain function of another file",
        coroutine_not_awaited,
        {"app/a.py": "def a(): ...\n", "app/b.py": "from app.a import a\nasync def b():\n    a()\n"},
    ),
    (
        "a dictionary that is only read",
        mutable_module_state,
        f"{ROUTER}known = {{}}\n@router.get('/a')\ndef a():\n    known['a']\n",
    ),
    (
        "a local one of the same name",
        mutable_module_state,
        f"{ROUTER}known = []\n@router.get('/a')\ndef a():\n    known = []\n    known.append(1)\n",
    ),
    ("a cache", mutable_module_state, f"{ROUTER}_cache = {{}}\n@router.get('/a')\ndef a():\n    _cache['a'] = 1\n"),
    (
        "what is made when it is first asked for",
        mutable_module_state,
        (
            f"{ROUTER}made = {{}}\nseen = {{}}\n@router.get('/a')\ndef a(b):\n    if made['a'] is None:\n"
            "        made['a'] = 1\n    if b not in seen:\n        log(b)\n        seen[b] = 1\n"
        ),
    ),
    ("what no endpoint changes", mutable_module_state, f"{ROUTER}known = []\ndef a():\n    known.append(1)\n"),
]


@pytest.mark.parametrize(
    ("rule", "files"), [(rule, files) for _, rule, files in SILENT], ids=[said for said, _, _ in SILENT]
)
def test_nothing_is_said_of(rule: Rule, files: dict[str, str] | str) -> None:
    assert lines(rule, files) == []


FAULTS: list[tuple[str, Rule, dict[str, str] | str, list[str]]] = [
    ("a sleep", blocking_call_in_async, ASYNC.format("time as t", "t.sleep(1)"), ["t.sleep(1)"]),
    (
        "a request",
        blocking_call_in_async,
        "from requests import get\nasync def a():\n    b = get('c').json()\n",
        ["b = get('c').json()"],
    ),
    (
        "a process",
        blocking_call_in_async,
        ASYNC.format("subprocess", "subprocess.run(['a'])"),
        ["subprocess.run(['a'])"],
    ),
    (
        "a client of the same function",
        blocking_call_in_async,
        "import httpx\nasync def a():\n    with httpx.Client() as client:\n        client.get('b')\n",
        ["client.get('b')"],
    ),
    (
        "a client of the module",
        blocking_call_in_async,
        "from redis import Redis\nstore = Redis()\nasync def a():\n    store.set('b', 1)\n",
        ["store.set('b', 1)"],
    ),
    (
        "a client of the object",
        blocking_call_in_async,
        (
            "import boto3\nclass A:\n    def __init__(self):\n        self.s3 = boto3.client('s3')\n"
            "    async def a(self):\n        self.s3.put_object(Key='b')\n"
        ),
        ["self.s3.put_object(Key='b')"],
    ),
    (
        "a coroutine of another file",
        coroutine_not_awaited,
        {"app/a.py": "async def a(): ...\n", "app/b.py": "from app import a\nasync def b():\n    a.a()\n"},
        ["a.a()"],
    ),
    (
        "a method on self",
        coroutine_not_awaited,
        "class A:\n    async def a(self): ...\n    def b(self):\n        self.a()\n",
        ["self.a()"],
    ),
    (
        "a list that grows, and a name that is made anew",
        mutable_module_state,
        (
            f"{ROUTER}known: list[int] = []\nlast = None\n@router.post('/a')\ndef a(b: int):\n    global last\n"
            "    known.append(b)\n    known.append(b + 1)\n    last = b\n"
        ),
        ["known.append(b)", "last = b"],
    ),
    (
        "what is refused where it is known already, and then kept",
        mutable_module_state,
        (
            f"{ROUTER}known = {{}}\n@router.post('/a')\ndef a(b: int):\n    if b in known:\n        raise Known\n"
            "    known[b] = 1\n"
        ),
        ["known[b] = 1"],
    ),
    (
        "a dictionary in a dictionary",
        mutable_module_state,
        (
            f"from collections import defaultdict\n{ROUTER}known = defaultdict(dict)\n@router.delete('/a')\n"
            "def a():\n    del known['a']['b']\n"
        ),
        ["del known['a']['b']"],
    ),
]


@pytest.mark.parametrize(
    ("rule", "files", "expected"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_is_found_on_its_line_and_nowhere_else(
    rule: Rule, files: dict[str, str] | str, expected: list[str]
) -> None:
    assert lines(rule, files) == expected


BLOCKING = "import time\nclass Job:\n    async def settle(self):\n        time.sleep(1)\n"
STARTED = "from contextlib import asynccontextmanager\nimport time\n{0}\nasync def lifespan(app):\n    time.sleep(1)\n"
LOOPED = """\
import asyncio, time
def is_well():
    async def ask():
        time.sleep(1)
    return asyncio.run(ask())
"""


@pytest.mark.parametrize(
    ("files", "severity"),
    [
        ({"app/a.py": LOOPED}, Severity.INFO),
        ({"app/a.py": LOOPED.replace("asyncio.run(", "asyncio.new_event_loop().run_until_complete(")}, Severity.INFO),
        ({"app/a.py": LOOPED.replace("asyncio.run(", "create(")}, Severity.ERROR),
        ({"app/a.py": LOOPED.replace("def is_well", "async def is_well")}, Severity.ERROR),
        ({"app/a.py": BLOCKING}, Severity.INFO),
        ({"app/a.py": BLOCKING, "app/b.py": "from tenacity.settle import x\ndef settle(): ...\n"}, Severity.INFO),
        ({"app/a.py": BLOCKING, "app/b.py": "async def f(job):\n    await job.settle()\n"}, Severity.ERROR),
        ({"app/a.py": BLOCKING, "app/b.py": "def f(job, later):\n    later(job.settle)\n"}, Severity.ERROR),
        ({"app/a.py": BLOCKING.replace("class Job", "from queue_ import Worker\nclass Job(Worker)")}, Severity.ERROR),
        ({"app/a.py": BLOCKING.replace("class Job", "class Base: ...\nclass Job(Base)")}, Severity.INFO),
        ({"app/a.py": BLOCKING.replace("    async", "    @on('x')\n    async")}, Severity.ERROR),
        ({"app/a.py": "import time\nasync def settle():\n    time.sleep(1)\n"}, Severity.ERROR),
        ({"app/a.py": STARTED.format("@app.on_event('startup')")}, Severity.INFO),
        ({"app/a.py": STARTED.format("@asynccontextmanager")}, Severity.INFO),
        ({"app/a.py": STARTED.format("@app.middleware('http')")}, Severity.ERROR),
    ],
)
def test_a_call_that_blocks_a_loop_of_its_own_or_that_nobody_makes_is_information(
    files: dict[str, str], severity: Severity
) -> None:
    assert [one.severity for one in found(blocking_call_in_async, files)] == [severity]


def test_a_commit_under_way_is_not_asked_what_only_all_files_together_tell() -> None:
    source = MemorySource({".specify/specward.yml": STRICT, "app/a.py": "async def a(): ...\ndef b():\n    a()\n"})
    project = Project(source, touched={"app/a.py"})
    report = check(project, Selection(ALL, project.config))
    assert [one.code for one in report.findings] == []
