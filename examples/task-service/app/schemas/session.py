"""Signing in, and staying so."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from app.schemas.base import Email, InputBase, OutputBase

RefreshToken = Annotated[SecretStr, Field(min_length=1, max_length=2048)]


class SessionCreate(InputBase):
    """A form as OAuth2 wants it; its `username` is the address."""

    grant_type: Literal["password"] = Field(default="password", description="The OAuth2 flow.", examples=["password"])
    username: Email = Field(description="The account's address.", examples=["ada@example.org"])
    password: SecretStr = Field(
        min_length=1,
        max_length=128,
        description="The account's password.",
        examples=["correct horse battery"],
    )
    scope: Literal[""] = Field(default="", description="Sent by OAuth2 clients; there are none.", examples=[""])


class SessionTokensCreate(InputBase):
    """What a session goes on with."""

    refresh_token: RefreshToken = Field(
        description="The last refresh token of the session; it is good once.",
        examples=["eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"],
    )


class SessionResponse(OutputBase):
    """A pair of tokens, named as OAuth2 wants it."""

    access_token: str = Field(
        description="To be sent as `Authorization: Bearer …`.", examples=["eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"]
    )
    refresh_token: str = Field(
        description="For the next pair; good once.", examples=["eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"]
    )
    token_type: Literal["bearer"] = Field(default="bearer", description="Always the same.", examples=["bearer"])
    expires_in: int = Field(ge=1, description="How many seconds the access token is good for.", examples=[900])
