"""Decisions in other markups than Markdown are read for a listing, and never written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.artifacts.adr import Adr, read_adr
from specward.artifacts.adr_links import SUPERSEDED_BY, SUPERSEDES
from specward.artifacts.adr_markup import ASCIIDOC, RESTRUCTUREDTEXT, in_markdown, markup_of
from specward.artifacts.adr_roles import CONTEXT, DECISION
from specward.artifacts.adr_status import StatusClass
from specward.markdown.document import UTF8, Document

RST = """\
.. _ADR-7:
.. comment

==============
7. Sessions
==============

:Date: 2026-01-02

Status
------

**Accepted**

Superseded by `8. New <0008-new.rst>`_

Context
-------

.. code-block:: rst

    Status
    ------

    Rejected

Decision
--------

See :doc:`0003-old`.
"""

OEP_TABLE = """\
Sessions
########

.. list-table::
   :widths: 5 95

   * - Status
     - Provisional
   * - Last Modified
     - 2026-01-02

Decision
********

Yes.
"""

ADOC = """\
= 7. Sessions
:status: Accepted
:revdate: 2026-01-02

// a remark

== Context

----
== Status
----

== Status

Supersedes xref:0003-old.adoc[3. Old]

== Decision

. *Redis*
"""


def adr(text: str, path: str) -> Adr:
    return read_adr(in_markdown(Document(path, text)))


def test_restructuredtext_is_read_by_its_titles_fields_and_links() -> None:
    read = adr(RST, "docs/decisions/0007-sessions.rst")
    assert (read.number, read.title, read.format) == (7, "Sessions", RESTRUCTUREDTEXT)
    assert [status.kind for status in read.statuses] == [StatusClass.SUPERSEDED, StatusClass.ACCEPTED]
    assert read.date is not None
    assert read.date.value == "2026-01-02"
    assert [(link.kind, link.path) for link in read.links] == [(SUPERSEDED_BY, "docs/decisions/0008-new.rst")]
    assert {CONTEXT, DECISION} <= set(read.roles)


def test_a_table_of_lists_holds_fields() -> None:
    read = adr(OEP_TABLE, "docs/decisions/0007-sessions.rst")
    assert read.title == "Sessions"
    assert read.status is not None
    assert read.status.kind is StatusClass.PROVISIONAL


@pytest.mark.parametrize("ending", [".adoc", ".asciidoc"])
def test_asciidoc_is_read_by_its_titles_attributes_and_links(ending: str) -> None:
    read = adr(ADOC, f"docs/adr/0007-sessions{ending}")
    assert (read.number, read.title, read.format) == (7, "Sessions", ASCIIDOC)
    assert read.status is not None
    assert read.status.kind is StatusClass.ACCEPTED
    assert read.date is not None
    assert read.date.value == "2026-01-02"
    assert [(link.kind, link.path) for link in read.links] == [(SUPERSEDES, "docs/adr/0003-old.adoc")]


def test_a_table_of_asciidoc_holds_fields() -> None:
    read = adr("= T\n\n|===\n|Status |Proposed\n|Date |2026-01-02\n|===\n\n== Context\n", "docs/adr/0007-x.adoc")
    assert read.status is not None
    assert (read.status.kind, read.date and read.date.value) == (StatusClass.PROPOSED, "2026-01-02")


def test_lines_stay_lines_and_nothing_can_be_written_back() -> None:
    for text, path in ((RST, "a.rst"), (ADOC, "a.adoc")):
        document = in_markdown(Document(path, text))
        assert document.text.count("\n") == text.count("\n")
        assert document.encoding != UTF8


def test_markdown_is_itself_under_each_of_its_endings() -> None:
    for path in ("docs/adr/0007-x.md", "docs/adr/0007-x.markdown", "docs/adr/0007-x.adr.md"):
        document = Document(path, "# 7. T\n")
        assert in_markdown(document) is document
        assert markup_of(path) == ""


PIECES = (
    *RST.splitlines(keepends=True),
    *ADOC.splitlines(keepends=True),
    "===\n",
    "`a <b>`_ ",
    "|===\n",
    "////\n",
    "\r\n",
)


@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=20).map("".join)),
    st.sampled_from(["rst", "adoc"]),
)
@settings(deadline=None, max_examples=150)
def test_any_text_is_read_as_a_record_in_another_markup(text: str, ending: str) -> None:
    read = adr(text, f"docs/adr/0007-x.{ending}")
    assert read.number == 7
    assert read.title == read.title.strip()
    assert (read.status is None) == (not read.statuses)
    assert len(read.document.text.splitlines()) <= len(text.splitlines()) + 1
    assert read.links is not None
