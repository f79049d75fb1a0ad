"""What ruff found in a back end, told under the rules of the pack; first what is not told."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.packs.fastapi.backend import Backend

from specward.check.manual import run_example
from specward.finding import Severity
from specward.packs.fastapi.probing.probe_file import PATH, written
from specward.packs.fastapi.probing.probed import RuffFinding
from specward.packs.fastapi.probing.ruff import RULES as ASKED_OF_RUFF
from specward.packs.fastapi.probing.ruff_settings import Settings, settings_for
from specward.project import Project
from specward.rules import RULES
from specward.rules.fastapi.blocking_call_in_async import check as blocking_call_in_async
from specward.rules.fastapi.blocking_call_seen_by_ruff import check as blocking_call_seen_by_ruff
from specward.rules.fastapi.depends_not_annotated import check as depends_not_annotated
from specward.rules.fastapi.insecure_code import check as insecure_code
from specward.rules.fastapi.other_ruff_finding import check as other_ruff_finding
from specward.rules.fastapi.redundant_route_parameter import check as redundant_route_parameter
from specward.rules.fastapi.ruff_not_run import check as ruff_not_run
from specward.rules.fastapi.silent_except import check as silent_except
from specward.rules.fastapi.swallowed_exception import check as swallowed_exception
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from pathlib import Path

    from specward.finding import Finding
    from specward.rule import Rule

TELLING = (
    redundant_route_parameter,
    blocking_call_seen_by_ruff,
    depends_not_annotated,
    insecure_code,
    other_ruff_finding,
)
FILE = "app/main.py"
TEXT = """import time

import requests


async def read():
    with open("terms.txt") as file:
        time.sleep(1)
        return file.read()
