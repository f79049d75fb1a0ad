"""Accounts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, status

from app.api.errors import errors
from app.api.v1.dependencies import Administrator, SignedIn, Users, limit_rate
from app.schemas.base import PageQuery
from app.schemas.user import UserAccessUpdate, UserCreate, UserListResponse, UserResponse, UserUpdate

router = APIRouter(prefix="/users", tags=["users"])
UserId = Annotated[UUID, Path(description="The account's id.", examples=["7b0d2f1e-5c1f-4f0e-9a53-0d7a5b9a6c11"])]


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    summary="Register",
    responses=errors(400, 409, 422, 429),
    dependencies=[Depends(limit_rate)],
)
async def create_user(body: UserCreate, users: Users) -> UserResponse:
    """Make an account; it is nobody's administrator."""
    return UserResponse.model_validate(await users.register(body))


@router.get("", summary="List the accounts", responses=errors(401, 403, 422))
async def list_users(_admin: Administrator, users: Users, page: Annotated[PageQuery, Query()]) -> UserListResponse:
    """Show all accounts to an administrator, the newest first."""
    found, total = await users.page(page.limit, page.offset)
    items = [UserResponse.model_validate(user) for user in found]
    return UserListResponse(items=items, total=total, limit=page.limit, offset=page.offset)


@router.get("/me", summary="Show one's own account", responses=errors(401, 403))
async def get_own_user(caller: SignedIn) -> UserResponse:
    """Show the account of whoever is signed in."""
    return UserResponse.model_validate(caller.user)


@router.patch("/me", summary="Change one's own account", responses=errors(400, 401, 403, 422))
async def update_own_user(body: UserUpdate, caller: SignedIn, users: Users) -> UserResponse:
    """Change the name that is shown."""
    return UserResponse.model_validate(await users.update(caller.user, body))


@router.patch("/{user_id}", summary="Change what an account may do", responses=errors(400, 401, 403, 404, 409, 422))
async def update_user_access(
    user_id: UserId, body: UserAccessUpdate, admin: Administrator, users: Users
) -> UserResponse:
    """Give or take the role of an administrator, close an account or open it again; not one's own."""
    return UserResponse.model_validate(await users.update_access(admin.user, user_id, body))
