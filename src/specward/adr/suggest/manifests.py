"""The direct dependencies that a project declares, in the manifests of the common package managers.

Read: `pyproject.toml` (PEP 621, dependency groups, Poetry), `requirements*.txt` and `.in`, `package.json`, `go.mod`,
`Cargo.toml`, `Gemfile`, `pom.xml`, `build.gradle` and `.kts`, `composer.json`. What is only for development or tests is
left out, and so are lock files: they name what others depend on.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LARGEST = 1_000_000
"""Characters of a manifest that is read at all."""
_LONGEST_LINE = 500
_ASIDE = frozenset(
    {
        "benchmarks",
        "demo",
        "demos",
        "doc",
        "docs",
        "e2e",
        "example",
        "examples",
        "fixtures",
        "node_modules",
        "playground",
    }
    | {"samples", "scripts", "templates", "test", "testdata", "tests", "tools", "vendor"}
)
"""Folders whose files decide nothing about the product."""


def is_manifest(path: str) -> bool:
    """Whether the file at a path declares dependencies of what ships."""
    return _reader(path) is not None and ships(path)


def ships(path: str) -> bool:
    """Whether a path lies where the product does, and not among its tests, examples, documents and tools."""
    folders = path.lower().split("/")[:-1]
    return not any(folder in _ASIDE or folder.startswith(".") for folder in folders)


def dependencies(path: str, text: str) -> frozenset[str]:
    """What a manifest declares that the code which ships depends on, lower case; nothing where it cannot be read."""
    read = _reader(path)
    if read is None or len(text) > _LARGEST:
        return frozenset()
    try:
        return frozenset(name.lower() for name in read(text) if name)
    except (ValueError, TypeError, AttributeError, RecursionError):  # not what its name says, or hostile
        return frozenset()


def _reader(path: str) -> Callable[[str], Iterable[str]] | None:
    name = path.rpartition("/")[2]
    if _requirements().fullmatch(name):
        return _from_requirements
    return _READERS.get(name)


def _from_pyproject(text: str) -> Iterable[str]:
    import tomllib

    data = tomllib.loads(text)
    project, poetry = data.get("project", {}), data.get("tool", {}).get("poetry", {})
    return [*map(_python_name, project.get("dependencies", ())), *poetry.get("dependencies", ())]


def _from_requirements(text: str) -> Iterable[str]:
    lines = (line.strip() for line in text.splitlines())
    return [_python_name(line) for line in lines if line and line[0] not in "#-"]


def _from_package_json(text: str) -> Iterable[str]:
    import json

    data = json.loads(text)
    return [*data.get("dependencies", {}), *data.get("peerDependencies", {})]


def _from_go_mod(text: str) -> Iterable[str]:
    lines = (line.strip().removeprefix("require ").strip() for line in text.splitlines())
    return [line.split()[0] for line in lines if _go_requirement().match(line) and "// indirect" not in line]


def _from_cargo(text: str) -> Iterable[str]:
    import tomllib

    data = tomllib.loads(text)
    return [*data.get("dependencies", {}), *data.get("workspace", {}).get("dependencies", {})]


def _from_gemfile(text: str) -> Iterable[str]:
    found, inside = [], 0
    for line in text.splitlines():
        words = line.strip()[:_LONGEST_LINE]
        if _development_group().match(words):
            inside = 1
        elif inside and words == "end":
            inside = 0
        elif not inside and (match := _gem().match(words)) and not _development_gem().search(words):
            found.append(match[1])
    return found


def _from_pom(text: str) -> Iterable[str]:
    """The artifacts; read as text, since a parser of XML would have to be guarded against what XML can do."""
    for block in text.split("<dependency>")[1:]:
        declared = block.partition("</dependency>")[0]
        match = _artifact().search(declared)
        if match and "<scope>test</scope>" not in declared:
            yield match[1]


def _from_gradle(text: str) -> Iterable[str]:
    return [match[1] for match in _gradle().finditer(text)]


def _from_composer(text: str) -> Iterable[str]:
    import json

    required: dict[str, Any] = json.loads(text).get("require", {})
    return list(required)


_READERS: dict[str, Callable[[str], Iterable[str]]] = {
    "pyproject.toml": _from_pyproject,
    "package.json": _from_package_json,
    "go.mod": _from_go_mod,
    "Cargo.toml": _from_cargo,
    "Gemfile": _from_gemfile,
    "pom.xml": _from_pom,
    "build.gradle": _from_gradle,
    "build.gradle.kts": _from_gradle,
    "composer.json": _from_composer,
}


def _python_name(requirement: str) -> str:
    """The distribution that a requirement (PEP 508) names, its runs of `-`, `_` and `.` as PEP 503 has them."""
    match = _distribution().match(requirement)
    return re.sub(r"[-_.]+", "-", match[0]) if match else ""


@cache
def _distribution() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?", re.ASCII)


@cache
def _requirements() -> re.Pattern[str]:
    return re.compile(r"requirements(?!.*(?:dev|test|lint|doc))[\w.-]{0,60}\.(?:txt|in)")


@cache
def _go_requirement() -> re.Pattern[str]:
    return re.compile(r"[\w.~-]+\.[\w.~/-]+\s+v\d")


@cache
def _development_group() -> re.Pattern[str]:
    return re.compile(r"group\b.*(?:test|development).*\bdo\b")


@cache
def _gem() -> re.Pattern[str]:
    return re.compile(r"gem[ (]+['\"]([\w./-]+)['\"]")


@cache
def _development_gem() -> re.Pattern[str]:
    return re.compile(r"group[s]?:?\s*(?:=>)?\s*\[?\s*:?(?:test|development)")


@cache
def _artifact() -> re.Pattern[str]:
    return re.compile(r"<artifactId>\s*([\w.-]+)\s*</artifactId>")


@cache
def _gradle() -> re.Pattern[str]:
    return re.compile(
        r"^[ \t]*(?:implementation|api|compile|runtimeOnly)[ (]+['\"][\w.-]+:([\w.-]+)(?::[^'\"\s]*)?['\"]",
        re.MULTILINE,
    )
