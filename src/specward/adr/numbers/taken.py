"""Which numbers are free, and who has one that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.catalogue.catalogue import catalogue_of
from specward.artifacts.adr_identity import AdrIdentity
from specward.errors import UsageError
from specward.git.elsewhere import GitElsewhere
from specward.ids import next_number, numbers_taken

if TYPE_CHECKING:
    from specward.adr.catalogue.entry import Entry
    from specward.project import Project


def free_number(root: str, folder: str) -> int:
    """The number after the highest in a folder, over work trees, index and every ref; ask under the lock.

    Raises:
        UndeterminedError: the folder or the repository cannot be read.
    """
    return next_number(root, folder, number_in)


def require_free(root: str, project: Project, folder: str, number: int, *, force: bool = False) -> None:
    """Refuse a number that a record of a folder has, here or, unless forced, anywhere else.

    Raises:
        UsageError: it is taken; says by whom.
        UndeterminedError: the folder or the repository cannot be read.
    """
    here = [entry for entry in catalogue_of(project).by_number.get(number, []) if entry.folder == folder]
    if here:
        raise UsageError(f"number {number} is taken by {here[0].path}", help=_HELP)
    if force or number not in numbers_taken(root, folder, number_in):
        return
    for line in GitElsewhere(root).lines([folder]):
        for path in sorted(line.paths):
            if AdrIdentity.parse(path).number == number:
                raise UsageError(f"number {number} is taken: {line.name} has {path}", help=f"{_HELP}, or --force")
    raise UsageError(
        f"number {number} is taken: git knows a file in {folder}/ that bears it", help=f"{_HELP}, or --force"
    )


def require_unpublished(project: Project, entry: Entry) -> None:
    """Refuse to move a record that the main line of a remote has, and that has its number alone.

    Raises:
        UsageError: it is so.
        UndeterminedError: git refuses.
    """
    bearers = catalogue_of(project).by_number.get(entry.number, []) if entry.number is not None else []
    alone = all(other == entry or other.folder != entry.folder for other in bearers)
    if alone and project.elsewhere and entry.path in project.elsewhere.published([entry.folder]):
        raise UsageError(
            f"{entry.name} is published: whoever cites it means this record",
            where=entry.path,
            help="let the other record move, or give --force",
        )


_HELP = "leave the number out to get the next free one"


def number_in(name: str) -> int | None:
    """The number that the name of a file bears."""
    return AdrIdentity.parse(name).number
