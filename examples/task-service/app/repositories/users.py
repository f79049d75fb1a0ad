"""Access to accounts."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.exceptions import ConflictError
from app.models import User


class UserRepository:
    """The accounts.

    Args:
        session: the database session of the request.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, user: User) -> None:
        """Add an account.

        Raises:
            ConflictError: its address is taken; the database decides, so two at once cannot both have it.
        """
        self._session.add(user)
        try:
            await self._session.flush()
        except IntegrityError as error:
            raise ConflictError("email_taken", "There is an account with this address.") from error

    async def find(self, user_id: UUID) -> User | None:
        """Return an account, if there is one."""
        return await self._session.get(User, user_id)

    async def find_by_email(self, email: str) -> User | None:
        """Return the account of an address, if there is one."""
        return await self._session.scalar(select(User).where(User.email == email))

    async def page(self, limit: int, offset: int) -> tuple[Sequence[User], int]:
        """Return some accounts, the newest first, and how many there are."""
        rows = select(User).order_by(User.created_at.desc(), User.id).limit(limit).offset(offset)
        total = await self._session.scalar(select(func.count()).select_from(User))
        return (await self._session.scalars(rows)).all(), total or 0
