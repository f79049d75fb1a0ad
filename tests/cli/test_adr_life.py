"""`spec adr accept … unlink` and `spec new adr` as users run them."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import Spec

from specward.artifacts.adr import read_adr
from specward.cli.main import main
from specward.markdown.document import Document

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "history/adr"
ONE, TWO = f"{FOLDER}/0001-sessions.md", f"{FOLDER}/0002-postgres.md"
NYGARD = "# 1. Sessions\r\n\r\nDate: 2026-01-02\r\n\r\n## Context\r\n\r\nWords\r\n\r\n## Status\r\n\r\nAccepted"
MADR = '\ufeff---\nstatus: "proposed" # mine\ndate: 2026-01-02\n---\n\n# Postgres\n\n## Decision Outcome\n\nA\n'


class Shop(Spec):
    """Commands of a project, run in this process."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(root)
        self._capsys = capsys

    def run(self, *args: str) -> tuple[int, str, str]:
        """The exit code and what was said on both streams."""
        code = main(args)
        said = self._capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shop:
    """A project with an accepted Nygard record and a proposed MADR record."""
    monkeypatch.chdir(tmp_path)
    shop = Shop(tmp_path, capsys)
    shop.write(".specify/specward.yml", "")
    shop.write(ONE, NYGARD)
    shop.write(TWO, MADR)
    return shop


def test_a_proposal_is_accepted_once(shop: Shop) -> None:
    assert shop.run("adr", "accept", "2") == (0, f"{TWO}\n", "ADR-0002: proposed → accepted\n")
    assert shop.read(TWO) == MADR.replace("proposed", "accepted")
    assert f"{TWO.rpartition('/')[2]} decision" in shop.read(f"{FOLDER}/decisions.lock")
    before = shop.files()
    assert shop.run("adr", "accept", "2") == (0, "", "ADR-0002 is accepted already\n")
    assert shop.files() == before


def test_the_paths_are_those_that_were_written(shop: Shop) -> None:
    said = "ADR-0001 is accepted already\nADR-0002: proposed → accepted\n"
    assert shop.run("adr", "accept", "1", "2") == (0, f"{TWO}\n", said)
    shop.run("adr", "supersede", "1", "2")
    shop.write(TWO, shop.read(TWO).partition("\n## More")[0] + "\n")
    assert shop.run("adr", "supersede", "1", "2") == (0, f"{TWO}\n", "ADR-0001 is superseded by ADR-0002\n")
    assert shop.run("adr", "supersede", "1", "2") == (0, "", "ADR-0001 is superseded by ADR-0002 already\n")


def test_a_refusal_says_where_why_and_what_may_be_done(shop: Shop) -> None:
    before = shop.files()
    code, out, err = shop.run("adr", "reject", "1")
    assert (code, out) == (2, "")
    assert err == (
        f"{ONE}:11: error: ADR-0001 cannot become rejected, for it is accepted\n"
        "  help: it may become deprecated: `spec adr deprecate ADR-0001`; it may become superseded: "
        "`spec adr supersede ADR-0001 NEW`; it may become partly superseded: "
        "`spec adr supersede ADR-0001 NEW --partly`; `--force --reason TEXT` makes this one anyway\n"
    )
    assert shop.files() == before


def test_records_of_two_formats_supersede_each_other_byte_for_byte(shop: Shop) -> None:
    code, out, err = shop.run("adr", "supersede", "1", "2", "--part", "§4")
    assert (code, out, err) == (0, f"{TWO}\n{ONE}\n", "ADR-0001 is partly superseded by ADR-0002\n")
    assert shop.read(ONE) == NYGARD.replace("Accepted", "Partly superseded by [2. Postgres](0002-postgres.md) (§4)")
    assert shop.read(TWO) == MADR + "\n## More Information\n\n- Partly supersedes [ADR-0001](0001-sessions.md) (§4)\n"


def test_a_dry_run_of_any_command_shows_the_diff_and_writes_nothing(shop: Shop) -> None:
    before = shop.files()
    for arguments in (
        ("adr", "accept", "2"),
        ("adr", "reject", "2", "--reason", "why"),
        ("adr", "deprecate", "1"),
        ("adr", "supersede", "1", "2"),
        ("adr", "supersede", "1", "--new", "A third"),
        ("adr", "amend", "1", "--reason", "why"),
        ("adr", "amend", "1", "--by", "2"),
        ("adr", "link", "1", "relates to", "2"),
        ("new", "adr", "A third", "-s", "1", "--deciders", "Ada", "--status", "accepted"),
    ):
        code, diff, _ = shop.run(*arguments, "--dry-run")
        assert code == 0
        assert diff.startswith("diff --git a/history/adr/")
        code, out, _ = shop.run(*arguments, "--dry-run", "--json")
        assert '"dry_run": true' in out
    assert shop.files() == before


