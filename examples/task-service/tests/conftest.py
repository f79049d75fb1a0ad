"""A service for each test, on a copy of a database that the migrations have made."""

import json
import logging
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

SECRET = "a-secret-for-tests-that-is-long-enough"  # noqa: S105 -- of services that live for one test
# app.main makes an application as it is imported, so what that needs comes before.
os.environ.setdefault("JWT_SECRET", SECRET)

from app.core.config import Settings  # noqa: E402
from app.core.logging import JsonFormatter  # noqa: E402
from app.main import create_app  # noqa: E402
from tests.people import People  # noqa: E402

ROOT = Path(__file__).parent.parent


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio alone, as the service does."""
    return "asyncio"


def alembic_config(url: str) -> Config:
    """Return what Alembic needs to know for a database."""
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("sqlalchemy.url", url)
    return config


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database file that the migrations have made; it is copied and never used itself."""
    path = tmp_path_factory.mktemp("database") / "migrated.sqlite3"
    command.upgrade(alembic_config(f"sqlite+aiosqlite:///{path}"), "head")
    return path


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Settings:
    """Return the settings of a service with a database of its own and no hurry."""
    path = shutil.copy(migrated, tmp_path / "tasks.sqlite3")
    return Settings(
        _env_file=None,
        database_url=f"sqlite+aiosqlite:///{path}",
        jwt_secret=SECRET,
        cors_origins=["https://tasks.example.org"],
        auth_requests_per_minute=1000,
    )


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    """Return the service."""
    return create_app(settings)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """Return a client of the service, which runs as long as the test."""
    transport = ASGITransport(app=app)
    async with app.router.lifespan_context(app), AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.fixture
def people(client: AsyncClient, settings: Settings) -> People:
    """Return those who use the service."""
    return People(client, settings)


class _Lines(logging.Handler):
    """Keeps what is logged, as the service writes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.entries: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.entries.append(json.loads(self.format(record)))


@pytest.fixture
def log() -> Iterator[list[dict[str, Any]]]:
    """Return what the service logs during the test, an object for each line."""
    lines = _Lines()
    loggers = [logging.getLogger(name) for name in ("app.access", "app.failures", "app.services", "app.api")]
    for logger in loggers:
        logger.addHandler(lines)
    yield lines.entries
    for logger in loggers:
        logger.removeHandler(lines)
