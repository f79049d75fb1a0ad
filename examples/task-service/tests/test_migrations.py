import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from app.models import Base
from tests.conftest import alembic_config


@pytest.mark.verifies("001-task-api/AC-031")
def test_the_migrations_make_what_the_models_say(migrated: Path) -> None:
    def differences(connection: Connection) -> Sequence[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    assert ask(migrated, differences) == []


@pytest.mark.verifies("001-task-api/AC-031")
def test_the_migrations_can_be_undone_and_done_again(tmp_path: Path) -> None:
    path = tmp_path / "tasks.sqlite3"
    config = alembic_config(f"sqlite+aiosqlite:///{path}")

    command.upgrade(config, "head")
    command.downgrade(config, "base")
    assert ask(path, tables) == ["alembic_version"]

    command.upgrade(config, "head")
    assert ask(path, tables) == ["alembic_version", "sessions", "tasks", "users"]


def tables(connection: Connection) -> Sequence[object]:
    return sorted(inspect(connection).get_table_names())


def ask(path: Path, question: Callable[[Connection], Sequence[object]]) -> Sequence[object]:
    async def connect() -> Sequence[object]:
        engine = create_async_engine(f"sqlite+aiosqlite:///{path}")
        async with engine.connect() as connection:
            answer = await connection.run_sync(question)
        await engine.dispose()
        return answer

    return asyncio.run(connect())
