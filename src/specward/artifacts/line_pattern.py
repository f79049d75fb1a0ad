r"""Regular expressions that cannot be slow: matched within one line, in time that grows with the line alone.

Patterns and the lines that they are matched against come from whoever opens a pull request, and Python's `re` takes
exponential time where the two conspire. So `re` only reads a pattern here; it is matched by an automaton that visits
each character once, whatever the pattern repeats or nests. Refused is what no automaton can do: backreferences,
lookaround, atomic groups. Refused alternative: a list of dangerous shapes, which is never complete.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Test = Callable[[str], bool]

LENGTH_LIMIT = 500
"""Characters of a pattern."""
_GROUP_LIMIT = 40
_NODE_LIMIT = 400
"""What a pattern may unfold to: `x{300}` counts 300 times."""
_TRANSITION_LIMIT = 4_000
"""How much of the automaton is ever built. Each transition costs at most `_NODE_LIMIT` steps, once."""
_KNOWN_LIMIT = 20_000
_LITERALS_LIMIT = 32
_WINDOW = 200
_END = ""
"""What comes before a line's first character and after its last, where neighbours are asked for."""
_END_KIND = -1
_MATCHED, _LOST, _UNBUILT = -2, -1, -3
"""What a transition comes to, where it is no state."""


class PatternRefused(Exception):
    """Not a regular expression, or one that is not matched here; the message says why."""


class TooManyStates(Exception):
    """On this text the automaton grows beyond its bound, so nobody knows whether the pattern matches."""


class Hit(NamedTuple):
    """The first match in a line."""

    line: int
    """Counted from 1."""
    start: int
    """In characters of the line, from 0."""
    end: int
    text: str
    """The line, without its ending."""


class _Node(NamedTuple):
    """One state of the automaton: a character, an assertion about a place, or a fork."""

    character: Test | None
    """Which characters lead on to `then`."""
    place: str
    """The name of an assertion, such as `AT_BOUNDARY`, that must hold before `then` is reached."""
    then: tuple[int, ...]


_Seeds = tuple[frozenset[int], str]
"""The nodes that wait for the next character, and what came before: nothing, a word's character or another."""


