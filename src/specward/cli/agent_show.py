"""`spec agent show`: one definition with its prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.agent_definitions import names
from specward.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.agent import Agent


def show(
    reference: Annotated[
        str, typer.Argument(metavar="NAME", help="The name of an agent, or a path.", autocompletion=names)
    ],
    raw: Annotated[bool, typer.Option("--raw", help="Only the file's text, byte for byte.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show a definition: when it is called, what it may do, its prompt.

    The JSON object has the keys of a definition in `spec agent list --json`, and body.
    """
    from specward.cli.agent_definitions import meant
    from specward.cli.agent_list import as_object
    from specward.cli.console import write, write_bytes, write_json
    from specward.cli.place import Place

    if raw and as_json:
        raise UsageError("--raw and --json are two forms of one definition", help="give one of them")
    place = Place()
    agent = meant(place, reference)
    if raw:
        write_bytes(place.project.source.read(agent.document.path) or b"")
    elif as_json:
        write_json({**as_object(agent), "body": agent.body})
    else:
        write("\n".join(_page(agent)))


def _page(agent: Agent) -> Iterator[str]:
    from specward.cli.agent_definitions import called
    from specward.output.terminal import printable

    tools = "all" if agent.tools is None else ", ".join(agent.tools) or "none"
    facts = {
        "name": called(agent),
        "role": agent.role,
        "model": agent.model or "not said",
        "tools": tools,
        "color": agent.color,
        "where": agent.document.path,
        "besides": ", ".join(field.key for field in agent.extra),
    }
    yield from (f"{word:<8} {printable(said)}" for word, said in facts.items() if said)
    for repair in agent.repairs:
        position = agent.document.position(repair.start)
        yield f"{'amiss':<8} line {position.line}, column {position.column}: {printable(repair.message)}"
    for text in (agent.description, agent.body.strip("\r\n")):
        yield ""
        yield from (printable(line.rstrip("\r")) for line in text.split("\n"))