"""


def of_ruff(code: str, line: int, file: str = FILE) -> RuffFinding:
    return RuffFinding(file, line, 5, line, 10, code, f"What {code} says.")


def backend(*found: RuffFinding, text: str = TEXT, profile: str = "seed", **files: str) -> dict[str, str]:
    """The files of a back end that was probed as it is; further files by their names, a dot as `_dot_`."""
    probed = {
        "schema": "specward/fastapi-probe/v1",
        "digests": {FILE: sha256(text.encode()).hexdigest()},
        "ruff": [one._asdict() for one in found],
    }
    return {
        ".specify/specward.yml": f"packs: [fastapi]\nfastapi:\n  profile: {profile}\n",
        FILE: text,
        PATH: json.dumps(probed),
        **{name.replace("_dot_", "."): content for name, content in files.items()},
    }


def told(rule: Rule, files: dict[str, str]) -> list[Finding]:
    """The findings of one rule, which need not be in the catalogue yet."""
    report = run_example(rule, files, [*(one for one in RULES if one.code != rule.code), rule])
    assert not report.undetermined
    return list(report.findings)


def told_by_any(files: dict[str, str]) -> list[str]:
    return [f"{found.code}:{found.location.start.line}" for rule in TELLING for found in told(rule, files)]


@pytest.mark.verifies("006-the-five-agents/AC-021")
def test_without_a_probe_nothing_is_told_not_even_that_ruff_was_not_run() -> None:
    files = backend(of_ruff("S113", 3))
    del files[PATH]
    assert told_by_any(files) == []
    assert told(ruff_not_run, files) == []


def test_of_a_file_that_has_changed_since_nothing_is_told() -> None:
    files = backend(of_ruff("S113", 3))
    assert told_by_any(files) == ["FA172:3"]
    assert told_by_any({**files, FILE: f"\n{TEXT}"}) == []


def test_of_a_file_that_is_none_of_the_back_end_nothing_is_told() -> None:
    assert told_by_any(backend(of_ruff("S113", 1, "other.py"), of_ruff("S113", 1, "../x.py"))) == []


def test_a_line_that_is_not_there_is_not_told() -> None:
    assert told_by_any(backend(of_ruff("S113", 1000))) == []


@pytest.mark.verifies("006-the-five-agents/AC-021")
@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("ruff_dot_toml", '[lint]\nignore = ["S113"]\n'),
        ("ruff_dot_toml", 'extend-ignore = ["S"]\n'),
        ("_dot_ruff_dot_toml", '[lint]\nselect = ["ALL"]\nignore = ["S1"]\n'),
        ("pyproject_dot_toml", '[tool.ruff.lint]\nextend-ignore = ["S113"]\n'),
    ],
)
def test_what_the_project_ignores_is_not_told(name: str, settings: str) -> None:
    assert told_by_any(backend(of_ruff("S113", 3), **{name: settings})) == []


@pytest.mark.parametrize(
    "settings", ["[lint]\nselect = ['S113']\nignore = ['S']\n", "[lint]\nignore = ['S608']\n", "no toml", "lint = 3\n"]
)
def test_what_other_settings_say_does_not_matter(settings: str) -> None:
    assert told_by_any(backend(of_ruff("S113", 3), ruff_dot_toml=settings)) == ["FA172:3"]


def test_the_nearest_settings_count_and_what_they_extend() -> None:
    source = MemorySource(
        {
            "ruff.toml": '[lint]\nselect = ["ANN"]\nignore = ["S113"]\n',
            "app/ruff.toml": 'extend = "../ruff.toml"\n[lint]\nextend-select = ["G"]\n',
            "lib/pyproject.toml": "[project]\nname = 'x'\n",
            "own/pyproject.toml": "[tool.ruff]\nline-length = 100\n",
            "odd/ruff.toml": 'extend = "/etc/ruff.toml"\n',
        }
    )
    project = Project(source)
    assert settings_for(project, "main.py") == Settings(("ANN",), ("S113",))
    assert settings_for(project, "app/api/a.py") == Settings(("ANN", "G"), ("S113",))
    assert settings_for(project, "lib/a.py") == Settings(("ANN",), ("S113",))
    assert settings_for(project, "own/a.py") == Settings()
    assert settings_for(project, "odd/a.py") == Settings()


@given(st.text(max_size=60), st.sampled_from(["ruff.toml", "pyproject.toml"]))
def test_settings_of_any_text_do_no_harm(text: str, name: str) -> None:
    project = Project(MemorySource({name: text, "app/ruff.toml": f'extend = "../{name}"\n'}))
    assert isinstance(settings_for(project, "app/a.py").ignores("S113"), bool)


@pytest.mark.verifies("006-the-five-agents/AC-021")
def test_each_code_is_told_by_one_rule_with_its_name_in_the_message() -> None:
    codes = {
        "FA106": ["FAST001", "FAST003"],
        "FA113": ["ASYNC230", "ASYNC240"],
        "FA141": ["FAST002"],
        "FA172": ["S105", "S106", "S107", "S113", "S307", "S324", "S501", "S602", "S608"],
    }
    for told_as, some in codes.items():
        for code in some:
            files = backend(of_ruff(code, 7))
            (finding,) = [found for rule in TELLING for found in told(rule, files)]
            assert finding.code == told_as
            assert finding.message.endswith(f"({code})")
    asked = [code for some in codes.values() for code in some]
    assert all(any(code.startswith(one) for code in asked) for one in ASKED_OF_RUFF.split(",")[:-3])


def test_what_ruff_is_sure_of_warns_and_the_rest_informs() -> None:
    found = told(insecure_code, backend(of_ruff("S113", 8), of_ruff("S608", 9), profile="core"))
    assert [one.severity for one in found] == [Severity.WARNING, Severity.INFO]


@pytest.mark.parametrize(
    ("text", "files", "severity"),
    [
        ("import requests\nrates = requests.get('a')\n", {}, Severity.INFO),
        ("import requests\ndef f():\n    requests.get('a')\nif __name__ == '__main__':\n    f()\n", {}, Severity.INFO),
        (
            "import requests\nrates = requests.get('a')\n",
            {"app/api_dot_py": "from fastapi import FastAPI\nfrom app.main import rates\napp = FastAPI()\n"},
            Severity.WARNING,
        ),
        ("import requests\ndef f():\n    requests.get('a')\n", {}, Severity.WARNING),
    ],
)
def test_what_a_script_asks_for_without_a_limit_keeps_nobody_waiting(
    text: str, files: dict[str, str], severity: Severity
) -> None:
    line = next(number for number, one in enumerate(text.split("\n"), 1) if "requests.get" in one)
    (found,) = told(insecure_code, backend(of_ruff("S113", line), text=text, profile="core", **files))
    assert found.severity is severity


def test_what_looks_like_a_password_is_told_only_where_much_is_asked() -> None:
    assert told(insecure_code, backend(of_ruff("S105", 1), profile="core")) == []
    assert len(told(insecure_code, backend(of_ruff("S105", 1)))) == 1


def test_a_blocking_call_is_told_once() -> None:
    files = backend(of_ruff("ASYNC230", 7), of_ruff("ASYNC251", 8))
    assert [found.location.start.line for found in told(blocking_call_in_async, files)] == [8]
    assert [found.location.start.line for found in told(blocking_call_seen_by_ruff, files)] == [7]


@pytest.mark.parametrize(
    ("body", "rule"), [("pass", swallowed_exception), ("return 1", silent_except), ("log(error)", None)]
)
def test_a_blind_except_is_told_once(body: str, rule: Rule | None) -> None:
    sent = "        send(1)\n        send(2)\n        send(3)\n"
    text = f"def f(send, log):\n    try:\n{sent}    except Exception as error:\n        {body}\n"
    files = backend(of_ruff("BLE001", 6), text=text, ruff_dot_toml='[lint]\nselect = ["BLE"]\n')
    of_ours = [found for one in (swallowed_exception, silent_except) for found in told(one, files)]
    assert [found.code for found in of_ours] == ([rule.code] if rule else [])
    assert len(told(other_ruff_finding, files)) == (0 if rule else 1)


@pytest.mark.parametrize("code", ["ANN001", "D103", "N802", "BLE001", "G004", "ASYNC109"])
def test_other_findings_are_told_where_the_project_selects_them(code: str) -> None:
    assert told(other_ruff_finding, backend(of_ruff(code, 1))) == []
    (finding,) = told(other_ruff_finding, backend(of_ruff(code, 1), ruff_dot_toml=f'[lint]\nselect = ["{code[:2]}"]\n'))
    assert finding.message == f"what {code} says ({code})"


@pytest.mark.verifies("006-the-five-agents/AC-021")
def test_where_ruff_was_not_run_that_is_told_with_what_to_install() -> None:
    files = backend()
    assert told(ruff_not_run, files) == []
    files[PATH] = json.dumps({"schema": "specward/fastapi-probe/v1", "ruff": None, "ruff_reason": "there is\nnone"})
    (finding,) = told(ruff_not_run, files)
    assert (finding.severity, finding.message) == (Severity.INFO, "ruff was not run: there is none")
    assert "pip install ruff" in finding.help
    assert told_by_any(files) == []


@pytest.mark.verifies("006-the-five-agents/AC-021")
def test_what_ruff_itself_finds_is_told(tmp_path: Path) -> None:
    root = Backend(tmp_path)
    root.write("ruff.toml", '[lint]\nextend-select = ["D103"]\nignore = ["S501"]\n')
    text = 'import requests\n\n\ndef rate() -> str:\n    return requests.get("https://a.example", verify=False).text\n'
    root.write("app/rates.py", text)
    root.write("app/main.py", "from fastapi import FastAPI\n\napp = FastAPI()\n")
    probed = root.ask()
    settings = ".specify/specward.yml"
    files = {settings: "packs: [fastapi]\nfastapi:\n  profile: seed\n", PATH: written(probed)}
    for path in ("ruff.toml", "app/rates.py", "app/main.py"):
        files[path] = (tmp_path / path).read_text()
    assert probed.ruff is not None
    assert {found.code for found in probed.ruff} == {"S113", "S501", "D103"}
    assert told_by_any(files) == ["FA172:5", "FA171:4"]
