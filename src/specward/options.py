"""What can be configured: the one table of options.

Defaults, checking, documentation and JSON Schema all come from `OPTIONS`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from specward.option_kinds import (
    CODES,
    COUNT,
    FILE,
    FLAG,
    FOLDER,
    GLOBS,
    KEYWORDS,
    ORIGINS,
    PER_PATH,
    PLACE,
    PROGRAM,
    ROUTES,
    SELECTORS,
    SEVERITIES,
    TEXTS,
    WORDS,
    Kind,
    choice,
    choices,
    globs_by,
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
        """The option's own key; empty where it is its group's only one, and stands at the top."""
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
    Option("packs", "packs", choices("fastapi"), (), "Rules for a kind of software, besides those for documents."),
    Option(
        "fastapi.profile",
        "fastapi_profile",
        choice("core", "seed", "strict"),
        "core",
        "How much is asked: what nearly every team agrees to, every statement that the pack was made from, or all.",
    ),
    Option("fastapi.paths", "fastapi_paths", GLOBS, ("**/*.py",), "The source of the back end; tests are left out."),
    Option(
        "fastapi.app",
        "fastapi_app",
        PROGRAM,
        "",
        "The application, `app.main:app`, or the function that makes it, `app.main:create_app()`; found where empty.",
    ),
    Option(
        "fastapi.python",
        "fastapi_python",
        PROGRAM,
        "",
        "The interpreter that the application runs in, relative to the project's root or absolute; that of `.venv` or "
        "`venv` where empty.",
    ),
    Option(
        "fastapi.openapi",
        "fastapi_openapi",
        PLACE,
        "",
        "An OpenAPI document of the repository, judged where the application was not asked about itself as it is now.",
    ),
    Option(
        "fastapi.env-file",
        "fastapi_env_file",
        PLACE,
        ".env.example",
        "Variables that the application is given where it is asked about itself.",
    ),
    Option("fastapi.timeout", "fastapi_timeout", COUNT, 30, "How many seconds the application may take for that."),
    Option(
        "fastapi.baseline",
        "fastapi_baseline",
        PLACE,
        "",
        "The OpenAPI document that was promised to others; where empty, `contracts/openapi.json` of the feature that "
        "was numbered last and has one.",
    ),
    Option(
        "fastapi.public",
        "fastapi_public",
        ROUTES,
        (
            *("/", "/health*", "/ready*", "/live*", "/ping", "/version", "/metrics", "/docs*", "/redoc*"),
            *("/openapi.json", "*/health*", "*/login*", "*/register", "*/signup", "*/sign-up", "*/token*"),
            *("*/sessions", "*/refresh*", "*/password-reset*", "*/password-recovery*", "*/reset-password*"),
        ),
        "The paths that anybody may call.",
    ),
    Option(
        "fastapi.statuses",
        "fastapi_statuses",
        CODES,
        (200, 201, 204, 400, 401, 403, 404, 409, 422, 500),
        "The status codes that an operation may document.",
    ),
    Option(
        "fastapi.layers",
        "fastapi_layers",
        globs_by("routes", "schemas", "services", "repositories", "models", "core"),
        {},
        "Where each layer of the back end lies; rules on layers hold once this is set.",
    ),
    Option("fastapi.frozen", "fastapi_frozen", GLOBS, (), "What is to be extended and not changed."),
    Option(
        "fastapi.roles",
        "fastapi_roles",
        WORDS,
        ("role", "permission", "admin", "superuser", "scope", "owner", "authoriz", "authoris"),
        "Parts of the names of dependencies that check what a caller may do.",
    ),
    Option(
        "fastapi.in-hook",
        "fastapi_in_hook",
        FLAG,
        False,
        "Whether the OpenAPI document is judged at a commit too.",
    ),
)
"""Every option, in the order of the documentation."""
