"""A new prompt history record. The prompt in it reads back byte for byte, or nothing is written.

A record is written while somebody waits for the answer to a prompt, so nothing here imports `typing` on the way in.
"""

from __future__ import annotations

from specward.artifacts.phr_filing import CONSTITUTION, FEATURE, GENERAL, ROUTES, STAGE_ALIASES, STAGES
from specward.artifacts.phr_text import as_section, carried
from specward.digest import digest
from specward.errors import UsageError
from specward.ids import slug
from specward.markdown.scalar import quote
from specward.scaffold.render import find_template, render
from specward.scaffold.title import clean_title

TYPE_CHECKING = False  # before `typing`
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specward.changes import Change
    from specward.scaffold.render import Template
    from specward.sources.source import Source

UNFILLED_PROMPT = "{{PROMPT_TEXT}}"
"""Stands where a prompt was not given: the token by which every reader knows a record that is not filled in."""
UNFILLED_RESPONSE = "[TODO: what came of it, in one to three sentences]"
UNANSWERED = "Under way: not answered yet."
"""The response of a record whose turn goes on."""
NOTHING = "none recorded"
_NULL = "null"
LINKS = ("spec", "ticket", "adr", "pr")


class Exchange:
    """What was asked and what came of it.

    Attributes:
        title: what it was about, in a few words.
        stage: one of the ten stages.
        prompt: the words of whoever asked, kept as they are; without them a token stands in their place.
        response: what the agent said, shortened; without it a note stands in its place.
        outcome: the section of this name, as Markdown; empty for one that says that nothing is recorded.
        evaluation: the same.
    """

    __slots__ = ("evaluation", "outcome", "prompt", "response", "stage", "title")

    def __init__(  # noqa: PLR0913 -- the sections of a record
        self,
        title: str,
        stage: str,
        prompt: str = "",
        response: str = "",
        *,
        outcome: str = "",
        evaluation: str = "",
    ) -> None:
        self.title = title
        self.stage = stage
        self.prompt = prompt
        self.response = response
        self.outcome = outcome
        self.evaluation = evaluation


