"""The connection to the database: SQLite by default, PostgreSQL by configuration."""

from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry


class Database:
    """An engine with its pool of connections, made once for each process.

    Args:
        url: where the database is, with its asynchronous driver.
    """

    def __init__(self, url: str) -> None:
        self.engine = create_async_engine(url, pool_pre_ping=True)
        self.sessions: async_sessionmaker[AsyncSession] = async_sessionmaker(self.engine, expire_on_commit=False)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine.sync_engine, "connect", _behave)

    async def ping(self) -> None:
        """Ask the database something; what goes wrong is raised."""
        async with self.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()


def _behave(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Let SQLite hold foreign keys, and let readers go on while something is written; it does neither by itself."""
    cursor = connection.cursor()
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "busy_timeout = 5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
