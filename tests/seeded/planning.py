"""Defects of plans, tasks and checklists of a project at work."""

from __future__ import annotations

from tests.seeded.backend import PLAN as SERVICE_PLAN
from tests.seeded.backend import in_service
from tests.seeded.defect import LOGIN_PLAN, LOGIN_SPEC, Defect, at_work
from tests.seeded.library import CHECKLIST, PLAN, SPEC, TASKS
from tests.seeded.specification import NEXT

RISK = "| a reader {} | one loan | none |\n"
RISKS = "\n## Risk Analysis\n\n| Risk | Blast radius | Kill switch |\n|---|---|---|\n" + "".join(
    RISK.format(what) for what in ("forgets", "moves", "lies", "leaves")
)
SECTIONS = "".join(
    f"\n## {title}\n\nNothing yet.\n"
    for title in (
        "Scope and Dependencies",
        "Key Decisions and Rationale",
        "Interfaces and API Contracts",
        "Non-Functional Requirements",
        "Data Management and Migration",
        "Operational Readiness",
        "Evaluation and Validation",
        "Architecture Decisions",
    )
)
LAST = "- [ ] T006 [US2] Take a book back in src/loans.py (FR-004) (after T003)\n"
OUTSIDE = "- **Out of scope**: mail, sharing, attachments, deleting accounts over the API, a user interface\n"
COSTS = "one process with 256 MiB and a database of 1 GiB for 10,000 people a month"

PLANS = (
    at_work(
        "value that is not known",
        "the technical context still asks where loans are kept",
        lambda s: s.edit(PLAN, "one file, `src/loans.py` writes it", "NEEDS CLARIFICATION"),
        f"PLN003 {PLAN}:13",
    ),
    at_work(
        "architect's plan without a section",
        "eight of the nine sections are there",
        lambda s: s.add(PLAN, SECTIONS),
        f"PLN004 {PLAN}:1",
    ),
    Defect(
        "plan of a file that never was",
        "every task is ticked, and the plan names a file that nobody wrote",
        lambda s: s.edit(LOGIN_PLAN, "One module, for", "One module, `src/passwords.py`, for"),
        (f"PLN006 {LOGIN_PLAN}:7",),
        verify=0,
    ),
    at_work(
        "four risks",
        "the guideline asks for three",
        lambda s: s.add(PLAN, RISKS),
        f"PLN007 {PLAN}:23",
    ),
    at_work(
        "requirement that the plan leaves out",
        "the plan names all but one",
        lambda s: s.edit(PLAN, "(FR-001 to FR-004)", "(FR-001, FR-002, FR-004)"),
        f"PLN008 {PLAN}:1",
    ),
    in_service(
        "plan that leaves nothing out",
        "a line is gone from the section on scope",
        lambda s: s.edit(SERVICE_PLAN, OUTSIDE, ""),
        f"PLN010 {SERVICE_PLAN}:81",
    ),
    in_service(
        "quality without a figure",
        "what it may cost is said in words alone",
        lambda s: s.edit(SERVICE_PLAN, COSTS, "little for all people of a month"),
        f"PLN011 {SERVICE_PLAN}:137",
    ),
    in_service(
        "risk that nothing stops",
        "a cell of the table is empty",
        lambda s: s.edit(SERVICE_PLAN, "change `JWT_SECRET`: all sessions end", ""),
        f"PLN012 {SERVICE_PLAN}:159",
    ),
    at_work(
        "violation that nothing justifies",
        "the constitution check says so",
        lambda s: s.edit(PLAN, "There is no constitution yet.", "- Simplicity: FAIL"),
        f"PLN002 {PLAN}:17",
        check=1,
    ),
)
MINIMUM = "specs/001-loans/checklists/minimum.md"

