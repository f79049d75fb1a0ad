"""What a sign-off is about: the words of an item, without what is only its layout.

Items: a requirement, criterion, story or anything else that a spec declares (`001-login/FR-003`), a whole document
(`001-login/spec.md`, `001-login/checklists/security.md`), one box of a checklist (`…/security.md#CHK003`), a check that
the configuration asks of every feature (`001-login/checks#security-review-signed`), a whole feature (`001-login`), a
principle (`P-05`) and the constitution (`constitution.md`). A pack may ask for checks of its own, about some files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward import config as configuration
from specward.artifacts.constitution import without_version_line
from specward.artifacts.kind import FEATURE_KINDS, Kind
from specward.artifacts.references import key
from specward.artifacts.requirement import words_under
from specward.fingerprint import fingerprint
from specward.lazy import lazy
from specward.markdown.document import Place
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from specward.artifacts.checklist import Checklist
    from specward.artifacts.enforcement_entry import ChecklistItem
    from specward.artifacts.plan import Plan
    from specward.artifacts.spec import Spec, Story
    from specward.artifacts.tasks import Tasks
    from specward.project import Feature, Project

CONSTITUTION = "constitution.md"
"""The item that is the whole constitution."""
CHECKS = "checks"
"""What stands before the `#` of a check that the configuration asks of every feature."""
_KINDS = {"SC": "success criterion", "AC": "criterion", "EC": "edge case", "US": "story"}
_DOCUMENTS = {f"{kind.value}.md": kind for kind in FEATURE_KINDS}
_DIGITS = 32
_SLUG_LENGTH = 60


class Content(NamedTuple):
    """What an item says now."""

    item: str
    """Its whole id, as a sign-off names it."""
    fields: tuple[tuple[str, str], ...]
    """What the fingerprint is of; see `specward.fingerprint`."""
    place: Place
    text: str
    """What a person reads before signing."""
    written_in: str
    """The file whose history tells who wrote it."""
    author: str = ""
    """Who the document itself says has written it."""
    files: tuple[tuple[str, str], ...] = ()
    """Of a whole feature, or of a question about files: each with a digest of what it holds; see `digests`."""


class Question(NamedTuple):
    """What a person is asked of every feature, besides what the configuration and the constitution ask, about files."""

    id: str
    """What it is called in a feature: `checks#authorization-reviewed`."""
    text: str
    place: Place
    files: Callable[[Project, Feature], tuple[tuple[str, str], ...]]
    """What the answer is about, in one feature; see `digests`."""


def item_key(item: str) -> str:
    """What the spellings of an item have in common within its feature: `FR3` of `001-login/FR-003`."""
    feature, slash, local = item.partition("/")
    word = local if slash else feature
    path, mark, box = word.partition("#")
    if mark:
        return word if path == CHECKS else f"{path}#{key(box)}"
    return word if {"/", "."}.intersection(word) else key(word)


def check_item(feature: str, sentence: str) -> str:
    """The item that a sentence of `acceptance.checks`, or of a principle's `checklist:`, is in a feature.

    Args:
        feature: its name, `001-login`.
        sentence: as the configuration has it.
    """
    from specward.ids import slug

    short = slug(sentence, _SLUG_LENGTH)
    if short != slug(sentence, len(sentence.encode()) + _SLUG_LENGTH):  # two sentences may begin alike
        short = f"{short}-{fingerprint([('text', sentence)])[-_DIGITS // 4 :]}"
    return f"{feature}/{CHECKS}#{short}"


class FeatureContents:
    """What can be signed in a feature.

    A scenario that has no id of its own cannot: its place among others is no name to sign.

    Args:
        project: the project.
        feature: the feature.
        checks: what the constitution and packs have a person confirm, besides the sentences of the configuration.
    """

    def __init__(self, project: Project, feature: Feature, checks: Iterable[ChecklistItem | Question] = ()) -> None:
        self._project = project
        self._feature = feature
        self._extra = tuple(checks)

    def find(self, local: str) -> Content | None:
        """What an item says now; None where the feature has no such item.

        Args:
            local: the item without its feature: `FR-003`, `spec.md`; empty for the whole feature.

        Raises:
            UnreadableFile: the document cannot be read.
        """
        feature = self._feature
        if not local:
            return _whole_feature(self._project, feature)
        if local in _DOCUMENTS:
            return _document(feature, local, feature.artifact(_DOCUMENTS[local]))
        if local.startswith((f"{CHECKS}#", "checklists/")):
            return (self._checks if local.startswith(CHECKS + "#") else self._checklists).get(item_key(f"/{local}"))
        return self._declared.get(item_key(f"/{local}"))

    @lazy
    def _declared(self) -> dict[str, Content]:
        return _by_key(_declared(self._feature))

    @lazy
    def _checklists(self) -> dict[str, Content]:
        return _by_key(content for each in self._feature.checklists for content in _checklist(self._feature, each))

    @property
    def checks(self) -> list[str]:
        """The checks that a person confirms, as `find` takes them: `checks#read-aloud`."""
        return list(self._checks)

    @lazy
    def _checks(self) -> dict[str, Content]:
        project, feature, configured = self._project, self._feature, Place(configuration.PATH)
        asked = [_check(feature, sentence, configured) for sentence in project.config.acceptance_checks]
        asked += [
            _question(project, feature, one) if isinstance(one, Question) else _check(feature, one.text, one.place)
            for one in self._extra
        ]
        return _by_key(asked)


def constitution_content(project: Project, item: str) -> Content | None:
    """What a principle, or the whole constitution, says now; None where there is none such."""
    constitution = project.constitution
    if constitution is None:
        return None
    document = constitution.document
    if item == CONSTITUTION:
        fields = (("kind", "constitution"), ("text", document.text))
        return Content(item, fields, Place(document.path), document.text, document.path)
    principle = next((each for each in constitution.principles if key(each.id) == key(item)), None)
    if principle is None:
        return None
    text = f"{principle.name}\n\n{without_version_line(principle.text)}"
    place = document.place(principle.heading.start, principle.heading.end)
    return Content(principle.id, (("kind", "principle"), ("text", text)), place, text, document.path)


def declared_files(feature: Feature) -> list[str]:
    """The paths that a feature's tasks name, those in its own folder left out, sorted."""
    tasks = feature.tasks
    named = {path.removeprefix("./") for task in tasks.tasks for path in task.paths} if tasks else set()
    return sorted(path for path in named if not path.startswith(f"{feature.folder}/"))


