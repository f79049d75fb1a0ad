from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.numbers.elsewhere import Collision
from specward.adr.review.compare import RecordChange, Touched
from specward.adr.review.hands import Hands
from specward.adr.review.history import ZoneChange
from specward.adr.review.messages import Claim
from specward.adr.review.whole import Ends, Review
from specward.finding import Finding, Location, Position, Severity
from specward.output.adr import review_json, review_markdown, review_text
from specward.project import Project
from specward.sources.memory import MemorySource

FILES = {
    "history/adr/0001-redis.md": b"# ADR-0001: Sessions in Redis\n\n- **Status:** Accepted\n",
    "history/adr/0002-passkeys.md": b"# ADR-0002: Passkeys | \x1b[31mfirst\n\n- **Status:** Proposed\n",
}
REDIS, PASSKEYS = catalogue_of(Project(MemorySource(FILES))).entries
REVIEW = Review(
    Ends("0123abc", "HEAD"),
    (
        RecordChange(
            "changed",
            REDIS,
            REDIS,
            touched=(Touched("decision", ("changed",), 12, "2026-03-02"),),
            words=("-We keep them in Redis.", "+We keep them in Valkey."),
        ),
        RecordChange(
            "new",
            None,
            PASSKEYS,
            options=("WebAuthn", "TOTP"),
            chosen="WebAuthn",
            rejected=("TOTP",),
            serves=("FR-001",),
            gained=("amends ADR-0001",),
        ),
    ),
    (),
    (Collision(2, PASSKEYS.path, "history/adr/0002-queue.md", "origin/queue", "Queue"),),
    {PASSKEYS.path: Hands(("Ann",), ("Bob",))},
    (Claim("1a2b3c4", "Sign tokens", "ADR-0099"),),
    (
        Finding(
            "ADR010",
            "no-negative-consequence",
            Severity.WARNING,
            "nothing speaks against it",
            Location(PASSKEYS.path, Position(9, 1)),
        ),
    ),
)


@pytest.mark.verifies("004-decisions/AC-012")
def test_a_review_names_what_was_touched_chosen_and_taken_twice() -> None:
    assert review_text.render(REVIEW) == (
        "changed   ADR-0001  accepted  Sessions in Redis\n"
        "          decision changed (line 12): frozen since 2026-03-02\n"
        "            -We keep them in Redis.\n"
        "            +We keep them in Valkey.\n"
        "new       ADR-0002  proposed  Passkeys | ·[31mfirst\n"
        "          2 options, chosen: WebAuthn; not TOTP\n"
        "          names FR-001\n"
        "          says amends ADR-0001\n"
        "          by Ann; approved by Bob\n"
        "collision number 2 of history/adr/0002-passkeys.md is taken on origin/queue: history/adr/0002-queue.md\n"
        "unknown   commit 1a2b3c4 cites ADR-0099: Sign tokens\n"
        "warning   history/adr/0002-passkeys.md:9  nothing speaks against it [ADR010]\n"
    )


def test_nothing_in_a_title_breaks_the_table_of_a_comment() -> None:
    lines = review_markdown.render(REVIEW).splitlines()

    assert lines[5] == (
        "| new | ADR-0002 | proposed | Passkeys &#124; ·&#91;31mfirst<br>2 options, chosen: WebAuthn; not TOTP"
        "<br>names FR-001<br>says amends ADR-0001<br>by Ann; approved by Bob |"
    )


def test_json_says_the_same_and_is_valid_against_the_published_schema() -> None:
    value = json.loads(review_json.render(REVIEW))
    schema = Path(__file__).parents[3] / "docs/schemas/decision-review-v1.json"
    jsonschema.validate(value, json.loads(schema.read_text(encoding="utf-8")))

    assert value["must_be_mended"] is True
    assert [record["change"] for record in value["records"]] == ["changed", "new"]
    assert value["records"][0]["frozen_text_touched"][0]["zone"] == "decision"
    assert value["records"][1]["rejected"] == ["TOTP"]
    assert value["collisions"][0]["ref"] == "origin/queue"
    assert value["unknown_in_messages"] == [{"commit": "1a2b3c4", "subject": "Sign tokens", "cites": "ADR-0099"}]
    assert value["findings"][0]["code"] == "ADR010"


def test_text_that_an_amendment_records_need_not_be_mended() -> None:
    amended = REVIEW.records[0]._replace(amended=("a new licence",))

    assert not Review(REVIEW.ends, (amended,), (), (), {}).must_be_mended
    assert Review(REVIEW.ends, REVIEW.records[:1], (), (), {}).must_be_mended


def test_without_records_the_comment_says_so() -> None:
    assert "No decision record is touched." in review_markdown.render(Review(Ends("a"), (), (), (), {}))
    assert review_text.render(Review(Ends("a"), (), (), (), {})) == ""


def test_alternatives_are_called_what_was_not_chosen() -> None:
    new = RecordChange("new", None, PASSKEYS, options=("SMS", "TOTP"), rejected=("SMS", "TOTP"))
    unsaid = new._replace(rejected=())

    assert "2 options, not chosen: SMS, TOTP\n" in review_text.render(Review(Ends("a"), (new,), (), (), {}))
    assert "2 options: SMS, TOTP\n" in review_text.render(Review(Ends("a"), (unsaid,), (), (), {}))


def test_a_change_of_what_may_change_is_told_in_a_line() -> None:
    moved = REVIEW.records[0]._replace(touched=(), words=())
    told = moved._replace(
        edited=(ZoneChange("context", ("changed", "added")), ZoneChange("consequences", ("grown",))),
        amended=("a new licence",),
    )

    assert review_text.render(Review(Ends("a"), (moved, told), (), (), {})) == (
        "changed   ADR-0001  accepted  Sessions in Redis\n"
        "          metadata, notes or layout\n"
        "changed   ADR-0001  accepted  Sessions in Redis\n"
        "          context changed and added, consequences grown\n"
        "          recorded: a new licence\n"
    )
    assert json.loads(review_json.render(Review(Ends("a"), (told,), (), (), {})))["records"][0]["text"] == [
        {"zone": "context", "what": ["changed", "added"]},
        {"zone": "consequences", "what": ["grown"]},
    ]


def test_on_a_terminal_a_review_is_folded_between_words() -> None:
    long = PASSKEYS._replace(title="Passkeys before passwords, for all who sign in")
    change = RecordChange(
        "new", None, long, serves=("FR-001", "FR-002", "FR-003"), words=("+We keep them in Valkey now.",)
    )
    lines = review_text.render(Review(Ends("a"), (change,), (), REVIEW.collisions, {}), width=48).splitlines()

    assert lines == [
        "new       ADR-0002  proposed  Passkeys before",
        "                              passwords, for all",
        "                              who sign in",
        "            +We keep them in Valkey now.",
        "          names FR-001, FR-002, FR-003",
        "collision number 2 of",
        "             history/adr/0002-passkeys.md is",
        "             taken on origin/queue:",
        "             history/adr/0002-queue.md",
    ]
    painted = review_text.render(Review(Ends("a"), (change,), (), (), {}), width=48, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted).splitlines() == lines[:5]
