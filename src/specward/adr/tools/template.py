"""The text of a new record: a template with its four words filled in, each literally."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.errors import UsageError
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.adr.tools.place import Place
    from specward.sources.source import Source

BUILT_IN = os.path.join(os.path.dirname(__file__), "templates")
"""The folder of the built-in templates."""
OWN = "templates/template.md"
"""Where a project keeps its own template, below the folder of its records."""


def template_of(source: Source, place: Place) -> str:
    """The project's own template, or else the built-in one.

    Raises:
        UsageError: the project's own cannot be read.
    """
    path = place.path(OWN)
    try:
        data = source.read(path)
    except UnreadableFile as error:
        raise UsageError(f"the template cannot be read: {error.reason}", where=path) from None
    return built_in("template") if data is None else decoded(data, path)


def built_in(name: str) -> str:
    """A built-in template: `template`, or `init` for the first record."""
    with open(os.path.join(BUILT_IN, f"{name}.md"), encoding="utf-8", newline="") as file:
        return file.read()


def decoded(data: bytes, path: str) -> str:
    """The text of a template.

    Raises:
        UsageError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError("the template is not UTF-8", where=path, help="save it as UTF-8") from None


def filled(template: str, values: Mapping[str, str]) -> str:
    """A template with NUMBER, TITLE, DATE and STATUS filled in, each where it first stands in a line.

    What is filled in is not looked at again: a title may hold any of the four words.
    """
    return "\n".join(_filled_line(line, dict(values)) for line in template.split("\n"))


def _filled_line(line: str, left: dict[str, str]) -> str:
    return _word().sub(lambda match: left.pop(match[0], match[0]), line)


@cache
def _word() -> re.Pattern[str]:
    return re.compile("NUMBER|TITLE|DATE|STATUS")
