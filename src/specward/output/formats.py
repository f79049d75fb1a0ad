"""The forms in which a report can be had."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from specward.check.report import Report
    from specward.output.view import View


class Format(StrEnum):
    """The forms of a report, as users name them."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    RDJSON = "rdjson"
    MARKDOWN = "markdown"
    STATISTICS = "statistics"


class Form(Protocol):
    """What a module must have to be a form of a report."""

    def render(self, report: Report, view: View = ...) -> str:
        """The report in this form; the same bytes for the same report."""


_MODULES = {Format.JSON: "json_v1"}
"""Those that are not called as their form is."""


def form(name: Format) -> Form:
    """The module that writes a form, loaded when it is asked for."""
    return cast("Form", import_module(f"specward.output.{_MODULES.get(name, name)}"))
