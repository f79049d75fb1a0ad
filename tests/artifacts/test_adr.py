"""The reader of decision records, in each dialect."""

from __future__ import annotations

import pytest

from specward.artifacts.adr import Adr, read_adr
from specward.artifacts.adr_identity import AdrIdentity, folder_of
from specward.artifacts.adr_links import AMENDED_BY, RELATES_TO, SUPERSEDED_BY, SUPERSEDES
from specward.artifacts.adr_paths import AdrPaths
from specward.artifacts.adr_roles import MADR2, MADR3, MADR4, NYGARD, OTHER, SPECKIT_PLUS
from specward.artifacts.adr_status import StatusClass, classify, is_choice_list
from specward.markdown.document import Document

NYGARD_RECORD = """\
# 12. Keep sessions in Redis

Date: 2026-01-02

## Status

Accepted

Amends [3. Use Redis](0003-use-redis.md)

## Context

Sessions are lost.

## Decision

Redis.

## Consequences

One more service.
"""

MADR2_RECORD = """\
# Keep sessions in Redis

* Status: accepted <!-- optional -->
* Deciders: Ada
* Date: 2026-01-02

Technical Story: sessions are lost

## Context and Problem Statement

Where?

## Considered Options

* Redis

## Decision Outcome

Chosen option: "Redis", because it is there.

### Positive Consequences

* fast

## Links

* Supersedes [sessions-in-memory](20250101-sessions-in-memory.md)
"""

MADR4_RECORD = """\
---
status: "superseded by ADR-0013"
date: 2026-01-02
decision-makers: [Ada, Grace]
---

# Keep sessions in Redis

## Context and Problem Statement

Where?

## Considered Options

* Redis

## Decision Outcome

Chosen option: "Redis".

### Confirmation

A review.
"""

SPECKIT_PLUS_RECORD = """\
# ADR-0012: Keep sessions in Redis

> **Scope**: Document decision clusters.

- **Status:** Accepted
- **Date:** 2026-01-02
- **Feature:** 001-login
- **Context:** Sessions are lost when a node restarts.

<!-- Significance checklist
     1) Impact -->

## Decision

Redis.

## Consequences

### Positive

fast

### Negative

one more service

## Alternatives Considered

None.

## References

- Feature Spec: specs/001-login/spec.md
- Related ADRs: history/adr/0003-use-redis.md, ADR-0004
"""


def adr(text: str, path: str = "history/adr/0012-sessions.md") -> Adr:
    return read_adr(Document(path, text))


@pytest.mark.parametrize(
    ("text", "form", "kind", "title"),
    [
        (NYGARD_RECORD, NYGARD, StatusClass.ACCEPTED, "Keep sessions in Redis"),
        (MADR2_RECORD, MADR2, StatusClass.ACCEPTED, "Keep sessions in Redis"),
        (MADR4_RECORD, MADR4, StatusClass.SUPERSEDED, "Keep sessions in Redis"),
        (SPECKIT_PLUS_RECORD, SPECKIT_PLUS, StatusClass.ACCEPTED, "Keep sessions in Redis"),
    ],
)
def test_each_dialect_is_read(text: str, form: str, kind: StatusClass, title: str) -> None:
    read = adr(text)
    assert read.format == form
    assert read.number == 12
    assert read.title == title
    assert read.status is not None
    assert read.status.kind is kind
    assert read.date is not None
    assert read.date.value == "2026-01-02"
    assert {"context", "decision"} & set(read.roles)


def test_a_heading_below_the_first_section_is_no_title_and_ends_no_metadata() -> None:
    read = adr("Status: accepted\n\n## Context\n\nOwner: Ada\n\n# A build file\n\nStatus: rejected\n")
    assert read.title == ""
    assert read.status is not None
    assert read.status.kind is StatusClass.ACCEPTED
    assert read.metadatum("owner") is None


def test_an_entry_of_a_changelog_tells_the_status_in_its_link_or_after_it() -> None:
    entries = "- [first](https://example.org/pull/1) - proposed (2026-01-01)\n"
    for last, qualifier in (
        ("- [second](https://example.org/pull/2) - approved (2026-01-02)\n", "(2026-01-02)"),
        ("- [approved](https://example.org/pull/2) (2026-01-02)\n", "(2026-01-02)"),
    ):
        read = adr(f"# Sessions\n\n## Change Log\n\n{entries}{last}")
        assert read.status is not None
        assert (read.status.kind, read.status.qualifier) == (StatusClass.ACCEPTED, qualifier)
        assert read.document.text[read.status.start : read.status.end] == read.status.raw


def test_madr_3_differs_in_its_people_and_its_validation() -> None:
    text = MADR4_RECORD.replace("decision-makers", "deciders").replace("### Confirmation", "## Validation")
    assert adr(text).format == MADR3


