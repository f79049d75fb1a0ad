from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from specward.artifacts.phr import Record, read_record
from specward.changes import Move, Replace
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.phr.edit.editing import edit_outcome, outcome_section, replace_outcome
from specward.phr.edit.keys import link, with_keys
from specward.phr.edit.moving import mentions, move
from specward.phr.edit.outcome import LABELS, outcome_of
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = "history/prompts/001-login/0003-sign-in.green.prompt.md"
HEAD = """---
id: "0003"
title: Sign in
stage: green # for now
date: 2026-01-02
feature: 001-login
links:
  spec: specs/001-login/spec.md
  ticket: null
  pr:
files:
  - src/a.py
---

## Prompt

Let people sign in.

"""
TEXT = f"""{HEAD}## Response snapshot

Done.

## Outcome

- ✅ Impact: sessions
- 🧪 Tests: none
- 📁 Files:
  - src/a.py
- 🔁 Next prompts:
- 🧠 Reflection: small steps

## Evaluation notes (flywheel)

- Failure modes observed: none
"""


def record(text: str = TEXT, path: str = PATH) -> Record:
    return read_record(Document(path, text))


def edited(text: str, response: str = "", **parts: str) -> str:
    change = edit_outcome(record(text), parts, response)
    assert change.old_text == text
    return change.text


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that are new in a text."""
    old = before.split("\n")
    return [line for line in after.split("\n") if line not in old]


# Outcome and response


def test_a_part_changes_and_every_other_byte_stays() -> None:
    assert edited(TEXT, impact="people stay signed in") == TEXT.replace("sessions", "people stay signed in")
    assert edited(TEXT, next="/sp.tasks") == TEXT.replace("Next prompts:", "Next prompts: /sp.tasks")
    assert edited(TEXT, files="none") == TEXT.replace("Files:\n  - src/a.py", "Files: none")


def test_several_parts_change_at_once() -> None:
    after = edited(TEXT, "It works.", tests="two pass", reflection="larger steps")
    assert changed_lines(TEXT, after) == ["It works.", "- 🧪 Tests: two pass", "- 🧠 Reflection: larger steps"]


def test_lines_of_a_part_stay_within_its_bullet() -> None:
    after = edited(TEXT, tests="run:\n\n- unit\n- end to end")
    assert "- 🧪 Tests: run:\n\n  - unit\n  - end to end\n- 📁 Files:" in after
    assert outcome_of(record(after))["tests"] == "run:\n\n- unit\n- end to end"


def test_bullets_without_signs_stay_so() -> None:
    text = TEXT.replace("✅ ", "").replace("🧪 ", "**").replace("Tests:", "Tests**:")
    assert edited(text, impact="x", tests="y") == text.replace("sessions", "x").replace(
        "**Tests**: none", "**Tests**: y"
    )


def test_parts_that_are_headings_keep_their_form() -> None:
    text = HEAD + "## Outcome Impact\n\nold\n\n## Files Summary\n\n- src/a.py\n"
    assert edited(text, impact="new") == text.replace("old", "new")
    assert edited(text, files="- b.py\n- c.py") == text.removesuffix("- src/a.py\n") + "- b.py\n- c.py\n"


def test_a_part_that_is_missing_is_added_in_the_order_of_the_template() -> None:
    text = TEXT.replace("- 🧪 Tests: none\n", "").replace("- 🧠 Reflection: small steps\n", "")
    assert edited(text, tests="one", reflection="two") == text.replace(
        "sessions\n", "sessions\n- 🧪 Tests: one\n"
    ).replace("Next prompts:\n", "Next prompts:\n- 🧠 Reflection: two\n")


def test_a_part_is_added_below_an_outcome_in_prose() -> None:
    text = f"{HEAD}## Outcome\n\nIt went well.\n\n## Evaluation\n\nnone\n"
    assert edited(text, impact="all") == text.replace("well.\n", "well.\n\n- ✅ Impact: all\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}## Outcome\n\n## Evaluation\n\nnone\n", "## Outcome\n\n{outcome}\n\n## Evaluation\n\nnone\n"),
        (f"{HEAD}## Outcome", "## Outcome\n\n{outcome}"),
        (f"{HEAD}## Response\n\nDone.\n", "## Response\n\nDone.\n\n## Outcome\n\n{outcome}\n"),
        (f"{HEAD}## Evaluation\n\nnone\n", "## Outcome\n\n{outcome}\n\n## Evaluation\n\nnone\n"),
        (HEAD.rstrip(), "\n\n## Outcome\n\n{outcome}"),
    ],
)
def test_an_outcome_that_is_missing_or_empty_is_written_in_the_template_s_form(text: str, expected: str) -> None:
    lines = {"✅ Impact": "all", "🧪 Tests": "none recorded", "📁 Files": "none recorded"}
    lines |= {"🔁 Next prompts": "none recorded", "🧠 Reflection": "none recorded"}
    outcome = "\n".join(f"- {label}: {said}" for label, said in lines.items())
    head = HEAD.rstrip() if text == HEAD.rstrip() else HEAD
    assert edited(text, impact="all") == head + expected.format(outcome=outcome)


def test_a_response_that_is_missing_comes_before_the_outcome() -> None:
    text = f"{HEAD}## Outcome\n\n- Impact: x\n"
    assert edited(text, "It works.") == text.replace("## Outcome", "## Response snapshot\n\nIt works.\n\n## Outcome")


def test_sections_of_the_starter_are_of_the_third_level() -> None:
    text = "---\nid: 1\n---\n\nDo it.\n\n### Outcome\n- Files changed: a\n"
    after = edited(text, "Done.", tests="none")
    assert after == (
        "---\nid: 1\n---\n\nDo it.\n\n### Response snapshot\n\nDone.\n\n"
        "### Outcome\n- 🧪 Tests: none\n- Files changed: a\n"
    ) or outcome_of(record(after)) == {"files": "a", "tests": "none"}
    assert record(after).prompt_text == "Do it."


def test_line_endings_are_those_of_the_file() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert edited(text, "One.\nTwo.", tests="a\nb") == edited(TEXT, "One.\nTwo.", tests="a\nb").replace("\n", "\r\n")


def test_a_response_with_headings_is_quoted() -> None:
    after = edited(TEXT, "## Outcome\n\nfine")
    assert "\n\n> ## Outcome\n>\n> fine\n\n## Outcome\n\n- ✅" in after


def test_words_that_would_be_another_part_are_refused() -> None:
    with pytest.raises(UsageError, match="another part of the record"):
        edited(TEXT, impact="x\n\n## Outcome\n\ny")


@pytest.mark.parametrize(
    "words", ["## Prompt\n\nother", "a\n- Tests: b", "```\nopen", "---\nid: 7\n---", "x\n## Evaluation notes\ny"]
)
def test_words_that_only_look_like_another_part_stay_what_they_are(words: str) -> None:
    assert outcome_of(record(edited(TEXT, impact=words))) == {**outcome_of(record()), "impact": words}


@pytest.mark.verifies("003-prompts-are-captured/AC-012")
@given(st.sampled_from(sorted(LABELS)), st.text(max_size=60), st.sampled_from([TEXT, TEXT.replace("\n", "\r\n"), HEAD]))
def test_an_edit_reads_back_and_changes_nothing_else_or_is_refused(name: str, words: str, text: str) -> None:
    assume(words.strip() and "\r" not in words)
    before = record(text)
    try:
        after = record(edited(text, **{name: words}))
    except UsageError:
        return
    assert outcome_of(after)[name] == words.strip()
    assert {key: said for key, said in outcome_of(before).items() if key != name}.items() <= outcome_of(after).items()
    assert after.prompt_text == before.prompt_text
    assert after.document.text.startswith(before.document.text[: before.outcome.start if before.outcome else 0])


def test_the_whole_outcome_may_be_replaced() -> None:
    change = replace_outcome(record(), "Nothing came of it.\n")
    start, end = TEXT.index("- ✅"), TEXT.index("\n\n## Evaluation")
    assert change.text == f"{TEXT[:start]}Nothing came of it.{TEXT[end:]}"
    assert outcome_section(record()) == TEXT[start:end]
    with pytest.raises(UsageError, match="another part"):
        replace_outcome(record(), "a\n\n## Response snapshot\n\nb")


def test_the_outcome_of_a_record_without_one_is_the_template_s() -> None:
    assert outcome_section(record(HEAD)).startswith("- ✅ Impact: none recorded\n- 🧪 Tests:")


def test_a_record_that_is_not_utf_8_is_not_edited() -> None:
    broken = read_record(Document.from_bytes(PATH, TEXT.encode().replace(b"Let", b"L\xe9t")))
    with pytest.raises(UsageError, match="not UTF-8"):
        edit_outcome(broken, {"impact": "x"})
    with pytest.raises(UsageError, match="not UTF-8"):
        link(broken, {"pr": "x"})


# Keys and links


def linked(text: str, *, force: bool = False, **links: str) -> str:
    return link(record(text), links, force=force).text


def test_links_are_set_in_the_mapping_s_own_notation() -> None:
    after = linked(TEXT, ticket="https://t.example/1", pr="https://p.example/2", commit="0a1b2c3d")
    assert changed_lines(TEXT, after) == [
        "  ticket: https://t.example/1",
        "  pr: https://p.example/2",
        '  commit: "0a1b2c3d"',
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("links: {spec: null, pr: null}", "links: {spec: null, pr: https://p.example/2}"),
        ("links: {spec: null}", "links: {spec: null, pr: https://p.example/2}"),
        ("links: {}", "links: {pr: https://p.example/2}"),
        ("links: null", "links:\n  pr: https://p.example/2"),
        ("links:", "links:\n  pr: https://p.example/2"),
        ('links: "null"', "links:\n  pr: https://p.example/2"),
        ("links:\n    PR: null", "links:\n    PR: https://p.example/2"),
        ("links:\n    adr: x", "links:\n    adr: x\n    pr: https://p.example/2"),
        ("links:\n  pr: none # yet", "links:\n  pr: https://p.example/2 # yet"),
        ('links:\n  pr: "null"', "links:\n  pr: https://p.example/2"),
        ("model: x", "model: x\nlinks:\n  pr: https://p.example/2"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_link_is_set_whatever_stands_there(before: str, after: str, ending: str) -> None:
    frame = "---\nid: 1\n{}\n---\n\n## Prompt\n\nx\n".replace("\n", ending)
    text = frame.format(before.replace("\n", ending))
    assert linked(text, pr="https://p.example/2") == frame.format(after.replace("\n", ending))


def test_what_yaml_could_misread_is_quoted() -> None:
    assert '  commit: "0123456"\n' in linked(TEXT, commit="0123456")
    assert record(linked(TEXT, ticket="a: b # c")).links["ticket"].value == "a: b # c"


def test_another_link_is_refused_unless_forced() -> None:
    with pytest.raises(UsageError, match=r"its spec is specs/001-login/spec\.md already") as caught:
        linked(TEXT, spec="other.md")
    assert "--force" in caught.value.help
    assert linked(TEXT, spec="other.md", force=True) == TEXT.replace("specs/001-login/spec.md", "other.md")
    assert linked(TEXT, spec="specs/001-login/spec.md") == TEXT


@pytest.mark.parametrize(
    "front_matter",
    ["links: [a, b]", "links:\n  - a", "links: a.md", "links:\n  pr: [a, b]"],
)
def test_links_that_are_no_mapping_are_refused(front_matter: str) -> None:
    with pytest.raises(UsageError) as caught:
        linked(f"---\nid: 1\n{front_matter}\n---\n\n## Prompt\n\nx\n", pr="https://p.example/2", force=True)
    assert f"spec phr import {PATH}" in caught.value.help


@pytest.mark.parametrize(
    "text",
    ["---\nid: 1\ntitle: a: b: c\n---\n\n## Prompt\n\nx\n", "---\nid: 1\n\n## Prompt\n\nx\n", "# A\n\n**ID**: 1\n", ""],
)
def test_front_matter_that_cannot_be_read_is_refused_with_what_mends_it(text: str) -> None:
    with pytest.raises(UsageError, match="front matter cannot be read") as caught:
        linked(text, pr="x")
    assert f"spec phr import {PATH}" in caught.value.help
    with pytest.raises(UsageError, match="front matter cannot be read"):
        moved(text, stage="red")


@pytest.mark.verifies("003-prompts-are-captured/AC-012")
@given(st.dictionaries(st.sampled_from(["spec", "ticket", "adr", "pr", "commit"]), st.text(min_size=1), min_size=1))
def test_links_read_back_and_nothing_else_changes(links: dict[str, str]) -> None:
    after = record(linked(TEXT, force=True, **links))
    for kind, target in links.items():
        assert after.links[kind].value == target
    assert after.document.text.endswith(TEXT[TEXT.index("files:") :])
    assert after.document.text.startswith(TEXT[: TEXT.index("links:")])


def test_keys_are_set_and_remarks_stay() -> None:
    after = with_keys(record(), {"stage": "red", "id": "0012", "new": "x"}).document.text
    assert changed_lines(TEXT, after) == ['id: "0012"', "stage: red # for now", "new: x"]


# Moving


def moved(text: str = TEXT, path: str = PATH, stage: str = "", feature: str = "") -> tuple[list[str], str]:
    """The kinds of change, and the new path."""
    draft = move(record(text, path), "history", stage, feature, lambda _: 42)
    return [type(change).__name__ for change in draft.changes], draft.path


def test_another_stage_in_the_same_folder_keeps_the_number() -> None:
    assert moved(stage="debug") == (
        ["Replace", "Move"],
        "history/prompts/001-login/0003-sign-in.red.prompt.md",
    )


def test_another_feature_takes_the_next_number_there() -> None:
    draft = move(record(), "history", "", "002-export", {"history/prompts/002-export": 42}.__getitem__)
    assert draft.path == "history/prompts/002-export/0042-sign-in.green.prompt.md"
    replaced, moving = draft.changes
    assert isinstance(replaced, Replace)
    assert moving == Move(PATH, draft.path)
    assert changed_lines(TEXT, replaced.text) == ['id: "0042"', "feature: 002-export"] or changed_lines(
        TEXT, replaced.text
    ) == ['id: "0042"', 'feature: "002-export"']


def test_a_stage_without_a_feature_leaves_the_feature() -> None:
    kinds, path = moved(stage="general")
    assert (kinds, path) == (["Replace", "Move"], "history/prompts/general/0042-sign-in.general.prompt.md")
    assert moved(stage="constitution")[1] == "history/prompts/constitution/0042-sign-in.constitution.prompt.md"


def test_a_stage_that_needs_a_feature_is_refused_where_none_is_known() -> None:
    text = TEXT.replace("feature: 001-login", "feature: none")
    general = "history/prompts/general/0003-sign-in.general.prompt.md"
    with pytest.raises(UsageError, match="belongs to a feature"):
        moved(text, general, stage="green")
    with pytest.raises(UsageError, match="no stage `phase6`"):
        moved(stage="phase6")


def test_a_record_of_a_nested_project_stays_in_it() -> None:
    assert moved(path=f"phase-3/{PATH}", stage="red")[1] == f"phase-3/{PATH.replace('green', 'red')}"


def test_a_record_of_an_older_place_goes_to_today_s() -> None:
    assert moved(path="specs/001-login/prompts/0003-sign-in-green.prompt.md", stage="red") == (
        ["Replace", "Move"],
        "history/prompts/001-login/0042-sign-in.red.prompt.md",
    )


def test_what_is_in_its_place_is_not_changed() -> None:
    text = TEXT.replace("feature: 001-login", "feature: 001-login")
    assert moved(text, stage="green") == ([], PATH)


def test_other_documents_that_name_the_file_are_listed() -> None:
    name = PATH.rpartition("/")[2]
    files: dict[str, str | bytes] = {
        PATH: f"I am {name}\n",
        "docs/a.md": f"one\n[see]({PATH})\n",
        "docs/b.md": "nothing\n",
        "history/adr/0001-x.md": f"{name}\n",
    }
    assert mentions(Project(MemorySource(files)), PATH) == ["docs/a.md:2", "history/adr/0001-x.md:1"]


# Real records


CORPORA = Path(__file__).parents[3] / "shared/corpora"


def real_records() -> Iterator[Record]:
    for path in sorted(CORPORA.rglob("*.prompt.md")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(CORPORA).parts):
            yield read_record(Document.from_bytes(str(path.relative_to(CORPORA)), path.read_bytes()))


@pytest.mark.skipif(not CORPORA.is_dir(), reason=f"the collection of real projects is not at {CORPORA}")
def test_every_real_record_can_be_completed() -> None:
    count = 0
    for before in real_records():
        text = edit_outcome(before, dict.fromkeys(LABELS, "said\n\n- a\n- b"), "It is done.").text
        after = read_record(Document(before.document.path, text))
        assert outcome_of(after).items() >= dict.fromkeys(LABELS, "said\n\n- a\n- b").items()
        assert after.prompt_text == before.prompt_text, before.document.path
        count += 1
    assert count > 900
