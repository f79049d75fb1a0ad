"""What can be configured: the one table of options, and how the value of each is read.

Defaults, checking, documentation and JSON Schema all come from `OPTIONS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specward.finding import Position, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from specward.yaml_text import Node

PATH = ".specify/specward.yml"


class PathRules(NamedTuple):
    """What `rules.per-path` says for the documents that a glob matches."""

    glob: str
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}  # noqa: RUF012 -- never changed


class Problem(NamedTuple):
    """One fault of the configuration file."""

    path: str
    line: int
    column: int
    message: str
    help: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class Refused(Exception):
    """A value is not what its option takes."""

    def __init__(self, node: Node, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.node = node
        self.message = message
        self.help = help_


class Reading:
    """One configuration file while it is read: collects what is wrong and where things stand."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.where: dict[str, Position] = {}
        self._text = text

    def position(self, offset: int) -> Position:
        """Line and column of an offset."""
        return Position(self._text.count("\n", 0, offset) + 1, offset - self._text.rfind("\n", 0, offset))

    def note(self, path: str, offset: int) -> None:
        """Remember where a part of the configuration stands."""
        self.where[path] = self.position(offset)

    def problem(self, offset: int, message: str, help_: str = "") -> None:
        """Remember a fault."""
        self.problems.append(Problem(PATH, *self.position(offset), message, help_))


def known_entries(node: Node, path: str, known: Mapping[str, object], reading: Reading) -> dict[str, Node]:
    """The entries of a mapping whose keys are known; anything else is a problem."""
    if node.is_null:
        return {}
    if not isinstance(node.value, dict):
        what = f"`{path}`" if path else "the configuration"
        reading.problem(node.start, f"{what} must be a mapping, with keys {_listed(known)}")
        return {}
    for key, value in node.value.items():
        if key not in known:
            where = f"`{path}.{key[:60]}`" if path else f"`{key[:60]}`"
            reading.problem(value.key_start, f"unknown key {where}", suggestion(key, known))
    return {key: value for key, value in node.value.items() if key in known}


