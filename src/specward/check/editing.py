"""What fixes make of a state of a project, or why one of them cannot be made there."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from specward.adr.edit.line_spans import line_ending
from specward.confined import refuse_words
from specward.errors import UsageError
from specward.sources.edited import EditedSource, Text, above
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specward.finding import Edit, Fix, Rename


class Editing:
    """A state of a project in which fixes can be made. Each text is read once."""

    def __init__(self, state: EditedSource) -> None:
        self.state = state
        self._texts: dict[str, str] = {}

    def refusal(self, fix: Fix) -> str:
        """Why a fix cannot be made, in words; empty where it can."""
        try:
            return self._refused_edits(fix) or self._refused_renames(fix.renames)
        except UnreadableFile as error:
            return f"{error.path} cannot be read: {error.reason}"
        except UnicodeError:
            return "what is not UTF-8 is not edited"
        except UsageError as error:
            return f"{error.where}: {error.message}"

    def made(self, fixes: Iterable[Fix]) -> EditedSource:
        """The state that some fixes leave, of which none is refused and none touches what another one does."""
        edits: defaultdict[str, list[Edit]] = defaultdict(list)
        renames: list[Rename] = []
        for fix in fixes:
            renames += fix.renames
            for edit in fix.edits:
                edits[edit.path].append(edit)
        texts = dict(self.state.texts)
        for path, wanted in edits.items():
            origin, text = self.state.origin(path), self._text(path)
            texts[origin] = Text(texts[origin].was if origin in texts else text, edited(text, wanted))
            if texts[origin].was == texts[origin].now:
                del texts[origin]
        return self._next(texts, renames)

    def _next(self, texts: Mapping[str, Text], renames: Iterable[Rename]) -> EditedSource:
        return EditedSource(self.state.before, texts, (*self.state.renames, *renames), former=self.state)

    def _text(self, path: str) -> str:
        text = self._texts.get(path)
        if text is None:
            text = self._texts[path] = (self.state.read(path) or b"").decode()
        return text

    def _refused_edits(self, fix: Fix) -> str:
        by_path: defaultdict[str, list[Edit]] = defaultdict(list)
        for edit in fix.edits:
            edit.text.encode()
            by_path[edit.path].append(edit)
        changes = bool(fix.renames)
        for path, edits in by_path.items():
            if path not in self.state.regular:
                return f"{path} is no file of the project"
            text = self._text(path)
            spans = sorted(edit.span for edit in edits)
            if any(not 0 <= span.start <= span.end <= len(text) for span in spans):
                return f"it edits what {path} does not hold"
            if any(after.start < before.end for before, after in pairwise(spans)):
                return f"its edits of {path} overlap"
            changes = changes or any(text[edit.span.start : edit.span.end] != _words(text, edit) for edit in edits)
        return "" if changes else "it changes nothing"

    def _refused_renames(self, renames: Sequence[Rename]) -> str:
        state = self.state
        for done, rename in enumerate(renames):
            if done:
                state = self._next(state.texts, renames[:done])
            refuse_words(rename.path)
            refuse_words(rename.to)
            if rename.path not in state.regular and rename.path not in state.folders:
                return f"there is no {rename.path} to rename"
            if _is_taken(state, rename):
                return f"{rename.to} exists already"
            if not state.regular.isdisjoint(above(rename.to)) or rename.path in above(rename.to):
                return f"{rename.to} would lie below what is no folder"
        return ""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made. Edits at one place stand as given."""
    pieces: list[str] = []
    past = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += text[past : edit.span.start], _words(text, edit)
        past = edit.span.end
    return "".join((*pieces, text[past:]))


def _words(text: str, edit: Edit) -> str:
    """What an edit writes: new lines end as the line before them does."""
    words = edit.text.replace("\r\n", "\n")
    if "\n" in words and "\r" in text:
        return words.replace("\n", line_ending(text, edit.span.start))
    return words


def _is_taken(state: EditedSource, rename: Rename) -> bool:
    """Whether anything stands where a file or folder is to be; not itself, where only the case of letters changes.

    Raises:
        UnreadableFile: the way there leads through a symbolic link.
    """
    if rename.to.lower() == rename.path.lower():
        return rename.to in state.regular or rename.to in state.folders
    return state.exists(rename.to) or state.read(rename.to) is not None
