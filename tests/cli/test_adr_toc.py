"""`spec adr toc` and `spec adr index`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from specward.adr.catalogue.index_place import END, START
from specward.cli import adr_toc
from specward.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Spec

    Capture = pytest.CaptureFixture[str]

STORE = "# 1. Sessions in a | store\n\nDate: 2026-01-02\n\n## Status\n\nSuperseded by [2](0002-tokens.md)\n"
TOKENS = "# 2. Sessions in *signed* tokens\n\nDate: 2026-02-03\n\n## Status\n\nAccepted\n"
TABLE = """\
| Decision | Title | Status | Date |
| --- | --- | --- | --- |
| ADR-0001 | [Sessions in a \\| store](0001-store.md) | superseded by [ADR-0002](0002-tokens.md) | 2026-01-02 |
| ADR-0002 | [Sessions in \\*signed\\* tokens](0002-tokens.md) | accepted | 2026-02-03 |
"""
CONTENTS = """\
# Architecture Decision Records

* ~~[ADR-0001: Sessions in a \\| store](0001-store.md)~~ (superseded by [ADR-0002](0002-tokens.md))
* [ADR-0002: Sessions in \\*signed\\* tokens](0002-tokens.md)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two records, which is where the test stands."""
    root = tmp_path / "shop"
    (root / "doc/adr").mkdir(parents=True)
    (root / "doc/adr/0001-store.md").write_text(STORE)
    (root / "doc/adr/0002-tokens.md").write_text(TOKENS)
    (root / ".specify").mkdir()
    monkeypatch.chdir(root)
    return root


def toc(**how: Any) -> int:
    usual = {"intro": "", "outro": "", "prefix": "", "group": "", "output": "", "dry_run": False, "as_json": False}
    return adr_toc.toc(**{**usual, **how})


def index(file: str = "", **how: Any) -> int:
    return adr_toc.index(file, **{"check": False, "dry_run": False, "as_json": False, **how})


@pytest.mark.usefixtures("project")
class TestToc:
    def test_it_goes_to_stdout_with_links_that_count_from_the_records(self, capsys: Capture) -> None:
        assert toc() == 0
        assert capsys.readouterr().out == CONTENTS

    def test_a_file_gets_links_that_count_from_its_folder(self, project: Path, capsys: Capture) -> None:
        assert toc(output="contents.md", dry_run=True) == 0
        assert "+* [ADR-0002: Sessions in \\*signed\\* tokens](doc/adr/0002-tokens.md)" in capsys.readouterr().out
        assert not (project / "contents.md").exists()

        toc(output="contents.md")
        assert capsys.readouterr().out == "contents.md\n"
        assert (project / "contents.md").read_text() == CONTENTS.replace("](00", "](doc/adr/00")

        (project / "doc/adr/0002-tokens.md").write_text(TOKENS.replace("Accepted", "Proposed"))
        toc(output="contents.md", as_json=True)
        told = json.loads(capsys.readouterr().out)
        assert (told["path"], told["decisions"], told["files"]) == ("contents.md", 2, ["contents.md"])
        assert (project / "contents.md").read_text() == told["text"]
        toc(output="contents.md")
        assert capsys.readouterr().out == ""

    def test_what_is_no_table_of_contents_is_not_overwritten(self, project: Path) -> None:
        (project / "README.md").write_text("# Shop\n")
        with pytest.raises(UsageError, match="no table of contents") as refused:
            toc(output="README.md")
        assert refused.value.help == "fill a part of it: spec adr index README.md"
        with pytest.raises(UsageError, match="outside of the project"):
            toc(output="../contents.md")
        with pytest.raises(UsageError, match="no Markdown file"):
            toc(output="contents.txt")

    def test_words_before_and_behind_it_and_a_prefix(self, project: Path, capsys: Capture) -> None:
        (project / "intro.md").write_text("Read this first.\n")
        (project / "outro.md").write_text("\nAnd this last.")
        toc(intro="intro.md", outro="outro.md", prefix="/adr/")
        said = capsys.readouterr().out.split("\n\n")
        assert (said[1], said[-1]) == ("Read this first.", "And this last.\n")
        assert "](/adr/0002-tokens.md)" in said[2]

    def test_sections_by_status(self, capsys: Capture) -> None:
        toc(group="status")
        headings = [line for line in capsys.readouterr().out.splitlines() if line.startswith("## ")]
        assert headings == ["## Accepted", "## Superseded"]
        with pytest.raises(UsageError, match="no grouping by `stats`"):
            toc(group="stats")


class TestIndex:
    def test_it_is_made_where_there_is_none_and_then_kept(self, project: Path, capsys: Capture) -> None:
        readme = project / "doc/adr/README.md"
        assert index(check=True) == 1
        assert not readme.exists()
        capsys.readouterr()

        assert index() == 0
        assert capsys.readouterr().out == "doc/adr/README.md\n"
        assert readme.read_text() == f"# Architecture decisions\n\n{START}\n\n{TABLE}\n{END}\n"
        assert index(check=True) == 0
        assert capsys.readouterr() == ("", "up to date: doc/adr/README.md\n")

    @pytest.mark.verifies("004-decisions/AC-014")
    def test_one_that_is_out_of_date_is_shown_as_a_diff(self, project: Path, capsys: Capture) -> None:
        readme = project / "doc/adr/README.md"
        readme.write_text(f"# Ours\n\n{START}\n{END}\nThe end.")
        index()
        capsys.readouterr()
        before = readme.read_text()
        assert before == f"# Ours\n\n{START}\n\n{TABLE}\n{END}\nThe end."

        (project / "doc/adr/0002-tokens.md").write_text(TOKENS.replace("Accepted", "Deprecated"))
        assert index(check=True) == 1
        out, err = capsys.readouterr()
        assert "-| ADR-0002 | [Sessions in \\*signed\\* tokens](0002-tokens.md) | accepted | 2026-02-03 |" in out
        assert "+| ADR-0002 | [Sessions in \\*signed\\* tokens](0002-tokens.md) | deprecated | 2026-02-03 |" in out
        assert err == "out of date: doc/adr/README.md; `spec adr index` brings it up to date\n"
        assert readme.read_text() == before

        assert index(dry_run=True, as_json=True) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["indexes"] == [{"path": "doc/adr/README.md", "up_to_date": False}]
        assert (told["files"], told["dry_run"], told["diff"]) == (["doc/adr/README.md"], True, out)

    def test_a_named_file_must_have_a_place_for_it(self, project: Path) -> None:
        (project / "README.md").write_text("# Shop\n")
        with pytest.raises(UsageError, match="no place for an index"):
            index("README.md")
        (project / "README.md").write_text(f"# Shop\n\n{START}\n{END}\n")
        assert index("README.md") == 0
        assert "[Sessions in a \\| store](doc/adr/0001-store.md)" in (project / "README.md").read_text()

    def test_the_configured_file_holds_it(self, project: Path, capsys: Capture) -> None:
        (project / ".specify/specward.yml").write_text("adr: {index: doc/decisions.md}\n")
        index()
        assert capsys.readouterr().out == "doc/decisions.md\n"
        assert "](adr/0001-store.md)" in (project / "doc/decisions.md").read_text()


def test_both_go_through_the_command_line(spec: Spec) -> None:
    spec.write("doc/adr/0001-store.md", STORE)
    spec.write("doc/adr/0002-tokens.md", TOKENS)
    assert spec("adr", "toc").out == CONTENTS
    done = spec("adr", "index", "--check", "--json")
    assert (done.code, done.json["indexes"]) == (1, [{"path": "doc/adr/README.md", "up_to_date": False}])
