"""What an item said when it was reviewed. Locks keep fingerprints only; git may still have the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.constitution import read_constitution
from specward.artifacts.language.vocabulary import STANDARD
from specward.artifacts.normative import of_principle, of_spec, of_tasks
from specward.artifacts.spec import read_spec
from specward.artifacts.tasks import read_tasks
from specward.fingerprint import matches
from specward.git.objects import Blobs
from specward.git.process import run
from specward.markdown.document import Document
from specward.trace.node import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.language.vocabulary import Vocabulary
    from specward.artifacts.normative import Fields
    from specward.trace.node import Node

_COMMITS = 100
"""How many commits of a document are looked through, the last first."""


def former_words(root: str, node: Node, stored: str, vocabulary: Vocabulary = STANDARD) -> str:
    """What an item said when its fingerprint was `stored`, as far as the last commits of its document tell; or empty.

    Args:
        root: the project's root, in a git work tree.
        node: the item.
        stored: the fingerprint of its text.
        vocabulary: the words that the project's documents are read by.

    Raises:
        UndeterminedError: git is missing or ends without an answer.
    """
    listed = run(["log", f"-{_COMMITS}", "--format=%H", "--", node.path], root)
    with Blobs(root) as blobs:
        for commit in listed.out.decode("ascii", "replace").split():
            data = blobs.read(f"{commit}:./{node.path}")
            document = Document.from_bytes(node.path, data) if data else None
            for identity, fields in _items(document, node.kind, vocabulary) if document else ():
                if identity == node.id and matches(stored, fields):
                    return words(fields)
    return ""


def words(fields: Fields) -> str:
    """What an item says, in one line."""
    said = (value if name == "text" else f"{name.title()} {value}" for name, value in fields if name != "kind")
    return " ".join(", ".join(said).split())


def _items(document: Document, kind: NodeKind, vocabulary: Vocabulary) -> Iterator[tuple[str, Fields]]:
    if kind is NodeKind.PRINCIPLE:
        for principle in read_constitution(document).principles:
            yield principle.id, of_principle(document, principle)
    elif kind is NodeKind.TASK:
        yield from of_tasks(read_tasks(document))
    else:
        yield from of_spec(read_spec(document, vocabulary))