class Circumstances:
    """Who recorded the prompt, when, where and how.

    Attributes:
        uid: the record's identity.
        today: the day, `YYYY-MM-DD`.
        user: who asked.
        branch: the git branch.
        files: what the work changed, relative to the project's root.
        tests: the tests that were run.
        links: by `LINKS`: paths or URLs.
        labels: the topics.
        surface: where it was asked: `cli`, an agent's word.
        model: the model that answered.
        command: what triggered it: a slash command, `spec new phr`.
        source: how it came here: `manual`, `hook`, `transcript`, `import`.
        session: the agent's id of the conversation.
        prompt_id: the agent's id of the prompt.
        redactions: how many secrets were taken out.
        more: further keys of the front matter, as YAML on one line each.
    """

    __slots__ = (
        *("branch", "command", "files", "labels", "links", "model", "more", "prompt_id", "redactions", "session"),
        *("source", "surface", "tests", "today", "uid", "user"),
    )

    def __init__(  # noqa: PLR0913 -- the keys of a record
        self,
        uid: str,
        today: str,
        user: str = "",
        branch: str = "",
        *,
        files: Sequence[str] = (),
        tests: Sequence[str] = (),
        links: Mapping[str, str] | None = None,
        labels: Sequence[str] = (),
        surface: str = "cli",
        model: str = "unspecified",
        command: str = "spec new phr",
        source: str = "manual",
        session: str = "",
        prompt_id: str = "",
        redactions: int = 0,
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.uid = uid
        self.today = today
        self.user = user
        self.branch = branch
        self.files = files
        self.tests = tests
        self.links = links or {}
        self.labels = labels
        self.surface = surface
        self.model = model
        self.command = command
        self.source = source
        self.session = session
        self.prompt_id = prompt_id
        self.redactions = redactions
        self.more = more or {}


class NewRecord:
    """A record to be written.

    Attributes:
        path: where, relative to the project's root.
        uid: its identity.
        complete: whether it answers for a change as it is; False where the prompt is missing.
        text: all of it.
    """

    __slots__ = ("complete", "path", "text", "uid")

    def __init__(self, path: str, uid: str, text: str, *, complete: bool) -> None:
        self.path = path
        self.uid = uid
        self.text = text
        self.complete = complete

    @property
    def changes(self) -> list[Change]:
        """The one change that writes it."""
        from specward.changes import Create

        return [Create(self.path, self.text)]


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


def record_path(folder: str, number: int, title: str, stage: str) -> str:
    """Where a record stands: `<folder>/NNNN-slug.stage.prompt.md`."""
    return f"{folder}/{number:04d}-{slug(title)}.{stage}.prompt.md"


def new_record(
    source: Source, folder: str, exchange: Exchange, *, number: int, circumstances: Circumstances
) -> NewRecord:
    """A record of one exchange, by the project's own template where it has one.

    Args:
        source: the project's files.
        folder: where it belongs, see `record_folder`.
        exchange: what was asked and what came of it.
        number: its number, not taken in its folder.
        circumstances: who, when and where.

    Raises:
        UsageError: the title is empty, the template cannot be rendered, or it cannot carry this prompt.
    """
    template = find_template(source, "phr")
    draft = write_up(template, folder, exchange, number=number, circumstances=circumstances)
    if exchange.prompt and not _carries(draft, exchange.prompt):
        raise UsageError(
            "the template cannot carry this prompt: it does not read back the same",
            where=template.name,
            help="the template needs the heading `## Prompt` and, after it, `{{ prompt }}` alone on its line",
        )
    return draft


def write_up(
    template: Template, folder: str, exchange: Exchange, *, number: int, circumstances: Circumstances
) -> NewRecord:
    """The same, by a template that is known to carry any prompt, as the built-in one does; see `new_record`."""
    title = clean_title(exchange.title)
    path = record_path(folder, number, title, exchange.stage)
    values = _values(folder.rpartition("/")[2], title, f"{number:04d}", exchange, circumstances)
    return NewRecord(path, circumstances.uid, render(template, values), complete=bool(exchange.prompt))


def _carries(draft: NewRecord, prompt: str) -> bool:
    from specward.artifacts.phr import read_record
    from specward.markdown.document import Document

    return read_record(Document(draft.path, draft.text)).prompt_text == prompt


def _values(context: str, title: str, number: str, exchange: Exchange, said: Circumstances) -> dict[str, object]:
    """What a template may name; lists are for templates that loop over them."""
    responded = exchange.response.strip()
    lines = {
        "impact": NOTHING,
        "tests_summary": NOTHING,
        "files_summary": f"{len(said.files)} changed" if said.files else NOTHING,
        "next_prompts": NOTHING,
        "reflection": NOTHING,
    }
    return {
        "id": quote(number),
        "title": quote(title),
        "stage": exchange.stage,
        "date": quote(said.today),
        "surface": quote(said.surface),
        "model": quote(said.model),
        "feature": "none" if context in {CONSTITUTION, GENERAL} else quote(context),
        "branch": quote(said.branch) if said.branch else "none",
        "user": quote(clean_title(said.user or "unknown")),
        "command": quote(said.command),
        "labels": f"[{', '.join(map(quote, said.labels))}]",
        **{f"{kind}_link": quote(said.links[kind]) if said.links.get(kind) else _NULL for kind in LINKS},
        "files": [quote(name) for name in said.files],
        "file_items": items(said.files),
        "test_items": items(said.tests),
        "uid": said.uid,
        "source": quote(said.source),
        "session": quote(said.session) if said.session else _NULL,
        "prompt_id": quote(said.prompt_id) if said.prompt_id else _NULL,
        "prompt_sha256": quote(digest(exchange.prompt)) if exchange.prompt else _NULL,
        "redactions": f'"{said.redactions}"',
        "more": "".join(f"\n{key}: {value}" for key, value in said.more.items()),
        "prompt": carried(exchange.prompt) if exchange.prompt else UNFILLED_PROMPT,
        "response": as_section(responded) if responded else UNFILLED_RESPONSE,
        **lines,
        "outcome": exchange.outcome or _OUTCOME.format(**lines),
        "evaluation": exchange.evaluation or _EVALUATION,
    }


def items(names: Sequence[str]) -> str:
    """The items of a list in front matter, a line each, as the template of SpecKit Plus has them."""
    return "\n".join(f"  - {quote(name)}" for name in names) or "  - none"


_OUTCOME = """\
- ✅ Impact: {impact}
- 🧪 Tests: {tests_summary}
- 📁 Files: {files_summary}
- 🔁 Next prompts: {next_prompts}
- 🧠 Reflection: {reflection}"""
_EVALUATION = """\
- Failure modes observed: none recorded
- Graders run and results (PASS/FAIL): none run
- Prompt variant (if applicable): none
- Next experiment (smallest change to try): none planned"""
