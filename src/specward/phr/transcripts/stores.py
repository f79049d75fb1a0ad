"""Where each agent keeps its transcripts on a machine, and which of them a project's may be.

An agent names the folder of a project after its path, in a way that cannot be undone; so the folder that the first
lines of a transcript tell decides wherever they tell one.
"""

from __future__ import annotations

import os
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from specward.phr.transcripts import opencode
from specward.phr.transcripts.belonging import inside
from specward.phr.transcripts.fields import text
from specward.phr.transcripts.lines import UnreadableTranscript, read_lines
from specward.phr.transcripts.turn import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_HEAD = 40
"""Lines within which a transcript tells its folder."""
_LONGEST_NAME = 200
"""Characters of a folder's name that Claude Code keeps before it puts a check sum instead."""
_NO_LETTER = re.compile(r"[^A-Za-z0-9]")


class Found(NamedTuple):
    """A transcript."""

    agent: str
    path: str
    """Of the file; for opencode that of the database, a `#`, and the id of the session."""
    size: int
    """In bytes, or in messages where a database holds it."""
    mtime_ns: int
    start: Mark = Mark()
    """Where its first reading begins: what its place tells of it."""


class Store(NamedTuple):
    """Where an agent keeps its transcripts."""

    folder: Callable[[Mapping[str, str]], str]
    """The folder, or the database, in an environment; empty where the environment names no home."""
    find: Callable[[str, str], Iterator[tuple[str, Mark]]]
    """The transcripts in that folder that may be those of the project at a root."""


def _at_home(*names: str, variable: str = "", inside_home: tuple[str, ...] = ()) -> Callable[[Mapping[str, str]], str]:
    """A folder below the one that a variable names, else below one in the user's home."""

    def folder(environ: Mapping[str, str]) -> str:
        home = environ.get("HOME") or environ.get("USERPROFILE") or ""
        base = environ.get(variable, "") if variable else ""
        base = base or (os.path.join(home, *inside_home) if home else "")
        return os.path.join(base, *names) if base else ""

    return folder


def _opencode_database(environ: Mapping[str, str]) -> str:
    named = environ.get("OPENCODE_DB", "")
    data = _at_home("opencode", variable="XDG_DATA_HOME", inside_home=(".local", "share"))(environ)
    return named if os.path.isabs(named) else os.path.join(data, named or "opencode.db") if data else ""


def told(path: str, *keys: tuple[str, ...], lines: int = _HEAD) -> str:
    """The first text that the first lines of a file have at one of some paths; empty where they have none."""
    try:
        with open(path, "rb") as file:
            texts = (text(line.fields, *key) for line in islice(read_lines(file), lines) for key in keys)
            return next(filter(None, texts), "")
    except OSError:
        return ""


