from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from specward.adr.catalogue.catalogue import catalogue_of, record_at
from specward.adr.export.feed import items_of
from specward.output.adr import rss
from specward.project import Project
from specward.sources.memory import MemorySource


def feed(*records: str) -> ET.Element:
    files = {f"docs/adr/{n:04}-a b.md": text.encode() for n, text in enumerate(records, 1)}
    project = Project(MemorySource(files))
    pairs = [(entry, adr) for entry in catalogue_of(project).entries if (adr := record_at(project, entry.path))]
    text = rss.render(items_of(pairs), "Decisions of <us> & them", "https://example.org/x")
    return ET.fromstring(text)  # noqa: S314 -- our own text


@pytest.mark.verifies("004-decisions/AC-015")
def test_the_newest_decision_comes_first_and_one_without_a_date_last() -> None:
    channel = feed(
        "# 1. Old\n\nDate: 2025-01-02\n\n## Status\n\nAccepted\n\n## Decision\n\nWe <b>keep</b> it & rest.\n",
        "# 2. Undated\n\n## Status\n\nProposed\n",
        "# 3. New\n\nDate: 2026-02-28\n\n## Status\n\nAccepted\n",
    )[0]

    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == ["ADR-0003: New", "ADR-0001: Old", "ADR-0002: Undated"]
    assert [item.findtext("pubDate") for item in items] == [
        "Sat, 28 Feb 2026 00:00:00 GMT",
        "Thu, 02 Jan 2025 00:00:00 GMT",
        None,
    ]
    assert channel.findtext("title") == "Decisions of <us> & them"


def test_markup_in_a_record_stays_words_for_readers_that_take_a_description_for_html() -> None:
    item = feed("# 1. T\n\n## Decision\n\nWe <script>run</script> & rest.\n")[0].find("item")

    assert item is not None
    assert item.findtext("description") == "We &lt;script&gt;run&lt;/script&gt; &amp; rest."
    assert item.findtext("link") == "https://example.org/x/docs/adr/0001-a%20b.md"
