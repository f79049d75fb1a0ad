"""Which files a source lists: one definition for git and for everything else."""

from __future__ import annotations

TYPE_CHECKING = False  # before `typing`, which the hooks import only when git is at work
if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = ("/trace.lock", "/signoffs.yml")
"""What people reviewed and signed, in the folder of the feature that it is about."""
PINS = "/decisions.lock"
"""What accepted decisions said, in the folder of their records."""
BASELINE = ".specify/baseline.lock"
"""The findings that are left out because they were there before."""
WAIVERS = ".specify/waivers.yml"
"""What is let pass for a time."""
GENERATED = ".specify/agent-files.json"
"""Which files were generated for coding agents."""
_CONFIGURATIONS = ("/.specify/specward.yml", "/.specify/specward.yaml")
PROJECT_MARKS = (*_CONFIGURATIONS, "/.specify/memory/constitution.md")
"""What stands in a folder that is a project of its own, although it lies in another one."""
_BESIDE = (*KEPT, PINS, *_CONFIGURATIONS)
PATHSPECS = ["*.md", ".specify", *(f"*{name}" for name in _BESIDE)]
"""The documents as git pathspecs, where `*` matches across folders."""


def is_document(path: str) -> bool:
    """Whether a source lists this path: Markdown, anything below `.specify/`, reviews, sign-offs and pins."""
    return path.endswith(".md") or path.startswith(".specify/") or path.endswith(_BESIDE)


def nested_in(paths: Iterable[str]) -> list[str]:
    """The folders of the projects that lie in another one, which all these paths are in; each ends in `/`; sorted."""
    return sorted({f"{path.rpartition('/.specify/')[0]}/" for path in paths if path.endswith(PROJECT_MARKS)})


def own(paths: Iterable[str]) -> list[str]:
    """The paths of a project that belong to none nested in it, sorted."""
    listed = sorted(paths)
    nested = tuple(nested_in(listed))
    return [path for path in listed if not path.startswith(nested)] if nested else listed
