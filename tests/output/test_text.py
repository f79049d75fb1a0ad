from __future__ import annotations

import pytest

from specward.artifacts.kind import Kind
from specward.check.report import Report, Undetermined
from specward.finding import Finding, Fix, Location, Position, Severity
from specward.output.terminal import cells, printable
from specward.output.text import render
from specward.output.view import View

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


def test_a_place_that_belongs_to_a_finding_is_drawn_with_its_label() -> None:
    words = "- **FR-001**: It MUST work"
    same_file = Location("specs/001-login/spec.md", Position(7, 5), Position(7, 11), "first declared here", words)
    other_file = same_file._replace(path="specs/002-b/plan.md", label="")
    assert render(report(STORY._replace(related=(same_file, other_file)))).splitlines()[:9] == [
        "specs/001-login/spec.md:42:1  error  story-without-criterion [SPC007]",
        "   42 | ### Story 2 - Reset a password",
        "      | ^^^^^^^^^^^ no acceptance scenario follows",
        "  ...",
        "    7 | - **FR-001**: It MUST work",
        "      |     ------ first declared here",
        "    ::: specs/002-b/plan.md:7:5",
        "    7 | - **FR-001**: It MUST work",
        "      |     ------",
    ]


def test_two_places_on_one_line_share_it() -> None:
    here = STORY.location._replace(start=Position(42, 15), end=Position(42, 20), label="this word")
    assert render(report(STORY._replace(related=(here,)))).splitlines()[1:4] == [
        "   42 | ### Story 2 - Reset a password",
        "      | ^^^^^^^^^^^ no acceptance scenario follows",
        "      |               ----- this word",
    ]


def test_whole_files_that_belong_to_a_finding_are_named() -> None:
    related = Location("specs/001-a/spec.md", label="this one too"), Location("src/a.py", Position(7, 3))
    text = render(report(STORY._replace(related=related)))
    assert "      = see specs/001-a/spec.md: this one too\n      = see src/a.py:7:3\n" in text


def test_of_many_places_the_first_are_shown_and_the_others_counted() -> None:
    places = tuple(Location(f"{n}.md", Position(n, 1), Position(n, 2), excerpt="words") for n in range(1, 9))
    text = render(report(STORY._replace(related=places)))
    assert text.count(":::") == 3
    assert "      = and 5 more places in 5 files\n" in text
    one_file = tuple(place._replace(path="a.md") for place in places)
    assert "      = and 5 more places in a.md\n" in render(report(STORY._replace(related=one_file)))
    assert render(report(STORY._replace(related=places[:4]))).count(":::") == 4


def test_a_fix_is_offered_and_what_it_may_change_is_said() -> None:
    safe, unsafe = Fix("put a blank in the box", safe=True), Fix("renumber it FR-002")
    text = render(report(STORY._replace(fix=safe), STORY._replace(fix=unsafe)))
    assert "  fix:  put a blank in the box\n  help: add" in text
    assert "  fix:  renumber it FR-002 (unsafe)\n" in text
    assert text.endswith("\n1 can be mended with `spec check --fix`, 1 more with `--unsafe-fixes`\n")


def test_the_last_line_says_how_to_mend_what_can_be() -> None:
    safe, unsafe = STORY._replace(fix=Fix("x", safe=True)), STORY._replace(fix=Fix("x"))
    assert render(report(safe, safe)).endswith("\n2 can be mended with `spec check --fix`\n")
    assert render(report(unsafe)).endswith("\n1 can be mended with `spec check --unsafe-fixes`\n")


def test_a_clean_report_is_one_line() -> None:
    assert render(report(), View(elapsed=0.0412)) == "no findings in 3 documents · 41 ms\n"


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


def test_code_without_a_source_line_is_named_with_its_place() -> None:
    code = STORY._replace(location=Location("src/a.py", Position(7, 3)))
    assert render(report(code)).startswith("src/a.py:7:3  error  ")


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_marks_stay_below_their_words(width: int) -> None:
    words = "x" * 150 + "漢字HERE字" + "y" * 150
    place = Location("a.md", Position(1, 153), Position(1, 157), "a label of some length", words)
    said = "a message that is much longer than a narrow terminal is wide, though not than a wide one"
    finding = STORY._replace(location=place, message=said, related=(place._replace(path="b.md"),))
    lines = render(report(finding), View(width=width)).splitlines()
    drawn = [index for index, line in enumerate(lines) if "HERE" in line]
    for index in drawn:
        before = lines[index].partition("HERE")[0]
        assert lines[index + 1].startswith("      | " + " " * (cells(before) - 8) + ("^^^^" if index == 1 else "----"))
    assert len(drawn) == 2
    assert max(map(cells, lines[1:])) <= width
    assert " ".join(" ".join(lines).replace("|", "").split()).count(said) == 1


