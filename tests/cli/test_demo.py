from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec


def test_the_demonstration_walks_from_init_to_a_guarded_commit(spec: Spec) -> None:
    done = spec("demo")
    assert done.code == 0, done.err
    shown = done.out
    for passage in (
        "$ spec init\n",
        "unfilled-template [DOC002]",
        "story-without-criterion [SPC007]",
        "unresolved-clarification [SPC001]",
        "P-02 (Secrets stay secret): a challenge must not be shown",
        "src/passkey.py changes without a prompt record.\n",
        "001-sign-in-with-a-passkey/0001  ",
        "\nPHR: ",
        "commits  1 of 1 that touch code are linked to a record",
        "prompts  Claude Code: unknown",
    ):
        assert passage in shown
    assert shown.index("without a prompt record") < shown.index("$ git log")
    assert "\nno findings in 6 documents" in shown
    assert shown.index("no findings in 6 documents") < shown.index("○ no test says that it verifies this")
    assert spec.files() == {}


@pytest.mark.usefixtures("unmeasured")
def test_the_scratch_project_can_be_kept(spec: Spec) -> None:
    assert spec("demo", "--keep", "kept").code == 0
    assert "src/passkey.py" in {path.removeprefix("kept/") for path in spec.files()}


def test_a_folder_that_holds_something_is_refused(spec: Spec) -> None:
    spec.write("full/a.txt", "mine")
    done = spec("demo", "--keep", "full")
    assert done.code == 2
    assert "full is not empty" in done.err
    assert spec.files() == {"full/a.txt": b"mine"}
