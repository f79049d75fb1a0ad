"""DOC007, DOC008, DOC010: links that lead nowhere, paths of one machine, secrets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.fixes import all_fixed, fixed, kept

from specward.artifacts.phr import read_record
from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.digest import digest
from specward.markdown.document import Document
from specward.project import Project
from specward.rules.document import broken_link, machine_path, secret_in_document
from specward.rules.phr import edited_prompt
from specward.sources.memory import MemorySource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from specward.finding import Finding
    from specward.rule import Rule

PLAN = "specs/001-login/plan.md"
SPEC = {"specs/001-login/spec.md": "# Feature Specification: Login\n\n## User Stories\n"}
TOKEN = "ghp_" + "x7Kq2Lm9Zt4Rw8Vb3Nc6Yd1Hf5Jg0Sp4Qe2U"
RECORD = "history/prompts/001-login/0001-a.green.prompt.md"


def findings(rule: Rule, files: dict[str, str]) -> list[Finding]:
    report = check(Project(MemorySource(files)), Selection([rule], DEFAULTS))
    assert not report.undetermined
    return list(report.findings)


def links(text: str, path: str = PLAN, **others: str) -> list[Finding]:
    return findings(broken_link.check, {**SPEC, **others, path: text})


@pytest.mark.verifies("005-the-whole-checker/AC-001")
@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("[a](gone.md)", "there is no specs/001-login/gone.md", 5),
        ("![a](i/gone.png)", "there is no specs/001-login/i/gone.png", 6),
        ("[a]: gone.md\n", "there is no specs/001-login/gone.md", 6),
        ("[a](spec.md#user-storys)", "spec.md has no heading for `#user-storys`", 5),
        ("# Plan\n\n[a](#plam)", "this document has no heading for `#plam`", 5),
        (
            "[a](specs/001-login/spec.md)",
            "this path counts from the root of the project, not from here: specs/001-login/spec.md",
            5,
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_reported_at_its_target(text: str, message: str, column: int) -> None:
    (found,) = links(text)
    assert (found.code, found.message, found.location.start.column) == ("DOC007", message, column)


@pytest.mark.parametrize(
    "text",
    [
        "[a](spec.md#user-stories) [b](./spec.md) [c](../001-login/) [d](../../specs) [e](spec.md?x=1#L3)",
        "[a](https://x.org/gone.md) [b](/docs/gone.md) [c](mailto:a@b.org) [d](../../../gone.md) [e](//x.org/a.md)",
        "`[a](gone.md)` <!-- [a](gone.md) -->\n\n```\n[a](gone.md)\n```\n",
        "call `f` or handlers[kind](event) as before",
        "[a](path/to/gone.md) [b]({slug}/spec.md) [c](NNN-a.md) [d](../dist/index.html) [e](link.md)",
        "[a](spec.md:12) [b](#) [c](#top)",
    ],
)
def test_what_leads_somewhere_or_is_nobodys_to_judge_is_left_alone(text: str) -> None:
    assert links(text) == []


def test_what_a_prompt_record_says_is_what_was() -> None:
    assert links("---\nid: 1\n---\n\n## Prompt\n\n[a](gone.md)\n", RECORD) == []


def test_a_page_of_a_web_site_is_found_without_its_ending() -> None:
    assert links("[a](../0002-b/) [b](0002-b)", "docs/adr/0001-a.md", **{"docs/adr/0002-b.md": ""}) == []


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@pytest.mark.parametrize(
    ("written", "anew", "safe"),
    [
        ("[s](specs/001-login/spec.md#user-stories)", "[s](spec.md#user-stories)", True),
        ("[s](../specs/001-login/spec.md)", "[s](spec.md)", True),
        ("[`specs/001-login/spec.md`](../spec.md)", "[`specs/001-login/spec.md`](spec.md)", True),
        ("[s](../spec.md)", "[s](spec.md)", False),
        ("[s](design-notes.md)", "[s](../../docs/design-notes.md)", False),
    ],
)
def test_the_fix_writes_the_path_as_it_must_be_from_here(written: str, anew: str, safe: bool) -> None:
    files = {**SPEC, "docs/design-notes.md": "", PLAN: f"# Plan\r\n\r\n{written}, and more\r\n"}
    (found,) = findings(broken_link.check, files)
    assert found.fix is not None
    assert found.fix.safe is safe
    after = fixed(files, found.fix)
    assert after[PLAN] == f"# Plan\r\n\r\n{anew}, and more\r\n"
    assert findings(broken_link.check, after) == []


def test_links_of_a_document_that_lack_one_target_are_one_finding_with_all_its_places() -> None:
    text = "# Plan\n\n[a](gone.md) [b](spec.md#storys)\n\n![c](./gone.md#x)\n[d](other.md) [e](spec.md#storys)\n"
    found = links(text)
    assert [(one.message, one.location.start.line, [place.start.line for place in one.related]) for one in found] == [
        ("there is no specs/001-login/gone.md (2 links)", 3, [5]),
        ("spec.md has no heading for `#storys` (2 links)", 3, [6]),
        ("there is no specs/001-login/other.md", 6, []),
    ]
    assert found[0].help == "lead them to where the file is now, or take the links away"


@pytest.mark.verifies("005-the-whole-checker/AC-003")
def test_all_links_that_lack_one_target_are_led_to_what_is_meant_at_once() -> None:
    text = "# Plan\n\n[a](specs/001-login/spec.md#x) and [b](specs/001-login/spec.md)\n"
    (found,) = links(text)
    assert found.fix is not None
    assert (found.fix.title, found.fix.safe) == ("lead them to spec.md#x and 1 more", True)
    after = fixed({**SPEC, PLAN: text}, found.fix)
    assert after[PLAN] == "# Plan\n\n[a](spec.md#x) and [b](spec.md)\n"


def test_a_document_of_another_feature_is_not_the_own_one() -> None:
    (found,) = findings(broken_link.check, {**SPEC, PLAN: "# Plan\n\n[s](../002-export/spec.md)\n"})
    assert found.fix is None


@pytest.mark.verifies("005-the-whole-checker/AC-001")
@pytest.mark.parametrize(
    "path",
    [
        "/home/ada/shop/src/a.py",
        "/Users/ada.l/shop/",
        "C:\\Users\\Ada\\shop\\a.py",
        "C:/Users/Ada/shop",
        "/mnt/c/Users/ada/shop",
        "file:///home/ada/shop",
    ],
)
def test_a_path_in_somebodys_home_is_reported(path: str) -> None:
    (found,) = findings(machine_path.check, {PLAN: f"# Plan\n\nSee `{path}`, {path}.\n"})
    assert (found.code, found.location.start.line) == ("DOC008", 3)


@pytest.mark.parametrize(
    "text",
    [
        "`/home/user/shop` `/home/runner/work/a` `/Users/you/shop` `C:\\Users\\Public\\x` `/home/ubuntu/app`",
        "The page `/home/ada`; https://x.org/home/ada/b; the route api/Users/ada/x; `~/home/ada/x`",
        "`/usr/local/bin` `/var/lib/x` `/etc/home/ada/x` `C:\\Windows\\x`",
        "```\ncd /home/ada/shop/src\n```\n",
    ],
)
def test_homes_of_nobody_routes_and_code_blocks_are_left_alone(text: str) -> None:
    assert findings(machine_path.check, {PLAN: text}) == []
    assert findings(machine_path.check, {RECORD: "---\nid: 1\n---\n\n## Prompt\n\nSee /home/ada/shop/a.py\n"}) == []


def test_a_path_whose_end_is_in_the_project_can_be_written_so() -> None:
    files = {**SPEC, PLAN: "**Spec**: `/home/ada/shop/specs/001-login/spec.md`\n"}
    (found,) = findings(machine_path.check, files)
    assert found.fix is not None
    assert not found.fix.safe
    assert fixed(files, found.fix)[PLAN] == "**Spec**: `specs/001-login/spec.md`\n"


@pytest.mark.verifies("005-the-whole-checker/AC-001")
@pytest.mark.parametrize(
    ("secret", "rule"),
    [(TOKEN, "github-token"), ("postgresql://shop:hT7q-Zw2Lp9@db.internal.net/shop", "url-password")],
)
def test_a_secret_is_reported_without_a_character_of_it(secret: str, rule: str) -> None:
    (found,) = findings(secret_in_document.check, {PLAN: f"# Plan\n\nThe key is {secret} here.\n"})
    assert (found.code, found.message) == ("DOC010", f"a secret: {rule}")
    hidden = "hT7q-Zw2Lp9" if rule == "url-password" else secret
    assert hidden not in repr(found)
    assert "*" * len(hidden) in found.location.excerpt


@pytest.mark.parametrize("text", ["API_KEY=your-key-here", "password: Test123!", f"`ghp_{'x' * 36}`", "token abc"])
def test_placeholders_and_words_are_no_secrets(text: str) -> None:
    assert findings(secret_in_document.check, {PLAN: text}) == []


@pytest.mark.verifies("005-the-whole-checker/AC-003")
def test_redaction_is_not_safe_and_takes_out_nothing_but_the_secrets() -> None:
    files = {PLAN: f"# Plan\r\n\r\nOne {TOKEN}, two {TOKEN[:-3]}Abc.\r\n"}
    found = findings(secret_in_document.check, files)
    assert [f.fix is not None and f.fix.safe for f in found] == [False, False]
    after = fixed(files, found[0].fix)
    mark = "[REDACTED:github-token:00000000]"
    assert after[PLAN] == f"# Plan\r\n\r\nOne {mark}, two {mark}.\r\n"
    assert findings(secret_in_document.check, after) == []


def test_a_record_gets_the_digest_of_what_is_left() -> None:
    prompt = f"Use {TOKEN} here."
    files = {RECORD: f"---\nid: 1\nprompt_sha256: {digest(prompt)}\n---\n\n## Prompt\n\n{prompt}\n"}
    assert findings(edited_prompt.check, files) == []
    (found,) = findings(secret_in_document.check, files)
    after = fixed(files, found.fix)
    assert findings(edited_prompt.check, after) == []
    assert read_record(Document(RECORD, after[RECORD])).prompt_text == "Use [REDACTED:github-token:00000000] here."


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@given(
    st.lists(
        st.sampled_from(
            [
                *("[a](specs/001-login/spec.md)", "[b](../spec.md)", "`/home/ada/x/specs/001-login/spec.md`", TOKEN),
                *("```", "", "- [ ] [c](spec.md#user-stories)", "| [d](../specs/001-login/spec.md) |", "<!-- c -->"),
            ]
        ),
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_fixes_come_to_an_end_and_keep_every_other_byte(lines: list[str], end: str) -> None:
    files = {**SPEC, PLAN: end.join(lines)}
    for module in (broken_link, machine_path, secret_in_document):
        found = findings(module.check, files)
        for one in found:
            if one.fix:
                after = fixed(files, one.fix)
                added = sum(len(edit.text) for edit in one.fix.edits)
                assert len(after[PLAN]) == len(kept(files, one.fix)[PLAN]) + added
                assert len(findings(module.check, after)) < len(found)
        done = all_fixed(lambda state, rule=module.check: findings(rule, state), files)  # type: ignore[misc]
        assert not [one for one in findings(module.check, done) if one.fix]