def digests(project: Project, feature: Feature) -> tuple[tuple[str, str], ...]:
    """The files that a feature's tasks name and that are there, each with a digest of what it holds.

    Documents of the project are left out: what they say has fingerprints of its own.
    """
    code = (path for path in declared_files(feature) if path not in project.kinds)
    return tuple((path, digest) for path in code if (digest := file_digest(project, path)))


def file_digest(project: Project, path: str) -> str:
    """A digest of a file as git stores it, `sha256:` and 32 digits; empty where it is not there or no file."""
    from hashlib import sha256

    try:
        data = project.source.read(path)
    except UnreadableFile:
        return ""
    if data is None:
        return ""
    # A work tree may have CRLF where git keeps LF.
    return "sha256:" + sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:_DIGITS]


def _whole_feature(project: Project, feature: Feature) -> Content | None:
    spec = feature.spec
    if spec is None:
        return None
    path, files = spec.document.path, digests(project, feature)
    listed = "".join(f"\n{file}" for file, _ in files)
    text = f"{spec.title}\n\nthe whole of {path}, and the code that its tasks name:{listed or ' none'}"
    fields = (("kind", "feature"), ("text", _settled(spec)))
    return Content(feature.name, fields, Place(path), text, path, _author(spec), files)


def _document(feature: Feature, local: str, artifact: Spec | Plan | Tasks | Checklist | None) -> Content | None:
    if artifact is None:
        return None
    kind = "checklist" if "/" in local else local.removesuffix(".md")
    document = artifact.document
    fields = (("kind", kind), ("text", _settled(artifact)))
    return Content(
        f"{feature.name}/{local}", fields, Place(document.path), document.text, document.path, _author(artifact)
    )


