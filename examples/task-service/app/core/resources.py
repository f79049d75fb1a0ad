"""What one running application has: made once, closed at its end, handed out by dependencies."""

from datetime import timedelta
from typing import NamedTuple

from app.core.config import Settings
from app.core.database import Database
from app.core.rate_limit import RateLimiter
from app.core.security import Passwords, Tokens


class Resources(NamedTuple):
    """What requests share."""

    database: Database
    passwords: Passwords
    tokens: Tokens
    auth_limiter: RateLimiter

    @classmethod
    def of(cls, settings: Settings) -> "Resources":
        """Make them; no connection is opened yet."""
        return cls(
            database=Database(settings.database_url),
            passwords=Passwords(),
            tokens=Tokens(
                settings.jwt_secret.get_secret_value(),
                access=timedelta(minutes=settings.access_token_minutes),
                refresh=timedelta(days=settings.refresh_token_days),
            ),
            auth_limiter=RateLimiter(settings.auth_requests_per_minute),
        )
