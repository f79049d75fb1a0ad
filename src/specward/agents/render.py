"""Definitions rendered for targets and put into the project, with everything that is to be said of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from specward.agents import manifest
from specward.agents.definitions import HOW_TO_IMPORT, definitions, named
from specward.agents.manifest import COMMAND
from specward.agents.neutral import path_of
from specward.agents.placing import Wanted, place, take_back
from specward.agents.rendering import Notice, made_from, unfit
from specward.agents.targets import agents_md
from specward.agents.targets.table import EVERY, LABELS, NAMES, ROSTER, TARGETS, used
from specward.artifacts.kind import NEUTRAL_AGENTS
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.project_files import read
from specward.words import quoted, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.agents.manifest import Record
    from specward.agents.placing import Placed
    from specward.artifacts.agent import Agent
    from specward.changes import Change
    from specward.project import Project


class Told(NamedTuple):
    """What is to be said of the rendering of one definition for one target."""

    target: str
    agent: str
    path: str
    notices: tuple[Notice, ...]


class Refused(NamedTuple):
    """A definition that is not rendered for some targets."""

    targets: tuple[str, ...]
    source: str
    reason: str


class Rendered(NamedTuple):
    """What rendering comes to."""

    placed: Placed
    told: tuple[Told, ...]
    refused: tuple[Refused, ...]

    @property
    def changes(self) -> list[Change]:
        """Of the renderings and the manifest."""
        return self.placed.changes


class _Made(NamedTuple):
    wanted: list[Wanted]
    told: list[Told]
    refused: list[Refused]


def targets_of(root: str, words: Sequence[str]) -> tuple[str, ...]:
    """The targets that are meant: those named, else those that were rendered for before, else those in use here.

    Raises:
        UsageError: there is no such target, or nothing tells which is meant.
    """
    refuse_unknown(words)
    if EVERY in words:
        return NAMES
    if words:
        return tuple(target for target in NAMES if target in words)
    told = {record.target for record in manifest.read(read(root, manifest.PATH)).values() if is_rendering(record)}
    found = told or {target for target in TARGETS if any(_holds_a_file(os.path.join(root, at)) for at in used(target))}
    if not found:
        raise UsageError(
            "nothing here tells which agents to render for", help=f"--target with one of {quoted((*NAMES, EVERY))}"
        )
    return tuple(target for target in NAMES if target in found)


def refuse_unknown(words: Iterable[str]) -> None:
    """Refuse words that are no targets.

    Raises:
        UsageError: there is one.
    """
    known = (*NAMES, EVERY)
    for word in words:
        if word not in known:
            several = [one.strip() for one in word.split(",")]
            help_ = " ".join(f"--target {one}" for one in several) if set(known).issuperset(several) else ""
            raise UsageError(f"there is no target `{word}`", help=help_ or suggestion(word, known))


def _holds_a_file(place: str) -> bool:
    """Whether a file stands there or below: empty folders are left where everything was taken away."""
    return os.path.isfile(place) or any(files for _, _, files in os.walk(place))


def is_rendering(record: Record) -> bool:
    """Whether a generated file was made from a definition, not from one of the toolkit's own commands."""
    return not record.source.startswith(COMMAND)


def render(project: Project, root: str, names: Sequence[str], targets: Sequence[str]) -> Rendered:
    """Render definitions for targets.

    Args:
        project: over the work tree.
        root: its root.
        names: which definitions; all where none is named.
        targets: see `targets_of`.

    Raises:
        UsageError: there is no such definition, or none at all, two have one name, or the manifest is not valid.
        UndeterminedError: a file cannot be read.
    """
    every = definitions(project)
    chosen = named(every, names)
    made = _made(every, chosen, targets)
    sources = {agent.document.path for agent in chosen} if names else None
    unmade = {refused.source for refused in made.refused}

    def no_longer(record: Record) -> bool:
        """Whether a rendering's source is gone or has another name now; what is refused stays as it was."""
        meant = record.target in targets and is_rendering(record) and record.source not in unmade
        return meant and (sources is None or record.source in sources)

    placed = place(root, made.wanted, scope=no_longer)
    if not placed.outcomes and not made.refused:
        raise UsageError(f"there is no agent definition in {NEUTRAL_AGENTS}/", help=HOW_TO_IMPORT)
    told = [*made.told, *_too_long(placed)]
    return Rendered(placed, tuple(told), tuple(made.refused))


def uninstall(root: str, names: Sequence[str], targets: Sequence[str]) -> Placed:
    """Take back renderings, as far as they stand as they were written.

    Args:
        root: the project's root.
        names: of the definitions; all where none is named. The list of all in AGENTS.md goes only without names.
        targets: for which they were made; all where none is named.

    Raises:
        UsageError: a name is that of no definition and of no rendering, or the manifest is not valid.
        UndeterminedError: a file cannot be read.
    """
    sources = {path_of(name) for name in names}
    _refuse_strangers(root, names)

    def meant(record: Record) -> bool:
        by_name = not names or record.source in sources or _stem(record.path) in names
        return is_rendering(record) and by_name and (not targets or record.target in targets)

    return take_back(root, meant)


def _refuse_strangers(root: str, names: Sequence[str]) -> None:
    records = manifest.read(read(root, manifest.PATH)).values()
    told = [record for record in records if is_rendering(record) and record.target != ROSTER]
    known = sorted({_stem(path) for record in told for path in (record.path, record.source)})
    for name in names:
        if name not in known and not os.path.lexists(os.path.join(root, path_of(name))):
            help_ = suggestion(name, known) if known else ""
            raise UsageError(f"nothing was rendered from `{name}`", help=help_)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _made(every: Sequence[Agent], chosen: Iterable[Agent], targets: Sequence[str]) -> _Made:
    made = _Made([], [], [])
    for agent in chosen:
        source = agent.document.path
        if reason := unfit(agent):
            made.refused.append(Refused(tuple(targets), source, reason))
            continue
        for target in targets:
            if target in TARGETS:
                _add(made, agent, target)
    listed = [agent for agent in every if not unfit(agent)]
    if ROSTER in targets and listed:
        made.wanted.append(roster(listed))
    return made


def _add(made: _Made, agent: Agent, target: str) -> None:
    source = agent.document.path
    rendering = TARGETS[target].render(agent)
    if rendering.refused:
        made.refused.append(Refused((target,), source, rendering.refused))
        return
    made.wanted.append(Wanted(rendering.path, rendering.text, source, target, made_from(agent)))
    if rendering.dropped:
        made.told.append(Told(target, agent.name, rendering.path, rendering.dropped))


def roster(agents: Sequence[Agent]) -> Wanted:
    """The list of definitions as our part of AGENTS.md."""
    rendering = agents_md.render(agents)
    sha256 = agents_md.roster_hash((agent.document.path, made_from(agent)) for agent in agents)
    return Wanted(rendering.path, rendering.text, NEUTRAL_AGENTS, ROSTER, sha256, is_part=True)


def _too_long(placed: Placed) -> list[Told]:
    """What is to be said of an AGENTS.md that not every agent reads to its end."""
    for outcome in placed.outcomes:
        change = outcome.change
        if outcome.target == ROSTER and isinstance(change, Create | Replace):
            size = len(change.text.encode("utf-8", "replace"))
            if size > agents_md.LIMIT:
                message = f"the file has {size:,} bytes, and {LABELS['codex']} stops reading at {agents_md.LIMIT:,}"
                return [Told(ROSTER, "", outcome.path, (Notice("body", message),))]
    return []
