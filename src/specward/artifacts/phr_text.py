"""How a prompt stands in a record, so that it reads back byte for byte: as it is, in a fence, or as a JSON string.

A prompt is arbitrary text. One that could be taken for a record's own Markdown is fenced. One with characters that a
text file or a terminal must not carry as they are (NUL, escape sequences, lone surrogates, changes of direction) is
written as a JSON string, in a fence whose info string is `json prompt`.
"""

from __future__ import annotations

import re

JSON_PROMPT = "json prompt"
"""The info string of a fence that holds a prompt as a JSON string (RFC 8259)."""

# All controls but tab, line feed and a carriage return before it; separators and marks that only Unicode takes for
# line breaks or changes of direction; surrogates, which UTF-8 cannot say.
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BREAKS_AND_DIRECTIONS = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
_NO_CHARACTERS = "\ud800-\udfff\ufffe\uffff"
_MUST_BE_ESCAPED = re.compile(f"[{_CONTROLS}{_BREAKS_AND_DIRECTIONS}{_NO_CHARACTERS}]|\r(?!\n)")
# What begins a block of Markdown that reaches over lines, hides others, or turns the line above into a heading.
_LOOKS_LIKE_MARKDOWN = re.compile(r"^[ \t]*(?:#|>|<|`{3}|~{3}|[-=]+[ \t\r]*$)|<!--|\r", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(`{3,})", re.MULTILINE)


def carried(prompt: str) -> str:
    """A prompt as it stands in a record; `phr_body.prompt_words` reads it back the same."""
    if _MUST_BE_ESCAPED.search(prompt):
        return f"```{JSON_PROMPT}\n{_as_json(prompt)}\n```"
    if prompt == prompt.strip() and not _LOOKS_LIKE_MARKDOWN.search(prompt):
        return prompt
    longest = max(map(len, _FENCE.findall(prompt)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}text\n{prompt}\n{fence}"


def from_json(words: str) -> str | None:
    """The prompt that a JSON string holds; None where it is none."""
    import json

    try:
        value = json.loads(words)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def as_section(words: str) -> str:
    """Words of an agent as a section of a record: a block quote where they hold what would become the record's own."""
    words = _MUST_BE_ESCAPED.sub("\N{REPLACEMENT CHARACTER}", words).strip()
    if not _LOOKS_LIKE_MARKDOWN.search(words):
        return words
    return "\n".join(f"> {line}".rstrip() for line in words.splitlines())


def _as_json(prompt: str) -> str:
    import json

    written = json.dumps(prompt, ensure_ascii=False)
    # What is left of the unsafe lies within the Basic Multilingual Plane, so four digits say it.
    return _MUST_BE_ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