def test_a_message_that_does_not_fit_beside_the_marks_stands_below_them() -> None:
    place = Location("a.md", Position(1, 1), Position(1, 61), excerpt="x" * 60)
    finding = STORY._replace(location=place, message="one two three four five six")
    assert render(report(finding), View(width=80)).splitlines()[1:4] == [
        f"    1 | {'x' * 60}",
        f"      | {'^' * 60}",
        "      | one two three four five six",
    ]


def test_a_command_is_never_broken_over_lines() -> None:
    text = render(
        report(STORY._replace(help="read it again, then: `spec trace review 001-login/FR-001`")), View(width=40)
    )
    assert text.splitlines()[4:7] == [
        "  help: read it again, then:",
        "        `spec trace review 001-login/FR-001`;",
        "        `spec explain SPC007`",
    ]


def test_a_place_past_what_is_known_of_a_line_is_shown_without_marks_that_lie() -> None:
    place = Location("a.md", Position(1, 900), Position(1, 905), excerpt="x" * 400)
    shown, carets = render(report(STORY._replace(location=place)), View(width=80)).splitlines()[1:3]
    assert cells(shown) <= 80
    assert carets.count("^") == 1


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
    assert "\x1b[31merror\x1b[0m" in render(report(STORY), View(colour=True))
    assert "\x1b" not in render(report(STORY))


def test_terminal_escapes_from_a_document_never_reach_the_terminal() -> None:
    hostile = "\x1b[2J\x07\u202e\x9b title"
    place = Location(f"specs/{hostile}/spec.md", Position(1, 1), Position(1, 2), excerpt=hostile)
    text = render(report(STORY._replace(location=place, message=hostile, help=hostile)))
    assert not any(character in text for character in "\x1b\x07\u202e\x9b")


def test_a_tab_is_shown_as_one_blank_so_that_carets_fit() -> None:
    assert printable("a\tb") == "a b"


def test_many_findings_of_one_document_that_say_the_same_are_told_once_with_their_lines() -> None:
    def at(line: int, path: str = "specs/001-login/tasks.md") -> Finding:
        return STORY._replace(location=Location(path, Position(line, 1), Position(line, 2), excerpt="- x"))

    many = [at(line) for line in (4, 5, 6, 9, 12, 13, 14, 20)]
    assert render(report(*many)).count("error  story") == len(many)
    shown = render(report(*many, at(31), at(2, "specs/002-b/tasks.md"))).splitlines()
    assert shown[:4] == [
        "specs/001-login/tasks.md:4:1  error  story-without-criterion [SPC007]",
        "    4 | - x",
        "      | ^ no acceptance scenario follows",
        "      = 8 more of them, in lines 5-6, 9, 12-14, 20, 31",
    ]
    assert shown[6].startswith("specs/002-b/tasks.md:2:1")
    assert shown[-1] == "10 errors in 2 of 3 documents"


def test_findings_between_others_that_say_the_same_keep_their_place() -> None:
    def at(line: int, message: str) -> Finding:
        return STORY._replace(message=message, location=Location("a.md", Position(line, 1), Position(line, 2)))

    shown = render(report(at(1, "one"), at(2, "other"), at(3, "one")))
    assert [line for line in shown.splitlines() if line.startswith("      = ")] == [
        "      = one",
        "      = other",
        "      = one",
    ]


def test_a_help_that_says_no_more_than_the_fix_is_not_said_twice() -> None:
    offered = STORY._replace(help="write `stage: green`", fix=Fix("write `stage: green`, and rename the file", ()))
    assert render(report(offered)).splitlines()[-5:-3] == [
        "  fix:  write `stage: green`, and rename the file (unsafe)",
        "  help: `spec explain SPC007`",
    ]


def test_the_head_of_a_file_that_stands_for_all_of_it_is_not_drawn() -> None:
    head = STORY._replace(location=Location("a.md", Position(1, 1), Position(1, 1), excerpt="---"))
    assert render(report(head)).splitlines()[:2] == [
        "a.md:1:1  error  story-without-criterion [SPC007]",
        "      = no acceptance scenario follows",
    ]


def test_who_wants_errors_alone_is_told_that_there_is_more() -> None:
    assert render(report()._replace(unshown=7)) == "no errors in 3 documents · 7 not shown\n"
    assert render(report(STORY)._replace(unshown=7)).endswith("1 error in 1 of 3 documents · 7 not shown\n")
