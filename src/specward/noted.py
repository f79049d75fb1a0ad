"""What an answer rests on: what was asked of the world outside of this process, and what the world said.

Whoever wants to use an answer again in a later run has notes taken while it is found: the answer holds as long as the
world says the same. Whatever asks the outside tells so here, and nobody in between has to know. An answer that is
shared (`lazy`, `remembered`) has notes of its own, and whoever uses it rests on them too, the first or the last.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b  # `hashlib` loads OpenSSL, which costs a fifth of an interpreter start
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False  # before `typing`, which the commit hook does not wait for
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec, TypeVar

    P = ParamSpec("P")
    R = TypeVar("R")

Question = tuple[str, ...]
"""What was asked: a word that says how, then what about."""
UNSURE = "?"
"""The answer to what cannot be asked again, or was answered in two ways: it never holds."""


class Notes:
    """What one answer rests on.

    Attributes:
        facts: the world's answers, by question.
        settled: what the answers to questions about the project rest on, which are put to Specward itself.
        others: the notes of the shared answers that were used; a dictionary for its order.
        kept: the number of the same notes in what was kept from a former run; -1 where they are of this one.
    """

    __slots__ = ("facts", "kept", "others", "settled")

    def __init__(self, kept: int = -1) -> None:
        self.facts: dict[Question, str] = {}
        self.settled: dict[Question, Notes] = {}
        self.others: dict[Notes, None] = {}
        self.kept = kept

    def __bool__(self) -> bool:
        return bool(self.facts or self.others or self.kept >= 0)


current: Notes | None = None
"""The notes that are being taken; None where nobody wants any, which is most of the time."""
subject: object = None
"""The source of the project that the notes are about; of another one nothing is settled."""


def digest(data: bytes) -> str:
    """What stands for an answer that is too long to be kept."""
    return blake2b(data, digest_size=16).hexdigest()


def digest_of(answer: object) -> str:
    """The digest of an answer with a telling `repr`."""
    ordered = sorted(answer) if isinstance(answer, frozenset) else answer
    return digest(repr(ordered).encode("utf-8", "surrogatepass"))


def note(question: Question, answer: str) -> None:
    """Tell what was asked of the outside, and what it said."""
    if current is not None:
        known = current.facts.setdefault(question, answer)
        if known != answer:
            current.facts[question] = UNSURE


def settle(question: Question, answer: str, notes: Notes) -> None:
    """Tell what was asked of the project as a whole, what the answer is by its digest, and what that rests on.

    Whoever uses such an answer rests on the answer alone: it often is the same although the world has changed.
    """
    if current is not None:
        note(question, answer)
        current.settled[question] = notes


def unsure(reason: str) -> None:
    """Tell that an answer rests on something that cannot be asked again: it is found anew in each run."""
    note(("unsure", reason), UNSURE)


def rest_on(notes: Notes | None) -> None:
    """Tell that an answer is used that was found before."""
    if current is not None and notes:
        current.others[notes] = None


def shared(function: Callable[P, R], *args: P.args, **named: P.kwargs) -> tuple[R, Notes | None]:
    """What a function answers, to be kept and used again with what it rests on; None where nobody takes notes."""
    if current is None:
        return function(*args, **named), None
    found, notes = taken(function, *args, **named)
    rest_on(notes)
    return found, notes


def taken(function: Callable[P, R], *args: P.args, **named: P.kwargs) -> tuple[R, Notes]:
    """What a function answers, and what that rests on; what it raises rests on the same as its caller's answer."""
    global current  # noqa: PLW0603 -- one process, one desk: to hand it through every reader would cost each of them
    outer, current = current, (notes := Notes())
    try:
        found = function(*args, **named)
    except BaseException:
        if outer is not None:
            outer.others[notes] = None
        raise
    finally:
        current = outer
    return found, notes
