"""What is wrong with routes, layers and models in the source of a back end; first what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.fastapi.source_files import MODEL, ROUTER, found, lines

from specward.check.manual import EXAMPLE, example
from specward.finding import Severity
from specward.rules.fastapi.input_allows_extra import check as input_allows_extra
from specward.rules.fastapi.outdated_pydantic import check as outdated_pydantic
from specward.rules.fastapi.query_in_endpoint import check as query_in_endpoint
from specward.rules.fastapi.route_on_app import check as route_on_app
from specward.rules.fastapi.router_without_prefix_or_tags import check as router_without_prefix_or_tags
from specward.rules.fastapi.schema_knows_database import check as schema_knows_database
from specward.rules.fastapi.service_knows_http import check as service_knows_http
from specward.rules.fastapi.unsuffixed_schema import check as unsuffixed_schema
from specward.rules.fastapi.untyped_body import check as untyped_body

if TYPE_CHECKING:
    from specward.rule import Rule

pytestmark = pytest.mark.verifies("006-the-five-agents/AC-017")

ALL = (
    *(route_on_app, router_without_prefix_or_tags, query_in_endpoint, service_knows_http, schema_knows_database),
    *(outdated_pydantic, untyped_body, input_allows_extra, unsuffixed_schema),
)
every_rule = pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)


@every_rule
def test_without_the_pack_nothing_is_said(rule: Rule) -> None:
    files = {path: text for path, text in example(rule, EXAMPLE).items() if path.endswith(".py")}
    assert found(rule, files, "packs: []\n") == []


@pytest.mark.parametrize("rule", [query_in_endpoint, service_knows_http, schema_knows_database, unsuffixed_schema])
def test_what_only_a_stricter_profile_asks_for_is_not_asked_by_default(rule: Rule) -> None:
    files = {path: text for path, text in example(rule, EXAMPLE).items() if path.endswith(".py")}
    assert found(rule, files, "packs: [fastapi]\n") == []
    assert found(rule, files) != []


def test_layers_that_are_configured_are_held_to_under_any_profile() -> None:
    configuration = "packs: [fastapi]\nfastapi:\n  layers:\n    services: ['app/domain/**']\n"
    source = "from fastapi import HTTPException\n"
    files = {"app/domain/orders.py": source, "app/services/orders.py": source}
    assert [one.location.path for one in found(service_knows_http, files, configuration)] == ["app/domain/orders.py"]


SILENT: list[tuple[str, Rule, dict[str, str] | str]] = [
    (
        "health and what the schema leaves out, on the application",
        route_on_app,
        (
            "from fastapi import FastAPI\napp = FastAPI()\n"
            "@app.get('/')\ndef root(): ...\n@app.get('/healthz')\ndef health(): ...\n"
            "@app.get('/admin', include_in_schema=False)\ndef admin(): ...\n"
        ),
    ),
    (
        "one operation on the application",
        route_on_app,
        "import fastapi\napp = fastapi.FastAPI()\n@app.get('/a')\ndef a(): ...\n",
    ),
    (
        "operations on a router",
        route_on_app,
        f"{ROUTER}@router.get('/a')\ndef a(): ...\n@router.get('/b')\ndef b(): ...\n",
    ),
    (
        "a prefix at an inclusion above",
        router_without_prefix_or_tags,
        {
            "app/a.py": f"{ROUTER}@router.get('/a')\ndef a(): ...\n",
            "app/all.py": "from fastapi import APIRouter\nfrom app.a import router as one\nboth = APIRouter()\n"
            "both.include_router(one)\n",
            "app/main.py": "from fastapi import FastAPI\nfrom app.all import both\napp = FastAPI()\n"
            "app.include_router(both, prefix='/v1')\n",
        },
    ),
    (
        "tags of the operations themselves",
        router_without_prefix_or_tags,
        (
            f"{ROUTER}@router.get('/a', tags=['a'])\ndef a(): ...\nfrom fastapi import FastAPI\napp = FastAPI()\n"
            "app.include_router(router)\n"
        ),
    ),
    ("a router that is included nowhere", router_without_prefix_or_tags, f"{ROUTER}@router.get('/a')\ndef a(): ...\n"),
    (
        "a router that a loop includes",
        router_without_prefix_or_tags,
        (
            f"{ROUTER}@router.get('/a')\ndef a(): ...\nfrom fastapi import FastAPI\napp = FastAPI()\n"
            "for one in [router]:\n    app.include_router(one)\n"
        ),
    ),
    (
        "routers that include each other",
        router_without_prefix_or_tags,
        (
            f"{ROUTER}other = APIRouter()\nrouter.include_router(other)\nother.include_router(router)\n"
            "@router.get('/a')\ndef a(): ...\n"
        ),
    ),
    (
        "a commit in an endpoint",
        query_in_endpoint,
        f"from sqlalchemy.orm import Session\n{ROUTER}@router.post('/a')\ndef a(db: Session):\n    db.commit()\n",
    ),
    (
        "a check of health",
        query_in_endpoint,
        (
            f"from sqlalchemy.orm import Session\n{ROUTER}@router.get('/healthz')\ndef a(db: Session):\n"
            "    db.execute('SELECT 1')\n"
        ),
    ),
    ("get of a dictionary", query_in_endpoint, f"{ROUTER}@router.get('/a')\ndef a(db: dict):\n    db.get('a')\n"),
    ("numbers of statuses in a service", service_knows_http, {"app/services/a.py": "from fastapi import status\n"}),
    ("an exception of its own", service_knows_http, {"app/services/a.py": "from app.errors import HTTPException\n"}),
    ("HTTP in an endpoint", service_knows_http, {"app/api/routes/a.py": "from fastapi import HTTPException\n"}),
    (
        "a dependency that lies among the services",
        service_knows_http,
        {
            "app/services/user.py": "from fastapi import Depends, HTTPException\n",
            "app/services/deps.py": "from fastapi import Request\n",
        },
    ),
    (
        "an enumeration that stands among the models",
        schema_knows_database,
        {
            "app/models/a.py": "from enum import StrEnum\nfrom sqlalchemy import Column\nclass Kind(StrEnum): ...\n",
            "app/schemas/a.py": "from app.models.a import Kind\n",
        },
    ),
    (
        "a table for type checkers alone",
        schema_knows_database,
        {
            "app/models/a.py": "from app.db import Base\nclass A(Base): ...\n",
            "app/schemas/a.py": "if TYPE_CHECKING:\n    from app.models.a import A\n",
        },
    ),
    (
        "models that are no tables",
        schema_knows_database,
        {"app/models/a.py": f"{MODEL}class A(BaseModel): ...\n", "app/schemas/a.py": "from app.models.a import A\n"},
    ),
    (
        "pydantic 1 by its own name",
        outdated_pydantic,
        (
            "from pydantic.v1 import BaseModel, validator\nclass A(BaseModel):\n    @validator('a')\n"
            "    def a(cls, v): ...\n"
        ),
    ),
    ("a configuration of something else", outdated_pydantic, "class A:\n    class Config:\n        orm_mode = True\n"),
    ("a method `dict` of something unknown", outdated_pydantic, "def a(b):\n    return b.dict(), b.json(indent=1)\n"),
    ("a file that a program has written", outdated_pydantic, "# This file was auto-generated.\nA.parse_obj(1)\n"),
    ("a body that is a model", untyped_body, f"{ROUTER}@router.post('/a')\ndef a(b: Order) -> Order: ...\n"),
    (
        "a dictionary of numbers",
        untyped_body,
        f"{ROUTER}@router.post('/a')\ndef a(b: dict[str, int]) -> dict[str, list[int]]: ...\n",
    ),
    (
        "a dependency that is a dictionary",
        untyped_body,
        f"from fastapi import Depends\n{ROUTER}@router.post('/a')\ndef a(b: dict = Depends(c)): ...\n",
    ),
    (
        "a dependency that is annotated",
        untyped_body,
        (
            f"from fastapi import Depends\nfrom typing import Annotated\n{ROUTER}@router.post('/a')\n"
            "def a(b: Annotated[dict, Depends(c)]): ...\n"
        ),
    ),
    (
        "a small answer about the service itself",
        untyped_body,
        f"{ROUTER}@router.get('/health')\ndef a() -> dict: ...\n",
    ),
    (
        "a response of another class",
        untyped_body,
        f"{ROUTER}@router.get('/a', response_class=HTML)\ndef a() -> dict: ...\n",
    ),
    (
        "a model above that forbids",
        input_allows_extra,
        (
            f"{MODEL}{ROUTER}class Strict(BaseModel, extra='forbid'): ...\nclass A(Strict): ...\n"
            "@router.post('/a')\ndef a(b: A): ...\n"
        ),
    ),
    (
        "a model that ignores on purpose",
        input_allows_extra,
        (
            f"{MODEL}{ROUTER}class A(BaseModel):\n    model_config = {{'extra': 'ignore'}}\n"
            "@router.post('/a')\ndef a(b: A): ...\n"
        ),
    ),
    (
        "a configuration that nobody can read",
        input_allows_extra,
        f"{MODEL}{ROUTER}class A(BaseModel):\n    model_config = CONFIG\n@router.post('/a')\ndef a(b: A): ...\n",
    ),
    (
        "a model from elsewhere",
        input_allows_extra,
        (
            "from library import Model\nfrom pydantic import BaseModel\n"
            f"{ROUTER}class A(Model, BaseModel): ...\n@router.post('/a')\ndef a(b: A): ...\n"
        ),
    ),
    (
        "a model that is only answered",
        input_allows_extra,
        f"{MODEL}{ROUTER}class A(BaseModel): ...\n@router.get('/a')\ndef a() -> A: ...\n",
    ),
    (
        "names that say what they are for",
        unsuffixed_schema,
        (
            f"{MODEL}{ROUTER}class CreateA(BaseModel): ...\nclass ARead(BaseModel): ...\n@router.post('/a')\n"
            "def a(b: CreateA) -> list[ARead]: ...\n"
        ),
    ),
    (
        "a model in another",
        unsuffixed_schema,
        (
            f"{MODEL}{ROUTER}class Address(BaseModel): ...\nclass ARead(BaseModel):\n    at: Address\n"
            "@router.get('/a')\ndef a() -> ARead: ...\n"
        ),
    ),
    ("a class that is no model", unsuffixed_schema, f"{ROUTER}class A: ...\n@router.post('/a')\ndef a(b: A): ...\n"),
]


@pytest.mark.parametrize(
    ("rule", "files"), [(rule, files) for _, rule, files in SILENT], ids=[said for said, _, _ in SILENT]
)
def test_nothing_is_said_of(rule: Rule, files: dict[str, str] | str) -> None:
    assert lines(rule, files) == []


FAULTS: list[tuple[str, Rule, dict[str, str] | str, list[str]]] = [
    (
        "operations on an application of another file",
        route_on_app,
        {
            "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
            "app/a.py": "from .main import app\n@app.get('/a')\ndef a(): ...\n@app.post('/b')\ndef b(): ...\n",
        },
        ["@app.get('/a')"],
    ),
    (
        "a router that is handed on without anything",
        router_without_prefix_or_tags,
        {
            "app/api/a.py": f"{ROUTER}@router.get('/a')\ndef a(): ...\n",
            "app/api/__init__.py": "from app.api.a import router\n",
            "app/main.py": (
                "from fastapi import FastAPI\nfrom app.api import router\napp = FastAPI()\napp.include_router(router)\n"
            ),
        },
        ["router = APIRouter()"],
    ),
    (
        "a session by the name of its type",
        query_in_endpoint,
        (
            f"from app.api.deps import SessionDep\n{ROUTER}@router.get('/a')\nasync def a(s: SessionDep):\n"
            "    b = await s.scalars(c)\n    await s.execute(d)\n"
        ),
        ["b = await s.scalars(c)"],
    ),
    (
        "a statement that is built",
        query_in_endpoint,
        (
            f"from sqlmodel import select\n{ROUTER}@router.get('/a')\ndef a(repository: Repository):\n"
            "    repository.run(select(A))\n"
        ),
        ["repository.run(select(A))"],
    ),
    (
        "a request in a repository",
        service_knows_http,
        {"app/repositories/a.py": "from starlette.requests import Request\n"},
        ["from starlette.requests import Request"],
    ),
    (
        "an endpoint in a service",
        service_knows_http,
        {"backend/app/services/a.py": "from app.api.routes.a import b\nfrom ..api.routes import a\n"},
        ["from app.api.routes.a import b", "from ..api.routes import a"],
    ),
    (
        "SQLAlchemy in a schema, and a file of tables",
        schema_knows_database,
        {
            "app/models.py": "from sqlalchemy import Column\n",
            "app/schemas.py": "from sqlalchemy.orm import Session\nfrom app import models\n",
        },
        ["from sqlalchemy.orm import Session", "from app import models"],
    ),
    (
        "a configuration, a method and a class method",
        outdated_pydantic,
        (
            f"{MODEL}class A(BaseModel):\n    class Config:\n        frozen = True\n"
            "def a(b: A):\n    A.parse_obj({})\n    return b.dict()\n"
        ),
        ["class Config:", "A.parse_obj({})", "return b.dict()"],
    ),
    (
        "a configuration that only models have",
        outdated_pydantic,
        "from app.base import Schema\nclass A(Schema):\n    class Config:\n        orm_mode = True\n",
        ["class Config:"],
    ),
    (
        "arguments that only models have, and an import that is gone",
        outdated_pydantic,
        "from pydantic import BaseSettings\ndef a(b):\n    return b.dict(exclude_unset=True)\n",
        ["from pydantic import BaseSettings", "return b.dict(exclude_unset=True)"],
    ),
    (
        "bodies and an answer without fields",
        untyped_body,
        (
            f"from typing import Any, Dict, Optional\nfrom fastapi import Body\n{ROUTER}@router.post('/a')\n"
            "def a(\n    b: Dict[str, Any],\n    c: Any = Body(),\n    d: Optional[list] = None,\n"
            ") -> dict | None: ...\n"
        ),
        ["b: Dict[str, Any],", "c: Any = Body(),", "d: Optional[list] = None,", ") -> dict | None: ..."],
    ),
    (
        "a model of another file as a body",
        input_allows_extra,
        {
            "app/schemas.py": (
                f"{MODEL}class Base(BaseModel):\n    model_config = {{'frozen': True}}\nclass A(Base): ...\n"
            ),
            "app/api/a.py": (
                "from typing import Annotated\nfrom fastapi import Body\nfrom app import schemas\n"
                f"{ROUTER}@router.put('/a')\n"
                "def a(b: Annotated[schemas.A, Body(embed=True)]): ...\n"
            ),
        },
        ["class A(Base): ..."],
    ),
    (
        "a model that is answered in a list",
        unsuffixed_schema,
        f"{MODEL}{ROUTER}class A(BaseModel): ...\n@router.get('/a', response_model=list[A])\ndef a(): ...\n",
        ["class A(BaseModel): ..."],
    ),
]


@pytest.mark.parametrize(
    ("rule", "files", "expected"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_is_found_on_its_line_and_nowhere_else(
    rule: Rule, files: dict[str, str] | str, expected: list[str]
) -> None:
    assert lines(rule, files) == expected


def test_operations_beside_routers_are_a_warning_and_all_on_the_application_are_information() -> None:
    alone = (
        "from fastapi import APIRouter, FastAPI\napp = FastAPI()\n@app.get('/a')\ndef a(): ...\n"
        "@app.get('/b')\ndef b(): ...\n@app.get('/c')\ndef c(): ...\n"
    )
    beside = f"{alone}router = APIRouter()\napp.include_router(router)\n"
    assert [one.severity for one in found(route_on_app, alone)] == [Severity.INFO]
    assert [one.severity for one in found(route_on_app, beside)] == [Severity.WARNING]


def test_a_function_of_several_operations_counts_once_and_two_beside_routers_are_information() -> None:
    one = (
        "from fastapi import APIRouter, FastAPI\napp = FastAPI()\nrouter = APIRouter()\napp.include_router(router)\n"
        "@app.head('/a')\n@app.get('/a')\ndef a(): ...\n"
    )
    assert found(route_on_app, one) == []
    (finding,) = found(route_on_app, f"{one}@app.head('/b')\n@app.get('/b')\ndef b(): ...\n")
    assert (finding.severity, finding.message) == (
        Severity.INFO,
        "`a` is declared on the application, and so is another",
    )


def test_further_operations_on_the_application_are_told_with_the_first() -> None:
    routes = [f"@app.get('/a{number}')\ndef a{number}(): ...\n" for number in range(3)]
    finding = found(route_on_app, "".join(["from fastapi import FastAPI\napp = FastAPI()\n", *routes]))[0]
    assert finding.message == "`a0` is declared on the application, and so are 2 others"
    assert [place.start.line for place in finding.related] == [5, 7]