def suggestion(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or all of them."""
    from difflib import get_close_matches

    near = get_close_matches(word[:100], known, n=1)
    return f"did you mean `{near[0]}`?" if near else f"known here: {_listed(known)}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


class Kind(NamedTuple):
    """What an option takes: how it is read and what its JSON Schema says.

    `read` gets the value, the option's path and the reading that it may add positions and problems to.
    """

    name: str
    read: Callable[[Node, str, Reading], Any]
    schema: dict[str, Any]


def _word(node: Node) -> str:
    if not isinstance(node.value, str) or not node.value or node.is_null:
        raise Refused(node, "must be one word or path")
    return node.value


def _read_folder(node: Node, _path: str, _reading: Reading) -> str:
    folder = _inside(node).rstrip("/")
    if folder in ("", "."):
        raise Refused(node, "must be a folder below the project's root")
    return folder.removeprefix("./")


def _inside(node: Node) -> str:
    """A path or glob that stays below the project's root."""
    path = _word(node)
    if "\\" in path:
        raise Refused(node, f"`{path[:60]}` has a backslash", "separate folders with `/`")
    if path.startswith(("/", "~")) or path[1:2] == ":" or ".." in path.split("/"):
        raise Refused(node, f"`{path[:60]}` leads out of the project", "write it relative to the project's root")
    return path


def _read_flag(node: Node, _path: str, _reading: Reading) -> bool:
    if node.value not in ("true", "false") or node.end - node.start != len(node.value):
        raise Refused(node, "must be `true` or `false`, without quotes")
    return node.value == "true"


def _read_list(node: Node, path: str, reading: Reading, read: Callable[[Node], str]) -> tuple[str, ...]:
    if not isinstance(node.value, list):
        raise Refused(node, "must be a list", f"write `[{node.value[:60]}]`" if isinstance(node.value, str) else "")
    values = []
    for index, item in enumerate(node.value):
        reading.note(f"{path}.{index}", item.start)
        try:
            values.append(read(item))
        except Refused as refused:
            reading.problem(refused.node.start, f"`{path}`: {refused.message}", refused.help)
    return tuple(values)


def _read_words(node: Node, path: str, reading: Reading) -> tuple[str, ...]:
    return _read_list(node, path, reading, _word)


def _read_globs(node: Node, path: str, reading: Reading) -> tuple[str, ...]:
    return _read_list(node, path, reading, _glob)


def _read_texts(node: Node, path: str, reading: Reading) -> tuple[str, ...]:
    return _read_list(node, path, reading, _sentence)


def _sentence(node: Node) -> str:
    text = " ".join(node.text.split())
    if not text:
        raise Refused(node, "must be a list of sentences")
    return text


def _read_origins(node: Node, path: str, reading: Reading) -> tuple[str, ...]:
    return _read_list(node, path, reading, _origin)


def _origin(node: Node) -> str:
    commit, colon, path = _word(node).partition(":")
    if not colon:
        return _inside(node).removeprefix("./")
    if len(commit) not in {40, 64} or set(commit) - set("0123456789abcdef"):
        help_ = "pin a commit, so that nobody changes the rules from afar: `git rev-parse NAME` prints its id"
        raise Refused(node, f"`{commit[:60]}` is not the whole id of a commit", help_)
    return f"{commit}:{_inside(node._replace(value=path))}"


def _glob(node: Node) -> str:
    return _inside(node).removeprefix("./")


def _read_severities(node: Node, path: str, reading: Reading) -> dict[str, Severity]:
    if not isinstance(node.value, dict):
        raise Refused(node, "must be a mapping from rule to severity")
    severities = {}
    for selector, value in node.value.items():
        reading.note(f"{path}.{selector}", value.key_start)
        word = value.value if isinstance(value.value, str) else "a collection"
        if word in _SEVERITIES:
            severities[selector] = _SEVERITIES[word]
        else:
            message = f"`{path}.{selector[:60]}`: `{word[:60]}` is no severity"
            reading.problem(value.start, message, f"write one of {_listed(_SEVERITIES)}")
    return severities


def _read_per_path(node: Node, path: str, reading: Reading) -> tuple[PathRules, ...]:
    if not isinstance(node.value, dict):
        raise Refused(node, "must be a mapping from glob to `ignore` and `severity`")
    found = []
    for glob, value in node.value.items():
        below = f"{path}.{glob}"
        reading.note(below, value.key_start)
        try:
            entries = known_entries(value, below, {"ignore": None, "severity": None}, reading)
            found.append(
                PathRules(
                    _glob(value._replace(value=glob, start=value.key_start, end=value.key_start + len(glob) + 1)),
                    _read_words(entries["ignore"], f"{below}.ignore", reading) if "ignore" in entries else (),
                    _read_severities(entries["severity"], f"{below}.severity", reading)
                    if "severity" in entries
                    else {},
                )
            )
        except Refused as refused:
            reading.problem(refused.node.start, f"`{below[:100]}`: {refused.message}", refused.help)
    return tuple(found)


def _choice(*words: str) -> Kind:
    def read(node: Node, _path: str, _reading: Reading) -> str:
        if node.value not in words:
            shown = f"`{node.value[:60]}`" if isinstance(node.value, str) else "a collection"
            known = dict.fromkeys(words)
            raise Refused(node, f"{shown} is not one of {_listed(known)}", suggestion(str(node.value), known))
        return str(node.value)

    return Kind(" | ".join(words), read, {"enum": list(words)})


_SEVERITIES = {severity.label: severity for severity in reversed(Severity)}
_WORDS_SCHEMA: dict[str, Any] = {"type": "array", "items": {"type": "string", "minLength": 1}}
_SEVERITY_SCHEMA: dict[str, Any] = {"type": "object", "additionalProperties": {"enum": list(_SEVERITIES)}}
_PATH_RULES_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"ignore": _WORDS_SCHEMA, "severity": _SEVERITY_SCHEMA},
}

