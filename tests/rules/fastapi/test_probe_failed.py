"""FA003: what the probe kept of a failure, and what it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.digest import digest
from specward.errors import UndeterminedError
from specward.packs.fastapi.probing.probe_file import PATH, written
from specward.packs.fastapi.probing.probed import Failure, Probed
from specward.project import Project
from specward.rules.fastapi.probe_failed import check
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.rule import Fault

APPLICATION = "def made():\n    raise RuntimeError\n"
FAILED = Failure("error", "RuntimeError: boom", "mend it", "", "app/main.py", 2)


def faults(probed: Probed | None, *, touched: list[str] | None = None, options: str = "") -> list[Fault]:
    files = {".specify/specward.yml": f"packs: [fastapi]\n{options}", "app/main.py": APPLICATION}
    if probed:
        files[PATH] = written(probed._replace(digests=probed.digests or {"app/main.py": digest(APPLICATION)}))
    project = Project(MemorySource(files), touched=touched)
    return list(check.function(project, project))


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_a_kept_failure_is_a_finding_on_its_line() -> None:
    [fault] = faults(Probed(failure=FAILED))
    assert fault.message == "the application could not be asked: RuntimeError: boom"
    where = fault.place.location()
    assert (where.path, where.start, where.excerpt) == ("app/main.py", (2, 5), "    raise RuntimeError")
    assert fault.help == "mend it; then ask again: `spec fastapi probe`"


def test_a_line_that_the_file_does_not_have_is_its_last() -> None:
    [fault] = faults(Probed(failure=FAILED._replace(line=2_000_000_000)))
    assert fault.place.location().start.line == 3


def test_a_failure_in_a_file_that_is_not_there_is_told_of_the_probe() -> None:
    [fault] = faults(Probed(failure=FAILED._replace(file="app/gone.py")))
    assert fault.place.location().path == PATH


def test_an_application_that_answered_has_no_fault() -> None:
    assert faults(Probed(openapi={})) == []


@pytest.mark.verifies("006-the-five-agents/AC-014")
def test_an_application_that_was_never_asked_or_has_changed_since_is_undetermined() -> None:
    named = "fastapi: {app: app.main:app}\n"
    with pytest.raises(UndeterminedError, match="run `spec fastapi probe`"):
        faults(None, options=named)
    digests = {"app/main.py": "another"}
    with pytest.raises(UndeterminedError, match="the source has changed"):
        faults(Probed(application="app.main:app", failure=FAILED, digests=digests), options=named)


@pytest.mark.verifies("006-the-five-agents/AC-025")
def test_a_commit_under_way_is_asked_nothing_unless_the_configuration_says_so() -> None:
    assert faults(None, touched=["app/main.py"]) == []
    with pytest.raises(UndeterminedError, match=r"name a document as `fastapi\.openapi`"):
        faults(None, touched=["app/main.py"], options="fastapi: {in-hook: true}\n")


def test_a_document_of_the_repository_takes_its_place() -> None:
    assert faults(None, options="fastapi: {openapi: openapi.json}\n") == []
