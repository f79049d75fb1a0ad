"""Where a repository lies, told by its own files, without asking git: a hook at a prompt has no time for a question.

Source of the format: gitrepository-layout(5).
"""

from __future__ import annotations

import os

from specward import noted

_LARGEST = 4096


class GitPlace:
    """A work tree and its git folders.

    Attributes:
        top: the top of the work tree.
        git_dir: this work tree's own git folder (index, HEAD).
        common_dir: the git folder that all linked work trees share (objects, refs, configuration).
    """

    __slots__ = ("common_dir", "git_dir", "top")

    def __init__(self, top: str, git_dir: str, common_dir: str) -> None:
        self.top = top
        self.git_dir = git_dir
        self.common_dir = common_dir

    def branch(self) -> str:
        """The branch that is checked out, born or not; empty where HEAD is detached or another format keeps it."""
        head = _first_line(os.path.join(self.git_dir, "HEAD"))
        name = head.removeprefix("ref: refs/heads/")
        return "" if name in {head, ".invalid"} else name  # `.invalid`: refs are kept in a reftable

    def commit(self) -> str:
        """The commit that is checked out by itself; empty on a branch, or where another format keeps it."""
        head = _first_line(os.path.join(self.git_dir, "HEAD"))
        return "" if head.startswith("ref: ") else head

    def folder_of(self, root: str) -> str:
        """A project's folder below the top; empty where it is the top."""
        folder = os.path.relpath(os.path.realpath(root), self.top)
        return "" if folder == os.curdir else folder.replace(os.sep, "/")

    def worktrees(self) -> list[str]:
        """The top of every work tree of the repository that is still there; the main one where it is no bare one."""
        folder = os.path.join(self.common_dir, "worktrees")
        names = names_in(folder)
        tops = [os.path.dirname(_first_line(os.path.join(folder, name, "gitdir"))) for name in names]
        if os.path.basename(self.common_dir) == ".git":
            tops.insert(0, os.path.dirname(self.common_dir))
        return [top for top in tops if top and _stands(top) == "folder"]


def find_place(start: str) -> GitPlace | None:
    """The repository whose work tree a folder lies in, by the files above it alone; None where there is none.

    What the environment says (`GIT_DIR`) is not asked: it holds for the git that set it, not for a project.
    """
    folder = os.path.realpath(start)
    while True:
        mark = os.path.join(folder, ".git")
        if _stands(os.path.join(mark, "HEAD")) == "file":
            return GitPlace(folder, mark, mark)
        if _stands(mark) == "file":
            return _linked(folder, mark)
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def folder_of(root: str) -> str:
    """A project's folder below the top of its repository; empty where it is the top, or there is no repository."""
    place = find_place(root)
    return place.folder_of(root) if place else ""


def _linked(top: str, mark: str) -> GitPlace | None:
    """The place of a linked work tree or a submodule, whose `.git` is a file that names the folder."""
    line = _first_line(mark)
    path = line.removeprefix("gitdir: ")
    if path == line:
        return None
    git_dir = os.path.normpath(os.path.join(top, path))
    common = _first_line(os.path.join(git_dir, "commondir"))
    if _stands(os.path.join(git_dir, "HEAD")) != "file":
        return None
    return GitPlace(top, git_dir, os.path.normpath(os.path.join(git_dir, common)) if common else git_dir)


def _stands(path: str) -> str:
    found = standing(path)
    noted.note(("standing", path), found)
    return found


def standing(path: str) -> str:
    """What stands where one of git's files or folders would be: `file`, `folder`; empty where neither does."""
    return "file" if os.path.isfile(path) else "folder" if os.path.isdir(path) else ""


def _first_line(path: str) -> str:
    line = first_line(path)
    noted.note(("line", path), line)
    return line


def first_line(path: str) -> str:
    """The first line of one of git's files; empty where there is none."""
    try:
        with open(path, "rb") as file:
            return os.fsdecode(file.read(_LARGEST).partition(b"\n")[0].rstrip(b"\r"))
    except OSError:
        return ""


def names_in(folder: str) -> list[str]:
    """What lies in one of git's folders, sorted; nothing where there is none."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        names = []
    noted.note(("names", folder), "\0".join(names))
    return names
