"""Tasks, each its owner's alone."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response, status

from app.api.errors import errors
from app.api.v1.dependencies import SignedIn, Tasks
from app.schemas.task import TaskCreate, TaskListResponse, TaskQuery, TaskResponse, TaskUpdate

router = APIRouter(prefix="/tasks", tags=["tasks"])
TaskId = Annotated[UUID, Path(description="The task's id.", examples=["0c9e6b7a-1f4d-4b5e-8f0a-2a9f5a1f3d77"])]


@router.post("", status_code=status.HTTP_201_CREATED, summary="Make a task", responses=errors(400, 401, 403, 422))
async def create_task(
    body: TaskCreate, caller: SignedIn, tasks: Tasks, request: Request, response: Response
) -> TaskResponse:
    """Make an open task; the header `Location` says where it is."""
    task = await tasks.create(caller.user.id, body)
    response.headers["Location"] = request.app.url_path_for("get_task", task_id=task.id)
    return TaskResponse.model_validate(task)


@router.get("", summary="List one's tasks", responses=errors(401, 403, 422))
async def list_tasks(caller: SignedIn, tasks: Tasks, query: Annotated[TaskQuery, Query()]) -> TaskListResponse:
    """Show the tasks that fit the query, a page at a time; `total` counts them all."""
    found, total = await tasks.page(caller.user.id, query)
    items = [TaskResponse.model_validate(task) for task in found]
    return TaskListResponse(items=items, total=total, limit=query.limit, offset=query.offset)


@router.get("/{task_id}", summary="Show a task", responses=errors(401, 403, 404, 422))
async def get_task(task_id: TaskId, caller: SignedIn, tasks: Tasks) -> TaskResponse:
    """Show a task; somebody else's is not found."""
    return TaskResponse.model_validate(await tasks.get(caller.user.id, task_id))


@router.patch("/{task_id}", summary="Change a task", responses=errors(400, 401, 403, 404, 422))
async def update_task(task_id: TaskId, body: TaskUpdate, caller: SignedIn, tasks: Tasks) -> TaskResponse:
    """Change what is given; `completed_at` follows the status."""
    return TaskResponse.model_validate(await tasks.update(caller.user.id, task_id, body))


@router.delete(
    "/{task_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Remove a task",
    responses=errors(401, 403, 404, 422),
)
async def delete_task(task_id: TaskId, caller: SignedIn, tasks: Tasks) -> None:
    """Remove a task for good."""
    await tasks.remove(caller.user.id, task_id)
