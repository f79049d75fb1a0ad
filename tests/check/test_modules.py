"""Python files as units of a check: what is asked of them, what their comments silence, and what nobody pays for."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import specward
from specward.check.parts import Checker
from specward.check.run import check
from specward.check.select import Selection
from specward.check.sharing import check_each
from specward.finding import Location, Severity
from specward.output import json_v1, text
from specward.packs.fastapi.source.outlines import outlines
from specward.project import Project
from specward.rule import Fault, Need, Rule, Scope
from specward.rules import RULES, rules_for
from specward.rules.catalogue import RULES as CORE
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.check.report import Report
    from specward.packs.fastapi.source.module import Module

CONFIGURATION = ".specify/specward.yml"
MAIN = "app/main.py"
SPEC = "specs/001-login/spec.md"


def calls_eval(module: Module, _: Project) -> Iterator[Fault]:
    for call in module.calls:
        if call.name == "eval":
            yield Fault(module.place(call.node), "code is made of words")


def counts_files(project: Project, _: Project) -> Iterator[Fault]:
    for path in outlines(project):
        yield Fault(Location(path), "there is a file")


EVAL = Rule("FA998", Severity.WARNING, Scope.MODULE, "x.eval_called", needs=Need.FASTAPI, function=calls_eval)
FILES = Rule("FA999", Severity.INFO, Scope.PROJECT, "x.file_there", needs=Need.FASTAPI, function=counts_files)
CATALOGUE = (*CORE, EVAL, FILES)


def project_of(files: dict[str, str], *, packs: str = "[fastapi]", touched: set[str] | None = None) -> Project:
    return Project(MemorySource({CONFIGURATION: f"packs: {packs}\n", **files}), touched=touched)


def report_on(files: dict[str, str], select: Sequence[str] = ("FA998", "PRJ006"), **how: object) -> Report:
    project = project_of(files, **how)  # type: ignore[arg-type]  # as they are
    return check(project, Selection(CATALOGUE, project.config, select=select))


def told(report: Report) -> list[tuple[str, str, int]]:
    return [(one.code, one.location.path, one.location.start.line) for one in report.findings]


@pytest.mark.verifies("006-the-five-agents/AC-017", partial=True)
def test_a_rule_over_modules_is_asked_about_each_python_file() -> None:
    report = report_on({MAIN: "x = 1\neval('1')\n", "app/other.py": "eval('2')\n", "tests/test_main.py": "eval('3')\n"})
    assert told(report) == [("FA998", MAIN, 2), ("FA998", "app/other.py", 1)]
    assert report.findings[0].location.excerpt == "eval('1')"
    assert report.modules == 2


def test_without_the_pack_no_file_is_read() -> None:
    report = report_on({MAIN: "eval('1')\n"}, packs="[]")
    assert (report.findings, report.modules) == ((), 0)


def test_no_file_is_read_where_no_rule_of_the_pack_is_asked_for() -> None:
    assert report_on({MAIN: "eval('1')\n"}, ["SPC"]).modules == 0


def test_of_a_commit_under_way_only_what_it_touches_is_read() -> None:
    report = report_on({MAIN: "eval('1')\n", "app/other.py": "eval('2')\n"}, touched={"app/other.py"})
    assert told(report) == [("FA998", "app/other.py", 1)]


def test_only_files_that_are_asked_about_are_read() -> None:
    project = project_of({MAIN: "eval('1')\n", "app/other.py": "eval('2')\n"})
    report = check(project, Selection(CATALOGUE, project.config, select=["FA998"]), only={MAIN, "README.md"})
    assert told(report) == [("FA998", MAIN, 1)]


def test_a_file_that_cannot_be_read_is_undetermined_and_the_others_are_checked() -> None:
    class Refusing(MemorySource):
        def read(self, path: str) -> bytes | None:
            if path == MAIN:
                raise UnreadableFile(path, "it is somebody else's")
            return super().read(path)

    project = Project(Refusing({CONFIGURATION: "packs: [fastapi]\n", MAIN: "", "app/other.py": "eval('2')\n"}))
    report = check(project, Selection(CATALOGUE, project.config, select=["FA"]))
    assert [(item.path, item.reason) for item in report.undetermined] == [(MAIN, "it is somebody else's")]
    assert told(report) == [("FA999", "app/other.py", 1), ("FA998", "app/other.py", 1)]


def test_a_file_that_is_no_python_is_a_finding_where_it_breaks() -> None:
    report = check(
        project := project_of({MAIN: "x = 1\ndef f(:\n"}), Selection(RULES, project.config, select=["FA002"])
    )
    assert told(report) == [("FA002", MAIN, 2)]
    assert report.exit_code() == 1


class TestSuppressions:
    @pytest.mark.parametrize(
        "source",
        [
            "eval('1')  # spec: ignore FA998 -- trusted\n",
            "eval('1')  # noqa: S307  # spec: ignore eval-called, FA101 -- trusted\n",
            "# spec: ignore FA998 -- trusted\neval('1')\n",
            "# spec: ignore FA998 -- trusted\n\n# and why\neval('1')\n",
            "x = 1\n# spec: ignore-file FA998 -- trusted\nif x:\n    eval('1')\n",
            "if x:\n    # spec: ignore FA998 -- trusted\n    eval(\n        '1')\n",
        ],
    )
    def test_a_comment_silences_its_line_or_the_next_one(self, source: str) -> None:
        report = report_on({MAIN: source}, ["FA998"])
        assert (report.findings, report.suppressed) == ((), 1)

    @pytest.mark.parametrize(
        "source",
        [
            "# spec: ignore FA998 -- trusted\nx = 1\neval('1')\n",
            "x = 1  # spec: ignore FA998 -- trusted\neval('1')\n",
            "eval('# spec: ignore FA998 -- trusted')\n",
            "'''\n# spec: ignore FA998 -- trusted\n'''; eval('1')\n",
            "eval('1')  # spec: ignore FA997 -- trusted\n",
            "eval('1')  # spec: ignore FA998\n",
        ],
    )
    def test_another_line_a_string_another_rule_or_no_reason_silences_nothing(self, source: str) -> None:
        report = report_on({MAIN: source}, ["FA998"])
        assert ([one.code for one in report.findings], report.suppressed) == (["FA998"], 0)

    def test_a_finding_of_a_rule_over_the_whole_project_is_silenced_too(self) -> None:
        report = report_on({MAIN: "# spec: ignore FA999 -- it has to be there\n"}, ["FA999"])
        assert (report.findings, report.suppressed) == ((), 1)

    def test_one_that_silences_nothing_is_reported_where_it_stands(self) -> None:
        project = project_of({MAIN: "x = 1\n\nx = 2  # spec: ignore FA002 -- once\n"})
        (finding,) = check(project, Selection.of(project, RULES, select=["FA", "PRJ006"], ignore=["FA001"])).findings
        assert (finding.code, finding.location.start, finding.location.end) == ("PRJ006", (3, 8), (3, 36))
        assert finding.message == "nothing is found here that this silences"
        assert finding.fix is None

    def test_one_without_a_reason_is_told_how_one_is_given_here(self) -> None:
        project = project_of({MAIN: "x = 1  # spec: ignore FA002\n"})
        (finding,) = check(project, Selection.of(project, RULES, select=["FA002", "PRJ006"])).findings
        assert finding.help == "add the reason: # spec: ignore RULE -- why"

    def test_at_a_commit_one_of_a_rule_that_looks_further_may_be_needed(self) -> None:
        source = "x = 1  # spec: ignore FA153 -- answered elsewhere\ny = 2  # spec: ignore FA002 -- once\n"
        project = project_of({MAIN: source}, touched={MAIN})
        report = check(project, Selection.of(project, RULES, select=["FA", "PRJ006"]))
        assert told(report) == [("PRJ006", MAIN, 2)]

    def test_while_the_interface_is_not_known_one_of_a_rule_on_it_may_be_needed(self) -> None:
        project = project_of({MAIN: "from fastapi import FastAPI\napp = FastAPI()  # spec: ignore FA201 -- a title\n"})
        report = check(project, Selection.of(project, RULES, select=["FA0", "FA201", "PRJ006"]))
        assert report.undetermined
        assert report.findings == ()

    def test_a_broken_file_may_be_left_out_by_a_comment_above_the_break(self) -> None:
        project = project_of({MAIN: "# spec: ignore-file FA002 -- a template\ndef f(:\n"})
        report = check(project, Selection(RULES, project.config, select=["FA002"]))
        assert (report.findings, report.suppressed) == ((), 1)


def test_the_report_says_how_many_files_were_checked() -> None:
    report = report_on({MAIN: "eval('1')\n", "app/other.py": "", SPEC: "# Spec\n"})
    assert text.render(report).endswith("1 warning in 1 of 2 Python files\n")
    assert json.loads(json_v1.render(report))["summary"]["checked"] == {"module": 2, "spec": 1}
    clean = report_on({"app/other.py": "", SPEC: "# Spec\n"})
    assert text.render(clean).endswith("no findings in 1 document and 1 Python file\n")


@pytest.mark.parametrize("processes", [1, 3])
def test_rules_over_the_whole_project_parse_nothing_again(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"app/m{number}.py": f"eval('{number}')\n" for number in range(9)}
    project = project_of({**files, SPEC: "# Spec\n"})
    selection = Selection(CATALOGUE, project.config, select=["FA998", "FA999"])
    checker = Checker(project, selection)
    units = [*checker.features(), *checker.modules(), *checker.wide_rules()]
    parse = "specward.packs.fastapi.source.outlines.read_module"
    monkeypatch.setattr(parse, partial(pytest.fail, "it is parsed again"))
    checked = check_each(project, selection, units, processes=processes)
    assert [one.unit for one in checked] == units
    assert not any(one.part.undetermined for one in checked)
    findings = [finding.code for one in checked for finding in one.part.findings]
    assert findings == ["FA998"] * 9 + ["FA999"] * 9


class TestCatalogue:
    def test_a_project_without_a_pack_does_not_know_the_rules_of_one(self) -> None:
        assert rules_for(project_of({}, packs="[]")) == CORE
        assert rules_for(project_of({})) == RULES

    def test_a_name_of_such_a_rule_is_known_all_the_same(self) -> None:
        project = Project(MemorySource({CONFIGURATION: "rules:\n  severity:\n    FA002: info\n"}))
        assert Selection.of(project, rules_for(project)).rules

    def test_a_principle_may_name_one(self) -> None:
        constitution = "# Constitution\n\n### I. Read\n\n```yaml enforcement\n- rule: FA002\n```\n"
        project = Project(MemorySource({".specify/memory/constitution.md": constitution}))
        assert rules_for(project) == RULES


@pytest.mark.verifies("006-the-five-agents/AC-025", partial=True)
def test_nothing_of_a_pack_is_imported_without_it(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app/main.py").write_text("eval('1')\n", encoding="utf-8")
    (tmp_path / "specs/001-login").mkdir(parents=True)
    (tmp_path / SPEC).write_text("# Spec\n", encoding="utf-8")
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "from specward.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*(name for name in sys.modules if '.packs' in name or 'fastapi' in name), file=sys.stderr)\n"
    )
    source = str(Path(specward.__file__).parents[1])
    command = [sys.executable, "-c", code, source, "check"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("no findings in 1 document")
    assert done.stderr.strip() == ""
