"""Waivers: what each lets pass, until when, and what lets nothing pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.constitution.waive import waive
from specward.constitution.waivers import PATH, Waiver, read_waivers, waivers_of
from specward.errors import UsageError
from specward.finding import Finding, Location, Severity
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

TODAY = "2026-03-01"
WHOLE = "reason: r\n  owner: o\n  expires: 2026-03-01\n"


def one(text: str) -> Waiver:
    found = read_waivers(Document(PATH, text))
    assert found.malformed == ()
    (waiver,) = found.waivers
    return waiver


def finding(
    message: str, path: str = "specs/001-login/spec.md", code: str = "SPC012", rule: str = "some-rule"
) -> Finding:
    return Finding(code, rule, Severity.ERROR, message, Location(path))


def test_a_waiver_is_read_with_its_place() -> None:
    waiver = one(
        "# why\n- waives: P-05\n  scope: ['src/**', './lib/**']\n  reason: 'old'\n  owner: Ada\n  expires: 2026-12-31\n"
    )
    assert waiver[:5] == ("P-05", ("src/**", "lib/**"), "old", "Ada", "2026-12-31")
    assert waiver.place.location().start == (2, 3)


@pytest.mark.parametrize(
    ("day", "active", "expired"),
    [("2026-02-28", False, True), ("2026-03-01", True, False), ("2027-01-01", True, False)],
)
def test_the_last_day_is_within_the_term(day: str, active: bool, expired: bool) -> None:
    waiver = one(f"- waives: P-05\n  reason: r\n  owner: o\n  expires: {day}\n")
    assert (waiver.active(TODAY), waiver.expired(TODAY)) == (active, expired)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("owner: o\n  expires: 2999-01-01", ("reason",)),
        ("reason: ''\n  owner: o\n  expires: 2999-01-01", ("reason",)),
        ("reason: r\n  expires: 2999-01-01", ("owner",)),
        ("reason: r\n  owner: o", ("expires",)),
        ("reason: r\n  owner: o\n  expires: never", ("expires",)),
        ("reason: r\n  owner: o\n  expires: 2026-02-30", ("expires",)),
        ("scope: src", ("reason", "owner", "expires")),
    ],
)
def test_a_waiver_that_lacks_something_lets_nothing_pass(text: str, missing: tuple[str, ...]) -> None:
    waiver = one(f"- waives: P-05\n  {text}\n")
    assert waiver.missing == missing
    assert not waiver.active("2000-01-01")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("waives: P-05", "waivers are a list"),
        ("- P-05", "a waiver is a mapping"),
        ("- reason: r", "this does not say what is waived"),
        ("- waives: 'all of it'", "this does not say what is waived"),
        ("- waives: FR-003", "this item may stand in any feature"),
        ("- waives: T004", "this item may stand in any feature"),
        ("- waives: P-05\n  until: 2026", "unknown key `until`"),
        ("- waives: P-05\n  reason: [a]", "`reason` is a text"),
        ("- waives: &a P-05", "this is not YAML as Specward reads it"),
    ],
)
def test_what_is_no_waiver_is_kept_with_the_reason(text: str, reason: str) -> None:
    found = read_waivers(Document(PATH, text))
    assert found.waivers == ()
    assert reason in found.malformed[0][1]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]"])
def test_an_empty_file_lets_nothing_pass(text: str) -> None:
    assert read_waivers(Document(PATH, text)).waivers == ()


@pytest.mark.parametrize(
    ("waives", "scope", "subject", "passes"),
    [
        ("SPC012", "", finding("a"), True),
        ("some-rule", "", finding("a"), True),
        ("SPC01", "", finding("a"), False),
        ("SPC012", "specs/002-b/**", finding("a"), False),
        ("P-05", "", finding("P-05 (Quiet): use the logger", "src/a.py"), True),
        ("P-05", "src/legacy/**", finding("P-05 (Quiet): use the logger", "src/a.py"), False),
        ("P-05", "", finding("P-051 (Quiet): use the logger"), False),
        ("P-05", "", finding("see P-05-old"), False),
        ("001-login/FR-003", "", finding("FR-003 has no criterion"), True),
        ("001-login/FR-003", "", finding("001-login/FR-003 has no criterion"), True),
        ("1/FR-003", "", finding("FR-003 has no criterion"), True),
        ("login/FR-003", "", finding("FR-003 has no criterion"), True),
        ("002-b/FR-003", "", finding("FR-003 has no criterion"), False),
        ("001-login/FR-003", "", finding("FR-0031 has no criterion"), False),
        ("001-login/FR-003", "", finding("NFR-003 and XFR-003"), False),
    ],
)
def test_a_waiver_is_about_a_rule_a_principle_or_an_item(
    waives: str, scope: str, subject: Finding, passes: bool
) -> None:
    where = f"  scope: '{scope}'\n" if scope else ""
    assert one(f"- waives: {waives}\n{where}  {WHOLE}").lets_pass(subject) is passes


def test_the_waiver_of_an_item_is_found_however_the_feature_is_written() -> None:
    for written in ("001-login/FR-003", "login/FR-003", "1/FR-003", "001/FR-003"):
        waivers = read_waivers(Document(PATH, f"- waives: {written}\n  {WHOLE}"))
        assert waivers.active_for("001-login/FR-003", TODAY)
        assert not waivers.active_for("001-login/FR-003", "2026-03-02")
        assert not waivers.active_for("002-login/FR-004", TODAY)
        assert not waivers.active_for("021-logins/FR-003", TODAY)


def test_the_waivers_of_a_project_are_read_once() -> None:
    project = Project(MemorySource({PATH: f"- waives: P-05\n  {WHOLE}"}))
    assert len(waivers_of(project).waivers) == 1
    assert waivers_of(project) is waivers_of(project)
    assert waivers_of(Project(MemorySource({}))).waivers == ()


def write(old: str | None, **said: str) -> str:
    wanted = {"waives": "P-05", "reason": "r", "owner": "Ada", "expires": "2026-12-31", "today": TODAY, **said}
    (change,) = waive(None if old is None else old.encode(), **wanted).changes
    text: str = change.text  # type: ignore[union-attr]
    return text


def test_a_waiver_is_added_behind_the_others_and_no_other_byte_changes() -> None:
    old = "# ours\r\n  - waives: SPC\r\n    reason: 'a'   # because\r\n    owner: b\r\n    expires: 2999-01-01"
    new = write(old)
    assert new.startswith(old + "\r\n  - waives: P-05\r\n    reason: r\r\n")
    assert len(read_waivers(Document(PATH, new)).waivers) == 2


def test_the_first_waiver_makes_the_file() -> None:
    assert read_waivers(Document(PATH, write(None))).waivers[0][:5] == ("P-05", (), "r", "Ada", "2026-12-31")


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_whatever_is_said_is_read_back_or_refused(reason: str, owner: str) -> None:
    try:
        new = write("- waives: SPC\n  reason: a\n", reason=reason, owner=owner)
    except UsageError:
        return
    waiver = read_waivers(Document(PATH, new)).waivers[-1]
    assert (waiver.reason, waiver.owner) == (" ".join(reason.split()), " ".join(owner.split()))


@pytest.mark.parametrize(
    ("old", "said"),
    [
        (None, {"reason": " "}),
        (None, {"owner": ""}),
        (None, {"expires": "soon"}),
        (None, {"expires": "2026-02-28"}),
        (None, {"waives": "FR-003"}),
        ("waives: a", {}),
        ("[{waives: SPC, reason: a}]", {}),
        ("- waives: &a SPC", {}),
    ],
)
def test_what_would_let_nothing_pass_is_not_written(old: str | None, said: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        write(old, **said)
