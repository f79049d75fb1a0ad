"""The declined suggestions: `.specify/declined-decisions.yml`, committed, so that a team is asked once.

- key: hrwvbnkt
  title: FastAPI as web framework
  decides: [FastAPI as web framework]   # the choices that are not asked for again
  by: Ada Lovelace
  on: 2026-11-21
  reason: the company standard says so
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward import yaml_text
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.markdown.document import UTF8
from specward.markdown.scalar import quote

if TYPE_CHECKING:
    from specward.adr.suggest.suggestion import Suggestion
    from specward.changes import Change
    from specward.yaml_text import Node

PATH = ".specify/declined-decisions.yml"
_HEADER = "# Decisions that this team wants no record of. `spec adr suggest --decline` adds to it.\n"


class Declined(NamedTuple):
    """One refusal."""

    key: str
    title: str
    decides: tuple[str, ...]
    """The choices: see `Judgement.subject`."""
    by: str
    on: str
    reason: str


class Refusals(NamedTuple):
    """What the file of refusals holds."""

    declined: tuple[Declined, ...] = ()
    problem: str = ""
    """Why some of it, or all, could not be read; empty where all of it could."""

    @property
    def subjects(self) -> frozenset[str]:
        """Every choice that is declined."""
        return frozenset(subject for refusal in self.declined for subject in refusal.decides)


class Declining(NamedTuple):
    """A refusal about to be written."""

    changes: tuple[Change, ...]
    refusal: Declined


def read_declined(data: bytes | None) -> Refusals:
    """The refusals in the file's bytes; whatever they are, nothing is raised."""
    if data is None:
        return Refusals()
    try:
        root = yaml_text.read(data.decode(UTF8))
    except UnicodeDecodeError:
        return Refusals(problem="it is not UTF-8")
    except yaml_text.YamlError as error:
        return Refusals(problem=f"it is not YAML as Specward reads it: {error.message}")
    if not isinstance(root.value, list):
        return Refusals(problem="" if root.is_null else "it is no list")
    found = [_declined(node) for node in root.items]
    whole = tuple(refusal for refusal in found if refusal)
    return Refusals(whole, "" if len(whole) == len(found) else "an entry has no `key` or no `decides`")


def decline(data: bytes | None, suggestion: Suggestion, *, by: str, today: str, reason: str = "") -> Declining:
    """Add a refusal at the end of the file; every byte before stays as it is.

    Args:
        data: the file as it is; None where there is none.
        suggestion: what is declined.
        by: who declines it.
        today: the day, `2026-01-31`.
        reason: why, in the team's words.

    Raises:
        UsageError: the file cannot be added to.
    """
    before = read_declined(data)
    if before.problem:
        raise UsageError(f"nothing can be added to this file: {before.problem}", where=PATH, help="mend it first")
    subjects = tuple(judgement.subject for judgement in suggestion.judgements)
    refusal = Declined(suggestion.key, suggestion.title, subjects, by, today, " ".join(reason.split()))
    old = (data or b"").decode(UTF8)
    text = _added(old, refusal)
    after = read_declined(text.encode(UTF8))
    if after.problem or after.declined != (*before.declined, refusal):
        raise UsageError("nothing can be added to this file as it is written", where=PATH, help="add it by hand")
    return Declining((Create(PATH, text) if data is None else Replace(PATH, text, old),), refusal)


def _declined(node: Node) -> Declined | None:
    texts = {key: value.text for key, value in node.entries.items()}
    decides = node.entries["decides"].items if "decides" in node.entries else []
    subjects = tuple(subject.text for subject in decides if subject.text)
    if not texts.get("key") or not subjects:
        return None
    return Declined(
        texts["key"],
        texts.get("title", ""),
        subjects,
        texts.get("by", ""),
        texts.get("on", ""),
        texts.get("reason", ""),
    )


def _added(old: str, refusal: Declined) -> str:
    end = "\r\n" if "\r\n" in old else "\n"
    text = old or _HEADER
    joint = "" if text.endswith("\n") else end
    lines = [
        f"- key: {refusal.key}",
        f"  title: {quote(refusal.title)}",
        f"  decides: [{', '.join(map(quote, refusal.decides))}]",
        f"  by: {quote(refusal.by)}",
        f"  on: {refusal.on}",
        *([f"  reason: {quote(refusal.reason)}"] if refusal.reason else []),
    ]
    return text + joint + "".join(line + end for line in lines)
