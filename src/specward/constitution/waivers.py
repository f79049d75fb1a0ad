"""Waivers: `.specify/waivers.yml`, a list of what is let pass, why, by whom and until when.

- waives: P-05                      # a rule, a principle, or an item such as 001-login/FR-003
  scope: 'src/legacy/**'            # one glob or a list; everywhere where it is left out
  reason: 'the old logger goes with release 3'
  owner: Ada Lovelace
  expires: 2026-12-31               # the last day on which it holds
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward import globs, yaml_text
from specward.artifacts import references
from specward.artifacts.calendar_date import is_date
from specward.constitution.adopted import WAIVERS_PATH
from specward.features import FeatureName
from specward.markdown.document import Document
from specward.remembered import remembered
from specward.words import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.finding import Finding
    from specward.markdown.document import Place
    from specward.project import Project
    from specward.yaml_text import Node

PATH = WAIVERS_PATH
KEYS = ("waives", "scope", "reason", "owner", "expires")
_COUNT_LIMIT = 5_000
_AS_LIST = "write `- waives: …` with scope, reason, owner and expires"


class Waiver(NamedTuple):
    """One waiver as written."""

    waives: str
    """A rule's name or code, a principle's id, or an item: `001-login/FR-003`."""
    scope: tuple[str, ...]
    """Globs of the paths that it is about; everywhere where there is none."""
    reason: str
    owner: str
    expires: str
    """The last day on which it holds, `2026-12-31`."""
    place: Place
    missing: tuple[str, ...] = ()
    """The keys among reason, owner and expires that say nothing, or no day: then it lets nothing pass."""

    def active(self, today: str) -> bool:
        """Whether it lets anything pass on a day."""
        return not self.missing and self.expires >= today

    def expired(self, today: str) -> bool:
        """Whether its term is over."""
        return "expires" not in self.missing and self.expires < today

    def covers(self, path: str) -> bool:
        """Whether a path is in its scope."""
        return not self.scope or any(globs.matches(glob, path) for glob in self.scope)

    def lets_pass(self, finding: Finding) -> bool:
        """Whether a finding is what it is about; that it holds today is asked with `active`.

        It means the findings of a rule, and those whose message names the principle or the item.
        """
        if self.waives in {finding.code, finding.rule}:
            return self.covers(finding.location.path)
        folder, _, local = self.waives.rpartition("/")
        if local not in finding.message or not self.covers(finding.location.path):
            return False
        named = re.search(rf"(?<![\w./-]){_item(folder)}{re.escape(local)}(?![\w-])", finding.message) is not None
        return named and (not folder or _lies_in(folder, finding))


class Waivers(NamedTuple):
    """What the file of waivers holds."""

    waivers: tuple[Waiver, ...] = ()
    malformed: tuple[tuple[Place, str, str], ...] = ()
    """What could not be read: where, why, and what to do."""

    def active_for(self, item: str, today: str, path: str = "") -> Waiver | None:
        """The waiver that holds on a day for a rule, a principle or an item (`001-login/FR-003`), if any.

        Args:
            item: as `Waiver.waives` writes it; a feature may be written as folder, number or slug.
            today: the day.
            path: where the item stands; a waiver with another scope is passed over.
        """
        for waiver in self.waivers:
            if waiver.active(today) and same_item(waiver.waives, item) and (not path or waiver.covers(path)):
                return waiver
        return None


@remembered
def waivers_of(project: Project) -> Waivers:
    """The waivers of a project; read once, and kept as long as the project is.

    Raises:
        UnreadableFile: the file is there and cannot be read.
    """
    data = project.source.read(PATH)
    return Waivers() if data is None else read_waivers(Document.from_bytes(PATH, data))


def read_waivers(document: Document) -> Waivers:
    """The waivers in a file; whatever its text is, nothing is raised."""
    try:
        root = yaml_text.read(document.text)
    except yaml_text.YamlError as error:
        place = document.place(error.offset, error.offset + 1)
        return Waivers((), ((place, f"this is not YAML as Specward reads it: {error.message}", _AS_LIST),))
    if root.is_null:
        return Waivers()
    if not root.items:
        return Waivers((), ((document.place(root.start, root.end), "waivers are a list", _AS_LIST),))
    waivers: list[Waiver] = []
    malformed: list[tuple[Place, str, str]] = []
    for item in root.items[:_COUNT_LIMIT]:
        problem = _problem(item)
        if problem:
            node, reason, help_ = problem
            start = node.key_start if node.key_start >= 0 else node.start
            malformed.append((document.place(start, max(node.end, start + 1)), reason, help_))
        else:
            waivers.append(_waiver(document, item))
    if len(root.items) > _COUNT_LIMIT:
        place = document.place(root.items[_COUNT_LIMIT].start, root.items[_COUNT_LIMIT].end)
        malformed.append((place, f"only the first {_COUNT_LIMIT:,} waivers are read", ""))
    return Waivers(tuple(waivers), tuple(malformed))


def let_pass(findings: Iterable[Finding], waivers: Waivers, today: str) -> tuple[list[Finding], int]:
    """The findings that no active waiver lets pass, and how many were let pass."""
    by_word: dict[str, list[Waiver]] = {}
    for waiver in waivers.waivers:
        if waiver.active(today):
            by_word.setdefault(waiver.waives.rpartition("/")[2], []).append(waiver)
    found = list(findings)
    if not by_word:
        return found, 0
    kept = [finding for finding in found if not any(w.lets_pass(finding) for w in _concerning(finding, by_word))]
    return kept, len(found) - len(kept)


def _concerning(finding: Finding, by_word: dict[str, list[Waiver]]) -> Iterator[Waiver]:
    """The waivers of the rule, and of what the message names."""
    for word in dict.fromkeys((finding.code, finding.rule, *_named().findall(finding.message))):
        yield from by_word.get(word, ())


def same_item(written: str, item: str) -> bool:
    """Whether two ids mean one item: `1/FR-003`, `login/FR-003` and `001-login/FR-003` do."""
    folder, _, local = written.rpartition("/")
    other, _, other_local = item.rpartition("/")
    return local == other_local and (folder == other or bool(folder and other and _same_feature(folder, other)))


def _same_feature(written: str, folder: str) -> bool:
    name = folder.rpartition("/")[2]
    written = written.rpartition("/")[2]
    if written == name:
        return True
    known = FeatureName.parse(name)
    is_number = written.isascii() and written.isdigit() and len(written) < len("000000")
    return known.number == int(written) if is_number else bool(known.slug) and known.slug == written


def _lies_in(folder: str, finding: Finding) -> bool:
    return any(_same_feature(folder, part) for part in finding.location.path.split("/")[:-1])


def _item(folder: str) -> str:
    """What may stand before a local id in a message: its feature."""
    return r"(?:[\w./-]{1,200}/)?" if folder else ""


def _problem(item: Node) -> tuple[Node, str, str] | None:
    """What is wrong with the form of a waiver, where, and what to do about it."""
    if not item.entries:
        return item, "a waiver is a mapping", f"known here: {', '.join(KEYS)}"
    for key, node in item.entries.items():
        if key not in KEYS:
            return node, f"unknown key `{key[:60]}`", suggestion(key, KEYS)
        values = node.items or [node] if key == "scope" else [node]
        if any(not isinstance(value.value, str) for value in values):
            return node, f"`{key}` is a text", ""
    if not _waivable().fullmatch(item.entries["waives"].text if "waives" in item.entries else ""):
        node = item.entries.get("waives", item)
        return node, "this does not say what is waived", "`waives:` names a rule, a principle, or 001-login/FR-003"
    if _local().fullmatch(item.entries["waives"].text):
        return item.entries["waives"], "this item may stand in any feature", "write its feature too: 001-login/FR-003"
    return None


def _waiver(document: Document, item: Node) -> Waiver:
    texts = {key: " ".join(node.text.split()) for key, node in item.entries.items()}
    missing = [key for key in ("reason", "owner") if not texts.get(key)]
    if not is_date(texts.get("expires", "")):
        missing.append("expires")
    scope = item.entries.get("scope")
    paths = tuple(node.text.removeprefix("./") for node in (scope.items or [scope])) if scope else ()
    node = item.entries["waives"]
    return Waiver(
        texts["waives"],
        tuple(path for path in paths if path),
        texts.get("reason", ""),
        texts.get("owner", ""),
        texts.get("expires", ""),
        document.place(node.key_start, node.end),
        tuple(missing),
    )


@cache
def _named() -> re.Pattern[str]:
    return re.compile(r"\w+(?:[.-]\w+)*")


@cache
def _local() -> re.Pattern[str]:
    return re.compile(rf"(?:{references.ID}|{references.TASK_ID})", re.ASCII)


@cache
def _waivable() -> re.Pattern[str]:
    return re.compile(r"[\w./-]{1,200}")
