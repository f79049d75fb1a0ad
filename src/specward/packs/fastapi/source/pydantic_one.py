"""What belongs to the first version of pydantic, and whether a file is meant for it."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from functools import cache
from typing import TYPE_CHECKING

from specward.packs.fastapi.source.modules import all_module_paths
from specward.packs.fastapi.source.signature import names_in, parameters
from specward.remembered import remembered
from specward.sources.scope import own
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Call, Class, Function, Module
    from specward.project import Project

_MODELS = frozenset({"pydantic.BaseModel", "pydantic.main.BaseModel", "pydantic_settings.BaseSettings"})
_OF_OBJECTS = {"dict": "model_dump", "json": "model_dump_json", "copy": "model_copy"}
_OF_CLASSES = {
    "parse_obj": "model_validate",
    "parse_raw": "model_validate_json",
    "from_orm": "model_validate",
    "construct": "model_construct",
    "schema_json": "model_json_schema",
    "update_forward_refs": "model_rebuild",
}
_ANYWHERE = frozenset({"parse_obj", "parse_raw", "from_orm", "update_forward_refs"})
"""The methods that no other class is known to have."""
_TELLING = frozenset({"exclude_unset", "exclude_defaults", "exclude_none", "by_alias"})
"""The arguments by which `dict` and `json` are those of a model."""
_ONE, _TWO = 1, 2


def is_model(module: Module, one: Class) -> bool:
    """Whether a class is made from `BaseModel`, as far as its own file says."""
    return one.node.name in _models(module)


def methods_of_one(module: Module) -> Iterator[tuple[ast.Call, str, str, bool]]:
    """The calls of methods of models that have another name today: with both, and whether the file proves the model."""
    models = _models(module)
    defined = {function.node.name for function in module.functions if function.owner}
    for call in module.calls:
        holder, _, method = call.name.rpartition(".")
        if not holder or method in defined:
            continue
        last = holder.rpartition(".")[2]
        if method in _OF_CLASSES and (last in models or (method in _ANYWHERE and last[:1].isupper())):
            yield call.node, method, _OF_CLASSES[method], last in models
        elif method in _OF_OBJECTS:
            is_proven = call.function is not None and holder in _held(module, call.function, models)
            if is_proven or _has_telling_argument(call, method):
                yield call.node, method, _OF_OBJECTS[method], is_proven


def asks_for_one(project: Project, path: str) -> bool:
    """Whether a file is meant for pydantic 1: the nearest folder above it tells, else any folder of the project."""
    stated = _stated(project)
    folders = path.split("/")[:-1]
    above = ("/".join(folders[:count]) for count in range(len(folders), -1, -1))
    nearest = next((stated[folder] for folder in above if folder in stated), 0)
    return nearest == _ONE if nearest else _ONE in stated.values()


@remembered
def is_needed(project: Project) -> bool:
    """Whether any file says that pydantic is needed, or FastAPI, in whichever version."""
    return any(_needs().search(text) for _, text in _asking(project))


@remembered
def has_both(project: Project) -> bool:
    """Whether a file of the back end takes the first version out of the second, which others may have it from."""
    for path in all_module_paths(project):
        try:
            data = project.source.read(path) or b""
        except UnreadableFile:  # reported where it is checked
            continue
        if b"pydantic" in data and any(_hands_models_on(found) for found in _of_v1().finditer(data)):
            return True
    return False


def _hands_models_on(imported: re.Match[bytes]) -> bool:
    """Whether an import has the models of the first version, and not only what they raise."""
    names = imported["names"]
    return names is None or any(name in names for name in (b"BaseModel", b"*"))


def _asking(project: Project) -> Iterator[tuple[str, str]]:
    """The folder and the text of each file that says what is needed."""
    for path in own(project.source.files()):
        if not _asks().search(path):
            continue
        try:
            data = project.source.read(path) or b""
        except UnreadableFile:
            continue
        encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8"  # as `pip` reads them
        yield path.rpartition("/")[0], data.decode(encoding, "replace").replace("\r\n", "\n")


@remembered
def _stated(project: Project) -> dict[str, int]:
    """Which version is asked for, by the folder of the files that ask for one."""
    found: dict[str, int] = {}
    for folder, text in _asking(project):
        if _one().search(text):
            found[folder] = _ONE
        elif _two().search(text):
            found.setdefault(folder, _TWO)
    return found


def _has_telling_argument(call: Call, method: str) -> bool:
    return method != "copy" and any(keyword.arg in _TELLING for keyword in call.node.keywords)


def _held(module: Module, function: Function, models: frozenset[str]) -> set[str]:
    """The parameters of a function that are models by their type."""
    return {
        one.node.arg
        for one in parameters(module, function)
        if any(name in models for name in names_in(module, one.annotation))
    }


@remembered
def _models(module: Module) -> frozenset[str]:
    """The classes of a file that are made from `BaseModel`, directly or not; each stands above its own."""
    found: set[str] = set()
    for one in module.classes:
        if any(base in _MODELS or base in found for base in one.bases):
            found.add(one.node.name)
    return frozenset(found)


@cache
def _asks() -> re.Pattern[str]:
    """The files that say which versions are asked for."""
    return re.compile(
        r"(^|/)(pyproject\.toml|setup\.(cfg|py)|(poetry|uv)\.lock|Pipfile|[\w.-]*requirements[\w.-]*\.(txt|in))$"
        r"|(^|/)requirements/[^/]*\.(txt|in)$"
    )


@cache
def _of_v1() -> re.Pattern[bytes]:
    return re.compile(
        rb"^[ \t]*+(?:import[ \t]++pydantic\.v1\b|from[ \t]++pydantic[ \t]++import[^\n#]*?\bv1\b"
        rb"|from[ \t]++pydantic\.v1(?:\.main)?[ \t]++import[ \t]*+(?P<names>\([^)]{0,4000}+|[^\n#]*+))",
        re.MULTILINE,
    )


@cache
def _needs() -> re.Pattern[str]:
    return re.compile(r"\b(pydantic|fastapi)\b", re.IGNORECASE)


@cache
def _one() -> re.Pattern[str]:
    """A requirement of pydantic 1, or of a FastAPI that knows no other, in any of the forms that files have."""
    return re.compile(
        rf"{_name('pydantic')}(?:[^#\n\"';]{{0,40}}?<(?:[ \t]*+2\b|=?[ \t]*+1\.\d)|(?:==|~=|\^|~|=)?[ \t]*+1\.)"
        rf"|{_name('fastapi')}(?:==|~=|\^|~|=)?[ \t]*+0\.\d\d?\."
        rf'|^name = "pydantic"\nversion = "1\.',
        re.MULTILINE,
    )


@cache
def _two() -> re.Pattern[str]:
    return re.compile(rf'{_name("pydantic")}[^#\n]{{0,20}}?\b2\b|^name = "pydantic"\nversion = "2\.', re.MULTILINE)


def _name(package: str) -> str:
    """The name of a package at the start of a line or of a string, with what may stand between it and its version."""
    version = r"(?:=[ \t]*+)?(?:\{[^}\n]{0,80}?version[ \t]*+=[ \t]*+)?[\"']?"
    return rf"(?:^[ \t]*+|[\"']){package}(?:\[[\w, -]{{0,80}}\])?[ \t]*+{version}[ \t]*+"
