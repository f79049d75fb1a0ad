"""JUnit reports, of pytest and of everybody else, read as a stream.

There is no standard. What is read here is what these write: pytest (xunit1 and xunit2), surefire and Gradle,
jest-junit, Vitest, Playwright, Mocha, go-junit-report, gotestsum, googletest. Text such as captured output is never
kept. A DOCTYPE is refused, and with it every entity of the file's own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from specward.artifacts import references
from specward.evidence.jsonl import read_steps
from specward.evidence.result import Outcome
from specward.evidence.run import MalformedEvidence

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

SIZE_LIMIT = 512 * 1024 * 1024
RECORD_LIMIT = 1_000_000
_TAG_LIMIT = 8 * 1024 * 1024
_TEXT_LIMIT = 20_000
_CHUNK = 1 << 16

_CHILDREN = {"failure": Outcome.FAILED, "error": Outcome.FAILED, "skipped": Outcome.SKIPPED}
_RERUNS = frozenset({"flakyFailure", "flakyError", "rerunFailure", "rerunError", "rerun"})
"""How surefire and plugins of pytest write an attempt that was made again."""
_STATUS = {
    **dict.fromkeys(("failed", "failure", "error", "errored", "broken"), Outcome.FAILED),
    **dict.fromkeys(("skipped", "notrun", "disabled", "ignored", "pending", "todo"), Outcome.SKIPPED),
}
"""What attributes say where no child does: googletest's `status="notrun"`, `result="skipped"`."""
_VERIFIES = {"spec.verifies": "", "requirement": "", "FullyVerifies": "", "PartiallyVerifies": "?"}
"""Properties that name what a test verifies, with what is put behind the target: `?` where it is a part only."""
_WORSE = (Outcome.FAILED, Outcome.XFAILED, Outcome.SKIPPED, Outcome.PASSED)


class Record(NamedTuple):
    """One `<testcase>` as written."""

    name: str
    classname: str
    file: str
    """Its own attribute, or that of its suite."""
    suite: str
    """The name of its suite."""
    nodeid: str
    """The property `spec.nodeid`; empty where no plugin of this tool took part."""
    outcome: Outcome
    verifies: tuple[str, ...] = ()
    reruns: int = 0
    steps: tuple[tuple[str, str], ...] = ()


def parse(file: BinaryIO, size_limit: int = SIZE_LIMIT) -> list[Record]:
    """Read a report.

    Args:
        file: opened in binary mode; read in small pieces, never as a whole.
        size_limit: how many bytes are read before the file is refused.

    Raises:
        MalformedEvidence: it is no XML, no JUnit report, empty, cut short, too large, or has a DOCTYPE.
    """
    from xml.parsers.expat import ExpatError, ParserCreate

    parser = ParserCreate()
    reading = _Reading(parser)
    read = 0
    try:
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            if read > size_limit:
                raise MalformedEvidence(f"it holds more than {size_limit // (1024 * 1024)} MB")
            parser.Parse(chunk, False)
            if read - parser.CurrentByteIndex > _TAG_LIMIT:
                raise MalformedEvidence(f"line {parser.CurrentLineNumber}: a tag of more than 8 MB")
        parser.Parse(b"", True)
    except ExpatError as error:
        message = str(error).partition(":")[0]
        raise MalformedEvidence(f"line {error.lineno}, column {error.offset + 1}: {message}") from None
    except (ValueError, LookupError) as error:  # an encoding that Python does not know either
        raise MalformedEvidence(f"it cannot be decoded: {error}") from None
    if not reading.records:
        raise MalformedEvidence("it holds no test case, so it tells nothing")
    return reading.records


