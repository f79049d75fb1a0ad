"""What a test says that it verifies, as it stands in the source."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from specward.finding import Location


class Form(StrEnum):
    """How a mark is written."""

    DECORATOR = "decorator"
    """`@pytest.mark.verifies("001-login/AC-002")`, on a function or class, or in `pytestmark` or `pytest.param`."""
    COMMENT = "comment"
    """`# spec: verifies 001-login/AC-002` right above the test, in any language."""
    TITLE = "title"
    """`[001-login/AC-002]` in a test's title; known only from the results of foreign runners."""


class Mark(NamedTuple):
    """One claim of one test."""

    target: str
    """As written: `001-login/AC-002`."""
    location: Location
    partial: bool = False
    """Whether the test verifies a part of the target only."""
    form: Form = Form.DECORATOR
    parameter: bool = False
    """Whether it stands on one of several parameters of the test, not on the test."""


class TestCase(NamedTuple):
    """One test function, method or titled case, with at least one mark. Parameters are not told apart."""

    id: str
    """`path::Class::function` for Python; `path::title` for other languages, `path:line` where it has no title."""
    location: Location
    marks: tuple[Mark, ...]
    hollow: str = ""
    """Why the test can prove nothing (`it asserts nothing`); empty where it can, or where nobody can tell."""


class MalformedMark(NamedTuple):
    """Something that was meant as a mark and cannot count as one: an argument computed at run time, no id at all."""

    location: Location
    reason: str


class Tests(NamedTuple):
    """Every marked test of a project."""

    cases: tuple[TestCase, ...] = ()
    """Sorted by path and line."""
    malformed: tuple[MalformedMark, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    """Files that mention a mark and cannot be parsed or read, with the reason."""


# Neither is a test of pytest's. Inside of the classes mypy would take the name for a field.
TestCase.__test__ = Tests.__test__ = False  # type: ignore[attr-defined]
