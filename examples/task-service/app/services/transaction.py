"""What the services need to know of a transaction."""

from typing import Protocol


class Transaction(Protocol):
    """What a request has changed so far; it is given up unless somebody commits it."""

    async def commit(self) -> None:
        """Keep all of it."""
