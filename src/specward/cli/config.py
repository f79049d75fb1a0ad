"""`spec config`."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from specward.check.select import misnamed
from specward.cli.columns import plain_table
from specward.cli.console import note, terminal_width, write, write_json
from specward.config import PATH, ConfigError, json_schema, load, written
from specward.errors import USAGE, UsageError
from specward.options import OPTIONS
from specward.output.terminal import hanging, printable
from specward.root import find_root
from specward.rules import RULES
from specward.sources.worktree import WorkTreeSource
from specward.words import suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.config import Config, Problem
    from specward.options import Option

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_DEFAULT = "default"


@app.command()
def main(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[OPTION]…", help="Options such as rules.severity, or groups such as rules."),
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="The JSON Schema of the file, for editors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Show what holds here: each option with its value, and the line of .specify/specward.yml that it comes from.

    \b
    One option is shown with all that is known of it: what it means, what it takes, where each part stands.
      spec config rules.severity
    \b
    Every problem of the file is told at once, each with its place; exit code 2.

    The JSON object has the keys file and options, a list of objects with option, value, origin (the words default, or
    file with line and column), parts, default, takes and meaning. Where the file is not valid its only key is
    problems, a list of objects with path, line, column, message and help.
    """
    if schema:
        write_json(json_schema())
        return 0
    options = _chosen(names or ())
    try:
        config = _read()
    except ConfigError as error:
        _refuse(error.problems, as_json=as_json)
        return USAGE
    if as_json:
        file = PATH if os.path.lexists(os.path.join(find_root(os.getcwd()), PATH)) else None
        write_json({"file": file, "options": [_as_dict(config, option) for option in options]})
    elif len(options) == 1 and names and options[0].path in names:
        write(_page(config, options[0]))
    else:
        rows = [
            (option.path, _origin(config, option.path), printable(_flow(_value(config, option)))) for option in options
        ]
        write(plain_table(("option", "from", "value"), rows, terminal_width()))
    return 0


def _chosen(names: Sequence[str]) -> list[Option]:
    """The options that are named, by themselves or by their group; all where none is."""
    known = {word for option in OPTIONS for word in (option.path, option.group)}
    for name in names:
        if name not in known:
            raise UsageError(f"there is no option {name!r}", help=_near(name))
    return [option for option in OPTIONS if not names or {option.path, option.group} & set(names)]


def _near(name: str) -> str:
    """Which option is meant: the one that a longer path lies in, or the likeliest."""
    inside = next((option.path for option in OPTIONS if name.startswith(f"{option.path}.")), "")
    if inside:
        return f"`spec config {inside}` shows all of it"
    near = suggestion(name, [option.path for option in OPTIONS])
    return near if near.startswith("did") else "`spec config` lists all"


def _read() -> Config:
    """The configuration of the project here, held against the catalogue of rules.

    Raises:
        ConfigError: it is not valid.
    """
    config = load(WorkTreeSource(find_root(os.getcwd())))
    problems = misnamed(config, RULES)
    if problems:
        raise ConfigError(problems)
    return config


def _refuse(problems: Sequence[Problem], *, as_json: bool) -> None:
    if as_json:
        write_json({"problems": [problem._asdict() for problem in problems]})
        return
    for path, line, column, message, help_ in problems:
        note(printable(f"{path}:{line}:{column}: error: {message}"))
        if help_:
            note(f"  help: {printable(help_)}")


def _value(config: Config, option: Option) -> Any:  # noqa: ANN401 -- each option has its own type
    return written(option, getattr(config, option.attribute))


def _origin(config: Config, path: str) -> str:
    return f"{PATH}:{config.where[path].line}" if path in config.where else _DEFAULT


def _parts(config: Config, option: Option) -> list[str]:
    """The paths of what stands inside of an option's value, in the order of the file."""
    below = [path for path in config.where if path.startswith(f"{option.path}.")]
    return sorted(below, key=lambda path: config.where[path])


def _as_dict(config: Config, option: Option) -> dict[str, Any]:
    return {
        "option": option.path,
        "value": _value(config, option),
        "origin": _place(config, option.path) or _DEFAULT,
        "parts": {path: _place(config, path) for path in _parts(config, option)},
        "default": written(option, option.default),
        "takes": option.kind.name,
        "meaning": option.doc,
    }


def _place(config: Config, path: str) -> dict[str, Any] | None:
    position = config.where.get(path)
    return {"file": PATH, "line": position.line, "column": position.column} if position else None


def _page(config: Config, option: Option) -> str:
    """All that is known of one option."""
    lines = [f"{option.path}: {_flow(_value(config, option))}", f"  from     {_origin(config, option.path)}"]
    parts = _telling_parts(config, option)
    width = max((len(_part(path, option)) for path in parts), default=0)
    lines += [f"           {_part(path, option):<{width}}  {_origin(config, path)}" for path in parts]
    lines += [f"  takes    {option.kind.name}", f"  default  {_flow(written(option, option.default))}", ""]
    lines += hanging(option.doc, 0, terminal_width())
    return "\n".join(map(printable, lines))


def _telling_parts(config: Config, option: Option) -> list[str]:
    """The first part on each line but the option's own."""
    lines = {config.where[option.path].line} if option.path in config.where else set()
    telling = []
    for path in _parts(config, option):
        if config.where[path].line not in lines:
            lines.add(config.where[path].line)
            telling.append(path)
    return telling


def _part(path: str, option: Option) -> str:
    """What stands inside of an option, by its key; an item of a list by its place in it, from 1."""
    key = path.removeprefix(f"{option.path}.")
    head, _, last = key.rpartition(".")
    if not last.isdigit():
        return key
    number = f"item {int(last) + 1}"
    return f"{head}, {number}" if head else number


def _flow(value: Any) -> str:  # noqa: ANN401 -- whatever an option holds
    """A value as it may stand in the file, on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str):
        plain = re.fullmatch(r"[A-Za-z_./][\w./*-]*+(?: [\w./*-]++)*+", value, re.ASCII) and value not in {
            "true",
            "false",
        }
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
