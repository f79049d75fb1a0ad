"""Scenarios as `.feature` files, for behave, pytest-bdd, Cucumber and the like (https://cucumber.io/docs/gherkin/).

Keywords are English, words are the specification's own. The tags bind each scenario to what it came from: its own id,
its story's, those of the requirements that it names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.normative import steps
from specward.changes import Create, Replace
from specward.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.scenario import Scenario
    from specward.artifacts.spec import Spec
    from specward.sources.source import Source

_LONGEST_NAME = 120
_JOINING = frozenset(("and", "but"))


_HEADER = "# From "
"""What a file begins with that was written here; no other file is overwritten."""


class Export(NamedTuple):
    """The scenarios of one feature."""

    feature: str
    """Its name: `001-login`."""
    scenarios: int
    left_out: tuple[str, ...]
    """Ids of criteria that are no scenarios: they have no steps."""
    path: str
    """Where the file stands, or would; empty where no folder was named."""
    text: str
    """The content of the file; empty where the specification has no scenario."""


def export(spec: Spec, feature: str, folder: str = "") -> Export:
    """Write the scenarios of a specification.

    Args:
        spec: the specification.
        feature: the feature's name, `001-login`.
        folder: where the file is to stand.
    """
    stories = {scenario.start: story.id for story in spec.stories for scenario in story.scenarios}
    parts = ["\n".join(_scenario(spec, one, stories.get(one.start, ""))) for one in spec.scenarios]
    header = [
        f"{_HEADER}{_line(spec.document.path)}: change that file and export it again.",
        f"@{_tag(feature)}",
        f"Feature: {_line(spec.title) or _line(feature)}",
    ]
    content = "\n\n".join(["\n".join(header), *parts]) + "\n" if parts else ""
    path = f"{folder}/{feature}.feature" if folder else ""
    return Export(feature, len(parts), tuple(item.id for item in spec.criteria), path, content)


def exported(source: Source, one: Export) -> Create | Replace | None:
    """What must be written for an export to stand in its file; None where it stands there already.

    Raises:
        UsageError: another file has its place.
        UnreadableFile: what stands there cannot be read.
    """
    data = source.read(one.path)
    if data is None:
        return Create(one.path, one.text)
    old = data.decode("utf-8", "replace")
    if old == one.text:
        return None
    if not old.startswith(_HEADER):
        help_ = "move it, or name another folder"
        raise UsageError("this file was not exported; it is not overwritten", where=one.path, help=help_)
    return Replace(one.path, one.text, old)


def _scenario(spec: Spec, scenario: Scenario, story: str) -> Iterator[str]:
    tags = dict.fromkeys(tag for tag in (scenario.id, story, *scenario.refs) if tag)
    yield "  " + " ".join(f"@{_tag(tag)}" for tag in tags)
    said = [(clause, line) for clause, words in steps(spec, scenario) if (line := _line(words))]
    yield f"  Scenario: {_name(scenario.id, said)}"
    before = ""
    for clause, line in said:
        if clause in _JOINING:
            yield f"    {clause.capitalize() if before else 'Given'} {line}"
        else:
            # A clause that comes twice in a row goes on: linters of the format want it said so.
            yield f"    {'And' if clause == before else clause.capitalize()} {line}"
            before = clause


def _name(identity: str, said: list[tuple[str, str]]) -> str:
    """The id, which makes it the only one of its file, and what happens then."""
    title = next((line for clause, line in said if clause == "then"), "")
    short = title if len(title) <= _LONGEST_NAME else f"{title[: _LONGEST_NAME - 1].rstrip()}…"
    return f"{identity} {short}".rstrip()


def _line(words: str) -> str:
    """Words on one line, without emphasis and without characters that no line may hold."""
    visible = "".join(character if character.isprintable() else " " for character in words)
    return " ".join(visible.replace("**", "").split())


def _tag(word: str) -> str:
    return _no_tag().sub("-", word) or "-"


@cache
def _no_tag() -> re.Pattern[str]:
    """What a tag cannot hold: blanks, the mark of a tag, the mark of a comment."""
    return re.compile(r"[\s@#]+")
