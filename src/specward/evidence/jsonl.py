"""Evidence as this tool writes it: a JSON header on the first line, then one line a result.

The header says on which tree the tests ran, whether that tree changed meanwhile, and how many lines follow, so that a
file that was cut short is known as one. Its first key is the version of the form:

    {"specward": 1, "tree": {"src/": "9f…"}, "results": 1, "runner": "pytest 9.0", "python": "3.13.1"}
    {"test": "tests/test_login.py::test_wrong_device", "outcome": "passed", "verifies": ["001-login/AC-002"]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward.evidence.result import Outcome, Result
from specward.evidence.run import MalformedEvidence, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VERSION = 1


def parse(data: bytes) -> Run:
    """Read a file of this form.

    Raises:
        MalformedEvidence: it is not of this form, of a newer version, or cut short.
    """
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise MalformedEvidence(f"byte {error.start}: not UTF-8") from None
    header = _object(lines[0], 1)
    version = header.get("specward")
    if isinstance(version, int) and version > VERSION:
        raise MalformedEvidence(f"it is of version {version}; this program knows version {VERSION}: update it")
    if version != VERSION:
        raise MalformedEvidence('line 1: no header {"specward": 1, …}')
    results = tuple(_results(lines))
    expected = header.get("results", len(results))
    if expected != len(results):
        raise MalformedEvidence(f"it was cut short: {len(results)} of {expected} results are there")
    return Run(results, _tree(header), _words(header.get("changed", []), 1))


def render(results: Iterable[Result], tree: Mapping[str, str], facts: Mapping[str, object]) -> str:
    """A file of this form.

    Args:
        results: in any order; they are written sorted.
        tree: what the tests ran on.
        facts: more for the header: `changed`, `runner`, `python`.
    """
    import json

    lines = [json.dumps(_entry(result)) for result in sorted(results)]
    header = {"specward": VERSION, "tree": dict(tree), "results": len(lines), **facts}
    return "\n".join([json.dumps(header), *lines]) + "\n"


def merged(old: Run, new: Iterable[Result]) -> list[Result]:
    """The results of a run together with those of an earlier one on the same tree.

    The later run decides about whatever it ran. What it only collected and left out keeps the earlier result.
    """
    new = list(new)
    ran = {(result.test, result.parameters) for result in new if result.outcome is not Outcome.DESELECTED}
    kept = {(result.test, result.parameters): result for result in old.results}
    left_out = [result for result in new if result.outcome is Outcome.DESELECTED]
    return [
        *(result for key, result in kept.items() if key not in ran),
        *(result for result in new if result.outcome is not Outcome.DESELECTED),
        *(result for result in left_out if (result.test, result.parameters) not in kept),
    ]


def _entry(result: Result) -> dict[str, object]:
    optional = {
        "parameters": result.parameters,
        "verifies": list(result.verifies),
        "reruns": result.reruns,
        "steps": [list(step) for step in result.steps],
    }
    return {"test": result.test, "outcome": result.outcome} | {key: value for key, value in optional.items() if value}


def _results(lines: list[str]) -> Iterator[Result]:
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            yield _result(_object(line, number), number)


def _result(entry: dict[str, Any], number: int) -> Result:
    test, parameters, reruns = entry.get("test"), entry.get("parameters", ""), entry.get("reruns", 0)
    if not isinstance(test, str) or not test or not isinstance(parameters, str) or not isinstance(reruns, int):
        raise MalformedEvidence(f"line {number}: `test` and `parameters` must be texts, `reruns` a number")
    try:
        outcome = Outcome(str(entry.get("outcome")))
    except ValueError:
        raise MalformedEvidence(f"line {number}: the outcome is none of {', '.join(Outcome)}") from None
    verifies = _words(entry.get("verifies", []), number)
    return Result(test, parameters, outcome, verifies, reruns, read_steps(entry.get("steps", []), number))


def read_steps(value: object, number: int) -> tuple[tuple[str, str], ...]:
    """Recorded steps from their JSON: a list of `[clause, text]`.

    Raises:
        MalformedEvidence: it is something else.
    """
    pairs: list[Any] = value if isinstance(value, list) else [value]
    if not all(isinstance(pair, list) and [type(one) for one in pair] == [str, str] for pair in pairs):
        raise MalformedEvidence(f"line {number}: `steps` must be a list of [clause, text]")
    return tuple((clause, text) for clause, text in pairs)


def _tree(header: Mapping[str, Any]) -> Mapping[str, str] | None:
    tree = header.get("tree")
    if tree is None:
        return None
    if not isinstance(tree, dict) or not all(isinstance(digest, str) for digest in tree.values()):
        raise MalformedEvidence("line 1: `tree` must map files and folders to digests")
    return tree


def _words(value: object, number: int) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise MalformedEvidence(f"line {number}: a list of texts is expected")
    return tuple(value)


def _object(line: str, number: int) -> dict[str, Any]:
    import json

    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise MalformedEvidence(f"line {number}: no JSON object")
    return value
