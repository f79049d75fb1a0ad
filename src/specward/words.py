"""Counts, lists and near misses as messages say them: `3 files`, `FR-001, FR-002 and 4 more`, `did you mean …?`."""

from __future__ import annotations

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def counted(count: int, thing: str, things: str = "") -> str:
    """How many there are of a thing: `1 file`, `2 files`; its plural is given where that does not just add an s."""
    return f"{count} {thing if count == 1 else things or f'{thing}s'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def quoted(words: Iterable[str]) -> str:
    """All of them, each as code."""
    return ", ".join(f"`{word}`" for word in words)


def suggestion(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or all of them."""
    from difflib import get_close_matches

    near = get_close_matches(word[:100], known, n=1)
    return f"did you mean `{near[0]}`?" if near else f"known here: {quoted(known)}"
