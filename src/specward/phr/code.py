"""What asks for a prompt record: whether the policy is on, and which paths of a change are code.

Apart from `policy`, so that a commit that touches no code ends before the rest is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward import globs
from specward.artifacts.kind import Kind, Layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.config import Config

OFF = "off"
"""The value of `phr.require` with which no change needs a record."""


def code_paths(paths: Iterable[str], config: Config) -> list[str]:
    """Those of the paths of a change that ask for a record. Records themselves never do."""
    layout = Layout.of(config)
    return [
        path
        for path in paths
        if any(globs.matches(glob, path) for glob in config.phr_paths)
        and not any(globs.matches(glob, path) for glob in config.phr_exempt)
        and layout.kind_of(path) is not Kind.PHR
    ]
