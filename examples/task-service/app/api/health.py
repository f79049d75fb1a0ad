"""Whether the service runs; these paths have no version, since what asks for them never changes."""

import logging

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError

from app import __version__
from app.api.dependencies import SharedResources
from app.api.errors import errors
from app.core.exceptions import UnavailableError
from app.schemas.health import HealthResponse, LivenessResponse

logger = logging.getLogger(__name__)
router = APIRouter(tags=["health"])


@router.get("/live", summary="Ask whether the process answers", responses=errors())
async def get_liveness() -> LivenessResponse:
    """For whoever restarts the process: the database is not asked, since a restart would not mend it."""
    return LivenessResponse()


@router.get("/health", summary="Ask whether the service can work", responses=errors(503))
async def get_health(resources: SharedResources) -> HealthResponse:
    """For whoever sends requests here: the database is asked."""
    try:
        await resources.database.ping()
    except (SQLAlchemyError, OSError) as error:
        logger.exception("the database does not answer")
        raise UnavailableError("database_unavailable", "The database does not answer.") from error
    return HealthResponse(version=__version__)
