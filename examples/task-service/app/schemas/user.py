"""Accounts."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field, SecretStr, StrictBool, model_validator

from app.core.vocabulary import Role
from app.schemas.base import ChangeBase, Email, InputBase, Line, MayBeLeftOut, OutputBase, PageBase


class UserBase(BaseModel):
    """What an account shows and is made from."""

    email: Email = Field(description="The address to sign in with.", examples=["ada@example.org"])
    display_name: Line = Field(max_length=100, description="The name that is shown.", examples=["Ada Lovelace"])


class UserCreate(UserBase, InputBase):
    """A new account."""

    password: SecretStr = Field(
        min_length=12,
        max_length=128,
        description="At least 12 characters, and not the address.",
        examples=["correct horse battery"],
    )

    @model_validator(mode="after")
    def _password_is_no_address(self) -> Self:
        if self.password.get_secret_value().lower() in {self.email, self.email.partition("@")[0]}:
            raise ValueError("the password must not be the address")
        return self


class UserUpdate(InputBase):
    """What people may change of their own account."""

    display_name: Line = Field(max_length=100, description="The name that is shown.", examples=["Ada King"])


class UserAccessUpdate(ChangeBase):
    """What an administrator may change of an account; what is left out stays."""

    role: MayBeLeftOut[Role] = Field(default=None, description="What the account may do.", examples=["admin"])
    is_active: MayBeLeftOut[StrictBool] = Field(default=None, description="Whether it may sign in.", examples=[False])


class UserResponse(UserBase, OutputBase):
    """An account, as it is shown."""

    id: UUID = Field(description="Its id.", examples=["7b0d2f1e-5c1f-4f0e-9a53-0d7a5b9a6c11"])
    role: Role = Field(description="What it may do.", examples=["user"])
    is_active: bool = Field(description="Whether it may sign in.", examples=[True])
    created_at: datetime = Field(description="Since when it is there.", examples=["2026-11-30T09:00:00Z"])


class UserListResponse(PageBase):
    """A part of the accounts, the newest first."""

    items: list[UserResponse] = Field(description="The accounts.", examples=[[]])