class LinePattern:
    """A pattern, ready to be matched.

    Args:
        pattern: in the syntax of Python's `re`.

    Raises:
        PatternRefused: it is none, or needs what is refused.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        tree, flags = _parsed(pattern)
        self.literals = _required(tree, flags)
        """Every match holds one of these; empty where nothing is known."""
        self._literal = re.compile("|".join(map(re.escape, self.literals)))
        self._nodes: list[_Node] = [_Node(None, "", ())]
        self._steps = 0
        self._entry = self._chain(tree, flags, 0)
        self._tests = [node.character for node in self._nodes if node.character]
        self._classes: dict[str, int] = {}
        self._signatures: dict[tuple[bool, ...], int] = {}
        self._states: dict[tuple[_Seeds, bool], int] = {}
        self._seeds: list[tuple[_Seeds, bool]] = []
        self._table: list[dict[int, int]] = []
        self._built = 0
        self._floating = self._state((frozenset((self._entry,)), _END), floating=True)

    def hits(self, text: str) -> Iterator[Hit]:
        """The first match in each line of a text that has one.

        Raises:
            TooManyStates: see there.
        """
        for number, line in self._lines(text):
            end = self._end(line, 0, self._floating)
            if end >= 0:
                yield Hit(number, self._start(line, end), end, line)

    def _lines(self, text: str) -> Iterator[tuple[int, str]]:
        """The lines that may match, without their endings, each with its number."""
        if not self.literals:
            for number, line in enumerate(text.split("\n"), start=1):
                yield number, line.removesuffix("\r")
            return
        number = 1
        counted = 0
        found = self._literal.search(text)
        while found:
            start = text.rfind("\n", 0, found.start()) + 1
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            number += text.count("\n", counted, start)
            counted = start
            yield number, text[start:end].removesuffix("\r")
            found = self._literal.search(text, end)

    def _end(self, line: str, index: int, state: int) -> int:
        """Where the shortest match ends when the automaton runs from `index`; -1 where there is none."""
        table, classes = self._table, self._classes
        length = len(line)
        while index < length:
            character = line[index]
            kind = classes.get(character, _END_KIND)
            if kind == _END_KIND:
                kind = self._class(character)
            following = table[state].get(kind, _UNBUILT)
            if following == _UNBUILT:
                following = self._build(state, kind, character)
            if following < 0:
                return index if following == _MATCHED else -1
            state = following
            index += 1
        following = table[state].get(_END_KIND, _UNBUILT)
        if following == _UNBUILT:
            following = self._build(state, _END_KIND, _END)
        return index if following == _MATCHED else -1

    def _start(self, line: str, end: int) -> int:
        """Where the match that ends at `end` begins, as far as a window of characters shows."""
        first = max(0, end - _WINDOW)
        for start in range(first, end + 1):
            before = _kind_of(line[start - 1]) if start else _END
            state = self._state((frozenset((self._entry,)), before), floating=False)
            if self._end(line[: end + 1], start, state) == end:
                return start
        return first

    def _class(self, character: str) -> int:
        """Characters that no node tells apart are one class."""
        if len(self._classes) > _KNOWN_LIMIT:
            self._classes.clear()
        signature = (_is_word(character), *(test(character) for test in self._tests))
        kind = self._signatures.setdefault(signature, len(self._signatures))
        self._classes[character] = kind
        return kind

    def _state(self, seeds: _Seeds, *, floating: bool) -> int:
        key = (seeds, floating)
        state = self._states.get(key)
        if state is None:
            state = self._states[key] = len(self._table)
            self._seeds.append(key)
            self._table.append({})
        return state

    def _build(self, state: int, kind: int, character: str) -> int:
        """Work one transition out and remember it: the next state, or `_MATCHED`, or `_LOST`."""
        self._built += 1
        if self._built > _TRANSITION_LIMIT:
            raise TooManyStates(self.pattern)
        (waiting, before), floating = self._seeds[state]
        reached = self._reached(waiting, before, character)
        if 0 in reached:
            following = _MATCHED
        elif not character:
            following = _LOST
        else:
            nodes = (self._nodes[index] for index in reached)
            next_seeds = {n.then[0] for n in nodes if n.character and n.character(character)}
            if floating:
                next_seeds.add(self._entry)
            seeds = frozenset(next_seeds), _kind_of(character)
            following = self._state(seeds, floating=floating) if next_seeds else _LOST
        self._table[state][kind] = following
        return following

    def _reached(self, waiting: Iterable[int], before: str, after: str) -> set[int]:
        """Every node that can be had without a character from those that wait, between two neighbours."""
        reached: set[int] = set()
        stack = list(waiting)
        while stack:
            index = stack.pop()
            if index in reached:
                continue
            reached.add(index)
            node = self._nodes[index]
            if not node.character and (not node.place or _holds(node.place, before, after)):
                stack += node.then
        return reached

    def _add(self, character: Test | None = None, place: str = "", then: tuple[int, ...] = ()) -> int:
        if len(self._nodes) >= _NODE_LIMIT:
            raise PatternRefused("it unfolds to too much; repeat less")
        self._nodes.append(_Node(character, place, then))
        return len(self._nodes) - 1

    def _chain(self, tree: Any, flags: int, then: int) -> int:  # noqa: ANN401 -- what `re` reads has no types
        """The entry of a sequence that leads on to `then`. Built from its end, so that each node knows the next."""
        for name, argument in reversed([(str(operation), argument) for operation, argument in tree]):
            then = self._piece(name, argument, flags, then)
        return then

    def _piece(self, name: str, argument: Any, flags: int, then: int) -> int:  # noqa: ANN401 -- see `_chain`
        self._steps += 1
        if self._steps > 4 * _NODE_LIMIT:
            raise PatternRefused("it unfolds to too much; repeat less")
        match name:
            case "AT":
                return self._add(place=str(argument), then=(then,))
            case "BRANCH":
                return self._add(then=tuple(self._chain(branch, flags, then) for branch in argument[1]))
            case "SUBPATTERN":
                _, added, removed, tree = argument
                return self._chain(tree, (flags | added) & ~removed, then)
            case "MAX_REPEAT" | "MIN_REPEAT":
                low, high, tree = argument
                return self._repeat((low, high), tree, flags, then)
            case _:
                return self._add(character=_test(name, argument, flags), then=(then,))

    def _repeat(self, bounds: tuple[int, Any], tree: Any, flags: int, then: int) -> int:  # noqa: ANN401 -- see `_chain`
        """`{low,high}`: a loop where there is no upper bound, else so many optional copies; then those required."""
        low, high = bounds
        entry = then
        if str(high) == "MAXREPEAT":
            entry = self._add()
            self._nodes[entry] = _Node(None, "", (self._chain(tree, flags, entry), then))
        else:
            for _ in range(int(high) - low):
                entry = self._add(then=(self._chain(tree, flags, entry), then))
        for _ in range(low):
            self._steps += 1
            entry = self._chain(tree, flags, entry)
            if self._steps > 4 * _NODE_LIMIT:
                raise PatternRefused("it unfolds to too much; repeat less")
        return entry


@lru_cache(maxsize=256)
def compiled(pattern: str) -> LinePattern:
    """The pattern, ready to be matched; see `LinePattern`."""
    return LinePattern(pattern)


def _parsed(pattern: str) -> tuple[Any, int]:
    if len(pattern) > LENGTH_LIMIT:
        raise PatternRefused(f"it has more than {LENGTH_LIMIT} characters")
    if pattern.count("(") > _GROUP_LIMIT:
        raise PatternRefused(f"it has more than {_GROUP_LIMIT} groups")
    try:
        parsed = import_module("re._parser").parse(pattern)
    except re.error as problem:
        raise PatternRefused(f"it is no regular expression: {problem.msg}") from None
    except (OverflowError, RecursionError):
        raise PatternRefused("it is no regular expression that can be read") from None
    return parsed, parsed.state.flags


def _required(tree: Any, flags: int) -> tuple[str, ...]:  # noqa: ANN401 -- what `re` reads has no types
    """Texts of which every match holds one, so that most of a project need not be looked at character by character."""
    found: list[tuple[str, ...]] = []
    run = ""
    for operation, argument in tree:
        name = str(operation)
        if name == "LITERAL" and not flags & re.IGNORECASE:
            run += chr(argument)
            continue
        if name != "AT":
            found.append((run,))
            run = ""
            found.append(_required_by(name, argument, flags))
    found.append((run,))
    best = max(found, key=lambda texts: min(map(len, texts), default=0))
    usable = all(best) and len(best) <= _LITERALS_LIMIT
    return tuple(text[:_LITERALS_LIMIT] for text in best) if usable else ()


def _required_by(name: str, argument: Any, flags: int) -> tuple[str, ...]:  # noqa: ANN401 -- see `_chain`
    """The same for a group, a choice or a repeat."""
    match name:
        case "SUBPATTERN":
            _, added, removed, tree = argument
            return _required(tree, (flags | added) & ~removed)
        case "MAX_REPEAT" | "MIN_REPEAT" if argument[0]:
            return _required(argument[2], flags)
        case "BRANCH":
            branches = [_required(branch, flags) for branch in argument[1]]
            return tuple(text for texts in branches for text in texts) if all(branches) else ()
        case _:
            return ()


def _test(name: str, argument: Any, flags: int) -> Test:  # noqa: ANN401 -- what `re` reads has no types
    """Which single characters an operation takes."""
    if name == "LITERAL" and chr(argument) == "\n":
        raise PatternRefused("a line holds no line break")
    items = [(str(item), value) for item, value in argument] if name == "IN" else [(name, argument)]
    negated = items[0][0] in {"NEGATE", "NOT_LITERAL"}
    tests = [_member(item, value, ascii_only=bool(flags & re.ASCII)) for item, value in items if item != "NEGATE"]
    if flags & re.IGNORECASE:

        def found(character: str) -> bool:
            cases = {character, character.lower(), character.upper(), character.swapcase()}
            return any(test(case) for test in tests for case in cases if len(case) == 1)
    else:

        def found(character: str) -> bool:
            return any(test(character) for test in tests)

    return (lambda character: not found(character)) if negated else found


def _member(name: str, value: Any, *, ascii_only: bool) -> Test:  # noqa: ANN401 -- what `re` reads has no types
    match name:
        case "ANY":
            return lambda _: True
        case "LITERAL" | "NOT_LITERAL":
            return chr(value).__eq__
        case "RANGE":
            first, last = map(chr, value)
            return lambda character: first <= character <= last
        case "CATEGORY":
            return _category(str(value), ascii_only=ascii_only)
        case _:
            refused = _REFUSED.get(name, name.lower().replace("_", " "))
    raise PatternRefused(f"{refused} cannot be matched in bounded time")


def _category(name: str, *, ascii_only: bool) -> Test:
    kind = name.rpartition("_")[2]
    negated = "_NOT_" in name
    member = {"DIGIT": str.isdecimal, "SPACE": str.isspace, "WORD": _is_word}[kind]
    return lambda character: (member(character) and (character.isascii() or not ascii_only)) != negated


_REFUSED = {
    "ASSERT": "lookahead or lookbehind",
    "ASSERT_NOT": "lookahead or lookbehind",
    "GROUPREF": "a backreference",
    "GROUPREF_EXISTS": "a conditional group",
    "ATOMIC_GROUP": "an atomic group",
    "POSSESSIVE_REPEAT": "a possessive repeat",
}


def _is_word(character: str) -> bool:
    return character == "_" or character.isalnum()


def _kind_of(character: str) -> str:
    """What a later assertion needs to know of a character: whether it is a word's."""
    return "a" if _is_word(character) else " "


def _holds(place: str, before: str, after: str) -> bool:
    """Whether an assertion holds between two neighbours; `_END` is the edge of the line."""
    if place in {"AT_BEGINNING", "AT_BEGINNING_STRING", "AT_BEGINNING_LINE"}:
        return before == _END
    if place in {"AT_END", "AT_END_STRING", "AT_END_LINE"}:
        return after == _END
    boundary = bool(before and _is_word(before)) != bool(after and _is_word(after))
    return boundary == (place == "AT_BOUNDARY")