FOLDER = Kind("folder", _read_folder, {"type": "string", "minLength": 1})
FLAG = Kind("true | false", _read_flag, {"type": "boolean"})
SELECTORS = Kind("list of rules", _read_words, _WORDS_SCHEMA)
GLOBS = Kind("list of globs", _read_globs, _WORDS_SCHEMA)
TEXTS = Kind("list of sentences", _read_texts, _WORDS_SCHEMA)
ORIGINS = Kind("list of places", _read_origins, _WORDS_SCHEMA)
SEVERITIES = Kind("rule: severity", _read_severities, _SEVERITY_SCHEMA)
PER_PATH = Kind(
    "glob: {ignore, severity}", _read_per_path, {"type": "object", "additionalProperties": _PATH_RULES_SCHEMA}
)


class Option(NamedTuple):
    """One thing that can be configured."""

    path: str
    """Group and name, as written in the file."""
    attribute: str
    """The field of `Config`."""
    kind: Kind
    default: Any
    doc: str

    @property
    def group(self) -> str:
        """The key that the option stands under."""
        return self.path.partition(".")[0]

    @property
    def name(self) -> str:
        """The option's own key."""
        return self.path.partition(".")[2]


OPTIONS = (
    Option("project.specs", "specs", FOLDER, "specs", "Where feature folders are kept."),
    Option("project.history", "history", FOLDER, "history", "Where prompt records and decisions are kept."),
    Option(
        "rules.select",
        "select",
        SELECTORS,
        ("ALL",),
        "The rules that are on: codes (`SPC001`), names (`unresolved-clarification`), "
        "prefixes of codes (`SPC`) or `ALL`.",
    ),
    Option("rules.ignore", "ignore", SELECTORS, (), "Rules that are off although selected."),
    Option(
        "rules.severity",
        "severity",
        SEVERITIES,
        {},
        "The severity of single rules or groups: `error`, `warning`, `info` or `off`.",
    ),
    Option(
        "rules.per-path",
        "per_path",
        PER_PATH,
        (),
        "`ignore` and `severity` for the documents that a glob matches. Where several match, the last counts.",
    ),
    Option(
        "phr.require",
        "phr_require",
        _choice("off", "feature", "commit"),
        "off",
        "Whether changes to code need a prompt record: never, one for each feature, or one for each commit.",
    ),
    Option("phr.paths", "phr_paths", GLOBS, ("src/**",), "What counts as code."),
    Option("phr.exempt", "phr_exempt", GLOBS, (), "What below `phr.paths` needs no record."),
    Option(
        "phr.allow-none",
        "phr_allow_none",
        FLAG,
        True,
        "Whether a commit may say `PHR: none -- reason` in place of a record.",
    ),
    Option(
        "adr.format",
        "adr_format",
        _choice("speckit-plus", "nygard", "madr"),
        "speckit-plus",
        "The form of new decision records.",
    ),
    Option("adr.folder", "adr_folder", FOLDER, "history/adr", "Where decision records are kept."),
    Option(
        "constitution.extends",
        "constitution_extends",
        ORIGINS,
        (),
        "Constitutions whose principles hold here too: `path/in/project.md`, or `COMMIT:path` with the whole id of a "
        "commit of this repository.",
    ),
    Option(
        "trace.profile",
        "trace_profile",
        _choice("story", "strict", "safety"),
        "story",
        "What must be linked to what: tasks to stories; or every requirement to criteria, tasks and tests; or that and "
        "a person's approval at each stage.",
    ),
    Option(
        "trace.tests",
        "trace_tests",
        GLOBS,
        (
            *("tests/**", "test/**", "**/test_*.py", "**/*_test.*", "**/*.test.*", "**/*.spec.*", "**/__tests__/**"),
            "**/src/test/**",
        ),
        "Where tests are looked for.",
    ),
    Option("trace.exempt", "trace_exempt", GLOBS, (), "Files whose change leaves test evidence as good as it was."),
    Option(
        "acceptance.checks",
        "acceptance_checks",
        TEXTS,
        (),
        "What a person must confirm for every feature, besides its criteria: one sentence each.",
    ),
)
"""Every option, in the order of the documentation."""
