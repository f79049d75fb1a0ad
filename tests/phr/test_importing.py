from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.kind import Kind
from specward.artifacts.phr import Record, read_record
from specward.changes import Create, Delete, Replace, apply
from specward.markdown.document import Document
from specward.opening import open_source
from specward.phr.adopt.old_form import oddity
from specward.phr.adopt.plan import Import, plan_import
from specward.phr.search.moment import uid_moment
from specward.project import Project
from specward.sources.memory import MemorySource

SPEC = "specs/001-login/spec.md"
KEYS = """id: 0007
title: Sign in with a passkey
stage: architect
date: 2025-09-20
surface: agent
model: gpt-5
feature: 001-login
branch: 001-login
user: Ada
command: /plan
labels: ["login", "passkey"]
links:
  spec: specs/001-login/spec.md
  ticket: null
files:
 - src/login.py
tests:
 - none
"""
BODY = """
## Prompt

Let people sign in.

## Response snapshot

Done.

## Outcome

- ✅ Impact: they can
- 🧪 Tests: two

## Evaluation notes (flywheel)

- Failure modes observed: none seen
"""
TODAY = f"---\n{KEYS.replace('architect', 'plan').replace('0007', chr(34) + '0007' + chr(34))}---\n{BODY}"
OLD = f"---\n{KEYS}---\n{BODY}"


def planned(
    files: dict[str, str], *paths: str, keep: bool = False, taken: int = 0, features: tuple[str, ...] = (SPEC,)
) -> Import:
    source = MemorySource({**files, **dict.fromkeys(features, "# Feature\n")})
    return plan_import(Project(source), lambda _: taken + 1, paths, keep=keep)


def only(files: dict[str, str], *, features: tuple[str, ...] = (SPEC,)) -> Record:
    """The one record that the import writes."""
    plan = planned(files, features=features)
    (created,) = (change for change in plan.changes if not isinstance(change, Delete))
    assert isinstance(created, Create | Replace)
    return read_record(Document(created.path, created.text))


def values(record: Record, *keys: str) -> list[str]:
    return [field.value if (field := record.header.field(key)) else "-" for key in keys]


@pytest.mark.parametrize(
    ("origin", "path"),
    [
        ("specs/001-login/prompts/0007-sign-in-architect.prompt.md", "history/prompts/001-login/0001"),
        ("specs/001-login/prompts/0007-sign-in.architect.prompt.md", "history/prompts/001-login/0001"),
        ("docs/prompts/0007-sign-in-architect.prompt.md", "history/prompts/001-login/0001"),
        ("docs/history/prompts/001-login/0007-sign-in.plan.prompt.md", "history/prompts/001-login/0001"),
        ("history/0007-sign-in.plan.prompt.md", "history/prompts/001-login/0001"),
        ("history/prompts/0007-sign-in.plan.prompt.md", "history/prompts/001-login/0001"),
        ("history/prompts/login/0007-sign-in.plan.phr.md", "history/prompts/001-login/0001"),
        ("history/prompts/001-login/PHR-0007-sign-in.plan.prompt.md", "history/prompts/001-login/0007"),
        ("history/prompts/001-login/2025-09-20-sign-in.prompt.md", "history/prompts/001-login/0001"),
        ("history/prompts/001-login/sign-in.prompt.md", "history/prompts/001-login/0001"),
        ("history/prompts/001-login/007-sign-in.plan.md", "history/prompts/001-login/0007"),
        ("history/prompts/001-login/0007-sign-in.phr.md", "history/prompts/001-login/0007"),
        ("phase-3/docs/prompts/0007-sign-in.plan.prompt.md", "phase-3/history/prompts/001-login/0001"),
    ],
)
def test_a_record_of_an_older_layout_goes_where_it_belongs_today(origin: str, path: str) -> None:
    plan = planned({origin: OLD})
    wanted = f"{path}-sign-in-with-a-passkey.plan.prompt.md"
    assert [(one.origin, one.path, one.remark) for one in plan.imported] == [(origin, wanted, "")]
    assert [type(change) for change in plan.changes] == [Create, Delete]
    record = only({origin: OLD})
    assert record.prompt_text == "Let people sign in."
    assert record.complete
    assert oddity(record, Project(MemorySource({})).layout) == ""


