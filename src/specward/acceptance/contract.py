"""The execution contract of a feature, as far as a machine can tell whether it was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.acceptance.measure import Answer, Verdict
from specward.acceptance.stated import constraints, criteria, says
from specward.adr.suggest.pending import keeps_records, of_plan
from specward.adr.suggest.suggestion import State
from specward.artifacts.kind import Kind
from specward.artifacts.phr_name import RecordPlace
from specward.artifacts.risks import risks
from specward.errors import UndeterminedError
from specward.features import same_feature
from specward.words import counted

if TYPE_CHECKING:
    from specward.project import Feature, Project

_MOST_RISKS = 3
_PARTS = ("project structure", "scope", "interfaces", "api contract", "source code")
"""What the title of a plan's section holds that says what the work touches."""


def surface_and_success(feature: Feature) -> Answer:
    """Whether the plan says what the work touches, and the specification by what its success is judged."""
    spec, plan = feature.spec, feature.plan
    if spec is None:
        return Answer(Verdict.UNKNOWN, "there is no spec.md")
    count = len(spec.success_criteria)
    if not count and not says(spec.document, ("success criteria", "measurable outcomes")):
        return Answer(Verdict.UNMET, "no success criterion is stated", spec.document.place(0, 0).location())
    if plan is None:
        return Answer(Verdict.UNKNOWN, "there is no plan.md to say what the work touches")
    if not says(plan.document, _PARTS):
        return Answer(Verdict.UNMET, "no section says what the work touches", plan.document.place(0, 0).location())
    return Answer(Verdict.MET, counted(count, "success criterion", "success criteria") if count else "both are stated")


def limits(feature: Feature) -> Answer:
    """Whether what limits the work is stated, and what is not wanted of it."""
    answer = constraints(feature.spec)
    if answer.verdict is not Verdict.MET or feature.spec is None:
        return answer
    documents = [artifact.document for artifact in (feature.spec, feature.plan) if artifact]
    lower = "\n".join(document.text for document in documents).lower()
    if any(words in lower for words in ("out of scope", "out-of-scope", "non-goal", "no goal", "not in scope")):
        return answer
    return Answer(Verdict.UNMET, "nothing says what is not wanted", feature.spec.document.place(0, 0).location())


def checks_inline(feature: Feature) -> Answer:
    """Whether each story has the checks beside it by which it is accepted."""
    return criteria(feature.spec)


def few_risks(feature: Feature) -> Answer:
    """Whether the plan lists three risks at most."""
    if feature.plan is None:
        return Answer(Verdict.UNKNOWN, "there is no plan.md")
    document = feature.plan.document
    sections = [section for section in document.sections if section.title.startswith("risk")]
    count = max((len(risks(document, section)) for section in sections), default=0)
    if count > _MOST_RISKS:
        heading = sections[0].heading
        return Answer(Verdict.UNMET, f"{count} risks are listed", document.place(heading.start, heading.end).location())
    return Answer(Verdict.MET, counted(count, "risk")) if count else Answer(Verdict.UNNEEDED, "no risk is listed")


def on_record(project: Project, feature: Feature) -> Answer:
    """Whether prompt records are filed under the feature."""
    folders = (RecordPlace.parse(path).folder for path in project.of_kind(Kind.PHR))
    count = sum(same_feature(folder, feature.name) for folder in folders if folder)
    if count:
        return Answer(Verdict.MET, counted(count, "record"))
    return Answer(Verdict.UNMET, "no prompt record is filed under the feature")


def decisions_settled(project: Project, feature: Feature) -> Answer:
    """Whether each decision of the plan that deserves a record has one, or was declined."""
    if feature.plan is None:
        return Answer(Verdict.UNKNOWN, "there is no plan.md")
    if not keeps_records(project):
        return Answer(Verdict.UNKNOWN, "the project keeps no decision records")
    try:
        found = of_plan(project, feature)
    except UndeterminedError as error:
        return Answer(Verdict.UNKNOWN, str(error))
    waiting = [suggestion for suggestion in found if suggestion.state is State.OPEN]
    if waiting:
        first = " ".join(waiting[0].brief.split())[:100]
        return Answer(Verdict.UNMET, f"{counted(len(waiting), 'decision')} without a record: {first}")
    if not found:
        return Answer(Verdict.UNNEEDED, "no decision deserves a record")
    return Answer(Verdict.MET, counted(len(found), "decision"))
