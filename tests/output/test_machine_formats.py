from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from specward.check.report import Report, Undetermined
from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.output import github, json_v1
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/report-v1.json").read_text(encoding="utf-8"))
FAULTY = {
    "specs/001-a/spec.md": "# Feature Specification: A\n\n- **FR-001**: It MUST [NEEDS CLARIFICATION: x]\n",
    "specs/001-b/spec.md": "# Feature Specification: B\n",
    "specs/002-c/tasks.md": "---\na: b: c\n---\n\n# Tasks: C\n",
}


def faulty_report() -> Report:
    project = Project(MemorySource(FAULTY))
    report = check(project, Selection(RULES, project.config))
    return report._replace(undetermined=(Undetermined("specs/009-x/spec.md", "permission denied"),))


def test_json_is_valid_against_the_published_schema() -> None:
    value = json.loads(json_v1.render(faulty_report()))
    jsonschema.validate(value, SCHEMA)
    assert value["findings"]
    assert value["undetermined"] == [{"path": "specs/009-x/spec.md", "rule": None, "reason": "permission denied"}]


def test_json_counts_agree_with_its_findings() -> None:
    value = json.loads(json_v1.render(faulty_report()))
    severities = [finding["severity"] for finding in value["findings"]]
    counts = (value["summary"]["errors"], value["summary"]["warnings"], value["summary"]["infos"])
    assert counts == (severities.count("error"), severities.count("warning"), severities.count("info"))
    assert value["summary"]["checked"] == {"spec": 2, "tasks": 1}


def test_json_is_the_same_at_every_run() -> None:
    assert json_v1.render(faulty_report()) == json_v1.render(faulty_report())


def test_github_prints_one_command_a_finding() -> None:
    report = faulty_report()
    lines = github.render(report).splitlines()
    assert len(lines) == len(report.findings) + 1
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_github_names_file_line_and_column() -> None:
    report = faulty_report()
    question = next(finding for finding in report.findings if finding.code == "SPC001")
    line = github.render(report._replace(findings=(question,), undetermined=()))
    assert line.startswith(
        "::warning title=unresolved-clarification [SPC001],file=specs/001-a/spec.md,line=3,col=23,endLine=3,"
    )


def test_github_escapes_what_would_end_a_property_or_a_command() -> None:
    finding = faulty_report().findings[0]
    nasty = finding._replace(
        message="100% of\r\n::error::it",
        help="",
        severity=Severity.ERROR,
        location=finding.location._replace(path="specs/a,b:c/spec.md"),
    )
    text = github.render(Report((nasty,), (), {}, 0, 1))
    assert text.count("\n") == 1
    assert "file=specs/a%2Cb%3Ac/spec.md," in text
    assert "100%25 of" in text
