from __future__ import annotations

import pytest
from tests.adr.edit.records import (
    ALL,
    BANNER,
    HISTORY,
    LINES,
    MADR2,
    MADR4,
    NYGARD,
    PLAIN,
    SPECKIT_PLUS,
    TABLE,
    TARGET,
    adr,
    changed,
)

from specward.adr.edit.links import Target, kinds_said, said, with_link, without_link
from specward.artifacts.adr_links import AMENDED_BY, DEPENDS_ON, RELATES_TO, SUPERSEDED_BY, SUPERSEDES
from specward.errors import UsageError

LINK = "[ADR-0005](0005-use-a-b.md)"
TITLED = "[5. Use A & B](0005-use-a-b.md)"


@pytest.mark.verifies("004-decisions/AC-004")
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (NYGARD, ["+", f"+Supersedes {TITLED}"]),
        (MADR4, ["+", "+## More Information", "+", f"+- Supersedes {LINK}"]),
        (MADR2, ["+", "+## Links", "+", f"+- Supersedes {LINK}"]),
        (SPECKIT_PLUS, [f"+- **Supersedes:** {LINK}"]),
        (LINES, [f"+**Supersedes:** {LINK}  "]),
        (PLAIN, [f"+Supersedes: {LINK}"]),
        (TABLE, [f"+| Supersedes | {LINK} |"]),
        (BANNER, [f"+> **Supersedes:** {LINK}"]),
        (HISTORY, ["+", f"+Supersedes {TITLED}"]),
    ],
)
def test_a_link_goes_where_a_record_of_its_notation_has_them_and_only_once(text: str, lines: list[str]) -> None:
    record = adr(text)
    once = with_link(record, SUPERSEDES, TARGET)
    assert sorted(changed(text, once)) == sorted(lines)
    assert [(link.kind, link.number) for link in once.links] == [(SUPERSEDES, 5)]
    assert with_link(once, SUPERSEDES, TARGET) is once
    assert without_link(once, SUPERSEDES, TARGET).document.text == text


@pytest.mark.parametrize("text", ALL.values(), ids=ALL.keys())
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("kind", [AMENDED_BY, RELATES_TO, DEPENDS_ON, "implements"])
def test_links_of_any_kind_come_and_go_and_the_record_is_as_before(text: str, ending: str, kind: str) -> None:
    stored = text.replace("\n", ending)
    once = with_link(adr(stored), kind, TARGET)
    assert once.document.text.count("\n") == once.document.text.count(ending)
    assert len(said(once, kind, TARGET)) == 1
    assert kinds_said(once, TARGET) == [kind]
    other = Target("ADR-0006", "More", "docs/adr/0006-more.md")
    twice = with_link(once, kind, other)
    assert without_link(twice, kind, other).document.text == once.document.text
    back = without_link(without_link(twice, kind, TARGET), kind, other)
    assert back.document.text == stored


@pytest.mark.parametrize(
    ("keys", "kind", "written"),
    [
        ("supersedes: null", SUPERSEDES, "supersedes: ADR-0005"),
        ("supersedes:", SUPERSEDES, "supersedes: ADR-0005"),
        ("supersedes: []", SUPERSEDES, "supersedes: [ADR-0005]"),
        ("supersedes: [ADR-0003]", SUPERSEDES, "supersedes: [ADR-0003, ADR-0005]"),
        ("supersedes:\n  - ADR-0003", SUPERSEDES, "supersedes:\n  - ADR-0003\n  - ADR-0005"),
        ('supersedes: "ADR-0003"', SUPERSEDES, 'supersedes: "ADR-0003, ADR-0005"'),
        ("amended-by: ADR-0003 # why", AMENDED_BY, "amended-by: ADR-0003, ADR-0005 # why"),
        ("links:\n  precedes: []\n  succeeds: []", "precedes", 'links:\n  precedes: ["0005"]\n  succeeds: []'),
        (
            "links:\n  - target: 2\n    kind: amends",
            SUPERSEDES,
            "links:\n  - target: 2\n    kind: amends\n  - target: 5\n    kind: supersedes",
        ),
    ],
)
def test_front_matter_has_the_link_where_the_record_keeps_links_there(keys: str, kind: str, written: str) -> None:
    text = f"---\nstatus: accepted\n{keys}\n---\n\n# T\n\n## Decision Outcome\n\nA\n\n## Considered Options\n\n* A\n"
    once = with_link(adr(text), kind, TARGET)
    assert once.document.text == text.replace(keys, written)
    assert with_link(once, kind, TARGET) is once
    assert not said(without_link(once, kind, TARGET), kind, TARGET)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("- Related ADRs: none", f"- Related ADRs: {LINK}"),
        ("- Related ADRs: ADR-0003 (Auth)", f"- Related ADRs: ADR-0003 (Auth), {LINK}"),
        ("- **Related ADRs:** [ADR-0003](0003-x.md)", f"- **Related ADRs:** [ADR-0003](0003-x.md), {LINK}"),
        ("- Related ADRs: history/adr/0003-x.md", "- Related ADRs: history/adr/0003-x.md, docs/adr/0005-use-a-b.md"),
    ],
)
def test_related_records_of_speckit_plus_stay_on_their_line(line: str, written: str) -> None:
    text = SPECKIT_PLUS.replace("- Related ADRs: none", line)
    once = with_link(adr(text), RELATES_TO, TARGET)
    assert once.document.text == text.replace(line, written)
    assert without_link(once, RELATES_TO, TARGET).document.text == text


