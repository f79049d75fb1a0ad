"""Why something is as it is: the decisions that a file, folder or line stands on, each with the reason to name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.citations.judge import Judge, Verdict
from specward.adr.citations.scan import Citation, citations_below, citations_in, cited_by, grammar_of
from specward.adr.why.nearness import in_code, in_document
from specward.adr.why.reason import COMMIT, FILE, FOLDER, Asked, Reason
from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry
    from specward.adr.why.nearness import Nearness
    from specward.git.blame import Blamed
    from specward.project import Project

_SHORT = 9


class Ground(NamedTuple):
    """A decision that something stands on."""

    entry: Entry
    successors: tuple[Entry, ...]
    """What holds in its place, where it no longer does."""
    reasons: tuple[Reason, ...]
    """The strongest first."""


class Why(NamedTuple):
    """What a path stands on."""

    grounds: list[Ground]
    """The nearest first."""
    unknown: list[Citation]
    """Citations of decisions that do not exist."""
    cited_by: list[Citation]
    """Of a decision's own record: who cites it."""


def why(
    project: Project, catalogue: Catalogue, asked: Asked, *, commit: Blamed | None = None, prompts: Sequence[str] = ()
) -> Why:
    """The decisions that a file, a folder or a line stands on.

    Args:
        project: the project.
        catalogue: its decisions.
        asked: the path, and the line.
        commit: the commit that the line comes from, where anybody can tell.
        prompts: the prompt records of that commit.

    Raises:
        UndeterminedError: files cannot be listed, or git refuses.
        UnreadableFile: the file, or a document on the way, cannot be read.
    """
    if not catalogue.entries:
        return Why([], [], [])
    work = _Work(project, catalogue, asked)
    work.cited()
    work.committed(commit, prompts)
    work.named()
    own = catalogue.at.get(asked.path)
    return Why(work.grounds(), work.unknown, cited_by(project, catalogue, own) if own and not asked.line else [])


class _Work:
    """What is found about one path."""

    def __init__(self, project: Project, catalogue: Catalogue, asked: Asked) -> None:
        self._project = project
        self._catalogue = catalogue
        self._asked = asked
        self._judge = Judge(catalogue)
        self._reasons: dict[str, dict[Reason, None]] = {}
        self.unknown: list[Citation] = []

    def cited(self) -> None:
        """Take what is cited below the folder, or in the file, by how near it is to the line."""
        path, line, is_folder = self._asked
        if is_folder:
            self._take(citations_below(self._project, path).found, lambda _: FOLDER)
            return
        found = citations_in(self._project, path).found
        near = self._nearness(path, line) if line and found else None
        self._take(found, lambda cited: (near and near.of(cited.line)) or FILE)

    def _nearness(self, path: str, line: int) -> Nearness:
        document = Document.from_bytes(path, self._project.source.read(path) or b"")
        return in_document(document, line) if path.endswith(".md") else in_code(document.text.splitlines(), line)

    def committed(self, commit: Blamed | None, prompts: Iterable[str]) -> None:
        """Take what the commit of a line cites, and the prompt records that belong to it."""
        if commit:
            said = Reason(COMMIT, "", 0, f"{commit.commit[:_SHORT]} {commit.subject}")
            for text in commit.message.splitlines():
                for mention in grammar_of(self._project).mentions(text):
                    for entry in self._meant(Citation("", 0, mention, text)):
                        self._add(entry, said)
        for path in prompts:
            self._take(citations_in(self._project, path).found, lambda _: COMMIT)

    def named(self) -> None:
        """Take which records name the path, and which are tied to a feature whose tasks name it."""
        from specward.adr.why.naming import records_naming, through_features

        for finder in (records_naming, through_features):
            for entry, reason in finder(self._project, self._catalogue, self._asked):
                self._add(entry, reason)

    def grounds(self) -> list[Ground]:
        """The decisions with their reasons, the nearest first."""
        grounds = []
        for path, reasons in self._reasons.items():
            entry = self._catalogue.at[path]
            after = () if entry.is_live else tuple(one for one in self._catalogue.successors(entry) if one.is_live)
            grounds.append(Ground(entry, after, tuple(sorted(reasons, key=_rank))))
        return sorted(grounds, key=_nearest)

    def _take(self, citations: Iterable[Citation], kind_of: Callable[[Citation], str]) -> None:
        for citation in citations:
            for entry in self._meant(citation):
                words = " ".join(citation.text.split())
                self._add(entry, Reason(kind_of(citation), citation.path, citation.line, words))

    def _meant(self, citation: Citation) -> tuple[Entry, ...]:
        """The records that a citation may mean; one of nothing is noted."""
        judged = self._judge.judge(citation)
        if judged.verdict is Verdict.UNKNOWN and citation.path:
            self.unknown.append(citation)
        return judged.meant

    def _add(self, entry: Entry, reason: Reason) -> None:
        if entry.path != self._asked.path:
            self._reasons.setdefault(entry.path, {})[reason] = None


def _nearest(ground: Ground) -> tuple[int, bool, str]:
    return ground.reasons[0].rank[0], not ground.entry.is_live, ground.entry.path


def _rank(reason: Reason) -> tuple[int, str, int]:
    return reason.rank
