"""The columns that the classes of a file map to tables: SQLAlchemy's `mapped_column` and `Column`, SQLModel's `Field`.

A column is told by what surely is another one in the database: its name, a plain type of SQL with what that is given,
whether it may be null, is unique, has an index or leads elsewhere. Types that a project made itself, and what stays in
Python such as `default`, are left out: they are rewritten all the time, and the database stays as it is.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from specward.packs.fastapi.source.expressions import is_true, literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Location
    from specward.packs.fastapi.source.module import Module

_COLUMNS = frozenset({"mapped_column", "Column", "column_property"})
_NOT_COLUMNS = frozenset(
    {"relationship", "backref", "synonym", "association_proxy", "column_property", "hybrid_property", "dynamic_loader"}
    | {"Relationship", "query_expression", "composite", "validates", "declared_attr", "deferred"}
)
_PLAIN = frozenset(
    {"String", "Text", "Unicode", "UnicodeText", "Integer", "BigInteger", "SmallInteger", "Float", "Double", "Numeric"}
    | {"Boolean", "Date", "DateTime", "Time", "Interval", "LargeBinary", "JSON", "Uuid", "UUID", "JSONB", "ARRAY"}
)
_FLAGS = ("nullable", "unique", "index", "primary_key")


class Column(NamedTuple):
    """A column of a table."""

    table: str
    """`__tablename__` where it is a literal, else the name of the class."""
    name: str
    """The one that it is given, else that of the attribute."""
    facts: dict[str, str]
    """What is surely said of it: `type`, `nullable`, `unique`, `index`, `primary_key`, `references`."""
    place: Location

    def differs(self, other: Column) -> bool:
        """Whether something is said of both and is not the same."""
        return any(other.facts.get(key, said) != said for key, said in self.facts.items())


def columns_of(module: Module) -> list[Column]:
    """The columns of a file, in source order."""
    return [column for one in module.classes for column in _of_class(module, one.node)]


def may_have_columns(text: str) -> bool:
    """Whether the text of a file speaks of any; to parse it is dear."""
    return "mapped_column" in text or "Column(" in text or "Mapped[" in text or "table=True" in text


def _of_class(module: Module, node: ast.ClassDef) -> Iterator[Column]:
    is_sqlmodel = any(word.arg == "table" and is_true(word.value) for word in node.keywords)
    table = node.name
    assigned = [(*found, statement) for statement in node.body if (found := _assigned(statement))]
    for name, _, value, _ in assigned:
        if name == "__tablename__" and value is not None:
            table = literal(value) or table
    for name, annotation, value, statement in assigned:
        called = _called(value)
        mapped = annotation is not None and _head(annotation) == "Mapped"
        if called in _NOT_COLUMNS or name.startswith("__") or _is_there_already(value):
            continue
        if called in _COLUMNS or mapped or (is_sqlmodel and annotation is not None and _head(annotation) != "ClassVar"):
            yield Column(
                table,
                _given_name(value) or name,
                _facts(annotation if mapped else None, value),
                module.place(statement),
            )


def _assigned(statement: ast.stmt) -> tuple[str, ast.expr | None, ast.expr | None] | None:
    """What a statement of a class assigns: a name, its annotation and its value."""
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return statement.target.id, statement.annotation, statement.value
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id, None, statement.value
    return None


def _called(value: ast.expr | None) -> str:
    """The last name of what is called; empty where nothing is."""
    return _head(value.func) if isinstance(value, ast.Call) else ""


def _head(node: ast.expr) -> str:
    """The last word of a name: `Mapped` of `orm.Mapped[int]`."""
    if isinstance(node, ast.Subscript):
        node = node.value
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.partition("[")[0].rpartition(".")[2]
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _given_name(value: ast.expr | None) -> str:
    """The name that a column is given for the database."""
    if not isinstance(value, ast.Call) or _called(value) not in _COLUMNS:
        return ""
    named = [*value.args[:1], *(word.value for word in value.keywords if word.arg == "name")]
    return next(filter(None, map(literal, named)), "")


def _facts(annotation: ast.expr | None, value: ast.expr | None) -> dict[str, str]:
    found: dict[str, str] = {}
    if isinstance(annotation, ast.Subscript):
        names = {_head(node) for node in ast.walk(annotation.slice) if isinstance(node, ast.Name | ast.Attribute)}
        nones = [one for one in ast.walk(annotation.slice) if isinstance(one, ast.Constant) and one.value is None]
        found["nullable"] = str(bool(nones) or "Optional" in names)
    if not isinstance(value, ast.Call) or _called(value) not in _COLUMNS:
        return found
    if all(word.arg for word in value.keywords):  # nothing is handed on that cannot be seen
        found |= dict.fromkeys(("unique", "index", "primary_key"), "False")
    for word in value.keywords:
        if word.arg in _FLAGS and isinstance(word.value, ast.Constant):
            found[word.arg] = str(word.value.value)
        if word.arg == "type_":
            found |= _type(word.value)
    for given in value.args:
        if _called(given) == "ForeignKey" and given.args:  # type: ignore[attr-defined]  # it is a call
            found["references"] = _dump(given.args[0])  # type: ignore[attr-defined]
        else:
            found |= _type(given)
    return found


def _type(node: ast.expr) -> dict[str, str]:
    """A type of SQL; nothing of what is none, or is the project's own."""
    name = _called(node) or _head(node)
    if name not in _PLAIN:
        return {}
    given = [*node.args, *(word.value for word in node.keywords)] if isinstance(node, ast.Call) else []
    return {"type": f"{name}({', '.join(map(_dump, given))})"}


def _dump(node: ast.expr) -> str:
    try:
        return ast.unparse(node)[:200]
    except (RecursionError, ValueError):
        return ""


def _is_there_already(value: ast.expr | None) -> bool:
    """Whether a column is that of a class above, which shares its table."""
    words = value.keywords if isinstance(value, ast.Call) else []
    return any(word.arg == "use_existing_column" and is_true(word.value) for word in words)
