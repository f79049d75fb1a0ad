"""The contract of a rule: what it declares, what it is given, what it yields.

A rule is a module under `specward.rules`. Its docstring is its manual, its file name is its name, and its
function `check`, decorated with `@rule`, yields a `Fault` for each place where the fault lies.
"""

from __future__ import annotations

import sys
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from specward.artifacts.kind import Kind
from specward.finding import Finding, Fix, Severity
from specward.sources.scope import GENERATED, PINS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specward.finding import Location
    from specward.markdown.document import Place
    from specward.project import Project

FIRST_VERSION = "0.1"
Check: TypeAlias = "Callable[[Any, Project], Iterator[Fault]]"
"""The function of a rule: from a subject and its project to faults."""


class Scope(Enum):
    """What a rule looks at: the first argument of its `check`."""

    __hash__ = object.__hash__  # members are singletons; the hash of `Enum` runs in Python, at each look-up

    DOCUMENT = "document"
    """`Document`: any artifact, whatever its kind."""
    CONSTITUTION = "constitution"
    """`Constitution`."""
    SPEC = "spec"
    """`Spec`."""
    PLAN = "plan"
    """`Plan`."""
    TASKS = "tasks"
    """`Tasks`."""
    CHECKLIST = "checklist"
    """`Checklist`."""
    MODULE = "module"
    """`Module`: a Python file of the back end that a pack looks at."""
    PHR = "phr"
    """`Record`: one prompt history record."""
    ADR = "adr"
    """`Adr`: one architecture decision record."""
    AGENT = "agent"
    """`Agent`: the definition of one coding agent."""
    FEATURE = "feature"
    """`Feature`: a folder with its spec, plan, tasks and checklists."""
    PROJECT = "project"
    """`Project`: what only all documents together can tell."""
    EVIDENCE = "evidence"
    """`Evidence`: what running the tests came to, where the project was opened with it."""
    SUPPRESSION = "suppression"
    """`Suppression`: one that silenced nothing in this run."""


OVER_ONE_DOCUMENT = frozenset({Scope.DOCUMENT, Scope.SPEC, Scope.PLAN, Scope.TASKS, Scope.CHECKLIST, Scope.AGENT})
"""The scopes of rules over one document of a feature, or any; they look at nothing else unless they say so."""


class Reach(Enum):
    """What else than its own document the findings of a rule over one document hang on, fixes and help apart.

    Where neither has changed, they have not either: a commit under way is not held to them.
    """

    DOCUMENT = "nothing else"
    CONSTITUTION = "the constitution"
    PROJECT = "whatever the project holds"


