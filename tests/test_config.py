from __future__ import annotations

import subprocess
import sys

import jsonschema
import pytest
import yaml

from specward import config
from specward.config import DEFAULTS, PATH, Config, ConfigError, PathRules, load
from specward.finding import Position, Severity
from specward.options import OPTIONS
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

FULL = """\
# everything that can be said
project: {specs: docs/specs/, history: ./log}
rules:
  select: [SPC, DOC003]
  ignore:
    - unresolved-clarification
  severity: {story-without-criterion: warning, DOC003: off}
  per-path:
    "specs/0*/**": {ignore: [SPC], severity: {TSK001: info}}
phr:
  require: commit
  paths: ["src/**", lib]
  exempt: ["src/gen/**"]
  allow-none: false
  trailer: false
  capture: strict
adr: {format: madr, folder: docs/adr, index: docs/README.md, stale-after: 30, cite-exempt: ["samples/**"]}
language:
  modals: [doit  être]
  given: [Vorausgesetzt]
  when: [Sobald]
  then: [So]
  and: [Sowie]
  sections: {Pflichtenheft: Requirements}
  vague: [snappy]
constitution:
  extends: [org/constitution.md, "1234567890123456789012345678901234567890:memory/constitution.md"]
trace:
  profile: strict
  tests: ["spec/**"]
  exempt: ["assets/**"]
acceptance:
  checks: ["Support has read   the release note"]
packs: [fastapi]
fastapi:
  profile: seed
  paths: [backend/**/*.py]
  app: backend.main:create_app()
  python: backend/.venv/bin/python
  openapi: docs/openapi.json
  env-file: backend/.env.test
  timeout: 60
  baseline: docs/promised.json
  public: [/status, /tokens*]
  statuses: [200, 404]
  layers:
    routes: [backend/api/**]
    services: [backend/logic/**, backend/jobs/**]
  frozen: [backend/v1/**]
  roles: [may]
  in-hook: true
"""


def read(text: str | bytes) -> Config:
    return load(MemorySource({PATH: text}))


def faults(text: str | bytes) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(text)
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in caught.value.problems]


