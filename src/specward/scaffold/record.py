"""A new prompt history record. The prompt in it reads back byte for byte, or nothing is written."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.phr import read_record
from specward.artifacts.phr_name import CONSTITUTION, FEATURE, GENERAL, ROUTES, STAGE_ALIASES, STAGES
from specward.changes import Create
from specward.errors import UsageError
from specward.ids import slug
from specward.markdown.document import Document
from specward.markdown.front_matter import quote
from specward.scaffold.render import find_template, render
from specward.scaffold.title import clean_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.changes import Change
    from specward.sources.source import Source

UNFILLED_PROMPT = "{{PROMPT_TEXT}}"
"""Stands where a prompt was not given: the token by which every reader knows a record that is not filled in."""
UNFILLED_RESPONSE = "[TODO: what came of it, in one to three sentences]"
_NULL = "null"


class Exchange(NamedTuple):
    """What was asked and what came of it."""

    title: str
    """What it was about, in a few words."""
    stage: str
    """One of the ten stages."""
    prompt: str = ""
    """The words of whoever asked, kept as they are; without them a token stands in their place."""
    response: str = ""


class Circumstances(NamedTuple):
    """Who recorded the prompt, when and where."""

    uid: str
    today: str
    user: str = ""
    branch: str = ""
    files: Sequence[str] = ()
    """The files that the work changed."""
    spec_path: str = ""
    """The spec of the feature that the work belongs to."""


class NewRecord(NamedTuple):
    """A record to be written."""

    path: str
    uid: str
    complete: bool
    """Whether it answers for a change as it is; False where the prompt is missing."""
    changes: list[Change]


def check_stage(stage: str) -> str:
    """The stage that a word names.

    Raises:
        UsageError: it names none.
    """
    name = stage.strip().lower()
    name = STAGE_ALIASES.get(name, name)
    if name not in ROUTES:
        raise UsageError(f"there is no stage `{stage}`", help=f"one of {', '.join(STAGES)}")
    return name


def record_folder(history: str, stage: str, feature: str) -> str:
    """The folder in which a record of this stage belongs.

    Args:
        history: the project's history folder.
        stage: one of the ten stages.
        feature: the name of the feature's folder, or empty.

    Raises:
        UsageError: the stage belongs to a feature and none is given.
    """
    context = ROUTES[stage]
    if context == FEATURE:
        if not feature:
            raise UsageError(
                f"a record of stage {stage} belongs to a feature, and none is known",
                help=f"name one with --feature, or use --stage {GENERAL}",
            )
        context = feature
    return f"{history}/prompts/{context}"


def new_record(
    source: Source, folder: str, exchange: Exchange, *, number: int, circumstances: Circumstances
) -> NewRecord:
    """A record of one exchange.

    Args:
        source: the project's files.
        folder: where it belongs, see `record_folder`.
        exchange: what was asked and what came of it.
        number: its number, not taken in its folder.
        circumstances: who, when and where.

    Raises:
        UsageError: the title is empty, the template cannot be rendered, or it cannot carry this prompt.
    """
    prompt, stage, spec_path = exchange.prompt, exchange.stage, circumstances.spec_path
    title = clean_title(exchange.title)
    path = f"{folder}/{number:04d}-{slug(title)}.{stage}.prompt.md"
    context = folder.rpartition("/")[2]
    values: dict[str, object] = {
        "id": quote(f"{number:04d}"),
        "title": quote(title),
        "stage": stage,
        "date": quote(circumstances.today),
        "surface": "cli",
        "model": "unspecified",
        "feature": "none" if context in {CONSTITUTION, GENERAL} else quote(context),
        "branch": quote(circumstances.branch) if circumstances.branch else "none",
        "user": quote(clean_title(circumstances.user or "unknown")),
        "command": quote("spec new phr"),
        "spec_link": quote(spec_path) if spec_path else _NULL,
        "files": [quote(name) for name in circumstances.files],
        "file_items": "\n".join(f"  - {quote(name)}" for name in circumstances.files) or "  - none",
        "uid": circumstances.uid,
        "source": "manual",
        "session": _NULL,
        "prompt_sha256": quote(_hash(prompt)) if prompt else _NULL,
        "response": _quoted(exchange.response) if exchange.response.strip() else UNFILLED_RESPONSE,
        "impact": "none recorded",
        "tests_summary": "none recorded",
        "files_summary": _files_summary(circumstances.files),
        "next_prompts": "none recorded",
        "reflection": "none recorded",
    }
    text = _carrying(source, path, values, prompt)
    return NewRecord(path, circumstances.uid, bool(prompt), [Create(path, text)])


def _carrying(source: Source, path: str, values: dict[str, object], prompt: str) -> str:
    """The record's text with the prompt as it is, or fenced where it would not read back the same."""
    template = find_template(source, "phr")
    if not prompt:
        return render(template, {**values, "prompt": UNFILLED_PROMPT})
    for form in (prompt, _fenced(prompt)):
        text = render(template, {**values, "prompt": form})
        if read_record(Document(path, text)).prompt_text == prompt:
            return text
    raise UsageError(
        "the template cannot carry this prompt: it does not read back the same",
        where=template.name,
        help="the template needs the heading `## Prompt` and, after it, `{{ prompt }}` alone on its line",
    )


def _fenced(prompt: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", prompt)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}text\n{prompt}\n{fence}"


def _hash(prompt: str) -> str:
    return hashlib.sha256(prompt.encode("utf-8")).hexdigest()


def _quoted(response: str) -> str:
    """A response as it is, or as a block quote where its headings or fences would become the record's own."""
    words = response.strip()
    lines = words.splitlines()
    if any(line.lstrip().startswith(("#", "```", "~~~", "<", "---", "===")) for line in lines):
        return "\n".join(f"> {line}".rstrip() for line in lines)
    return words


def _files_summary(files: Sequence[str]) -> str:
    return f"{len(files)} changed" if files else "none recorded"
