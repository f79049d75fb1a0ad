"""The reference of all commands, made from what each declares; `docs/generate.py` writes it.

It is laid out here, not by the framework, whose layout follows the terminal and changes from version to version.
"""
# ruff: noqa: ANN401 -- the framework's classes stand in other modules in other versions

from __future__ import annotations

import inspect
import re
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from specward.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
<!-- Written by docs/generate.py from src/specward/cli. -->

# The commands

Every command has `--help`, which says the same as this page.
"""
_CODE = re.compile(r"[ ]|(?:spec|git|pip|pytest|eval|source)\b.*(?:  |$)")
"""How a line of a help text begins that is to be read as it stands."""
_MARKUP = re.compile(r"[<*]|\b_|_\b")
_SPAN = re.compile(r"(`[^`]*`)")


class _Command(NamedTuple):
    path: str
    """What is typed: `spec adr list`."""
    told: Any
    """What the framework knows of it."""
    below: tuple[str, ...]
    """The names of its own commands."""


def render() -> str:
    """The page."""
    commands = list(_commands(typer.main.get_command(app), "spec", None))
    listed = "".join(f"- [`{one.path}`](#{_anchor(one.path)}): {_first(one.told)}\n" for one in commands[1:])
    return f"{_HEAD}\n{listed}\n" + "\n".join(map(_section, commands))


def _commands(command: Any, path: str, above: Any) -> Iterator[_Command]:
    """A command and all those below it."""
    context = command.context_class(command, info_name=path.rpartition(" ")[2], parent=above)
    names = command.list_commands(context) if hasattr(command, "list_commands") else ()
    below = {name: command.resolve_command(context, [name])[1] for name in names}
    shown = {name: one for name, one in below.items() if not one.hidden}
    yield _Command(path, command, tuple(shown))
    for name, one in shown.items():
        yield from _commands(one, f"{path} {name}", context)


def _anchor(path: str) -> str:
    return path.replace(" ", "-")


def _first(command: Any) -> str:
    """The first sentence of a help text, as a title of the command."""
    text = inspect.cleandoc(command.help or "").partition("\n\n")[0]
    return _prose(" ".join(text.split()).partition(". ")[0].rstrip("."))


def _section(command: _Command) -> str:
    path, told, below = command
    arguments = [param for param in told.params if param.param_type_name == "argument"]
    options = [param for param in told.params if param.param_type_name == "option" and not _is_foreign(param)]
    usage = [path, *(["[OPTIONS]"] if options else []), *map(_argument, arguments), *(["COMMAND …"] if below else [])]
    parts = [f"## `{path}`\n", f"```text\n{' '.join(usage)}\n```\n", *_text(told.help or "")]
    if below:
        links = (f"[`{name}`](#{_anchor(path)}-{name})" for name in below)
        parts.append(f"Commands: {', '.join(links)}.\n")
    rows = [*((_argument(param), param) for param in arguments), *((_option(param), param) for param in options)]
    if rows:
        table = "".join(f"| {_cell(f'`{name}`')} | {_cell(_meaning(param))} |\n" for name, param in rows)
        parts.append(f"| argument or option | meaning |\n| --- | --- |\n{table}")
    if told.epilog:
        parts.append(f"{_prose(told.epilog)}\n")
    return "\n".join(parts)


def _is_foreign(param: Any) -> bool:
    """Whether an option is the framework's own: those have other names in other versions."""
    return param.hidden or "completion" in param.name


def _argument(param: Any) -> str:
    name = param.metavar or param.name.upper()
    if not param.required and not name.startswith("["):
        name = f"[{name}]"
    return name if param.nargs == 1 or name.endswith(("…", "...")) else f"{name}…"


def _option(param: Any) -> str:
    names = " / ".join([", ".join(param.opts), *([", ".join(param.secondary_opts)] if param.secondary_opts else [])])
    return names if param.is_flag else f"{names} {param.metavar or _word(param)}"


def _word(param: Any) -> str:
    choices = _choices(param)
    return f"<{'|'.join(choices)}>" if choices else param.name.upper()


def _choices(param: Any) -> list[str]:
    return [str(choice.value if isinstance(choice, Enum) else choice) for choice in getattr(param.type, "choices", ())]


def _meaning(param: Any) -> str:
    parts = [_prose(" ".join((param.help or "").split()))]
    if param.param_type_name == "option":
        if param.required:
            parts.append("Required.")
        if param.multiple:
            parts.append("May be given more than once.")
        default = param.default.value if isinstance(param.default, Enum) else param.default
        if default and default is not True and isinstance(default, str | int) and param.show_default:
            parts.append(f"Default: `{default}`.")
    return " ".join(filter(None, parts))


def _text(help_: str) -> Iterator[str]:
    """A help text as Markdown: prose, and what is to be read as it stands in fences."""
    for paragraph in inspect.cleandoc(help_).split("\f")[0].split("\n\n"):
        lines = [line for line in paragraph.splitlines() if line.strip() != "\b"]
        if len(lines) == len(paragraph.splitlines()):
            yield f"{_prose(' '.join(paragraph.split()))}\n"
            continue
        yield from _runs(lines)


def _runs(lines: list[str]) -> Iterator[str]:
    """Lines that are kept apart: commands and tables in a fence, sentences joined."""
    run: list[str] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        run.append(line)
        is_code = bool(_CODE.match(line))
        if following is None or bool(_CODE.match(following)) != is_code:
            block = inspect.cleandoc("\n".join(run)) if is_code else ""
            yield f"```text\n{block}\n```\n" if is_code else f"{_prose(' '.join(' '.join(run).split()))}\n"
            run = []


def _prose(text: str) -> str:
    """Words outside of code, with nothing in them that Markdown takes for markup."""
    pieces = _SPAN.split(text)
    pieces[::2] = [_MARKUP.sub(r"\\\g<0>", piece) for piece in pieces[::2]]
    return "".join(pieces)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