TASK_LISTS = (
    at_work(
        "change that no task names",
        "a commit for the feature brings a file that none of its tasks names",
        lambda s: s.write({"src/fines.py": "CENTS = 10\n"})._replace(added=(SPEC, "src/loans.py", "src/fines.py")),
        "TSK015 src/fines.py:1",
    ),
    at_work(
        "box without a mark",
        "a blank is missing in a box",
        lambda s: s.edit(TASKS, "- [ ] T005", "- [] T005"),
        f"TSK001 {TASKS}:14",
    ),
    at_work(
        "box with a mark that nobody knows",
        "a question mark stands in a box",
        lambda s: s.edit(TASKS, "- [ ] T003", "- [?] T003"),
        f"TSK001 {TASKS}:12",
    ),
    at_work(
        "task of no words",
        "an id and nothing to do",
        lambda s: s.edit(TASKS, LAST, LAST + "- [ ] T007 [US2]\n"),
        f"TSK001 {TASKS}:19",
    ),
    at_work(
        "task of an id that is taken",
        "two tasks are T005",
        lambda s: s.edit(TASKS, "T006 [US2]", "T005 [US2]"),
        f"TSK002 {TASKS}:18",
        check=1,
    ),
    at_work(
        "task for a requirement that is not there",
        "a task names FR-044",
        lambda s: s.edit(TASKS, "(FR-004)", "(FR-044)"),
        f"TSK003 {TASKS}:18",
        check=1,
    ),
    at_work(
        "task that waits for itself",
        "T006 comes after T003, which comes after T006",
        lambda s: s.edit(TASKS, "(after T001)", "(after T006)"),
        f"TSK004 {TASKS}:12",
        check=1,
    ),
    at_work(
        "parallel tasks of one file",
        "two tasks that may run at the same time change one file",
        lambda s: s.edit(TASKS, "src/readers.py", "src/shelf.py"),
        f"TSK005 {TASKS}:13",
    ),
    at_work(
        "task without a story",
        "a task in the phase of a story has no label",
        lambda s: s.edit(TASKS, "T004 [P] [US1]", "T004 [P]"),
        f"TSK006 {TASKS}:13",
    ),
    at_work(
        "story without a task",
        "a third story was added and no task",
        lambda s: s.edit(
            SPEC,
            "### Edge Cases",
            f"### User Story 3 - Wait for a book (Priority: P3)\n\n1. {NEXT}\n\n### Edge Cases",
        ),
        f"TSK007 {SPEC}:30",
    ),
    at_work(
        "tick for a file that never was",
        "a ticked task names a file that nobody wrote",
        lambda s: s.edit(TASKS, "Keep loans in src/loans.py", "Keep loans in src/keeping.py"),
        f"TSK009 {TASKS}:7",
    ),
    at_work(
        "tasks without boxes",
        "bullets and ids, and nothing to tick",
        lambda s: s.write({TASKS: s.text(TASKS).replace("- [x] ", "- ").replace("- [ ] ", "- ")}),
        f"TSK012 {TASKS}:7",
        check=1,
    ),
    at_work(
        "tick before its time",
        "a task is ticked, and the one before it is open",
        lambda s: s.edit(TASKS, "- [ ] T006", "- [x] T006"),
        f"TSK013 {TASKS}:18",
    ),
    at_work(
        "task of another story",
        "a task in the phase of the first story is labelled with the second",
        lambda s: s.edit(TASKS, "T005 [P] [US1]", "T005 [P] [US2]"),
        f"TSK014 {TASKS}:14",
    ),
    at_work(
        "task for a requirement that was superseded",
        "another requirement says that it takes its place",
        lambda s: s.edit(SPEC, "one reader.", "one reader (supersedes FR-002)."),
        f"TRC024 {TASKS}:12",
    ),
)

CHECKLISTS = (
    at_work(
        "tick that a measurement speaks against",
        "a box says that constraints are stated, and the specification states none",
        lambda s: s.write({MINIMUM: "# Minimum\n\n- [x] CHK001 **MIN-3**: The specification states its constraints\n"}),
        f"CHK007 {MINIMUM}:3",
    ),
    at_work(
        "two items of one number",
        "a checklist gives an id twice",
        lambda s: s.edit(CHECKLIST, "CHK002", "CHK001"),
        f"CHK005 {CHECKLIST}:4",
    ),
    at_work(
        "gate that work went through",
        "an item is open, and tasks are done",
        lambda s: s.edit(CHECKLIST, "- [x] CHK002", "- [ ] CHK002"),
        f"CHK001 {CHECKLIST}:4",
    ),
    at_work(
        "checklist with a placeholder",
        "its title is the one of the template",
        lambda s: s.edit(CHECKLIST, "# Requirements Checklist", "# [CHECKLIST TYPE] Checklist"),
        f"DOC003 {CHECKLIST}:1",
    ),
    Defect(
        "sign-off by the author",
        "the specification says that the signer has written it",
        lambda s: s.edit(LOGIN_SPEC, "**Status**", "**Author**: Grace Hopper\n\n**Status**").sign(
            "specs/001-login", "FR-001"
        ),
        ("CHK004 specs/001-login/signoffs.yml:5",),
        check=1,
        says="is signed by its only author, Grace Hopper",
    ),
)
