"""What the templates of decision records hold before anybody fills them in.

Source: `adr-template.md` of SpecKit Plus; MADR 2, whose hints stand in brackets, MADR 3 and 4, where they stand in
single braces.
"""

from __future__ import annotations

_TOKENS = (
    "ID",
    "TITLE",
    "STATUS",
    "DATE",
    "DATE_ISO",
    "FEATURE_NAME",
    "CONTEXT",
    "DECISION",
    "CONSEQUENCES",
    "POSITIVE_CONSEQUENCES",
    "NEGATIVE_CONSEQUENCES",
    "ALTERNATIVES",
    "REFERENCES",
    "SPEC_LINK",
    "PLAN_LINK",
    "RELATED_ADRS",
    "EVAL_NOTES_LINK",
)
"""The words that SpecKit Plus writes as `{{WORD}}`."""

_HINTS = (
    "{short title, representative of solved problem and found solution}",
    "{short title of solved problem and solution}",
    "{YYYY-MM-DD when the decision was last updated}",
    "{list everyone involved in the decision}",
    "{list everyone whose opinions are sought",
    "{list everyone who is kept up-to-date",
    "{Describe the context and problem statement",
    "{decision driver 1",
    "{decision driver 2",
    "{title of option 1}",
    "{title of option 2}",
    "{title of option 3}",
    "{justification. e.g.,",
    "{positive consequence, e.g.,",
    "{negative consequence, e.g.,",
    "{describe how the implementation of",
    "{Describe how the implementation of",
    "{Describe how the implementation/compliance of",
    "{You might want to provide additional evidence",
    "[short title of solved problem and solution]",
    "[YYYY-MM-DD when the decision was last updated]",
    "[Describe the context and problem statement",
)
"""The beginnings of MADR's hints. Other text in braces proves nothing."""

PLACEHOLDERS = (*(f"{{{{{word}}}}}" for word in _TOKENS), *_HINTS)
"""All of them as they stand in a record."""
