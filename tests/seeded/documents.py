"""Defects of any document: sections, links, paths, secrets, front matter, templates, comments that silence."""

from __future__ import annotations

from tests.seeded.defect import at_work
from tests.seeded.languages import SPEC as TRANSLATED
from tests.seeded.library import CHECKLIST, DRAFT, LOANS, PLAN, SPEC, TASKS

# Assembled, so that no scanner of secrets takes this file for a leak.
TOKEN = "ghp_" + "9fK2mQ7xTz4LbW8rYv3NcJ6sHd1PgE5aUoXi"
URL = "postgresql://library:" + "hT7q-Zw2Lp9" + "@db.internal.net/loans"
TEMPLATE = """\
# Feature Specification: [FEATURE NAME]

**Feature Branch**: `[###-feature-name]`

**Created**: [DATE]

## User Scenarios & Testing

### User Story 1 - [Brief Title] (Priority: P1)

[Describe this user journey in plain language]

1. **Given** [initial state], **When** [action], **Then** [expected outcome]
"""

DOCUMENTS = (
    at_work(
        "specification that is still the template",
        "a third specification was copied and never written",
        lambda s: s.write({"specs/003-search/spec.md": TEMPLATE}),
        "DOC002 specs/003-search/spec.md:1",
        check=1,
    ),
    at_work(
        "line of the template",
        "the date is still the placeholder of the template",
        lambda s: s.edit(SPEC, "2026-03-02", "[DATE]"),
        f"DOC003 {SPEC}:5",
    ),
    at_work(
        "specification without success criteria",
        "the section is gone",
        lambda s: s.edit(DRAFT, s.text(DRAFT).partition("## Success")[2], "").edit(DRAFT, "## Success", ""),
        f"DOC004 {DRAFT}:1",
    ),
    at_work(
        "plan without a summary",
        "the section is gone",
        lambda s: s.write(
            {PLAN: s.text(PLAN).partition("## Summary")[0] + "## Technical" + s.text(PLAN).partition("## Technical")[2]}
        ),
        f"DOC004 {PLAN}:1",
    ),
    at_work(
        "slip in a title",
        "a letter of Success is missing",
        lambda s: s.edit(SPEC, "## Success Criteria", "## Sucess Criteria"),
        f"DOC005 {SPEC}:43",
    ),
    at_work(
        "slip in a title in Portuguese",
        "two letters of Requisitos have changed places",
        lambda s: s.edit(TRANSLATED, "## Requisitos\n", "## Reqiusitos\n"),
        f"DOC005 {SPEC}:18",
        sample="library in Portuguese",
    ),
    at_work(
        "section that says nothing",
        "the only edge case is gone, and its heading is not",
        lambda s: s.edit(SPEC, "- **EC-001**: A reader who has five books already is refused (FR-003).\n", ""),
        f"DOC006 {SPEC}:30",
    ),
    at_work(
        "section that says nothing in German",
        "a heading was added and nothing below it",
        lambda s: s.edit(TRANSLATED, "## Anforderungen\n", "### Randfälle\n\n## Anforderungen\n"),
        f"DOC006 {SPEC}:16",
        sample="library in German",
    ),
    at_work(
        "link to a file that is not there",
        "two letters of a file name have changed places",
        lambda s: s.edit(PLAN, "[spec.md](spec.md)", "[spec.md](sepc.md)"),
        f"DOC007 {PLAN}:3",
    ),
    at_work(
        "link that counts from the root",
        "a link from the plan names the path of the project",
        lambda s: s.edit(PLAN, "[spec.md](spec.md)", "[spec.md](specs/001-loans/spec.md)"),
        f"DOC007 {PLAN}:3",
    ),
    at_work(
        "link to a heading of another name",
        "the specification has no such heading",
        lambda s: s.edit(PLAN, "#requirements", "#demands"),
        f"DOC007 {PLAN}:7",
    ),
    at_work(
        "path of somebody's machine",
        "the input names a file in somebody's home",
        lambda s: s.edit(TASKS, "specs/001-loans/\n", "/home/grace/library/specs/001-loans/\n"),
        f"DOC008 {TASKS}:3",
    ),
    at_work(
        "path of somebody's Windows machine",
        "the same with a drive",
        lambda s: s.edit(TASKS, "specs/001-loans/\n", "C:\\Users\\grace\\library\\specs\n"),
        f"DOC008 {TASKS}:3",
    ),
    at_work(
        "front matter that is no YAML",
        "a colon stands in a value without quotes",
        lambda s: s.write({TASKS: "---\ndescription: Tasks: loans\n---\n\n" + s.text(TASKS)}),
        f"DOC009 {TASKS}:2",
        check=1,
    ),
    at_work(
        "front matter that does not end",
        "its closing line is gone",
        lambda s: s.edit(LOANS, "---\n\n## Prompt", "\n## Prompt"),
        f"DOC009 {LOANS}:1",
        check=1,
    ),
    at_work(
        "password in an address",
        "the plan says where the database is, password included",
        lambda s: s.edit(PLAN, "one file, `src/loans.py` writes it", URL),
        f"DOC010 {PLAN}:13",
        check=1,
    ),
    at_work(
        "token in a prompt",
        "a record of a prompt holds a token",
        lambda s: s.edit(LOANS, "without a librarian", f"with {TOKEN}"),
        f"DOC010 {LOANS}:13",
        check=1,
    ),
    at_work(
        "section that stands there twice",
        "a second section of the same name",
        lambda s: s.edit(SPEC, "## Success Criteria", "## Requirements\n\nNo more.\n\n## Success Criteria"),
        f"DOC011 {SPEC}:43",
    ),
    at_work(
        "feature without a number",
        "a folder is called by its slug",
        lambda s: s.write({"specs/search/spec.md": s.text(DRAFT).replace("002-fines", "search")}),
        "PRJ002 specs/search/spec.md:1",
    ),
    at_work(
        "tasks without a plan",
        "plan.md is gone",
        lambda s: s.without(PLAN),
        f"PRJ004 {TASKS}:1",
    ),
    at_work(
        "comment that silences nothing",
        "a rule is silenced that finds nothing here",
        lambda s: s.add(CHECKLIST, "\n<!-- spec: ignore DOC007 -- the page comes later -->\n"),
        f"PRJ006 {CHECKLIST}:6",
    ),
    at_work(
        "comment that gives no reason",
        "a broken link is silenced, and nothing says why",
        lambda s: s.add(CHECKLIST, "\nSee [the page](page.md). <!-- spec: ignore DOC007 -->\n"),
        f"DOC007 {CHECKLIST}:6",
        f"PRJ006 {CHECKLIST}:6",
    ),
    at_work(
        "line of code that is not there",
        "a reference goes beyond the end of the file",
        lambda s: s.edit(PLAN, "`src/loans.py` writes it", "`src/loans.py:40` writes it"),
        f"DOC012 {PLAN}:13",
    ),
)