def test_the_successor_can_be_drafted_on_the_way(shop: Shop) -> None:
    third = f"{FOLDER}/0003-a-third-and-b.md"
    code, out, err = shop.run("adr", "supersede", "1", "--new", "A third | & b/")
    assert (code, out) == (0, f"{third}\n{ONE}\n".replace("third-and-b", "third-b"))
    assert err == "ADR-0001 is superseded by ADR-0003, which is proposed\n"
    text = shop.read(out.splitlines()[0])
    assert text.startswith("# ADR-0003: A third | & b/\n\n- **Status:** Proposed\n")
    assert "- **Supersedes:** [ADR-0001](0001-sessions.md)\n" in text
    assert shop.run("adr", "supersede", "1", "2", "--new", "T")[0] == 2
    assert shop.run("adr", "supersede", "1")[2].count("--new") == 1


def test_an_amendment_needs_a_reason_or_another_decision(shop: Shop) -> None:
    assert shop.run("adr", "amend", "1")[0] == 2
    assert shop.run("adr", "amend", "1", "--reason", "so")[2] == "ADR-0001 is amended, and pinned as it is now\n"
    assert shop.read(ONE).endswith("so")
    assert "\r\n\r\n## Amendments\r\n\r\n- 20" in shop.read(ONE)


def test_links_come_and_go(shop: Shop) -> None:
    before = shop.files()
    assert shop.run("adr", "link", "2", "clarifies", "1") == (0, f"{TWO}\n{ONE}\n", "ADR-0002 clarifies ADR-0001\n")
    assert shop.run("adr", "link", "2", "clarifies", "1") == (0, "", "ADR-0002 clarifies ADR-0001 already\n")
    assert shop.run("adr", "unlink", "1", "2", "amends") == (0, "", "nothing says that ADR-0001 amends ADR-0002\n")
    assert shop.run("adr", "unlink", "1", "2")[2].count("no longer") == 2
    assert shop.files()[ONE] == before[ONE]
    assert shop.run("adr", "unlink", "1", "2") == (0, "", "ADR-0001 and ADR-0002 are not linked\n")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is writable")
def test_neither_record_is_written_where_one_is_read_only(shop: Shop) -> None:
    os.chmod(shop.root / ONE, stat.S_IREAD)
    before = shop.files()
    code, _, err = shop.run("adr", "supersede", "1", "2")
    assert code == 3
    assert "the file is read-only" in err
    assert shop.files() == before


@pytest.mark.parametrize("form", ["speckit-plus", "nygard", "madr"])
@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Use A & B", "use-a-b"),
        ("A | B or C/D \\ E", "a-b-or-c-d-e"),
        ("DATE, STATUS, NUMBER and TITLE", "date-status-number-and-title"),
        ("使用数据库", "使用数据库"),
        ("Größe {{ title }} $1", "größe-title-1"),
        ("Use C #", "use-c"),
    ],
)
def test_a_title_is_taken_literally(shop: Shop, form: str, title: str, slug: str) -> None:
    shop.write(".specify/specward.yml", f"adr:\n  format: {form}\n")
    code, out, _ = shop.run("new", "adr", title, "--deciders", "Ada, Grace")
    assert (code, out) == (0, f"{FOLDER}/0003-{slug}.md\n")
    adr = read_adr(Document(out.strip(), shop.read(out.strip())))
    assert adr.title == title.replace(" #", " \\#")
    assert adr.number == 3
    assert adr.people.deciders == ("Ada", "Grace")
    assert shop.run("new", "adr", title)[1] == f"{FOLDER}/0004-{slug}.md\n"


def test_blanks_in_the_name_of_the_folder_are_no_trouble(shop: Shop) -> None:
    shop.write(".specify/specward.yml", "adr:\n  folder: my adrs\n")
    assert shop.run("new", "adr", "One")[1] == "my adrs/0001-one.md\n"
    assert shop.run("new", "adr", "Two", "-s", f"{ONE}")[1] == "my adrs/0002-two.md\n"
    assert "Superseded by [2. Two](../../my%20adrs/0002-two.md)" in shop.read(ONE)
    adr = read_adr(Document(ONE, shop.read(ONE)))
    assert [link.path for link in adr.links] == ["my adrs/0002-two.md"]


def test_a_decision_may_be_born_accepted_or_as_a_draft(shop: Shop) -> None:
    for status in ("accepted", "draft"):
        path = shop.run("new", "adr", status, "--status", status)[1].strip()
        adr = read_adr(Document(path, shop.read(path)))
        assert adr.status is not None
        assert adr.status.kind.value == status
    assert shop.run("new", "adr", "x", "--status", "rejected")[0] == 2


def test_a_superseded_decision_that_is_missing_leaves_no_new_file(shop: Shop) -> None:
    before = shop.files()
    assert shop.run("new", "adr", "New", "-s", "99")[0] == 2
    assert shop.files() == before


@pytest.mark.parametrize("command", ["accept", "reject", "deprecate", "reopen", "supersede", "amend", "link", "unlink"])
def test_help_shows_examples_and_the_keys_of_the_json_object(shop: Shop, command: str) -> None:
    code, out, _ = shop.run("adr", command, "--help")
    assert code == 0
    assert f"  spec adr {command} " in out
    assert "The JSON object has the keys" in out
