from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from specward.check.fix_places import FixPlaces
from specward.check.identity import fingerprints
from specward.check.report import Report, Undetermined
from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.markdown.document import Document
from specward.output import github, json_v1
from specward.output.view import View
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

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


def test_json_identifies_every_finding(full: Report, view: View) -> None:
    value = json.loads(json_v1.render(full, view))
    jsonschema.validate(value, SCHEMA)
    assert [finding["fingerprint"] for finding in value["findings"]] == fingerprints(full.findings)


def test_json_says_a_fix_by_lines_and_columns(full: Report, view: View) -> None:
    value = json.loads(json_v1.render(full, view))
    assert value["summary"]["fixable"] == {"safe": 2, "unsafe": 1}
    assert value["findings"][2]["fix"] == {
        "title": "put a blank in the box",
        "safe": True,
        "edits": [
            {
                "path": "specs/002-out/tasks.md",
                "start": {"line": 3, "column": 3},
                "end": {"line": 3, "column": 9},
                "text": "[ ] T001\r\n  more",
            }
        ],
        "renames": [],
    }
    assert value["findings"][1]["fix"] == {
        "title": "rename it",
        "safe": True,
        "edits": [],
        "renames": [{"path": "specs/002-out", "to": "specs/002-sign-out"}],
    }


def test_json_leaves_a_fix_out_where_its_place_is_not_known(full: Report) -> None:
    value = json.loads(json_v1.render(full))
    jsonschema.validate(value, SCHEMA)
    assert value["findings"][0]["fix"] is None


def test_json_keeps_every_character_and_lets_none_act(full: Report, view: View) -> None:
    words = "\x1b[31m<b>&\u202e\U000e0001\ud800 漢字"
    finding = full.findings[0]._replace(message=words)
    text = json_v1.render(full._replace(findings=(finding,)), view)
    assert r"\u001b[31m\u003cb\u003e\u0026\u202e\udb40\udc01\ud800 漢字" in text
    assert json.loads(text)["findings"][0]["message"] == words


def test_json_with_more_kinds_of_signs_than_one_looks_for(full: Report, view: View) -> None:
    words = "".join(map(chr, range(0x80, 0x9F))) + "".join(map(chr, range(0x2000, 0x2010)))
    text = json_v1.render(full._replace(findings=(full.findings[0]._replace(message=words),)), view)
    assert r"\u0080" in text
    assert json.loads(text)["findings"][0]["message"] == words


def test_a_document_that_cannot_be_read_leaves_its_fix_out(full: Report) -> None:
    def unreadable(path: str) -> Document | None:
        raise UnreadableFile(path, "permission denied")

    value = json.loads(json_v1.render(full, View(places=FixPlaces(unreadable))))
    assert value["findings"][0]["fix"] is None


def test_a_document_that_is_no_utf_8_leaves_its_fix_out(full: Report) -> None:
    value = json.loads(
        json_v1.render(full, View(places=FixPlaces(lambda path: Document.from_bytes(path, b"\xe9" * 200))))
    )
    assert value["findings"][2]["fix"] is None


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


def test_github_names_the_file_and_the_rule_of_what_could_not_be_decided(full: Report) -> None:
    assert github.render(full).splitlines()[3:] == [
        "::error title=undetermined::rule story-without-criterion crashed: KeyError: 'x'",
        "::error title=undetermined,file=specs/003-x/spec.md::permission denied",
    ]