def test_everything_that_a_record_says_is_carried_over() -> None:
    record = only({"docs/prompts/0007-a.prompt.md": OLD})
    assert values(record, "title", "stage", "date", "surface", "model", "branch", "user", "command") == [
        *("Sign in with a passkey", "plan", "2025-09-20", "agent", "gpt-5", "001-login", "Ada", "/plan"),
    ]
    assert [label.value for label in record.labels] == ["login", "passkey"]
    assert [file.value for file in record.files] == ["src/login.py"]
    assert record.tests == []
    assert {kind: link.value for kind, link in record.links.items()} == {"spec": SPEC}
    text = record.document.text
    assert "## Response snapshot\n\nDone.\n\n## Outcome\n\n- ✅ Impact: they can\n- 🧪 Tests: two\n\n" in text
    assert text.endswith("- Failure modes observed: none seen\n")
    assert values(record, "source", "imported_from") == ["import", "docs/prompts/0007-a.prompt.md"]


def test_keys_that_today_s_form_lacks_are_kept_at_the_end() -> None:
    keys = KEYS + "repo_ref: <sha>\nacceptance: ['GET / is 200', b]\nmore: {a: 1, b: [x]}\nnothing:\n"
    record = only({"docs/prompts/0007-a.prompt.md": f"---\n{keys}---\n{BODY}"})
    head = record.document.text[: record.header.end]
    assert head.endswith(
        'repo_ref: "<sha>"\nacceptance: [GET / is 200, b]\nmore: {a: "1", b: [x]}\nnothing: null\n'
        "imported_from: docs/prompts/0007-a.prompt.md\n---\n"
    )


def test_links_of_every_kind_are_kept() -> None:
    keys = KEYS.replace("ticket: null", "issue: https://t.example/1\n  plan: specs/001-login/plan.md")
    record = only({"docs/prompts/0007-a.prompt.md": f"---\n{keys}---\n{BODY}"})
    assert {kind: link.value for kind, link in record.links.items()} == {
        "spec": SPEC,
        "ticket": "https://t.example/1",
        "plan": "specs/001-login/plan.md",
    }


def test_the_starter_s_form_is_read() -> None:
    text = (
        "---\nid: 0001\ntitle: Plan it\nstage: red\ndate: 2025-09-20\nsurface: codex-cli\nscope_files: [a.py]\n"
        "links:\n  adr: docs/adr/0001-x.md\n  issue: null\n---\n\nWrite a failing test.\n\n"
        "### Outcome\n- Files changed: a.py\n- Notes: fine\n"
    )
    record = only({"docs/prompts/0001-plan-it-red.prompt.md": text, "history/x.md": "y"}, features=())
    assert record.document.path == "history/prompts/general/0001-plan-it.general.prompt.md"
    assert record.prompt_text == "Write a failing test."
    assert values(record, "stage", "former_stage", "scope_files") == ["general", "red", ""]
    assert "## Outcome\n\n- Files changed: a.py\n- Notes: fine\n" in record.document.text


