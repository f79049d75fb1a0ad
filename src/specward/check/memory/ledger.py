"""What answers rest on, in numbers: each question once, and each set of them once.

A question about a path is three times the number of its row, one more where it is about what stands there, and two more
where it is about its kind; any other has a negative number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from specward.check.memory.shelf import LETTERS, NOT_ASKED, Files
from specward.noted import UNSURE, Notes, Question

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence


MarksOf: TypeAlias = "Callable[[list[int]], array[int]]"
"""Four numbers for each row; see `shelf.Files`."""


class Node(NamedTuple):
    """What one answer rests on."""

    questions: tuple[int, ...]
    others: tuple[int, ...]
    """Nodes with lower numbers."""


class Ledger:
    """What is known of the world.

    Args:
        files: what is known of paths.
        facts: what is known of anything else.
        nodes: what was found from them.
        under: the node of each fact that was settled from others, by the fact's number.
    """

    def __init__(
        self,
        files: Files,
        facts: Sequence[tuple[Question, str]],
        nodes: Iterable[Node] = (),
        under: Mapping[int, int] | None = None,
    ) -> None:
        self.paths = list(files.paths)
        self.standing = list(files.standing)
        self.contents = list(files.contents)
        self.facts = list(facts)
        self.nodes = list(nodes)
        self.under = dict(under or {})
        self.kinds: dict[int, str] = {}
        """The kinds of artifact that were asked of, by row."""
        self._rows = {path: row for row, path in enumerate(self.paths)}
        self._numbers = {question: number for number, (question, _) in enumerate(self.facts)}
        self._known = {node: number for number, node in enumerate(self.nodes)}
        self._of: dict[Notes, int] = {}

    def forget(self, rows: Iterable[int], facts: Iterable[int]) -> None:
        """Forget answers that are others by now."""
        for row in rows:
            self.standing[row] = self.contents[row] = NOT_ASKED
            self.kinds.pop(row, None)
        for number in facts:
            self.facts[number] = self.facts[number][0], NOT_ASKED
            self.under.pop(number, None)

    def row(self, path: str) -> int:
        """The row of a path, made where there is none."""
        if path in self._rows:
            return self._rows[path]
        self.paths.append(path)
        self.standing.append(NOT_ASKED)
        self.contents.append(NOT_ASKED)
        return self._rows.setdefault(path, len(self.paths) - 1)

    def node(self, notes: Notes, own: Collection[str] = ()) -> int:
        """The node of some notes.

        Args:
            notes: what an answer rests on.
            own: the paths that whoever rests on them reads in any case; they are left out.
        """
        if notes.kept >= 0:
            return notes.kept
        if notes in self._of:
            return self._of[notes]
        read = {one for path in own for one in (self.row(path) * 3, self.row(path) * 3 + 2)}
        numbers = [self._question(question, answer) for question, answer in notes.facts.items()]
        questions = sorted({number for number in numbers if number not in read})
        for question, under in notes.settled.items():
            self.under[self._numbers[question]] = self.node(under)
        others = sorted({number for other in notes.others if not self._within(number := self.node(other), read)})
        node = Node(tuple(questions), tuple(others))
        number = node.others[0] if len(others) == 1 and not node.questions else self._interned(node)
        self._of[notes] = number
        return number

    def _within(self, number: int, read: Collection[int]) -> bool:
        """Whether a node rests on nothing but some questions."""
        questions, others = self.nodes[number]
        return all(one in read for one in questions) and all(self._within(other, read) for other in others)

    def _interned(self, node: Node) -> int:
        number = self._known.get(node)
        if number is None:
            number = self._known[node] = len(self.nodes)
            self.nodes.append(node)
        return number

    def _question(self, question: Question, answer: str) -> int:
        if question[0] == "read":
            row = self.row(question[1])
            self.contents[row] = _agreed(self.contents[row], UNSURE if answer.startswith("!") else answer)
            return row * 3
        if question[0] == "at":
            row = self.row(question[1])
            self.standing[row] = _agreed(self.standing[row], LETTERS[answer])
            return row * 3 + 1
        if question[0] == "kind":
            row = self.row(question[1])
            self.kinds[row] = _agreed(self.kinds.get(row, NOT_ASKED), answer)
            return row * 3 + 2
        number = self._numbers.get(question)
        if number is None:
            number = self._numbers[question] = len(self.facts)
            self.facts.append((question, NOT_ASKED))
        self.facts[number] = question, _agreed(self.facts[number][1], answer)
        return -1 - number

    def read(self, path: str, content: str) -> None:
        """Tell what was read at a path."""
        self._question(("read", path), content)

    def was_read(self, row: int) -> bool:
        """Whether anything was read at a path that can be held against what is there later."""
        return self.contents[row] not in {NOT_ASKED, "", UNSURE}

    def is_unsure(self, row: int) -> bool:
        """Whether nobody knows what is at a path: it could not be read, or was read in two ways."""
        return self.contents[row] == UNSURE

    def read_besides(self, listed: Sequence[str]) -> Iterator[str]:
        """Every path at which something was read; without those that are listed, where they are the first."""
        start = len(listed) if self.paths[: len(listed)] == listed else 0
        return (self.paths[row] for row in range(start, len(self.paths)) if self.was_read(row))

    def standing_at(self, path: str) -> str:
        """What is known to stand at a path."""
        return self.standing[self._rows[path]] if path in self._rows else NOT_ASKED


def _agreed(known: str, answer: str) -> str:
    """The answer to what may have been asked before; two answers are none."""
    return answer if known in {NOT_ASKED, answer} else UNSURE


class Holding:
    """Which nodes still hold.

    Args:
        nodes: the nodes.
        under: see `Ledger`.
        wrong: the questions that the world answers in another way now.
    """

    def __init__(self, nodes: Sequence[Node], under: Mapping[int, int], wrong: Collection[int]) -> None:
        self._nodes = nodes
        self._under = {-1 - number: node for number, node in under.items()}
        self.wrong = set(wrong)
        self.ask: Callable[[int], bool] | None = None
        """Puts a question to the project that is answered by Specward itself, and tells whether it says the same."""
        self._settled: dict[int, bool] = {}
        self._known: dict[int, bool] = {}

    def holds(self, number: int) -> bool:
        """Whether everything that a node rests on is as it was."""
        known = self._known.get(number)
        if known is None:
            questions, others = self._nodes[number]
            known = self._known[number] = (
                self.wrong.isdisjoint(questions)
                and all(map(self.holds, others))
                and all(self._is_settled(one) for one in questions if one in self._under)
            )
        return known

    def _is_settled(self, question: int) -> bool:
        """Whether an answer of Specward's is the same: it rests on the same, or comes out the same."""
        known = self._settled.get(question)
        if known is None:
            known = self.holds(self._under[question]) or (self.ask is not None and self.ask(-1 - question))
            self._settled[question] = known
            if not known:
                self.wrong.add(question)
        return known


