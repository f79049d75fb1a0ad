"""Every error in one form, and which status each is."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.core.exceptions import (
    AuthenticationError,
    ConflictError,
    NotFoundError,
    PermissionDeniedError,
    ServiceError,
    TooManyRequestsError,
    UnavailableError,
)
from app.core.logging import request_id
from app.schemas.error import ErrorDetailResponse, ErrorResponse

logger = logging.getLogger(__name__)
_STATUSES: dict[type[ServiceError], int] = {
    AuthenticationError: status.HTTP_401_UNAUTHORIZED,
    PermissionDeniedError: status.HTTP_403_FORBIDDEN,
    NotFoundError: status.HTTP_404_NOT_FOUND,
    ConflictError: status.HTTP_409_CONFLICT,
    TooManyRequestsError: status.HTTP_429_TOO_MANY_REQUESTS,
    UnavailableError: status.HTTP_503_SERVICE_UNAVAILABLE,
}
_MEANINGS = {
    400: "The body cannot be read.",
    401: "Nobody is signed in, or not as said.",
    403: "This account may not do that.",
    404: "There is no such thing.",
    409: "What is there already stands against it.",
    422: "Some fields are not valid; `details` names each.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
    500: "The service is at fault; its log has the request id.",
    503: "The database does not answer.",
}
_LONGEST_FIELD = 200


def errors(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Return what an operation documents about the errors that it may answer with; 500 is always among them."""
    return {code: {"model": ErrorResponse, "description": _MEANINGS[code]} for code in (*codes, 500)}


def error_response(
    code: int,
    word: str,
    message: str,
    details: Sequence[ErrorDetailResponse] = (),
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """Return the answer that tells of an error."""
    body = ErrorResponse(code=word, message=message, details=list(details), request_id=request_id.get())
    return JSONResponse(body.model_dump(), code, headers)


def internal_error() -> JSONResponse:
    """Return the answer where the service is at fault; what went wrong stays in the log."""
    return error_response(500, "internal_error", "Something went wrong here. It has been logged.")


def install_error_handlers(app: FastAPI) -> None:
    """Let the application answer every error in the one form."""
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)


async def _service_error(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, ServiceError):
        raise error
    headers: dict[str, str] = {}
    if isinstance(error, AuthenticationError):
        headers["WWW-Authenticate"] = "Bearer"
    elif isinstance(error, TooManyRequestsError):
        headers["Retry-After"] = str(error.retry_after)
    return error_response(_STATUSES[type(error)], error.code, error.message, headers=headers)


async def _validation_error(_request: Request, error: Exception) -> JSONResponse:
    """Answer with where and what, never with the input itself: it may be a password."""
    if not isinstance(error, RequestValidationError):
        raise error
    details = [ErrorDetailResponse(field=_place(found["loc"]), message=str(found["msg"])) for found in error.errors()]
    return error_response(422, "validation_error", "Some fields are not valid.", details)


async def _http_error(_request: Request, error: Exception) -> JSONResponse:
    """Answer what the framework refuses by itself: unknown paths, methods, bodies that cannot be read."""
    if not isinstance(error, HTTPException):
        raise error
    found = HTTPStatus(error.status_code)
    headers = dict(error.headers) if error.headers else None
    return error_response(found.value, found.phrase.lower().replace(" ", "_"), f"{found.phrase}.", headers=headers)


def _place(location: Sequence[int | str]) -> str:
    """Return where a field stands; its name may come from the caller, so it is cut and made printable."""
    name = ".".join(str(part) for part in location)
    return name[:_LONGEST_FIELD].encode("ascii", "backslashreplace").decode("ascii")
