"""The first version of pydantic is used, in a back end that runs on the second.

## What it does

Reports what pydantic 2 has replaced: the decorators `validator` and `root_validator`, a `class Config` in a model,
imports that are gone such as `BaseSettings`, and the methods `dict`, `json`, `parse_obj`, `from_orm` and their like on
what is known to be a model.

## Why is this bad?

Some of it fails, such as the import of `BaseSettings`; some is ignored, such as `orm_mode`; the rest warns at each
start and is gone in the next version.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/schemas.py
from pydantic import BaseModel, validator


class OrderCreate(BaseModel):
    name: str

    @validator("name")
    def not_empty(cls, value: str) -> str:
        assert value
        return value
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/schemas.py
from pydantic import BaseModel, field_validator


class OrderCreate(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def not_empty(cls, value: str) -> str:
        assert value
        return value
```

## Limits

Nothing is reported in a file that imports `pydantic.v1` or is generated, nor where `pyproject.toml`, a file of
requirements or a lock file asks for pydantic 1, or for a FastAPI that is older than pydantic 2: the nearest above the
file tells, or else any. Where none of them names either, it is information. A method with a name such as `dict` is
reported where the file says that its object is a model, or where an argument such as `exclude_unset` does. Where any
file of the back end has `BaseModel` from `pydantic.v1`, others may have it from there: then only what a file has from
`pydantic` itself is reported.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project

_DECORATORS = {"pydantic.validator": "field_validator", "pydantic.root_validator": "model_validator"}
_MOVED = {
    "pydantic.BaseSettings": "import it from `pydantic_settings`",
    "pydantic.parse_obj_as": "use `TypeAdapter(…).validate_python`",
    "pydantic.generics.GenericModel": "make the model from `BaseModel` and `Generic`",
    "pydantic.fields.ModelField": "use `pydantic.fields.FieldInfo`",
}
_OPTIONS = frozenset(
    {
        *("orm_mode", "allow_population_by_field_name", "schema_extra", "anystr_strip_whitespace"),
        *("min_anystr_length", "fields", "getter_dict", "use_enum_values", "arbitrary_types_allowed"),
        *("validate_assignment", "json_encoders", "extra", "allow_mutation", "env_file", "env_prefix"),
        *("from_attributes", "populate_by_name", "json_schema_extra", "alias_generator"),
    }
)
"""What only the configuration of a model sets."""


@rule("FA130", Severity.ERROR, Scope.MODULE, needs=Need.FASTAPI, read=119, right=119)
def check(module: Module, project: Project) -> Iterator[Fault]:
    """Yield a fault for each use of the first version's interface."""
    from specward.packs.fastapi.source.pydantic_one import asks_for_one, has_both, is_needed, methods_of_one

    if any(name.startswith("pydantic.v1") for name in module.imports.values()) or _is_generated(module):
        return
    proven, likely = [*_decorators(module), *_imports(module)], list[Fault]()
    for fault, is_proven in (*_configs(module), *_methods(module, methods_of_one(module))):
        (proven if is_proven else likely).append(fault)
    faults = proven if likely and has_both(project) else [*proven, *likely]
    if faults and not asks_for_one(project, module.path):
        severity = None if is_needed(project) else Severity.INFO
        yield from (fault._replace(severity=severity) for fault in faults)


def _is_generated(module: Module) -> bool:
    """Whether a program has written a file, and says so at its top."""
    return any("generated" in line and line.startswith("#") for line in module.code.lines[:5])


def _fault(module: Module, node: ast.AST, what: str, instead: str) -> Fault:
    return Fault(module.place(node), f"{what} is of pydantic 1", help=instead)


def _decorators(module: Module) -> Iterator[Fault]:
    for function in module.functions:
        for decorator in function.node.decorator_list:
            name = module.name_of(decorator.func if isinstance(decorator, ast.Call) else decorator)
            if name in _DECORATORS:
                last = name.rpartition(".")[2]
                yield _fault(module, decorator, f"`{last}`", f"use `{_DECORATORS[name]}`")


def _imports(module: Module) -> Iterator[Fault]:
    for node in module.nodes(ast.ImportFrom):
        for alias in node.names:
            if instead := _MOVED.get(f"{node.module}.{alias.name}"):
                yield _fault(module, node, f"`{alias.name}`", instead)


def _methods(module: Module, found: Iterator[tuple[ast.Call, str, str, bool]]) -> Iterator[tuple[Fault, bool]]:
    for call, method, instead, is_proven in found:
        yield _fault(module, call.func, f"`{method}` of a model", f"use `{instead}`"), is_proven


def _configs(module: Module) -> Iterator[tuple[Fault, bool]]:
    """The configurations of models, and whether the file proves that it is one."""
    from specward.packs.fastapi.source.pydantic_one import is_model

    for one in module.classes:
        for below in one.node.body if one.bases else ():
            if isinstance(below, ast.ClassDef) and below.name == "Config" and (is_model(module, one) or _tells(below)):
                fault = Fault(
                    module.header(below),
                    f"`class Config` of `{one.node.name}` is of pydantic 1",
                    help="use `model_config = ConfigDict(…)`",
                )
                yield fault, is_model(module, one)


def _tells(config: ast.ClassDef) -> bool:
    """Whether a class can be told to configure a model by what it sets."""
    set_ = {
        target.id
        for node in config.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return not set_.isdisjoint(_OPTIONS)
