"""What the templates of decision records hold before anybody fills them in.

Source: `adr-template.md` of SpecKit Plus; MADR 3 and 4, whose hints stand in single braces.
"""

from __future__ import annotations

TOKENS = frozenset(
    {
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
    }
)
"""The words that SpecKit Plus writes as `{{WORD}}`."""

HINTS = (
    "{short title, representative of solved problem and found solution}",
    "{short title of solved problem and solution}",
    "{YYYY-MM-DD when the decision was last updated}",
    "{Describe the context and problem statement",
    "{title of option 1}",
    "{decision driver 1",
    "{list everyone involved in the decision}",
    "[short title of solved problem and solution]",
    "[YYYY-MM-DD when the decision was last updated]",
    "[Describe the context and problem statement",
)
"""The beginnings of MADR's hints. Other text in braces proves nothing."""

UNTOUCHED = 5
"""So many distinct tokens or hints or more, and nobody has touched the template."""
