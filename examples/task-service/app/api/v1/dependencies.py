"""What the operations of version 1 are given: services, and who calls."""

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.security import OAuth2PasswordBearer

from app.api.dependencies import DatabaseSession, SharedResources
from app.core.exceptions import PermissionDeniedError
from app.core.security import invalid_token
from app.core.vocabulary import Role
from app.repositories.sign_ins import SignInRepository
from app.repositories.tasks import TaskRepository
from app.repositories.users import UserRepository
from app.services.sessions import Caller, SessionService
from app.services.tasks import TaskService
from app.services.users import UserService

bearer = OAuth2PasswordBearer(
    tokenUrl="/api/v1/sessions",
    description="Sign in with address and password.",
    auto_error=False,
)


async def session_service(session: DatabaseSession, resources: SharedResources) -> SessionService:
    """Return the service for sessions."""
    users, sign_ins = UserRepository(session), SignInRepository(session)
    return SessionService(users, sign_ins, resources.passwords, resources.tokens, session)


async def user_service(session: DatabaseSession, resources: SharedResources) -> UserService:
    """Return the service for accounts."""
    return UserService(UserRepository(session), resources.passwords, session)


async def task_service(session: DatabaseSession) -> TaskService:
    """Return the service for tasks."""
    return TaskService(TaskRepository(session), session)


Sessions = Annotated[SessionService, Depends(session_service)]
Users = Annotated[UserService, Depends(user_service)]
Tasks = Annotated[TaskService, Depends(task_service)]


async def require_user(token: Annotated[str | None, Depends(bearer)], sessions: Sessions) -> Caller:
    """Let in whoever is signed in with an account that is not closed, in any role."""
    if token is None:
        raise invalid_token()
    return await sessions.caller(token)


SignedIn = Annotated[Caller, Depends(require_user)]


async def require_admin(caller: SignedIn) -> Caller:
    """Let administrators in."""
    if caller.user.role is not Role.ADMIN:
        raise PermissionDeniedError("admin_required", "This needs an administrator.")
    return caller


Administrator = Annotated[Caller, Depends(require_admin)]


async def limit_rate(request: Request, resources: SharedResources) -> None:
    """Count requests that may be guesses, by the address that they come from."""
    resources.auth_limiter.count(request.client.host if request.client else "unknown")


async def keep_out_of_caches(response: Response) -> None:
    """Let nobody keep an answer that holds tokens."""
    response.headers["Cache-Control"] = "no-store"
