"""Defects of waivers, configuration, constitution and ratchet: what the project itself has laid down."""

from __future__ import annotations

from tests.seeded.defect import (
    CONFIGURATION,
    CONSTITUTION,
    EXPORT_SPEC,
    LOGIN_PLAN,
    LOGIN_SPEC,
    LOGIN_TASKS,
    LOGIN_TESTS,
    WAIVERS,
    Defect,
)

MARK = '@pytest.mark.verifies("001-login/AC-003")\n'


def waiver(expires: str, reason: str = "waits for the new form") -> str:
    """A waiver of the criterion whose test is gone."""
    head = "- waives: 001-login/AC-003\n  owner: Ada Lovelace\n"
    return head + (f"  reason: {reason}\n" if reason else "") + f"  expires: {expires}\n"


POLICY = (
    Defect(
        "waiver without a reason",
        "a criterion without a test is waived, and nothing says why",
        lambda s: s.edit(LOGIN_TESTS, MARK, "").write({WAIVERS: waiver("2026-12-31", "")}).tested(),
        found=(
            "PRJ008 .specify/waivers.yml:1",
            "TSK011 specs/001-login/tasks.md:10",
        ),
        check=1,
        says="the waiver of 001-login/AC-003 has no reason",
    ),
    Defect(
        "expired waiver",
        "a criterion without a test was waived until yesterday",
        lambda s: s.edit(LOGIN_TESTS, MARK, "").write({WAIVERS: waiver("2026-05-31")}).tested(),
        found=(
            "PRJ007 .specify/waivers.yml:1",
            "TSK011 specs/001-login/tasks.md:10",
        ),
        check=1,
        says="the waiver of 001-login/AC-003 (Ada Lovelace) expired on 2026-05-31",
    ),
    Defect(
        "waiver of a bare id",
        "it does not say of which feature",
        lambda s: (
            s.edit(LOGIN_TESTS, MARK, "").write({WAIVERS: waiver("2026-12-31").replace("001-login/", "")}).tested()
        ),
        found=(
            "PRJ008 .specify/waivers.yml:1",
            "TSK011 specs/001-login/tasks.md:10",
        ),
        check=1,
        says="this item may stand in any feature",
    ),
    Defect(
        "broken configuration",
        "a profile that does not exist",
        lambda s: s.edit(CONFIGURATION, "strict", "strictest"),
        found=("PRJ005 .specify/specward.yml:2",),
        check=2,
        verify=2,
    ),
)

PRINCIPLES = (
    Defect(
        "forbidden pattern",
        "the code prints a token",
        lambda s: s.edit("src/login.py", "    return token\n", "    print(token)\n    return token\n"),
        found=("CON007 src/login.py:10",),
        check=1,
        says="what is printed ends up in a log",
    ),
    Defect(
        "enforcement that fails its own sample",
        "a pattern finds nothing in the text that it must find",
        lambda s: s.edit(CONSTITUTION, "'print[(]'", "'printf[(]'"),
        found=("CON004 .specify/memory/constitution.md:10",),
        check=1,
        says="P-01: `print(token)` should fail, and nothing refuses it",
    ),
    Defect(
        "malformed enforcement",
        "an entry has a key that means nothing",
        lambda s: s.edit(CONSTITUTION, "- plan: answer", "- plans: answer"),
        found=("CON003 .specify/memory/constitution.md:32",),
        check=1,
        says="P-03: unknown key `plans`",
    ),
    Defect(
        "pattern that can backtrack",
        "a pattern would take exponential time",
        lambda s: s.edit(CONSTITUTION, "'print[(]'", "'(a+)+\\1[(]'"),
        found=("CON003 .specify/memory/constitution.md:11",),
        check=1,
        says="P-01: this pattern is refused: a backreference cannot be matched in bounded time",
    ),
    Defect(
        "principle that nothing enforces",
        "an enforcement block is gone",
        lambda s: s.edit(CONSTITUTION, "```yaml enforce\n- plan: answer\n```\n\n", ""),
        found=("CON002 .specify/memory/constitution.md:27",),
        verify=0,
    ),
    Defect(
        "plan that leaves a principle out",
        "the Constitution Check has one row less",
        lambda s: s.edit(LOGIN_PLAN, "| III. Plans answer the constitution | by this table |\n", ""),
        found=("PLN001 specs/001-login/plan.md:13",),
        check=1,
        says="principle P-03 (Plans answer the constitution) is not answered",
    ),
    Defect(
        "admitted violation",
        "the Constitution Check says FAIL, and nothing justifies it",
        lambda s: s.edit(LOGIN_PLAN, "| nothing is printed |", "| FAIL: tokens are printed |"),
        found=("PLN002 specs/001-login/plan.md:17",),
        check=1,
        says="the plan breaks P-01 (Nobody sees a secret) and does not say why it must",
    ),
    Defect(
        "constitution without a new version",
        "a principle changed and the version did not",
        lambda s: s._replace(base=s.files).edit(CONSTITUTION, "MUST NOT be printed or logged", "MAY be printed"),
        found=(
            "CON006 .specify/memory/constitution.md:43",
            "TRC009 specs/001-login/spec.md:40",
        ),
        check=1,
        says="the version is still 1.0.0, and the text has changed: a principle was redefined",
    ),
    Defect(
        "constitution without any version",
        "its last line is gone",
        lambda s: s.write({CONSTITUTION: s.text(CONSTITUTION).rpartition("**Version**")[0]}),
        found=("CON005 .specify/memory/constitution.md:1",),
        verify=0,
    ),
    Defect(
        "principle that is not filled in",
        "a placeholder of the template is left",
        lambda s: s.edit(
            CONSTITUTION, "Passwords and tokens MUST NOT be printed or logged.", "[PRINCIPLE_1_DESCRIPTION]"
        ),
        found=(
            "CON001 .specify/memory/constitution.md:7",
            "DOC003 .specify/memory/constitution.md:7",
            "TRC009 specs/001-login/spec.md:40",
        ),
        check=1,
        says="P-01 is not filled in",
    ),
    Defect(
        "command that nobody ran",
        "a principle is held to by a command, and it was not run",
        lambda s: s.edit(CONSTITUTION, "- plan: answer", "- plan: answer\n- command: {run: 'ruff check src'}"),
        found=("CON008 .specify/memory/constitution.md:33",),
        verify=3,
        says="not run: `ruff check src`; not trusted: spec trust",
    ),
    Defect(
        "inherited constitution that is not there",
        "the configuration extends a file that is gone",
        lambda s: s.add(CONFIGURATION, "constitution:\n  extends: [shared/constitution.md]\n"),
        check=3,
        verify=3,
        says="there is no such file",
    ),
    Defect(
        "rule of a principle turned off",
        "the configuration ignores the rule that a plan's answers are judged by",
        lambda s: s.add(CONFIGURATION, "rules:\n  ignore: [PLN001]\n"),
        verify=3,
        says="the configuration turns PLN001 off, which would tell",
    ),
)

