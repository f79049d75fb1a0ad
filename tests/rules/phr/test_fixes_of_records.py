"""What the fixes of rules on prompt records write: keys, names, folders, numbers, and all that leads to the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.fixes import all_fixed, fixed, kept, led

from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.project import Project
from specward.rules.phr import (
    duplicate_record_id,
    file_name_mismatch,
    malformed_date,
    malformed_record,
    misrouted_record,
    stage_mismatch,
    unknown_stage,
)
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.finding import Finding, Fix
    from specward.rule import Rule

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-003")

FOLDER = "history/prompts/001-login"
PATH = f"{FOLDER}/0001-login-form.green.prompt.md"
ADR = "history/adr/0001-a.md"
RULES = [
    module.check
    for module in (
        *(duplicate_record_id, file_name_mismatch, malformed_date, malformed_record, misrouted_record),
        *(stage_mismatch, unknown_stage),
    )
]


def record(**keys: str) -> str:
    values = {"id": '"0001"', "title": "Login form", "stage": "green", "date": '"2026-01-02"', **keys}
    lines = "".join(f"{key}: {value}\n" for key, value in values.items() if value)
    return f"---\n{lines}---\n\n## Prompt\n\nBuild the login form.\n"


def findings(files: dict[str, str], *rules: Rule) -> list[Finding]:
    report = check(Project(MemorySource(files)), Selection(list(rules) or RULES, DEFAULTS))
    assert not report.undetermined
    return list(report.findings)


def fix_of(files: dict[str, str], rule: Rule) -> Fix:
    (found,) = findings(files, rule)
    return led(files, found.fix)


def test_keys_that_the_file_name_has_are_added_and_no_other_byte_changes() -> None:
    text = record(stage="", id="").replace("\n", "\r\n")
    fix = fix_of({PATH: text}, malformed_record.check)
    assert fix.safe
    after = fixed({PATH: text}, fix)
    assert [edit.span.start == edit.span.end for edit in fix.edits] == [True, True]
    assert {'id: "0001"', "stage: green"} <= set(after[PATH].split("\r\n", 8)[3:5] + after[PATH].split("\n")[3:6])
    assert findings(after, malformed_record.check) == []


def test_a_title_is_not_made_up() -> None:
    (found,) = findings({PATH: record(title="", stage="")}, malformed_record.check)
    assert found.fix is None


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("id: 1\ntitle: T\nstage: red\n\n# T\n", "---\nid: 1\ntitle: T\nstage: red\n---\n\n# T\n"),
        ("  ---\nid: 1\ntitle: T\n---\n\nGo.\n", "---\nid: 1\ntitle: T\n---\n\nGo.\n"),
        ("```md\n---\nid: 1\ntitle: T\n---\n\nGo.\n```\n", "---\nid: 1\ntitle: T\n---\n\nGo.\n"),
    ],
)
def test_keys_outside_of_front_matter_are_framed(text: str, after: str) -> None:
    fix = fix_of({PATH: text}, malformed_record.check)
    assert fix.safe
    assert fixed({PATH: text}, fix)[PATH] == after
    assert not fix_of({PATH: text.replace("title: T", "title: T # the form")}, malformed_record.check).safe


@pytest.mark.parametrize(("word", "stage", "safe"), [("implementation", "green", True), ("adr", "misc", False)])
def test_another_word_for_a_stage_is_replaced_in_the_key_and_in_the_name(word: str, stage: str, safe: bool) -> None:
    old = PATH.replace(".green.", f".{word}.")
    files = {old: record(stage=f'"{word}"'), ADR: f"# A\n\nSee [it](../prompts/001-login/{old.rpartition('/')[2]}).\n"}
    fix = fix_of(files, unknown_stage.check)
    assert fix.safe is safe
    after = fixed(files, fix)
    new = PATH.replace(".green.", f".{stage}.")
    assert after == {new: record(stage=f'"{stage}"'), ADR: files[ADR].replace(f".{word}.", f".{stage}.")}
    assert findings(after) == []


def test_a_word_that_nobody_knows_has_no_fix() -> None:
    (found,) = findings({PATH: record(stage="frustration")}, unknown_stage.check)
    assert found.fix is None


def test_a_stage_that_would_lie_in_a_wrong_folder_is_left_to_people() -> None:
    path = "history/prompts/general/0001-a.impl.prompt.md"
    (found,) = findings({path: record(stage="impl", feature="001-login")}, unknown_stage.check)
    assert found.fix is None


@pytest.mark.parametrize(
    ("named", "after", "safe"),
    [
        ("implement", "0001-a.green", True),
        ("red", "0001-a.green", False),
        ("Light mode", "", False),
        ("lights", "0001-a-lights.green", False),
    ],
)
def test_the_file_is_renamed_after_the_stage_that_the_record_names(named: str, after: str, safe: bool) -> None:
    files = {f"{FOLDER}/0001-a.{named}.prompt.md": record()}
    found = findings(files, stage_mismatch.check)
    if not after:
        assert found == []
        return
    fix = found[0].fix
    assert fix is not None
    assert fix.safe is safe
    assert list(fixed(files, fix)) == [f"{FOLDER}/{after}.prompt.md"]


def test_a_file_is_never_renamed_over_another_one() -> None:
    files = {f"{FOLDER}/0001-a.implement.prompt.md": record(), f"{FOLDER}/0001-a.green.prompt.md": record()}
    assert [found.fix for found in findings(files, stage_mismatch.check)] == [None]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-1-3", '"2026-01-03"'),
        ("January 3, 2026", '"2026-01-03"'),
        ("'2026/01/03'", "'2026-01-03'"),
        ('"13/1/2026"', '"2026-01-13"'),
        ("3/1/2026", ""),
        ("2026-01", ""),
        ("2026-1-3 or later", ""),
        ("yesterday", ""),
    ],
)
def test_a_date_that_means_one_day_is_written_as_such(written: str, day: str) -> None:
    files = {PATH: record(date=written)}
    (found,) = findings(files, malformed_date.check)
    if not day:
        assert found.fix is None
        return
    assert found.fix is not None
    assert found.fix.safe
    assert fixed(files, found.fix) == {PATH: record(date=day)}


@pytest.mark.parametrize(
    ("name", "proper", "safe"),
    [
        ("0001-a.phr.md", "0001-a.green.prompt.md", True),
        ("PHR-0001-a.green.prompt.md", "0001-a.green.prompt.md", True),
        ("0001-a-green.prompt.md", "0001-a.green.prompt.md", True),
        ("001-Login_Form.x.red.prompt.md", "001-login-form-x.red.prompt.md", True),
        ("a.green.prompt.md", "0001-a.green.prompt.md", False),
        ("20260102-0001-a.green.prompt.md", "0001-a.green.prompt.md", False),
    ],
)
def test_a_name_gets_its_proper_form(name: str, proper: str, safe: bool) -> None:
    files = {f"{FOLDER}/{name}": record()}
    fix = fix_of(files, file_name_mismatch.check)
    assert fix.safe is safe
    after = fixed(files, fix)
    assert after == {f"{FOLDER}/{proper}": record()}
    assert findings(after, file_name_mismatch.check) == []


def test_an_id_becomes_that_of_the_file_and_surely_where_another_file_has_it() -> None:
    files = {PATH.replace("0001", "0002"): record()}
    assert not fix_of(files, file_name_mismatch.check).safe
    files[PATH] = record()
    fix = fix_of(files, file_name_mismatch.check)
    assert fix.safe
    assert fixed(files, fix) == {PATH: record(), PATH.replace("0001", "0002"): record(id='"0002"')}


def test_a_record_is_moved_to_the_feature_that_it_names_with_what_leads_to_it() -> None:
    old = "history/prompts/general/0007-a.green.prompt.md"
    files = {
        old: record(id="7", feature="001-login", files=f"[{old}]"),
        "specs/001-login/spec.md": f"# S\n\nFrom [a](../../{old}), `{old}`.\n",
    }
    fix = fix_of(files, misrouted_record.check)
    assert not fix.safe
    new = old.replace("general/", "001-login/")
    after = fixed(files, fix)
    assert after == {new if path == old else path: text.replace(old, new) for path, text in files.items()}
    assert findings(after) == []


def test_a_general_record_of_a_feature_becomes_one_of_its_other_works() -> None:
    old = PATH.replace(".green.", ".general.")
    files = {old: record(stage="general", feature="001-login"), "specs/001-login/spec.md": "# S\n"}
    fix = fix_of(files, misrouted_record.check)
    assert not fix.safe
    after = fixed(files, fix)
    assert after[PATH.replace(".green.", ".misc.")] == record(stage="misc", feature="001-login")
    assert findings(after) == []


def test_a_record_is_not_moved_to_where_its_number_is_taken() -> None:
    files = {"history/prompts/general/0001-a.green.prompt.md": record(feature="001-login"), PATH: record()}
    files["specs/001-login/spec.md"] = "# S\n"
    assert [found.fix for found in findings(files, misrouted_record.check)] == [None]


def test_of_records_with_one_number_all_but_the_first_get_free_ones() -> None:
    names = ["0001-a", "001-b", "1-c", "0004-d", "0004-e"]
    files = {f"{FOLDER}/{name}.green.prompt.md": record(id=f'"{name[:-2]}"') for name in names}
    files[ADR] = "".join(f"- [{name}](../prompts/001-login/{name}.green.prompt.md)\n" for name in names)
    fixes = [found.fix for found in findings(files, duplicate_record_id.check)]
    assert [fix is not None and fix.safe for fix in fixes] == [False, False]
    after = all_fixed(lambda state: findings(state, duplicate_record_id.check), files)
    now = {path.rpartition("/")[2].removesuffix(".green.prompt.md") for path in after if path != ADR}
    assert now == {"0001-a", "0004-d", "0007-e", "008-b", "9-c"}
    assert findings(after) == []
    assert all(f"](../prompts/001-login/{name}.green.prompt.md)" in after[ADR] for name in now)


NAMES = st.sampled_from(
    [
        "0001-a.green",
        "001-b.impl",
        "1-c.red",
        "PHR-2-d.green",
        "e.green",
        "0002-F_g",
        "0003-h.general",
        "20260102-i.red",
    ]
)
STAGES = st.sampled_from(["green", "implementation", "general", '"red"', "adr", "odd", ""])
DATES = st.sampled_from(["2026-01-02", "2026-1-2", "soon", ""])
FOLDERS = st.sampled_from(["001-login", "general", "constitution"])


@settings(deadline=None)
@given(
    st.dictionaries(
        st.tuples(FOLDERS, NAMES), st.tuples(STAGES, DATES, st.sampled_from(["001-login", "none", ""])), max_size=6
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_fix_keeps_all_other_bytes_and_safe_ones_come_to_an_end(
    records: dict[tuple[str, str], tuple[str, str, str]], end: str
) -> None:
    files = {
        f"history/prompts/{folder}/{name}.prompt.md": record(stage=stage, date=date, feature=feature).replace("\n", end)
        for (folder, name), (stage, date, feature) in records.items()
    }
    files |= {"specs/001-login/spec.md": "# S\n", ADR: "\n".join(f"- [x](../../{path})" for path in files)}
    for found in findings(files):
        if found.fix:
            fix = led(files, found.fix)
            after = fixed(files, fix)
            assert len(after) == len(files)
            for path, text in kept(files, fix).items():
                added = sum(len(edit.text) for edit in fix.edits if edit.path == path)
                to = next((rename.to for rename in fix.renames if rename.path == path), path)
                assert len(after[to]) == len(text) + added
    done = all_fixed(lambda state: [one for one in findings(state) if one.fix and one.fix.safe], files, rounds=60)
    assert not any(one.fix and one.fix.safe for one in findings(done))
    assert len(findings(done)) <= len(findings(files))


@pytest.mark.parametrize(
    ("folder", "named", "stage", "codes"),
    [
        ("general", "general", "green", ["PHR005"]),
        ("001-login", "implement", "general", ["PHR005"]),
        ("general", "red", "green", ["PHR005", "PHR006"]),
        ("general", "green", "green", ["PHR006"]),
        ("general", "draft", "green", ["PHR005", "PHR006"]),
    ],
)
def test_a_stage_that_only_the_key_names_is_one_fault(folder: str, named: str, stage: str, codes: list[str]) -> None:
    path = f"history/prompts/{folder}/0001-a.{named}.prompt.md"
    files = {path: record(stage=stage, feature="001-login"), "specs/001-login/spec.md": "# S\n"}
    found = findings(files, misrouted_record.check, stage_mismatch.check)
    assert sorted(finding.code for finding in found) == codes
