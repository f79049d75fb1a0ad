from __future__ import annotations

import json

from specward.artifacts.kind import Kind
from specward.artifacts.read import read_artifact
from specward.changes import Create, Replace
from specward.markdown.document import Document
from specward.scaffold.feature import NewFeature, new_feature
from specward.sources.memory import MemorySource


def drafted(
    title: str, files: dict[str, str] | None = None, *, description: str = "", point: bool = True
) -> NewFeature:
    return new_feature(
        MemorySource(files or {}),
        "specs",
        title,
        number=7,
        today="2026-11-21",
        description=description,
        point=point,
    )


def texts(draft: NewFeature) -> dict[str, str]:
    return {change.path: change.text for change in draft.changes if isinstance(change, Create | Replace)}


def test_a_feature_is_a_spec_a_checklist_and_a_pointer() -> None:
    draft = drafted("Sign in with a passkey")
    assert draft.name == "007-sign-in-with-a-passkey"
    assert list(texts(draft)) == [
        "specs/007-sign-in-with-a-passkey/spec.md",
        "specs/007-sign-in-with-a-passkey/checklists/requirements.md",
        ".specify/.gitignore",
        ".specify/feature.json",
    ]
    pointer = texts(draft)[".specify/feature.json"]
    assert pointer == '{"feature_directory":"specs/007-sign-in-with-a-passkey"}\n'


def test_an_existing_pointer_is_moved_on_and_an_existing_ignore_file_kept() -> None:
    files = {".specify/feature.json": '{"feature_directory": "specs/001-old"}', ".specify/.gitignore": "x\n"}
    draft = drafted("New", files, point=False)
    assert list(texts(draft))[2:] == [".specify/feature.json"]
    assert json.loads(texts(draft)[".specify/feature.json"])["feature_directory"] == "specs/007-new"


def test_a_branch_needs_no_pointer() -> None:
    assert len(drafted("New", point=False).changes) == 2


def test_the_spec_reads_as_a_spec() -> None:
    draft = drafted("Sign in | with `pipes` # and *stars*")
    spec = read_artifact(Kind.SPEC, Document(draft.spec, texts(draft)[draft.spec]))
    assert spec.title == "Sign in | with `pipes` # and *stars*"
    assert spec.status == "Draft"
    assert [story.id for story in spec.stories] == ["US1"]
    assert [scenario.id for scenario in spec.scenarios] == ["AC-001"]
    assert [item.id for item in spec.declared] == ["FR-001", "NFR-001", "SC-001", "EC-001"]
    assert spec.unreadable == []


def test_a_description_is_quoted_so_that_its_headings_stay_its_own() -> None:
    draft = drafted("New", description="# Big\n\n- **FR-009**: System MUST not\n```\nopen")
    text = texts(draft)[draft.spec]
    spec = read_artifact(Kind.SPEC, Document(draft.spec, text))
    assert "> # Big\n>\n> - **FR-009**: System MUST not\n> ```\n> open\n" in text
    assert [item.id for item in spec.requirements] == ["FR-001", "NFR-001"]


def test_the_checklist_reads_as_a_checklist_and_nothing_is_ticked() -> None:
    draft = drafted("New")
    checklist = read_artifact(Kind.CHECKLIST, Document(draft.checklist, texts(draft)[draft.checklist]))
    assert [item.id for item in checklist.items] == [f"CHK{number:03d}" for number in range(1, 15)]
    assert checklist.open == checklist.items
