"""The table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specward.adr.tools.folder import Folder

_HEADING = "# Architecture Decision Records"


def toc(folder: Folder, *, prefix: str = "", intro: str = "", outro: str = "") -> str:
    """Every record of a folder as a list in Markdown.

    Args:
        folder: the records.
        prefix: stands right before the name of each file.
        intro: stands before the list.
        outro: stands after it.
    """
    parts = [f"{_HEADING}\n\n"]
    if intro:
        parts.append(f"{_ended(intro)}\n")
    parts += [f"* [{folder.title(name)}]({prefix}{name})\n" for name in folder.names]
    if outro:
        parts.append(f"\n{_ended(outro)}")
    return "".join(parts)


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"
