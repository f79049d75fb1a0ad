"""How Alembic reaches the database: by the settings of the service, and asynchronously."""

import asyncio

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from app.core.config import Settings
from app.models import Base


def migrate(connection: Connection) -> None:
    """Run the migrations over a connection; SQLite changes a table by making it anew, which `batch` asks for."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def connect_and_migrate() -> None:
    """Open a connection, and run the migrations."""
    engine = create_async_engine(context.config.get_main_option("sqlalchemy.url") or Settings().database_url)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
        await connection.commit()
    await engine.dispose()


def print_statements() -> None:
    """Write the statements out and run none: alembic upgrade head --sql."""
    context.configure(url=Settings().database_url, target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    print_statements()
else:
    asyncio.run(connect_and_migrate())
