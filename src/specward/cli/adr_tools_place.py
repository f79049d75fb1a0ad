"""The records that a command of adr-tools works on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.adr.tools.place import file_names, find_place
from specward.cli.console import write

if TYPE_CHECKING:
    from specward.adr.tools.folder import Folder
    from specward.adr.tools.place import Place

FAILED = 1
"""adr-tools knows no other exit code for what goes wrong, and scripts ask for it."""


def open_folder(place: Place) -> Folder | None:
    """The records of a place as they are now; None where there is no such folder."""
    from specward.adr.tools.folder import Folder
    from specward.sources.worktree import WorkTreeSource

    names = file_names(place)
    return None if names is None else Folder(WorkTreeSource(place.root), place, names)


def folder_here() -> Folder | None:
    """The records that the working directory is about; None, and what adr-tools says to that, where there are none."""
    place = find_place(os.getcwd())
    folder = open_folder(place)
    if folder is None:
        write(f"The {place.shown} directory does not exist")
    return folder
