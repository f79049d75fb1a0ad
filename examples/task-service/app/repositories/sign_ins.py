"""Access to the sessions of people who are signed in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CursorResult, Update, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import SignIn, User


class SignInRepository:
    """The sessions.

    Args:
        session: the database session of the request.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, sign_in: SignIn) -> None:
        """Add a session."""
        self._session.add(sign_in)
        await self._session.flush()

    async def user_of(self, sign_in_id: UUID, user_id: UUID) -> User | None:
        """Return whose session it is, if it is that user's and still goes on."""
        return await self._session.scalar(
            select(User)
            .join(SignIn, SignIn.user_id == User.id)
            .where(SignIn.id == sign_in_id, User.id == user_id, SignIn.revoked_at.is_(None))
        )

    async def forget(self, user_id: UUID, now: datetime) -> None:
        """Remove the sessions of a user that are over."""
        over = or_(SignIn.revoked_at.is_not(None), SignIn.expires_at < now)
        await self._session.execute(delete(SignIn).where(SignIn.user_id == user_id, over))

    async def rotate(self, sign_in_id: UUID, used: UUID, following: UUID, expires_at: datetime) -> bool:
        """Put one refresh token in the place of another, and tell whether that one was still good.

        One statement decides, so of two callers with the same token only one can have the next.
        """
        return await self._changes(
            update(SignIn)
            .where(SignIn.id == sign_in_id, SignIn.refresh_id == used, SignIn.revoked_at.is_(None))
            .values(refresh_id=following, expires_at=expires_at)
        )

    async def revoke(self, sign_in_id: UUID, now: datetime) -> bool:
        """End a session, and tell whether it went on until now."""
        return await self._changes(
            update(SignIn).where(SignIn.id == sign_in_id, SignIn.revoked_at.is_(None)).values(revoked_at=now)
        )

    async def _changes(self, statement: Update) -> bool:
        result = await self._session.execute(statement)
        return isinstance(result, CursorResult) and result.rowcount == 1
