"""Signing in, staying so, signing out."""

import logging
from typing import NamedTuple
from uuid import UUID, uuid4

from app.core.clock import Clock, utc_now
from app.core.exceptions import AuthenticationError, PermissionDeniedError
from app.core.security import Passwords, TokenPair, Tokens, invalid_token
from app.models import SignIn, User
from app.repositories.sign_ins import SignInRepository
from app.repositories.users import UserRepository
from app.services.transaction import Transaction

logger = logging.getLogger(__name__)


class Caller(NamedTuple):
    """Who calls, and by which session."""

    user: User
    session_id: UUID


class SessionService:
    """What can be done with sessions.

    Args:
        users: the accounts.
        sign_ins: the sessions.
        passwords: how passwords are kept.
        tokens: how tokens are made and read.
        transaction: the transaction of the request.
        now: the clock.
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- it is where these meet
        self,
        users: UserRepository,
        sign_ins: SignInRepository,
        passwords: Passwords,
        tokens: Tokens,
        transaction: Transaction,
        now: Clock = utc_now,
    ) -> None:
        self._users = users
        self._sign_ins = sign_ins
        self._passwords = passwords
        self._tokens = tokens
        self._transaction = transaction
        self._now = now

    async def sign_in(self, email: str, password: str) -> TokenPair:
        """Begin a session.

        Raises:
            AuthenticationError: address and password do not belong together; it is not told which of them is wrong.
            PermissionDeniedError: the account is closed.
        """
        user = await self._users.find_by_email(email)
        matched = await self._passwords.matches(password, user.password_hash if user else None)
        if user is None or not matched:
            logger.warning("sign-in refused")
            raise AuthenticationError("invalid_credentials", "Address and password do not belong together.")
        _refuse_closed(user)
        now = self._now()
        await self._sign_ins.forget(user.id, now)
        sign_in = SignIn(user_id=user.id, expires_at=now + self._tokens.refresh_lifetime)
        await self._sign_ins.add(sign_in)
        await self._transaction.commit()
        logger.info("signed in", extra={"user_id": user.id, "session_id": sign_in.id})
        return self._tokens.issue(user.id, sign_in.id, sign_in.refresh_id)

    async def refresh(self, token: str) -> TokenPair:
        """Go on with a session: the refresh token is used up, and a new pair takes its place.

        Raises:
            AuthenticationError: the token is not good. One that was used before has been copied, so its session ends.
            PermissionDeniedError: the account is closed.
        """
        claims = self._tokens.read_refresh(token)
        user = await self._sign_ins.user_of(claims.session_id, claims.user_id)
        if user is None:
            raise invalid_token()
        _refuse_closed(user)
        following = uuid4()
        expires_at = self._now() + self._tokens.refresh_lifetime
        if await self._sign_ins.rotate(claims.session_id, claims.token_id, following, expires_at):
            await self._transaction.commit()
            return self._tokens.issue(user.id, claims.session_id, following)
        await self._end(claims.session_id)
        logger.warning("refresh token used twice", extra={"user_id": user.id, "session_id": claims.session_id})
        raise invalid_token()

    async def sign_out(self, caller: Caller) -> None:
        """End the caller's session; none of its tokens is good from now on."""
        await self._end(caller.session_id)
        logger.info("signed out", extra={"user_id": caller.user.id, "session_id": caller.session_id})

    async def caller(self, token: str) -> Caller:
        """Return whose access token this is.

        Raises:
            AuthenticationError: the token is not good, or its session is over.
            PermissionDeniedError: the account is closed.
        """
        claims = self._tokens.read_access(token)
        user = await self._sign_ins.user_of(claims.session_id, claims.user_id)
        if user is None:
            raise invalid_token()
        _refuse_closed(user)
        return Caller(user, claims.session_id)

    async def _end(self, session_id: UUID) -> None:
        await self._sign_ins.revoke(session_id, self._now())
        await self._transaction.commit()


def _refuse_closed(user: User) -> None:
    if not user.is_active:
        raise PermissionDeniedError("account_closed", "This account is closed.")
