"""What a hook asks git before it imports anything else, so that git works while Python does."""

from __future__ import annotations

import os

from specward.git.objects import Blobs
from specward.git.staging import start_index, start_listing
from specward.sources.scope import PATHSPECS

TYPE_CHECKING = False  # before `typing`
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from specward.git.process import Child

CONFIG_PATHS = (".specify/specward.yml", ".specify/specward.yaml")
_CONSTITUTION = ".specify/memory/constitution.md"
_NEEDLE = b"adr"
_BETWEEN = "-_ #\u00a0\u2010\u2011\u2012\u2013\u2014".encode()
"""What may stand between the letters and the number of a decision."""
_DOCUMENTS = (".json", ".yaml", ".yml")
"""What the names of OpenAPI documents end with."""
_MOST_FILES = 16
"""More files than these take longer to read than a third of what an interpreter takes to start."""
_LARGEST = 1_000_000
"""Bytes of a file that is read: more is data, or made by a program."""


class Asked:
    """The questions under way in the repository that `cwd` lies in.

    Args:
        cwd: a folder of the repository.
        config: whether the configuration will be wanted whatever is staged.

    Attributes:
        top: the top of the work tree.
        listing: git, listing what is staged.
        blobs: git, reading objects; call a method of this class before you ask it for others.
        documents: git, listing the documents of the project at the top; None before `list_documents`.

    Raises:
        UsageError: there is no repository.
        UndeterminedError: git is missing or refuses.
    """

    def __init__(self, cwd: str, *, config: bool) -> None:
        # Git starts hooks at the top of the work tree; only people stand elsewhere.
        self.top = cwd if os.path.lexists(os.path.join(cwd, ".git")) else _find_top(cwd)
        self.listing = start_listing(self.top)
        self.blobs = Blobs(self.top)
        self.documents: Child | None = None
        # The index is read by the listing alone: what that does not name is as it is in HEAD.
        self._top_paths = (_CONSTITUTION, *CONFIG_PATHS) if config else (_CONSTITUTION,)
        asked = ["HEAD", *(f"HEAD:{path}" for path in self._top_paths)]
        self._top_files: Callable[[], list[bytes | None]] | None = self.blobs.start(asked)
        self._committed: dict[str, bytes | None] = {}
        self._commit = b""

    def list_documents(self) -> None:
        """Let git list the documents as they are staged, while the rules are imported: the half of all modules."""
        self.documents = start_index(self.top, PATHSPECS)

    def close(self) -> None:
        """Let go of git, whatever it has not said yet."""
        self.blobs.close()
        if self.documents is not None:
            self.documents.result()

    def guards_from_the_top(self) -> bool:
        """Whether the configuration at the top, as committed, may turn the record policy on, which is off by itself."""
        self._take_top_files()
        return any(b"require" in (content or b"") for content in self._committed.values())

    def _take_top_files(self) -> None:
        if self._top_files:
            commit, *files = self._top_files()
            self._commit = commit or b""
            self._committed.update(zip(self._top_paths, files, strict=True))
            self._top_files = None

    @property
    def commit(self) -> bytes:
        """The text of the last commit."""
        self._take_top_files()
        return self._commit

    def counts_beside_documents(self, staged: Mapping[str, str]) -> bool:
        """Whether what is staged besides documents counts: marks, citations, what principles or packs may look at."""
        return (
            self.holds_marks(staged)
            or self.holds_citations(staged)
            or self.holds_code_to_principles(staged)
            or self.holds_modules(staged)
            or self.holds_openapi(staged)
        )

    def holds_modules(self, staged: Mapping[str, str]) -> bool:
        """Whether a configuration above any staged Python file may name a pack that looks at it."""
        paths = [path for path in staged if path.endswith(".py")]
        return any(b"packs" in content for content in self._configs_above(paths, staged))

    def holds_openapi(self, staged: Mapping[str, str]) -> bool:
        """Whether a configuration above any staged file may name that as the API that a commit is held to."""
        paths = [path for path in staged if path.endswith(_DOCUMENTS)]
        names = {os.fsencode(path.rpartition("/")[2]) for path in paths}
        found = (content for content in self._configs_above(paths, staged) if b"in-hook" in content)
        return any(name in content for content in found for name in names)

    def _configs_above(self, paths: Iterable[str], staged: Mapping[str, str]) -> list[bytes]:
        """The configurations of all projects that some paths may belong to, as staged."""
        folders = {folder for path in paths for folder in folders_above(path)}
        roots = [folder for folder in folders if not folder or os.path.isdir(f"{self.top}/{folder}.specify")]
        return [content for files in self.config_files(roots, staged).values() for content in files.values()]

    def holds_code_to_principles(self, staged: Iterable[str]) -> bool:
        """Whether a constitution above any of the paths, as committed, may hold code to a pattern."""
        self._take_top_files()
        folders = {folder for path in staged for folder in folders_above(path)} - {""}
        nested = [f"{folder}{_CONSTITUTION}" for folder in folders if os.path.isdir(f"{self.top}/{folder}.specify")]
        committed = [self._committed[_CONSTITUTION], *self.blobs.read_many(f"HEAD:{path}" for path in nested)]
        return any(b"enforce" in (content or b"") for content in committed)

    def holds_marks(self, staged: Mapping[str, str]) -> bool:
        """Whether any staged file that is called a test may say what it verifies."""
        self._take_top_files()
        tests = [blob for path, blob in staged.items() if _may_be_test(path.lower()) and blob.strip("0")]
        return any(b"verifies" in (content or b"") for content in self.blobs.read_many(tests))

    def holds_citations(self, staged: Mapping[str, str]) -> bool:
        """Whether any staged file besides documents gains a line that may cite a decision; of many files none is asked.

        A decision that is cited by a path through a folder that is not called `adr` is not seen either.
        """
        self._take_top_files()
        code = {path: blob for path, blob in staged.items() if blob.strip("0") and not path.endswith(".md")}
        if len(code) > _MOST_FILES:
            return False
        small = [path for path in code if self._size(path) <= _LARGEST]
        contents = zip(small, self.blobs.read_many(code[path] for path in small), strict=True)
        naming = {path: content for path, content in contents if content and _NEEDLE in content.lower()}
        before = self.blobs.read_many(f"HEAD:{path}" for path in naming)
        return any(
            any(map(_cites, set(content.splitlines()).difference((former or b"").splitlines())))
            for content, former in zip(naming.values(), before, strict=True)
        )

    def _size(self, path: str) -> int:
        """How large a file of the work tree is, by which one that is staged is judged; 0 where it is not there."""
        try:
            return os.lstat(os.path.join(self.top, path)).st_size
        except OSError:
            return 0

    def config_files(self, folders: Iterable[str], staged: Mapping[str, str]) -> dict[str, dict[str, bytes]]:
        """The configuration files in each folder as staged, by folder and path.

        Args:
            folders: each ends in `/`; the top is empty.
            staged: the blob of every path that is staged; all zeros where it is deleted.
        """
        self._take_top_files()
        wanted = [folder + path for folder in folders for path in CONFIG_PATHS]
        unknown = [path for path in wanted if path not in staged and path not in self._committed]
        self._committed.update(zip(unknown, self.blobs.read_many(f"HEAD:{path}" for path in unknown), strict=True))
        found: dict[str, dict[str, bytes]] = {}
        for folder in folders:
            files = found[folder] = {}
            for path in CONFIG_PATHS:
                blob = staged.get(folder + path)
                content = self._committed[folder + path] if blob is None else self.blobs.read(blob)
                if content is not None:
                    files[path] = content
        return found


def _cites(line: bytes) -> bool:
    """Whether a line may cite a decision: `ADR-0007`, `adr/0007-x.md`; `citations.pattern` has the whole grammar."""
    return any(
        follows[:5].lstrip(_BETWEEN)[:1].isdigit() or (follows[:1] == b"/" and follows[1:2].isalnum())
        for follows in line.lower().split(_NEEDLE)[1:]
    )


def _may_be_test(path: str) -> bool:
    """Whether a path speaks of tests, whatever the configuration says of where they are."""
    return "test" in path or ".spec." in path or "/spec/" in path


def folders_above(path: str) -> list[str]:
    """Every folder that a path lies in, each ending in `/`, the top being empty."""
    parts = path.split("/")[:-1]
    return ["", *("/".join(parts[: index + 1]) + "/" for index in range(len(parts)))]


def _find_top(cwd: str) -> str:
    from specward.errors import UsageError
    from specward.git.repository import Repository

    found = Repository.find(cwd)
    if found is None:
        raise UsageError("this is no git repository", where=cwd, help="run the hook inside one, or `git init`")
    return found.root
