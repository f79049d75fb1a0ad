"""Definitions of any form become neutral sources: told what was mended, and nothing of a prompt lost."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.agents.definitions import definitions
from specward.agents.foreign import ENDINGS, NotRead, Remark, read_foreign
from specward.agents.manifest import plain
from specward.agents.neutral import LONGEST_NAME, Definition, path_of, slug, why_not, written
from specward.changes import Create, Replace
from specward.markdown.document import UTF8
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.changes import Change
    from specward.project import Project

CREATED = "created"
REPLACED = "replaced"
UNCHANGED = "unchanged"
REFUSED = "refused"

LONGEST_DESCRIPTION = 1024
"""The longest description that an Agent Skill may have. Source: agentskills.io."""
_LINE_BREAK = "\\n"
"""Two characters, which stand for a line break in a text that was escaped once too often."""
_MOST_OF_A_NAME = 99
"""So many definitions of one name are told apart by a number."""

_MOST_KEYS = 12
"""So many of the keys that are kept as they are are named."""


class Candidate(NamedTuple):
    """A file that may hold a definition."""

    path: str
    """As the user named it."""
    data: bytes
    named: bool = True
    """Whether the user named the file itself, and not a folder that it lies in."""


class Taken(NamedTuple):
    """What became of one definition."""

    origin: str
    name: str
    path: str
    """Where its source stands, or would."""
    state: str
    """`CREATED`, `REPLACED`, `UNCHANGED` or `REFUSED`."""
    remarks: tuple[Remark, ...] = ()
    reason: str = ""
    """Why it is refused."""
    free: str = ""
    """A name that it may have instead, where its own is another's."""
    forcible: bool = False
    """Whether its own is that of a source which force would replace."""


class Passed(NamedTuple):
    """A file that holds no definition."""

    path: str
    reason: str
    named: bool
    """Whether the user named the file itself."""


class Imported(NamedTuple):
    """What an import comes to."""

    changes: tuple[Change, ...]
    agents: tuple[Taken, ...]
    passed: tuple[Passed, ...]

    @property
    def refused(self) -> list[Taken]:
        """The definitions that were not taken."""
        return [taken for taken in self.agents if taken.state == REFUSED]


class Wishes(NamedTuple):
    """How the user wants it."""

    name: str = ""
    """What the only definition is to be called."""
    rename_duplicates: bool = False
    """Whether a definition whose name is another's gets a free one."""
    unescape: bool = False
    """Whether `\\n` in a description becomes a line break."""
    force: bool = False
    """Whether a source that says something else is replaced."""


def import_agents(project: Project, candidates: Sequence[Candidate], wishes: Wishes | None = None) -> Imported:
    """Make a neutral source of each definition.

    Raises:
        UndeterminedError: a source that is there already cannot be read.
    """
    work = _Import(project, wishes or Wishes())
    for candidate in candidates:
        work.take(candidate)
    return Imported(tuple(work.changes), tuple(work.taken), tuple(work.passed))


