"""Make an account an administrator's: python -m app.promote ada@example.org."""

import asyncio
import sys

from app.core.config import Settings
from app.core.exceptions import NotFoundError
from app.core.resources import Resources
from app.repositories.users import UserRepository
from app.services.users import UserService


async def promote(settings: Settings, email: str) -> None:
    """Promote the account of an address.

    Raises:
        NotFoundError: there is none.
    """
    resources = Resources.of(settings)
    try:
        async with resources.database.sessions() as session:
            await UserService(UserRepository(session), resources.passwords, session).promote(email.lower())
    finally:
        await resources.database.close()


def main(arguments: list[str]) -> int:
    """Run the command, and return its exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m app.promote EMAIL\n")
        return 2
    try:
        asyncio.run(promote(Settings(), arguments[0]))
    except NotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
