"""A record under another number, and everything that cites it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.adr.catalogue.catalogue import catalogue_of, record_at
from specward.adr.numbers.renumber import Renumbered, renumber
from specward.adr.pins.lock import read_pins
from specward.adr.pins.standing import differences
from specward.changes import Create, Move, Replace
from specward.check.run import check
from specward.check.select import Selection
from specward.errors import UsageError
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "history/adr"
REDIS = f"{FOLDER}/0007-use-redis.md"
MOVED = f"{FOLDER}/0012-use-redis.md"
FIRST = f"{FOLDER}/0001-first.md"


def record(number: int, title: str, *lines: str, status: str = "Accepted") -> str:
    head = f"# ADR-{number:04d}: {title}\n\n- **Status:** {status}\n- **Date:** 2026-01-02\n- **Feature:** none\n"
    return head + "\n## Decision\n\n" + "\n".join(lines or ["Words."]) + "\n"


def moved(files: dict[str, str], number: int = 12, own: Mapping[str, set[str]] | None = None) -> Renumbered:
    project = Project(MemorySource(files))
    entry = next(one for one in catalogue_of(project).entries if "redis" in one.path)
    return renumber(project, entry, number, today="2026-01-03", own=own)


def after(files: dict[str, str], draft: Renumbered) -> dict[str, str]:
    """The files with the changes made."""
    files = dict(files)
    for change in draft.changes:
        match change:
            case Replace():
                assert files[change.path] == change.old_text
                files[change.path] = change.text
            case Move():
                files[change.to] = files.pop(change.path)
            case Create():
                files[change.path] = change.text
            case _:
                raise AssertionError(change)
    return files


def line(text: str, path: str = "docs/guide.md", number: int = 12) -> str:
    """What becomes of one line elsewhere."""
    files = {REDIS: record(7, "Use Redis"), FIRST: record(1, "First"), path: f"{text}\n"}
    return after(files, moved(files, number))[path].removesuffix("\n")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("By ADR-0007.", "By ADR-0012."),
        ("By ADR 7, ADR-7#2 and ADR-0007 §4.", "By ADR 12, ADR-12#2 and ADR-0012 §4."),
        ("`history/adr/0007-use-redis.md`", "`history/adr/0012-use-redis.md`"),
        ("[it](../history/adr/0007-use-redis.md)", "[it](../history/adr/0012-use-redis.md)"),
        ("[7. Use](../history/adr/0007-use-redis.md#7-use)", "[12. Use](../history/adr/0012-use-redis.md#12-use)"),
        ('[x](../history/adr/0007-use-redis.md "ADR-0007")', '[x](../history/adr/0012-use-redis.md "ADR-0012")'),
        ("[ADR-0007]: ../history/adr/0007-use-redis.md", "[ADR-0012]: ../history/adr/0012-use-redis.md"),
        ("[ADR 7](/log/7#why) and [ADR-0007](/0007)", "[ADR 12](/log/12#why) and [ADR-0012](/0012)"),
        ("[ADR 7](/log/7/x), [seven](/log/7) and (/log/7)", "[ADR 12](/log/7/x), [seven](/log/7) and (/log/7)"),
        ("0007-use-redis says so", "0012-use-redis says so"),
        ("| 0007 | [Use](../history/adr/0007-use-redis.md) |", "| 0012 | [Use](../history/adr/0012-use-redis.md) |"),
        ("| 7 | [Use 7](../history/adr/0007-use-redis.md) |", "| 12 | [Use 7](../history/adr/0012-use-redis.md) |"),
        ("https://h.org/o/r/blob/main/history/adr/0007-use-redis.md", "https://h.org/o/r/blob/main/history/adr/0012-use-redis.md"),
    ],
)  # fmt: skip
def test_whatever_cites_the_record_follows_it(before: str, expected: str) -> None:
    assert line(before) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ADR-0070, ADR-00071, RADR-0007, adr_7 and 7",
        "their ADR-0007",
        "[their 7](https://elsewhere.org/adr/0007-other.md)",
        "https://h.org/o/r/blob/0123456789abcdef/history/adr/0007-use-redis.md",
        "10007-use-redis 0007-use-redis-cluster x0007-use-redis",
        "[first](../history/adr/0001-first.md) 0007",
        "the year 2007",
    ],
)
def test_what_means_something_else_stays(text: str) -> None:
    assert line(text) == text


def test_code_follows_too_and_a_sample_is_told_instead() -> None:
    files = {
        REDIS: record(7, "Use Redis"),
        "src/a.py": 'x = 7  # ADR-0007\n@verifies("ADR-0007")\r\n',
        "tests/fixtures/a.md": "ADR-0007\n",
    }
    draft = moved(files)
    assert after(files, draft)["src/a.py"] == 'x = 7  # ADR-0012\n@verifies("ADR-0012")\r\n'
    assert [(one.path, one.line, one.text) for one in draft.left] == [("tests/fixtures/a.md", 1, "ADR-0007")]
    assert draft.lines["src/a.py"] == [1, 2]


def test_what_is_shown_and_what_a_document_calls_so_itself_is_told_and_left() -> None:
    files = {
        REDIS: record(7, "Use Redis"),
        "docs/a.md": "```\nADR-0007\n```\n\nADR-0007\n",
        "docs/b.md": "### ADR-0007: Another thing\n\nADR-0007\n",
        "docs/c.md": "### ADR-0007: Redis\n\nADR-0007\n",
    }
    draft = moved(files)
    done = after(files, draft)
    assert (done["docs/a.md"], done["docs/b.md"]) == ("```\nADR-0007\n```\n\nADR-0012\n", files["docs/b.md"])
    assert done["docs/c.md"] == "### ADR-0012: Redis\n\nADR-0012\n"
    assert [(one.path, one.line) for one in draft.left] == [("docs/a.md", 2), ("docs/b.md", 1), ("docs/b.md", 3)]


def test_a_former_number_and_a_path_that_leads_nowhere_are_told_and_left() -> None:
    text = "Previously ADR-0007.\n[x](../history/adr/0007-use-memcached.md)\n"
    files = {REDIS: record(7, "Use Redis"), "docs/a.md": text}
    draft = moved(files)
    assert after(files, draft)["docs/a.md"] == text
    assert [(one.line, one.reason) for one in draft.left] == [
        (1, "it is said to be a former number"),
        (2, "there is no such file"),
    ]


def test_a_name_with_blanks_is_found_in_an_address_too() -> None:
    blank = f"{FOLDER}/0007-use redis.md"
    links = "[x](../history/adr/0007-use%20redis.md) [y](<../history/adr/0007-use redis.md>)\n"
    files = {blank: record(7, "Use"), "docs/a.md": links}
    done = after(files, moved(files))
    assert done["docs/a.md"] == links.replace("0007", "0012")


def test_the_record_itself_changes_in_name_title_and_fields() -> None:
    text = (
        '---\nid: "0007"\nslug: 0007-use-redis\ntitle: "7. Use Redis"\ntags: [7]\n---\n\n# 7. Use Redis\n\nADR-0007.\n'
    )
    files = {REDIS: text}
    draft = moved(files)
    expected = text.replace("0007", "0012").replace("7. ", "12. ")
    assert after(files, draft) == {MOVED: expected}
    assert (draft.path, draft.former_path, draft.number, draft.former) == (MOVED, REDIS, 12, 7)


def test_a_title_that_has_another_number_gets_the_new_one() -> None:
    files = {REDIS: "# 9. Use Redis\n"}
    assert after(files, moved(files)) == {MOVED: "# 12. Use Redis\n"}


def test_links_of_other_records_follow_in_every_notation() -> None:
    second, third, fourth = (f"{FOLDER}/000{name}.md" for name in ("2-b", "3-c", "4-d"))
    files = {
        REDIS: record(7, "Use Redis"),
        FIRST: record(1, "First", status="Superseded by [7. Use Redis](0007-use-redis.md)"),
        second: "---\nsuperseded-by: 7\n---\n\n# 2. B\n",
        third: "# 3. C\n\n- Status: superseded by 0007-use-redis\n- Supersedes: 1, 7\n",
        fourth: "# 4. D\n\n## Status\n\nSuperseded by [7. Use Redis](/adr/7)\n",
    }
    done = after(files, moved(files))
    assert "Superseded by [12. Use Redis](0012-use-redis.md)" in done[FIRST]
    assert done[second].startswith("---\nsuperseded-by: 12\n")
    assert done[third] == "# 3. C\n\n- Status: superseded by 0012-use-redis\n- Supersedes: 1, 12\n"
    assert done[fourth] == "# 4. D\n\n## Status\n\nSuperseded by [12. Use Redis](/adr/12)\n"


def test_of_a_prompt_record_the_keys_alone_change() -> None:
    prompt = "history/prompts/general/0001-a.general.prompt.md"
    text = "---\nid: '0001'\nlinks:\n  adr: history/adr/0007-use-redis.md\n---\n\n## Prompt\n\nWrite ADR-0007.\n"
    files = {REDIS: record(7, "Use Redis"), prompt: text}
    draft = moved(files)
    assert after(files, draft)[prompt] == text.replace("adr/0007", "adr/0012")
    assert draft.left == []


def test_a_provisional_record_gets_its_number() -> None:
    provisional = f"{FOLDER}/XXXX-use-redis.md"
    files = {provisional: "# ADR-XXXX: Use Redis\n", "docs/a.md": "[it](../history/adr/XXXX-use-redis.md)\n"}
    draft = moved(files, 3)
    named = f"{FOLDER}/0003-use-redis.md"
    assert after(files, draft) == {
        named: "# ADR-0003: Use Redis\n",
        "docs/a.md": "[it](../history/adr/0003-use-redis.md)\n",
    }
    assert draft.former is None


TWIN = f"{FOLDER}/0007-use-rabbit.md"


def test_where_two_bear_the_number_paths_tell_and_names_count_in_lines_that_came_with_the_record() -> None:
    mine, theirs = "Cache by ADR-0007.", "Queue by ADR-0007."
    files = {
        REDIS: record(7, "Use Redis"),
        TWIN: record(7, "Use Rabbit", "ADR-0007 is this."),
        FIRST: record(1, "First", status="Superseded by ADR-0007"),
        "docs/a.md": f"{theirs}\n{mine}\n[a](/{REDIS}) [b](/{TWIN})\n",
    }
    draft = moved(files, own={"docs/a.md": {mine}})
    done = after(files, draft)
    assert done["docs/a.md"] == f"{theirs}\nCache by ADR-0012.\n[a](/{MOVED}) [b](/{TWIN})\n"
    assert (done[TWIN], done[FIRST]) == (files[TWIN], files[FIRST])
    assert done[MOVED] == record(12, "Use Redis")
    assert [(one.path, one.line, one.text) for one in draft.left] == [
        ("docs/a.md", 1, "ADR-0007"),
        (FIRST, 3, "ADR-0007"),
    ]


def test_a_number_of_another_folder_is_another_number() -> None:
    other = "services/pay/adr/0007-use-kafka.md"
    files = {
        REDIS: record(7, "Use Redis"),
        other: record(7, "Use Kafka", "ADR-0007"),
        "services/pay/adr/0008-b.md": record(8, "B", "As [7](0007-use-kafka.md) and ADR-0007 say."),
        FIRST: record(1, "First", "As ADR-0007 says."),
    }
    done = after(files, moved(files))
    assert {path for path in files if done.get(path) == files[path]} == {other, "services/pay/adr/0008-b.md"}
    assert "As ADR-0012 says." in done[FIRST]


def test_a_file_that_is_no_utf8_is_told_and_left() -> None:
    data = "caf\u00e9 ADR-0007\n".encode("latin-1")
    project = Project(MemorySource({REDIS: record(7, "Use Redis"), "docs/a.md": data}))
    draft = renumber(project, catalogue_of(project).entries[0], 12, today="2026-01-03")
    assert [(one.path, one.reason) for one in draft.left] == [("docs/a.md", "it is not UTF-8")]
    assert [change.path for change in draft.changes] == [REDIS, REDIS]


def test_the_number_that_it_has_and_a_record_without_one_are_refused() -> None:
    with pytest.raises(UsageError, match="has the number 7 already"):
        moved({REDIS: record(7, "Use Redis")}, 7)
    with pytest.raises(UsageError, match="has no number"):
        moved({f"{FOLDER}/20260102-use-redis.md": "# Use Redis\n"})


def test_pins_go_along_and_pinned_records_that_cite_it_stay_as_pinned() -> None:
    files = {REDIS: record(7, "Use Redis"), FIRST: record(1, "First", "As ADR-0007 says.")}
    for path in (REDIS, FIRST):
        project = Project(MemorySource(files))
        adr = record_at(project, path)
        assert adr is not None
        pins = read_pins(project)
        for change in pins.with_pin(adr, today="2026-01-02").changes(pins):
            assert isinstance(change, Create | Replace)
            files[change.path] = change.text
    done = Project(MemorySource(after(files, moved(files))))
    pins = read_pins(done)
    assert set(pins.at) == {FIRST, MOVED}
    for path in pins.at:
        adr = record_at(done, path)
        assert adr is not None
        assert differences(adr, pins) == []


INDEX = """\
# Decisions

