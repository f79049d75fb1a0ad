"""What the tests of the pack share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from tests.packs.fastapi.backend import Asked, Backend, backend_of_several_files, small_backend

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    """A back end with one application in `app/main.py`."""
    if sys.platform == "win32":
        pytest.skip("symbolic links need a privilege")
    return small_backend(tmp_path / "shop")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """A back end of several files that was asked once; nobody changes it."""
    if sys.platform == "win32":
        pytest.skip("symbolic links need a privilege")
    return backend_of_several_files(tmp_path_factory.mktemp("asked") / "shop")
