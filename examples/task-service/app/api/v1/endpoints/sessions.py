"""Sessions: sign in, go on, sign out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, status

from app.api.errors import errors
from app.api.v1.dependencies import Sessions, SignedIn, keep_out_of_caches, limit_rate
from app.schemas.session import SessionCreate, SessionResponse, SessionTokensCreate

router = APIRouter(prefix="/sessions", tags=["sessions"])


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    summary="Sign in",
    responses=errors(400, 401, 403, 422, 429),
    dependencies=[Depends(limit_rate), Depends(keep_out_of_caches)],
)
async def create_session(form: Annotated[SessionCreate, Form()], sessions: Sessions) -> SessionResponse:
    """Begin a session by the OAuth2 password flow."""
    return SessionResponse.model_validate(await sessions.sign_in(form.username, form.password.get_secret_value()))


@router.post(
    "/current/tokens",
    status_code=status.HTTP_201_CREATED,
    summary="Get the next pair of tokens",
    responses=errors(400, 401, 403, 422, 429),
    dependencies=[Depends(limit_rate), Depends(keep_out_of_caches)],
)
async def create_session_tokens(body: SessionTokensCreate, sessions: Sessions) -> SessionResponse:
    """Use a refresh token up. One that comes a second time has been copied: it ends the session."""
    return SessionResponse.model_validate(await sessions.refresh(body.refresh_token.get_secret_value()))


@router.delete("/current", status_code=status.HTTP_204_NO_CONTENT, summary="Sign out", responses=errors(401, 403))
async def delete_session(caller: SignedIn, sessions: Sessions) -> None:
    """End the session: its tokens are worth nothing from now on."""
    await sessions.sign_out(caller)
