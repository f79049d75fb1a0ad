"""What all schemas have in common."""

import re
from datetime import date
from typing import Annotated, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    EmailStr,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

_Value = TypeVar("_Value")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

# PostgreSQL keeps no NUL in text, so none gets in.
NO_NUL = r"^[^\x00]*$"
_NO_NUL_AND_NOT_BLANK = r"^[^\x00]*[^\s\x00][^\x00]*$"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=_NO_NUL_AND_NOT_BLANK)]
"""Text that says something."""
Email = Annotated[EmailStr, StringConstraints(to_lower=True, max_length=254)]
"""An address; two that differ in case alone are one."""


def _is_written_out(value: object) -> object:
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("must be a day such as 2026-12-24")


# Pydantic alone takes numbers for days too, as seconds since 1970.
Day = Annotated[date, BeforeValidator(_is_written_out)]
"""A day of the calendar."""


def _is_not_null(value: _Value) -> _Value:
    if value is None:
        raise ValueError("may be left out, and may not be null")
    return value


MayBeLeftOut = Annotated[_Value | SkipJsonSchema[None], AfterValidator(_is_not_null)]
"""A field of a change: its default, None, says that it was left out, and cannot be sent."""


class InputBase(BaseModel):
    """The base of what comes in: a field that nobody knows is an error, not a slip that goes unseen."""

    model_config = ConfigDict(extra="forbid")


class ChangeBase(InputBase):
    """The base of a change: what is left out stays, and something must be there."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("give at least one field")
        return self


class OutputBase(BaseModel):
    """The base of what goes out, read from the attributes of a row."""

    # A field with a default is always sent, so the contract promises it.
    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)


class PageQuery(InputBase):
    """Which part of a list is asked for."""

    limit: int = Field(default=20, ge=1, le=100, description="How many items at most.", examples=[20])
    offset: int = Field(default=0, ge=0, le=1_000_000, description="How many items to pass over.", examples=[0])


class PageBase(OutputBase):
    """The base of a part of a list."""

    total: int = Field(ge=0, description="How many items there are in all.", examples=[42])
    limit: int = Field(ge=1, le=100, description="How many items were asked for.", examples=[20])
    offset: int = Field(ge=0, description="How many items were passed over.", examples=[0])
