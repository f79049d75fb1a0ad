"""Which layer of a back end a file belongs to: by `fastapi.layers`, or by the names that most projects give to folders.

The innermost folder with such a name tells, then the file's own name: `app/api/v1/services/mail.py` is a service, and
so is `app/mail/service.py`. What lies in `api` or `core` and has no other such name belongs to those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward import globs

if TYPE_CHECKING:
    from specward.project import Project

_FOLDERS = {
    "routes": ("endpoints", "routers", "routes", "views"),
    "schemas": ("schemas",),
    "services": ("services",),
    "repositories": ("repositories", "repository", "crud"),
    "models": ("models", "entities"),
    "core": (),
}
"""What the folders of each layer are called. `service` and `entity` are more often what an application is about."""
_FILES = {
    "routes": ("router", "routes", "views", "endpoints"),
    "schemas": ("schemas", "schema"),
    "services": ("services", "service"),
    "repositories": ("repositories", "repository", "crud"),
    "models": ("models", "model", "entities"),
}
"""What files are called that are a layer of their part of the application."""
_WIDE = {"api": "routes", "apis": "routes", "core": "core"}
"""Folders that often hold more than one layer."""
LAYERS = tuple(_FOLDERS)
"""The layers, from the top: each may know those that follow."""
_OF_FOLDER = {name: layer for layer, names in _FOLDERS.items() for name in names}
_OF_FILE = {name: layer for layer, names in _FILES.items() for name in names}


def layer_of(project: Project, path: str) -> str:
    """The layer of a Python file; empty where it belongs to none."""
    configured = project.config.fastapi_layers
    if configured:
        found = (layer for layer, where in configured.items() if any(globs.matches(glob, path) for glob in where))
        return next(found, "")
    *folders, name = path.removesuffix(".py").split("/")
    folders.reverse()
    named = (*(_OF_FOLDER.get(folder) for folder in folders), _OF_FILE.get(name), *map(_WIDE.get, (*folders, name)))
    return next((layer for layer in named if layer), "")
