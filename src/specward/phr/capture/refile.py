"""A finished record in its place: what the work touched tells stage and feature where nothing has told them before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.artifacts.phr_filing import CONSTITUTION, GENERAL, record_number
from specward.changes import Move, Replace, apply
from specward.git.process import GitMissing, run
from specward.ids import next_number
from specward.markdown.scalar import quote
from specward.phr.capture.complete import completed
from specward.phr.stage import context_of, stage_of_files
from specward.scaffold.record import record_folder

if TYPE_CHECKING:
    from specward.changes import Change
    from specward.phr.capture.complete import Details
    from specward.phr.capture.journal import Turn
    from specward.phr.capture.settings import Settings


def complete_record(turn: Turn, details: Details, root: str, settings: Settings) -> str:
    """Complete a turn's record and file it where it belongs; its path from then on. Only under the lock.

    A record that is gone, because somebody removed it or another branch is checked out, is left so.

    Raises:
        UsageError, UndeterminedError: it cannot be written.
        OSError: it cannot be read.
    """
    try:
        with open(os.path.join(root, turn.path), encoding="utf-8", newline="") as file:
            text = file.read()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return turn.path
    finished = completed(turn.path, text, details)
    path = turn.path
    if not turn.told or _context(path) == GENERAL:
        path, finished = _refiled(turn, finished, details, root, settings)
    changes: list[Change] = [Replace(turn.path, finished, text)] if finished != text else []
    if path != turn.path:
        changes.append(Move(turn.path, path))
    apply(changes, root)
    return path


def _refiled(turn: Turn, text: str, details: Details, root: str, settings: Settings) -> tuple[str, str]:
    """Where a record belongs by what its work touched, and its text there; a record that git knows stays."""
    files = list(details.files)
    context = _context(turn.path)
    feature = context if context not in {GENERAL, CONSTITUTION} else _feature_of(files, settings.specs)
    stage = context_of(turn.told or stage_of_files(files, settings.specs) or _stage(turn.path), feature)
    folder = record_folder(settings.history, stage, feature)
    if (stage, folder) == (_stage(turn.path), turn.path.rpartition("/")[0]) or _is_known_to_git(turn.path, root):
        return turn.path, text
    name = turn.path.rpartition("/")[2]
    number, slug = name.partition("-")[0], name.partition("-")[2].removesuffix(f".{_stage(turn.path)}.prompt.md")
    if folder != turn.path.rpartition("/")[0]:
        there = f"{next_number(root, folder, record_number):04d}"
        text, number = text.replace(f'\nid: "{number}"\n', f'\nid: "{there}"\n', 1), there
    text = text.replace(f"\nstage: {_stage(turn.path)}\n", f"\nstage: {stage}\n", 1)
    if feature and stage not in {GENERAL, CONSTITUTION}:
        text = text.replace("\nfeature: none\n", f"\nfeature: {quote(feature)}\n", 1)
    return f"{folder}/{number}-{slug}.{stage}.prompt.md", text


def _context(path: str) -> str:
    return path.rpartition("/")[0].rpartition("/")[2]


def _stage(path: str) -> str:
    return path.removesuffix(".prompt.md").rpartition(".")[2]


def _feature_of(files: list[str], specs: str) -> str:
    """The one feature whose documents were touched, or empty."""
    below = {path[len(specs) + 1 :] for path in files if path.startswith(f"{specs}/")}
    features = {path.partition("/")[0] for path in below if "/" in path}
    return features.pop() if len(features) == 1 else ""


def _is_known_to_git(path: str, root: str) -> bool:
    """Whether a commit or the index has the record: it was shown to others under its name."""
    try:
        return run(["--literal-pathspecs", "ls-files", "--error-unmatch", "--", path], root).status == 0
    except GitMissing:
        return False
