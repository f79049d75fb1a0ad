"""What changed in a constitution, which version follows, and what the sync report says."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from specward.artifacts.constitution import Constitution, read_constitution
from specward.changes import Replace
from specward.constitution.amend import amend
from specward.constitution.difference import Step, bumped, compare, moved
from specward.constitution.sync_report import mentions
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

PATH = ".specify/memory/constitution.md"
LINE = "**Version**: 1.2.3 | **Ratified**: 2025-01-31 | **Last Amended**: 2025-06-01"
SMALL = "I. Small\n\nEvery change MUST be small and reviewed."
QUIET = "II. Quiet\n\nCode MUST NOT print anything at all."


def constitution(*principles: str, rest: str = "## Governance\n\nBy agreement.\n", line: str = LINE) -> Constitution:
    body = "".join(f"### {principle}\n\n" for principle in principles)
    return read_constitution(Document(PATH, f"# X\n\n## Core Principles\n\n{body}{rest}\n{line}\n"))


OLD = constitution(SMALL, QUIET)
BLOCK = "\n\n```yaml enforce\n- manual: 'MAY be seen at review'\n```"


@pytest.mark.parametrize(
    ("new", "step", "least"),
    [
        (OLD, Step.NONE, Step.NONE),
        (constitution(SMALL), Step.MAJOR, Step.MAJOR),
        (constitution(QUIET, SMALL), Step.NONE, Step.NONE),
        (constitution(SMALL, QUIET, "III. Fast\n\nIt MUST start within a second."), Step.MINOR, Step.MINOR),
        (constitution("I. Fast\n\nIt MUST start at once.", SMALL, QUIET), Step.MINOR, Step.MINOR),
        (constitution(SMALL.replace("and reviewed", "and be reviewed"), QUIET), Step.PATCH, Step.PATCH),
        (constitution(SMALL.replace("I. Small", "I. Small Steps"), QUIET), Step.PATCH, Step.PATCH),
        (constitution(SMALL + BLOCK, QUIET), Step.PATCH, Step.PATCH),
        (constitution(SMALL.replace("MUST", "SHOULD"), QUIET), Step.MAJOR, Step.PATCH),
        (constitution("I. Small\n\nNobody MUST care about sizes.", QUIET), Step.MAJOR, Step.PATCH),
        (constitution("I. Fast\n\nIt starts within one second.", QUIET), Step.MAJOR, Step.MAJOR),
        (constitution(SMALL, QUIET, rest="## Governance\n\nBy vote.\n"), Step.PATCH, Step.PATCH),
        (constitution(SMALL, QUIET, rest="## Governance\n\nBy agreement.\n\n## Security\n\n"), Step.MINOR, Step.PATCH),
        (constitution(SMALL, QUIET, rest="<!-- a note -->\n## Governance\n\nBy  agreement.\n"), Step.NONE, Step.NONE),
        (constitution(SMALL, QUIET, line=LINE.replace("1.2.3", "1.3.0")), Step.NONE, Step.NONE),
        (constitution(SMALL, QUIET, rest=""), Step.MINOR, Step.PATCH),
    ],
)
def test_the_version_moves_as_far_as_the_text(new: Constitution, step: Step, least: Step) -> None:
    difference = compare(OLD, new)
    assert (difference.step, difference.least) == (step, least)


def test_explicit_ids_pair_principles_whatever_their_names() -> None:
    old = constitution("I. Small {#P-07}\n\nEvery change MUST be small.")
    new = constitution("I. Quick {#P-07}\n\nEvery change MUST be small.")
    assert compare(old, new).reworded[0][1].name == "Quick"
    assert compare(old, new).step is Step.PATCH


@pytest.mark.parametrize(
    ("version", "step", "following"),
    [
        ("1.2.3", Step.MAJOR, "2.0.0"),
        ("1.2.3", Step.MINOR, "1.3.0"),
        ("1.2", Step.PATCH, "1.2.1"),
        ("2", Step.MINOR, "2.1.0"),
    ],
)
def test_versions_have_three_parts(version: str, step: Step, following: str) -> None:
    assert bumped(version, step) == following
    assert moved(version, following) is step
    assert moved(following, version) is Step.NONE


def amended(new: Constitution, old: Constitution | None = OLD, bump: Step | None = None) -> str:
    (change,) = amend(new, old, bump, today="2026-03-01").changes
    assert isinstance(change, Replace)
    return change.text


def test_version_day_and_report_are_written_and_nothing_else_changes() -> None:
    new = constitution(SMALL, QUIET, "III. Fast\n\nIt MUST start within a second.")
    text = amended(new)
    line = "**Version**: 1.3.0 | **Ratified**: 2025-01-31 | **Last Amended**: 2026-03-01"
    assert text.endswith(new.document.text.replace(LINE, line))
    assert text.startswith(
        "<!--\nSync Impact Report\n==================\nVersion change: 1.2.3 → 1.3.0 (MINOR: a principle was added)\n"
    )
    assert "Added principles:\n- P-03 Fast\n" in text


def test_the_report_before_is_replaced_and_other_comments_stay() -> None:
    new = constitution(SMALL, QUIET, "III. Fast\n\nIt MUST start within a second.")
    once = read_constitution(Document(PATH, amended(new)))
    assert amended(once) == once.document.text
    noted = read_constitution(Document(PATH, "<!-- ours -->\n" + new.document.text))
    assert "-->\n\n<!-- ours -->\n# X" in amended(noted)


def test_byte_order_mark_and_line_endings_are_kept() -> None:
    text = "\ufeff" + constitution(SMALL).document.text.replace("\n", "\r\n")
    new = amended(read_constitution(Document(PATH, text)))
    assert new.startswith("\ufeff<!--\r\nSync Impact Report\r\n")
    assert new.count("\n") == new.count("\r\n")


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("**Version**: 1.2.3", "**Version**: 2.0.0 | **Last Amended**: 2026-03-01"),
        (
            "- **Version:** v1.2.3\n- **Last Amended:** 2025-01-01",
            "- **Version:** v2.0.0\n- **Last Amended:** 2026-03-01",
        ),
        ("**Version**: 1.2.3 | **Last Amended**: TODO(DAY): x", "**Version**: 2.0.0 | **Last Amended**: 2026-03-01"),
    ],
)
def test_the_line_is_kept_in_its_own_form(line: str, after: str) -> None:
    assert amended(constitution(SMALL, line=line)).endswith(f"{after}\n")


def test_a_constitution_without_a_version_gets_its_first() -> None:
    new = constitution(SMALL, line="")
    assert amended(new, None).endswith(
        "\n\n**Version**: 1.0.0 | **Ratified**: 2026-03-01 | **Last Amended**: 2026-03-01\n"
    )
    token = constitution(SMALL, line="**Version**: [CONSTITUTION_VERSION]")
    assert "**Version**: 1.0.0" in amended(token, None)


def test_a_version_that_its_author_moved_far_enough_is_kept() -> None:
    assert "2.5.0 |" in amended(constitution(SMALL, line=LINE.replace("1.2.3", "2.5.0")))
    assert "2.0.0 |" in amended(constitution(SMALL, line=LINE.replace("1.2.3", "1.2.4")))


def test_the_step_can_be_judged_by_a_person() -> None:
    new = constitution(SMALL.replace("and reviewed", "and be reviewed"), QUIET)
    assert "1.2.3 → 2.0.0 (MAJOR: as its author judged)" in amended(new, bump=Step.MAJOR)


def test_what_has_not_changed_is_not_amended() -> None:
    with pytest.raises(UsageError, match="nothing changed"):
        amended(OLD)


def test_a_document_that_is_not_utf8_is_not_rewritten() -> None:
    document = Document.from_bytes(PATH, b"# X\n\n### Principle 1: \xff\n\n### Principle 2: b\n")
    with pytest.raises(UsageError, match="not UTF-8"):
        amended(read_constitution(document))


@given(st.text("-><! abc\n", max_size=30))
@example("--->")
def test_no_name_ends_the_comment_that_it_is_written_into(name: str) -> None:
    new = constitution(SMALL, QUIET, f"III. Fast {name.replace(chr(10), ' ')}\n\nIt MUST start.")
    if compare(OLD, new).step:
        text = amended(new)
        assert text.partition("-->")[0].count("Plans and templates that name them") == 1


def test_plans_and_templates_that_name_a_changed_principle_are_told() -> None:
    files = {
        "specs/001-a/plan.md": "# Plan\n\n## Constitution Check\n\n- Quiet: yes\n",
        "specs/002-b/plan.md": "# Plan\n\n- P-01: yes\n",
        "specs/003-c/plan.md": "# Plan\n\n- Quietly, P-011\n",
        ".specify/templates/plan-template.md": "- II. Quiet\n",
        "docs/a.md": "Quiet\n",
    }
    project = Project(MemorySource(files))
    assert [tuple(mention) for mention in mentions(project, OLD.principles)] == [
        ("specs/001-a/plan.md", ("P-02",)),
        ("specs/002-b/plan.md", ("P-01",)),
        (".specify/templates/plan-template.md", ("P-02",)),
    ]
    assert mentions(project, []) == []
