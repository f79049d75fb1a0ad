"""The settings, from the environment or a file `.env`; nothing else reads the environment."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """What differs from one deployment to another; `.env.example` explains each."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    database_url: str = "sqlite+aiosqlite:///./tasks.sqlite3"
    jwt_secret: SecretStr = Field(min_length=32)
    access_token_minutes: int = Field(default=15, ge=1, le=60)
    refresh_token_days: int = Field(default=30, ge=1, le=90)
    cors_origins: Annotated[list[str], NoDecode] = []
    auth_requests_per_minute: int = Field(default=10, ge=1)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("database_url")
    @classmethod
    def _is_asynchronous(cls, url: str) -> str:
        if not url.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
            raise ValueError("must begin with sqlite+aiosqlite:// or postgresql+asyncpg://")
        return url

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _are_between_commas(cls, origins: object) -> object:
        return (
            [origin.strip() for origin in origins.split(",") if origin.strip()] if isinstance(origins, str) else origins
        )

    @field_validator("cors_origins")
    @classmethod
    def _are_named(cls, origins: list[str]) -> list[str]:
        if "*" in origins:
            raise ValueError("name the origins; * would let every site in")
        return origins
