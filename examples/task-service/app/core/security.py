"""Passwords and tokens."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple, TypeVar
from uuid import UUID, uuid4

import jwt
from anyio import CapacityLimiter, to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.clock import Clock, utc_now
from app.core.exceptions import AuthenticationError

_ALGORITHM = "HS256"
_ISSUER = "task-service"
_ACCESS = "task-service:access"
_REFRESH = "task-service:refresh"
_CLAIMS = ["aud", "exp", "iat", "iss", "jti", "sid", "sub"]
_Result = TypeVar("_Result")


class Passwords:
    """Argon2id with the least that OWASP asks for; at most four at once, for each takes 19 MiB and a processor."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._limiter = CapacityLimiter(4)
        self._nobodys = self._hasher.hash(str(uuid4()))

    async def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        return await self._aside(lambda: self._hasher.hash(password))

    async def matches(self, password: str, kept: str | None) -> bool:
        """Tell whether a password is the one that was kept; it takes as long where nothing was."""
        matched = await self._aside(lambda: self._verify(password, kept or self._nobodys))
        return matched and kept is not None

    def _verify(self, password: str, kept: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _aside(self, work: Callable[[], _Result]) -> _Result:
        """Do it in a thread, so that other requests go on."""
        return await to_thread.run_sync(work, limiter=self._limiter)


class Claims(NamedTuple):
    """What a token says."""

    user_id: UUID
    session_id: UUID
    token_id: UUID


class TokenPair(NamedTuple):
    """What a caller gets by signing in."""

    access_token: str
    refresh_token: str
    expires_in: int
    """How many seconds the access token is good for."""


class Tokens:
    """Signed tokens of two kinds that cannot stand in for each other, since each names its audience.

    Args:
        secret: what they are signed with.
        access: how long an access token is good for.
        refresh: how long a refresh token is good for.
        now: the clock that they are issued by.
    """

    def __init__(self, secret: str, access: timedelta, refresh: timedelta, now: Clock = utc_now) -> None:
        self._secret = secret
        self._access = access
        self.refresh_lifetime = refresh
        self._now = now

    def issue(self, user_id: UUID, session_id: UUID, refresh_id: UUID) -> TokenPair:
        """Return a pair for a session; the refresh token is the one that is known as `refresh_id`."""
        return TokenPair(
            access_token=self._sign(Claims(user_id, session_id, uuid4()), _ACCESS, self._access),
            refresh_token=self._sign(Claims(user_id, session_id, refresh_id), _REFRESH, self.refresh_lifetime),
            expires_in=int(self._access.total_seconds()),
        )

    def read_access(self, token: str) -> Claims:
        """Return what an access token says, or raise `AuthenticationError`."""
        return self._read(token, _ACCESS)

    def read_refresh(self, token: str) -> Claims:
        """Return what a refresh token says, or raise `AuthenticationError`."""
        return self._read(token, _REFRESH)

    def _sign(self, claims: Claims, audience: str, lifetime: timedelta) -> str:
        now = self._now()
        payload = {
            "iss": _ISSUER,
            "aud": audience,
            "sub": str(claims.user_id),
            "sid": str(claims.session_id),
            "jti": str(claims.token_id),
            "iat": now,
            "exp": now + lifetime,
        }
        return jwt.encode(payload, self._secret, algorithm=_ALGORITHM)

    def _read(self, token: str, audience: str) -> Claims:
        try:
            payload = jwt.decode(
                token,
                self._secret,
                algorithms=[_ALGORITHM],
                audience=audience,
                issuer=_ISSUER,
                options={"require": _CLAIMS},
            )
            return Claims(UUID(payload["sub"]), UUID(payload["sid"]), UUID(payload["jti"]))
        except (jwt.InvalidTokenError, ValueError) as error:
            raise invalid_token() from error


def invalid_token() -> AuthenticationError:
    """Return the one answer to every token that is not good, whatever is wrong with it."""
    return AuthenticationError("invalid_token", "The token is missing, wrong, expired or revoked.")