def helps(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read(text)
    return caught.value.help


@pytest.mark.parametrize("text", ["", "# nothing\n", "rules:\n", "rules:\n  ignore:\n", "{}\n", "---\n"])
def test_a_file_that_says_nothing_leaves_the_defaults(text: str) -> None:
    assert read(text)._replace(where={}) == DEFAULTS


def test_no_file_is_the_defaults() -> None:
    assert load(MemorySource({})) == DEFAULTS


def test_everything_that_can_be_said_is_read() -> None:
    assert read(FULL)._replace(where={}) == Config(
        specs="docs/specs",
        history="log",
        select=("SPC", "DOC003"),
        ignore=("unresolved-clarification",),
        severity={"story-without-criterion": Severity.WARNING, "DOC003": Severity.OFF},
        per_path=(PathRules("specs/0*/**", ("SPC",), {"TSK001": Severity.INFO}),),
        phr_require="commit",
        phr_paths=("src/**", "lib"),
        phr_exempt=("src/gen/**",),
        phr_allow_none=False,
        phr_trailer=False,
        phr_capture="strict",
        adr_format="madr",
        adr_folder="docs/adr",
        adr_index="docs/README.md",
        adr_stale_after=30,
        adr_cite_exempt=("samples/**",),
        language_modals=("doit être",),
        language_given=("Vorausgesetzt",),
        language_when=("Sobald",),
        language_then=("So",),
        language_and=("Sowie",),
        language_sections={"Pflichtenheft": "Requirements"},
        language_vague=("snappy",),
        constitution_extends=(
            "org/constitution.md",
            "1234567890123456789012345678901234567890:memory/constitution.md",
        ),
        trace_profile="strict",
        trace_tests=("spec/**",),
        trace_exempt=("assets/**",),
        acceptance_checks=("Support has read the release note",),
        packs=("fastapi",),
        fastapi_profile="seed",
        fastapi_paths=("backend/**/*.py",),
        fastapi_app="backend.main:create_app()",
        fastapi_python="backend/.venv/bin/python",
        fastapi_openapi="docs/openapi.json",
        fastapi_env_file="backend/.env.test",
        fastapi_timeout=60,
        fastapi_baseline="docs/promised.json",
        fastapi_public=("/status", "/tokens*"),
        fastapi_statuses=(200, 404),
        fastapi_layers={"routes": ("backend/api/**",), "services": ("backend/logic/**", "backend/jobs/**")},
        fastapi_frozen=("backend/v1/**",),
        fastapi_roles=("may",),
        fastapi_in_hook=True,
        where={},
    )


def test_crlf_and_a_byte_order_mark_change_nothing() -> None:
    assert read("\ufeff" + FULL.replace("\n", "\r\n"))._replace(where={}) == read(FULL)._replace(where={})


def test_positions_of_what_is_set_are_kept() -> None:
    where = read(FULL).where
    assert where["rules.select"] == Position(4, 3)
    assert where["rules.select.1"] == Position(4, 17)
    assert where["rules.severity.DOC003"] == Position(7, 48)
    assert where["rules.per-path.specs/0*/**.ignore.0"] == Position(9, 30)
    assert "phr.naming" not in where


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rule:\n  select: [A]\n", "1:1 unknown key `rule`"),
        ("rules:\n  selct: [A]\n", "2:3 unknown key `rules.selct`"),
        ("language: {given: ['**G**']}\n", "1:20 `language.given`: `**G**` cannot begin a clause"),
        ("language: {when: ['']}\n", "1:19 `language.when`: must be a list of words"),
        (
            "language: {sections: [A]}\n",
            "1:22 `language.sections`: must be a mapping from title to the name of a standard section",
        ),
        ("language: {sections: {Ziele: Goal}}\n", "1:30 `language.sections.Ziele`: `Goal` is no standard section"),
        ("rules: [A]\n", "1:8 `rules` must be a mapping, with keys `select`, `ignore`, `severity`, `per-path`"),
        (
            "just text\n",
            "1:1 the configuration must be a mapping, with keys "
            + ", ".join(
                f"`{group}`"
                for group in (
                    *("project", "rules", "phr", "adr", "language", "constitution", "trace", "acceptance"),
                    *("packs", "fastapi"),
                )
            ),
        ),
        ("packs: [fastap]\n", "1:9 `packs`: `fastap` is not one of `fastapi`"),
        ("packs: {fastapi: on}\n", "1:8 `packs`: must be a list"),
        ("fastapi: {public: [health]}\n", "1:20 `fastapi.public`: `health` is no path of an API"),
        ("fastapi: {statuses: [200, ok]}\n", "1:27 `fastapi.statuses`: `ok` is no status code"),
        ("fastapi: {layers: {views: [a]}}\n", "1:20 unknown key `fastapi.layers.views`"),
        ("fastapi: {openapi: ../api.json}\n", "1:20 `fastapi.openapi`: `../api.json` leads out of the project"),
        ("fastapi: {python: [a]}\n", "1:19 `fastapi.python`: must be one word or path"),
        (
            "constitution:\n  extends: [main:c.md]\n",
            "2:13 `constitution.extends`: `main` is not the whole id of a commit",
        ),
        ("constitution:\n  extends: [../c.md]\n", "2:13 `constitution.extends`: `../c.md` leads out of the project"),
        ("acceptance:\n  checks: ['']\n", "2:12 `acceptance.checks`: must be a list of sentences"),
        ("rules:\n  select: ALL\n", "2:11 `rules.select`: must be a list"),
        ("rules:\n  select: [[A]]\n", "2:12 `rules.select`: must be one word or path"),
        ("rules:\n  severity: {A: fatal}\n", "2:17 `rules.severity.A`: `fatal` is no severity"),
        ("rules:\n  severity: {A: [b]}\n", "2:17 `rules.severity.A`: `a collection` is no severity"),
        ("rules:\n  severity: error\n", "2:13 `rules.severity`: must be a mapping from rule to severity"),
        ("rules:\n  per-path: [a]\n", "2:13 `rules.per-path`: must be a mapping from glob to `ignore` and `severity`"),
        ("rules:\n  per-path: {a: {ignor: [b]}}\n", "2:18 unknown key `rules.per-path.a.ignor`"),
        ("rules:\n  per-path: {a: {ignore: b}}\n", "2:26 `rules.per-path.a`: must be a list"),
        ("rules:\n  per-path: {/a: {ignore: [b]}}\n", "2:14 `rules.per-path./a`: `/a` leads out of the project"),
        *(
            (
                f"adr:\n  stale-after: {count}\n",
                "2:16 `adr.stale-after`: must be a whole number from 1 to 999999, without quotes",
            )
            for count in ("0", "-1", "1.5", "'30'", "a month", "1000000", "[30]")
        ),
        ("phr:\n  require: always\n", "2:12 `phr.require`: `always` is not one of `off`, `feature`, `commit`"),
        ("phr:\n  require: [off]\n", "2:12 `phr.require`: a collection is not one of `off`, `feature`, `commit`"),
        ("phr:\n  allow-none: yes\n", "2:15 `phr.allow-none`: must be `true` or `false`, without quotes"),
        ('phr:\n  allow-none: "true"\n', "2:15 `phr.allow-none`: must be `true` or `false`, without quotes"),
        ("phr:\n  paths: [../x]\n", "2:11 `phr.paths`: `../x` leads out of the project"),
        ("phr:\n  paths: ['src\\*']\n", "2:11 `phr.paths`: `src\\*` has a backslash"),
        ("phr:\n  paths: ['C:/x']\n", "2:11 `phr.paths`: `C:/x` leads out of the project"),
        ("phr:\n  paths: ['']\n", "2:11 `phr.paths`: must be one word or path"),
        ("adr:\n  folder: /etc\n", "2:11 `adr.folder`: `/etc` leads out of the project"),
        ("adr:\n  index: docs/adr\n", "2:10 `adr.index`: `docs/adr` is no Markdown file"),
        ("adr:\n  folder: .\n", "2:11 `adr.folder`: must be a folder below the project's root"),
        (
            "adr:\n  folder: a: b\n",
            "2:12 is not YAML as Specward reads it: mapping values are not allowed in this context",
        ),
        ("adr: {}\nadr: {}\n", "2:1 is not YAML as Specward reads it: duplicate key `adr`"),
        ("adr: \0\n", "1:6 is not YAML as Specward reads it: control characters are not allowed"),
        ("a: &a [*a]\n", "1:4 is not YAML as Specward reads it: anchor `&a` is not supported"),
    ],
)
def test_a_fault_is_said_with_its_place(text: str, expected: str) -> None:
    assert faults(text) == [expected]


