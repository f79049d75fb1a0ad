"""Things under other numbers, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.renumber.ground import Known

from specward.changes import Create
from specward.check.baseline import parse, renewed
from specward.check.run import check
from specward.check.select import Selection
from specward.errors import UsageError
from specward.project import Project
from specward.renumber.plan import plan as planned
from specward.rules import RULES
from specward.sources.memory import MemorySource
from specward.sources.scope import BASELINE

if TYPE_CHECKING:
    from specward.finding import Finding
    from specward.renumber.values import Plan

SEARCH, EXPORT = "specs/006-search", "specs/006-export"


def spec(name: str, day: str = "2026-01-02", more: str = "") -> str:
    return f"# Feature Specification: {name}\n\n**Feature Branch**: `{name}`\n**Created**: {day}\n\n{more}"


FILES = {
    f"{EXPORT}/spec.md": spec("006-export", "2026-01-01", "- **FR-001**: System MUST export, see 006/FR-001.\n"),
    f"{SEARCH}/spec.md": spec("006-search", "2026-02-02", "- **FR-001**: System MUST search.\n"),
}


def plan(files: dict[str, str | bytes], *names: str, to: int | None = None, **known: Any) -> Plan:
    project = Project(MemorySource({**files}))
    return planned(project, Known(project, **known), names, to=to, today="2026-03-03")


def after(files: dict[str, str | bytes], *names: str, to: int | None = None, **known: Any) -> dict[str, str | bytes]:
    """The files as a plan leaves them; a second plan must come to nothing."""
    found = plan(files, *names, to=to, **known)
    texts = {path: found.texts[path][1] if path in found.texts else text for path, text in files.items()}
    done = {found.moved(path): text for path, text in texts.items()}
    assert len(done) == len(files)
    if not names:
        assert plan(done).renumbered == ()
    return done


def left(files: dict[str, str | bytes], *names: str, **known: Any) -> list[tuple[str, str, str]]:
    return [(one.path, one.text, one.reason) for one in plan(files, *names, **known).left]


def one(path: str, text: str, **known: Any) -> str | bytes:
    """What becomes of a file beside the two features."""
    return after({**FILES, path: text}, **known)[path]


@pytest.mark.verifies("005-the-whole-checker/AC-006")
def test_the_later_feature_moves_with_its_records_and_everything_that_names_it() -> None:
    files: dict[str, str | bytes] = {
        **FILES,
        f"{SEARCH}/spec.md": "---\nid: '006'\nfeature: 006-search\n---\r\n# Feature Specification: 006 Search\r\n\r\n"
        "**Feature Branch**: `feature/006-search`\r\n**Created**: 2026-02-02\r\n\r\n006/FR-001\r\n",
        "history/prompts/006-search/0006-x.spec.prompt.md": "---\nid: '0006'\nfeature: 006-search\nbranch: 006-search\n"
        "files:\n  - specs/006-search/spec.md\n---\n\n## Prompt\n\nSpecify 006-search.\n",
        ".specify/feature.json": '{"feature_directory":"specs/006-search"}\n',
        ".specify/waivers.yml": "- waives: 006-search/FR-001\n  scope: 'specs/006-search/**'\n",
        "src/search.py": "# 006-search/FR-001: see specs/006-search/spec.md\n",
        "tests/test_search.py": '@pytest.mark.verifies("006-search/FR-001", "search/FR-001")\ndef test(): assert 1\n',
        "docs/a.md": "[a](../specs/006-search/spec.md#x), 006-search and 006-searching\n",
    }
    assert after(files) == {
        f"{EXPORT}/spec.md": FILES[f"{EXPORT}/spec.md"],
        "specs/007-search/spec.md": str(files[f"{SEARCH}/spec.md"])
        .replace("006 S", "007 S")
        .replace("'006'", "'007'")
        .replace("006-search", "007-search")
        .replace("006/FR", "007/FR"),
        "history/prompts/007-search/0006-x.spec.prompt.md": "---\nid: '0006'\nfeature: 007-search\nbranch: 006-search\n"
        "files:\n  - specs/007-search/spec.md\n---\n\n## Prompt\n\nSpecify 006-search.\n",
        ".specify/feature.json": '{"feature_directory":"specs/007-search"}\n',
        ".specify/waivers.yml": "- waives: 007-search/FR-001\n  scope: 'specs/007-search/**'\n",
        "src/search.py": "# 007-search/FR-001: see specs/007-search/spec.md\n",
        "tests/test_search.py": '@pytest.mark.verifies("007-search/FR-001", "search/FR-001")\ndef test(): assert 1\n',
        "docs/a.md": "[a](../specs/007-search/spec.md#x), 007-search and 006-searching\n",
    }
    found = plan(files)
    assert [(one.former, one.now) for one in found.renumbered] == [(SEARCH, "specs/007-search")]
    assert found.renumbered[0].reason == f"{EXPORT} is from 2026-01-01, this one from 2026-02-02"


@pytest.mark.parametrize(
    ("path", "text", "word", "reason"),
    [
        ("docs/a.md", "Feature 006 is fast.\n", "006", "words that speak of the number"),
        ("docs/a.md", "See 006/FR-001.\n", "006", "another feature has the number too"),
        ("docs/a.md", "Run `git switch 006-search`.\n", "006-search", "the name of a git branch, which stays"),
        ("docs/a.md", "The branch is `006-search`.\n", "006-search", "the name of a git branch, which stays"),
        (".github/w.yml", "- 'specs/006-*/**'\n", "006", "a pattern that the number meets"),
        ("tests/test_a.py", 'assert "006-search"\n', "006-search", "words of a test, which may be a sample"),
        ("data/a.json", '"006-search"\n', "006-search", "the file looks like a sample, data or other people's"),
        ("docs/a.md", b"caf\xe9 006-search\n", "", "it is not UTF-8"),
    ],
)
def test_what_is_doubtful_stays_and_is_told(path: str, text: str, word: str, reason: str) -> None:
    files: dict[str, str | bytes] = {**FILES, path: text}
    assert (after(files)[path], left(files)) == (text, [(path, word, reason)])


def test_a_task_that_was_done_on_a_branch_still_names_it_and_the_field_of_the_spec_follows() -> None:
    path = f"{SEARCH}/tasks.md"
    text = "# Tasks: Search\n\n**Branch**: `006-search`\n\n- [x] T001 Confirm branch is `006-search` in src/a.py\n"
    files: dict[str, str | bytes] = {**FILES, path: text}
    done = after(files)
    assert done["specs/007-search/tasks.md"] == text.replace("**: `006", "**: `007")
    assert "**Feature Branch**: `007-search`" in str(done["specs/007-search/spec.md"])
    assert left(files) == [(path, "006-search", "the name of a git branch, which stays")]


@pytest.mark.parametrize("folder", ["history/prompts/006-search", "history/prompts/general", f"{SEARCH}/prompts"])
@pytest.mark.parametrize("keys", ["feature: {}\nbranch: 006-search", "feature: {}\nbranch: feature/006-search"])
def test_a_record_names_the_feature_anew_and_the_branch_that_it_was_written_on(folder: str, keys: str) -> None:
    path = f"{folder}/0001-x.spec.prompt.md"
    text = f"---\nid: 1\n{keys}\n---\n\n## Prompt\n\nSearch.\n"
    files: dict[str, str | bytes] = {**FILES, path: text.format("006-search")}
    assert after(files)[path.replace("006", "007")] == text.format("007-search")
    assert left(files) == []


def test_in_the_folder_of_the_one_that_stays_the_number_means_that_one() -> None:
    assert left({**FILES}) == []


def test_a_line_that_came_with_the_feature_means_it_by_the_bare_number() -> None:
    assert one("src/a.py", "# 006/FR-001\n", added={"src/a.py": {"# 006/FR-001"}}) == "# 007/FR-001\n"


def test_a_title_of_a_test_and_a_comment_above_one_are_marks_and_other_words_are_not() -> None:
    text = '// spec: verifies 006-search/FR-001\ntest("[006-search/FR-001] finds", () => expect("006-search"))\n'
    assert one("tests/a.test.ts", text) == text.replace("006-search/", "007-search/")


def test_widths_stay_and_times_are_no_numbers() -> None:
    files: dict[str, str | bytes] = {
        f"specs/{name}/spec.md": spec(name) for name in ("0006-a", "0006-b", "20260102-030405-c", "20260102-030405-d")
    }
    assert sorted(after(files)) == [
        f"specs/{name}/spec.md" for name in ("0006-a", "0007-b", "20260102-030405-c", "20260102-030405-d")
    ]


def test_features_of_nested_projects_do_not_collide_and_a_name_means_the_nearest() -> None:
    files: dict[str, str | bytes] = {
        **FILES,
        "apps/a/specs/006-search/spec.md": spec("006-search"),
        "apps/a/docs/x.md": "006-search, [a](../specs/006-search/spec.md)\n",
        "docs/x.md": "006-search, [a](../specs/006-search/spec.md)\n",
    }
    done = after(files)
    assert "apps/a/specs/006-search/spec.md" in done
    assert done["apps/a/docs/x.md"] == files["apps/a/docs/x.md"]
    assert done["docs/x.md"] == "006-search, [a](../specs/007-search/spec.md)\n"


def test_a_feature_that_is_named_moves_alone_to_the_number_that_is_wanted() -> None:
    assert "specs/012-export/spec.md" in after({**FILES}, "006-export", to=12)
    assert "specs/007-search/spec.md" in after({**FILES}, "6")


@pytest.mark.parametrize(
    ("name", "to", "message"),
    [
        ("006-search", 6, "006-search has the number 6 already"),
        ("006-search", 1, "the number 1 is taken by 001-login"),
        ("nonsense", None, "there is no feature `nonsense`"),
        ("FR-001", None, "FR-001 is an item of a feature, and none is named"),
        ("P-01", None, "P-01 is a principle, whose number stays"),
        ("search/FR-009", None, "006-search has no FR-009"),
        ("20260102-030405-x", None, "20260102-030405-x has a time in place of a number, which nobody else has"),
        ("6", 9, None),
        ("", None, "an empty name means nothing"),
    ],
)
def test_what_cannot_be_is_refused(name: str, to: int | None, message: str | None) -> None:
    files: dict[str, str | bytes] = {
        **FILES,
        "specs/001-login/spec.md": spec("001-login"),
        "specs/20260102-030405-x/spec.md": spec("x"),
    }
    if message is None:
        assert len(plan(files, name, to=to).renumbered) == 1
        return
    with pytest.raises(UsageError) as raised:
        plan(files, name, to=to)
    assert raised.value.message == message


def test_where_the_folder_of_its_records_is_taken_the_number_after_that_is_given() -> None:
    files: dict[str, str | bytes] = {
        **FILES,
        "history/prompts/006-search/0001-a.spec.prompt.md": "---\nid: 1\n---\n",
        "history/prompts/007-search/0001-b.spec.prompt.md": "---\nid: 1\n---\n",
    }
    assert "history/prompts/008-search/0001-a.spec.prompt.md" in after(files)


def test_a_record_moves_with_its_id_and_the_paths_that_lead_to_it() -> None:
    folder = "history/prompts/general"
    files: dict[str, str | bytes] = {
        f"{folder}/0001-a.general.prompt.md": "---\nid: 0001\ndate: 2026-01-01\n---\n\nSee 0001-b.general.prompt.md.\n",
        f"{folder}/0001-b.general.prompt.md": '---\r\nid: "0001"\r\ndate: 2026-01-02\r\n---\r\n# PHR-0001: B\r\n',
        "docs/x.md": f"[b](../{folder}/0001-b.general.prompt.md) `{folder}/0001-b.general.prompt.md`\n",
        "src/a.py": f"# {folder}/0001-b.general.prompt.md\n",
    }
    done = after(files)
    assert (
        done[f"{folder}/0002-b.general.prompt.md"]
        == '---\r\nid: "0002"\r\ndate: 2026-01-02\r\n---\r\n# PHR-0002: B\r\n'
    )
    assert (done["docs/x.md"], done["src/a.py"]) == tuple(
        str(files[path]).replace("0001-b", "0002-b") for path in ("docs/x.md", "src/a.py")
    )
    assert done[f"{folder}/0001-a.general.prompt.md"] == files[f"{folder}/0001-a.general.prompt.md"]
    assert left(files) == [
        (f"{folder}/0001-a.general.prompt.md", "0001-b.general.prompt.md", "a prompt record says what was")
    ]


def test_of_two_tasks_with_one_id_the_second_moves_and_doubtful_citations_are_told() -> None:
    path = "specs/001-a/tasks.md"
    text = "# Tasks: A\n\n- [ ] T001 Build the store\n- [ ] T001 Draw a form (after T001)\n- [ ] T009 Ship it\n"
    files: dict[str, str | bytes] = {path: text}
    assert after(files)[path] == text.replace("T001 Draw", "T010 Draw")
    assert left(files) == [(path, "T001", "another item of the document has the id too")]


def test_a_copy_of_an_item_is_told_and_not_renumbered() -> None:
    path = "specs/001-a/spec.md"
    files: dict[str, str | bytes] = {
        path: "# A\n\n- **FR-001**: System MUST log in.\n\n- **FR-001**: System MUST log in.\n"
    }
    assert (plan(files).renumbered, left(files)) == (
        (),
        [(path, "FR-001", "a copy of the item with this id: delete one")],
    )


def test_the_item_that_the_main_line_does_not_have_moves_with_the_lines_that_came_with_it() -> None:
    path = "specs/001-a/spec.md"
    ours, theirs, cited = (
        "- **FR-001**: Users MUST draw a form.",
        "- **FR-001**: System MUST log in.",
        "By FR-001 it is blue.",
    )
    files: dict[str, str | bytes] = {path: f"# A\n\n{ours}\n\n{theirs}\n\n{cited}\n", "docs/x.md": "a/FR-001\n"}
    known: dict[str, Any] = {"main": {path: f"# A\n\n{theirs}\n"}, "added": {path: {ours, cited}}, "parted": []}
    assert after(files, **known)[path] == f"# A\n\n{ours}\n\n{theirs}\n\n{cited}\n".replace(
        ours, ours.replace("001", "002")
    ).replace(cited, "By FR-002 it is blue.")
    assert left(files, **known) == [("docs/x.md", "a/FR-001", "another item of the document has the id too")]


def test_an_item_that_is_named_takes_its_citations_with_it() -> None:
    files: dict[str, str | bytes] = {
        "specs/001-a/spec.md": "# A\n\n- **FR-001**: System MUST do it.\n- **FR-002**: System undo FR-001, FR-0010.\n",
        "specs/001-a/tasks.md": "# Tasks: A\n\n- [ ] T001 Build FR-1 (FR-001 to FR-002)\n",
        "specs/002-b/spec.md": "# B\n\n- **FR-001**: as 001-a/FR-001 and a/FR-001, not FR-001.\n",
        "tests/test_a.py": 'import pytest\n\n@pytest.mark.verifies("001-a/FR-001")\ndef test_it():\n    assert 1\n',
        ".specify/waivers.yml": "- waives: 1/FR-001\n",
    }
    done = after(files, "001-a/FR-001")
    assert (
        done["specs/001-a/spec.md"]
        == "# A\n\n- **FR-011**: System MUST do it.\n- **FR-002**: System undo FR-011, FR-0010.\n"
    )
    assert done["specs/001-a/tasks.md"] == "# Tasks: A\n\n- [ ] T001 Build FR-11 (FR-001 to FR-002)\n"
    assert done["specs/002-b/spec.md"] == "# B\n\n- **FR-001**: as 001-a/FR-011 and a/FR-011, not FR-001.\n"
    assert '"001-a/FR-011"' in str(done["tests/test_a.py"])
    assert left(files, "001-a/FR-001") == [("specs/001-a/tasks.md", "FR-001", "it ends a range of ids")]


def test_a_mark_that_names_no_feature_goes_with_the_one_item_that_has_the_id() -> None:
    files: dict[str, str | bytes] = {
        "specs/001-a/spec.md": "# A\n\n- **FR-001**: System MUST do it.\n",
        "tests/test_a.py": 'import pytest\n\n@pytest.mark.verifies("FR-001")\ndef test_it():\n    assert 1\n',
    }
    assert '("FR-007")' in str(after(files, "001-a/FR-001", to=7)["tests/test_a.py"])


def test_decisions_move_as_adr_renumber_moves_them_and_one_that_is_there_twice_is_told() -> None:
    folder = "history/adr"
    files: dict[str, str | bytes] = {
        f"{folder}/0001-a.md": "# ADR-0001: A\n\n- **Date:** 2026-01-01\n",
        f"{folder}/0001-b.md": "# ADR-0001: B\n\n- **Date:** 2026-01-02\n",
        f"{folder}/0002-c.md": "# ADR-0002: C\n",
        f"{folder}/0002-d.md": "# ADR-0002: C\n",
        "docs/x.md": "[b](../history/adr/0001-b.md)\n",
    }
    found = plan(files)
    assert [(one.former, one.now) for one in found.renumbered] == [(f"{folder}/0001-b.md", f"{folder}/0003-b.md")]
    assert found.texts["docs/x.md"][1] == "[b](../history/adr/0003-b.md)\n"
    assert left(files) == [(f"{folder}/0002-d.md", "", "it has the title of another: delete one")]


def test_things_of_every_kind_move_at_once() -> None:
    folder = "history/adr"
    files: dict[str, str | bytes] = {
        **FILES,
        f"{SEARCH}/tasks.md": "# Tasks: S\n\n- [ ] T001 Build the store\n- [ ] T001 Draw a form\n",
        f"{SEARCH}/adr/note.md": "006-search by ADR-0001\n",
        "history/prompts/006-search/0001-a.spec.prompt.md": "---\nid: 0001\ndate: 2026-01-01\n---\n",
        "history/prompts/006-search/0001-b.spec.prompt.md": "---\nid: 1\ndate: 2026-01-02\nfeature: 006-search\n---\n",
        f"{folder}/0001-a.md": "# ADR-0001: A\n\n- **Date:** 2026-01-01\n",
        f"{folder}/0001-b.md": "# ADR-0001: B\n\n- **Date:** 2026-01-02\n\nFor 006-search.\n",
    }
    done = after(files)
    assert done["specs/007-search/tasks.md"] == "# Tasks: S\n\n- [ ] T001 Build the store\n- [ ] T002 Draw a form\n"
    assert (
        done["history/prompts/007-search/0002-b.spec.prompt.md"]
        == "---\nid: 2\ndate: 2026-01-02\nfeature: 007-search\n---\n"
    )
    assert done[f"{folder}/0002-b.md"] == "# ADR-0002: B\n\n- **Date:** 2026-01-02\n\nFor 007-search.\n"


@pytest.mark.verifies("005-the-whole-checker/AC-011")
def test_the_baseline_stays_as_it_is_and_knows_the_findings_in_their_new_places() -> None:
    prompts = "history/prompts/006-search"
    files: dict[str, str | bytes] = {
        **FILES,
        f"{SEARCH}/spec.md": spec("006-search", "2026-02-02", "- **FR-001**: The system searches.\n"),
        f"{prompts}/0001-a.spec.prompt.md": "---\nid: 1\ndate: 2026-01-01\n---\n\n{{ONE}}\n",
        f"{prompts}/0001-b.spec.prompt.md": "---\nid: 1\ndate: 2026-01-02\n---\n\n{{TWO}}\n",
        "history/adr/0001-a.md": "# ADR-0001: A\n\n- **Date:** 2026-01-01\n",
        "history/adr/0001-b.md": "# ADR-0001: B\n\n- **Date:** 2026-01-02\n\n- **Status:** Nonsense\n",
    }
    found = found_in(files)
    moving = {f"{SEARCH}/spec.md", f"{prompts}/0001-b.spec.prompt.md", "history/adr/0001-b.md"}
    assert moving <= {one.location.path for one in found}
    (change,) = renewed(None, found, MemorySource(files), lambda _: True).changes
    assert isinstance(change, Create)
    done = after({**files, BASELINE: change.text})
    assert done[BASELINE] == change.text
    assert parse(change.text.encode()).fresh(found_in(done), MemorySource(done))[0] == []


def found_in(files: dict[str, str | bytes]) -> tuple[Finding, ...]:
    project = Project(MemorySource(files), today="2026-03-03")
    return check(project, Selection.of(project, RULES)).findings


def test_a_line_that_came_with_a_feature_is_known_after_another_step_has_changed_it() -> None:
    cited = "See 006/FR-001 and [b](../history/prompts/general/0001-b.general.prompt.md)."
    records: dict[str, str | bytes] = {
        f"history/prompts/general/0001-{name}.general.prompt.md": f"---\nid: 1\ndate: 2026-01-0{day}\n---\n"
        for day, name in enumerate("ab", 1)
    }
    files: dict[str, str | bytes] = {**FILES, **records, "docs/x.md": f"{cited}\n"}
    done = after(files, added={"docs/x.md": {cited}})
    assert done["docs/x.md"] == f"{cited}\n".replace("006/", "007/").replace("0001-b", "0002-b")
