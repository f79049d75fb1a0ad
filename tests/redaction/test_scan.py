"""What a scan of documents tells, and what it would write."""

from __future__ import annotations

import re

from specward.artifacts.phr import read_record
from specward.changes import Replace
from specward.digest import digest
from specward.markdown.document import Document
from specward.phr.scan import Leak, redactions, scan
from specward.project import Project
from specward.redaction.second_opinion import SecondOpinion
from specward.redaction.secret import Secret
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

TEXT = "Use password = 'hunter2x' and the zebra.\n"
FILES = {"a.md": TEXT, "b.md": "Nothing.\n", "c.md": "The zebra again.\n"}


def key() -> bytes:
    return b"k" * 32


class Broken(MemorySource):
    """Files of which one cannot be read."""

    def read(self, path: str) -> bytes | None:
        if path == "b.md":
            raise UnreadableFile(path, "permission denied")
        return super().read(path)


class Zoologist(SecondOpinion):
    """A scanner that finds zebras, and everything that we find."""

    def __init__(self) -> None:
        super().__init__("/usr/bin/gitleaks")
        self.asked: list[list[str]] = []

    def ask(self, texts: list[str] | tuple[str, ...]) -> list[list[Secret]]:  # type: ignore[override]
        self.asked.append(list(texts))
        places = [[(word, text.find(word)) for word in ("hunter2x", "zebra")] for text in texts]
        return [[Secret("animal", at, at + len(word)) for word, at in found if at >= 0] for found in places]


def test_a_leak_is_told_by_its_place_alone() -> None:
    found = scan(Project(MemorySource(FILES)), ["a.md", "b.md", "gone.md"])
    assert found.documents == 2
    assert found.leaks == [Leak("a.md", 1, 17, 8, "assigned-secret", "")]
    assert "hunter2x" not in repr(found.leaks)


def test_a_document_that_cannot_be_read_does_not_hide_the_others() -> None:
    found = scan(Project(Broken(FILES)), ["b.md", "a.md"])
    assert (len(found.leaks), found.undetermined) == (1, (("b.md", "permission denied"),))


def test_another_scanner_is_asked_once_for_all_and_adds_what_we_have_not() -> None:
    opinion = Zoologist()
    found = scan(Project(MemorySource(FILES)), FILES, opinion=opinion)
    assert opinion.asked == [list(FILES.values())]
    assert found.leaks == [
        Leak("a.md", 1, 17, 8, "assigned-secret", ""),
        Leak("a.md", 1, 35, 5, "animal", "gitleaks"),
        Leak("c.md", 1, 5, 5, "animal", "gitleaks"),
    ]


def test_a_change_replaces_every_secret_and_knows_what_the_file_must_hold() -> None:
    found = scan(Project(MemorySource(FILES)), FILES, opinion=Zoologist())
    first, second = redactions(found, key)
    assert isinstance(first, Replace)
    assert (first.path, first.old_text, second.path) == ("a.md", TEXT, "c.md")
    without_digits = re.sub(":[0-9a-f]{8}]", "]", first.text)
    assert without_digits == "Use password = '[REDACTED:assigned-secret]' and the [REDACTED:animal].\n"


def test_the_digest_of_a_prompt_does_not_tell_what_was_taken_out_of_it() -> None:
    old = digest("Use password = 'hunter2x'.")
    head = f'---\nid: "0001"\nprompt_sha256: "{old}"\nstage: general\n---\n'
    text = f"{head}\n## Prompt\n\nUse password = 'hunter2x'.\n\n## Outcome\n\nDone.\n"
    changes = redactions(scan(Project(MemorySource({"a.md": text})), ["a.md"]), key)
    record = read_record(Document("a.md", changes[0].text))
    field = record.header.field("prompt_sha256")
    assert field is not None
    assert field.value == digest(record.prompt_text) != old
    assert old not in changes[0].text
    assert len(changes[0].text.splitlines()) == len(text.splitlines())


def test_a_document_that_is_not_utf_8_is_not_changed() -> None:
    found = scan(Project(MemorySource({"a.md": f"Grüße. {TEXT}".encode("windows-1252")})), ["a.md"])
    assert (len(found.leaks), found.kept, redactions(found, key)) == (1, ["a.md"], [])
