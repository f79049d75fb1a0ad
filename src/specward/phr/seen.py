"""The prompts that the transcripts of this machine hold of a project, without their texts.

A transcript is read again only when it has changed: what was seen in it is kept in the state folder.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from specward import __version__, whole_files
from specward.digest import digest
from specward.phr.prompt_key import fingerprint
from specward.phr.transcripts.belonging import belongs
from specward.phr.transcripts.lines import UnreadableTranscript
from specward.phr.transcripts.locate import locate, unreadable
from specward.phr.transcripts.reading import read_transcript
from specward.redaction import known_values, local_key, redact
from specward.state import make_state_folder, state_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from specward.phr.transcripts.stores import Found

_VERSION = f"1 {__version__}"
"""Of what is kept: readers learn more from version to version."""
_FOLDER = "transcripts"
_WORDS = 80


class SeenPrompt(NamedTuple):
    """A prompt in a transcript."""

    found: Found
    """The transcript."""
    session: str
    ids: tuple[str, ...]
    print: str
    """See `prompt_key.fingerprint`."""
    at: str
    way: str
    words: str
    """Its first words, secrets taken out."""
    length: int
    start: int
    """Where its turn begins in the transcript."""


class Seen(NamedTuple):
    """What was seen of one agent."""

    prompts: tuple[SeenPrompt, ...] = ()
    """In the order in which they were asked."""
    unknown: str = ""
    """Why nothing or not all could be looked at, as a clause."""
    skipped: int = 0
    """Lines of a kind that the reader does not know."""


def read_seen(
    root: str,
    environ: Mapping[str, str],
    *,
    agents: Collection[str] = (),
    expected: Collection[str] = (),
    progress: Callable[[int], None] | None = None,
) -> dict[str, Seen]:
    """What the transcripts hold, by agent; one that has left none here is left out, unless something is expected of it.

    Args:
        root: the project's root.
        environ: tells where agents keep their transcripts.
        agents: only these; all where left out.
        expected: those of whom it must be said where nothing can be read.
        progress: is told how many bytes were read.
    """
    silent = unreadable(environ, agents)
    seen = {agent: Seen(unknown=reason) for agent, reason in silent.items() if agent in {*agents, *expected}}
    for found in locate(root, environ, agents):
        before = seen.get(found.agent, Seen())
        prompts, unknown, skipped = _of_transcript(found, root, environ, progress)
        seen[found.agent] = Seen((*before.prompts, *prompts), before.unknown or unknown, before.skipped + skipped)
    return {agent: one._replace(prompts=_distinct(one.prompts)) for agent, one in seen.items()}


def _distinct(prompts: Sequence[SeenPrompt]) -> tuple[SeenPrompt, ...]:
    """The prompts by time, each once: a conversation that is forked repeats those before, ids and all."""
    told = {(prompt.ids[0] if prompt.ids else index, prompt.print): prompt for index, prompt in enumerate(prompts)}
    return tuple(sorted(told.values(), key=lambda prompt: prompt.at))


def _of_transcript(
    found: Found, root: str, environ: Mapping[str, str], progress: Callable[[int], None] | None
) -> tuple[list[SeenPrompt], str, int]:
    """The prompts of one transcript, why it could not be read, and how many lines were unknown."""
    kept = _kept(found, root)
    if kept is not None:
        return kept
    known = known_values(root, environ)
    prompts = []
    try:
        with read_transcript(found.agent, found.path, found.start, progress) as reading:
            for turn in reading:
                if turn.prompt and belongs(turn, root):
                    text = redact(turn.prompt, lambda: local_key(root), known).text
                    words = " ".join(text[:400].split())[:_WORDS]
                    prompts.append(
                        SeenPrompt(
                            *(found, turn.session, turn.ids, fingerprint(text), turn.at, turn.way, words),
                            *(len(text), turn.start),
                        )
                    )
    except UnreadableTranscript as error:
        return prompts, f"a transcript cannot be read: {error}", 0
    skipped = sum(reading.skipped.values())
    _keep(found, root, prompts, skipped)
    return prompts, "", skipped


def _place(found: Found, root: str) -> str:
    name = digest(f"{found.agent}\0{found.path}\0{os.path.realpath(root)}")
    return os.path.join(state_folder(root), _FOLDER, f"{name[:32]}.json")


def _kept(found: Found, root: str) -> tuple[list[SeenPrompt], str, int] | None:
    """What was seen of a transcript that has not changed since; None where it must be read."""
    try:
        kept = json.loads(whole_files.content(_place(found, root)))
        if (kept["version"], kept["size"], kept["mtime"]) != (_VERSION, found.size, found.mtime_ns):
            return None
        return [_prompt(found, *entry) for entry in kept["prompts"]], "", int(kept["skipped"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _prompt(found: Found, *entry: Any) -> SeenPrompt:  # noqa: ANN401 -- as JSON has it
    session, ids, print_, at, way, words, length, start = entry
    return SeenPrompt(
        *(
            found,
            str(session),
            tuple(map(str, ids)),
            str(print_),
            str(at),
            str(way),
            str(words),
            int(length),
            int(start),
        )
    )


def _keep(found: Found, root: str, prompts: Sequence[SeenPrompt], skipped: int) -> None:
    kept = {
        "version": _VERSION,
        "size": found.size,
        "mtime": found.mtime_ns,
        "skipped": skipped,
        "prompts": [prompt[1:] for prompt in prompts],
    }
    place = _place(found, root)
    try:
        make_state_folder(root, _FOLDER)
        whole_files.overwrite(place, json.dumps(kept).encode(), 0o600)
    except OSError:
        return  # it is read again the next time
