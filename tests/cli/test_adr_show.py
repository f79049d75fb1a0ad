"""`spec adr show`."""

from __future__ import annotations

import json
import os
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.decisions import RECORDS, STORE, TOKENS, on_a_terminal, write_decisions

from specward.adr.catalogue.query import Facets
from specward.cli import adr_listing, adr_show, pager
from specward.errors import UndeterminedError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository


@pytest.fixture
def decisions(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three records in a repository, which is where the test stands."""
    monkeypatch.chdir(write_decisions(repository))
    return repository.root


def shown(capsys: pytest.CaptureFixture[str], identity: str, **how: Any) -> str:
    """What a page says on stdout."""
    capsys.readouterr()
    usual = {"chain": False, "cited_by": False, "raw": False, "no_pager": True, "as_json": False}
    adr_show.show(identity, **{**usual, **how})
    return capsys.readouterr().out


@pytest.mark.usefixtures("decisions")
class TestShow:
    def test_into_a_pipe_a_page_is_plain_text(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert shown(capsys, "tokens") == dedent("""\
            ADR-0002  accepted  2026-02-03
            Sessions in signed tokens

            path      history/adr/0002-tokens.md
            deciders  Ada, Grace
            tags      security
            format    madr 2

            Relations
              └─ supersedes ADR-0001  Sessions in a store  (superseded, 2026-01-02)

            Options
              ○ Redis
              ● Signed tokens (chosen)

              - **Status:** Accepted
              - **Date:** 2026-02-03
              - **Supersedes:** ADR-0001
              - **Deciders:** Ada, Grace
              - **Tags:** security

            Considered Options
              - Redis
              - Signed tokens

            Decision Outcome
              Chosen option: "Signed tokens", because they need no store.
        """)

    @pytest.mark.verifies("004-decisions/AC-011")
    def test_json_has_what_the_list_has_and_more(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = json.loads(shown(capsys, "1", as_json=True))
        adr_listing.list_decisions(Facets(("1",)), form="json")
        assert {**told, **json.loads(capsys.readouterr().out)["decisions"][0]} == told
        assert told["chain"] == [
            {
                "kind": "superseded by",
                "partly": False,
                "id": "ADR-0002",
                "path": TOKENS,
                "status": "accepted",
                "chain": [],
            }
        ]
        assert (told["options"], told["chosen"]) == ([], None)
        assert told["text"] == dedent(RECORDS[STORE])

    def test_the_chain_and_the_text_can_be_had_alone(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert shown(capsys, "ADR-0001", chain=True).splitlines()[2:] == [
            "└─ superseded by ADR-0002  Sessions in signed tokens  (accepted, 2026-02-03)"
        ]
        assert "related to no other" in shown(capsys, "3", chain=True)
        with pytest.raises(UsageError, match="three forms"):
            shown(capsys, "1", chain=True, as_json=True)

    def test_a_reference_to_nothing_names_the_latest(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(UsageError, match="there is no decision 77") as refused:
            shown(capsys, "77")
        assert "0003-keys.md" in refused.value.help


def test_the_text_goes_into_a_pipe_byte_for_byte(decisions: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    data = b"\xef\xbb\xbf# 4. CRLF\r\n\r\n## Status\r\n\r\ncaf\xe9"
    (decisions / "history/adr/0004-crlf.md").write_bytes(data)
    usual = {"chain": False, "cited_by": False, "no_pager": True, "as_json": False}
    adr_show.show("4", raw=True, **usual)
    assert capsysbinary.readouterr().out == data


def test_who_cites_a_decision_is_told_when_asked(decisions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (decisions / "src").mkdir()
    (decisions / "src/auth.py").write_text("# See ADR-0002.\n")
    places = [f"{STORE}:3  - **Status:** Superseded by ADR-0002", "src/auth.py:1  # See ADR-0002."]
    assert json.loads(shown(capsys, "2", as_json=True, cited_by=True))["cited_by"] == places
    assert f"\nCited by\n  {places[0]}\n  {places[1]}\n" in shown(capsys, "2", cited_by=True)


def test_a_record_that_cannot_be_read_is_not_said_to_be_missing(
    decisions: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open
    refused = str(decisions / TOKENS)

    def open_but_one(path: Any, *rest: Any, **named: Any) -> int:
        if path == refused:
            raise PermissionError(13, "Permission denied")
        return real(path, *rest, **named)

    monkeypatch.setattr(os, "open", open_but_one)
    with pytest.raises(UndeterminedError, match="cannot be read: Permission denied"):
        shown(capsys, "2")


@pytest.mark.usefixtures("unmeasured")
def test_a_page_is_rendered_and_a_long_one_goes_through_the_pager(decisions: Path) -> None:
    said = on_a_terminal(decisions, "show", "1", NO_COLOR="1")
    assert "We keep sessions in Redis." in said.splitlines()
    assert "\x1b" not in said
    first = said.splitlines()[0]
    assert on_a_terminal(decisions, "show", "1", NO_COLOR="1", LINES="5", PAGER="head -n 1") == f"{first}\n"


def test_a_page_that_fits_needs_no_pager(capsys: pytest.CaptureFixture[str]) -> None:
    pager.show("one line\n")
    assert capsys.readouterr().out == "one line\n"


def test_spec_show_leads_to_the_same_page(spec: Spec) -> None:
    for path, text in RECORDS.items():
        spec.write(path, dedent(text))
    assert spec("show", "ADR-0002").out == spec("adr", "show", "2").out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("ADR-000", {"ADR-0001", "ADR-0002"}), ("2", {"2"}), ("000", {"0001", "0002"}), ("x", set())],
)
def test_the_shell_offers_names_and_numbers_of_decisions(
    spec: Spec, unmeasured: None, typed: str, offered: set[str]
) -> None:
    for number in (1, 2):
        spec.write(f"history/adr/000{number}-a.md", f"# ADR-000{number}: A title\n\n- **Status:** Accepted\n")
    done = spec(_SPEC_COMPLETE="complete_bash", COMP_WORDS=f"spec adr show {typed}", COMP_CWORD="3")
    assert set(done.out.split()) == offered
