"""The contract of a rule: what it declares, what it is given, what it yields.

A rule is a module under `specward.rules`. Its docstring is its manual, its file name is its name, and its
function `check`, decorated with `@rule`, yields a `Fault` for each place where the fault lies.
"""

from __future__ import annotations

import sys
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.finding import Finding, Fix, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specward.finding import Location
    from specward.markdown.document import Place
    from specward.project import Project


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
    PHR = "phr"
    """`Record`: one prompt history record."""
    ADR = "adr"
    """`Adr`: one architecture decision record."""
    FEATURE = "feature"
    """`Feature`: a folder with its spec, plan, tasks and checklists."""
    PROJECT = "project"
    """`Project`: what only all documents together can tell."""
    EVIDENCE = "evidence"
    """`Evidence`: what running the tests came to, where the project was opened with it."""
    SUPPRESSION = "suppression"
    """`Suppression`: one that silenced nothing in this run."""


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


class Rule:
    """A rule as the engine and the manual see it.

    Attributes:
        code: stable and never reused, such as `SPC001`.
        name: says the fault, such as `unresolved-clarification`; from the module's file name.
        severity: the default.
        scope: what it looks at.
        since: the version that brought it.
        fixable: whether its findings may carry a fix.
        read: how many of its findings in real projects were read by eye.
        right: how many of those a maintainer should accept.
    """

    __slots__ = ("code", "fixable", "function", "name", "read", "right", "scope", "severity", "since")

    def __init__(  # noqa: PLR0913 -- what the decorator declares
        self,
        code: str,
        severity: Severity,
        scope: Scope,
        function: Callable[[Any, Project], Iterator[Fault]],
        *,
        since: str,
        fixable: bool,
        read: int,
        right: int,
    ) -> None:
        self.code = code
        self.severity = severity
        self.scope = scope
        self.function = function
        self.since = since
        self.fixable = fixable
        self.read = read
        self.right = right
        self.name = function.__module__.rpartition(".")[2].replace("_", "-")

    @property
    def manual(self) -> str:
        """The rule's manual in Markdown; empty where Python was started with `-OO`, which strips docstrings."""
        return sys.modules[self.function.__module__].__doc__ or ""

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


def rule(  # noqa: PLR0913 -- what a rule declares
    code: str,
    severity: Severity,
    scope: Scope,
    *,
    since: str = "0.1",
    fixable: bool = False,
    read: int = 0,
    right: int = 0,
) -> Callable[[Callable[[Any, Project], Iterator[Fault]]], Rule]:
    """Declare the decorated generator `check(subject, project)` as a rule; the subject is what `scope` says."""

    def declare(function: Callable[[Any, Project], Iterator[Fault]]) -> Rule:
        return Rule(code, severity, scope, function, since=since, fixable=fixable, read=read, right=right)

    return declare
