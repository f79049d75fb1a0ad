"""`spec adr-tools`: the commands of adr-tools, with their words, files, output and exit codes.

Its arguments are read as adr-tools reads them, so the command-line framework stays out: `adr list` is one breath.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from specward.adr.tools.manual import COMMANDS, completions, overview, page, usage
from specward.boundary import guarded
from specward.cli.adr_tools_place import FAILED, folder_here
from specward.cli.console import write
from specward.cli.getopts import getopts
from specward.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from specward.adr.tools.folder import Folder

_NO_COMMAND = 127
"""What a shell says of a program that is not there, as adr-tools does of a report."""
_PAGERS = ("ADR_PAGER", "PAGER")


def main(words: Sequence[str]) -> int:
    """Run `spec adr-tools WORDS…` inside the error boundary; the exit code."""
    return guarded(lambda: run(list(words)))


def run(words: list[str]) -> int:
    """Run one command of adr-tools.

    Args:
        words: its name and arguments. Before them may stand `--dry-run`; `--complete` asks for completions.

    Raises:
        SpecError: as every command; wrong usage with the exit code of adr-tools.
    """
    if words[:1] == ["--complete"]:
        write(f"{completions(words[1:])}\n")
        return 0
    dry_run = words[:1] == ["--dry-run"]
    command, *rest = words[dry_run:] or [""]
    if command in {"-h", "--help"}:
        write(overview())
        return 0
    try:
        if command in _READING:
            return _READING[command](rest)
        if command in COMMANDS:
            from specward.cli import adr_tools_writing

            return adr_tools_writing.COMMANDS[command](rest, dry_run)
    except UsageError as error:
        if error.exit_code != _NO_COMMAND:
            error.exit_code = FAILED
        raise
    _show(overview())
    return FAILED


def _list(words: list[str]) -> int:
    del words
    folder = folder_here()
    if folder is None:
        return FAILED
    from specward.output.terminal import printable

    write("\n".join(printable(folder.place.shown_path(name)) for name in folder.names))
    return 0


def _generate(words: list[str]) -> int:
    if not words:
        write("\n".join(_REPORTS))
        return 0
    report, *rest = words
    if report not in _REPORTS:
        problem = UsageError(f"there is no report {report}", help=f"the reports are {' and '.join(_REPORTS)}")
        problem.exit_code = _NO_COMMAND
        raise problem
    letters, make = _REPORTS[report]
    options, _ = getopts(rest, letters, usage("generate", report))
    folder = folder_here()
    if folder is None:
        return FAILED
    write(make(folder, dict(options)))
    return 0


def _toc(folder: Folder, options: dict[str, str]) -> str:
    from specward.adr.tools.toc import toc
    from specward.cli.given import read_text

    intro, outro = (read_text(options[letter]) if options.get(letter) else "" for letter in "io")
    return toc(folder, prefix=options.get("p", ""), intro=intro, outro=outro)


def _graph(folder: Folder, options: dict[str, str]) -> str:
    from specward.adr.tools.graph import graph

    return graph(folder, prefix=options.get("p", ""), ending=options.get("e", ".html"))


def _config(words: list[str]) -> int:
    del words
    from specward.adr.tools.template import BUILT_IN

    program = os.path.dirname(os.path.abspath(sys.argv[0]))
    write(f"adr_bin_dir={_quoted(program)}\nadr_template_dir={_quoted(BUILT_IN)}")
    return 0


def _quoted(path: str) -> str:
    """A path between double quotes of a shell."""
    return '"' + "".join(f"\\{sign}" if sign in '\\"$`' else sign for sign in path) + '"'


def _help(words: list[str]) -> int:
    _show(page(words))
    return 0


def _show(text: str) -> None:
    """Show a text through the pager that the environment names; one that is there anyway for a terminal alone."""
    named = next((os.environ[name] for name in _PAGERS if os.environ.get(name, "").strip()), "")
    command = named or ("more" if sys.stdout.isatty() else "")
    if not command:
        write(text)
        return
    import shlex
    import subprocess

    sys.stdout.flush()
    try:
        subprocess.run(shlex.split(command, posix=os.name != "nt"), input=text.encode(), check=False)  # noqa: S603 -- the user's own
    except (OSError, ValueError):
        write(text)


_REPORTS: dict[str, tuple[str, Callable[[Folder, dict[str, str]], str]]] = {
    "graph": ("pe", _graph),
    "toc": ("iop", _toc),
}
"""The reports, by name, with the letters of their options."""
_READING: dict[str, Callable[[list[str]], int]] = {
    "config": _config,
    "generate": _generate,
    "help": _help,
    "list": _list,
}
