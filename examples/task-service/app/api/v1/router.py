"""All operations of version 1."""

from fastapi import APIRouter

from app.api.v1.endpoints import sessions, tasks, users

router = APIRouter(prefix="/api/v1")
router.include_router(users.router)
router.include_router(sessions.router)
router.include_router(tasks.router)
