"""The one form of every error."""

from pydantic import Field

from app.schemas.base import OutputBase


class ErrorDetailResponse(OutputBase):
    """What is wrong with one field."""

    field: str = Field(description="Where the field stands.", examples=["body.title"])
    message: str = Field(description="What is wrong with it.", examples=["String should have at least 1 character"])


class ErrorResponse(OutputBase):
    """What went wrong."""

    code: str = Field(description="A word for programs; it does not change.", examples=["task_not_found"])
    message: str = Field(description="A sentence for people.", examples=["There is no such task."])
    details: list[ErrorDetailResponse] = Field(default=[], description="The fields that are not valid.", examples=[[]])
    request_id: str = Field(
        description="The id of the request, which its log lines have too.",
        examples=["3f0f3a0e5d0c4c0b9d6f0a5e2b7c1d48"],
    )
