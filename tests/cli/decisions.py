"""Three decisions: one that another took the place of, that one, and one of unknown status."""

from __future__ import annotations

import os
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

STORE, TOKENS, KEYS = (f"history/adr/{name}.md" for name in ("0001-store", "0002-tokens", "0003-keys"))
RECORDS = {
    STORE: """\
        # ADR-0001: Sessions in a store

        - **Status:** Superseded by ADR-0002
        - **Date:** 2026-01-02
        - **Feature:** 001-login

        ## Decision

        We keep sessions in **Redis**.
        """,
    TOKENS: """\
        # ADR-0002: Sessions in signed tokens

        - **Status:** Accepted
        - **Date:** 2026-02-03
        - **Supersedes:** ADR-0001
        - **Deciders:** Ada, Grace
        - **Tags:** security

        ## Considered Options

        - Redis
        - Signed tokens

        ## Decision Outcome

        Chosen option: "Signed tokens", because they need no store.
        """,
    KEYS: """\
        # ADR-0003: Keys of two sizes

        - **Status:** Wobbly
        """,
}


def write_decisions(repository: GitRepository) -> Path:
    """Put them into a repository; its root."""
    for path, text in RECORDS.items():
        repository.write(path, dedent(text))
    return repository.root


def on_a_terminal(root: Path, *args: str, **env: str) -> str:
    """What a command prints on a terminal of 60 columns and 200 lines."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    settings = {"PYTHONPATH": SOURCE, "PYTHONUTF8": "1", "COLUMNS": "60", "LINES": "200", "TERM": "xterm", **env}
    with subprocess.Popen(
        [sys.executable, "-m", "specward", "adr", *args],
        cwd=root,
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ):
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            said += piece
    os.close(ours)
    return said.decode().replace("\r\n", "\n")
