"""What can be configured: the one table of options.

Defaults, checking, documentation and JSON Schema all come from `OPTIONS`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from specward.option_kinds import (
    COUNT,
    FILE,
    FLAG,
    FOLDER,
    GLOBS,
    KEYWORDS,
    ORIGINS,
    PER_PATH,
    SELECTORS,
    SEVERITIES,
    TEXTS,
    WORDS,
    Kind,
    choice,
    titles_of,
)

SPEC_SECTIONS = (
    *("User Scenarios & Testing", "Edge Cases", "Requirements", "Functional Requirements"),
    *("Non-Functional Requirements", "Key Entities", "Success Criteria", "Measurable Outcomes", "Assumptions"),
    *("Clarifications", "Constraints", "Dependencies", "Out of Scope"),
)
PLAN_SECTIONS = ("Summary", "Technical Context", "Constitution Check", "Project Structure", "Complexity Tracking")
TASKS_SECTIONS = ("Dependencies & Execution Order", "Parallel Opportunities", "Implementation Strategy")
"""The standard sections of each kind of document, under the names that spec-kit's templates have for them."""


class Option(NamedTuple):
    """One thing that can be configured."""

    path: str
    """Group and name, as written in the file."""
    attribute: str
    """The field of `Config`."""
    kind: Kind
    default: Any
    doc: str

    @property
    def group(self) -> str:
        """The key that the option stands under."""
        return self.path.partition(".")[0]

    @property
    def name(self) -> str:
        """The option's own key."""
        return self.path.partition(".")[2]


OPTIONS = (
    Option("project.specs", "specs", FOLDER, "specs", "Where feature folders are kept."),
    Option("project.history", "history", FOLDER, "history", "Where prompt records and decisions are kept."),
    Option(
        "rules.select",
        "select",
        SELECTORS,
        ("ALL",),
        "The rules that are on: codes (`SPC001`), names (`unresolved-clarification`), "
        "prefixes of codes (`SPC`) or `ALL`.",
    ),
    Option("rules.ignore", "ignore", SELECTORS, (), "Rules that are off although selected."),
    Option(
        "rules.severity",
        "severity",
        SEVERITIES,
        {},
        "The severity of single rules or groups: `error`, `warning`, `info` or `off`.",
    ),
    Option(
        "rules.per-path",
        "per_path",
        PER_PATH,
        (),
        "`ignore` and `severity` for the documents that a glob matches, such as `specs/0*/**`. Of several that name a "
        "rule, the last counts.",
    ),
    Option(
        "phr.require",
        "phr_require",
        choice("off", "feature", "commit"),
        "off",
        "Whether changes to code need a prompt record: never, one for each feature, or one for each commit.",
    ),
    Option("phr.paths", "phr_paths", GLOBS, ("src/**",), "What counts as code."),
    Option("phr.exempt", "phr_exempt", GLOBS, (), "What below `phr.paths` needs no record."),
    Option(
        "phr.allow-none",
        "phr_allow_none",
        FLAG,
        True,
        "Whether a commit may say `PHR: none -- reason` in place of a record.",
    ),
    Option(
        "phr.trailer",
        "phr_trailer",
        FLAG,
        True,
        "Whether `prepare-commit-msg` adds a `PHR:` trailer for each record of the commit.",
    ),
    Option(
        "phr.capture",
        "phr_capture",
        choice("off", "open", "strict"),
        "open",
        "What the hooks of coding agents do: record each prompt (`open`), and block one that cannot be recorded "
        "(`strict`), or nothing (`off`).",
    ),
    Option(
        "adr.format",
        "adr_format",
        choice("speckit-plus", "nygard", "madr"),
        "speckit-plus",
        "The form of new decision records.",
    ),
    Option("adr.folder", "adr_folder", FOLDER, "history/adr", "Where decision records are kept."),
    Option(
        "adr.index",
        "adr_index",
        FILE,
        "",
        "The file that holds the index of decisions; where none is named, a `README.md` or `index.md` beside them that "
        "has the marks for it.",
    ),
    Option(
        "adr.stale-after",
        "adr_stale_after",
        COUNT,
        90,
        "After how many days a decision that is still proposed is stale.",
    ),
    Option(
        "adr.cite-exempt",
        "adr_cite_exempt",
        GLOBS,
        (),
        "Files whose citations mean other records than the project's: tests of a tool for records, samples, imports.",
    ),
    Option(
        "language.modals",
        "language_modals",
        WORDS,
        (),
        "Words that make a sentence a requirement, besides those of the languages known.",
    ),
    Option(
        "language.given", "language_given", KEYWORDS, (), "Keywords of scenarios that mean Given, besides those known."
    ),
    Option("language.when", "language_when", KEYWORDS, (), "The same for When."),
    Option("language.then", "language_then", KEYWORDS, (), "The same for Then."),
    Option("language.and", "language_and", KEYWORDS, (), "The same for And."),
    Option(
        "language.sections",
        "language_sections",
        titles_of(*SPEC_SECTIONS, *PLAN_SECTIONS, *TASKS_SECTIONS),
        {},
        "Titles that the project gives to standard sections: `Anforderungskatalog: Requirements`.",
    ),
    Option(
        "language.vague",
        "language_vague",
        WORDS,
        (),
        "Words that leave a requirement vague, besides those known; `vague-requirement` reports them.",
    ),
    Option(
        "constitution.extends",
        "constitution_extends",
        ORIGINS,
        (),
        "Constitutions whose principles hold here too: `path/in/project.md`, or `COMMIT:path` with the whole id of a "
        "commit of this repository.",
    ),
    Option(
        "trace.profile",
        "trace_profile",
        choice("story", "strict", "safety"),
        "story",
        "What must be linked to what: tasks to stories; or every requirement to criteria, tasks and tests; or that and "
        "a person's approval at each stage.",
    ),
    Option(
        "trace.tests",
        "trace_tests",
        GLOBS,
        (
            *("tests/**", "test/**", "**/test_*.py", "**/*_test.*", "**/*.test.*", "**/*.spec.*", "**/__tests__/**"),
            "**/src/test/**",
        ),
        "Where tests are looked for.",
    ),
    Option("trace.exempt", "trace_exempt", GLOBS, (), "Files whose change leaves test evidence as good as it was."),
    Option(
        "acceptance.checks",
        "acceptance_checks",
        TEXTS,
        (),
        "What a person must confirm for every feature, besides its criteria: one sentence each.",
    ),
)
"""Every option, in the order of the documentation."""