def test_every_fault_is_listed_in_source_order() -> None:
    text = "rules:\n  ignore: A\n  selct: [A]\nphr:\n  require: x\nother: 1\n"
    assert [fault.partition(" ")[0] for fault in faults(text)] == ["2:11", "3:3", "5:12", "6:1"]
    with pytest.raises(ConfigError) as caught:
        read(text)
    assert f"{PATH}:3:3: unknown key `rules.selct`" in caught.value.message


def test_a_single_fault_is_the_message_with_its_place() -> None:
    with pytest.raises(ConfigError) as caught:
        read("rules:\n  selct: [A]\n")
    assert caught.value.where == f"{PATH}:2:3"
    assert caught.value.message == "unknown key `rules.selct`"
    assert caught.value.help == "did you mean `select`?"


def test_help_names_the_near_miss_or_what_is_known() -> None:
    assert helps("phr: {requir: off}\n") == "did you mean `require`?"
    groups = "`project`, `rules`, `phr`, `adr`, `language`, `constitution`, `trace`, `acceptance`, `packs`, `fastapi`"
    assert helps("zzz: 1\n") == f"known here: {groups}"
    assert helps("packs: fastapi\n") == "write `[fastapi]`"
    assert helps("phr: {require: comit}\n") == "did you mean `commit`?"
    assert helps("rules: {select: ALL}\n") == "write `[ALL]`"


def test_bytes_that_are_not_utf8_are_an_error_with_a_line() -> None:
    assert faults(b"rules:\n  ignore: [\xff]\n") == ["2:1 is not UTF-8"]


def test_a_file_that_cannot_be_read_is_an_error() -> None:
    class Broken(MemorySource):
        def read(self, path: str) -> bytes | None:
            raise UnreadableFile(path, "permission denied")

    with pytest.raises(ConfigError, match="cannot be read: permission denied"):
        load(Broken({}))


def test_the_other_ending_is_refused_with_the_command_that_mends_it() -> None:
    with pytest.raises(ConfigError) as caught:
        load(MemorySource({".specify/specward.yaml": "rules: {}\n"}))
    assert caught.value.help == "git mv .specify/specward.yaml .specify/specward.yml"


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 10_000, "k" * 1_000_000 + ": 1\n", "rules: {x: " + "y" * 1_000_000 + "}\n"]
)
def test_hostile_text_is_a_short_error(text: str) -> None:
    assert len(faults(text)[0]) < 400


def test_the_table_names_each_field_of_the_configuration_once() -> None:
    assert [option.attribute for option in OPTIONS] == list(Config._fields[:-1])
    assert len({option.path for option in OPTIONS}) == len(OPTIONS)
    assert all(option.doc.endswith(".") for option in OPTIONS)


def test_the_schema_is_valid_and_takes_what_the_reader_takes() -> None:
    schema = config.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(yaml.safe_load(FULL.replace(": off", ": 'off'")))
    assert not validator.is_valid({"rules": {"selct": []}})
    assert not validator.is_valid({"phr": {"require": "always"}})


def test_the_schema_states_the_defaults_and_they_are_valid() -> None:
    for group, entry in config.json_schema()["properties"].items():
        for name, option in entry.get("properties", {"": entry}).items():
            assert option["description"], f"{group}.{name}"
            jsonschema.validate(option["default"], option)


def test_the_documentation_names_every_option_and_default() -> None:
    lines = config.documentation().splitlines()
    assert len(lines) == len(OPTIONS) + 2
    assert any("`phr.require`" in line and "`off`" in line for line in lines)


def test_reading_a_plain_file_brings_in_no_library(unmeasured: None) -> None:
    code = (
        "import sys; from specward import config; from specward.sources.memory import MemorySource;"
        f"config.load(MemorySource({{{PATH!r}: {FULL!r}}}));"
        "sys.exit(bool({'yaml', 'json', 'difflib', 'dataclasses', 'pathlib', 'unicodedata'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