@pytest.mark.parametrize(
    "head",
    [
        "# PHR-0007: Sign in\n\n**ID**: PHR-0007\n**Stage**: plan\n**Date**: 2025-09-20\n**Title**: Sign in\n",
        "id: 0007\ntitle: Sign in\nstage: plan\ndate: 2025-09-20\n",
        "```yaml\nid: 0007\ntitle: Sign in\nstage: plan\ndate: 2025-09-20\n```\n",
        "---\nid: 0007\ntitle: Sign in\nstage: plan\ndate: 2025-09-20\n",
        "---\nid: 0007\ntitle: Sign in\nstage: plan\ndate: 2025-09-20\nuser: a: b: c\n---\n",
        "\n---\nID: 7\nTITLE: Sign in\nSTAGE: plan\nDATE_ISO: 2025-09-20\n",
    ],
)
def test_keys_in_whatever_form_become_front_matter_in_the_same_file(head: str) -> None:
    path = "history/prompts/001-login/0007-sign-in.plan.prompt.md"
    plan = planned({path: head + BODY})
    assert [type(change) for change in plan.changes] == [Replace]
    record = only({path: head + BODY})
    assert record.document.path == path
    assert values(record, "id", "title", "stage", "date") == ["0007", "Sign in", "plan", "2025-09-20"]
    assert record.complete


def test_sections_that_stand_in_keys_come_to_their_places() -> None:
    keys = KEYS + "prompt_text: |\n  Do this\n\n  and that\nresponse_text: It is done.\noutcome: all good\n"
    record = only({"docs/prompts/0007-a.prompt.md": f"---\n{keys}---\n\n# Only a heading\n"})
    assert record.prompt_text.rstrip() == "Do this\n\nand that"
    assert "## Response snapshot\n\nIt is done.\n\n## Outcome\n\nall good\n" in record.document.text
    assert "prompt_text" not in record.document.text


def test_headings_in_a_section_become_too_deep_to_be_the_record_s_own() -> None:
    body = BODY.replace(
        "- ✅ Impact: they can\n- 🧪 Tests: two", "## Outcome Impact\n\nthey can\n\n## Files Summary\n\nnone"
    )
    record = only({"docs/prompts/0007-a.prompt.md": f"---\n{KEYS}---\n{body}"})
    assert (
        "## Outcome\n\n#### Outcome Impact\n\nthey can\n\n#### Files Summary\n\nnone\n\n## Eval" in record.document.text
    )


@pytest.mark.parametrize(
    ("stage", "feature", "became", "remark"),
    [
        ("implementation", "001-login", "green", ""),
        ("debug", "001-login", "red", ""),
        ("phase6", "001-login", "misc", "its stage phase6 is none of today's"),
        ("phase6", "none", "general", "its stage phase6 is none of today's"),
        ("", "none", "general", "it names no stage"),
        ("green", "none", "general", "its stage green needs a feature, and none is known"),
        ("constitution", "none", "constitution", ""),
    ],
)
def test_a_stage_is_mended_by_what_it_is_known_to_mean_and_never_guessed(
    stage: str, feature: str, became: str, remark: str
) -> None:
    keys = KEYS.replace("architect", stage).replace("feature: 001-login", f"feature: {feature}")
    (one,) = planned({"docs/prompts/0007-a.prompt.md": f"---\n{keys}---\n{BODY}"}).imported
    assert (one.stage, one.remark) == (became, remark)


def test_what_a_general_record_said_of_its_feature_is_kept() -> None:
    keys = KEYS.replace("architect", "general")
    record = only({"docs/prompts/0007-a.prompt.md": f"---\n{keys}---\n{BODY}"})
    assert values(record, "feature", "former_feature") == ["none", "001-login"]


def test_the_uid_tells_the_day_and_is_the_same_each_time() -> None:
    path = "docs/prompts/0007-a.prompt.md"
    first, second = planned({path: OLD}).imported[0], planned({path: OLD}, taken=8).imported[0]
    assert first.uid == second.uid
    assert uid_moment(first.uid) == 1758326400000
    assert planned({path: OLD + "x"}).imported[0].uid != first.uid
    assert planned({"docs/prompts/0008-a.prompt.md": OLD}).imported[0].uid != first.uid


