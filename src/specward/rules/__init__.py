"""The rules: a module each, and the catalogues of what they declare.

`RULES` is all of them. What only a pack asks for has a catalogue of its own, which a check does without where nobody
can mean any of it: a commit waits for every rule that is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.rules.catalogue import RULES as CORE

if TYPE_CHECKING:
    from specward.project import Project
    from specward.rule import Rule

    RULES: tuple[Rule, ...]

__all__ = ["RULES", "rules_for"]


def rules_for(project: Project) -> tuple[Rule, ...]:
    """The rules that a check of a project has to know.

    All of them where the project has a pack, or where its configuration or constitution may name a rule of one.
    """
    from specward.config import DEFAULTS
    from specward.constitution.adopted import enforces

    config = project.config
    names = config.select != DEFAULTS.select or config.ignore or config.severity or config.per_path
    return _all() if config.packs or names or enforces(project) else CORE


def _all() -> tuple[Rule, ...]:
    from specward.rules.fastapi_catalogue import RULES as FASTAPI

    return (*CORE, *FASTAPI)


def __getattr__(name: str) -> tuple[Rule, ...]:
    if name != "RULES":
        raise AttributeError(name)
    return globals().setdefault(name, _all())  # type: ignore[no-any-return]  # it is what `_all` says
