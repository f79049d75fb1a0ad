"""Front matter that YAML refuses, mended so that it says what was read line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.markdown import front_matter as reader
from specward.markdown.mending import applied, frame, mended


def mend(text: str) -> str | None:
    """The text with its front matter mended; None where there is no telling how."""
    found = reader.read(text)
    assert found is not None
    done = mended(text, found)
    return applied(text, done.edits) if done else None


def sure(text: str) -> bool:
    found = reader.read(text)
    assert found is not None
    done = mended(text, found)
    assert done is not None
    return done.sure


@pytest.mark.parametrize(
    ("line", "mended_line"),
    [
        ("title: Tasks: the form", 'title: "Tasks: the form"'),
        ('command: /sp.plan "a: b" now: go', "command: '/sp.plan \"a: b\" now: go'"),
        ("user: [Interrupted] why is it so?", 'user: "[Interrupted] why is it so?"'),
        ("title: @home and `away`", 'title: "@home and `away`"'),
        ('path: "C:\\Users"', "path: 'C:\\Users'"),
        ("tag:Web Client", "tag: Web Client"),
        ("  - Labels: [P] kept", '  - "Labels: [P] kept"'),
    ],
)
def test_a_value_that_yaml_refuses_is_put_in_quotes_or_gets_its_blank(line: str, mended_line: str) -> None:
    lead = "id: 1\ntests:\n" if line.startswith("  -") else "id: 1\n"
    text = f"---\n{lead}{line}\n---\n\n# T\n"
    if line.startswith("tag:"):
        text = f"---\n{line}\n---\n\n# T\n"
    after = mend(text)
    assert after == text.replace(line, mended_line)
    found = reader.read(after or "")
    assert found is not None
    assert not found.problem


def test_only_the_lines_that_yaml_refuses_change_and_line_ends_stay() -> None:
    text = "---\r\nid: 0001 # kept\r\ntitle: a: b\r\nlabels: [x,  y]\r\n---\r\n\r\n# T: u\r\n"
    assert mend(text) == text.replace("a: b", '"a: b"')


def test_front_matter_that_ends_before_a_heading_is_closed_there() -> None:
    text = "---\nid: 1\ntests:\n  - none\n\n## Prompt\n\nGo.\n"
    assert mend(text) == text.replace("  - none\n", "  - none\n---\n")


def test_front_matter_whose_keys_go_on_below_a_heading_is_left_alone() -> None:
    assert mend("---\nid: 1\ncommand: /sp.plan\n\n## Summary\n\nText.\n\nlabels: []\nfiles:\n - a\n") is None


def test_a_key_that_is_there_twice_with_one_value_goes_once() -> None:
    text = "---\nid: 1\ncommand: /x\ncommand: /x\n---\n"
    assert mend(text) == "---\nid: 1\ncommand: /x\n---\n"
    assert mend(text.replace("/x\n---", "/y\n---")) is None


@pytest.mark.parametrize(
    "lines",
    ['title: "a" and "b"', "labels: [a, b: c", "prompt: first line: x\nsecond line", "a: |\n\tb: c"],
)
def test_where_nobody_can_tell_what_was_meant_nothing_is_changed(lines: str) -> None:
    assert mend(f"---\nid: 1\n{lines}\n---\n") is None


def test_what_may_be_a_remark_makes_the_edit_unsure() -> None:
    assert not sure("---\ntitle: see: PR #4\n---\n")
    assert sure("---\ntitle: see: PR4\n---\n")


@pytest.mark.parametrize(
    ("keys", "is_sure"),
    [
        ("id: 1\ncommand: /sp.plan # text", False),
        ("id: 1\ncommand:\t# text", False),
        ("labels: [a] # text", False),
        ("files:\n  - a.py  # text", False),
        ('command: "/sp.plan # text"', True),
        ("note: |\n  see # text", True),
        ("id: 1\n# text", True),
        ("title: C# and a#b", True),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_closing_is_unsure_where_yaml_then_drops_the_rest_of_a_line(keys: str, end: str, *, is_sure: bool) -> None:
    assert sure(f"---\n{keys}\n\n## Prompt\n\nGo.\n".replace("\n", end)) is is_sure


LINES = st.lists(
    st.sampled_from(
        [
            "id: 1",
            "title: a: b",
            "tag:web",
            "labels: [a, b]",
            "files:",
            "  - a.py (x: y)",
            "  - b",
            "user: @me",
            "user: '",
            *("note: |", "  text: more: text", "# remark", "", "x: # y: z", "id: 1", "\tz: 1", 'q: "a" b', "%: x"),
        ]
    )
    | st.text(alphabet="ab: #-[]{}'\"|>&*!@\t", max_size=14),
    max_size=8,
)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_mending_says_the_same_changes_no_other_byte_and_is_done_once(lines: list[str], end: str, closed: bool) -> None:
    text = end.join(["---", *lines, *(["---"] if closed else []), "", "## Prompt", "", "Go: on: # now", ""])
    before = reader.read(text)
    done = mended(text, before) if before else None
    if before is None or done is None:
        return
    after_text = applied(text, done.edits)
    after = reader.read(after_text)
    assert after is not None
    assert not after.problem
    assert mended(after_text, after) is None
    assert set(before.entries) <= set(after.entries)
    kept = text
    for span, _ in sorted(done.edits, reverse=True):
        assert before.content_start <= span.start <= span.end <= before.content_end
        kept = kept[: span.start] + kept[span.end :]
    assert len(kept) + sum(len(words) for _, words in done.edits) == len(after_text)
    assert after_text.endswith(text[before.content_end :])


@pytest.mark.parametrize(
    ("text", "framed"),
    [
        ("id: 1\ntitle: T\n\n# T\n", "---\nid: 1\ntitle: T\n---\n\n# T\n"),
        ("   ---\nid: 1\n---\n\n# T\n", "---\nid: 1\n---\n\n# T\n"),
        ("```md\n---\nid: 1\n---\n\nText.\n```\n", "---\nid: 1\n---\n\nText.\n"),
    ],
)
def test_keys_at_the_head_of_a_file_are_framed(text: str, framed: str) -> None:
    end = text.index("title: T") + len("title: T") if text.startswith("id") else 0
    assert applied(text, frame(text, end)) == framed


def test_keys_that_go_on_after_a_blank_line_are_not_framed() -> None:
    text = "id: 1\n\ntitle: T\n\n# T\n"
    assert frame(text, len("id: 1")) == []
