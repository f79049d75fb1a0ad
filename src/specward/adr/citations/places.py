"""Which files speak for the project today: whose citations are held against the decisions as they are now."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward import globs
from specward.artifacts.adr_identity import folder_of
from specward.artifacts.kind import Kind
from specward.lazy import lazy
from specward.remembered import remembered, remembered_each

if TYPE_CHECKING:
    from specward.project import Project

_NOT_OURS = frozenset(
    {"node_modules", "vendor", "vendored", "third_party", "third-party", "thirdparty", "external", "site-packages"}
    | {"testdata", "test-data", "test_data", "__snapshots__", "snapshots", "golden", "goldens", "corpus", "cassettes"}
    | {"templates", "template", "examples", "example", "samples", "sample"}
)
"""Folders of other people's code, and of texts that stand for others."""
_OPEN = frozenset({".github", ".specify"})
"""Folders with a dot that speak for the project; all others belong to a tool."""
_PAST_KINDS = frozenset({Kind.PHR, Kind.ADR})
_DATA = (
    *(".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".html", ".htm", ".xml", ".svg", ".snap", ".lock", ".log", ".map"),
    *(".patch", ".diff", ".ipynb", ".min.js", ".min.css", ".dot", ".puml", ".bib", ".po", ".sum"),
)
"""Kinds of file that programs write, or that list what is elsewhere."""
_PROSE = (".md", ".markdown", ".mdx", ".txt", ".rst", ".adoc", ".asciidoc")
_SETTINGS = (".yml", ".yaml", ".toml", ".ini", ".cfg", ".conf", ".env", ".properties")
_PAST_FOLDERS = frozenset(
    {"archive", "archived", "archives", "attic", "old", "legacy", "postmortems", "post-mortems", "retrospectives"}
    | {"retros", "migrations", "reports", "reviews", "meetings", "minutes", "releases", "release-notes", ".changeset"}
    | {"changes", "changelogs", "changelog", "journal", "sessions", "prompts", "rfc", "rfcs"}
    | {"research", "investigations", "spikes"}
)
"""Folders of texts that tell what was, on a day."""
_CONTENTS = frozenset(
    {"summary.md", "_sidebar.md", "mkdocs.yml", "mkdocs.yaml", "toc.yml", "_toc.yml", "toc.md"}
    | {"sidebars.js", "sidebars.ts"}
)
"""Tables of contents."""
_BESIDE = ("readme.", "index.", "toc.", "summary.", "backlog.")
"""Files in a folder of decisions that list them."""


class Place:
    """One file as a place that cites decisions.

    Args:
        path: of the file.
        project: that it belongs to.
    """

    def __init__(self, path: str, project: Project) -> None:
        self._path = path
        self._project = project
        *self._folders, self._name = path.lower().split("/")

    @lazy
    def speaks(self) -> bool:
        """Whether a citation there means a decision of this project."""
        if self._name.endswith(_DATA) or "template" in self._name:
            return False
        for folder in self._folders:
            if folder in _NOT_OURS or (folder[:1] == "." and folder not in _OPEN) or "fixture" in folder:
                return False
        return not any(globs.matches(glob, self._path) for glob in self._project.config.adr_cite_exempt)

    @property
    def is_record(self) -> bool:
        """Whether it is a decision's."""
        return self._project.kinds.get(self._path) is Kind.ADR

    @lazy
    def is_past(self) -> bool:
        """Whether the text tells what was: a record, a prompt, a change log, what bears a date, what is put away."""
        if self._project.kinds.get(self._path) in _PAST_KINDS:
            return True
        if self._path.startswith(f"{self._project.config.history}/prompts/"):
            return True
        return not _PAST_FOLDERS.isdisjoint(self._folders) or _past_name().search(self._name) is not None

    @property
    def lists(self) -> bool:
        """Whether the file lists the decisions: it lies among them, or is a table of contents."""
        if self._name in _CONTENTS:
            return True
        folder = self._path.rpartition("/")[0]
        return self._name.startswith(_BESIDE) and folder in record_folders(self._project)

    @property
    def is_prose(self) -> bool:
        """Whether it is a text for people."""
        return self._name.endswith(_PROSE)

    @property
    def in_comments(self) -> bool:
        """Whether only comments speak there: the rest is settings, or a test's samples."""
        if self.is_prose:
            return False
        tests = self._project.config.trace_tests
        return self._name.endswith(_SETTINGS) or any(globs.matches(glob, self._path) for glob in tests)


class Places:
    """The files of a project as places that cite decisions.

    Args:
        project: the project.
    """

    def __init__(self, project: Project) -> None:
        self._project = project

    @remembered_each
    def at(self, path: str) -> Place:
        """What the file at a path is."""
        return Place(path, self._project)


@remembered
def record_folders(project: Project) -> frozenset[str]:
    """The folders that hold records, relative to the root."""
    return frozenset(map(folder_of, project.of_kind(Kind.ADR)))


@cache
def _past_name() -> re.Pattern[str]:
    """A change log, or a name with a date; lower case."""
    return re.compile(
        r"^(?:changelog|changes|history|news|release[-_ ]?notes|releases)\b|post-?mortem|retro(?:spective)?|minutes"
        r"|(?<!\d)(?:19|20)\d\d-?(?:0[1-9]|1[0-2])(?:-?[0-3]\d)?(?!\d)",
        re.ASCII,
    )
