"""The Python files of the back end: which they are, and each as a `Module`."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from specward.packs.fastapi.backend import is_backend
from specward.remembered import remembered

if TYPE_CHECKING:
    from specward.evidence.code import Code
    from specward.packs.fastapi.source.module import Module, Unread
    from specward.project import Project

LARGEST = 2_000_000
"""Bytes: what is larger was written by no hand, and is not analysed."""
_DEAR = 2_000_000_000
"""Characters to be copied: about a second."""
_GONE = "Missing parentheses in call to"
"""What the parser says of the statements of Python 2 that will not come back."""


@remembered
def module_paths(project: Project) -> list[str]:
    """The Python files of the back end, sorted; of a commit under way those that it touches."""
    return [path for path in project.code if is_backend(path, project.config)]


@remembered
def all_module_paths(project: Project) -> list[str]:
    """The same, be they judged or not."""
    return module_paths(project.whole)


def read_module(project: Project, path: str) -> Module | None:
    """A Python file, parsed; None where there is none.

    What Specward's own Python cannot parse is taken from the probe, where the project's own interpreter has parsed the
    same text; else the module is empty, and says why.

    Raises:
        UnreadableFile: it is there and cannot be read.
    """
    from specward.evidence.code import Code, Unparsable, decode_python
    from specward.packs.fastapi.source.module import Unread

    data = project.source.read(path)
    if data is None:
        return None
    if len(data) > LARGEST:
        return _empty(Code(path, ""), Unread(f"it is larger than {LARGEST // 1_000_000} MB"))
    try:
        text = decode_python(data)
    except Unparsable as error:
        return _empty(Code(path, ""), Unread(str(error)))
    return _parsed(project, data, Code(path, text))


def _parsed(project: Project, data: bytes, code: Code) -> Module:
    import ast
    import warnings

    from specward.packs.fastapi.source.misread import unread_of
    from specward.packs.fastapi.source.module import Module, Unread

    if _is_dear(code.text):
        return _empty(code, Unread("its f-strings hold too many expressions"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of `"\d"` and the like: whoever runs the file is told
            return Module(code, ast.parse(code.text))
    except SyntaxError as error:
        module = _probed(project, data, code) or _empty(code, unread_of(error, code))
        module.rests_on_probe = True
        return module
    except (ValueError, RecursionError, MemoryError) as error:
        return _empty(code, Unread(str(error) or "it is nested too deep"))


def _is_dear(text: str) -> bool:
    """Whether to parse a file takes this Python minutes: up to 3.11 it copies an f-string for each expression in it."""
    if sys.version_info >= (3, 12) or len(text) * text.count("{") < _DEAR:
        return False
    return sum(len(found[0]) * found[0].count("{") for found in _f_string().finditer(text)) >= _DEAR


@cache
def _f_string() -> re.Pattern[str]:
    single = r"'''(?:[^\\]|\\.)*?'''|'(?:[^'\\\n]|\\.)*+'"
    double = single.replace("'", '"')
    return re.compile(rf"\b(?:[rR]?[fF]|[fF][rR])(?:{single}|{double})", re.DOTALL)


def _probed(project: Project, data: bytes, code: Code) -> Module | None:
    """The module by the tree that the project's own interpreter has made of the same text; None where it has none."""
    from specward.digest import sha256
    from specward.packs.fastapi.probing.probe_file import read_probe
    from specward.packs.fastapi.probing.tree import NotATree, rebuild
    from specward.packs.fastapi.source.module import Module

    probed = read_probe(project.source) if project.with_probe else None
    tree = probed.trees.get(code.path) if probed else None
    if tree is None or tree.digest != sha256(data).hexdigest():
        return None
    try:
        return Module(code, rebuild(tree.nodes, code.text))
    except NotATree:
        return None


def _empty(code: Code, why: Unread) -> Module:
    from ast import Module as Tree

    from specward.packs.fastapi.source.module import Module

    return Module(code, Tree(body=[], type_ignores=[]), why)