def _author(artifact: Spec | Plan | Tasks | Checklist) -> str:
    field = artifact.fields.get("author")
    return field.value if field else ""


def _settled(artifact: Spec | Plan | Tasks | Checklist) -> str:
    """A document's text without the value of its status, which changes because it was signed."""
    text, status = artifact.document.text, artifact.fields.get("status")
    return text[: status.start] + text[status.end :] if status else text


def _checklist(feature: Feature, checklist: Checklist) -> Iterator[Content]:
    """A checklist as a whole, and each box that has an id."""
    document = checklist.document
    local = document.path.removeprefix(f"{feature.folder}/")
    whole = _document(feature, local, checklist)
    if whole:
        yield whole
    for item in checklist.items:
        if item.id:
            place = document.place(item.start, item.end)
            fields = (("kind", "check"), ("text", item.text))
            yield Content(
                f"{feature.name}/{local}#{item.id}", fields, place, item.text, document.path, _author(checklist)
            )


def _check(feature: Feature, sentence: str, place: Place) -> Content:
    # Whoever wrote the feature is who must not confirm it alone; the sentence is the project's.
    written_in = f"{feature.folder}/{Kind.SPEC.value}.md"
    fields = (("kind", "check"), ("text", sentence))
    return Content(check_item(feature.name, sentence), fields, place, sentence, written_in)


def _question(project: Project, feature: Feature, question: Question) -> Content:
    check, files = _check(feature, question.text, question.place), question.files(project, feature)
    listed = "".join(f"\n{file}" for file, _ in files)
    text = f"{question.text}\n\nasked of:{listed or ' nothing'}"
    return check._replace(item=f"{feature.name}/{CHECKS}#{question.id}", text=text, files=files)


def _by_key(contents: Iterable[Content]) -> dict[str, Content]:
    """Contents by the key of their item; of two with one id the first."""
    found: dict[str, Content] = {}
    for content in contents:
        found.setdefault(item_key(content.item), content)
    return found


def _declared(feature: Feature) -> Iterator[Content]:
    """Everything in a feature's spec that has an id of its own."""
    spec = feature.spec
    if spec is None:
        return
    document = spec.document
    for story in spec.stories:
        yield _story(feature, spec, story)
    for scenario in spec.scenarios:
        if scenario.stable:
            steps = (("given", scenario.given), ("when", scenario.when), ("then", scenario.then))
            fields = [("kind", "criterion"), *((clause, words) for clause, words in steps if words)]
            fields += [("parent", f"refines {ref}") for ref in sorted(scenario.refs)]
            place = document.place(scenario.start, scenario.end)
            text = document.text[scenario.start : scenario.end]
            yield Content(f"{feature.name}/{scenario.id}", tuple(fields), place, text, document.path, _author(spec))
    for item in spec.declared:
        words = f"{item.text}\n{words_under(document, item)}".strip()
        declared = (("kind", _KINDS.get(item.family, "requirement")), ("text", words))
        place = document.place(item.start, item.end)
        yield Content(f"{feature.name}/{item.id}", declared, place, words, document.path, _author(spec))


def _story(feature: Feature, spec: Spec, story: Story) -> Content:
    document = spec.document
    body = document.text[story.start : story.end]
    fields = (("kind", "story"), ("text", f"{story.title}\n\n{body}"), ("attr:priority", story.priority))
    place = document.place(story.heading.start, story.heading.end)
    text = document.text[story.heading.start : story.end]
    return Content(f"{feature.name}/{story.id}", fields, place, text, document.path, _author(spec))
