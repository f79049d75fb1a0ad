"""A verification as JUnit XML, so that a CI server shows criteria where it shows tests.

A feature is a test suite and each question that is asked of it a test case; principles are a suite of their own. What
could not be decided is an `<error>`, what does not hold a `<failure>`, what nobody asks for `<skipped>`. Times and host
names are left out: the same project gives the same file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from specward.finding import Severity
from specward.output.text import printable
from specward.verify.verification import Row, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.finding import Finding
    from specward.verify.verification import Verification

_CHILDREN = {Verdict.FAILS: "failure", Verdict.OPEN: "failure", Verdict.UNKNOWN: "error", Verdict.LEFT: "skipped"}
_NO_CRITERION = Row("criteria", "it has acceptance criteria", Verdict.OPEN, "the feature has no acceptance criterion")


def render(verification: Verification) -> str:
    """The verification as one XML document."""
    root = ET.Element("testsuites", name="spec verify")
    for feature in verification.features:
        rows = [*(() if feature.criteria else (_NO_CRITERION,)), *feature.rows]
        _suite(root, feature.name, [*rows, *_of_findings(feature.findings)])
    if verification.principles:
        _suite(root, "constitution", verification.principles)
    rest = [*_of_findings(verification.findings), *_of_undetermined(verification)]
    if rest:
        _suite(root, "project", rest)
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, name: str, rows: Sequence[Row]) -> None:
    suite = ET.SubElement(root, "testsuite", name=printable(name), tests=str(len(rows)))
    for row in rows:
        case = ET.SubElement(suite, "testcase", classname=printable(name), name=printable(f"{row.id} {row.text}"))
        if row.location:
            case.set("file", printable(row.location.path))
            case.set("line", str(row.location.start.line))
        tag = _CHILDREN.get(row.verdict, "") if row.required else "skipped" * (row.verdict is not Verdict.HOLDS)
        if tag:
            _child(case, tag, row)
    for name_, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name_, str(len(suite.findall(f"testcase/{tag}"))))


def _child(case: ET.Element, tag: str, row: Row) -> None:
    child = ET.SubElement(case, tag, message=printable(row.detail or row.verdict.value))
    if tag != "skipped":
        child.set("type", row.verdict.value)
    if row.proofs:
        child.text = "\n".join(printable(f"{proof.case.id}: {proof.detail}") for proof in row.proofs)


def _of_findings(findings: Iterable[Finding]) -> list[Row]:
    """Errors as rows that fail; warnings keep nothing from being accepted, and are left out."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    return [Row(one.code, one.rule, Verdict.FAILS, one.message, one.location) for one in errors]


def _of_undetermined(verification: Verification) -> list[Row]:
    return [
        Row("undetermined", item.path or "project", Verdict.UNKNOWN, item.reason) for item in verification.undetermined
    ]
