"""Files of the project as texts, and the step from one text to another."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from specward import whole_files
from specward.changes import Create, Delete, Replace
from specward.confined import refuse_path
from specward.errors import UndeterminedError, UsageError

if TYPE_CHECKING:
    from specward.changes import Change


def read(root: str, path: str) -> str | None:
    """The text of a file, with its line endings and its byte order mark; None where there is none.

    Raises:
        UsageError: it is a link, no file or no UTF-8, or the path leads through a link.
        UndeterminedError: it cannot be read.
    """
    refuse_path(path, root)
    target = os.path.join(root, path)
    try:
        if not stat.S_ISREG(os.lstat(target).st_mode):
            raise UsageError("this is no regular file", where=path)
        return whole_files.content(target).decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        raise UsageError("this file is not UTF-8", where=path) from None
    except OSError as error:
        raise UndeterminedError(f"this cannot be read: {error.strerror or error}", where=path) from None


def step(path: str, before: str | None, after: str | None, *, executable: bool = False) -> Change | None:
    """The change from one text to another, None where they are the same; a text is None where there is no file.

    Args:
        path: the file.
        before: what it holds.
        after: what it is to hold.
        executable: whether a new one may be executed.
    """
    if before == after:
        return None
    if after is None:
        return Delete(path)
    return Create(path, after, executable) if before is None else Replace(path, after, before)
