"""What another scanner finds: gitleaks or its successor Betterleaks, where the user has one of them.

Both read a text from their stdin and write JSON to their stdout (`--report-path -`). Neither asks a vendor whether a
token is valid unless told to, and it is not. They run in an empty folder, so that no configuration of the scanned
project decides what they find; one that the user's environment names does.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from specward.errors import UndeterminedError
from specward.redaction.search import outside_placeholders
from specward.redaction.secret import Secret, merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOOLS = ("betterleaks", "gitleaks")
"""By preference."""

_ARGUMENTS = (
    *("stdin", "--no-banner", "--log-level", "error", "--exit-code", "0", "--max-decode-depth", "0"),
    *("--report-format", "json", "--report-path", "-"),
)
_SECONDS = 120.0
_SHORTEST = 4


class SecondOpinion:
    """A scanner on this machine.

    Args:
        path: where it stands.
        seconds: how long it may take.
    """

    def __init__(self, path: str, seconds: float = _SECONDS) -> None:
        self.tool = os.path.basename(path).removesuffix(".exe")
        """`betterleaks` or `gitleaks`."""
        self._path = path
        self._seconds = seconds

    @classmethod
    def on_path(cls) -> SecondOpinion | None:
        """The first of `TOOLS` that is on PATH, or None."""
        from shutil import which

        return next((cls(path) for path in map(which, TOOLS) if path), None)

    def ask(self, texts: Sequence[str]) -> list[list[Secret]]:
        """What it finds in each of the texts, in one run; its rules are named as it names them.

        Raises:
            UndeterminedError: it cannot be run, fails, takes too long or says something else. Nothing of what it said
                is in the message: that may hold a secret.
        """
        found = list(self._findings("\n".join(texts)))
        return [outside_placeholders(text, merged(_places(text, found))) for text in texts]

    def _findings(self, text: str) -> Iterator[tuple[str, str]]:
        """Rule and secret of each finding."""
        import json

        try:
            findings: Any = json.loads(self._run(text) or b"[]") or []
            for finding in findings:
                secret = finding["Secret"]
                if len(secret) >= _SHORTEST:
                    yield _rule_name(finding["RuleID"]), secret
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UndeterminedError(f"{self.tool} did not answer in the JSON that it documents") from None

    def _run(self, text: str) -> bytes:
        import subprocess
        from tempfile import TemporaryDirectory

        with TemporaryDirectory(prefix="spec-") as empty:
            try:
                done = subprocess.run(  # noqa: S603 -- the user asked for it and has it on PATH
                    [self._path, *_ARGUMENTS],
                    input=text.encode("utf-8", "surrogatepass"),
                    capture_output=True,
                    cwd=empty,
                    timeout=self._seconds,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                raise UndeterminedError(f"{self.tool} took longer than {self._seconds:g} seconds") from None
            except OSError as problem:
                raise UndeterminedError(f"{self.tool} cannot be run: {problem.strerror}") from None
        if done.returncode:
            raise UndeterminedError(
                f"{self.tool} ended with status {done.returncode}",
                help=f"gitleaks 8.28 or newer: `{self.tool} version`",
            )
        return done.stdout


def _places(text: str, found: Sequence[tuple[str, str]]) -> Iterator[Secret]:
    """Wherever one of the secrets stands. The scanners' own lines and columns differ from version to version."""
    for rule, secret in found:
        at = text.find(secret)
        while at >= 0:
            yield Secret(rule, at, at + len(secret))
            at = text.find(secret, at + len(secret))


def _rule_name(said: str) -> str:
    """A rule's name as a placeholder can hold it."""
    return re.sub("[^a-z0-9]+", "-", said.lower()).strip("-")[:40] or "unnamed"
