"""Decisions as an RSS 2.0 feed (https://www.rssboard.org/rss-specification)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape

from specward.output.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.adr.export.feed import Item

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def render(items: Sequence[Item], title: str, base: str) -> str:
    """The whole feed, ending in a line break.

    Args:
        items: the decisions, in the order of the feed.
        title: of the feed.
        base: the address below which the records' paths can be read.
    """
    base = base.rstrip("/") + "/"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rss version="2.0"><channel>',
        f"<title>{_text(title)}</title>",
        f"<link>{escape(base)}</link>",
        f"<description>{_text(title)}</description>",
    ]
    for item in items:
        lines += ["<item>", *_lines(item, base), "</item>"]
    return "\n".join([*lines, "</channel></rss>"]) + "\n"


def _lines(item: Item, base: str) -> Iterator[str]:
    entry = item.entry
    yield f"<title>{_text(entry.name)}: {_text(entry.title or 'untitled')}</title>"
    address = base + quote(entry.path, errors="surrogateescape")
    yield f"<link>{escape(address)}</link>"
    yield f'<guid isPermaLink="false">{_text(entry.path)}</guid>'
    if item.day:
        yield f"<pubDate>{_moment(item.day)}</pubDate>"
    for category in (entry.status.value if entry.status else "no status", *entry.tags):
        yield f"<category>{_text(category)}</category>"
    if item.summary:
        # A reader takes a description for HTML: escaped once for that, and once more for XML.
        yield f"<description>{escape(_text(item.summary))}</description>"


def _moment(day: str) -> str:
    """A day in the form of RFC 822."""
    from datetime import date

    found = date.fromisoformat(day)
    return f"{_WEEKDAYS[found.weekday()]}, {found.day:02} {_MONTHS[found.month - 1]} {found.year} 00:00:00 GMT"


def _text(words: str) -> str:
    return escape(" ".join(printable(words).split()))
