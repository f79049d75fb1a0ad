"""What the template of a prompt history record holds before anybody fills it in.

Source: `phr-template.prompt.md` of SpecKit Plus, v1 and v2.
"""

from __future__ import annotations

KEYS = (
    "id",
    "title",
    "stage",
    "date",
    "surface",
    "model",
    "feature",
    "branch",
    "user",
    "command",
    "labels",
    "links",
    "files",
    "tests",
)
"""The keys of the front matter, in the template's order."""

REQUIRED_KEYS = ("id", "title", "stage", "date")
"""Without these a record cannot be found, filed or sorted."""

OPTIONAL_TOKENS = frozenset(
    {
        "SURFACE",
        "MODEL",
        "FEATURE",
        "BRANCH",
        "USER",
        "COMMAND",
        "LABELS",
        "LINKS_SPEC",
        "LINKS_TICKET",
        "LINKS_ADR",
        "LINKS_PR",
        "FILES_YAML",
        "TESTS_YAML",
    }
)
"""The words among `TOKENS` of keys that a record can do without."""

TOKENS = OPTIONAL_TOKENS | {
    "ID",
    "TITLE",
    "STAGE",
    "DATE_ISO",
    "PROMPT_TEXT",
    "RESPONSE_TEXT",
    "OUTCOME_IMPACT",
    "TESTS_SUMMARY",
    "FILES_SUMMARY",
    "NEXT_PROMPTS",
    "REFLECTION_NOTE",
    "FAILURE_MODES",
    "GRADER_RESULTS",
    "PROMPT_VARIANT_ID",
    "NEXT_EXPERIMENT",
}
"""The words that the template writes as `{{WORD}}`. Any other word in double braces is somebody's text."""

UNTOUCHED = 10
"""So many distinct tokens or more and no prompt, and nobody has touched the template."""

DATE_LITERAL = "YYYY-MM-DD"
"""What stands for the date in some hand-made templates."""

ARGUMENTS = "$ARGUMENTS"
"""What a slash command's file holds in place of the user's words."""
