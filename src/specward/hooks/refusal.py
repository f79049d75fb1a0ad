"""What a hook says when a commit lacks its prompt record: the command that mends it, then the other ways."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from specward.hooks.waiting import waiting_records
from specward.output.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.config import Config
    from specward.phr.policy import Verdict

_MOST_PATHS = 5


_CAPTURED = ".specify/agent-hooks.json"
"""What a project has whose agents tell their prompts: the manifest of their hooks."""


class Standpoint(NamedTuple):
    """Where the commands that we print will be run, and what they are about."""

    project: str = ""
    """The project's folder below the top of the work tree, ending in `/`; empty where it is the top."""
    prefix: str = ""
    """Where the author stands: git's `GIT_PREFIX`, of the same form."""

    @property
    def spec(self) -> str:
        """How to call `spec` on the project from there."""
        if self.prefix.startswith(self.project):
            return "spec"
        return f"spec -C {quoted(os.path.relpath(self.project, self.prefix or '.').replace(os.sep, '/'))}"

    def path(self, path: str) -> str:
        """A path of the project as git takes it from there."""
        return quoted(f":/{self.project}{path}" if self.prefix else f"{self.project}{path}")


def explain(verdict: Verdict, config: Config, standpoint: Standpoint, *, message_file: str = "") -> str:
    """The refusal as text, ending in a line break.

    Args:
        verdict: one that does not pass.
        config: the project's configuration.
        standpoint: for the commands in it.
        message_file: where the message is kept that the author wrote; empty where there is none yet.
    """
    waiting = waiting_records(verdict, config, standpoint.project)
    lines = [headline(verdict), f"  {mending_command(verdict, config, standpoint, waiting)}"]
    # Git starts its hooks at the top of the work tree, so the path holds as it is.
    if not waiting and os.path.exists(f"{standpoint.project}{_CAPTURED}"):
        lines.append(f"  {standpoint.spec} phr sync   or record what stands in your agent's transcript")
    lines += [f"  {printable(offer.offered)} does not count: {printable(offer.reason)}" for offer in verdict.refused]
    example = quoted(f"{verdict.feature or 'general'}/0001")
    lines.append(f'  git commit … --trailer "PHR: {example}"   or name a record that is already there')
    if config.phr_allow_none:
        lines.append('  git commit … --trailer "PHR: none -- <reason>"   or say why it needs none')
    if message_file:
        kept = os.path.abspath(message_file) if standpoint.prefix else message_file
        lines.append(f"  your message is kept: git commit -e -F {quoted(kept)}")
    return "\n".join(lines) + "\n"


def headline(verdict: Verdict) -> str:
    """What is wrong, in one line."""
    first, others = printable(verdict.code[0]), len(verdict.code) - 1
    if not others:
        return f"{first} changes without a prompt record."
    return f"{first} and {others} more {'path changes' if others == 1 else 'paths change'} without a prompt record."


def mending_command(verdict: Verdict, config: Config, standpoint: Standpoint, waiting: Sequence[str] = ()) -> str:
    """The one command that mends it: stage the records that wait, finish the one that is staged, or write one.

    Args:
        verdict: one that does not pass.
        config: the project's configuration.
        standpoint: where the command will be run.
        waiting: complete records that are not staged; see `hooks.waiting`.
    """
    if waiting:
        paths = waiting if len(waiting) <= _MOST_PATHS else [os.path.commonpath(waiting)]
        remark = "it is complete, but not staged" if len(waiting) == 1 else "they are complete, but not staged"
        return f"git add {' '.join(map(standpoint.path, paths))}   {remark}"
    unfinished = next((refusal.offered for refusal in verdict.refused if refusal.unfinished), "")
    if unfinished:
        return f"git add {standpoint.path(unfinished)}   once it is complete"
    home = f"--stage green --feature {quoted(verdict.feature)}" if verdict.feature else "--stage general"
    return (
        f'{standpoint.spec} new phr "…" --prompt "…" {home} && git add {standpoint.path(f"{config.history}/prompts")}'
    )


def quoted(word: str) -> str:
    """A word as a shell reads it back; what a terminal must not see is shown as `·`."""
    word = printable(word)
    plain = word.replace("/", "").replace("-", "").replace("_", "").replace(".", "").replace(":", "").isalnum()
    return word if plain and not word.startswith("-") else "'" + word.replace("'", "'\\''") + "'"