def test_a_uid_that_a_record_has_stays() -> None:
    uid = "01K5J6Q9005K1VVYM697N70YPK"
    text = OLD.replace("title:", f"uid: {uid}\ntitle:")
    assert planned({"docs/prompts/0007-a.prompt.md": text}).imported[0].uid == uid


def test_numbers_follow_time_and_go_on_from_those_that_are_taken() -> None:
    files = {f"docs/prompts/000{n}-a.prompt.md": OLD.replace("09-20", f"09-2{9 - n}") for n in (1, 2, 3)}
    plan = planned(files, taken=4)
    numbers = [(one.origin[13:17], one.path.rpartition("/")[2][:4]) for one in plan.imported]
    assert numbers == [("0003", "0005"), ("0002", "0006"), ("0001", "0007")]


def test_a_number_that_two_records_bear_is_kept_by_neither() -> None:
    files = {
        "history/prompts/001-login/007-a.plan.md": OLD,
        "history/prompts/001-login/0007-b.plan.prompt.md": TODAY,
    }
    assert [one.path[26:30] for one in planned(files, taken=7).imported] == ["0008"]


def test_the_old_file_stays_where_it_is_to_be_kept() -> None:
    path = "history/prompts/001-login/0007-sign-in-with-a-passkey.plan.prompt.md"
    plan = planned({path: OLD.replace("user: Ada", "user: a: b")}, keep=True, taken=7)
    assert [type(change) for change in plan.changes] == [Create]
    assert plan.imported[0].path == path.replace("0007", "0008")


def test_what_was_imported_is_known_again() -> None:
    path = "docs/prompts/0007-a.prompt.md"
    (created,) = planned({path: OLD}, keep=True).changes
    assert isinstance(created, Create)
    plan = planned({path: OLD, created.path: created.text}, keep=True)
    assert plan.changes == []
    assert [(left.path, left.reason) for left in plan.left if left.is_old] == [
        (path, f"it is imported already: {created.path}")
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TODAY, "it is in today's form"),
        (f"---\n{KEYS}---\n\n## Outcome\n\n- Impact: x\n", "it holds no prompt"),
        (f"---\n{KEYS}---\n\n## Prompt\n\n$ARGUMENTS\n", "it holds no prompt"),
        (OLD.replace("date: 2025-09-20\n", ""), "nothing tells its date; give it a line `date: YYYY-MM-DD`"),
        (OLD.replace("2025-09-20", "YYYY-MM-DD"), "nothing tells its date; give it a line `date: YYYY-MM-DD`"),
    ],
)
def test_what_cannot_be_imported_is_left_alone_with_the_reason(text: str, reason: str) -> None:
    place = "history/prompts/001-login/0007-a.plan.prompt.md" if text == TODAY else "docs/prompts/0007-a.prompt.md"
    plan = planned({place: text})
    assert (plan.imported, plan.changes) == ([], [])
    assert [(left.path, left.reason) for left in plan.left] == [(place, reason)]


def test_a_record_that_is_not_utf_8_is_left_alone() -> None:
    source = MemorySource({"docs/prompts/0007-a.prompt.md": OLD.encode().replace(b"Ada", b"Ad\xe9")})
    plan = plan_import(Project(source), lambda _: 1)
    assert [left.reason for left in plan.left] == ["it is not UTF-8; save it as UTF-8"]


def test_what_is_no_record_is_not_spoken_of() -> None:
    files = {
        "docs/prompts/0000-template.prompt.md": OLD,
        "docs/prompts/index.md": "# Prompts\n\n- one\n",
        "history/prompts/001-login/README.md": "# About\n\n## Prompt\n\nHow we prompt.\n",
        "history/notes.md": "---\ntitle: Notes\n---\n\ntext\n",
        ".github/prompts/plan.prompt.md": OLD,
        "history/adr/0001-prompt.md": "# ADR\n\n## Decision\n\nx\n",
    }
    plan = planned(files)
    assert (plan.imported, plan.left) == ([], [])


