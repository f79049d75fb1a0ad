"""What a prompt waits for: importing redaction, and looking through a text without a secret, loads next to nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import specward

pytestmark = pytest.mark.usefixtures("unmeasured")

SOURCE = str(Path(specward.__file__).parents[1])
FORBIDDEN = frozenset(
    {
        *("argparse", "ast", "base64", "dataclasses", "hashlib", "hmac", "inspect", "json", "logging", "pathlib"),
        *(
            "random",
            "secrets",
            "shutil",
            "string",
            "subprocess",
            "tempfile",
            "textwrap",
            "typing",
            "unicodedata",
            "yaml",
        ),
    }
)
CHILD = """\
import contextlib, functools, os, re, stat, sys
sys.path.insert(0, sys.argv[1])
before = set(sys.modules)
import specward.redaction
exec(sys.argv[2])
print("\\n".join(sorted(set(sys.modules) - before)))
"""


def loaded(then: str = "") -> set[str]:
    """The modules that are loaded beyond those that every hook has."""
    command = [sys.executable, "-I", "-S", "-c", CHILD, SOURCE, then]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_importing_it_loads_its_own_modules_and_no_others() -> None:
    own = {name for name in loaded() if name == "specward" or name.startswith("specward.")}
    assert loaded() - own <= {"__future__", "bisect", "_bisect", "_blake2"}
    assert own == {
        "specward",
        "specward.git",
        "specward.git.place",
        "specward.noted",
        "specward.redaction",
        "specward.redaction.assigned",
        "specward.redaction.search",
        "specward.redaction.known",
        "specward.redaction.key",
        "specward.redaction.placeholders",
        "specward.redaction.secret",
        "specward.redaction.structures",
        "specward.redaction.tokens",
        "specward.redaction.values",
        "specward.state",
        "specward.whole_files",
    }


def test_a_prompt_without_a_secret_loads_nothing_more() -> None:
    prompt = "Add a password field and a token to https://user:password@example.com, Bearer auth, -----BEGIN it."
    look = (
        f"specward.redaction.redact({prompt!r} * 50, lambda: 1 / 0, specward.redaction.known_values('.', os.environ))"
    )
    assert loaded(look) & FORBIDDEN == set()


def test_taking_a_secret_out_loads_no_library_for_it() -> None:
    look = "specward.redaction.redact('password=hunter2Xy!', lambda: b'k' * 32)"
    assert loaded(look) & FORBIDDEN == set()
