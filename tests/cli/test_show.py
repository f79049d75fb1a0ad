from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
SPEC = (
    "# Feature Specification: T\n\n- **FR-001**: System MUST not \x1b]0;print\x07 this\n- **FR-002**: System MUST b\n"
)
TASKS = "# Tasks: T\n\n- [ ] T001 Do (FR-001)\n"
SHOWN = """\
001-a/FR-001  requirement  System MUST not ·]0;print· this
specs/001-a/spec.md:3

- **FR-001**: System MUST not ·]0;print· this

cited by  001-a/T001
"""


def prepared(spec: Spec) -> None:
    spec.write("specs/001-a/spec.md", SPEC)
    spec.write("specs/001-a/tasks.md", TASKS)
    spec.write("specs/002-b/spec.md", SPEC)


def test_an_item_is_shown_with_its_place_text_and_neighbours(spec: Spec) -> None:
    prepared(spec)
    done = spec("show", "001-a/FR-001")
    assert (done.code, done.out, done.err) == (0, SHOWN, "")


def test_an_ambiguous_id_is_wrong_usage_and_lists_the_candidates(spec: Spec) -> None:
    prepared(spec)
    done = spec("show", "FR-001")
    assert done.code == 2
    assert "001-a/FR-001, 002-b/FR-001" in done.err
    assert spec("show", "FR-001", "--feature", "2").out.startswith("002-b/FR-001")
    assert spec("show", "FR-001", SPECIFY_FEATURE="002-b").out.startswith("002-b/FR-001")


def test_json_keeps_the_text_as_it_is(spec: Spec) -> None:
    prepared(spec)
    said = spec("show", "T001", "--json").json
    assert said == {
        "id": "001-a/T001",
        "kind": "task",
        "title": "Do (FR-001)",
        "path": "specs/001-a/tasks.md",
        "line": 3,
        "text": "- [ ] T001 Do (FR-001)",
        "cites": ["001-a/FR-001"],
        "cited_by": [],
    }


def test_what_is_not_there_is_wrong_usage(spec: Spec) -> None:
    prepared(spec)
    assert spec("show", "T099").code == 2
    assert spec("show", "nowhere").code == 2


UID = "01JH0000000000000000000001"
PATH = "history/prompts/001-a/0001-do.green.prompt.md"
RECORD = f'---\nid: "0001"\ntitle: Do\nstage: green\ndate: "2026-01-02"\nuid: {UID}\n---\n\n## Prompt\n\nDo it.\n'


def committed(spec: Spec, repository: GitRepository) -> tuple[str, str]:
    """A commit with a record and its code, and one that names it; their ids."""
    spec.root = repository.root
    prepared(spec)
    spec.write(PATH, RECORD)
    spec.write("src/a.py", "1")
    first = repository.commit("feat: do \x1b]0;it\x07\n\nAs asked.")
    spec.write("src/a.py", "2")
    return first, repository.commit(f"feat: more\n\nPHR: {UID}")


@pytest.mark.verifies("003-prompts-are-captured/AC-017")
def test_a_commit_is_shown_with_its_records_and_its_code(spec: Spec, repository: GitRepository) -> None:
    first, _ = committed(spec, repository)
    assert spec("show", "HEAD~1").out == (
        f"{first}  commit  feat: do ·]0;it·\n"
        "Ada Lovelace, 2025-01-15\n"
        "\n"
        "As asked.\n"
        "\n"
        "records\n"
        f"  added    {PATH}  Do\n"
        "\n"
        "code\n"
        "  src/a.py\n"
    )
    said = spec("show", first[:8], "--json").json
    assert set(said) == {"id", "kind", "title", "author", "date", "text", "records", "code", "linked", "by"}
    assert (said["kind"], said["code"], said["linked"], said["by"]) == ("commit", ["src/a.py"], "record", PATH)
    assert said["records"] == [{"path": PATH, "uid": UID, "title": "Do", "how": "added", "now": PATH}]


@pytest.mark.verifies("003-prompts-are-captured/AC-017")
def test_a_record_is_shown_with_the_commits_that_carry_it(spec: Spec, repository: GitRepository) -> None:
    first, second = committed(spec, repository)
    for reference in (UID, PATH, "001-a/0001"):
        said = spec("show", reference, "--json").json
        assert [(one["sha"], one["how"]) for one in said["commits"]] == [(second, "named"), (first, "added")]
    shown = spec("show", UID).out
    assert shown.partition("commits\n")[2] == (
        f"  named by a trailer in {second[:10]}  2025-01-15  feat: more\n"
        f"  added in {first[:10]}  2025-01-15  feat: do ·]0;it·\n"
    )


def test_a_record_outside_of_a_repository_has_no_commits(spec: Spec) -> None:
    spec.write(PATH, RECORD)
    assert spec("show", UID, "--json").json["commits"] == []


def test_an_item_goes_before_a_commit_of_the_same_name(spec: Spec, repository: GitRepository) -> None:
    committed(spec, repository)
    repository.git("branch", "001-a")
    assert spec("show", "001-a", "--json").json["kind"] == "feature"
    assert spec("show", "main", "--json").json["kind"] == "commit"
    assert spec("show", "nowhere").code == 2
