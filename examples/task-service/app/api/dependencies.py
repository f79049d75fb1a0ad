"""What operations of every version are given."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.resources import Resources


async def resources_of(request: Request) -> Resources:
    """Return what the running application has."""
    resources: Resources = request.app.state.resources
    return resources


async def database_session(
    resources: Annotated[Resources, Depends(resources_of)],
) -> AsyncIterator[AsyncSession]:
    """Lend a database session to one request; what no service has committed is given up at its end."""
    async with resources.database.sessions() as session:
        yield session


SharedResources = Annotated[Resources, Depends(resources_of)]
DatabaseSession = Annotated[AsyncSession, Depends(database_session)]
