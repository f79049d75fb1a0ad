"""The tutorial in docs/fastapi.md is followed to the letter, in a small shop that is made with FastAPI."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tutorial import follow, newcomer

if TYPE_CHECKING:
    from tests.conftest import GitRepository

SHOP = {
    "app/__init__.py": "",
    "app/main.py": '''"""The shop."""

from fastapi import FastAPI

from app.items import router

app = FastAPI(title="Shop")
app.include_router(router)
''',
    "app/prices.py": '''"""What everything costs."""

import os

known = {name: int(price) for name, price in (pair.split("=") for pair in os.environ["SHOP_PRICES"].split(","))}


def change(name: str, price: int) -> None:
    known[name] = price


def drop(name: str) -> None:
    del known[name]
''',
    "app/items.py": '''"""What the shop sells."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import HTTPBearer
from pydantic import BaseModel

from app import prices

router = APIRouter(prefix="/items", tags=["items"])
Token = Annotated[str, Depends(HTTPBearer())]


class Item(BaseModel):
    name: str
    price: int


@router.get("")
def list_items(limit: int = 100) -> list[Item]:
    return [Item(name=name, price=price) for name, price in prices.known.items()][:limit]


@router.get("/{name}")
def read_item(name: str):
    try:
        return Item(name=name, price=prices.known[name])
    except Exception as error:
        raise HTTPException(404, detail=str(error))


@router.put("/{name}")
def change_price(name: str, price: int, token: Token) -> Item:
    prices.change(name, price)
    return Item(name=name, price=price)


@router.delete("/{name}", status_code=204)
def delete_item(name: str) -> None:
    prices.drop(name)
''',
    ".gitignore": ".venv\n",
}


@pytest.fixture
def reader(repository: GitRepository, tmp_path: Path) -> dict[str, str]:
    """The environment of a newcomer who stands in the shop; FastAPI and ruff are installed there."""
    for path, text in SHOP.items():
        repository.write(path, text)
    repository.commit("As it was")
    (repository.root / ".venv").symlink_to(Path(sys.executable).parents[1], target_is_directory=True)
    programs = tmp_path / "bin"
    programs.mkdir()
    return {**newcomer(programs), "XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no terminal to answer at")
@pytest.mark.usefixtures("unmeasured")
def test_who_follows_the_tutorial_sees_what_it_shows(repository: GitRepository, reader: dict[str, str]) -> None:
    assert follow("fastapi.md", repository.root, reader, at_terminal=frozenset({"spec trust"})) > 20
    assert repository.git("status", "--short") == ""