class _Import:
    """The definitions taken so far, and what is there already."""

    def __init__(self, project: Project, wishes: Wishes) -> None:
        self._wishes = wishes
        self._definitions: dict[str, Definition | None] = {}
        self._origins: dict[str, str] = {}
        self._sources = {agent.document.path: agent for agent in definitions(project)}
        self._paths = {agent.name: path for path, agent in reversed(self._sources.items())}
        self.changes: list[Change] = []
        self.taken: list[Taken] = []
        self.passed: list[Passed] = []

    def take(self, candidate: Candidate) -> None:
        try:
            found = read_foreign(candidate.path, candidate.data)
        except NotRead as problem:
            self.passed.append(Passed(candidate.path, str(problem), candidate.named))
            return
        if not found.told and not (candidate.named and found.definition.body.strip()):
            named = candidate.named
            nothing = "name, no description and no prompt" if named else "name and no description"
            self.passed.append(Passed(candidate.path, f"it has no {nothing}, so it is no definition", named))
            return
        definition, remarks = self._named(candidate, found.definition)
        definition, more = self._described(definition)
        remarks = [*found.remarks, *remarks, *more, *_kept(definition)]
        if reason := why_not(definition):
            self._refuse(candidate, definition, remarks, reason)
            return
        self._place(candidate, definition, remarks)

    def _named(self, candidate: Candidate, definition: Definition) -> tuple[Definition, list[Remark]]:
        """The definition with a name that all agents take."""
        if self._wishes.name:
            return definition._replace(name=self._wishes.name), []
        written_name = definition.name
        name = slug(written_name)
        if name and name == written_name:
            return definition, []
        if not name:
            name = slug(_stem(candidate.path)) or "agent"
            said = (
                f"it is called {name} after its file" if written_name == "" else f"`{written_name[:60]}` became {name}"
            )
        else:
            said = f"`{written_name[:60]}` became {name}: {LONGEST_NAME} small letters, digits and hyphens at most"
        return definition._replace(name=name), [Remark(said)]

    def _described(self, definition: Definition) -> tuple[Definition, Iterator[Remark]]:
        """The definition with the line breaks that were asked for, and what there is to say of its description."""
        count = definition.description.count(_LINE_BREAK)
        if count and self._wishes.unescape:
            text = definition.description.replace(_LINE_BREAK, "\n").strip()
            text = "\n".join(line.rstrip() for line in text.split("\n"))
            definition = definition._replace(description=text)
        return definition, _description_remarks(definition, count, unescaped=self._wishes.unescape)

    def _place(self, candidate: Candidate, definition: Definition, remarks: list[Remark]) -> None:
        for name in _names(definition.name):
            there = self._there(name)
            wanted = definition._replace(name=name)
            if there and _is_the_same(there, wanted):
                self._origins.setdefault(name, candidate.path)
                self._note(candidate, wanted, UNCHANGED, remarks)
                return
            if there is None:
                if name != definition.name and not self._wishes.rename_duplicates:
                    break
                self._create(candidate, wanted, remarks, definition.name)
                return
            if self._wishes.force and name == definition.name and name not in self._origins:
                self._replace(candidate, wanted, remarks)
                return
        self._refuse_shared(candidate, definition, remarks)

    def _create(self, candidate: Candidate, definition: Definition, remarks: list[Remark], own: str) -> None:
        if definition.name != own:
            remarks = [
                *remarks,
                Remark(f"{own} is the name of {self._bearer(own)}, so this one is called {definition.name}"),
            ]
        self.changes.append(Create(self._path(definition.name), written(definition)))
        self._keep(candidate, definition)
        self._note(candidate, definition, CREATED, remarks)

    def _replace(self, candidate: Candidate, definition: Definition, remarks: list[Remark]) -> None:
        path = self._path(definition.name)
        source = self._sources.get(path)
        before = source.document.text if source and source.document.encoding == UTF8 else None
        self.changes.append(Replace(path, written(definition), before))
        self._keep(candidate, definition)
        self._note(candidate, definition, REPLACED, remarks)

    def _refuse_shared(self, candidate: Candidate, definition: Definition, remarks: list[Remark]) -> None:
        name = definition.name
        free = next((one for one in _names(name) if self._there(one) is None), "")
        reason = f"{name} is the name of {self._bearer(name)}, which says something else"
        self._refuse(candidate, definition, remarks, reason)
        self.taken[-1] = self.taken[-1]._replace(free=free, forcible=name not in self._origins)

    def _bearer(self, name: str) -> str:
        return self._origins.get(name) or self._path(name)

    def _path(self, name: str) -> str:
        """Where the source of a name stands, or would."""
        return self._paths.get(name) or path_of(name)

    def _keep(self, candidate: Candidate, definition: Definition) -> None:
        self._definitions[definition.name] = definition
        self._origins[definition.name] = candidate.path

    def _note(self, candidate: Candidate, definition: Definition, state: str, remarks: list[Remark]) -> None:
        path = self._path(definition.name)
        self.taken.append(Taken(candidate.path, definition.name, path, state, tuple(remarks)))

    def _refuse(self, candidate: Candidate, definition: Definition, remarks: list[Remark], reason: str) -> None:
        path = self._path(definition.name)
        self.taken.append(Taken(candidate.path, definition.name, path, REFUSED, tuple(remarks), reason))

    def _there(self, name: str) -> Definition | None:
        """What the source of a name says, be it there already or taken just now."""
        if name not in self._definitions:
            agent = self._sources.get(self._path(name))
            self._definitions[name] = Definition.of(agent) if agent else None
        return self._definitions[name]


def _is_the_same(one: Definition, other: Definition) -> bool:
    """Whether two definitions say the same; git may give lines another ending."""
    return one._replace(body=plain(one.body)) == other._replace(body=plain(other.body))


def _names(name: str) -> Iterator[str]:
    """A name, and what those are called that share it."""
    yield name
    for number in range(2, _MOST_OF_A_NAME):
        ending = f"-{number}"
        yield name[: LONGEST_NAME - len(ending)].rstrip("-") + ending


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2]
    return next((name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)), name)


def _description_remarks(definition: Definition, breaks: int, *, unescaped: bool) -> Iterator[Remark]:
    description = definition.description
    if not description:
        yield Remark("it has no description, which is what tells an agent when to call it")
    if breaks:
        times = counted(breaks, "time")
        done = "they became line breaks" if unescaped else "--unescape makes line breaks of them"
        yield Remark(f"its description holds `\\n` as two characters, {times}; {done}")
    if len(description) > LONGEST_DESCRIPTION:
        has_example = " with a dialogue as an example" if _example().search(description) else ""
        yield Remark(
            f"its description has {len(description):,} characters{has_example}; it is kept whole, and cut where an "
            f"agent takes {LONGEST_DESCRIPTION:,}"
        )


def _kept(definition: Definition) -> Iterator[Remark]:
    """What there is to say of keys that a neutral source has no words for."""
    if definition.extra:
        keys = listed([f"`{' '.join(key[:60].split())}`" for key, _ in definition.extra], _MOST_KEYS)
        yield Remark(f"kept as it is, for the agents that know it: {keys}")


@cache
def _example() -> re.Pattern[str]:
    return re.compile(r"<example>|^ *(?:user|assistant): ", re.MULTILINE)