def test_only_what_is_named_is_imported() -> None:
    files = {"docs/prompts/0001-a.prompt.md": OLD, "specs/001-login/prompts/0002-b.prompt.md": OLD}
    assert [one.origin for one in planned(files, "docs").imported] == ["docs/prompts/0001-a.prompt.md"]
    assert [one.origin for one in planned(files, "specs/001-login/prompts/0002-b.prompt.md").imported] == [
        "specs/001-login/prompts/0002-b.prompt.md"
    ]
    assert planned(files, "doc").imported == []


@pytest.mark.parametrize(
    "prompt",
    [
        "## Outcome\n\nnot yet\n\n## Prompt\n\nagain",
        "---\nid: 1\n---\n\n## Prompt\n\nx",
        "```python\nprint()\n```\n\nand ~~~ more",
        "fill in {{PROMPT_TEXT}} and {{TITLE}}",
        "> quoted\n> all of it",
        "nul \0 and escape \x1b[31m and \u202e turned",
        "windows\r\nlines\r\n",
        "word " * 200_000,
    ],
    ids=["headings", "front matter", "fences", "tokens", "quoted", "controls", "line ends", "a megabyte"],
)
def test_a_prompt_that_looks_like_a_record_or_is_no_text_stays_what_it_is(prompt: str) -> None:
    path = "specs/001-login/prompts/0007-a-plan.prompt.md"
    text = OLD.replace("Let people sign in.", prompt)
    assert only({path: text}).prompt_text == read_record(Document(path, text)).prompt_text
    assert read_record(Document(path, text)).has_prompt


@pytest.mark.verifies("003-prompts-are-captured/AC-013")
@given(st.text(min_size=1))
def test_any_prompt_stays_what_it_is(prompt: str) -> None:
    path = "docs/prompts/0007-a.prompt.md"
    before = read_record(Document(path, OLD.replace("Let people sign in.", prompt)))
    for change in planned({path: before.document.text}).changes if max(prompt) < "\ud800" else ():
        if isinstance(change, Create):
            assert read_record(Document(change.path, change.text)).prompt_text == before.prompt_text


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_any_words_in_any_place_are_imported_or_left(key: str, outcome: str, response: str) -> None:
    text = OLD.replace("user: Ada", f"user: {key}").replace("- 🧪 Tests: two", outcome).replace("Done.", response)
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    plan = planned({"docs/prompts/0007-a.prompt.md": text})
    assert len(plan.imported) + len(plan.left) == 1


# Real projects

CORPORA = Path(__file__).parents[3] / "shared/corpora"
PROJECTS = sorted(path for path in CORPORA.iterdir() if path.is_dir()) if CORPORA.is_dir() else []


def prompts(root: Path) -> list[str]:
    project = Project(open_source(str(root)))
    found = []
    for path in project.paths:
        document = project.document(path)
        if document and (project.kinds.get(path) is Kind.PHR or "prompts/" in path):
            record = read_record(document)
            if record.has_prompt:
                found.append(record.prompt_text)
    return sorted(found)


@pytest.mark.skipif(not PROJECTS, reason=f"the collection of real projects is not at {CORPORA}")
@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_a_real_project_is_imported_and_every_prompt_stays_what_it_was(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(project, copy, copy_function=shutil.copyfile)
    for folder in [copy, *(path for path in copy.rglob("*") if path.is_dir())]:
        folder.chmod(0o755)
    before = prompts(copy)
    plan = plan_import(Project(open_source(str(copy))), lambda _: 500)
    apply(plan.changes, str(copy))
    assert prompts(copy) == before
    again = plan_import(Project(open_source(str(copy))), lambda _: 600)
    assert (again.imported, again.changes) == ([], [])
    for one in plan.imported:
        record = read_record(Document(one.path, (copy / one.path).read_bytes().decode()))
        assert not record.malformed
        assert not record.missing_keys
