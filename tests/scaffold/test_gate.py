"""Under the profile `safety` a stage begins with a person's word on the one before."""

from __future__ import annotations

import pytest

from specward.changes import Create
from specward.errors import UsageError
from specward.fingerprint import fingerprint
from specward.project import Project
from specward.scaffold.gate import unsigned_points
from specward.scaffold.plan import new_plan
from specward.scaffold.tasks import new_tasks
from specward.signoff.content import FeatureContents
from specward.signoff.record import Signoff, add
from specward.sources.memory import MemorySource

FOLDER = "specs/001-login"
SPEC = "# Feature Specification: Login\n\n**Author**: Ada\n\n## Requirements\n\n- **FR-001**: System MUST sign in\n"
PLAN = "# Implementation Plan: Login\n"
GRACE, ADA = "Grace Hopper <grace@example.org>", "Ada <ada@example.org>"


def project(files: dict[str, str], *signed: tuple[str, str], profile: str = "safety", spec: str = SPEC) -> Project:
    """A project with these documents of its feature, signed as they are in `files`; its spec then says `spec`."""
    whole = {f"{FOLDER}/{name}": text for name, text in files.items()}
    before = Project(MemorySource(whole))
    contents = FeatureContents(before, before.feature(FOLDER))
    records = []
    for name, by in signed:
        content = contents.find(name)
        assert content is not None
        records.append(Signoff(content.item, fingerprint(content.fields), by, "2026-01-31"))
    if records:
        change = add(f"{FOLDER}/signoffs.yml", None, records)
        assert isinstance(change, Create)
        whole[change.path] = change.text
    whole[f"{FOLDER}/spec.md"] = spec
    whole[".specify/specward.yml"] = f"trace:\n  profile: {profile}\n"
    return Project(MemorySource(whole))


def refusal(there: Project) -> tuple[str, str]:
    with pytest.raises(UsageError) as caught:
        new_plan(there, there.feature(FOLDER), today="2026-02-01")
    return caught.value.message, caught.value.help


@pytest.mark.verifies("002-enforced-with-evidence/AC-018")
def test_a_plan_waits_for_the_spec_to_be_signed() -> None:
    message, help_ = refusal(project({"spec.md": SPEC}))
    assert message == "001-login is not ready for its plan: no sign-off of spec.md"
    assert help_.startswith("spec sign 001-login/spec.md, or use --force")


def test_a_sign_off_by_another_person_opens_the_gate() -> None:
    there = project({"spec.md": SPEC}, ("spec.md", GRACE))
    assert new_plan(there, there.feature(FOLDER), today="2026-02-01").path == f"{FOLDER}/plan.md"


def test_a_sign_off_that_does_not_hold_keeps_it_shut() -> None:
    message, help_ = refusal(project({"spec.md": SPEC}, ("spec.md", ADA)))
    assert "a sign-off of spec.md by its only author, Ada" in message
    assert help_.startswith("somebody else must run `spec sign 001-login/spec.md`, or use --force")
    changed = project({"spec.md": SPEC}, ("spec.md", GRACE), spec=SPEC.replace("sign in", "sign out"))
    assert "that Grace Hopper gave to another text" in refusal(changed)[0]


def test_tasks_wait_for_spec_and_plan() -> None:
    there = project({"spec.md": SPEC, "plan.md": PLAN}, ("spec.md", GRACE))
    with pytest.raises(UsageError, match=r"no sign-off of plan\.md"):
        new_tasks(there, there.feature(FOLDER))
    there = project({"spec.md": SPEC, "plan.md": PLAN}, ("spec.md", GRACE), ("plan.md", GRACE))
    assert new_tasks(there, there.feature(FOLDER)).path == f"{FOLDER}/tasks.md"


def test_force_lets_through_and_writes_it_down() -> None:
    there = project({"spec.md": SPEC})
    plan = new_plan(there, there.feature(FOLDER), today="2026-02-01", force=True)
    assert "| Planned with no sign-off of spec.md |" in plan.changes[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize("profile", ["story", "strict"])
def test_the_other_profiles_ask_nobody(profile: str) -> None:
    there = project({"spec.md": SPEC}, profile=profile)
    assert unsigned_points(there, there.feature(FOLDER)) == []