class _Reading:
    """The report as far as it has been read."""

    def __init__(self, parser: XMLParserType) -> None:
        self.records: list[Record] = []
        self._parser = parser
        self._suites: list[tuple[str, str]] = []
        self._depth = 0
        self._case: _Case | None = None
        self._text: list[str] | None = None
        parser.buffer_text = False
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _place(self) -> str:
        return f"line {self._parser.CurrentLineNumber}"

    def _doctype(self, *_: object) -> None:
        raise MalformedEvidence(f"{self._place()}: a DOCTYPE is not accepted")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if not self._depth and name not in {"testsuites", "testsuite"}:
            raise MalformedEvidence(f"{self._place()}: no JUnit report, its first element is <{name[:60]}>")
        self._depth += 1
        if name == "testsuite":
            above = self._suites[-1][1] if self._suites else ""
            self._suites.append((attributes.get("name", ""), attributes.get("file", "") or above))
        elif name == "testcase":
            self._case = _Case(attributes)
        elif self._case is not None:
            self._inside(name, attributes, self._case)

    def _inside(self, name: str, attributes: dict[str, str], case: _Case) -> None:
        if name in _CHILDREN:
            xfail = name == "skipped" and attributes.get("type") == "pytest.xfail"
            case.outcomes.append(Outcome.XFAILED if xfail else _CHILDREN[name])
        elif name in _RERUNS:
            case.reruns += 1
        elif name == "property":
            key, value = attributes.get("name", ""), attributes.get("value")
            if value is None:
                case.pending, self._text = key, []
            else:
                case.take(key, value, self._parser.CurrentLineNumber)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        self._depth -= 1
        if name == "testsuite" and self._suites:
            self._suites.pop()
        elif self._case is not None and name == "property" and self._text is not None:
            self._case.take(self._case.pending, "".join(self._text), self._parser.CurrentLineNumber)
            self._text = None
        elif self._case is not None and name == "testcase":
            if len(self.records) >= RECORD_LIMIT:
                raise MalformedEvidence(f"{self._place()}: more than {RECORD_LIMIT:,} tests")
            self.records.append(self._case.record(*(self._suites[-1] if self._suites else ("", ""))))
            self._case = None

    def _characters(self, text: str) -> None:
        if self._text is not None and len(self._text) < _TEXT_LIMIT:
            self._text.append(text[:_TEXT_LIMIT])


class _Case:
    """One `<testcase>` as far as it has been read."""

    __slots__ = ("_attributes", "_nodeid", "_steps", "_verifies", "outcomes", "pending", "reruns")

    def __init__(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._nodeid = ""
        self._steps: tuple[tuple[str, str], ...] = ()
        self._verifies: dict[str, None] = {}
        self.outcomes: list[Outcome] = []
        self.pending = ""
        """The property whose value stands in its text, which is being read."""
        self.reruns = 0

    def take(self, name: str, value: str, line: int) -> None:
        """Read one property."""
        if name == "spec.nodeid":
            self._nodeid = value
        elif name == "spec.steps":
            self._steps = _steps(value, line)
        elif name in _VERIFIES:
            partial = _VERIFIES[name]
            self._verifies.update(dict.fromkeys(word + partial for word in re.split(r"[\s,;]+", value) if word))

    def record(self, suite: str, suite_file: str) -> Record:
        """All of it, once it is closed."""
        attributes = self._attributes
        name = attributes.get("name", "")
        said = (_STATUS.get(attributes.get(key, "").lower()) for key in ("status", "result"))
        outcomes = [*self.outcomes, *(outcome for outcome in said if outcome)] or [Outcome.PASSED]
        titled = () if self._nodeid else title_tags(name)
        return Record(
            name=name,
            classname=attributes.get("classname", ""),
            file=attributes.get("file", "") or suite_file,
            suite=suite,
            nodeid=self._nodeid,
            outcome=min(outcomes, key=_WORSE.index),
            verifies=tuple(dict.fromkeys((*self._verifies, *titled))),
            reruns=self.reruns,
            steps=self._steps,
        )


def title_tags(title: str) -> tuple[str, ...]:
    """What a title says in brackets that the test verifies: `starts a session [001-login/AC-002]`.

    Brackets right behind a word are parameters: `test_export[FR-003]`. Go writes blanks as underscores.
    """
    return tuple(match[1] for match in _tag().finditer(title))


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\s\]_])\[((?:[^\s\[\]/]{{1,100}}/){{0,3}}(?:{references.ID}|US\d{{1,3}}\.\d{{1,3}}))\]", re.ASCII
    )


def _steps(value: str, line: int) -> tuple[tuple[str, str], ...]:
    import json

    try:
        return read_steps(json.loads(value), line)
    except (ValueError, RecursionError):
        raise MalformedEvidence(f"line {line}: the property `spec.steps` holds no JSON") from None