class Arranged(NamedTuple):
    """A ledger as it is kept: without what nothing rests on any more, and in the order of the shelf."""

    files: Files
    facts: list[tuple[Question, str]]
    nodes: list[Node]
    row_of: dict[int, int]
    """The rows by their former numbers."""
    node_of: dict[int, int]
    """The nodes by their former numbers."""
    under: list[tuple[int, int]]
    kinds: list[tuple[int, str]]
    """Both as in `Ledger`."""


def arrange(
    ledger: Ledger, listed: Sequence[str], rows: Collection[int], nodes: Iterable[int], marks_of: MarksOf
) -> Arranged:
    """Arrange a ledger to be kept.

    Args:
        ledger: the ledger.
        listed: the paths of the project's documents, which come first.
        rows: other rows that are needed.
        nodes: the nodes that are needed; those that they rest on are, too.
        marks_of: tells the marks of files, by their rows.
    """
    needed: set[int] = set()
    waiting = list(nodes)
    while waiting:
        number = waiting.pop()
        if number not in needed:
            needed.add(number)
            asked, used = ledger.nodes[number]
            waiting += (*used, *(ledger.under[-1 - one] for one in asked if -1 - one in ledger.under))
    questions: set[int] = set().union(*(ledger.nodes[number].questions for number in needed))
    size = len(listed)
    first = [*range(size)] if ledger.paths[:size] == listed else list(map(ledger.row, listed))
    others = {one // 3 for one in questions if one >= 0}.union(rows).difference(first)
    read = sorted(filter(ledger.was_read, others), key=ledger.paths.__getitem__)
    order = [*first, *read, *sorted(others.difference(read))]
    row_of = {row: number for number, row in enumerate(order)}
    fact_of = {-1 - old: -1 - new for new, old in enumerate(sorted(-1 - one for one in questions if one < 0))}
    number_of = {one: row_of[one // 3] * 3 + one % 3 for one in questions if one >= 0} | fact_of
    node_of = {old: new for new, old in enumerate(sorted(needed))}
    files = Files(
        [ledger.paths[row] for row in order],
        marks_of([*first, *read]),
        "".join(ledger.standing[row] for row in order),
        [ledger.contents[row] for row in order],
    )
    kept = [
        Node(
            tuple(sorted(number_of[one] for one in ledger.nodes[old].questions)),
            tuple(node_of[other] for other in ledger.nodes[old].others),
        )
        for old in node_of
    ]
    under = [(-1 - new, node_of[ledger.under[-1 - old]]) for old, new in fact_of.items() if -1 - old in ledger.under]
    kinds = [(new, ledger.kinds[old]) for old, new in row_of.items() if old * 3 + 2 in questions]
    return Arranged(files, [ledger.facts[-1 - old] for old in fact_of], kept, row_of, node_of, under, kinds)