def test_a_text_without_evidence_is_of_no_known_format() -> None:
    assert adr("# A note\n\nWords.\n").format == OTHER


class TestIdentity:
    """What a path says."""

    @pytest.mark.parametrize(
        ("path", "number", "date", "slug"),
        [
            ("doc/adr/0007-use-x.md", 7, "", "use-x"),
            ("doc/adr/0010-use-x.adr.md", 10, "", "use-x"),
            ("adr/ADR-007-use-x.md", 7, "", "use-x"),
            ("adr/AD0001-x.md", 1, "", "x"),
            ("adr/ADR-0084.md", 84, "", ""),
            ("adr/0026-Common Configuration.md", 26, "", "Common Configuration"),
            ("adr/20240501-x.md", None, "20240501", "x"),
            ("adr/2024-05-01-x.md", None, "2024-05-01", "x"),
            ("adr/2024-05-01_007-x.md", 7, "2024-05-01", "x"),
            ("adr/2024-05-01-x/README.md", None, "2024-05-01", "x"),
            ("adr/sessions.md", None, "", "sessions"),
        ],
    )
    def test_dates_are_tried_before_numbers(self, path: str, number: int | None, date: str, slug: str) -> None:
        found = AdrIdentity.parse(path)
        assert (found.number, found.date, found.slug) == (number, date, slug)

    def test_a_readme_is_named_by_its_folder_and_counted_in_the_one_above(self) -> None:
        assert AdrIdentity.parse("adr/2024-05-01-x/README.md").text == "2024-05-01-x"
        assert folder_of("adr/2024-05-01-x/README.md") == "adr"
        assert folder_of("adr/0001-x.md") == "adr"

    @pytest.mark.parametrize(
        ("heading", "number", "title"),
        [
            ("# 7. Use X", 7, "Use X"),
            ("# ADR-0007: Use X", 7, "Use X"),
            ("# ADR 7: Use X", 7, "Use X"),
            ("# ADR-007 — Use X", 7, "Use X"),
            ("# 0007 - Use X", 7, "Use X"),
            ("# [7] Use X", 7, "Use X"),
            ("ADR-7: Use X\n============", 7, "Use X"),
            ("# Use X", None, "Use X"),
            ("# 3 ways to fail", None, "3 ways to fail"),
        ],
    )
    def test_a_title_may_begin_with_the_number(self, heading: str, number: int | None, title: str) -> None:
        read = adr(heading + "\n")
        assert (read.title_number, read.title) == (number, title)

    def test_front_matter_gives_the_title_where_no_heading_does(self) -> None:
        read = adr("---\nslug: 3\ntitle: |\n  3. Use X\n---\n\n## Status\n\nAccepted\n", "adr/use-x.md")
        assert (read.title, read.number) == ("Use X", 3)


