"""Asking a person: what only somebody at a terminal may answer."""

from __future__ import annotations

import os
import sys

from specward.errors import UsageError
from specward.signoff.agents import find_agent


def require_person(act: str, *, terminal: bool = True) -> None:
    """Refuse to act for anyone but a person at a terminal, as far as that can be told.

    Args:
        act: what is about to be done, as in `sign`: it ends the sentence "a coding agent may not …".
        terminal: whether there must be a terminal to ask on.

    Raises:
        UsageError: the environment is that of a coding agent, or there is no terminal.
    """
    agent = find_agent(os.environ)
    if agent:
        raise UsageError(
            f"{agent.name} may not {act}: that is for a person ({agent.variable} is set)",
            help="run the command yourself, in a terminal of your own",
        )
    if terminal and not sys.stdin.isatty():
        raise UsageError(f"there is no terminal to ask on, and only a person may {act}", help="run it in a terminal")


def ask(question: str) -> bool:
    """Put a question on stderr; only a clear yes is one.

    Raises:
        KeyboardInterrupt: the user left.
    """
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