def names_in(folder: str) -> list[str]:
    """What lies in a folder, sorted; nothing where it cannot be read."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _spellings(root: str) -> list[str]:
    return list(dict.fromkeys((os.path.abspath(root), os.path.realpath(root))))


def _in_folder(name: str, below: str) -> Callable[[str, str], Iterator[tuple[str, Mark]]]:
    """Transcripts in `<path with - for all but letters and digits>/<below>/*.jsonl`, each line with its folder."""

    def find(folder: str, root: str) -> Iterator[tuple[str, Mark]]:
        slugs = [_NO_LETTER.sub("-", spelling)[:_LONGEST_NAME] for spelling in _spellings(root)]
        for each in names_in(folder):
            if not each.startswith(tuple(slugs)):
                continue
            for path in _files(os.path.join(folder, each, below), ".jsonl"):
                if each in slugs or inside(told(path, (name,)), root):
                    yield path, Mark()

    return find


def _files(folder: str, *endings: str) -> Iterator[str]:
    for name in names_in(folder):
        path = os.path.join(folder, name)
        if name.endswith(endings) and os.path.isfile(path):
            yield path


def _codex(folder: str, root: str) -> Iterator[tuple[str, Mark]]:
    for path in rollouts(folder, ".jsonl"):
        if inside(told(path, ("payload", "cwd"), lines=1), root):
            yield path, Mark()


def rollouts(folder: str, ending: str) -> Iterator[str]:
    """The rollouts of Codex, those that were put into the archive too."""
    for top in (folder, os.path.join(os.path.dirname(folder), "archived_sessions")):
        for here, folders, names in os.walk(top):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(here, name)
                if name.startswith("rollout-") and name.endswith(ending) and os.path.isfile(path):
                    yield path


def _gemini(folder: str, root: str) -> Iterator[tuple[str, Mark]]:
    """The folder of a project is called by the SHA-256 of its path, or by a name that `.project_root` explains."""
    from hashlib import sha256

    hashes = {sha256(os.fsencode(spelling)).hexdigest(): spelling for spelling in _spellings(root)}
    for name in names_in(folder):
        owner = _beginning(os.path.join(folder, name, ".project_root")).strip() or hashes.get(name, "")
        if not owner or not inside(owner, root):
            continue
        paths = list(_files(os.path.join(folder, name, "chats"), ".jsonl", ".json"))
        for path in paths:
            if os.path.basename(path).startswith("session-") and f"{path}l" not in paths:
                yield path, Mark(cwd=owner)


def _beginning(path: str) -> str:
    """The first 64 KiB of a small file; empty where there is none."""
    if not os.path.isfile(path):
        return ""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(1 << 16)
    except OSError:
        return ""


def _copilot(folder: str, root: str) -> Iterator[tuple[str, Mark]]:
    for name in names_in(folder):
        path = os.path.join(folder, name)
        session = name.removesuffix(".jsonl")
        workspace = os.path.join(path, "workspace.yaml")
        if session == name:
            path = os.path.join(path, "events.jsonl")
        if not os.path.isfile(path):
            continue
        cwd = told(path, ("data", "context", "cwd"), ("data", "cwd")) or _cwd_of(workspace)
        if inside(cwd, root):
            yield path, Mark(session=session, cwd=cwd)


def _cwd_of(workspace: str) -> str:
    lines = _beginning(workspace).splitlines()
    return next((line.removeprefix("cwd:").strip().strip("'\"") for line in lines if line.startswith("cwd:")), "")


def _cursor(folder: str, root: str) -> Iterator[tuple[str, Mark]]:
    """No line tells the folder here, so only a name that is the project's very own counts."""
    for spelling in _spellings(root):
        slug = re.sub(r"-+", "-", _NO_LETTER.sub("-", spelling)).strip("-")
        transcripts = os.path.join(folder, slug, "agent-transcripts")
        for name in names_in(transcripts):
            session = name.removesuffix(".jsonl")
            path = os.path.join(transcripts, name, *([f"{name}.jsonl"] if session == name else []))
            if os.path.isfile(path):
                yield path, Mark(session=session, cwd=spelling)


def _opencode(database: str, root: str) -> Iterator[tuple[str, Mark]]:
    try:
        begun = opencode.sessions(database)
    except UnreadableTranscript:
        return
    for key, directory in begun:
        if inside(directory, root):
            yield f"{database}{opencode.SEPARATOR}{key}", Mark(session=key, cwd=directory)


STORES: dict[str, Store] = {
    "claude": Store(
        _at_home("projects", variable="CLAUDE_CONFIG_DIR", inside_home=(".claude",)), _in_folder("cwd", "")
    ),
    "codex": Store(_at_home("sessions", variable="CODEX_HOME", inside_home=(".codex",)), _codex),
    "gemini": Store(_at_home(".gemini", "tmp", variable="GEMINI_CLI_HOME"), _gemini),
    "copilot": Store(_at_home("session-state", variable="COPILOT_HOME", inside_home=(".copilot",)), _copilot),
    "cursor": Store(_at_home(".cursor", "projects"), _cursor),
    "opencode": Store(_opencode_database, _opencode),
    "qwen": Store(
        _at_home("projects", variable="QWEN_RUNTIME_DIR", inside_home=(".qwen",)), _in_folder("cwd", "chats")
    ),
}
"""By the agent's word, for the agents whose transcripts are read."""
