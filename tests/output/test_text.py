from __future__ import annotations

from specward.artifacts.kind import Kind
from specward.check.report import Report, Undetermined
from specward.finding import Finding, Location, Position, Severity
from specward.output.text import printable, render

STORY = Finding(
    code="SPC007",
    rule="story-without-criterion",
    severity=Severity.ERROR,
    message="no acceptance scenario follows",
    location=Location(
        "specs/001-login/spec.md", Position(42, 1), Position(42, 12), excerpt="### Story 2 - Reset a password"
    ),
    help='add "1. **Given** …"',
)


def report(*findings: Finding, suppressed: int = 0, undetermined: tuple[Undetermined, ...] = ()) -> Report:
    return Report(findings, undetermined, {Kind.SPEC: 3}, suppressed, rules=30)


def test_a_finding_shows_its_line_and_carets_below_the_place() -> None:
    assert render(report(STORY)) == (
        "specs/001-login/spec.md:42:1  error  story-without-criterion [SPC007]\n"
        "   42 | ### Story 2 - Reset a password\n"
        "      | ^^^^^^^^^^^ no acceptance scenario follows\n"
        '  help: add "1. **Given** …"; `spec explain SPC007`\n'
        "\n"
        "1 error in 1 of 3 documents\n"
    )


def test_a_finding_about_a_whole_file_shows_no_line() -> None:
    whole = STORY._replace(location=Location("specs/002-b/tasks.md"), message="there is no plan.md", help="")
    assert render(report(whole)).splitlines()[:3] == [
        "specs/002-b/tasks.md  error  story-without-criterion [SPC007]",
        "      = there is no plan.md",
        "  help: `spec explain SPC007`",
    ]


def test_related_places_are_named_with_their_label() -> None:
    related = Location("specs/001-a/spec.md", Position(7, 3), label="first defined here")
    text = render(report(STORY._replace(related=(related,))))
    assert "      = see specs/001-a/spec.md:7:3: first defined here\n" in text


def test_a_clean_report_is_one_line() -> None:
    assert render(report(), elapsed=0.0412) == "no findings in 3 documents · 41 ms\n"


def test_documents_that_are_gone_are_no_share_of_those_that_were_checked() -> None:
    gone = STORY._replace(location=Location("history/adr/0001-a.md"), help="")
    other = STORY._replace(location=Location("history/adr/0002-b.md"), help="")
    code = STORY._replace(location=Location("src/a.py", Position(1, 1)), help="")
    for findings, checked, said in (
        ((gone,), 0, "1 error in 1 document"),
        ((gone, other), 1, "2 errors in 2 documents"),
        ((gone, other), 2, "2 errors in 2 of 2 documents"),
        ((gone, code), 0, "2 errors in 1 document and 1 other place"),
    ):
        found = report(*findings)._replace(checked={Kind.ADR: checked})
        assert render(found).splitlines()[-1] == said


def test_the_last_line_counts_suppressed_and_undetermined() -> None:
    unread = Undetermined("specs/001-a/spec.md", "permission denied")
    crashed = Undetermined("specs/001-a/plan.md", "KeyError: 'x'", "unanswered-principle")
    lines = render(report(suppressed=2, undetermined=(unread, crashed))).splitlines()
    assert "specs/001-a/spec.md: undetermined: permission denied" in lines
    assert "specs/001-a/plan.md: undetermined  rule unanswered-principle crashed: KeyError: 'x'" in lines
    assert lines[-1] == "no findings in 3 documents · 2 suppressed · 2 undetermined"


def test_a_long_line_is_cut_around_the_place() -> None:
    place = Location("a.md", Position(1, 301), Position(1, 305), excerpt="x" * 300 + "HERE" + "y" * 90)
    shown, carets = render(report(STORY._replace(location=place))).splitlines()[1:3]
    assert len(shown) < 140
    assert carets.index("^^^^") == shown.index("HERE")


def test_carets_stand_below_wide_characters() -> None:
    place = Location("a.md", Position(1, 4), Position(1, 6), excerpt="中文：要求x")
    carets = render(report(STORY._replace(location=place))).splitlines()[2]
    assert carets.startswith("      |       ^^^^ ")


def test_colour_marks_the_severity_and_is_off_by_default() -> None:
    assert "\x1b[31merror\x1b[0m" in render(report(STORY), colour=True)
    assert "\x1b" not in render(report(STORY))


def test_terminal_escapes_from_a_document_never_reach_the_terminal() -> None:
    hostile = "\x1b[2J\x07\u202e\x9b title"
    place = Location(f"specs/{hostile}/spec.md", Position(1, 1), Position(1, 2), excerpt=hostile)
    text = render(report(STORY._replace(location=place, message=hostile, help=hostile)))
    assert not any(character in text for character in "\x1b\x07\u202e\x9b")


def test_a_tab_is_shown_as_one_blank_so_that_carets_fit() -> None:
    assert printable("a\tb") == "a b"
