"""A small back end on the disk, which is asked about itself by a real interpreter."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from specward.opening import open_project
from specward.packs.fastapi.probing.probe import plan, probe

if TYPE_CHECKING:
    from pathlib import Path

    from specward.packs.fastapi.probing.probed import Probed
    from specward.project import Project

APPLICATION = """from fastapi import FastAPI

app = FastAPI(title="Shop")


@app.get("/items")
def read_items() -> list[str]:
    return []
"""

ROUTER = """from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.security import OAuth2PasswordBearer


class Role:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self) -> None:
        return None


def current_user(token: Annotated[str, Depends(OAuth2PasswordBearer(tokenUrl="token"))]) -> str:
    return token


router = APIRouter(prefix="/items", dependencies=[Depends(Role("admin"))])


@router.get("/{item_id}")
async def read_item(item_id: int, user: Annotated[str, Depends(current_user)]) -> int:
    return item_id


@router.post("", status_code=201)
def create_item() -> int:
    return 1
"""
NESTED = """from fastapi import FastAPI

from app.api.items import router

app = FastAPI(title="Shop")
app.include_router(router, prefix="/api/v1")
inner = FastAPI(title="Inner")


@inner.get("/status")
def status() -> str:
    return "well"


@app.middleware("http")
async def stamp(request, call_next):
    return await call_next(request)


app.mount("/inner", inner)
"""
SEAL = "import hashlib\n\n\ndef seal(text: bytes) -> bytes:\n    return hashlib.md5(text).digest()\n"


class Backend:
    """A project whose environment is that of the tests.

    Args:
        root: an empty folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write(".specify/specward.yml", "packs: [fastapi]\n")
        (root / ".venv").symlink_to(os.path.dirname(os.path.dirname(sys.executable)), target_is_directory=True)

    def write(self, path: str, text: str) -> None:
        """Put a file there."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())

    def configure(self, **options: str) -> None:
        """Set options of the group `fastapi`."""
        lines = "".join(f"  {name.replace('_', '-')}: {value}\n" for name, value in options.items())
        self.write(".specify/specward.yml", f"packs: [fastapi]\nfastapi:\n{lines}")

    def git(self, *arguments: str) -> None:
        """Run git there."""
        subprocess.run(["git", *arguments], cwd=self.root, check=True, capture_output=True)

    @property
    def project(self) -> Project:
        """As it lies there now."""
        return open_project(str(self.root))

    def ask(self, seconds: float = 20) -> Probed:
        """What a probe finds."""
        project = self.project
        return probe(project, str(self.root), plan(project, str(self.root)), seconds)

    def files(self) -> dict[str, str]:
        """Every file by path, without the environment."""
        paths = [path for path in sorted(self.root.rglob("*")) if path.is_file() and ".venv" not in path.parts]
        return {path.relative_to(self.root).as_posix(): path.read_text() for path in paths}


def small_backend(root: Path) -> Backend:
    """A back end with one application in `app/main.py`."""
    root.mkdir()
    backend = Backend(root)
    backend.write("app/__init__.py", "")
    backend.write("app/main.py", APPLICATION)
    return backend


class Asked(NamedTuple):
    """A back end, and what a probe has found there."""

    backend: Backend
    probed: Probed


def backend_of_several_files(root: Path) -> Asked:
    """One with a router, a mounted application, a weak digest, and a file that is no Python."""
    backend = small_backend(root)
    backend.write("app/api/__init__.py", "")
    backend.write("app/api/items.py", ROUTER)
    backend.write("app/main.py", NESTED)
    backend.write("app/money.py", SEAL)
    backend.write("app/broken.py", "x = 1\ndef f(:\n")
    return Asked(backend, backend.ask())