class TestStatus:
    """Where it stands and what it means."""

    @pytest.mark.parametrize(
        "text",
        [
            "---\nstatus: accepted\n---\n\n# T\n",
            "# T\n\n## Status\n\nAccepted\n",
            "# T\n\n## STATUS:\n\n**Accepted** 2026-01-02\n",
            "# T\n\n- **Status:** Accepted\n",
            "# T\n\n- **Status**: Accepted\n",
            "# T\n\n* Status: accepted\n",
            "# T\n\n**Status:** Accepted  \n**Date:** 2026-01-02\n",
            "# T\n\n**Status**: Accepted · **Date**: 2026-01-02\n",
            "# T\n\nStatus: Accepted\n",
            "# T\n\n| Status | Accepted |\n|---|---|\n| Date | 2026-01-02 |\n",
            "# T\n\n| Status | Date | Author |\n|---|---|---|\n| Accepted | 2026-01-02 | Ada |\n",
            "# T\n\n> **Status:** Accepted\n",
            "# T\n\n## Context\n\nWords.\n\n## Status\n\nAccepted\n",
            "# T\n\n## 状态\n\n2026-01-01 提议\n\n2026-01-02 通过\n",
            "# T\n\n- Estado: Aceito\n",
        ],
    )
    def test_it_is_found_in_every_notation(self, text: str) -> None:
        read = adr(text)
        assert read.status is not None
        assert read.status.kind is StatusClass.ACCEPTED
        assert read.document.text[read.status.start : read.status.end].strip('"') == read.status.raw

    def test_front_matter_counts_before_a_section_and_a_section_before_a_line(self) -> None:
        read = adr("---\nstatus: rejected\n---\n\n# T\n\nStatus: Draft\n\n## Status\n\nAccepted\n")
        assert read.status is not None
        assert read.status.kind is StatusClass.REJECTED
        read = adr("# T\n\nStatus: Draft\n\n## Status\n\nAccepted\n")
        assert read.status is not None
        assert read.status.kind is StatusClass.ACCEPTED

    def test_the_last_of_dated_lines_holds_and_the_others_are_history(self) -> None:
        read = adr("# T\n\n## Status\n\n2026-01-01 proposed\n\n2026-01-02 accepted\n")
        assert read.status is not None
        assert read.status.kind is StatusClass.ACCEPTED
        assert read.status.history == ("2026-01-01 proposed",)

    def test_a_list_of_choices_before_the_status_is_template_text(self) -> None:
        read = adr("# T\n\n## Status\n\nProposed | Accepted | Rejected\n\nAccepted\n")
        assert read.status is not None
        assert read.status.raw == "Accepted"

    @pytest.mark.parametrize(
        "text",
        [
            "# T\n\nWords.\n",
            "# T\n\n## Status\n\n## Context\n",
            "---\nstatus:\n---\n\n# T\n",
            "# T\n\n```\nStatus: Accepted\n```\n",
        ],
    )
    def test_none_is_none_and_never_accepted(self, text: str) -> None:
        assert adr(text).status is None

    @pytest.mark.parametrize(
        ("raw", "kind", "word"),
        [
            ("✅ Accepted", StatusClass.ACCEPTED, "accepted"),
            ("**Approved** by the board on 2024-05-18", StatusClass.ACCEPTED, "approved"),
            ("Accepted (until 2027)", StatusClass.ACCEPTED, "accepted"),
            ("{ proposed }", StatusClass.PROPOSED, "proposed"),
            ("Superceded by 12", StatusClass.SUPERSEDED, "superceded"),
            ("⌛️ Superseded 12", StatusClass.SUPERSEDED, "superseded"),
            ("Partly superseded", StatusClass.PARTLY_SUPERSEDED, "partly superseded"),
            ("superseded in part by ADR-3", StatusClass.PARTLY_SUPERSEDED, "superseded in part"),
            ("Depreciated", StatusClass.DEPRECATED, "depreciated"),
            ("Implemented (moved to core)", StatusClass.IMPLEMENTED, "implemented"),
            ("已弃用", StatusClass.DEPRECATED, "已弃用"),
            ("Not adopted", StatusClass.REJECTED, "not adopted"),
            ("experimental", StatusClass.UNKNOWN, "experimental"),
            ("Partially Accepted", StatusClass.UNKNOWN, "partially"),
            ("A decision may be proposed", StatusClass.UNKNOWN, "a"),
            ("Openly discussed", StatusClass.UNKNOWN, "openly"),
            ("", StatusClass.UNKNOWN, ""),
        ],
    )
    def test_the_first_words_decide_and_an_unknown_word_is_unknown(
        self, raw: str, kind: StatusClass, word: str
    ) -> None:
        assert classify(raw)[:2] == (kind, word)

    def test_what_follows_the_word_is_kept(self) -> None:
        assert classify("Accepted (until 2027)")[2] == "(until 2027)"

    @pytest.mark.parametrize(
        ("raw", "choice"),
        [
            ("Proposed | Accepted | Superseded | Rejected", True),
            ("{proposed | rejected | accepted | deprecated | … | superseded by ADR-0123}", True),
            ("Proposed | Accepted", True),
            ("提议/通过/完成", True),
            ("Accepted | Superseded by ADR-0002", False),
            ("Accepted", False),
            ("Accepted, see a/b/c", False),
            ("Proposed | Ada", False),
        ],
    )
    def test_a_choice_list_has_three_words_or_two_bare_ones(self, raw: str, choice: bool) -> None:
        assert is_choice_list(raw) is choice


class TestDate:
    """In which order its places count."""

    @pytest.mark.parametrize(
        ("text", "path", "value"),
        [
            ("---\ndate: 2026-01-02\n---\n\n# T\n\nDate: 2025-01-01\n", "adr/0001-x.md", "2026-01-02"),
            ("# T\n\nDate: 2026-01-02 (updated 2026-02-01)\n", "adr/0001-x.md", "2026-01-02"),
            ("# T\n\n## Date\n\n2026-01-02\n", "adr/0001-x.md", "2026-01-02"),
            ("# T\n", "adr/20260102-x.md", "20260102"),
            ("# T\n\n## Changelog\n\n- 2026-01-02: second\n- 2025-12-01: first\n", "adr/0001-x.md", "2026-01-02"),
            ("# T\n\n日期: 2026/01/02\n", "adr/0001-x.md", "2026/01/02"),
            ("---\ndate: { 2026-01-02 }\n---\n\n# T\n", "adr/0001-x.md", "2026-01-02"),
            ("# T\n\n- **Date:** {{DATE_ISO}}\n", "adr/0001-x.md", ""),
        ],
    )
    def test_the_first_place_wins(self, text: str, path: str, value: str) -> None:
        date = adr(text, path).date
        assert date is not None
        assert date.value == value

    def test_a_record_without_one_has_none(self) -> None:
        assert adr("# T\n\nDecided last week.\n").date is None


