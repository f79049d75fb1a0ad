"""Documents from templates: the built-in ones, or the project's own text in their place.

A project overrides a template with a file of spec-kit's override layer, written in Jinja2:
`.specify/templates/overrides/<name>-template.md`, such as `adr-template.md`.

The built-in templates only name values, `{{ title }}`, and such a template needs no engine: importing Jinja2 costs two
and a half interpreter starts, so that is left to the templates that ask for more. A test holds the two to one answer.
"""

from __future__ import annotations

import os
import re

from specward.errors import UsageError

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.sources.source import Source

OVERRIDES = ".specify/templates/overrides"
_LARGEST_TEMPLATE = 1_000_000


class Template:
    """A template's text and the name by which errors call it."""

    __slots__ = ("name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text


def find_template(source: Source, name: str, built_in: str = "") -> Template:
    """The project's own template of this name, or else the built-in one.

    Args:
        source: the project's files.
        name: such as `spec`, `phr`, `adr`.
        built_in: the built-in template's name where there are several: `adr-madr`.

    Raises:
        UsageError: the project's template is too large or is not UTF-8.
    """
    path = f"{OVERRIDES}/{name}-template.md"
    data = source.read(path)
    if data is None:
        return built_in_template(built_in or name)
    if len(data) > _LARGEST_TEMPLATE:
        raise UsageError("a template may hold one megabyte at most", where=path)
    try:
        return Template(path, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError("the template is not UTF-8", where=path, help="save it as UTF-8") from error


def render(template: Template, values: Mapping[str, object]) -> str:
    """The document that a template makes of `values`.

    Raises:
        UsageError: the template is malformed, asks for a value that there is not, raises, or does too much work.
    """
    plain = _substituted(template.text, values)
    if plain is not None:
        return plain
    from specward.scaffold.sandbox import render_sandboxed

    return render_sandboxed(template.name, template.text, values)


def _substituted(text: str, values: Mapping[str, object]) -> str | None:
    """A template that does no more than name values, rendered; None for any other, and where a value is missing."""
    names = re.findall(r"\{\{ ?([a-z0-9_]+) ?\}\}", text)
    if (
        text.count("{{") != len(names)
        or "{%" in text
        or "{#" in text
        or "\r" in text
        or not values.keys() >= set(names)
    ):
        return None
    return re.sub(r"\{\{ ?([a-z0-9_]+) ?\}\}", lambda match: str(values[match[1]]), text)


def built_in_template(name: str) -> Template:
    """The built-in template of a name: `phr`, `adr-madr`."""
    # `importlib.resources` would cost a third of an interpreter start for the same bytes.
    path = os.path.join(os.path.dirname(__file__), "templates", f"{name}.md.j2")
    with open(path, encoding="utf-8", newline="") as file:
        return Template(f"built-in template {name}", file.read())
