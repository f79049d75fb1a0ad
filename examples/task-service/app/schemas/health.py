"""How the service is."""

from typing import Literal

from pydantic import Field

from app.schemas.base import OutputBase


class LivenessResponse(OutputBase):
    """The process answers."""

    status: Literal["ok"] = Field(default="ok", description="Always the same.", examples=["ok"])


class HealthResponse(LivenessResponse):
    """The process and its database answer."""

    database: Literal["ok"] = Field(default="ok", description="Always the same.", examples=["ok"])
    version: str = Field(description="The version that runs.", examples=["1.0.0"])