class TestLinks:
    """What a record says of others."""

    @pytest.mark.parametrize(
        ("text", "kind", "number"),
        [
            ("# T\n\n## Status\n\nSuperseded by [5. Five](0005-five.md)\n", SUPERSEDED_BY, 5),
            ("# T\n\n## Status\n\nSuperceded by [5. Five](0005-five.md#x)\n", SUPERSEDED_BY, 5),
            ("---\nstatus: superseded by ADR-0005\n---\n\n# T\n", SUPERSEDED_BY, 5),
            ('---\nstatus: "superseded by [ADR-0005](0005-five.md)"\n---\n\n# T\n', SUPERSEDED_BY, 5),
            ("---\nsuperseded-by: 5\n---\n\n# T\n", SUPERSEDED_BY, 5),
            ("---\nsupersedes: [ADR-0005]\n---\n\n# T\n", SUPERSEDES, 5),
            ("# T\n\n- **Supersedes:** ADR-5\n", SUPERSEDES, 5),
            ("# T\n\n- **Status:** Accepted | Superseded by ADR-0005\n", SUPERSEDED_BY, 5),
            ("# T\n\n## Status\n\n⌛ Superseded 5\n", SUPERSEDED_BY, 5),
            ("# T\n\n## Status\n\nSuperseded by 0005-five\n", SUPERSEDED_BY, 5),
            ("# T\n\n## Status\n\nAmended by [5. Five](0005-five.md)\n", AMENDED_BY, 5),
            ("# T\n\n## References\n\n- Related ADRs: ADR #5\n", RELATES_TO, 5),
            ("# T\n\n## Links\n\n* Supersedes [Five](./0005-five.md)\n", SUPERSEDES, 5),
        ],
    )
    def test_each_notation_gives_the_kind_and_the_target(self, text: str, kind: str, number: int) -> None:
        (link,) = adr(text).links
        assert (link.kind, link.number) == (kind, number)

    def test_a_reference_knows_its_place(self) -> None:
        read = adr("# T\n\n- **Supersedes:** ADR-5, ADR-0006 and 0007-x.md\n")
        assert [read.document.text[link.start : link.end] for link in read.links] == ["ADR-5", "ADR-0006", "0007-x.md"]

    @pytest.mark.parametrize("value", ["None", "None (extends ADR-0087)", "_(none)_", "the design of 2019", "-"])
    def test_none_and_prose_are_no_links(self, value: str) -> None:
        assert adr(f"# T\n\n- **Supersedes:** {value}\n").links == []

    def test_prose_is_not_searched(self) -> None:
        assert adr("# T\n\n## Decision\n\nThis supersedes ADR-0003 in spirit.\n").links == []

    def test_supersession_in_part_is_marked(self) -> None:
        (link,) = adr("# T\n\n## Status\n\nSuperseded in part by ADR-5\n").links
        assert link.partly

    def test_a_link_leads_to_the_record_that_is_meant(self) -> None:
        records = ["adr/0005-five.md", "adr/0012-sessions.md", "web/adr/0005-other.md", "adr/20250101-day.md"]

        def targets(reference: str) -> list[str]:
            (link,) = adr(f"# T\n\n- **Supersedes:** {reference}\n", "adr/0012-sessions.md").links
            return AdrPaths(records).meant_by(link, "adr/0012-sessions.md")

        assert targets("ADR-5") == ["adr/0005-five.md"]
        assert targets("[five](0005-five.md)") == ["adr/0005-five.md"]
        assert targets("[five](../web/adr/0005-other.md)") == ["web/adr/0005-other.md"]
        assert targets("adr/0005-five.md") == ["adr/0005-five.md"]
        assert targets("20250101-day") == ["adr/20250101-day.md"]
        assert targets("[5](https://example.org/adr/0005-five.md)") == ["adr/0005-five.md"]
        assert targets("ADR-9") == []

    def test_a_number_at_the_end_of_a_path_on_a_site_is_one_where_the_label_says_so(self) -> None:
        records = ["adr/2025-01-02_005-five.md", "adr/0012-sessions.md", "web/adr/0007-other.md"]

        def targets(reference: str) -> list[str]:
            (link,) = adr(f"# T\n\n- **Supersedes:** {reference}\n", "adr/0012-sessions.md").links
            return AdrPaths(records).meant_by(link, "adr/0012-sessions.md")

        for reference in ("[ADR 5](/adr/5)", "[5. Five](/adr/005/#why)", "[ADR-5](/5)"):
            assert targets(reference) == ["adr/2025-01-02_005-five.md"]
        for reference in ("[five](/adr/5)", "[ADR 6](/adr/5)", "[ADR 5](https://example.org/issues/5)", "[7](/adr/7)"):
            assert targets(reference) == []
