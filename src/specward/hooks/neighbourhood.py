"""The index as far as a staged change reaches: a hook cannot list thousands of documents to check one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.phr_name import RecordPlace
from specward.features import FeatureName
from specward.project import CONSTITUTION_PATHS
from specward.sources.index import IndexSource
from specward.sources.scope import PINS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.artifacts.kind import Layout
    from specward.git.objects import Blobs


class Neighbourhood(IndexSource):
    """The index, listing only documents near some paths. Any other file can still be read and asked about.

    Args:
        root: the project's root.
        pathspecs: what is near; see `neighbourhood`.
        blobs: what reads the repository's objects, where somebody has one running.
    """

    is_whole = False

    def __init__(self, root: str, pathspecs: list[str], blobs: Blobs | None = None) -> None:
        super().__init__(root, pathspecs, blobs)
        self._elsewhere: IndexSource | None = None

    def read(self, path: str) -> bytes | None:
        """The bytes at `path`; see `Source`."""
        # What is no Markdown is code, or stands below `.specify/` or in a feature that is near: listed, or not there.
        if path in self.documents() or not path.endswith(".md"):
            return super().read(path)
        if self._elsewhere is None:
            self._elsewhere = IndexSource(self._root, blobs=self._blobs)
        return self._elsewhere.read(path)


def neighbourhood(
    root: str, touched: Iterable[str], layout: Layout, blobs: Blobs | None = None, *, everywhere: bool = False
) -> IndexSource:
    """The part of the index that rules look at when they judge the touched paths.

    That is the whole of each touched feature, whatever else bears its number, the folder of each touched record and
    the feature that it is filed under, and the constitution. Decisions cite each other from anywhere: where one of
    them, or what pins them, is touched, the whole index is listed; `everywhere` says that something else cites from
    anywhere.
    """
    if everywhere:
        return IndexSource(root, blobs=blobs)
    pathspecs = dict.fromkeys([".specify", *CONSTITUTION_PATHS])
    for path in touched:
        kind = layout.kind_of(path)
        folder = layout.feature_folder(path)
        if kind is Kind.PHR:
            pathspecs |= dict.fromkeys(_near_record(path, layout))
        elif kind is Kind.ADR or path.endswith(PINS):
            return IndexSource(root, blobs=blobs)
        if folder:
            pathspecs |= dict.fromkeys(_near_feature(folder))
    return Neighbourhood(root, list(pathspecs), blobs)


def _near_feature(folder: str) -> list[str]:
    """A feature, and those that its number or its name is compared with."""
    parent, _, name = folder.rpartition("/")
    number = FeatureName.parse(name).number
    if number is None:
        return [f":(literal){parent}/"]
    # Numbers are compared as numbers: 7 is 007 and 0007.
    same = f":(glob){_escaped(parent)}/*{number}"
    return [f":(literal){folder}/", f"{same}/**", f"{same}-*/**"]


def _near_record(path: str, layout: Layout) -> list[str]:
    """The records filed with one, and the feature that its folder is named after."""
    feature = _escaped(RecordPlace.parse(path).folder or "-")
    roots = (f":(glob)**/{root}/{feature}/**" for root in ("specs", "kitty-specs"))
    own = f":(glob){_escaped(layout.specs)}/{feature}/**"
    return [f":(literal){path.rpartition('/')[0]}/", own, *roots]


def _escaped(path: str) -> str:
    """A path in which git's globs find nothing special."""
    return "".join(f"\\{character}" if character in "*?[\\" else character for character in path)
