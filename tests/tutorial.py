"""Tutorials that are followed to the letter: what a document has its reader do, and what it shows of the outcome."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import specward
from specward.markdown.document import Document
from specward.markdown.scan import FENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOCUMENTS = Path(__file__).parents[1] / "docs"
_QUESTION = "[y/N] "
_PATCH = "diff"


class Step(NamedTuple):
    """Something that the reader does."""

    command: str
    """What is typed; empty where a file is edited."""
    code: int
    shown: list[str]
    """What the tutorial shows of the output; what is added to a file, or a patch."""
    path: str = ""
    """The file that text is added to; `diff` for a patch."""


def steps(name: str) -> Iterator[Step]:
    """What a tutorial has its reader do, in order.

    A block of `console` is typed, one with a path is added to that file, one of `diff` is applied; any other is read.
    """
    document = Document(name, (_DOCUMENTS / name).read_text(encoding="utf-8"))
    for block in document.blocks:
        if block.kind != FENCE:
            continue
        language, _, path = block.info.partition(" ")
        lines = document.words(block).splitlines()
        if path or language == _PATCH:
            yield Step("", 0, lines, path or _PATCH)
        elif language == "console":
            yield from _typed(lines)


def _typed(lines: list[str]) -> Iterator[Step]:
    starts = [index for index, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        command, _, remark = lines[start].removeprefix("$ ").partition("    # exit code ")
        yield Step(command, int(remark or 0), lines[start + 1 : end])


def pattern(shown: list[str]) -> str:
    """What the output must look like; `…` stands for anything, on a line of its own for any lines."""
    lines = [".*" if line.strip() == "…" else ".*".join(map(re.escape, line.split("…"))) for line in shown]
    return r"\n+".join(line for line in lines if line)


def newcomer(programs: Path) -> dict[str, str]:
    """The environment of a reader: `spec` is this one, and `pip` has nothing to do.

    Args:
        programs: an empty folder.
    """
    for name, does in {"spec": f'exec "{sys.executable}" -m specward "$@"', "pip": ":"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{does}\n")
        (programs / name).chmod(0o755)
    source = str(Path(specward.__file__).parents[1])
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": source, "PYTHONUTF8": "1"}


def follow(name: str, root: Path, environment: dict[str, str], *, at_terminal: frozenset[str] = frozenset()) -> int:
    """Do what a tutorial says, and see what it shows.

    Args:
        name: of the document, below `docs/`.
        root: the project of the reader.
        environment: see `newcomer`.
        at_terminal: the commands that ask their reader something, who says yes.

    Returns:
        How many commands were typed.
    """
    done = 0
    for step in steps(name):
        if step.path:
            _edit(root, step)
            continue
        code, out = _run(step.command, root, environment, asked=step.command in at_terminal)
        assert code == step.code, f"{step.command}\n{out}"
        assert re.search(pattern(step.shown), out, re.DOTALL), f"{step.command}\n{out}"
        done += 1
    return done


def _edit(root: Path, step: Step) -> None:
    text = "\n".join([*step.shown, ""])
    if step.path == _PATCH:
        subprocess.run(["git", "apply", "-"], cwd=root, input=text.encode(), check=True)
        return
    target = root / step.path
    target.write_text(target.read_text(encoding="utf-8") + text, encoding="utf-8")


def _run(command: str, root: Path, environment: dict[str, str], *, asked: bool) -> tuple[int, str]:
    """The exit code of a command, and what is seen of it, the answer that was typed included."""
    ours, theirs = _terminal() if asked else (-1, subprocess.DEVNULL)
    try:
        ran = subprocess.run(
            ["sh", "-c", command],
            cwd=root,
            env=environment,
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
    finally:
        if asked:
            os.close(ours)
            os.close(theirs)
    return ran.returncode, ran.stdout.replace(_QUESTION, f"{_QUESTION}y\n")


def _terminal() -> tuple[int, int]:
    """Both ends of a terminal at which yes was typed."""
    import pty

    ours, theirs = pty.openpty()
    os.write(ours, b"y\n")
    return ours, theirs
