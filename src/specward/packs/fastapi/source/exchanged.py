"""The models that operations take and answer, across the files of a back end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.packs.fastapi.source.names import names_of
from specward.remembered import remembered

if TYPE_CHECKING:
    from specward.packs.fastapi.source.outline import ClassLine
    from specward.project import Project

PYDANTIC = frozenset({"pydantic.BaseModel", "pydantic.main.BaseModel"})
_WRITING = frozenset({"post", "put", "patch"})


class Model(NamedTuple):
    """A class of the back end that is a model of pydantic."""

    path: str
    line: ClassLine
    above: frozenset[str]
    """The names of what it is made from, itself included (`Names.ancestry`)."""
    is_taken: bool
    """Whether an operation that writes takes it as its body, or as part of that."""
    is_given: bool
    """Whether an operation answers it, or a list or page of it."""


@remembered
def models_of(project: Project) -> list[Model]:
    """The models that operations name, in the order of their files; those that stand in another model are not told."""
    names = names_of(project)
    used: dict[tuple[str, str], tuple[ClassLine, set[str]]] = {}
    for path, outline in names.outlines.items():
        for route in outline.routes:
            taken = route.takes if _WRITING.intersection(route.methods) else ()
            for use, named in (("taken", taken), ("given", route.gives)):
                for name in named:
                    if known := names.class_of(path, name):
                        used.setdefault((known[0], known[1].name), (known[1], set()))[1].add(use)
    found = [
        Model(path, line, names.ancestry((path, name)), "taken" in uses, "given" in uses)
        for (path, name), (line, uses) in sorted(used.items())
    ]
    return [model for model in found if not model.above.isdisjoint(PYDANTIC)]
