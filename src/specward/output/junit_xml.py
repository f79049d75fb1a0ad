"""JUnit XML: test suites and their cases, as every CI server reads them.

Source: the schema that Jenkins' xUnit plugin holds files to (`junit-10.xsd`). Times and host names are left out: the
same project gives the same file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from specward.output.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.finding import Location

FAILURE, ERROR, SKIPPED, PASSED = "failure", "error", "skipped", ""
_COUNTED = (("failures", FAILURE), ("errors", ERROR), ("skipped", SKIPPED))


class Case(NamedTuple):
    """A test case as a CI server shows it."""

    name: str
    outcome: str = PASSED
    group: str = ""
    """The class that it belongs to; the suite's name where it is empty."""
    message: str = ""
    kind: str = ""
    """The type of a failure or error."""
    lines: Sequence[str] = ()
    """What else is to be said of it."""
    location: Location | None = None
    """Where it stands; servers know the attributes, Jenkins' schema does not."""


def document(name: str, suites: Iterable[tuple[str, Sequence[Case]]]) -> str:
    """Suites by name as one XML document."""
    root = ET.Element("testsuites", name=name)
    for suite, cases in suites:
        _suite(root, suite, cases)
    for total in ("tests", "failures", "errors", "skipped"):
        count = sum(int(suite.get(total, "0")) for suite in root)
        # The schema has no total of skipped cases; servers have one.
        if count or total != SKIPPED:
            root.set(total, str(count))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, name: str, cases: Sequence[Case]) -> None:
    suite = ET.SubElement(root, "testsuite", name=printable(name), tests=str(len(cases)))
    for total, outcome in _COUNTED:
        suite.set(total, str(sum(case.outcome == outcome for case in cases)))
    for case in cases:
        element = ET.SubElement(suite, "testcase", classname=printable(case.group or name), name=printable(case.name))
        if case.location:
            element.set("file", printable(case.location.path))
            element.set("line", str(case.location.start.line))
        _outcome(element, case)


def _outcome(element: ET.Element, case: Case) -> None:
    lines = "\n".join(printable(line) for line in case.lines)
    if case.outcome:
        child = ET.SubElement(element, case.outcome, message=printable(case.message))
        if case.kind:
            child.set("type", case.kind)
    elif lines:
        child = ET.SubElement(element, "system-out")
    if lines:
        child.text = lines
