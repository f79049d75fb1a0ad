"""Defects of prompt records, and of decision records with their data in front matter."""

from __future__ import annotations

from tests.seeded.defect import CONFIGURATION, at_work
from tests.seeded.library import DRAFT, LENDING, LOANS, PLAN, PROMPT, QUEUE, SET_UP, STORE

WITH = "library with decisions"
ASKS = 'phr:\n  require: commit\n  paths: ["src/**"]\n'

CONTRACT = """\

- **Success criteria**: a loan is due in 28 days
- **Constraints**: no librarian is needed
- **Acceptance checks**: `pytest tests/test_loans.py`
- **Follow-ups and risks**:
  - a reader may forget
"""
MORE = "  - a book may be lost\n  - a reader may move\n  - two readers may ask at once\n"

PROMPTS = (
    at_work(
        "contract without a part",
        "a record states three parts of five",
        lambda s: s.add(LOANS, CONTRACT.partition("- **Follow")[0]),
        f"PHR013 {LOANS}:19",
    ),
    at_work(
        "four follow-ups",
        "the contract asks for three",
        lambda s: s.edit(LOANS, "stage: spec\n", "stage: spec\nsurface: agent\n").add(LOANS, CONTRACT + MORE),
        f"PHR014 {LOANS}:23",
    ),
    at_work(
        "commit without a record",
        "every commit must have a record, and one adds code and none",
        lambda s: s.write({CONFIGURATION: ASKS, "src/fines.py": "CENTS = 10\n"})._replace(added=("src/fines.py",)),
        "PHR020 src/fines.py:1",
        check=1,
    ),
    at_work(
        "record without a date",
        "a key that every record needs is gone",
        lambda s: s.edit(SET_UP, 'date: "2026-03-01"\n', ""),
        f"PHR001 {SET_UP}:1",
        check=1,
    ),
    at_work(
        "record without front matter",
        "its keys are gone",
        lambda s: s.write({SET_UP: s.text(SET_UP).partition("---\n\n")[2]}),
        f"PHR001 {SET_UP}:1",
        check=1,
    ),
    at_work(
        "record without a response",
        "the token of the template stands in its place",
        lambda s: s.edit(SET_UP, "Added the folders.", "{{RESPONSE_TEXT}}"),
        f"PHR002 {SET_UP}:14",
        check=1,
    ),
    at_work(
        "record without a prompt",
        "the section is empty",
        lambda s: s.edit(SET_UP, "Set the project up.\n\n", ""),
        f"PHR003 {SET_UP}:8",
        check=1,
    ),
    at_work(
        "record of a command without its words",
        "the word for what the user says stands in its place",
        lambda s: s.edit(SET_UP, "Set the project up.", "$ARGUMENTS"),
        f"PHR003 {SET_UP}:10",
        check=1,
    ),
    at_work(
        "record of a stage that does not exist",
        "the stage is a word of somebody's own",
        lambda s: s.edit(LENDING, "stage: green", "stage: coding"),
        f"PHR004 {LENDING}:4",
    ),
    at_work(
        "record of two stages",
        "the file name says green, and the key says red",
        lambda s: s.edit(LENDING, "stage: green", "stage: red"),
        f"PHR005 {LENDING}:4",
    ),
    at_work(
        "record in the wrong folder",
        "a general record lies with a feature",
        lambda s: s.without(SET_UP).write({SET_UP.replace("general/", "constitution/"): s.text(SET_UP)}),
        "PHR006 history/prompts/constitution/0001-set-up.general.prompt.md:4",
    ),
    at_work(
        "two records of one number",
        "a third record counts on from the first",
        lambda s: s.write({LENDING.replace("lend-a", "read-a"): s.text(LENDING)}),
        "PHR007 history/prompts/001-loans/0002-read-a-book.green.prompt.md:1",
    ),
    at_work(
        "record of a day that does not exist",
        "the date is the 30th of February",
        lambda s: s.edit(SET_UP, "2026-03-01", "2026-02-30"),
        f"PHR008 {SET_UP}:5",
    ),
    at_work(
        "record of a day in words",
        "the date can be read by people only",
        lambda s: s.edit(SET_UP, '"2026-03-01"', "1 March 2026"),
        f"PHR008 {SET_UP}:5",
    ),
    at_work(
        "prompt that was shortened",
        "a line in brackets stands for the rest",
        lambda s: s.edit(SET_UP, "Set the project up.", "Set the project up:\n\n[... list of folders ...]"),
        f"PHR009 {SET_UP}:12",
    ),
    at_work(
        "prompt that was reworded",
        "its digest is of other words",
        lambda s: s.edit(LENDING, PROMPT, PROMPT.replace("28", "14")),
        f"PHR010 {LENDING}:10",
    ),
    at_work(
        "record of a file that is gone",
        "it is linked to a specification that is not there",
        lambda s: s.edit(LOANS, "spec: specs/001-loans/spec.md", "spec: specs/001-lending/spec.md"),
        f"PHR011 {LOANS}:8",
    ),
    at_work(
        "record of two numbers",
        "the key says another number than the file name",
        lambda s: s.edit(LENDING, 'id: "0002"', 'id: "0003"'),
        f"PHR012 {LENDING}:2",
    ),
    at_work(
        "record of an odd name",
        "the file name has no number",
        lambda s: s.without(SET_UP).write({SET_UP.replace("0001-set-up", "set-up"): s.text(SET_UP)}),
        "PHR012 history/prompts/general/set-up.general.prompt.md:1",
    ),
    at_work(
        "feature without a record",
        "a second feature was built, and no prompt of it is kept",
        lambda s: s.edit(DRAFT, "**Status**: Draft", "**Status**: Implemented"),
        f"PHR021 {DRAFT}:5",
    ),
)

