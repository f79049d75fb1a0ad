from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from specward.hooks.message import Message
from specward.phr.trailer import read_trailers

if TYPE_CHECKING:
    from tests.conftest import GitRepository

UID = "01JH0000000000000000000001"
LINES = [
    *("feat: x", "", " ", "---", "- a", "Fixes: #1", "PHR: 001-login/0001", "Signed-off-by: A <a@b>", "\tfolded"),
    *(
        "# a comment",
        "#",
        "#12 fix",
        "; x",
        "Conflicts:",
        "diff --git a/x b/x",
        "text\r",
        "größe",
        "(cherry picked from x)",
    ),
    *(
        "# ------------------------ >8 ------------------------",
        "; ------------------------ >8 ------------------------",
    ),
]
MESSAGES = st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=9).map("\n".join)


@pytest.mark.parametrize("given_", [True, False])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=MESSAGES)
@example(text="feat: x\n\n# a comment\n# ------------------------ >8 ------------------------\n+PHR: x\n")
@example(text="\n# Please enter the commit message\n#\n")
def test_whatever_a_message_says_the_trailer_is_added_to_it_and_nothing_is_lost(
    repository: GitRepository, monkeypatch: pytest.MonkeyPatch, given_: bool, text: str
) -> None:
    monkeypatch.setenv("GIT_EDITOR", ":" if given_ else "vi")
    path = repository.root / ".git/COMMIT_EDITMSG"
    path.write_bytes(text.replace("\0", "").encode("utf-8", "surrogatepass"))
    before = Message(str(path), str(repository.root), given=given_)
    said = [line.rstrip() for line in before.body() if line.strip()]
    before.add([f"PHR: {UID}"])
    after = Message(str(path), str(repository.root), given=given_)
    assert UID in {trailer.reference for trailer in read_trailers(after.text, after.mark)} or not said
    assert [line.rstrip() for line in after.body() if line.strip() and line != f"PHR: {UID}"] == said
    assert [name for name in os.listdir(path.parent) if name.endswith(".tmp")] == []
