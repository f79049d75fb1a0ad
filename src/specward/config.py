"""The project's configuration, `.specify/specward.yml`, checked and complete.

What may stand in it is said once, in `specward.options`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specward import yaml_text
from specward.errors import UsageError
from specward.option_kinds import PATH, PER_PATH, PathRules, Problem, Reading, Refused, known_entries
from specward.options import OPTIONS, Option
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.finding import Position, Severity
    from specward.sources.source import Source
    from specward.yaml_text import Node

__all__ = [
    "DEFAULTS",
    "PATH",
    "Config",
    "ConfigError",
    "PathRules",
    "Problem",
    "documentation",
    "json_schema",
    "load",
    "parse",
    "written",
]

_OTHER_PATH = ".specify/specward.yaml"
_SCHEMA = "https://json-schema.org/draft/2020-12/schema"


class Config(NamedTuple):
    """A project's configuration, checked and complete. Each field but `where` is an option of `OPTIONS`."""

    specs: str
    history: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: dict[str, Severity]
    per_path: tuple[PathRules, ...]
    phr_require: str
    phr_paths: tuple[str, ...]
    phr_exempt: tuple[str, ...]
    phr_allow_none: bool
    phr_trailer: bool
    phr_capture: str
    adr_format: str
    adr_folder: str
    adr_index: str
    adr_stale_after: int
    adr_cite_exempt: tuple[str, ...]
    language_modals: tuple[str, ...]
    language_given: tuple[str, ...]
    language_when: tuple[str, ...]
    language_then: tuple[str, ...]
    language_and: tuple[str, ...]
    language_sections: dict[str, str]
    language_vague: tuple[str, ...]
    constitution_extends: tuple[str, ...]
    trace_profile: str
    trace_tests: tuple[str, ...]
    trace_exempt: tuple[str, ...]
    acceptance_checks: tuple[str, ...]
    packs: tuple[str, ...]
    fastapi_profile: str
    fastapi_paths: tuple[str, ...]
    fastapi_app: str
    fastapi_python: str
    fastapi_openapi: str
    fastapi_env_file: str
    fastapi_timeout: int
    fastapi_baseline: str
    fastapi_public: tuple[str, ...]
    fastapi_statuses: tuple[int, ...]
    fastapi_layers: dict[str, tuple[str, ...]]
    fastapi_frozen: tuple[str, ...]
    fastapi_roles: tuple[str, ...]
    fastapi_in_hook: bool
    where: dict[str, Position]
    """Where each option that the file sets stands, parts of it too: `rules.select`, `rules.select.0`,
    `rules.severity.DOC003`, `rules.per-path.specs/0*/**.ignore.0`."""

    @property
    def is_strict(self) -> bool:
        """Whether the profile asks for more than `story` does."""
        return self.trace_profile != "story"


class ConfigError(UsageError):
    """The configuration is not valid.

    Attributes:
        problems: every fault in it, in source order.
    """

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        if len(problems) == 1:
            super().__init__(first.message, where=str(first)[: -len(first.message) - 2], help=first.help)
        else:
            listed = "\n".join(
                f"  {problem}" + f"\n    help: {problem.help}" * bool(problem.help) for problem in problems
            )
            super().__init__(f"{len(problems)} problems in the configuration\n{listed}", where=first.path)
        self.problems = problems


def load(source: Source) -> Config:
    """The configuration of a project; the defaults where it has no file.

    Raises:
        ConfigError: the file cannot be read, or something in it is wrong; carries every problem.
    """
    if source.exists(_OTHER_PATH):
        help_ = f"git mv {_OTHER_PATH} {PATH}"
        raise ConfigError([Problem(_OTHER_PATH, 1, 1, f"the configuration is read from {PATH} only", help_)])
    try:
        data = source.read(PATH)
    except UnreadableFile as error:
        raise ConfigError([Problem(PATH, 1, 1, f"cannot be read: {error.reason}")]) from None
    if data is None:
        return DEFAULTS
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError([Problem(PATH, line, 1, "is not UTF-8", "save the file as UTF-8")]) from None
    return parse(text)


