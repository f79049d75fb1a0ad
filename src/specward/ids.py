"""Identities: numbers that nobody else has, slugs for file names, and ids that sort by time."""

from __future__ import annotations

import os

from specward.errors import UndeterminedError
from specward.git.place import find_place

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from specward.git.place import GitPlace
    from specward.git.process import Result

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U."""
_UNTITLED = "untitled"
# Windows gives these names to devices, in any folder and with any extension.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³")}
)


def next_number(
    root: str, folder: str, parse: Callable[[str], int | None], *, branches: bool = False, least: int = 1
) -> int:
    """The number after the highest that is taken; see `numbers_taken`. Ask and create under one and the same lock.

    Raises:
        UndeterminedError: the folder or the repository cannot be read.
    """
    return max(numbers_taken(root, folder, parse, branches=branches), default=least - 1) + 1


def numbers_taken(root: str, folder: str, parse: Callable[[str], int | None], *, branches: bool = False) -> set[int]:
    """Every number that a name in a folder bears, in the work tree, the index, any ref and any linked work tree.

    Args:
        root: the project's root.
        folder: relative to the root: `specs`, `history/adr`. Only names directly in it count.
        parse: the number that the name of a file or folder bears, or None.
        branches: whether the names of branches, local and remote, count too: `003-login` takes 3.

    Raises:
        UndeterminedError: the folder or the repository cannot be read.
    """
    folder = folder.strip("/")
    names = set(_listed(os.path.join(root, folder)))
    place = find_place(root)
    if place:
        names.update(_in_git(place, root, folder, branches=branches))
    return {number for number in map(parse, names) if number is not None}


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as problem:
        raise UndeterminedError(f"this folder cannot be listed: {problem.strerror}", where=folder) from None


def _in_git(place: GitPlace, root: str, folder: str, *, branches: bool) -> set[str]:
    """The names in the folder that the index, the other work trees and the refs know; none without git."""
    from specward.git.process import GitMissing, start

    whole = f"{place.folder_of(root)}/{folder}".strip("/")
    others = (top for top in place.worktrees() if top != place.top)
    names = {name for top in others for name in _listed(os.path.join(top, whole))}
    try:
        index = start(["--literal-pathspecs", "ls-files", "-z", "--", folder or "."], root)
        refs = start(["for-each-ref", "--format=%(objectname) %(refname)"], root)
        known = [line.partition(" ")[::2] for line in _lines(refs.result(), "for-each-ref", root)]
    except GitMissing:
        return names
    names.update(_in_trees({target for target, _ in known}, whole, root))
    beginning = len(folder) + 1 if folder else 0
    names.update(path[beginning:].partition("/")[0] for path in _lines(index.result(), "ls-files", root, "\0"))
    if branches:
        names.update(ref.rpartition("/")[2] for _, ref in known if ref.startswith(("refs/heads/", "refs/remotes/")))
    return names


def _in_trees(commits: set[str], folder: str, root: str) -> Iterable[str]:
    """The names that any of the commits, or a detached HEAD, has in a folder."""
    from specward.git.folders import folder_trees, names_in
    from specward.git.objects import Blobs

    trees = folder_trees(root, sorted({*commits, "HEAD"}), [folder]).values()
    with Blobs(root) as objects:
        for names in names_in(objects, trees).values():
            yield from names


def _lines(result: Result, command: str, root: str, end: str = "\n") -> list[str]:
    if result.status:
        raise UndeterminedError(f"git {command}: {result.complaint}", where=root)
    return [line for line in os.fsdecode(result.out).split(end) if line]


def slug(title: str, limit: int = 60) -> str:
    """A title as part of a file name: lower-case letters and digits of any script, single dashes between.

    Args:
        title: any text.
        limit: how many bytes of UTF-8 at the most, cut between words where a word ends in the second half.

    Returns:
        Never nothing: `untitled` where the title holds no letter and no digit.
    """
    if title.isascii():
        kept = "".join(char if char.isalnum() else "-" for char in title[: limit * 8].lower())
        return _named(kept, limit)
    from unicodedata import category, normalize

    lowered = normalize("NFC", normalize("NFC", title[: limit * 8]).lower())
    # Marks (M*) belong to the letter before them: without them Hindi or Thai loses its vowels.
    kept = "".join(char if char.isalnum() or category(char)[0] == "M" else "-" for char in lowered)
    return _named("-".join(map(_unmarked, kept.split("-"))), limit)


def _named(kept: str, limit: int) -> str:
    """Words between dashes as a name that every file system takes."""
    words = "-".join(word for word in kept.split("-") if word)
    words = _cut(words, limit) or _UNTITLED
    return f"{words}-{_UNTITLED}"[:limit] if words in _DEVICES else words


def _unmarked(word: str) -> str:
    """A word without marks that have no letter to stand on."""
    from unicodedata import category

    start = 0
    while start < len(word) and category(word[start])[0] == "M":
        start += 1
    return word[start:]


def _cut(words: str, limit: int) -> str:
    encoded = words.encode("utf-8", "ignore")
    if len(encoded) <= limit:
        return encoded.decode("utf-8")
    short = encoded[: limit + 1].decode("utf-8", "ignore")
    end = short.rfind("-")
    if end > 0 and len(short[:end].encode()) * 2 >= limit:
        return short[:end]
    return encoded[:limit].decode("utf-8", "ignore").rstrip("-")


def uid(milliseconds: int, randomness: int) -> str:
    """A ULID: 26 characters that sort by time (https://github.com/ulid/spec).

    Args:
        milliseconds: since 1970, 48 bits.
        randomness: 80 bits.
    """
    number = (milliseconds & (1 << 48) - 1) << 80 | randomness & (1 << 80) - 1
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def may_be_uid(text: str) -> bool:
    """Whether a text has the length and the letters of a ULID: enough to tell it from a path, a folder and a number."""
    return len(text) == 26 and text.isalnum()


_last = (0, 0)


def new_uid() -> str:
    """A ULID for now, greater than every one that this process has made before."""
    global _last  # noqa: PLW0603 -- what was made last is the process's own
    import time

    moment = time.time_ns() // 1_000_000
    randomness = int.from_bytes(os.urandom(10), "big") >> 1  # the top bit is left free for counting up
    if moment <= _last[0]:
        moment, randomness = _last[0], _last[1] + 1
    _last = (moment, randomness)
    return uid(moment, randomness)
