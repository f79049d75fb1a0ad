"""A decision that goes, or gets another name, takes no link of another with it, with git really committing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import GitRepository
    from tests.hooks.conftest import Guarded

pytestmark = pytest.mark.usefixtures("unmeasured")

STORE = "history/adr/0001-session-store.md"
HASH = "history/adr/0002-password-hash.md"
OLD = "history/adr/0003-old.md"


def record(number: int, title: str, *lines: str) -> str:
    said = "".join(f"- {line}\n" for line in lines)
    return f"# ADR-{number:04d}: {title}\n\n- **Status:** Proposed\n{said}\n## Decision\n\nWe decide on {title}.\n"


@pytest.fixture
def linked(
    repository: GitRepository, guarded_at: Callable[[GitRepository], Guarded], install: Callable[..., None]
) -> Guarded:
    """Three decisions: two of them name the first, and the third leads nowhere already."""
    made = guarded_at(repository)
    made.write(STORE, record(1, "Session store"))
    made.write(HASH, record(2, "Password hash", "**Amends:** [ADR-0001](0001-session-store.md)"))
    made.write(OLD, record(3, "Old", "**Amends:** ADR-0009"))
    repository.commit("docs: three decisions")
    install(made.root)
    return made


def test_a_decision_that_is_moved_by_hand_leaves_no_link_behind(linked: Guarded) -> None:
    moved = "history/adr/0001-store.md"
    linked.git("mv", STORE, moved)
    code, said = linked.commit("docs: rename")
    assert code == 1
    assert f"{HASH}:4:15  error  missing-target [ADR005]" in said
    assert "amends `0001-session-store.md`, which does not exist" in said
    assert OLD not in said
    linked.stage(HASH, record(2, "Password hash", "**Amends:** [ADR-0001](0001-store.md)"))
    assert linked.commit("docs: rename").code == 0


@pytest.mark.parametrize("named", ["[ADR-0001](0001-session-store.md)", "ADR-0001"])
def test_a_decision_that_others_name_is_not_deleted(named: str, linked: Guarded) -> None:
    linked.stage(HASH, record(2, "Password hash", f"**Amends:** {named}"))
    linked.git("commit", "-q", "--no-verify", "--allow-empty", "-m", "docs: name it")
    linked.git("rm", "-q", STORE)
    code, said = linked.commit("docs: tidy")
    assert code == 1
    assert f"{HASH}:4:15  error  missing-target [ADR005]" in said


def test_a_decision_that_nobody_names_may_go(linked: Guarded) -> None:
    linked.git("rm", "-q", OLD)
    assert linked.commit("docs: tidy") == (0, "")
