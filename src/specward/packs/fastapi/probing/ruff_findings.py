"""What ruff has found, for the rules that tell it: of files that are still as ruff saw them, by what nobody ignores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.packs.fastapi.backend import digests_of
from specward.packs.fastapi.probing.probe_file import read_probe
from specward.packs.fastapi.probing.ruff_settings import settings_for
from specward.packs.fastapi.source.modules import module_paths
from specward.packs.fastapi.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.code import Code
    from specward.finding import Location
    from specward.packs.fastapi.probing.probed import RuffFinding
    from specward.project import Project


def told_by_ruff(project: Project, *codes: str) -> Iterator[tuple[RuffFinding, Location]]:
    """What ruff has found by some rules, and where; nothing of a commit under way, nor where no probe is, or counts.

    Args:
        project: the project.
        codes: of the rules, or what they begin with.
    """
    probed = read_probe(project.source) if project.judges_all and project.with_probe else None
    wanted = [found for found in (probed.ruff if probed else None) or () if found.code.startswith(codes)]
    if not (probed and wanted):
        return
    now, files = digests_of(project), set(module_paths(project))
    texts = texts_of(project)
    for found in wanted:
        path = found.file
        if path not in files or now.get(path) != probed.digests.get(path):
            continue
        if settings_for(project, path).ignores(found.code):
            continue
        code = texts.at(path)
        if code and found.line <= len(code.lines):
            yield found, _place(code, found)


def _place(code: Code, found: RuffFinding) -> Location:
    """What is found, up to the end of its first line."""
    length = len(code.lines[found.line - 1])
    start = min(found.column - 1, length)
    end = found.end_column - 1 if found.end_line == found.line else length
    return code.location(found.line, start, max(start, min(end, length)))


def in_words(found: RuffFinding, subject: str) -> str:
    """A message that names the rule of ruff: `blocking call in an asynchronous function (ASYNC230)`."""
    return f"{subject} ({found.code})"
