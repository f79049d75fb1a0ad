"""The transcripts on this machine that may tell of a project's prompts, and why those of an agent tell nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.phr.agents import AGENTS
from specward.phr.transcripts import opencode
from specward.phr.transcripts.lines import UnreadableTranscript
from specward.phr.transcripts.stores import STORES, Found, rollouts
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specward.phr.transcripts.turn import Mark

NOT_READ = "its transcripts are not read"


def locate(root: str, environ: Mapping[str, str], agents: Iterable[str] = (), since_ns: int = 0) -> list[Found]:
    """The transcripts that may hold prompts asked in the project at `root`.

    An agent that has moved to another folder meanwhile leaves turns in a transcript that are none of the project's; see
    `belongs`.

    Args:
        root: of the project. Its linked work trees lie elsewhere, and are projects of their own.
        environ: where it names homes.
        agents: words of `AGENTS`; all of them where none is given.
        since_ns: leave out what was not touched since, nanoseconds since 1970.
    """
    found = []
    for agent in _asked(agents):
        if agent in STORES:
            store = STORES[agent]
            folder = store.folder(environ)
            for path, start in store.find(folder, root) if folder else ():
                measured = _measured(agent, path, start)
                if measured and measured.mtime_ns >= since_ns:
                    found.append(measured)
    return found


def unreadable(environ: Mapping[str, str], agents: Iterable[str] = ()) -> dict[str, str]:
    """Why nobody can tell what was asked of an agent on this machine, as a clause, by the agent's word.

    An agent that is not named here has been asked what its transcripts tell, and nothing else that they still hold.
    """
    reasons = {agent: _reason(agent, environ) for agent in _asked(agents)}
    return {agent: reason for agent, reason in reasons.items() if reason}


def _asked(agents: Iterable[str]) -> list[str]:
    return [*agents] or [*AGENTS]


def _measured(agent: str, path: str, start: Mark) -> Found | None:
    try:
        if agent == "opencode":
            return Found(agent, path, *opencode.measure(path), start)
        status = os.stat(path)
    except (OSError, UnreadableTranscript):
        return None
    return Found(agent, path, status.st_size, status.st_mtime_ns, start)


def _reason(agent: str, environ: Mapping[str, str]) -> str:
    if agent not in STORES:
        return NOT_READ
    folder = STORES[agent].folder(environ)
    if not folder:
        return "the environment names no home"
    if not os.path.lexists(folder):
        return f"there is no {folder}"
    try:
        if agent == "opencode":
            opencode.sessions(folder)
        else:
            os.listdir(folder)
    except OSError as error:
        return f"{folder} cannot be read: {error.strerror}"
    except UnreadableTranscript as error:
        return f"{folder} cannot be read: {error}"
    packed = sum(1 for _ in rollouts(folder, ".jsonl.zst")) if agent == "codex" else 0
    verb = "is" if packed == 1 else "are"
    return f"{counted(packed, 'transcript')} in {folder} {verb} compressed, and such are not read" if packed else ""