@pytest.mark.parametrize(
    ("section", "written"),
    [
        ("* Amends [ADR-0002](0002-x.md)", f"* Amends [ADR-0002](0002-x.md)\n* Supersedes {LINK}"),
        ("Some prose.", f"Some prose.\n\n- Supersedes {LINK}"),
        ("1. One\n2. Two", f"1. One\n2. Two\n\n- Supersedes {LINK}"),
        ("- One\n  - deeper\n  goes on", f"- One\n  - deeper\n  goes on\n- Supersedes {LINK}"),
    ],
)
def test_a_list_of_links_goes_on_as_it_began(section: str, written: str) -> None:
    text = f"{MADR2}\n## Links\n\n{section}\n\n## Notes\n\nWords\n"
    assert with_link(adr(text), SUPERSEDES, TARGET).document.text == text.replace(section, written)


@pytest.mark.parametrize(
    "present",
    [
        "Supersedes ADR-5",
        "Supercedes [5. Other words](0005-use-a-b.md)",
        "Supersedes [x](./0005-use-a-b.md#status)",
        "Replaces 0005-use-a-b.md",
    ],
)
def test_a_link_that_is_there_in_other_words_or_the_other_spelling_is_not_repeated(present: str) -> None:
    record = adr(NYGARD.replace("Accepted", f"Accepted\n\n{present}"))
    assert with_link(record, SUPERSEDES, TARGET) is record


def test_a_number_alone_means_the_record_of_the_own_folder() -> None:
    record = adr(NYGARD.replace("Accepted", "Accepted\n\nAmends ADR-0005"))
    far = Target("ADR-0005", "T", "other/adr/0005-t.md")
    assert with_link(record, "amends", far) is not record


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Use A | B", "5. Use A | B"),
        ("Use a/b \\ c", "ADR-0005"),
        ("Arrays [x]", "ADR-0005"),
        ("Tick ` one", "ADR-0005"),
        ("A <b> c", "ADR-0005"),
        ("使用数据库", "5. 使用数据库"),
        ("Größe & Maß", "5. Größe & Maß"),
        ("x" * 200, "ADR-0005"),
        ("", "ADR-0005"),
    ],
)
def test_a_label_is_the_title_where_it_stays_one_and_reads_back(title: str, label: str) -> None:
    target = Target("ADR-0005", title, "docs/adr/0005-x.md")
    once = with_link(adr(NYGARD), SUPERSEDES, target)
    assert f"Supersedes [{label}](0005-x.md)" in once.document.text
    assert [link.path for link in once.links] == [target.path]


@pytest.mark.parametrize(
    "name", ["0005-a b.md", "0005-a (1).md", "0005-50%.md", "0005-a#b.md", "0005-größe.md", "0005-“x”.md"]
)
def test_addresses_are_quoted_where_markdown_needs_it(name: str) -> None:
    for folder in ("docs/adr", "other folder (old)"):
        target = Target("ADR-0005", "T", f"{folder}/{name}")
        for text in ALL.values():
            once = with_link(adr(text), SUPERSEDES, target)
            assert [link.path for link in once.links] == [target.path]


def test_a_dated_record_is_called_by_its_name() -> None:
    target = Target("20240101-passkeys", "Passkeys", "docs/adr/20240101-passkeys.md")
    once = with_link(adr(MADR2, "docs/adr/20230101-sessions.md"), SUPERSEDES, target)
    assert "- Supersedes [20240101-passkeys](20240101-passkeys.md)" in once.document.text


def test_in_part_is_a_kind_of_its_own_and_taken_out_with_the_rest() -> None:
    for text in ALL.values():
        once = with_link(adr(text), SUPERSEDES, TARGET, partly=True, part="§4")
        assert [(link.kind, link.partly) for link in once.links] == [(SUPERSEDES, True)]
        assert with_link(once, SUPERSEDES, TARGET, partly=True) is once
        whole = with_link(once, SUPERSEDES, TARGET)
        assert without_link(whole, SUPERSEDES, TARGET).document.text == text


def test_a_status_is_not_taken_out_as_a_link() -> None:
    record = adr(NYGARD.replace("Accepted", "Superseded by ADR-0005"))
    with pytest.raises(UsageError, match="the status without ADR-0005"):
        without_link(record, SUPERSEDED_BY, TARGET)


def test_an_unclosed_fence_leaves_no_place_for_a_link() -> None:
    text = MADR2 + "\n```\ncode\n"
    with pytest.raises(UsageError, match="the link to ADR-0005 cannot be written"):
        with_link(adr(text), SUPERSEDES, TARGET)
