"""The least that an accepted feature shows, whatever its criteria are, measured where a machine can measure it.

Five questions are asked of every feature: can a test decide its criteria, are error paths told, are constraints told,
does the change stay with what the tasks name, do references to code lead somewhere. What a project asks besides
(`acceptance.checks`) a person must confirm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.acceptance.cited_lines import cited_lines
from specward.acceptance.measure import Answer, Measure, Verdict
from specward.acceptance.named_files import Declared
from specward.acceptance.stated import constraints, criteria, error_paths
from specward.acceptance.undeclared import outside
from specward.scaffold.builtin_checklists import QUESTIONS
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from specward.markdown.document import Document, Place
    from specward.project import Feature, Project

_SHOWN = 5


def minimum(project: Project, feature: Feature, changed: Collection[str] | None = None) -> list[Measure]:
    """The minimum acceptance criteria of a feature, each with its measured answer.

    Args:
        project: the project.
        feature: the feature.
        changed: every path that the change brings which is examined, relative to the project's root; None where none
            is. Where one change brings several features, leave out what the tasks of the others name (`Declared`).

    Raises:
        UnreadableFile: a document of the feature cannot be read.
    """
    return [
        *(Measure(identity, QUESTIONS[identity], *ask(project, feature, changed)) for identity, ask in MINIMUM.items()),
        *(
            Measure(f"CHECK-{number}", text, Verdict.PERSON, "a person must confirm it")
            for number, text in enumerate(project.config.acceptance_checks, 1)
        ),
    ]


def _change(project: Project, feature: Feature, changed: Collection[str] | None) -> Answer:
    """Whether every changed file is one that the tasks name."""
    if changed is None:
        return Answer(Verdict.UNKNOWN, "no change is examined")
    tasks = feature.tasks
    declared = Declared(tasks) if tasks else None
    if not tasks or not declared:
        return Answer(Verdict.UNKNOWN, "no task names a file")
    found = outside(project, [declared], changed)
    if found.paths:
        detail = f"named by no task: {listed(found.paths, _SHOWN)} ({len(found.paths)} of {found.judged})"
        return Answer(Verdict.UNMET, detail, tasks.document.place(0, 0).location())
    if not found.judged:
        return Answer(Verdict.UNNEEDED, "no file is changed")
    return Answer(Verdict.MET, counted(found.judged, "changed file"))


def _references(project: Project, feature: Feature) -> Answer:
    """Whether each reference to a line, in any document of the feature's folder, leads to a line that is there."""
    broken: list[tuple[str, Place]] = []
    count = 0
    for document in _documents(project, feature):
        for cited in cited_lines(project, document):
            count += 1
            if not cited.resolves:
                start, end = cited.reference.start, cited.reference.end
                broken.append((document.text[start:end], document.place(start, end)))
    if broken:
        detail = f"not there: {listed([text for text, _ in broken], _SHOWN)} ({len(broken)} of {count})"
        return Answer(Verdict.UNMET, detail, broken[0][1].location())
    if not count:
        return Answer(Verdict.UNNEEDED, "no line of code is cited")
    return Answer(Verdict.MET, counted(count, "reference"))


def _documents(project: Project, feature: Feature) -> Iterator[Document]:
    for path in project.source.paths():
        if path.startswith(f"{feature.folder}/") and path.endswith(".md"):
            document = project.document(path)
            if document:
                yield document


MINIMUM: dict[str, Callable[[Project, Feature, Collection[str] | None], Answer]] = {
    "MIN-1": lambda _, feature, __: criteria(feature.spec),
    "MIN-2": lambda _, feature, __: error_paths(feature.spec),
    "MIN-3": lambda _, feature, __: constraints(feature.spec),
    "MIN-4": _change,
    "MIN-5": lambda project, feature, _: _references(project, feature),
}
"""How each question is asked, by its id: of a project, a feature and the change that is examined."""
