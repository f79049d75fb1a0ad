"""A prompt history record: what was asked, what came of it, and how well it went.

Source of the format: `phr-template.prompt.md` of SpecKit Plus, v1 and v2, and the AI prompt history starter (v0).
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from specward.artifacts.phr_body import Body, prompt_words, split
from specward.artifacts.phr_filing import ROUTES
from specward.artifacts.phr_header import NONE, UNCLOSED, read_header
from specward.artifacts.phr_name import RecordName, RecordPlace
from specward.artifacts.phr_template import ARGUMENTS, REQUIRED_KEYS, TOKENS, UNTOUCHED
from specward.finding import Span

if TYPE_CHECKING:
    from specward.artifacts.phr_header import Field, Header
    from specward.markdown.document import Document


class Record:
    """A record as read. A field is None where the record does not have it, and may be empty where it does."""

    def __init__(self, document: Document, header: Header, body: Body) -> None:
        self.document = document
        self.header = header
        """The keys before the body, in whatever form they stand."""
        self.prompt = body.prompt
        """Of the user's words, wrapping fence or block quote included; None where the record has no such section."""
        self.prompt_heading = body.prompt_heading
        self.response = body.response
        self.outcome = body.outcome
        self.evaluation = body.evaluation
        self.name = RecordName.parse(document.path)
        """What the file name says: number, slug, stage."""
        self.place = RecordPlace.parse(document.path)
        """What the folder says: layout, context, the folder's name."""
        self.id = header.field("id")
        """As written: `0001`, `PHR-0001`."""
        self.stage = header.field("stage")
        """The kind of work; see `phr_name.STAGES`."""
        self.date = header.field("date")
        """Day or moment, as written."""

    @property
    def title(self) -> Field | None:
        """What the exchange was about, in a few words."""
        return self.header.field("title")

    @property
    def uid(self) -> Field | None:
        """The identity across folders and branches; only newer records have one."""
        return self.header.field("uid")

    @property
    def feature(self) -> Field | None:
        """The feature's folder name, or a word such as `none`."""
        return self.header.field("feature")

    @property
    def branch(self) -> Field | None:
        """The git branch."""
        return self.header.field("branch")

    @property
    def user(self) -> Field | None:
        """Who asked."""
        return self.header.field("user")

    @property
    def command(self) -> Field | None:
        """The command that triggered it."""
        return self.header.field("command")

    @property
    def model(self) -> Field | None:
        """The model that answered."""
        return self.header.field("model")

    @property
    def labels(self) -> list[Field]:
        """The topics."""
        return self.header.items("labels")

    @property
    def files(self) -> list[Field]:
        """The files changed, each as written: some carry a remark."""
        return self.header.items("files")

    @property
    def tests(self) -> list[Field]:
        """The tests run, each as written."""
        return self.header.items("tests")

    @property
    def links(self) -> dict[str, Field]:
        """The links by lower-case kind: `spec`, `ticket`, `adr`, `pr` and what else was written; null ones left out."""
        return self.header.mapping("links")

    @property
    def prompt_text(self) -> str:
        """The user's words without a fence or block quote around all of them; from the keys where no section is."""
        if self.prompt:
            return prompt_words(self.document.slice(self.prompt))
        field = self.header.field("prompt_text")
        return field.value if field else ""

    @property
    def has_prompt(self) -> bool:
        """Whether the record holds words that somebody asked, not a token in their place."""
        text = self.prompt_text
        return bool(text.strip()) and text != ARGUMENTS and not (text.startswith("{{") and _token().fullmatch(text))

    @property
    def tokens(self) -> list[Span]:
        """Where tokens of the template still stand. A prompt may quote them, and so may code: those do not count."""
        text = self.document.text
        # One character is looked for several times faster than two, and most records hold none.
        return self._tokens if "{" in text and "{{" in text else []

    @cached_property
    def _tokens(self) -> list[Span]:
        tokens = _token().finditer(self.document.text)
        return [Span(*token.span()) for token in tokens if token[1] in TOKENS and not self._quoted(token)]

    def _quoted(self, token: re.Match[str]) -> bool:
        start, end = token.span()
        text = token.string
        if text[start - 1 : start] == "`" or text[end : end + 1] == "`":
            return True
        return self.prompt is not None and self.prompt.start <= start < self.prompt.end and self.has_prompt

    @property
    def unfilled(self) -> int:
        """How many different tokens of the template still stand in the record."""
        return len({self.document.slice(span) for span in self.tokens})

    @property
    def untouched(self) -> bool:
        """Whether this is the template, copied and never filled in. A record that holds a prompt never is."""
        return self.unfilled >= UNTOUCHED and not self.has_prompt

    @property
    def malformed(self) -> bool:
        """Whether its front matter is not the YAML that it must be: what seems to be missing may stand in it."""
        front_matter = self.document.front_matter
        return front_matter is not None and bool(front_matter.problem)

    @property
    def missing_keys(self) -> list[str]:
        """The keys that every record must have and this one has not, or leaves empty."""
        return [key for key in REQUIRED_KEYS if not self.header.has(key)]

    @property
    def complete(self) -> bool:
        """Whether this is a whole record: the one definition, for the checker and the commit hook alike.

        Its keys can be read, identity, title, date and a known stage among them; it holds a prompt; nothing of the
        template is left.
        """
        return (
            self.header.form not in {NONE, UNCLOSED}
            and not self.missing_keys
            and self.stage is not None
            and self.stage.value.lower() in ROUTES
            and self.has_prompt
            and not self.tokens
        )


def read_record(document: Document) -> Record:
    """The record in a document. Never raises: what is not there is None or empty."""
    header = read_header(document)
    return Record(document, header, split(document, header))


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\{\{([A-Z][A-Z_]{1,20})\}\}")
