"""The packs: whether what they need is there, and whether what they know is as the project is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.config import PATH
from specward.constitution.trust import trusted
from specward.doctor.check import Check, Grade
from specward.errors import SpecError
from specward.packs.fastapi.depended_on import tells_of_fastapi
from specward.packs.fastapi.probing.probe import plan
from specward.packs.fastapi.probing.probe_file import read_probe
from specward.packs.fastapi.probing.stale import why_stale
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case
    from specward.packs.fastapi.probing.probed import Probed

_ASK = "spec fastapi probe"


def look(case: Case) -> Iterator[Check]:
    """What the FastAPI pack needs, where it is on; where it is off, and might be of use, that is told."""
    project = case.project
    if project.config_problems:
        return
    if "fastapi" not in project.config.packs:
        path = tells_of_fastapi(project)
        if any(option.startswith("fastapi.") for option in project.config.where):
            said = f"the FastAPI pack is off, and {PATH} has options of it"
            yield Check("packs", Grade.NOTE, said, f"packs: [fastapi]    # a line in {PATH}")
        elif path:
            said = f"the FastAPI pack is off, and {path} tells of FastAPI"
            yield Check("packs", Grade.GOOD, said, f"packs: [fastapi]    # a line in {PATH}")
        return
    if document := project.config.fastapi_openapi:
        yield _document(case, document)
    yield from _application(case, Grade.NOTE if document else Grade.BAD)
    probed = read_probe(case.source)
    if probed or not document:
        yield _probe(case, probed)
    if probed and probed.ruff is None:
        said = f"it was not run: {probed.ruff_reason or 'nobody asked it'}"
        yield Check("ruff", Grade.NOTE, said, f"pip install ruff, in the application's environment, then {_ASK}")
    elif probed:
        yield Check("ruff", Grade.GOOD, "its findings are known")


def _document(case: Case, path: str) -> Check:
    if case.source.exists(path):
        return Check("document", Grade.GOOD, f"{path} says what the API is")
    said = f"there is no {path}, which `fastapi.openapi` names"
    return Check("document", Grade.BAD, said, f"export the document there, or leave the option out: {_ASK}")


def _application(case: Case, missing: Grade) -> Iterator[Check]:
    """What a probe would run, and whether it may.

    Args:
        case: the project.
        missing: how grave it is that none can run.
    """
    try:
        planned = plan(case.project, case.root)
    except SpecError as error:
        yield Check("application", missing, error.message.replace(":\n  ", ": ").replace("\n  ", "; "), error.help)
        return
    interpreter, name = planned.interpreter.name, planned.application.name
    yield Check("application", Grade.GOOD, f"{name}, in {interpreter}")
    if planned.text in trusted([planned.text], case.root):
        yield Check("trust", Grade.GOOD, "what the probe runs is trusted")
    else:
        said = f"nobody has trusted yet that {interpreter} imports {name}"
        yield Check("trust", Grade.NOTE, said, "spec trust")


def _probe(case: Case, probed: Probed | None) -> Check:
    if probed is None:
        return Check("probe", Grade.NOTE, "the application was not asked about itself yet", _ASK)
    if stale := why_stale(case.project, probed):
        return Check("probe", Grade.NOTE, stale, _ASK)
    if probed.failure:
        said = f"the application could not be asked: {probed.failure.message}"
        return Check("probe", Grade.BAD, said, f"{probed.failure.help or 'mend that'}; then {_ASK}")
    return Check("probe", Grade.GOOD, f"{counted(len(probed.rows), 'operation')} of {probed.application}")
