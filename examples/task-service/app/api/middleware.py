"""What happens around every request: an id, a log line, an answer where everything else has failed."""

import logging
import re
import time
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import internal_error
from app.core.logging import request_id

access = logging.getLogger("app.access")
failures = logging.getLogger("app.failures")
_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestContextMiddleware:
    """Gives each request an id, logs it with its time, and answers 500 where nothing else has answered.

    The 500 is answered here and not by Starlette's outermost handler, so that it has the id and the headers for other
    origins that every answer has.

    Args:
        app: what is within.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        current = given if _GIVEN_ID.fullmatch(given) else uuid4().hex
        before = request_id.set(current)
        began = time.perf_counter()
        answered = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = current
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            failures.exception("request failed")
            if answered:
                raise
            await internal_error()(scope, receive, send_with_headers)
        finally:
            # The query is left out: what people search for is nobody's business.
            access.info(
                "request",
                extra={
                    "method": scope["method"],
                    "path": scope["path"],
                    "status": answered,
                    "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                },
            )
            request_id.reset(before)
