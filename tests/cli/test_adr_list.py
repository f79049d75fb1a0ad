"""`spec adr list`."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.cli.decisions import RECORDS, STORE, TOKENS, on_a_terminal, write_decisions

from specward.adr.catalogue.query import Facets
from specward.cli import adr_listing

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

LISTED = """\
decision  status      date        title
ADR-0001  superseded  2026-01-02  Sessions in a store → ADR-0002
ADR-0002  accepted    2026-02-03  Sessions in signed tokens
ADR-0003  Wobbly?     –           Keys of two sizes
"""
COUNTED = "3 decisions: 1 superseded, 1 accepted, 1 unknown\n"


@pytest.fixture
def decisions(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three records in a repository, which is where the test stands."""
    monkeypatch.chdir(write_decisions(repository))
    return repository.root


def listed(capsys: pytest.CaptureFixture[str], facets: Facets | None = None, **how: Any) -> str:
    """What a list says on stdout."""
    capsys.readouterr()
    adr_listing.list_decisions(facets or Facets(), **how)
    return capsys.readouterr().out


@pytest.mark.usefixtures("decisions")
class TestList:
    def test_a_line_tells_number_status_date_and_title(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert adr_listing.list_decisions(Facets()) == 0
        assert capsys.readouterr() == (LISTED, COUNTED)

    @pytest.mark.verifies("004-decisions/AC-011")
    @pytest.mark.parametrize(
        ("facets", "order", "names"),
        [
            (Facets(), {}, [1, 2, 3]),
            (Facets(), {"sort": "date", "backwards": True}, [2, 1, 3]),
            (Facets(live=True), {}, [2, 3]),
            (Facets(("sessions",), since="2026-02-01"), {}, [2]),
            (Facets(("3", "ADR-0001")), {"sort": "title"}, [3, 1]),
        ],
    )
    def test_text_paths_and_json_tell_of_the_same_decisions(
        self, capsys: pytest.CaptureFixture[str], facets: Facets, order: dict[str, Any], names: list[int]
    ) -> None:
        for _ in range(2):  # without what the first run has kept, and with it
            text = listed(capsys, facets, **order).splitlines()[1:]
            paths = listed(capsys, facets, **order, form="paths").splitlines()
            told = json.loads(listed(capsys, facets, **order, form="json"))
            assert [line.partition(" ")[0] for line in text] == [f"ADR-{name:04}" for name in names]
            assert [entry["number"] for entry in told["decisions"]] == names
            assert [entry["path"] for entry in told["decisions"]] == paths
            assert told["unread"] == []

    def test_json_tells_all_that_is_known_and_is_valid_against_the_published_schema(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answer = json.loads(listed(capsys, Facets(("store",)), form="json"))
        schema = Path(__file__).parents[2] / "docs/schemas/decisions-v1.json"
        jsonschema.validate(answer, json.loads(schema.read_text(encoding="utf-8")))
        told = answer["decisions"]
        tie = {"kind": "superseded by", "partly": False, "target": "0002", "paths": [TOKENS]}
        assert told[0]["ties"] == [tie]
        assert {key: told[0][key] for key in ("id", "status", "status_text", "live", "successors", "feature")} == {
            "id": "ADR-0001",
            "status": "superseded",
            "status_text": "Superseded by ADR-0002",
            "live": False,
            "successors": [TOKENS],
            "feature": "001-login",
        }

    def test_a_search_without_an_answer_says_how_many_there_are(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert adr_listing.list_decisions(Facets(("elephants",))) == 0
        assert capsys.readouterr() == ("", "no decision is like this; there are 3\n")

    @pytest.mark.parametrize("form", ["text", "paths", "json"])
    def test_a_number_that_no_decision_has_is_named_beside_the_others(
        self, capsys: pytest.CaptureFixture[str], form: str
    ) -> None:
        assert adr_listing.list_decisions(Facets(("3", "99"), feature=""), form=form) == 0
        out, err = capsys.readouterr()
        assert "0003" in out
        assert err.startswith("there is no decision 99\n")


def test_a_record_that_cannot_be_read_is_listed_with_the_reason(
    decisions: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open
    refused = str(decisions / TOKENS)

    def open_but_one(path: Any, *rest: Any, **named: Any) -> int:
        if path == refused:
            raise PermissionError(13, "Permission denied")
        return real(path, *rest, **named)

    monkeypatch.setattr(os, "open", open_but_one)
    assert adr_listing.list_decisions(Facets(("store",))) == 3
    out, err = capsys.readouterr()
    assert "0002-tokens  unreadable  –           history/adr/0002-tokens.md: Permission denied\n" in out
    assert err == "1 of 2 decisions: 1 superseded · 1 cannot be read\n"
    assert json.loads(listed(capsys, form="json"))["unread"] == [{"path": TOKENS, "reason": "Permission denied"}]


@pytest.mark.usefixtures("unmeasured")
class TestOnATerminal:
    def test_a_plain_list_is_coloured_and_fits(self, decisions: Path) -> None:
        said = on_a_terminal(decisions, "list")
        assert "\x1b[38;5;28maccepted\x1b[0m" in said
        lines = re.sub(r"\x1b\[[0-9;]*m", "", said).splitlines()
        assert lines[1] == "ADR-0001  superseded  2026-01-02  Sessions in a … → ADR-0002"
        assert max(map(len, lines)) == 60


def test_options_and_help_go_through_the_command_line(spec: Spec) -> None:
    for path, text in RECORDS.items():
        spec.write(path, dedent(text))
    done = spec("adr", "list", "--status", "accepted,superceded", "--sort", "status", "--reverse", "--paths")
    assert (done.code, done.out.split()) == (0, [STORE, TOKENS])
    refused = spec("adr", "list", "--status", "acepted")
    assert (refused.code, refused.out) == (2, "")
    assert "did you mean `accepted`" in refused.err
