"""What only a person can judge of a back end, asked of each feature that is done: signed by hand, and stale by itself.

A question is about files: those of the back end that the feature's tasks name, or the documents that others go by. Each
is signed with a digest of what it holds. A file counts as looked at while somebody has signed what it holds now,
whatever feature that was for: what the next feature changes is signed with that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.config import PATH
from specward.markdown.document import Place
from specward.packs.fastapi.backend import is_backend
from specward.remembered import remembered
from specward.rule import Fault
from specward.signoff.content import CHECKS, Question, digests, file_digest
from specward.signoff.standing import State, signed, standing
from specward.sources.source import UnreadableFile
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project
    from specward.signoff.standing import Standing

    Files = tuple[tuple[str, str], ...]

_CONTRACTS = ("contracts/openapi.json", "contracts/openapi.yaml", "contracts/openapi.yml")
_SHOWN = 3
_RELATED = 50


def code_of(project: Project, feature: Feature) -> Files:
    """The files of the back end that a feature's tasks name, each with its digest."""
    return tuple((path, digest) for path, digest in digests(project, feature) if is_backend(path, project.config))


def papers_of(project: Project, feature: Feature) -> Files:
    """The documents of a feature that others go by, its plan and its contracts, each with its digest."""
    named = [f"{feature.folder}/plan.md", *(f"{feature.folder}/{name}" for name in _CONTRACTS)]
    named += [path for path in project.below(f"{feature.folder}/contracts") if path not in named]
    return tuple((path, digest) for path in sorted(named) if (digest := file_digest(project, path)))


QUESTIONS = {
    code: Question(name, text, Place(PATH), files)
    for code, name, text, files in (
        (
            "FA901",
            "authorization-reviewed",
            "Who may call each operation, and whose data it then gives or changes, has been looked at",
            code_of,
        ),
        (
            "FA902",
            "nothing-sensitive-told",
            "No secret and nothing personal gets into logs, errors or answers where it has no business",
            code_of,
        ),
        (
            "FA903",
            "queries-reviewed",
            "Queries, their number and the indexes behind them have been looked at for the amounts to come",
            code_of,
        ),
        (
            "FA904",
            "design-reviewed",
            "Each part has one task, and what comes next can be added without changing what is settled",
            code_of,
        ),
        (
            "FA905",
            "interfaces-agreed",
            "What others build upon here, and what is built here upon theirs, is agreed with them",
            papers_of,
        ),
        (
            "FA906",
            "escalations-settled",
            "Each question that was too large to be decided here was put to somebody, and has an answer",
            papers_of,
        ),
    )
}
"""By the rule that asks. No text of a question may change: what was signed is that text."""


class _Asked(NamedTuple):
    """A feature that is done, and what was signed of it."""

    name: str
    tasks: Place
    files: dict[str, Files]
    """What each question is about, by its rule."""
    signed: dict[str, Standing]
    """What holds of the answers, by the rule."""


def unanswered(project: Project, code: str) -> Iterator[Fault]:
    """A fault for each feature of which a question was not answered as its files are now.

    That nobody has answered it at all is told under `trace.profile: safety`, where stages wait for a person.

    Args:
        project: the project.
        code: of the rule that asks.
    """
    asked, question = _asked(project), QUESTIONS[code]
    known = {pair for each in asked if code in each.signed for pair in each.signed[code].signoff.files}
    for each in asked:
        item = f"{each.name}/{CHECKS}#{question.id}"
        answer = each.signed.get(code)
        fresh = [path for path, digest in each.files[code] if (path, digest) not in known]
        if answer is None and project.config.trace_profile == "safety":
            yield Fault(
                each.tasks,
                f"nobody has signed of {each.name}: {_lower(question.text)}",
                help=f"read {listed([path for path, _ in each.files[code]], _SHOWN)}, then `spec sign {item}`",
            )
        elif answer and fresh:
            signoff = answer.signoff
            yield Fault(
                answer.recorded_at,
                f"{counted(len(fresh), 'file')} changed since {signoff.name} signed {item} on {signoff.on}: "
                + listed(fresh, _SHOWN),
                help=f"read what has changed, then `spec sign {item}`",
                related=tuple(Place(path) for path in fresh[:_RELATED]),
            )


@remembered
def _asked(project: Project) -> list[_Asked]:
    """The features that are asked: every task is ticked, and one of them names a file of the back end."""
    found = []
    for feature in project.features():
        try:
            tasks = feature.tasks
            if tasks is None or not tasks.tasks or tasks.open or not code_of(project, feature):
                continue
            files = {code: question.files(project, feature) for code, question in QUESTIONS.items()}
            standings = standing(project, feature, QUESTIONS.values())
        except UnreadableFile:  # reported where it is checked
            continue
        answers = ((code, signed(standings, f"{feature.name}/{CHECKS}#{one.id}")) for code, one in QUESTIONS.items())
        holding = {code: one for code, one in answers if one and one.state in (State.CURRENT, State.SELF)}
        found.append(_Asked(feature.name, tasks.document.place(0, 0), files, holding))
    return found


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
