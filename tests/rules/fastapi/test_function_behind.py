"""What the function behind an operation tells of its answer and its body, where the document tells nothing."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from specward.finding import Severity
from specward.project import Project
from specward.rules.fastapi import delete_status, free_form_body, response_without_schema
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from types import ModuleType

    from specward.rule import Fault

pytestmark = pytest.mark.verifies("006-the-five-agents/AC-018", partial=True)

HEAD = """\
from typing import Annotated, Any
from fastapi import APIRouter, Depends, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, StreamingResponse
from sse_starlette.sse import EventSourceResponse
from app.schemas import UserResponse
router = APIRouter()
"""
SILENT: dict[str, Any] = {"responses": {"200": {"description": "OK", "content": {"application/json": {"schema": {}}}}}}
FREE: dict[str, Any] = {
    "requestBody": {"content": {"application/json": {"schema": {"type": "object", "additionalProperties": True}}}},
    "responses": {"204": {"description": "Done"}},
}


def faults(
    rule: ModuleType, code: str, operation: dict[str, Any], name: str = "one", line: int = 0, method: str = "post"
) -> list[Fault]:
    """What a rule says of `POST /orders`, whose function was probed."""
    text = f"{HEAD}{code}"
    where = line or next(number for number, one in enumerate(text.split("\n"), 1) if f"def {name}(" in one)
    probe = {
        "schema": "specward/fastapi-probe/v1",
        "application": "app.api:app",
        "openapi": {
            "openapi": "3.1.0",
            "info": {"title": "Shop", "version": "1"},
            "paths": {"/orders": {method: operation}},
        },
        "rows": [
            {
                "path": "/orders",
                "method": method.upper(),
                "file": "app/api.py",
                "function": f"app.api.{name}",
                "line": where,
            }
        ],
        "digests": {"app/api.py": hashlib.sha256(text.encode()).hexdigest()},
    }
    files = {
        ".specify/specward.yml": "packs: [fastapi]\n",
        ".specify/fastapi/probe.json": json.dumps(probe),
        "app/api.py": text,
    }
    project = Project(MemorySource(files))
    return list(rule.check.function(project, project))


def test_a_delete_that_is_always_refused_needs_to_say_nothing_of_its_success() -> None:
    refused, done = "def one():\n    raise HTTPException(405)\n", "def one():\n    put_away()\n"
    assert faults(delete_status, refused, SILENT, method="delete") == []
    assert len(faults(delete_status, done, SILENT, method="delete")) == 1


@pytest.mark.parametrize(
    "code",
    [
        "def one():\n    return RedirectResponse('/a')\n",
        "def one():\n    return FileResponse('a')\n",
        "def one():\n    log()\n    raise HTTPException(501, detail='not here')\n",
        "async def one():\n    return EventSourceResponse(lines())\n",
        "def one(request):\n    return templates.TemplateResponse('a.html', {'request': request})\n",
        "def one(a):\n    if a:\n        return HTMLResponse('a')\n    return Response(a, media_type='text/yaml')\n",
        "def one(a):\n    return HTMLResponse('a') if a else RedirectResponse('/b')\n",
        "def one():\n    response = StreamingResponse(lines())\n    response.headers['a'] = 'b'\n    return response\n",
        "def page(a):\n    return HTMLResponse(a)\ndef one():\n    return page('a')\n",
        "async def page(a):\n    return HTMLResponse(a)\nasync def one():\n    return await page('a')\n",
        "class A:\n    def a(self):\n        return HTMLResponse()\n    def one(self):\n        return self.a()\n",
        "def one(a):\n    return Response(a, media_type='application/json') if a else HTMLResponse(a)\n",
        "@router.post('/orders')\ndef one():\n    def inner():\n        return 1\n    return RedirectResponse('/a')\n",
    ],
)
def test_a_function_that_returns_responses_of_its_own_needs_no_schema(code: str) -> None:
    assert faults(response_without_schema, code, SILENT) == []


@pytest.mark.parametrize(
    "code",
    [
        "def one(): ...\n",
        "def one():\n    return {'a': 1}\n",
        "def one():\n    return JSONResponse({'a': 1})\n",
        "def one():\n    return Response(status_code=204)\n",
        "def one():\n    return Response('{}', media_type='application/json')\n",
        "def one():\n    return UserResponse(name='a')\n",
        "def one(a):\n    if a:\n        return HTMLResponse('a')\n    return {'a': 1}\n",
        "def one(a):\n    if a:\n        return\n    return HTMLResponse('a')\n",
        "def two():\n    return HTMLResponse('a')\ndef page():\n    return two()\ndef one():\n    return page()\n",
        "def one():\n    return one()\n",
        "class A:\n    def page(self):\n        return 1\ndef one():\n    return page()\n",
    ],
)
def test_any_other_function_does(code: str) -> None:
    assert len(faults(response_without_schema, code, SILENT)) == 1


def test_a_function_that_is_not_where_the_probe_saw_it_tells_nothing() -> None:
    code = "def one():\n    return HTMLResponse('a')\ndef two(): ...\n"
    assert len(faults(response_without_schema, code, SILENT, line=900)) == 1
    assert len(faults(response_without_schema, code, SILENT, name="two")) == 1


@pytest.mark.parametrize(
    "read",
    [
        "body['a']",
        "body.get('a')",
        "body.pop('a', None)",
        "'a' in body",
        "'a' not in body",
        "all(k in body for k in KEYS)",
        "save(int(body['a']))",
        "Item(**body)",
    ],
)
def test_a_body_whose_keys_are_looked_for_by_name_is_a_warning(read: str) -> None:
    (fault,) = faults(free_form_body, f"def one(body: dict):\n    return {read}\n", FREE)
    assert fault.severity is None


def test_what_is_made_of_a_body_is_read_like_it() -> None:
    (fault,) = faults(free_form_body, "def one(body: dict):\n    clean = strip(body)\n    return clean['a']\n", FREE)
    assert fault.severity is None


@pytest.mark.parametrize(
    "code",
    [
        "def one(body: dict):\n    return Config(body)\n",
        "def one(body: dict, key: str):\n    return body[key]\n",
        "def one(body: dict):\n    found = {}\n    return found['a'], found.get('b'), save(body)\n",
        "def one(body: Any, user: Annotated[dict, Depends(f)]):\n    return user['a'], save(body)\n",
    ],
)
def test_a_body_that_is_handed_on_as_it_is_is_information(code: str) -> None:
    (fault,) = faults(free_form_body, code, FREE)
    assert fault.severity is Severity.INFO


def test_a_function_that_is_not_sent_the_body_itself_tells_nothing_of_it() -> None:
    (fault,) = faults(free_form_body, "def one(): ...\n", FREE)
    assert fault.severity is None
