"""Which Pydantic a project asks for, and what is outdated in it then."""

from __future__ import annotations

import pytest
from tests.rules.fastapi.source_files import found, lines

from specward.finding import Severity
from specward.rules.fastapi.outdated_pydantic import check as outdated_pydantic

pytestmark = pytest.mark.verifies("006-the-five-agents/AC-017")

VALIDATED = """\
from pydantic import BaseModel, validator
class A(BaseModel):
    @validator('a')
    def a(cls, v): ...
"""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", '[project]\ndependencies = ["pydantic>=1.9,<2"]\n'),
        ("pyproject.toml", '[tool.poetry.dependencies]\npydantic = "^1.10"\n'),
        ("pyproject.toml", '[tool.poetry.dependencies]\npydantic = { version = "^1.9", extras = ["email"] }\n'),
        ("requirements.txt", "pydantic[email]==1.10.7\n"),
        ("requirements/base.txt", "fastapi~=0.95.0\n"),
        ("requirements.txt", "fastapi[all]==0.88.0\n"),
        ("requirements.in", "pydantic~=1.10.13\n"),
        ("requirements/base.in", "pydantic<2\n"),
        ("requirements.txt", "pydantic>=1.10.8, <1.10.15\n"),
        ("setup.py", "install_requires=['pydantic>=1.9,<=1.10.13']\n"),
        ("poetry.lock", '[[package]]\nname = "pydantic"\nversion = "1.10.2"\n'),
    ],
)
def test_a_project_that_asks_for_pydantic_one_is_left_alone(path: str, text: str) -> None:
    assert lines(outdated_pydantic, {"app/a.py": VALIDATED, path: text}) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", '[project]\ndependencies = ["pydantic>=2.1,<3", "fastapi==0.115.12"]\n'),
        ("pyproject.toml", '[project]\ndependencies = ["pydantic-settings==1.0", "fastapi>=0.128"]\n'),
        ("requirements.txt", "# pydantic 1\npydantic\n"),
        ("uv.lock", '[[package]]\nname = "pydantic"\nversion = "2.11.4"\n'),
    ],
)
def test_any_other_project_is_held_to_pydantic_two(path: str, text: str) -> None:
    assert lines(outdated_pydantic, {"app/a.py": VALIDATED, path: text}) == ["@validator('a')"]


def test_where_nothing_says_what_is_needed_it_is_information() -> None:
    (unsaid,) = found(outdated_pydantic, {"app/a.py": VALIDATED, "docs/requirements.txt": "sphinx\n"})
    (said,) = found(outdated_pydantic, {"app/a.py": VALIDATED, "requirements.txt": "fastapi\n"})
    assert (unsaid.severity, said.severity) == (Severity.INFO, Severity.ERROR)


@pytest.mark.parametrize(("version", "severities"), [("1.10.7", []), ("2.11.0", [Severity.ERROR])])
def test_requirements_that_a_powershell_wrote_are_read_too(version: str, severities: list[Severity]) -> None:
    requirements = f"fastapi==0.115.8\r\npydantic=={version}\r\n".encode("utf-16")
    files: dict[str, str | bytes] = {"app/a.py": VALIDATED, "requirements.txt": requirements}
    assert [one.severity for one in found(outdated_pydantic, files)] == severities


def test_the_nearest_file_of_requirements_tells_which_pydantic_is_meant() -> None:
    files = {
        "old/a.py": VALIDATED,
        "old/requirements.txt": "pydantic==1.10\n",
        "new/b.py": VALIDATED,
        "new/requirements.txt": "pydantic==2.9\n",
        "none/c.py": VALIDATED,
    }
    assert [one.location.path for one in found(outdated_pydantic, files)] == ["new/b.py"]


SHIM = {"app/_compat.py": "from pydantic.v1 import BaseModel, validator\n", "requirements.txt": "pydantic>=2\n"}
SHIMMED = """\
from app._compat import BaseModel
from app.schemas import Order
class A(BaseModel):
    class Config:
        extra = 'forbid'
def f(a):
    Order.parse_obj(a)
    a.dict(exclude_unset=True)
"""
PROVEN = """\
from pydantic import BaseModel
class A(BaseModel):
    class Config:
        extra = 'forbid'
def f(a: A):
    A.parse_obj(a)
    a.dict()
"""


@pytest.mark.parametrize(
    "shim",
    [
        "from pydantic.v1 import BaseModel",
        "from pydantic.v1 import (A,\n  BaseModel)",
        "from pydantic.v1 import *",
        "import pydantic.v1",
        "from pydantic import v1",
    ],
)
def test_beside_a_shim_of_the_first_version_only_what_a_file_has_from_pydantic_itself_is_told(shim: str) -> None:
    assert (
        lines(
            outdated_pydantic,
            {**SHIM, "app/_compat.py": f"try:\n    {shim}\nexcept ImportError: ...\n", "app/a.py": SHIMMED},
        )
        == []
    )
    assert len(found(outdated_pydantic, {**SHIM, "app/a.py": PROVEN})) == 3
    assert lines(outdated_pydantic, {**SHIM, "app/a.py": VALIDATED}) == ["@validator('a')"]


@pytest.mark.parametrize(
    "other", ["from pydantic import BaseModel  # not pydantic.v1\n", "from pydantic.v1 import PydanticValueError\n"]
)
def test_without_such_a_shim_what_looks_like_a_model_is_told_too(other: str) -> None:
    assert len(found(outdated_pydantic, {**SHIM, "app/_compat.py": other, "app/a.py": SHIMMED})) == 3


def test_the_bound_of_another_package_says_nothing_of_pydantic() -> None:
    needed = '[project]\ndependencies = ["pydantic>=1.9", "numpy<1.25", "redis<2"]\n'
    assert len(found(outdated_pydantic, {"app/a.py": VALIDATED, "pyproject.toml": needed})) == 1
