"""The words by which a text says that a decision is past, yet to come, missing, an example or another project's."""

from __future__ import annotations

import re
from functools import cache


@cache
def past() -> re.Pattern[str]:
    """Beside a citation: what it names held once."""
    return re.compile(
        r"supersed|superced|\breplac(?:e[sd]?|ing|ement)\b|\bformer(?:ly)?\b|\bprevious(?:ly)?\b|\bearlier\b|\bhistoric"
        r"|\blegacy\b|\bremov(?:e[sd]?|ing|al)\b|\bretire[sd]?\b|\bdeprecat|\bobsolete|\breject|\bdeclined?\b|\babandon"
        r"|\bno longer\b|\binstead of\b|\brather than\b|\bunlike\b|\bwhy not\b|\brevers(?:e[sd]?|al)\b|\brevert"
        r"|\boriginal(?:ly)?\b|\binitial(?:ly)?\b|\bdropped\b|\bused to\b|\bwithdrawn\b|\bamend"
        r"|\bstale\b|\bfrozen\b"
        r"|\b(?:was|were|had|old|until|since|era)\b|~~",
        re.IGNORECASE,
    )


@cache
def past_title() -> re.Pattern[str]:
    """In the title of a section, lower case: what stands below tells of the past, or lists."""
    return re.compile(
        r"supersed|superced|histor|change ?log|amend|alternative|reject|deprecat|previous|revision|background|migration"
        r"|option|status log|decision log|obsolete|removed|\bindex\b|table of contents"
    )


@cache
def past_text() -> re.Pattern[str]:
    """At the head of a text: all of it is past."""
    return re.compile(
        r"\b(?:supersed|superced|archived|historical|deprecated|obsolete|outdated|no longer"
        r"|(?:retained|kept) (?:as|for) (?:an? |the )?(?:record|reference|histor))",
        re.IGNORECASE,
    )


@cache
def planned() -> re.Pattern[str]:
    """Beside a citation: what it names is yet to be written."""
    return re.compile(
        r"\b(?:writ(?:e|ten|ing)|draft(?:s|ed|ing)?|creat(?:e|ed|ing)|add(?:s|ed|ing)?|propos(?:e|ed|al|ing)|new|planned"
        r"|future|upcoming|forthcoming|pending|will|todo|tbd|placeholder|next|lands?|landed|ships?|shipped)\b|\[ \]",
        re.IGNORECASE,
    )


@cache
def missing() -> re.Pattern[str]:
    """Beside a citation: there is nothing of the name."""
    return re.compile(
        r"\b(?:missing|not found|not exist|unknown|gaps?|reserved|skipped|renumber(?:ed|ing)?|renamed?|withdrawn|never"
        r"|absent|dangling|fake|invented|hypothetical)\b",
        re.IGNORECASE,
    )


@cache
def example() -> re.Pattern[str]:
    """Before a citation: it stands for any."""
    return re.compile(r"\be\.g\.|\b(?:for example|examples?|such as|like|for instance)\b", re.IGNORECASE)


@cache
def other_project() -> re.Pattern[str]:
    """Right before a citation, what may hold it instead: `store-api ADR-3`, `tool#135 / ADR-3`, `docs/log.md ADR-3`."""
    return re.compile(
        r"(?:^|[\s(`\"'])(?:[a-z][a-z0-9]{0,40}(?:-[a-z0-9]{1,40}){1,5}[`*]{0,3}\s|[\w-]{1,60}#\d{1,7}\s?/\s?"
        r"|[\w./-]{1,100}\.(?:md|adoc|rst)[`)\]*]{0,3}\s)$"
    )


@cache
def definition() -> re.Pattern[str]:
    """Before a citation: a heading or a title, which records a decision under its number."""
    return re.compile(r"\s{0,3}#{1,6}\s[^\w]{0,8}$|title:\s[\"']?$")


@cache
def announcement() -> re.Pattern[str]:
    """Before a citation: the start of an item, in bold, which announces a decision."""
    return re.compile(r"\s{0,8}(?:[-*+]|\d{1,3}[.)])\s(?:\[[ xX]\]\s)?(?:\*\*|__)\[?$")


@cache
def range_start() -> re.Pattern[str]:
    """Before a citation: it is the end of a range of numbers."""
    return re.compile(r"\d[`\])*]{0,3}\s?(?:to|through|until|–|—|-|\.\.+|…)\s?[`\[(*]{0,3}$")


@cache
def comment() -> re.Pattern[str]:
    """Before a citation in code: the line is a comment, or ends in one."""
    return re.compile(r"^[ \t]*(?://|#|--|;|/\*|\*|%|<!--|REM\b)|\s(?://|#|--|/\*|<!--)\s", re.IGNORECASE)