FRONT_MATTER = (
    at_work(
        "choice of statuses in front matter",
        "the status is the list of words of the template",
        lambda s: s.edit(QUEUE, "status: accepted", 'status: "{proposed | rejected | accepted | deprecated}"'),
        f"ADR001 {QUEUE}:2",
        check=1,
        sample=WITH,
    ),
    at_work(
        "front matter without a status",
        "the key is gone",
        lambda s: s.edit(QUEUE, "status: accepted\n", ""),
        f"ADR002 {QUEUE}:5",
        sample=WITH,
    ),
    at_work(
        "decision of a day that does not exist",
        "the date in front matter is the 31st of April",
        lambda s: s.edit(QUEUE, "2026-03-05", "2026-04-31"),
        f"ADR018 {QUEUE}:3",
        sample=WITH,
    ),
    at_work(
        "decision of another year",
        "the date in front matter lies in the future",
        lambda s: s.edit(QUEUE, "2026-03-05", "2027-03-05"),
        f"ADR011 {QUEUE}:3",
        sample=WITH,
    ),
    at_work(
        "only one option in a record of MADR",
        "the option that was not chosen is gone",
        lambda s: s.edit(STORE, "* A database\n", ""),
        f"ADR008 {STORE}:14",
        sample=WITH,
    ),
    at_work(
        "option in other words in a record of MADR",
        "what was chosen is not among the options",
        lambda s: s.edit(STORE, '"One file", because', '"Redis", because'),
        f"ADR009 {STORE}:19",
        sample=WITH,
    ),
    at_work(
        "only good consequences in a record of MADR",
        "what the decision costs is gone",
        lambda s: s.edit(STORE, "* Bad, because two processes cannot write.\n", ""),
        f"ADR010 {STORE}:21",
        sample=WITH,
    ),
    at_work(
        "plan that cites a decision that is not there",
        "the plan names a number that no record has",
        lambda s: s.edit(PLAN, "one file,", "one file as ADR-0009 says,"),
        f"ADR014 {PLAN}:13",
        sample=WITH,
    ),
    at_work(
        "link to a decision that was renamed",
        "a record leads to a file that is not there",
        lambda s: s.edit(STORE, "0001-queue-of-readers.md", "0001-queue.md"),
        f"DOC007 {STORE}:10",
        sample=WITH,
    ),
)
