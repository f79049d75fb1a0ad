"""The commands of adr-tools as scripts call them: words, files, output, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.cli.conftest import SOURCE

from specward.cli.adr_tools import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import GitRepository


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Adr:
    """`adr` in a folder, in this process."""

    def __init__(self, root: Path, enter: Callable[[Path], None], said: Callable[[], tuple[str, str]]) -> None:
        self.root = root
        self.enter = enter
        self._said = said

    def __call__(self, *words: str) -> Said:
        code = main(words)
        return Said(code, *self._said())

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def names(self, folder: str = "doc/adr") -> list[str]:
        return sorted(os.listdir(self.root / folder))


@pytest.fixture
def adr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Adr:
    for name in ("ADR_PAGER", "ADR_TEMPLATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ADR_DATE", "2026-01-02")
    root = tmp_path / "shop"
    root.mkdir()
    monkeypatch.chdir(root)

    def said() -> tuple[str, str]:
        captured = capfd.readouterr()
        return captured.out, captured.err

    return Adr(root, monkeypatch.chdir, said)


def test_the_first_record_is_about_records_and_a_second_init_makes_another(adr: Adr) -> None:
    assert adr("init") == (0, "doc/adr/0001-record-architecture-decisions.md\n", "")
    text = adr.read("doc/adr/0001-record-architecture-decisions.md")
    assert text.startswith(
        "# 1. Record architecture decisions\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Context"
    )
    assert adr("init").out == "doc/adr/0002-record-architecture-decisions.md\n"
    assert sorted(os.listdir(adr.root)) == ["doc"]


@pytest.mark.verifies("004-decisions/AC-018")
def test_a_folder_with_blanks_in_its_name_is_made_pointed_to_and_found_from_below(adr: Adr) -> None:
    assert adr("init", "my adrs/").out == "my adrs/0001-record-architecture-decisions.md\n"
    assert adr.read(".adr-dir") == "my adrs/\n"
    (adr.root / "src").mkdir()
    adr.enter(adr.root / "src")
    assert adr("new", "Use", "H2").out == "../my adrs/0002-use-h2.md\n"
    assert adr("list").out == "../my adrs/0001-record-architecture-decisions.md\n../my adrs/0002-use-h2.md\n"


def test_another_init_points_elsewhere(adr: Adr, tmp_path: Path) -> None:
    adr("init", "one")
    assert adr("init", "two").out == "two/0001-record-architecture-decisions.md\n"
    assert adr.read(".adr-dir") == "two\n"
    assert "outside of the project" in adr("init", str(tmp_path / "outside")).err
    assert adr.read(".adr-dir") == "two\n"
    assert adr("init", "a\nb").code == 1


@pytest.mark.verifies("004-decisions/AC-018")
def test_a_record_is_written_superseding_and_linked_and_its_path_is_printed_last(adr: Adr) -> None:
    for title in ("Use H2 database", "Choose queues"):
        adr("new", title)
    assert adr("new", "-s2", "-l", "1:Amends:Amended by", "--", "-s", "for", "short") == (
        0,
        "doc/adr/0003-s-for-short.md\n",
        "",
    )
    assert "## Status\n\nSuperceded by [3. -s for short](0003-s-for-short.md)\n\n## Context" in adr.read(
        "doc/adr/0002-choose-queues.md"
    )
    assert "Accepted\n\nAmended by [3. -s for short](0003-s-for-short.md)\n\n## " in adr.read(
        "doc/adr/0001-use-h2-database.md"
    )
    assert adr("new", "Options", "after", "it", "-s", "1").out == "doc/adr/0004-options-after-it-s-1.md\n"


@pytest.mark.parametrize(
    ("words", "code", "out", "err"),
    [
        (("new",), 1, "ERROR: no title given\n", ""),
        (("new", "--"), 1, "ERROR: no title given\n", ""),
        (("new", "-x", "T"), 1, "", "there is no option -x"),
        (("new", "--help"), 1, "", "there is no option --help\n  help: usage: adr new "),
        (("new", "-s"), 1, "", "the option -s needs a value"),
        (("new", "-s", "99", "T"), 1, "", "there is no decision 99"),
        (("new", "-l", "1:Amends", "T"), 1, "", "not a target, a link and a reverse link"),
        (("list",), 1, "The doc/adr directory does not exist\n", ""),
        (("generate", "toc"), 1, "The doc/adr directory does not exist\n", ""),
        (("link", "1", "Amends", "2", "Amended by"), 1, "The doc/adr directory does not exist\n", ""),
        (("upgrade-repository",), 1, "The doc/adr directory does not exist\n", ""),
        (("link", "1", "Amends"), 1, "", "TARGET is missing"),
        (("link", "1", "Amends", "2", ""), 1, "", "REVERSE-LINK is missing"),
        (("generate",), 0, "graph\ntoc\n", ""),
        (("generate", "pdf"), 127, "", "there is no report pdf"),
        (("generate", "toc", "-x"), 1, "", "there is no option -x"),
    ],
)
def test_what_goes_wrong_is_said_where_adr_tools_says_it_and_writes_nothing(
    adr: Adr, words: tuple[str, ...], code: int, out: str, err: str
) -> None:
    said = adr(*words)
    assert (said.code, said.out) == (code, out)
    assert err in said.err
    assert bool(err) == bool(said.err)
    assert list(adr.root.iterdir()) == []


def test_the_reports_read_their_files_and_go_to_stdout(adr: Adr) -> None:
    adr("new", "First")
    (adr.root / "intro.md").write_text("Before.\n")
    assert adr("generate", "toc", "-i", "intro.md", "-pdocs/") == (
        0,
        "# Architecture Decision Records\n\nBefore.\n\n* [1. First](docs/0001-first.md)\n",
        "",
    )
    assert adr("generate", "toc", "-o", "none.md").code == 1
    assert '_1 [label="1. First"; URL="/0001-first.xhtml"];' in adr("generate", "graph", "-p", "/", "-e", ".xhtml").out


def test_links_and_upgrades_say_nothing_and_a_second_time_do_nothing(adr: Adr) -> None:
    adr("new", "First")
    (adr.root / "doc/adr/0002-old.md").write_text("# 2. Old\n\nDate: 31/12/2016\n\n## Status\n\nAccepted\n")
    for _ in range(2):
        assert adr("link", "2", "Amends", "first", "Amended by") == (0, "", "")
        assert adr("upgrade-repository", "ignored") == (0, "", "")
    assert adr.read("doc/adr/0002-old.md") == (
        "# 2. Old\n\nDate: 2016-12-31\n\n## Status\n\nAccepted\n\nAmends [1. First](0001-first.md)\n"
    )


def test_a_dry_run_shows_the_changes_and_makes_none(adr: Adr) -> None:
    adr("new", "First")
    shown = adr("--dry-run", "new", "-s", "1", "Second").out
    assert "+++ b/doc/adr/0002-second.md" in shown
    assert "-Accepted\n+Superceded by [2. Second](0002-second.md)\n" in shown
    assert adr("--dry-run", "upgrade-repository") == (0, "", "")
    assert "new file" in adr("--dry-run", "init", "other").out
    assert adr.names() == ["0001-first.md"]
    assert sorted(os.listdir(adr.root)) == ["doc"]


def test_no_command_and_an_unknown_one_show_the_commands_and_fail(adr: Adr) -> None:
    shown = adr("help")
    assert (shown.code, shown.out.splitlines()[0]) == (0, "usage: adr COMMAND [ARGUMENT...]")
    assert adr() == adr("bogus") == (1, shown.out, "")
    assert adr("--help") == (0, shown.out, "")


def test_help_goes_through_the_pager_that_the_environment_names(adr: Adr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "sed -n 1p")
    assert adr("help", "list").out == "usage: adr list\n"
    monkeypatch.setenv("ADR_PAGER", f"'{sys.executable}' -c 'print(1)'")
    assert adr("help", "list").out == "1\n"
    monkeypatch.setenv("ADR_PAGER", "no-such-pager")
    assert adr("help", "list").out.startswith("usage: adr list\n\n")


def test_config_names_the_folders_that_a_package_needs(adr: Adr) -> None:
    values = dict(line.split("=", 1) for line in adr("config").out.splitlines())
    assert sorted(values) == ["adr_bin_dir", "adr_template_dir"]
    assert sorted(os.listdir(values["adr_template_dir"].strip('"'))) == ["init.md", "template.md"]


def test_completions_are_one_line_even_where_there_are_none(adr: Adr) -> None:
    assert adr("--complete", "adr", "list", "x") == (0, "\n", "")


def test_the_editor_works_on_the_record_before_its_path_is_printed(adr: Adr, monkeypatch: pytest.MonkeyPatch) -> None:
    script = adr.root / "editor.py"
    script.write_text("import sys\nprint('editing', sys.argv[-1])\nopen(sys.argv[-1], 'a').write('more\\n')\n")
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}' --wait")
    assert adr("new", "T").out == "editing doc/adr/0001-t.md\ndoc/adr/0001-t.md\n"
    assert adr.read("doc/adr/0001-t.md").endswith("\nmore\n")


@pytest.mark.parametrize(
    ("editor", "code"), [("sh -c 'exit 7'", 7), ("sh -c 'kill -9 $$'", 137), ("no-such-editor", 1)]
)
def test_an_editor_that_fails_leaves_the_record_and_prints_no_path(
    adr: Adr, monkeypatch: pytest.MonkeyPatch, editor: str, code: int
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    said = adr("new", "T")
    assert (said.code, said.out) == (code, "")
    assert "the record is written" in said.err
    assert adr.names() == ["0001-t.md"]


def test_the_environment_gives_date_and_template_and_a_project_a_template_of_its_own(
    adr: Adr, monkeypatch: pytest.MonkeyPatch
) -> None:
    adr("init", "adrs")
    (adr.root / "adrs/templates").mkdir()
    (adr.root / "adrs/templates/template.md").write_text("# TITLE\n\n# Status\n\nSTATUS on DATE, no. NUMBER\n")
    monkeypatch.setenv("ADR_DATE", "12/01/1992")
    adr("new", "Own")
    assert adr.read("adrs/0002-own.md") == "# Own\n\n# Status\n\nAccepted on 12/01/1992, no. 2\n"
    (adr.root / "other.md").write_text("NUMBER TITLE")
    monkeypatch.setenv("ADR_TEMPLATE", "other.md")
    adr("new", "Other")
    assert adr.read("adrs/0003-other.md") == "3 Other"
    monkeypatch.setenv("ADR_TEMPLATE", "missing.md")
    assert adr("new", "Missing").code == 1
    assert adr.names("adrs") == ["0001-record-architecture-decisions.md", "0002-own.md", "0003-other.md", "templates"]


@pytest.mark.verifies("004-decisions/AC-018")
def test_a_number_that_another_branch_has_is_not_given_again(adr: Adr, repository: GitRepository) -> None:
    adr.enter(repository.root)
    repository.commit("first")
    repository.git("switch", "-qc", "one")
    assert adr("new", "One").out == "doc/adr/0001-one.md\n"
    repository.commit("one")
    repository.git("switch", "-q", "-")
    (repository.root / "doc/adr/0009-folder").mkdir(parents=True)
    (repository.root / "doc/adr/0007-x.md.bak").touch()
    assert adr("new", "Two").out == "doc/adr/0002-two.md\n"


def test_the_mode_of_a_record_stays(adr: Adr) -> None:
    adr("new", "First")
    path = adr.root / "doc/adr/0001-first.md"
    path.chmod(0o640)
    adr("new", "-s", "1", "Second")
    assert path.stat().st_mode & 0o777 == 0o640


def test_records_behind_a_symbolic_link_are_written_where_they_lie(adr: Adr) -> None:
    (adr.root / "real").mkdir()
    (adr.root / "doc").mkdir()
    (adr.root / "doc/adr").symlink_to("../real")
    adr("new", "One")
    assert adr("new", "-s", "doc/adr/0001-one.md", "Two").out == "doc/adr/0002-two.md\n"
    assert "Superceded by [2. Two](0002-two.md)" in adr.read("real/0001-one.md")


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("004-decisions/AC-018")
def test_twenty_at_once_get_twenty_numbers(adr: Adr) -> None:
    command = [sys.executable, "-m", "specward", "adr-tools", "new"]
    env = {**os.environ, "PYTHONPATH": SOURCE}
    running = [
        subprocess.Popen([*command, f"Choice {count}"], env=env, stdout=subprocess.DEVNULL) for count in range(20)
    ]
    assert [process.wait() for process in running] == [0] * 20
    assert [name[:4] for name in adr.names()] == [f"{number:04d}" for number in range(1, 21)]


@pytest.mark.usefixtures("unmeasured")
def test_the_commands_are_reached_behind_options_of_spec_and_load_no_framework(adr: Adr) -> None:
    program = (
        "import sys\nfrom specward.__main__ import main\n"
        "try:\n    main()\n"
        "finally:\n    print([name for name in ('typer', 'rich', 'jinja2', 'yaml', 'git') if name in sys.modules])\n"
    )
    env = {**os.environ, "PYTHONPATH": SOURCE}

    def ran(*words: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", program, *words], env=env, capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()

    adr("init")
    assert ran("adr-tools", "new", "-s", "1", "T") == ["doc/adr/0002-t.md", "[]"]
    assert ran("-C", str(adr.root), "adr-tools", "new", "-s2", "--", "-x")[0] == "doc/adr/0003-x.md"
