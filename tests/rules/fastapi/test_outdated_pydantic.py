"""Which Pydantic a project asks for, and what is outdated in it then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.project import Project
from specward.rules.fastapi.outdated_pydantic import check as outdated_pydantic
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.finding import Finding

pytestmark = pytest.mark.verifies("006-the-five-agents/AC-017")

STRICT = "packs: [fastapi]\nfastapi:\n  profile: strict\n"
VALIDATED = """\
from pydantic import BaseModel, validator
class A(BaseModel):
    @validator('a')
    def a(cls, v): ...
"""


def found(files: Mapping[str, str | bytes]) -> list[Finding]:
    """The findings of the rule."""
    project = Project(MemorySource({".specify/specward.yml": STRICT, **files}))
    report = check(project, Selection([outdated_pydantic], project.config))
    assert not report.undetermined
    return list(report.findings)


def lines(files: Mapping[str, str | bytes]) -> list[str]:
    """The line of each finding, as it is written."""
    return [finding.location.excerpt.strip() for finding in found(files)]


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
        ("poetry.lock", '[[package]]\nname = "pydantic"\nversion = "1.10.2"\n'),
    ],
)
def test_a_project_that_asks_for_pydantic_one_is_left_alone(path: str, text: str) -> None:
    assert lines({"app/a.py": VALIDATED, path: text}) == []


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
    assert lines({"app/a.py": VALIDATED, path: text}) == ["@validator('a')"]


def test_where_nothing_says_what_is_needed_it_is_information() -> None:
    (unsaid,) = found({"app/a.py": VALIDATED, "docs/requirements.txt": "sphinx\n"})
    (said,) = found({"app/a.py": VALIDATED, "requirements.txt": "fastapi\n"})
    assert (unsaid.severity, said.severity) == (Severity.INFO, Severity.ERROR)


@pytest.mark.parametrize(("version", "severities"), [("1.10.7", []), ("2.11.0", [Severity.ERROR])])
def test_requirements_that_a_powershell_wrote_are_read_too(version: str, severities: list[Severity]) -> None:
    requirements = f"fastapi==0.115.8\r\npydantic=={version}\r\n".encode("utf-16")
    files: dict[str, str | bytes] = {"app/a.py": VALIDATED, "requirements.txt": requirements}
    assert [one.severity for one in found(files)] == severities


def test_the_nearest_file_of_requirements_tells_which_pydantic_is_meant() -> None:
    files = {
        "old/a.py": VALIDATED,
        "old/requirements.txt": "pydantic==1.10\n",
        "new/b.py": VALIDATED,
        "new/requirements.txt": "pydantic==2.9\n",
        "none/c.py": VALIDATED,
    }
    assert [one.location.path for one in found(files)] == ["new/b.py"]
