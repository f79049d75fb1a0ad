"""The steps of the demonstration. Every command is really run, and each must end as the tour says it does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UndeterminedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FEATURE = "001-sign-in-with-a-passkey"
SPEC = f"specs/{FEATURE}/spec.md"
CODE = "src/passkey.py"
PROMPT = "Add the passkey challenge: thirty-two random bytes, valid for two minutes, each usable once."
ANSWER = "Added challenge() in src/passkey.py."


class Say(NamedTuple):
    """A word to the reader."""

    text: str


class Write(NamedTuple):
    """The author writes a file: a document of the demonstration, or its text changed."""

    path: str
    document: str
    change: tuple[str, str] = ("", "")


class Do(NamedTuple):
    """A command, as typed; `passes` says whether it must end with exit code 0."""

    words: tuple[str, ...]
    passes: bool = True
    given: str = ""
    """What stands on its stdin."""


Step = Say | Write | Do


def steps() -> Iterator[Step]:
    """The tour, in order."""
    question = ("within two minutes", "within [NEEDS CLARIFICATION: how long?]")
    yield Say("A new project. `spec init` writes a constitution and a configuration, and installs the git hooks.")
    yield Do(("git", "init", "-q", "-b", "main"))
    yield Do(("spec", "init"))
    yield Write(".specify/memory/constitution.md", "constitution.md")
    yield Do(("git", "add", "-A"))
    yield Do(("git", "commit", "-q", "-m", "Set the project up"))

    yield Say("A feature begins with its specification. What is not filled in yet is a finding.")
    yield Do(("spec", "new", "feature", "Sign in with a passkey"))
    yield Do(("spec", "check"), passes=False)

    yield Say("The author writes it, leaves a question open, and forgets how the second story is accepted.")
    yield Write(SPEC, "unfinished-spec.md", question)
    yield Do(("spec", "new", "plan"), passes=False)
    yield Do(("spec", "check"), passes=False)

    yield Say("With both mended, the plan and the tasks follow, and everything is clean.")
    yield Write(SPEC, "spec.md")
    yield Do(("spec", "new", "plan"))
    yield Write(f"specs/{FEATURE}/plan.md", "plan.md")
    yield Do(("spec", "new", "tasks"))
    yield Write(f"specs/{FEATURE}/tasks.md", "tasks.md")
    yield Do(("spec", "check"))
    yield Do(("git", "add", "-A"))
    yield Do(("git", "commit", "-q", "-m", "Specify the sign-in"))
    yield Do(("spec", "task", "next"))

    yield Say("Code is written, and breaks a principle that the constitution holds it to.")
    leak = ("    return secrets", "    print(challenge)\n    return secrets")
    yield Write(CODE, "passkey.txt", leak)
    yield Do(("git", "add", CODE))
    yield Do(("git", "commit", "-m", "Add the passkey challenge"), passes=False)

    yield Say("Mended, it comes without the prompt that led to it. That is refused too.")
    yield Write(CODE, "passkey.txt")
    yield Do(("git", "add", CODE))
    yield Do(("git", "commit", "-m", "Add the passkey challenge"), passes=False)

    yield Say("With a coding agent's hooks installed, nobody has to write that record: the agent tells each prompt.")
    yield Do(("spec", "hook", "install", "--agent", "claude"))
    yield Do(("spec", "hook", "claude"), given=_told("UserPromptSubmit", prompt=PROMPT))
    yield Do(("spec", "hook", "claude"), given=_told("Stop", last_assistant_message=ANSWER))
    yield Do(("spec", "phr", "list"))
    yield Do(("spec", "task", "done", "T001"))
    yield Do(("git", "add", "-A"))
    yield Do(("git", "commit", "-q", "-m", "Add the passkey challenge"))
    yield Do(("git", "log", "--stat", "-1", "--format=%s%n%n%(trailers)"))
    yield Do(("spec", "phr", "coverage"))
    yield Do(("spec", "status"))
    yield Do(("spec", "check"))

    yield Say("A tick is a claim. What no test proves is not accepted.")
    yield Do(("spec", "verify", "--dry-run", FEATURE), passes=False)


def _told(event: str, **said: str) -> str:
    """What Claude Code tells its hook."""
    return json.dumps({"hook_event_name": event, "session_id": "demo", "permission_mode": "default", **said})


def run(folder: Path, write: Callable[[str], None]) -> None:
    """Walk the tour in an empty folder.

    Args:
        folder: where the scratch project is made.
        write: shows text to the reader.

    Raises:
        UndeterminedError: a command did not end as it must.
    """
    environment = {**_environment(), "HOME": str(folder)}  # no transcripts of the user's own agents
    for step in steps():
        match step:
            case Say(text):
                write(f"\n── {text}\n")
            case Write(path, document, change):
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(_document(document).replace(*change), encoding="utf-8")
                write(f"(the author writes {path})\n")
            case Do(words, passes, given):
                before = f"echo '{given}' | " if given else ""
                write(f"\n$ {before}{' '.join(_shown(word) for word in words)}\n")
                output, status = _execute(words, folder, environment, given)
                write(output)
                if (status == 0) is not passes:
                    raise UndeterminedError(f"`{' '.join(words)}` ended with exit code {status}", where=str(folder))


def _document(name: str) -> str:
    return (files("specward.demo") / "documents" / name).read_text(encoding="utf-8")


def _shown(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _execute(words: tuple[str, ...], folder: Path, environment: dict[str, str], given: str) -> tuple[str, int]:
    command = [sys.executable, "-m", "specward", *words[1:]] if words[0] == "spec" else list(words)
    done = subprocess.run(  # noqa: S603 -- the tour's own commands
        command,
        cwd=folder,
        env=environment,
        input=given.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8", "replace"), done.returncode


def _environment() -> dict[str, str]:
    """The user's own, without what would make the scratch project depend on the user's git."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SPECIFY_"))}
    person = {"NAME": "Ada", "EMAIL": "ada@example.org"}
    identity = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in person.items()}
    return {**kept, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
