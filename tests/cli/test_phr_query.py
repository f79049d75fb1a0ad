from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import SOURCE

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
LOGIN = "history/prompts/001-login/0003-sign-in.green.prompt.md"
UID = "01K5J6Q9005K1VVYM697N70YPK"
NOTHING = {"more": False, "unreadable": []}


def record(title: str, prompt: str, stage: str = "green", **keys: str) -> str:
    head = {"id": '"0003"', "title": title, "stage": stage, "date": "2026-01-02", **keys}
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    body = f"## Prompt\n\n{prompt}\n\n## Response snapshot\n\nDone.\n\n## Outcome\n\n- ✅ Impact: kept\n"
    return f"---\n{lines}---\n\n{body}"


@pytest.fixture
def history(spec: Spec) -> Spec:
    """Three records in a project without git."""
    spec.write(".specify/specward.yml", "")
    spec.write(LOGIN, record("Sign in", "Let people sign in.\nThen log out.", uid=UID, model="claude-opus-4-5"))
    spec.write("history/prompts/002-export/0001-export.red.prompt.md", record("Export", "As CSV.", "red"))
    spec.write(
        "history/prompts/general/0001-tidy.general.prompt.md",
        record("Tidy up", "Sign the files.", "general", date="2026-03-04"),
    )
    return spec


