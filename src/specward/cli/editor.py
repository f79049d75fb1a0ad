"""The user's editor."""

from __future__ import annotations

import os
import sys

from specward.errors import UndeterminedError, UsageError

VARIABLES = ("VISUAL", "EDITOR")


def edit(text: str, name: str, *, instead: str) -> str:
    """What becomes of a text in the user's editor.

    Args:
        text: the text, with line feeds.
        name: of the file that the editor opens; its ending tells the editor what it is.
        instead: what to do where there is no editor, for the message.

    Raises:
        UsageError: no variable names an editor.
        UndeterminedError: it cannot be started, fails, or leaves something that is no UTF-8.
    """
    import shlex
    import subprocess
    import tempfile

    command = next((os.environ[variable] for variable in VARIABLES if os.environ.get(variable, "").strip()), "")
    if not command:
        raise UsageError("there is nothing to change, and no editor to write in", help=f"{instead}, or set EDITOR")
    with tempfile.TemporaryDirectory(prefix="spec-") as folder:
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(f"{text}\n")
        sys.stdout.flush()
        try:
            status = subprocess.call([*shlex.split(command, posix=os.name != "nt"), path])  # noqa: S603 -- the user's own
        except (OSError, ValueError) as error:
            raise UndeterminedError(f"the editor cannot be started: {error}", where=command) from None
        if status:
            raise UndeterminedError(f"the editor ended with status {status}; nothing is changed", where=command)
        try:
            with open(path, encoding="utf-8-sig", newline="") as file:
                return file.read().replace("\r\n", "\n").removesuffix("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise UndeterminedError(f"what the editor has written cannot be read: {error}", where=command) from None
