"""Which calls make what is meant to be shared, such as a session, an engine or a client, and which use a session."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.remembered import remembered

if TYPE_CHECKING:
    from specward.packs.fastapi.source.module import Module

ENGINES = frozenset(
    {
        *("sqlalchemy.create_engine", "sqlalchemy.engine.create_engine", "sqlmodel.create_engine"),
        *("sqlalchemy.ext.asyncio.create_async_engine", "sqlalchemy.ext.asyncio.engine.create_async_engine"),
        "sqlalchemy.engine_from_config",
    }
)
"""What makes a pool of connections."""
SYNC_SESSIONS = frozenset(
    {
        *("sqlalchemy.orm.Session", "sqlalchemy.orm.session.Session"),
        *("sqlmodel.Session", "sqlmodel.orm.session.Session"),
    }
)
"""The sessions that wait for the database without giving way."""
SESSIONS = SYNC_SESSIONS | {
    *("sqlalchemy.ext.asyncio.AsyncSession", "sqlalchemy.ext.asyncio.session.AsyncSession"),
    "sqlmodel.ext.asyncio.session.AsyncSession",
}
CLIENTS = frozenset(
    {
        *("httpx.AsyncClient", "httpx.Client", "aiohttp.ClientSession", "aiohttp.client.ClientSession"),
        *("requests.Session", "requests.session"),
        *("redis.Redis", "redis.StrictRedis", "redis.from_url", "redis.Redis.from_url"),
        *("redis.asyncio.Redis", "redis.asyncio.from_url", "redis.asyncio.Redis.from_url"),
        *("pymongo.MongoClient", "pymongo.AsyncMongoClient", "motor.motor_asyncio.AsyncIOMotorClient"),
        *("boto3.client", "boto3.resource", "boto3.Session", "boto3.session.Session"),
        *("psycopg.connect", "psycopg2.connect", "asyncpg.connect", "asyncpg.create_pool", "sqlite3.connect"),
        *("smtplib.SMTP", "smtplib.SMTP_SSL", "openai.OpenAI", "openai.AsyncOpenAI"),
    }
)
"""What holds connections to another service."""
ASKING = frozenset(
    {
        *("execute", "exec", "scalar", "scalars", "stream", "stream_scalars", "query", "get", "get_one"),
        *("fetch", "fetchrow", "fetchval", "fetch_one", "fetch_all"),
    }
)
"""The methods of a session or a connection that ask the database."""
WAITING = frozenset(
    {"execute", "exec", "scalar", "scalars", "query", "get", "get_one", "commit", "flush", "refresh", "rollback"}
)
"""The methods of a session after which the database is waited for; of `query` what follows it."""


def makes_session(name: str) -> bool:
    """Whether what is called makes a session of a database, by its dotted name."""
    return name in SESSIONS or _maker().fullmatch(name.rpartition(".")[2]) is not None


def is_session(name: str) -> bool:
    """Whether a name is what sessions and connections of a database are mostly called: `db`, `self.session`."""
    return _session().fullmatch(name.rpartition(".")[2]) is not None


@cache
def _maker() -> re.Pattern[str]:
    return re.compile(
        r"_?(async_?)?(local_?session|session_?(local|factory))|_?async_?session|_?(async_)?session_maker"
        r"|_?(Async)?Session(Maker|Factory)",
        re.IGNORECASE,
    )


@cache
def _session() -> re.Pattern[str]:
    return re.compile(r"_?((db|async|sync|sa|read|write)_?)?(session|conn|connection)|_?db", re.IGNORECASE)


def is_annotated(module: Module, annotation: ast.expr | None, names: frozenset[str]) -> bool:
    """Whether an annotation is one of some classes: by itself, in `Annotated[…]`, or by an alias in the same file."""
    if isinstance(annotation, ast.Name):
        annotation = _aliases(module).get(annotation.id, annotation)
    if isinstance(annotation, ast.Subscript) and module.name_of(annotation.value).endswith("Annotated"):
        inner = annotation.slice
        annotation = inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner
    return module.name_of(annotation) in names


@remembered
def _aliases(module: Module) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found
