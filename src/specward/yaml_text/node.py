"""What is read from YAML: text and where it stands."""

from __future__ import annotations

from typing import NamedTuple

DEPTH_LIMIT = 64
"""How deep collections may nest: documents are hostile, and nothing that people write comes near."""
NULLS = ("", "~", "null", "Null", "NULL")


class YamlError(Exception):
    """The text is not YAML, or uses what is refused: anchors, aliases, tags, merge keys, keys given twice.

    Attributes:
        message: what is wrong, lower case, one line.
        offset: where, in characters of the whole text.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Node(NamedTuple):
    """A value and where it stands.

    A scalar's span includes its quotes. A missing value has an empty span right after its `:` or `-`. A block
    collection reaches from its first key or dash to the end of its last value.
    """

    value: str | list[Node] | dict[str, Node]
    start: int
    end: int
    key_start: int = -1
    """Where the key of a mapping's value begins; -1 for anything else."""

    @property
    def is_null(self) -> bool:
        """Whether this is a missing value, or an unquoted `~` or `null`; `value` is then what was written."""
        return self.value in NULLS and self.end - self.start == len(self.value)

    @property
    def text(self) -> str:
        """The scalar's text; empty for null and for collections."""
        return self.value if isinstance(self.value, str) and not self.is_null else ""

    @property
    def items(self) -> list[Node]:
        """The items of a sequence; empty for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def entries(self) -> dict[str, Node]:
        """The entries of a mapping; empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}