def on_a_terminal(spec: Spec, *args: str, **env: str) -> str:
    """What a command prints on a terminal of 60 columns."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": SOURCE, "PYTHONUTF8": "1", "COLUMNS": "60", "TERM": "xterm", **env}
    with subprocess.Popen(
        [sys.executable, "-m", "specward", *args],
        cwd=spec.root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ):
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            said += piece
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def test_the_list_is_a_table_with_the_newest_first(history: Spec) -> None:
    done = history("phr", "list")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "id               date        stage    title\n"
        "general/0001     2026-03-04  general  Tidy up\n"
        "002-export/0001  2026-01-02  red      Export\n"
        "001-login/0003   2026-01-02  green    Sign in\n"
    )


def test_the_list_as_json_has_every_key(history: Spec) -> None:
    done = history("phr", "list", "--feature", "login", "--json")
    assert done.json == {
        "records": [
            {
                "path": LOGIN,
                "id": "001-login/0003",
                "uid": UID,
                "date": "2026-01-02",
                "stage": "green",
                "feature": "001-login",
                "model": "claude-opus-4-5",
                "title": "Sign in",
            }
        ],
        **NOTHING,
    }


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--stage", "implement"], ["001-login/0003"]),
        (["--feature", "1"], ["001-login/0003"]),
        (["--feature", "general"], ["general/0001"]),
        (["--model", "OPUS"], ["001-login/0003"]),
        (["--since", "2026-02-01"], ["general/0001"]),
        (["--until", "2026-01-02", "--stage", "red"], ["002-export/0001"]),
        (["--limit", "1"], ["general/0001"]),
    ],
)
def test_the_list_is_narrowed_by_facets(history: Spec, options: list[str], ids: list[str]) -> None:
    assert [one["id"] for one in history("phr", "list", "--json", *options).json["records"]] == ids


def test_what_is_not_shown_is_said(history: Spec) -> None:
    done = history("phr", "list", "--limit", "2")
    assert done.err == "the newest 2 are shown; --limit 0 shows all\n"
    assert history("phr", "list", "--limit", "0").err == ""
    assert history("phr", "list", "--stage", "plan").err == "no prompt record is like this\n"


def test_without_a_project_there_is_nothing_to_list(spec: Spec) -> None:
    done = spec("phr", "list")
    assert (done.code, done.out) == (2, "")
    assert "no project here" in done.err
    spec.write(".specify/specward.yml", "")
    assert (spec("phr", "list").code, spec("phr", "list").err) == (0, "there is no prompt record yet\n")


def test_a_search_shows_each_hit_with_the_lines_that_hold_the_words(history: Spec) -> None:
    done = history("phr", "search", "SIGN", "log out")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "001-login/0003  2026-01-02  green  Sign in\n    prompt: Let people sign in.\n    prompt: Then log out.\n"
    )


def test_a_search_as_json_has_the_spans(history: Spec) -> None:
    (hit,) = history("phr", "search", "sign", "--in", "title,prompt", "--feature", "login", "--json").json["records"]
    assert hit["title_spans"] == [[0, 4]]
    assert hit["excerpts"] == [{"field": "prompt", "line": 12, "text": "Let people sign in.", "spans": [[11, 15]]}]


def test_a_search_keeps_to_the_fields_that_are_named(history: Spec) -> None:
    assert [one["id"] for one in history("phr", "search", "sign", "--in", "title", "--json").json["records"]] == [
        "001-login/0003"
    ]
    assert history("phr", "search", "kept", "--in", "prompt").err == "no prompt record is like this\n"
    assert history("phr", "search", "sign", "--in", "titles").code == 2


@pytest.mark.parametrize("arguments", [["search"], ["search", " "], ["search", "x", "--since", "soon"], ["list", "x"]])
def test_a_search_that_makes_no_sense_is_wrong_usage(history: Spec, arguments: list[str]) -> None:
    done = history("phr", *arguments)
    assert (done.code, done.out) == (2, "")


def test_hits_are_marked_on_a_terminal_and_cut_to_its_width(history: Spec) -> None:
    history.write(LOGIN, record("Sign in " + "long " * 30, "Sign " + "wide " * 30))
    lines = on_a_terminal(history, "phr", "search", "sign", "--feature", "login").splitlines()
    assert lines[0].startswith("\x1b[1m001-login/0003\x1b[0m  2026-01-02  green  \x1b[1;4mSign\x1b[0m in long")
    assert lines[1].startswith("    prompt: \x1b[1;4mSign\x1b[0m wide")
    assert all(line.endswith("…") for line in lines)
    plain = on_a_terminal(history, "phr", "search", "sign", "--feature", "login", NO_COLOR="1")
    assert "\x1b" not in plain
    assert [len(line) for line in plain.splitlines()] == [60, 60]


def test_the_list_on_a_terminal_is_cut_to_its_width(history: Spec) -> None:
    history.write(LOGIN, record("Sign in " + "long " * 30, "x"))
    shown = on_a_terminal(history, "phr", "list", NO_COLOR="1")
    assert "001-login/0003" in shown
    assert "2026-01-02" in shown
    assert "…" in shown
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in shown.splitlines()) <= 60


def test_nothing_of_a_record_reaches_a_terminal_as_a_command_to_it(history: Spec) -> None:
    history.write(LOGIN, record('"a\\x1b]0;b\\x07"', "\x1b[31mred\x1b[0m needle"))
    for arguments in (["list"], ["search", "needle"], ["show", "001-login/3"], ["show", "001-login/3", "--prompt"]):
        shown = on_a_terminal(history, "phr", *arguments, NO_COLOR="1")
        assert "\x1b]" not in shown
        assert "\x1b[31m" not in shown


def test_a_record_is_shown_with_all_that_is_known_of_it(history: Spec) -> None:
    done = history("phr", "show", "001-login/3")
    assert done.out == (
        "001-login/0003  2026-01-02  green\n"
        "Sign in\n\n"
        f"path     {LOGIN}\n"
        f"uid      {UID}\n"
        "model    claude-opus-4-5\n\n"
        "Prompt\n  Let people sign in.\n  Then log out.\n\n"
        "Response\n  Done.\n\n"
        "Outcome\n  - ✅ Impact: kept\n"
    )


def test_a_record_as_json_has_every_key(history: Spec) -> None:
    said = history("phr", "show", UID[:8], "--json").json
    assert list(said) == [
        *("path", "id", "uid", "number", "title", "stage", "date", "surface", "model", "feature", "branch", "user"),
        *("command", "source", "session", "labels", "files", "tests", "links", "prompt", "response", "outcome"),
        "outcome_text",
        *("evaluation", "complete"),
    ]
    assert said["outcome"] == {"impact": "kept"}
    assert said["number"] == 3
    assert said["complete"] is True


def test_the_prompt_alone_is_given_byte_for_byte(history: Spec) -> None:
    assert history("phr", "show", LOGIN, "--prompt").out == "Let people sign in.\nThen log out."
    history.write(LOGIN, record("A", '```json prompt\n"one\\u0000two\\u202e\\r\\nthree "\n```'))
    process = history.start("phr", "show", LOGIN, "--prompt")
    assert process.communicate()[0] == "one\0two\u202e\r\nthree ".encode()


def test_a_path_counts_from_where_the_user_stands(history: Spec) -> None:
    folder, _, name = LOGIN.rpartition("/")
    history.root /= folder
    assert history("phr", "show", name, "--prompt").out.startswith("Let people")


def test_what_names_no_record_or_several_is_wrong_usage(history: Spec) -> None:
    done = history("phr", "show", "0009")
    assert (done.code, done.out) == (2, "")
    assert "there is no prompt record 0009" in done.err
    assert "help: `spec phr list`" in done.err
    done = history("phr", "show", "1")
    assert done.code == 2
    assert "1 may mean 2 records: history/prompts/002-export/" in done.err


def test_a_record_that_cannot_be_read_leaves_the_answer_undetermined(spec: Spec, repository: GitRepository) -> None:
    spec.root = repository.root
    spec.write(LOGIN, record("Sign in", "x"))
    repository.commit()
    (spec.root / LOGIN).unlink()
    (spec.root / LOGIN).symlink_to("elsewhere")
    done = spec("phr", "search", "sign")
    assert (done.code, done.out) == (3, "")
    assert f"{LOGIN} cannot be read: it is a symbolic link, which is not followed" in done.err
    reason = {"path": LOGIN, "reason": "it is a symbolic link, which is not followed"}
    assert spec("phr", "list", "--json").json == {"records": [], "more": False, "unreadable": [reason]}


def test_an_invalid_configuration_is_told(history: Spec) -> None:
    history.write(".specify/specward.yml", "phr: [1]\n")
    for arguments in (["list"], ["search", "x"], ["show", "1"]):
        assert history("phr", *arguments).code == 2


def test_help_teaches(history: Spec) -> None:
    for command in ("list", "show", "search"):
        said = history("phr", command, "--help").out
        assert "The JSON object has the keys" in " ".join(said.split())