def parse(text: str) -> Config:
    """The configuration in the text of the file.

    Raises:
        ConfigError: something in it is wrong; carries every problem.
    """
    reading = Reading(text)
    try:
        root = yaml_text.read(text)
    except yaml_text.YamlError as error:
        reading.problem(error.offset, f"is not YAML as Specward reads it: {error.message}")
        raise ConfigError(reading.problems) from None
    values: dict[str, Any] = {}
    for option, node in _settings(root, reading):
        reading.note(option.path, node.key_start)
        try:
            values[option.attribute] = option.kind.read(node, option.path, reading)
        except Refused as refused:
            reading.problem(refused.node.start, f"`{option.path}`: {refused.message}", refused.help)
    if reading.problems:
        reading.problems.sort(key=lambda problem: (problem.line, problem.column))
        raise ConfigError(reading.problems)
    return DEFAULTS._replace(**values, where=reading.where)


def _settings(root: Node, reading: Reading) -> list[tuple[Option, Node]]:
    """Each option that is set, with its value. A key without a value leaves the default."""
    found = []
    for group, node in known_entries(root, "", _GROUPS, reading).items():
        if node.is_null:
            continue
        names = {option.name: option for option in OPTIONS if option.group == group}
        if "" in names:
            found.append((names[""], node))
            continue
        for name, value in known_entries(node, group, names, reading).items():
            if not value.is_null:
                found.append((names[name], value))
    return found


_GROUPS = {option.group: None for option in OPTIONS}
DEFAULTS = Config(**{option.attribute: option.default for option in OPTIONS}, where={})
"""The configuration of a project that has no file."""


def json_schema() -> dict[str, Any]:
    """A JSON Schema of the configuration file, for editors."""
    groups: dict[str, Any] = {}
    for option in OPTIONS:
        said = {**option.kind.schema, "description": option.doc, "default": written(option, option.default)}
        if not option.name:
            groups[option.group] = said
            continue
        group = groups.setdefault(
            option.group, {"type": ["object", "null"], "additionalProperties": False, "properties": {}}
        )
        group["properties"][option.name] = said
    return {
        "$schema": _SCHEMA,
        "title": "Specward",
        "description": f"Configuration of Specward: {PATH}",
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": groups,
    }


def written(option: Option, value: Any) -> Any:  # noqa: ANN401 -- each option has its own type
    """A value of an option as it would stand in the file, in plain lists, mappings and words."""
    if option.kind is PER_PATH:
        return {
            rules.glob: {
                **({"ignore": list(rules.ignore)} if rules.ignore else {}),
                **({"severity": _words(rules.severity)} if rules.severity else {}),
            }
            for rules in value
        }
    if isinstance(value, dict):
        return _words(value)
    return list(value) if isinstance(value, tuple) else value


def _words(entries: dict[str, Any]) -> dict[str, str | list[str]]:
    """A mapping whose values are words, or lists of them; a severity is its label."""
    return {key: _plain(value) for key, value in entries.items()}


def _plain(value: str | tuple[str, ...] | Severity) -> str | list[str]:
    if isinstance(value, str):
        return value
    return list(value) if isinstance(value, tuple) else value.label


def documentation() -> str:
    """Every option in Markdown: key, what it takes, default, meaning."""
    rows = [
        f"| `{option.path}` | {_cell(option.kind.name)} | {_shown(option.default)} | {option.doc} |"
        for option in OPTIONS
    ]
    return "\n".join(["| option | takes | default | meaning |", "| --- | --- | --- | --- |", *rows]) + "\n"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, str | int):
        return f"`{default}`" if default else "none"
    return f"`[{', '.join(map(str, default))}]`" if isinstance(default, tuple) and default else "none"
