"""Which routers and applications a back end makes, and which of them includes which, across its files."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.lazy import own
from specward.packs.fastapi.source.names import names_of
from specward.remembered import remembered

if TYPE_CHECKING:
    from specward.packs.fastapi.source.names import Names
    from specward.packs.fastapi.source.outline import Inclusion, Made, RouteLine
    from specward.project import Project

_MOST_HOPS = 8
Variable = tuple[str, str]
"""A file, and the name of a variable in it."""


class Included(NamedTuple):
    """A router, where it is included."""

    path: str
    """The file in which that is done."""
    into: Variable | None
    """The router or the application that it is made part of; None where that cannot be told."""
    inclusion: Inclusion


@remembered
def routing_of(project: Project) -> Routing:
    """The routing of a project's back end."""
    return Routing(names_of(project))


class Routing:
    """The routers and the applications of a back end, by the variables that they are assigned to.

    Args:
        names: what its imported names stand for.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self.outlines = names.outlines
        self.routers: dict[Variable, list[Made]] = defaultdict(list)
        """More than one where a name is assigned to anew."""
        self.applications: dict[Variable, list[Made]] = defaultdict(list)
        for path, outline in self.outlines.items():
            for made in outline.made:
                (self.routers if made.kind == "APIRouter" else self.applications)[path, made.name].append(made)
        self.inclusions: dict[Variable, list[Included]] = defaultdict(list)
        """Where each router is included."""
        for path, outline in self.outlines.items():
            for inclusion in outline.inclusions:
                if included := self.origin_of(path, inclusion.router):
                    into = self.origin_of(path, inclusion.receiver.removesuffix(".router"))
                    self.inclusions[included].append(Included(path, into, inclusion))

    def reached_from(self, holder: Variable) -> int:
        """How many operations are declared on an application or a router, or on the routers that it includes."""
        return sum(len(self._declared[one]) for one in self._below(holder))

    def _below(self, holder: Variable) -> set[Variable]:
        """A holder of operations, and every router that it includes, through others too."""
        waiting, found = [holder], {holder}
        while waiting:
            further = self._includes[waiting.pop()] - found
            found |= further
            waiting += further
        return found

    @own
    def _declared(self) -> dict[Variable, list[RouteLine]]:
        found = defaultdict(list)
        for path, outline in self.outlines.items():
            for route in outline.routes:
                if holder := self.origin_of(path, route.receiver):
                    found[holder].append(route)
        return found

    @own
    def _includes(self) -> dict[Variable, set[Variable]]:
        found = defaultdict(set)
        for router, included in self.inclusions.items():
            for one in included:
                if one.into:
                    found[one.into].add(router)
        return found

    def origin_of(self, path: str, name: str) -> Variable | None:
        """The router or the application that a name in a file stands for; None where that cannot be told."""
        for _ in range(_MOST_HOPS):
            if (path, name) in self.routers or (path, name) in self.applications:
                return path, name
            told = name if "." in name else self._names.imported(path, name)
            found = self._names.file_of(path, told) if told else None
            if not found or not found[1] or found == (path, name):
                return None
            path, name = found
        return None
