"""The application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.routing import APIRoute

from app import __version__
from app.api import health
from app.api.errors import install_error_handlers
from app.api.middleware import RequestContextMiddleware
from app.api.v1.router import router as v1
from app.core.config import Settings
from app.core.logging import configure_logging
from app.core.resources import Resources

_DESCRIPTION = """\
Tasks of people who sign in.

Lists take `limit` and `offset` and say how many items there are in all. Every error has one form: a `code` for
programs, a `message` for people, `details` for fields that are not valid, and the `request_id` that the logs have too.
"""
_TAGS = [
    {"name": "users", "description": "Accounts."},
    {"name": "sessions", "description": "Signing in, staying so, signing out."},
    {"name": "tasks", "description": "Tasks, each its owner's alone."},
    {"name": "health", "description": "Whether the service runs."},
]


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return an application; without settings they are read from the environment."""
    settings = settings or Settings()
    resources = Resources.of(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        configure_logging(settings.log_level)
        yield
        await resources.database.close()

    app = FastAPI(
        title="Task Service",
        version=__version__,
        description=_DESCRIPTION,
        openapi_tags=_TAGS,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        redirect_slashes=False,
    )
    app.state.resources = resources
    app.include_router(health.router)
    app.include_router(v1)
    install_error_handlers(app)
    # The last one added is the outermost.
    app.add_middleware(RequestContextMiddleware)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST", "PATCH", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "X-Request-ID"],
        expose_headers=["Location", "Retry-After", "X-Request-ID"],
    )
    return app


def _operation_id(route: APIRoute) -> str:
    """Return the name of the function, which generated clients call their methods by."""
    return route.name


app = create_app()
