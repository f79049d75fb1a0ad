"""What an option may take: how each kind of value is read from the configuration, and what its JSON Schema says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specward.finding import Position, Severity
from specward.words import quoted, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
        reading.problem(node.start, f"{what} must be a mapping, with keys {quoted(known)}")
        return {}
    for key, value in node.value.items():
        if key not in known:
            where = f"`{path}.{key[:60]}`" if path else f"`{key[:60]}`"
            reading.problem(value.key_start, f"unknown key {where}", suggestion(key, known))
    return {key: value for key, value in node.value.items() if key in known}


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


def _read_file(node: Node, _path: str, _reading: Reading) -> str:
    path = _inside(node).removeprefix("./")
    if not path.endswith(".md"):
        raise Refused(node, f"`{path[:60]}` is no Markdown file", "name a file that ends in `.md`")
    return path


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


def _read_phrases(node: Node, path: str, reading: Reading) -> tuple[str, ...]:
    return _read_list(node, path, reading, _phrase)


def _phrase(node: Node) -> str:
    text = " ".join(node.text.split())
    if not text:
        raise Refused(node, "must be a list of words")
    return text


def _read_keywords(node: Node, path: str, reading: Reading) -> tuple[str, ...]:
    return _read_list(node, path, reading, _keyword)


def _keyword(node: Node) -> str:
    text = _phrase(node)
    if len(text) > _LONGEST_KEYWORD or not set(text).isdisjoint("*0123456789"):
        help_ = f"name up to {_LONGEST_KEYWORD} characters, without digits and asterisks"
        raise Refused(node, f"`{text[:60]}` cannot begin a clause", help_)
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
    glob = _inside(node).removeprefix("./")
    if glob.startswith("!"):
        raise Refused(node, f"`{glob[:60]}` begins with `!`, and no glob takes out what another matches")
    if "{" in glob and "," in glob.partition("{")[2].partition("}")[0]:
        raise Refused(node, f"`{glob[:60]}` has alternatives in braces, which are not known", "write a glob for each")
    return glob


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
            reading.problem(value.start, message, f"write one of {quoted(_SEVERITIES)}")
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


def titles_of(*names: str) -> Kind:
    """Titles, each with one of a few names that it stands for."""

    def read(node: Node, path: str, reading: Reading) -> dict[str, str]:
        if not isinstance(node.value, dict):
            raise Refused(node, "must be a mapping from title to the name of a standard section")
        found = {}
        for title, value in node.value.items():
            reading.note(f"{path}.{title}", value.key_start)
            if value.value in names:
                found[" ".join(title.split())] = str(value.value)
                continue
            shown = f"`{value.value[:60]}`" if isinstance(value.value, str) else "a collection"
            near = suggestion(str(value.value), dict.fromkeys(names))
            reading.problem(value.start, f"`{path}.{title[:60]}`: {shown} is no standard section", near)
        return found

    schema = {"type": "object", "additionalProperties": {"enum": list(names)}}
    return Kind("title: standard title", read, schema)


def choice(*words: str) -> Kind:
    """One of a few words."""

    def read(node: Node, _path: str, _reading: Reading) -> str:
        if node.value not in words:
            shown = f"`{node.value[:60]}`" if isinstance(node.value, str) else "a collection"
            known = dict.fromkeys(words)
            raise Refused(node, f"{shown} is not one of {quoted(known)}", suggestion(str(node.value), known))
        return str(node.value)

    return Kind(" | ".join(words), read, {"enum": list(words)})


def choices(*words: str) -> Kind:
    """Any of a few words."""
    one = choice(*words)

    def read(node: Node, path: str, reading: Reading) -> tuple[str, ...]:
        return _read_list(node, path, reading, lambda item: str(one.read(item, path, reading)))

    return Kind(f"list of {one.name}", read, {"type": "array", "items": one.schema})


def globs_by(*names: str) -> Kind:
    """Globs for each of a few names."""

    def read(node: Node, path: str, reading: Reading) -> dict[str, tuple[str, ...]]:
        entries = known_entries(node, path, dict.fromkeys(names), reading)
        return {name: _read_globs(value, f"{path}.{name}", reading) for name, value in entries.items()}

    schema = {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(names, _WORDS_SCHEMA)}
    return Kind("name: list of globs", read, schema)


def _read_place(node: Node, _path: str, _reading: Reading) -> str:
    return _inside(node).removeprefix("./")


def _read_program(node: Node, _path: str, _reading: Reading) -> str:
    return _word(node)


def _read_codes(node: Node, path: str, reading: Reading) -> tuple[int, ...]:
    return tuple(map(int, _read_list(node, path, reading, _status)))


def _status(node: Node) -> str:
    text = node.value if isinstance(node.value, str) else ""
    if not _STATUS.issuperset(text) or len(text) != 3 or text[0] not in "12345":
        raise Refused(node, f"`{text[:60]}` is no status code", "write numbers from 100 to 599")
    return text


def _read_routes(node: Node, path: str, reading: Reading) -> tuple[str, ...]:
    return _read_list(node, path, reading, _route)


def _route(node: Node) -> str:
    text = _word(node)
    if not text.startswith(("/", "*")):
        raise Refused(node, f"`{text[:60]}` is no path of an API", "write it as it is called: `/health`, `*/login`")
    return text


def _read_count(node: Node, _path: str, _reading: Reading) -> int:
    text = node.value if isinstance(node.value, str) and node.end - node.start == len(node.value) else ""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_COUNT and text[0] != "0"):
        raise Refused(node, "must be a whole number from 1 to 999999, without quotes")
    return int(text)


_LONGEST_KEYWORD = 20
_LONGEST_COUNT = 6
"""Digits: more is a slip of the hand."""
_STATUS = set("0123456789")
_SEVERITIES = {severity.label: severity for severity in reversed(Severity)}
_WORDS_SCHEMA: dict[str, Any] = {"type": "array", "items": {"type": "string", "minLength": 1}}
_SEVERITY_SCHEMA: dict[str, Any] = {"type": "object", "additionalProperties": {"enum": list(_SEVERITIES)}}
_PATH_RULES_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"ignore": _WORDS_SCHEMA, "severity": _SEVERITY_SCHEMA},
}

FOLDER = Kind("folder", _read_folder, {"type": "string", "minLength": 1})
FILE = Kind("Markdown file", _read_file, {"type": "string", "pattern": r"^$|\.md$"})
COUNT = Kind("number", _read_count, {"type": "integer", "minimum": 1})
FLAG = Kind("true | false", _read_flag, {"type": "boolean"})
SELECTORS = Kind("list of rules", _read_words, _WORDS_SCHEMA)
GLOBS = Kind("list of globs", _read_globs, _WORDS_SCHEMA)
TEXTS = Kind("list of sentences", _read_texts, _WORDS_SCHEMA)
WORDS = Kind("list of words", _read_phrases, _WORDS_SCHEMA)
KEYWORDS = Kind("list of keywords", _read_keywords, _WORDS_SCHEMA)
ORIGINS = Kind("list of places", _read_origins, _WORDS_SCHEMA)
SEVERITIES = Kind("rule: severity", _read_severities, _SEVERITY_SCHEMA)
PLACE = Kind("file", _read_place, {"type": "string"})
PROGRAM = Kind("path or name", _read_program, {"type": "string"})
CODES = Kind("list of status codes", _read_codes, {"type": "array", "items": {"type": "integer"}})
ROUTES = Kind("list of paths of the API", _read_routes, _WORDS_SCHEMA)
PER_PATH = Kind(
    "glob: {ignore, severity}", _read_per_path, {"type": "object", "additionalProperties": _PATH_RULES_SCHEMA}
)
