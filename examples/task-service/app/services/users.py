"""Accounts: made, shown, changed."""

import logging
from collections.abc import Sequence
from uuid import UUID

from app.core.exceptions import ConflictError, NotFoundError
from app.core.security import Passwords
from app.core.vocabulary import Role
from app.models import User
from app.repositories.users import UserRepository
from app.schemas.user import UserAccessUpdate, UserCreate, UserUpdate
from app.services.transaction import Transaction

logger = logging.getLogger(__name__)


class UserService:
    """What can be done with accounts.

    Args:
        users: the accounts.
        passwords: how passwords are kept.
        transaction: the transaction of the request.
    """

    def __init__(self, users: UserRepository, passwords: Passwords, transaction: Transaction) -> None:
        self._users = users
        self._passwords = passwords
        self._transaction = transaction

    async def register(self, new: UserCreate) -> User:
        """Make an account.

        Raises:
            ConflictError: the address is taken.
        """
        user = User(
            email=new.email,
            display_name=new.display_name,
            password_hash=await self._passwords.hash(new.password.get_secret_value()),
        )
        await self._users.add(user)
        await self._transaction.commit()
        logger.info("account made", extra={"user_id": user.id})
        return user

    async def page(self, limit: int, offset: int) -> tuple[Sequence[User], int]:
        """Return some accounts, and how many there are."""
        return await self._users.page(limit, offset)

    async def update(self, user: User, change: UserUpdate) -> User:
        """Change what people may change of their own account."""
        user.display_name = change.display_name
        await self._transaction.commit()
        return user

    async def update_access(self, by: User, user_id: UUID, change: UserAccessUpdate) -> User:
        """Change what an account may do, as an administrator.

        Raises:
            NotFoundError: there is no such account.
            ConflictError: it is the administrator's own, who could lock everybody out.
        """
        if by.id == user_id:
            raise ConflictError("own_access", "Nobody changes what their own account may do.")
        user = await self._users.find(user_id)
        if user is None:
            raise NotFoundError("user_not_found", "There is no such account.")
        if change.role is not None:
            user.role = change.role
        if change.is_active is not None:
            user.is_active = change.is_active
        await self._transaction.commit()
        logger.info(
            "access changed",
            extra={"user_id": user.id, "by": by.id, "role": user.role, "is_active": user.is_active},
        )
        return user

    async def promote(self, email: str) -> User:
        """Make an account an administrator's, as whoever runs the service.

        Raises:
            NotFoundError: there is no such account.
        """
        user = await self._users.find_by_email(email)
        if user is None:
            raise NotFoundError("user_not_found", "There is no account with this address.")
        user.role = Role.ADMIN
        await self._transaction.commit()
        logger.info("account promoted", extra={"user_id": user.id})
        return user