<!-- adr-index:start -->

| Decision | Title | Status | Date |
| --- | --- | --- | --- |
| ADR-0001 | [First](0001-first.md) | superseded by [ADR-0007](0007-use-redis.md) | 2026-01-02 |
| ADR-0007 | [Use Redis](0007-use-redis.md) | accepted | 2026-01-02 |
| ADR-0009 | [Ninth](0009-ninth.md) | accepted | 2026-01-02 |

<!-- adr-index:end -->

The latest is ADR-0007.
"""


@pytest.mark.verifies("004-decisions/AC-008")
def test_renumbering_mends_everything_and_leaves_the_checker_nothing_new_to_find() -> None:
    files = {
        REDIS: record(7, "Use Redis", "- **Supersedes:** ADR-0001"),
        FIRST: record(1, "First", status="Superseded by ADR-0007"),
        f"{FOLDER}/0009-ninth.md": record(9, "Ninth", "As [ADR-0007](0007-use-redis.md) and ADR-0001 say."),
        f"{FOLDER}/README.md": INDEX,
        "src/a.py": "# ADR-0007\n",
        "specs/001-a/plan.md": "# Plan: A\n\nADR-0007, [it](../../history/adr/0007-use-redis.md)\n",
        "docs/other.md": "7 and ADR-0001\n",
    }
    draft = moved(files)
    done = after(files, draft)
    assert found(files) == {finding.replace("0012", "0007") for finding in found(done)}
    assert "0007" not in "".join(done.values())
    assert done[f"{FOLDER}/README.md"].index("ADR-0009") < done[f"{FOLDER}/README.md"].index("| ADR-0012")
    assert done["docs/other.md"] == files["docs/other.md"]
    assert draft.left == []


def found(files: dict[str, str]) -> set[str]:
    project = Project(MemorySource(files))
    report = check(project, Selection.of(project, RULES))
    return {f"{one.code} {one.location.path} {one.message}" for one in report.findings}


CITED = ["ADR-0007", "ADR 7", "[7. T](0007-use-redis.md)", "0007-use-redis", "| 0007 |", REDIS, f"[x](../{REDIS}#7-t)"]
AROUND = ["ADR-0001", "\n", "\r\n", " ", "# ", "`", "](", "[", "é", "7", "7."]
PIECES = st.sampled_from([*CITED, *AROUND])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_nothing_but_digits_changes_and_the_way_back_leads_to_the_same_bytes(text: str) -> None:
    files = {REDIS: record(7, "Use Redis"), "docs/a.md": text, f"{FOLDER}/0003-b.md": f"# 3. B\n\n{text}\n"}
    there = after(files, moved(files, 8))
    digits = re.compile(r"[78]")
    assert digits.sub("#", there["docs/a.md"]) == digits.sub("#", text)
    assert after(there, moved(there, 7)) == files
