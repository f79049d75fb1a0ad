"""`spec config`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from specward.boundary import guarded
from specward.cli import config as command
from specward.options import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    Config = Callable[..., tuple[int, str, str]]

FILE = """rules:
  ignore: [SPC008]
  severity:
    SPC007: info
    DOC003: off
  per-path:
    "specs/0*/**": {ignore: [TSK, "PLN"]}
trace:
  profile: strict
  tests: ["**/*.test.ts"]
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Config:
    """`spec config` in a project whose configuration is given; the exit code, and what was said."""
    (tmp_path / ".specify").mkdir()
    monkeypatch.chdir(tmp_path)

    def run(text: str, *names: str, **options: bool) -> tuple[int, str, str]:
        (tmp_path / ".specify/specward.yml").write_text(text, encoding="utf-8")
        code = guarded(lambda: command.main([*names], **options))
        return (code, *capsys.readouterr())

    return run


@pytest.mark.verifies("005-the-whole-checker/AC-016")
def test_every_option_is_shown_with_its_value_and_its_origin(config: Config) -> None:
    code, out, _ = config(FILE)
    rows = {line.split()[0]: " ".join(line.split()[1:]) for line in out.splitlines()[1:]}
    assert code == 0
    assert list(rows) == [option.path for option in OPTIONS]
    assert rows["rules.severity"] == ".specify/specward.yml:3 {SPC007: info, DOC003: off}"
    assert rows["rules.per-path"] == ".specify/specward.yml:6 {specs/0*/**: {ignore: [TSK, PLN]}}"
    assert rows["trace.tests"] == '.specify/specward.yml:10 ["**/*.test.ts"]'
    assert rows["project.specs"] == "default specs"
    assert rows["adr.stale-after"] == "default 90"


def test_without_a_file_the_defaults_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command.main([], as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"] is None
    assert {option["origin"] for option in told["options"]} == {"default"}


def test_a_group_is_shown_alone(config: Config) -> None:
    _, out, _ = config(FILE, "trace")
    assert [line.split()[0] for line in out.splitlines()[1:]] == ["trace.profile", "trace.tests", "trace.exempt"]


def test_one_option_is_shown_with_all_that_is_known_of_it(config: Config) -> None:
    assert config(FILE, "rules.severity")[1] == (
        "rules.severity: {SPC007: info, DOC003: off}\n"
        "  from     .specify/specward.yml:3\n"
        "           SPC007  .specify/specward.yml:4\n"
        "           DOC003  .specify/specward.yml:5\n"
        "  takes    rule: severity\n"
        "  default  {}\n"
        "\n"
        "The severity of single rules or groups: `error`, `warning`, `info` or `off`.\n"
    )


def test_the_place_of_each_part_is_had_as_json(config: Config) -> None:
    (option,) = json.loads(config(FILE, "rules.per-path", as_json=True)[1])["options"]
    assert option["value"] == {"specs/0*/**": {"ignore": ["TSK", "PLN"]}}
    assert option["origin"] == {"file": ".specify/specward.yml", "line": 6, "column": 3}
    assert option["parts"]["rules.per-path.specs/0*/**.ignore.1"] == {
        "file": ".specify/specward.yml",
        "line": 7,
        "column": 35,
    }


def test_every_problem_is_told_with_its_place_and_what_was_meant(config: Config) -> None:
    code, out, err = config("rules:\n  selct: [SPC]\ntrace:\n  profile: strickt\n")
    assert (code, out) == (2, "")
    assert err == (
        ".specify/specward.yml:2:3: error: unknown key `rules.selct`\n"
        "  help: did you mean `select`?\n"
        ".specify/specward.yml:4:12: error: `trace.profile`: `strickt` is not one of `story`, `strict`, `safety`\n"
        "  help: did you mean `strict`?\n"
    )


def test_rules_that_there_are_not_are_problems_too(config: Config) -> None:
    code, out, _ = config("rules:\n  ignore: [unfiled-template, SPC998]\n", as_json=True)
    problems = json.loads(out)["problems"]
    assert code == 2
    assert [(problem["line"], problem["column"]) for problem in problems] == [(2, 12), (2, 30)]
    assert "unfilled-template" in problems[0]["help"]


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("rule.severity", "did you mean `rules.severity`?"),
        ("rules.severity.SPC007", "`spec config rules.severity` shows all of it"),
        ("frobnicate", "`spec config` lists all"),
    ],
)
def test_an_option_that_there_is_not_is_refused_with_the_one_that_was_meant(
    config: Config, name: str, help_: str
) -> None:
    code, _, err = config(FILE, name)
    assert code == 2
    assert help_ in err


def test_the_schema_is_the_one_that_is_published(config: Config) -> None:
    published = Path(__file__).parents[2] / "docs/schemas/config-v1.json"
    assert json.loads(config(FILE, schema=True)[1]) == json.loads(published.read_text(encoding="utf-8"))
