"""What a model says of fields that it does not have."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specward.packs.fastapi.source.module import Class, Module


def settles_extra(module: Module, model: Class) -> bool:
    """Whether a class says what becomes of fields that it does not have, or may: its configuration is no literal."""
    if any(keyword.arg in {"extra", None} for keyword in model.node.keywords):
        return True
    return any(_is_settled(module, statement) for statement in model.node.body)


def _is_settled(module: Module, statement: ast.stmt) -> bool:
    if isinstance(statement, ast.ClassDef) and statement.name == "Config":
        return bool(statement.bases) or any("extra" in _targets(module, below) for below in statement.body)
    if "model_config" not in _targets(module, statement):
        return False
    value = statement.value  # type: ignore[attr-defined]  # it has a target
    if isinstance(value, ast.Call):
        return bool(value.args) or any(keyword.arg in {"extra", None} for keyword in value.keywords)
    if isinstance(value, ast.Dict):
        return any(not isinstance(key, ast.Constant) or key.value == "extra" for key in value.keys)
    return True


def _targets(module: Module, statement: ast.stmt) -> list[str]:
    """The names that a statement assigns to."""
    if isinstance(statement, ast.Assign):
        return [module.name_of(target) for target in statement.targets]
    return [module.name_of(statement.target)] if isinstance(statement, ast.AnnAssign) else []