RATCHET = (
    Defect(
        "test lost",
        "a criterion had a test where the branch began",
        lambda s: s._replace(base=s.files).edit(LOGIN_TESTS, MARK, "").tested(),
        found=(
            "TRC011 specs/001-login/spec.md:21",
            "TSK011 specs/001-login/tasks.md:10",
        ),
        check=1,
        says="001-login/AC-003 has no test any more",
    ),
    Defect(
        "task lost",
        "a requirement had a task where the branch began",
        lambda s: s._replace(base=s.files).edit(LOGIN_TASKS, "(FR-003)", ""),
        found=(
            "TRC011 specs/001-login/spec.md:41",
            "TSK008 specs/001-login/spec.md:41",
        ),
        check=1,
        says="001-login/FR-003 has no task any more; in the base it had T004",
    ),
    Defect(
        "criterion lost",
        "a requirement had a criterion where the branch began",
        lambda s: s._replace(base=s.files).edit(LOGIN_SPEC, "**AC-003** (FR-003)", "**AC-003**"),
        found=(
            "CHK006 specs/001-login/checklists/acceptance.md:15",
            "TRC009 specs/001-login/spec.md:21",
            "SPC012 specs/001-login/spec.md:41",
            "TRC011 specs/001-login/spec.md:41",
            "TSK011 specs/001-login/tasks.md:10",
        ),
        check=1,
        says="001-login/FR-003 has no criterion any more",
    ),
    Defect(
        "whole test lost",
        "a test of all of a criterion now verifies a part",
        lambda s: s._replace(base=s.files).edit(LOGIN_TESTS, '"001-login/AC-003"', '"001-login/AC-003", partial=True'),
        found=("TRC011 specs/001-login/spec.md:21",),
        check=1,
        says="001-login/AC-003 has no test of all of it any more",
    ),
)

UNREADABLE = (
    Defect(
        "specification that is no text",
        "spec.md holds bytes that are no UTF-8",
        lambda s: s.write({EXPORT_SPEC: s.text(EXPORT_SPEC).encode("utf-16")}),
        found=(
            "CHK006 specs/002-export/checklists/acceptance.md:11",
            "CHK006 specs/002-export/checklists/acceptance.md:13",
            "PLN009 specs/002-export/plan.md:1",
            "DOC001 specs/002-export/spec.md:1",
            "DOC001 specs/002-export/spec.md:1",
            "TRC001 tests/test_export.py:5",
            "TRC001 tests/test_export.py:10",
        ),
        check=1,
        says="not UTF-8 from here on",
    ),
)
