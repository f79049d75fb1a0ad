"""Which operations the tests of a project mention, by the paths in them and by the functions that they name.

A path in a test stands for an operation whatever is filled in: `/items/7`, `f"{API}/items/{item.id}"`, `"/items/" +
key`. Where it begins with a variable, or with less than the whole prefix, it stands for every path that ends so. The
method is not asked for: it is often chosen elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.paths import is_technical
from specward.packs.fastapi.texts import text_at
from specward.remembered import remembered
from specward.sources.scope import own

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_TEST = re.compile(
    r"(?:.*/)?(?:tests?|testing|e2e|integration)/.*\.(?:py|http|hurl|feature|ya?ml|robot)", re.IGNORECASE
)
_TEST_FILE = re.compile(r"(?:.*/)?(?:test_[^/]*|[^/]*_test|conftest|[^/]*\.(?:test|spec))\.(?:py|ts|js)", re.IGNORECASE)
_NOT_OURS = frozenset({"node_modules", ".venv", "venv", "site-packages"})
_WRITTEN = re.compile(r"[^\s\"'`<>|,;()\\]{0,300}/[^\s\"'`<>|,;()\\]{0,300}|(?<=[\"'])/[\"']")
_FILLED_IN = re.compile(r"\{[^{}\n\"']{0,80}(?:[\[(](?:\"[^\"\n]{0,40}\"|'[^'\n]{0,40}')[\])][^{}\n\"']{0,80}){0,3}\}")
"""What is filled into a text: `{item.id}`, `{item['id']}`; no dictionary, whose keys are quoted."""
_HOST = re.compile(r"[a-z]{2,6}://[^/]*", re.IGNORECASE)
_CONSTANT = re.compile(
    r"^[ \t]*([A-Za-z_]\w*)(?:: *\w+)? *= *f?([\"'])([^\"'\n]{0,200}/[^\"'\n]{0,200})\2", re.MULTILINE
)
_NAMED = re.compile(r"\{((?:self\.|cls\.)?\w+)\}|\b([A-Za-z_]\w*) ?\+ ?f?[\"']")
_WORD = re.compile(r"[A-Za-z_]\w{2,}")
_DEFAULT_ID = re.compile(r"\W")
_DEEPEST = 12
_LARGEST = 2_000_000
_MOST_FILES = 5_000


class Mentions:
    """What the tests of a project mention.

    Args:
        texts: their text.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._whole: set[tuple[str, ...]] = set()
        self._words: set[str] = set()
        self._index: defaultdict[tuple[int, str], list[tuple[str, ...]]] = defaultdict(list)
        for text in texts:
            for match in _WRITTEN.finditer(_FILLED_IN.sub("{}", _spelt_out(text))):
                self._add(match[0])
            self._words.update(_WORD.findall(text))
        for written in self._whole:
            for distance, part in enumerate(written[: -_DEEPEST - 1 : -1]):
                self._index[distance, part].append(written)

    def tell_of(self, operation: Operation) -> bool:
        """Whether a test mentions an operation."""
        if name_of(operation) in self._words or (operation.id and operation.id in self._words):
            return True
        parts = tuple("{}" if "{" in part else part.lower() for part in operation.path.split("/") if part)
        if not parts:
            return () in self._whole
        distance, last = next((found for found in enumerate(reversed(parts)) if found[1] != "{}"), (0, ""))
        return any(_is_end(written, parts) for written in self._index.get((distance, last), ()))

    def _add(self, written: str) -> None:
        path = _HOST.sub("", written).partition("?")[0].partition("#")[0]
        path = path.removeprefix("f")
        parts = ["{}" if "{}" in part or "$" in part else part.lower() for part in path.split("/")]
        if path.endswith("/") and parts[-1] == "":
            self._whole.add(tuple(part for part in (*parts[:-1], "{}") if part))  # `"/items/" + key`
        self._whole.add(tuple(part for part in parts if part))


def test_files(project: Project) -> list[str]:
    """The files of a project that are tests or belong to them, sorted."""
    return [path for path in own(project.source.files()) if _is_test(path)][:_MOST_FILES]


@remembered
def mentions_of(project: Project) -> Mentions | None:
    """What the tests of a project mention; None where it has no tests."""
    texts = [text for path in test_files(project) if (text := text_at(project.source, path, _LARGEST))]
    return Mentions(texts) if any("def test" in text or "test(" in text or "it(" in text for text in texts) else None


def untested(project: Project) -> list[Operation] | None:
    """The operations that no test mentions; None where the project has no tests, or nothing is known of its API."""
    operations = operations_of(project)
    mentions = mentions_of(project) if operations else None
    if mentions is None:
        return None
    return [one for one in operations if not is_technical(one.path) and not mentions.tell_of(one)]


def name_of(operation: Operation) -> str:
    """The name of the function behind an operation; by its id where nobody has probed the application."""
    if operation.function:
        return operation.function.rpartition(".")[2]
    ending = f"{_DEFAULT_ID.sub('_', operation.path)}_{operation.method}"
    # As FastAPI makes an id, or as its own template does: `items-read_item`.
    return operation.id.removesuffix(ending) if operation.id.endswith(ending) else operation.id.rpartition("-")[2]


def _spelt_out(text: str) -> str:
    """A test with the paths that have a name put where they are used: `BASE = "/api/items"`, `f"{BASE}/{key}"`."""
    named: dict[str, str] = {name: path for name, _, path in _CONSTANT.findall(text)}
    if not named:
        return text

    def value(match: re.Match[str]) -> str:
        name: str = match[1] or match[2]
        return named.get(name.rpartition(".")[2], str(match[0]))

    return _NAMED.sub(value, text)


def _is_end(written: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether what is written is the path of an operation, or the end of it.

    A variable at its beginning is any prefix, one in its middle any segment, one at its end a parameter.
    """
    starts_open = written[:1] == ("{}",) and len(written) > 1
    known = (written[1:] if starts_open else written)[-len(parts) :]
    ending = parts[len(parts) - len(known) :]
    pairs = list(zip(ending, known, strict=True))
    if not any(part == other != "{}" for part, other in pairs):
        return False
    if not all(part in ("{}", other) for part, other in pairs[-1:]):
        return False
    matching = all(part in ("{}", other) or other == "{}" for part, other in pairs[:-1])
    # What a test leaves out stands elsewhere: in a constant, or in the base address of its client.
    return matching and (starts_open or "{}" not in parts[: len(parts) - len(known)])


def _is_test(path: str) -> bool:
    return (_TEST.fullmatch(path) or _TEST_FILE.fullmatch(path)) is not None and _NOT_OURS.isdisjoint(path.split("/"))
