"""A FastAPI back end of any size to measure the pack on: 650 files with 290 routes, as a large public one has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROUTED, OTHER, ROUTES = 58, 592, 5
"""Files with routes, files without, and the routes of each of the former."""
EDITED = "app/services/part_7.py"
_SETTINGS = "packs: [fastapi]\nfastapi: {profile: seed, app: 'app.main:app', openapi: openapi.json}\n"
_MAIN = "from fastapi import FastAPI\n\nfrom app.api import routers\n\napp = FastAPI(title='Shop', version='1.2.0')\n"


def write_backend(root: Path) -> int:
    """Write it; how many lines of Python it has."""
    files = {"app/main.py": _MAIN}
    files |= {f"app/api/part_{number}.py": _routes(number) for number in range(ROUTED)}
    files |= {f"app/services/part_{number}.py": service(number) for number in range(OTHER)}
    others = {".specify/specward.yml": _SETTINGS, "openapi.json": json.dumps(_document())}
    for path, text in (files | others).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return sum(text.count("\n") for text in files.values())


def _routes(number: int) -> str:
    head = (
        "from typing import Annotated\n\nfrom fastapi import APIRouter, Depends, HTTPException, status\n"
        "from pydantic import BaseModel, Field\nfrom sqlalchemy.ext.asyncio import AsyncSession\n\n"
        f"from app.core.database import get_session\nfrom app.services import part_{number}\n\n"
        f'router = APIRouter(prefix="/parts-{number}", tags=["parts {number}"])\n'
        "Session = Annotated[AsyncSession, Depends(get_session)]\n\n\n"
        f"class Part{number}Create(BaseModel):\n"
        '    name: str = Field(min_length=1, max_length=80, description="What it is called")\n'
        '    amount: int = Field(ge=0, description="How many there are")\n\n\n'
        f"class Part{number}Response(Part{number}Create):\n    id: int\n"
    )
    return head + "".join(_route(number, route) for route in range(ROUTES))


def _route(number: int, route: int) -> str:
    return (
        f'\n\n@router.post("/rows-{route}", status_code=status.HTTP_201_CREATED)\n'
        f"async def add_{number}_{route}(wanted: Part{number}Create, session: Session) -> Part{number}Response:\n"
        '    """Add a row; one of a name that is taken is refused."""\n'
        f"    if await part_{number}.find_0(session, wanted.name):\n"
        '        raise HTTPException(status.HTTP_409_CONFLICT, detail="the name is taken")\n'
        f"    return await part_{number}.add_0(session, wanted)\n"
    )


def service(number: int) -> str:
    """A module with classes, branches, loops and handlers, of about a hundred lines."""
    head = f'"""Part {number} of what the shop does."""\n\nimport logging\n\nlogger = logging.getLogger(__name__)\n'
    return head + "".join(
        f"\n\nasync def find_{part}(session, name):\n"
        f'    """The row that is called so; None where there is none."""\n'
        f"    rows = await session.rows({number}, {part})\n"
        "    for row in rows:\n        if row.name == name and row.amount > 0:\n            return row\n"
        f"    logger.info('nothing of %s in %s', name, {part})\n    return None\n"
        f"\n\nasync def add_{part}(session, wanted):\n"
        "    try:\n        return await session.add(wanted, amount=wanted.amount + 1)\n"
        "    except ValueError:\n        logger.exception('not added: %s', wanted.name)\n        raise\n"
        for part in range(5)
    )


def _document() -> dict[str, object]:
    answer = {"201": {"description": "Added", "content": {"application/json": {"schema": {"type": "object"}}}}}
    paths = {
        f"/parts-{number}/rows-{route}": {"post": {"operationId": f"add_{number}_{route}", "responses": answer}}
        for number in range(ROUTED)
        for route in range(ROUTES)
    }
    return {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.2.0"}, "paths": paths}