class Fault(NamedTuple):
    """What a rule yields. The engine adds code, name and severity and makes a `Finding` of it."""

    place: Place | Location
    message: str
    """What is wrong here: lower case, no full stop, at most one line."""
    help: str = ""
    """What to do about it, where the rule's manual is too general."""
    related: tuple[Place | Location, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    """Instead of the rule's own default; configuration still wins."""


class Need(Enum):
    """What a project must have before a rule has anything to look at; without it the rule is not even imported."""

    DECISIONS = "a decision record"
    RECORDS = "a prompt record"
    REVIEWS = "reviews or sign-offs that are kept"
    ENFORCEMENT = "a constitution with enforcement entries"
    WAIVERS = "a file of waivers"
    CHANGE = "a change under examination"
    ALTERATION = "a range of commits, uncommitted work or a change under examination"
    BASE = "a state to compare with"
    STRICTNESS = "another profile than `story`"
    LINKS = "a specification that links requirements to each other"
    CODE = "a file that is judged and is no document"
    PINS = "decisions that are pinned"
    AGENTS = "an agent definition"
    RENDERINGS = "renderings of agent definitions"
    FASTAPI = "the pack `fastapi`"
    FASTAPI_SEED = "the pack `fastapi` under its profile `seed` or `strict`"
    FASTAPI_STRICT = "the pack `fastapi` under its profile `strict`"
    FASTAPI_LAYERS = "the pack `fastapi` with `fastapi.layers`, or under its profile `seed` or `strict`"

    def is_met(self, project: Project) -> bool:
        """Whether a project has it."""
        return bool(_MET[self](project))


OF_FASTAPI = frozenset({Need.FASTAPI, Need.FASTAPI_SEED, Need.FASTAPI_STRICT, Need.FASTAPI_LAYERS})
"""What the rules of the pack `fastapi` need."""


def _has_enforcement(project: Project) -> bool:
    from specward.constitution.adopted import enforces

    return enforces(project)


def _has_waivers(project: Project) -> bool:
    from specward.constitution.adopted import waives

    return waives(project)


def _has_links(project: Project) -> bool:
    from specward.trace.adopted import links_requirements

    return links_requirements(project)


def _fastapi_asks_for(project: Project, *profiles: str) -> bool:
    return "fastapi" in project.config.packs and project.config.fastapi_profile in profiles


_MET: dict[Need, Callable[[Project], object]] = {
    Need.DECISIONS: lambda project: project.of_kind(Kind.ADR),
    Need.RECORDS: lambda project: project.beside_judged(Kind.PHR),
    Need.REVIEWS: lambda project: project.kept,
    Need.ENFORCEMENT: _has_enforcement,
    Need.WAIVERS: _has_waivers,
    Need.CHANGE: lambda project: project.change is not None,
    Need.ALTERATION: lambda project: project.altered is not None,
    Need.BASE: lambda project: project.base,
    Need.STRICTNESS: lambda project: project.config.is_strict,
    Need.LINKS: _has_links,
    Need.CODE: lambda project: project.judges_code,
    Need.PINS: lambda project: project.ending(PINS),
    Need.AGENTS: lambda project: project.beside_judged(Kind.AGENT),
    Need.RENDERINGS: lambda project: project.ending(GENERATED),
    Need.FASTAPI: lambda project: "fastapi" in project.config.packs,
    Need.FASTAPI_SEED: lambda project: _fastapi_asks_for(project, "seed", "strict"),
    Need.FASTAPI_STRICT: lambda project: _fastapi_asks_for(project, "strict"),
    Need.FASTAPI_LAYERS: lambda project: (
        _fastapi_asks_for(project, "seed", "strict")
        or (Need.FASTAPI.is_met(project) and bool(project.config.fastapi_layers))
    ),
}


class Rule:
    """A rule as the engine and the manual see it.

    Attributes:
        code: stable and never reused, such as `SPC001`.
        severity: the default.
        strict: the default in the profiles `strict` and `safety`, where it is another.
        scope: what it looks at.
        module: the full name of its module.
        name: says the fault, such as `unresolved-clarification`; from the module's name.
        since: the version that brought it.
        fixable: whether its findings may carry a fix.
        needs: what a project must have for the rule to be asked; None where it always is.
        reach: what its findings hang on.
        records: whether prompt records are among the artifacts that it looks at, where that is any.
        read: how many of its findings in real projects were read by eye.
        right: how many of those a maintainer should accept.
        function: yields the faults of a subject. Without one given, the module is imported at its first call.
    """

    __slots__ = (
        *("code", "name", "severity", "scope", "since", "module", "function"),
        *("strict", "fixable", "needs", "reach", "records", "read", "right"),
    )

    def __init__(  # noqa: PLR0913 -- what the decorator declares
        self,
        code: str,
        severity: Severity,
        scope: Scope,
        module: str,
        *,
        since: str = FIRST_VERSION,
        strict: Severity | None = None,
        fixable: bool = False,
        needs: Need | None = None,
        reach: Reach | None = None,
        records: bool = True,
        read: int = 0,
        right: int = 0,
        function: Check | None = None,
    ) -> None:
        self.code = code
        self.severity = severity
        self.strict = strict
        self.scope = scope
        self.module = module
        self.name = module.rpartition(".")[2].replace("_", "-")
        self.since = since
        self.fixable = fixable
        self.needs = needs
        self.reach = reach or (Reach.DOCUMENT if scope in OVER_ONE_DOCUMENT else Reach.PROJECT)
        self.records = records
        self.read = read
        self.right = right
        self.function: Check = function or self._import

    @property
    def manual(self) -> str:
        """The rule's manual in Markdown; empty where Python was started with `-OO`, which strips docstrings."""
        return self._loaded().__doc__ or ""

    @property
    def summary(self) -> str:
        """The manual's first line."""
        return self.manual.partition("\n")[0].rstrip(".")

    def finding(self, fault: Fault, severity: Severity) -> Finding:
        """What this rule's fault looks like to everybody else."""
        return Finding(
            code=self.code,
            rule=self.name,
            severity=severity,
            message=fault.message,
            location=fault.place.location(),
            related=tuple(place.location() for place in fault.related),
            help=fault.help,
            fix=fault.fix,
        )

    def _import(self, subject: Any, project: Project) -> Iterator[Fault]:  # noqa: ANN401 -- the scope says what it is
        """Stand in for the rule's function until it is first needed."""
        if self.needs and not self.needs.is_met(project):
            return iter(())
        self.function = self._loaded().check.function
        return self.function(subject, project)

    def _loaded(self) -> Any:  # noqa: ANN401 -- a module
        __import__(self.module)
        return sys.modules[self.module]


def rule(  # noqa: PLR0913 -- what a rule declares
    code: str,
    severity: Severity,
    scope: Scope,
    *,
    since: str = FIRST_VERSION,
    strict: Severity | None = None,
    fixable: bool = False,
    needs: Need | None = None,
    reach: Reach | None = None,
    records: bool = True,
    read: int = 0,
    right: int = 0,
) -> Callable[[Check], Rule]:
    """Declare the decorated generator `check(subject, project)` as a rule; the subject is what `scope` says."""

    def declare(function: Check) -> Rule:
        return Rule(
            code,
            severity,
            scope,
            function.__module__,
            since=since,
            strict=strict,
            fixable=fixable,
            needs=needs,
            reach=reach,
            records=records,
            read=read,
            right=right,
            function=_where_met(needs, function) if needs else function,
        )

    return declare


def _where_met(need: Need, function: Check) -> Check:
    def check(subject: Any, project: Project) -> Iterator[Fault]:  # noqa: ANN401 -- the scope says what it is
        return function(subject, project) if need.is_met(project) else iter(())

    return check
