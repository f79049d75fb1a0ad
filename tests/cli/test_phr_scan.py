"""`spec phr scan`: where secrets stand in the history, without a word of them."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Done, Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
TOKEN = "ghp_" + "aB3dE5fG7hI9kL1mN3oP5qR7sT9uV1wX3yZ5"
WORD = "zebra9!"
RECORD = "history/prompts/general/0001-deploy.general.prompt.md"
CLEAN = "history/prompts/general/0002-tidy.general.prompt.md"
SPEC = "specs/001-login/spec.md"


def record(prompt: str) -> str:
    """A record of the history."""
    head = "---\nid: 0001\ntitle: Deploy\nstage: general\ndate: 2025-01-15\n---\n"
    return f"{head}\n## Prompt\n\n{prompt}\n\n## Response snapshot\n\nDone.\n"


@pytest.fixture
def shop(spec: Spec) -> Spec:
    """A project with a record that holds two secrets, one that holds none, and a specification that holds one."""
    spec.write(RECORD, record(f"Deploy with {TOKEN}\nto postgres://app:{WORD}@db/shop."))
    spec.write(CLEAN, record("Tidy up. The token expires after 15 minutes."))
    spec.write(SPEC, f"# Feature Specification: Login\n\nTry it with password = '{WORD}xyz1'.\n")
    return spec


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The first folder on PATH, where a test puts a scanner."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder) + os.pathsep + os.environ["PATH"])
    return folder


def scanner(folder: Path, body: str) -> None:
    """A `gitleaks` that says what a test wants."""
    path = folder / "gitleaks"
    path.write_text(f"#!{sys.executable}\nimport json, sys\ntext = sys.stdin.buffer.read().decode()\n{body}\n")
    path.chmod(0o755)


def tells_nothing(done: Done) -> bool:
    """Whether no secret is in what was said."""
    return not any(secret in done.out + done.err for secret in (TOKEN, TOKEN[4:12], WORD))


@pytest.mark.verifies("003-prompts-are-captured/AC-010")
def test_places_rules_and_lengths_are_told_and_nothing_of_a_secret(shop: Spec) -> None:
    before = shop.files()
    done = shop("phr", "scan")
    assert done.code == 1
    assert done.out == f"{RECORD}:10:13  github-token  40 characters\n{RECORD}:11:19  url-password  7 characters\n"
    assert done.err == (
        "2 secrets in 2 documents\n"
        "a secret that was recorded or committed is known: give it up and have a new one made, where it came from\n"
    )
    assert tells_nothing(done)
    assert shop.files() == before


def test_a_clean_history_is_clean(shop: Spec) -> None:
    shop.write(RECORD, record("Deploy."))
    done = shop("phr", "scan")
    assert (done.code, done.out, done.err) == (0, "", "0 secrets in 2 documents\n")


def test_all_looks_into_every_document(shop: Spec) -> None:
    done = shop("phr", "scan", "--all")
    assert (done.code, tells_nothing(done)) == (1, True)
    assert f"{SPEC}:3:25  assigned-secret  11 characters" in done.out
    assert "3 secrets in 3 documents" in done.err


def test_fix_puts_placeholders_in_and_leaves_all_else(shop: Spec) -> None:
    before = shop.files()
    done = shop("phr", "scan", "--fix")
    assert (done.code, tells_nothing(done)) == (0, True)
    assert done.out.startswith(f"redacted {RECORD}:10:13  github-token")
    after = shop.read(RECORD)
    head, _, rest = before[RECORD].decode().partition(TOKEN)
    middle, _, tail = rest.partition(WORD)
    assert after.startswith(f"{head}[REDACTED:github-token:")
    assert f"]{middle}[REDACTED:url-password:" in after
    assert after.endswith(f"]{tail}")
    assert {path: data for path, data in shop.files().items() if path in before and path != RECORD} == {
        path: data for path, data in before.items() if path != RECORD
    }
    assert shop("phr", "scan").code == 0


@pytest.mark.verifies("003-prompts-are-captured/AC-010")
def test_after_a_fix_no_file_holds_the_secret(shop: Spec) -> None:
    shop("phr", "scan", "--all", "--fix")
    assert not [path for path, data in shop.files().items() if TOKEN.encode() in data or WORD.encode() in data]


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(shop: Spec) -> None:
    before = shop.files()
    done = shop("phr", "scan", "--fix", "--dry-run")
    assert (done.code, tells_nothing(done)) == (1, True)
    assert done.out.splitlines()[0] == f"would redact {RECORD}:10:13  github-token  40 characters"
    assert shop.files() == before


def test_a_dry_run_of_nothing_is_wrong_usage(shop: Spec) -> None:
    done = shop("phr", "scan", "--dry-run")
    assert done.code == 2
    assert "--dry-run goes with --fix" in done.err


def test_the_same_secret_has_the_same_digits_in_every_document(shop: Spec) -> None:
    shop.write(CLEAN, record(f"And again {TOKEN}."))
    shop("phr", "scan", "--fix")
    marks = {shop.read(path).partition("[REDACTED:github-token:")[2][:8] for path in (RECORD, CLEAN)}
    assert len(marks) == 1


def test_json_has_every_place_and_no_secret(shop: Spec) -> None:
    done = shop("phr", "scan", "--json")
    assert (done.code, tells_nothing(done)) == (1, True)
    assert done.json == {
        "documents": 2,
        "leaks": [
            {"path": RECORD, "line": 10, "column": 13, "length": 40, "rule": "github-token", "tool": None},
            {"path": RECORD, "line": 11, "column": 19, "length": 7, "rule": "url-password", "tool": None},
        ],
        "redacted": [],
        "kept": [],
        "second_opinion": None,
        "undetermined": [],
        "dry_run": False,
    }
    fixed = shop("phr", "scan", "--json", "--fix").json
    assert (fixed["redacted"], shop("phr", "scan", "--json").json["leaks"]) == ([RECORD], [])


def test_values_of_env_files_and_of_the_environment_are_secrets(shop: Spec) -> None:
    shop.write(".env", "DB_PASSWORD=swordfish-1\n")
    shop.write(CLEAN, record("psql refuses swordfish-1 and swordfish-2, why?"))
    done = shop("phr", "scan", MY_TOKEN="swordfish-2")  # noqa: S106 -- made up for this test
    assert f"{CLEAN}:10:14  known-value  11 characters" in done.out
    assert f"{CLEAN}:10:30  known-value  11 characters" in done.out
    assert "swordfish" not in done.out + done.err


def test_a_document_that_is_not_utf_8_is_told_and_never_rewritten(shop: Spec) -> None:
    data = record(f"Grüße, {TOKEN}").encode("windows-1252")
    (shop.root / RECORD).write_bytes(data)
    done = shop("phr", "scan", "--fix")
    assert (done.code, tells_nothing(done)) == (1, True)
    assert done.out.startswith(f"{RECORD}:10:8  github-token")
    assert f"not rewritten: {RECORD} is not UTF-8" in done.err
    assert (shop.root / RECORD).read_bytes() == data


def test_a_record_that_cannot_be_read_is_undetermined(shop: Spec, repository: GitRepository) -> None:
    shop.root = repository.root
    shop.write(RECORD, record(f"Deploy with {TOKEN}"))
    shop.write(CLEAN, record("Tidy up."))
    repository.commit()
    (shop.root / CLEAN).unlink()
    (shop.root / CLEAN).symlink_to("elsewhere")
    done = shop("phr", "scan")
    assert (done.code, done.out) == (3, f"{RECORD}:10:13  github-token  40 characters\n")
    assert f"undetermined: {CLEAN}: it is a symbolic link, which is not followed" in done.err


def test_a_path_with_control_characters_is_shown_safely(shop: Spec) -> None:
    path = "history/prompts/general/0003-\x1b[31m.general.prompt.md"
    shop.write(path, record(f"Deploy with {TOKEN}."))
    done = shop("phr", "scan")
    assert "\x1b" not in done.out
    assert "0003-·[31m.general.prompt.md:10:13  github-token" in done.out


def test_without_a_scanner_the_second_opinion_says_so(shop: Spec, bin_folder: Path) -> None:
    done = shop("phr", "scan", "--second-opinion", PATH=str(bin_folder))
    assert done.code == 1
    assert "second opinion: not run: no gitleaks or betterleaks on PATH\n" in done.err


@pytest.mark.skipif(os.name == "nt", reason="a script with a first line of its own is no program on Windows")
class TestSecondOpinion:
    """With a `gitleaks` on PATH."""

    FINDINGS = json.dumps(
        [{"RuleID": "generic-api-key", "Secret": "15 minutes"}, {"RuleID": "github", "Secret": TOKEN}]
    )

    def test_what_only_the_scanner_found_is_told_as_its_own(self, shop: Spec, bin_folder: Path) -> None:
        scanner(bin_folder, f"print({self.FINDINGS!r})")
        done = shop("phr", "scan", "--second-opinion")
        assert (done.code, tells_nothing(done)) == (1, True)
        assert f"{CLEAN}:10:34  generic-api-key  10 characters  gitleaks\n" in done.out
        assert done.out.count("github") == 1

    def test_it_reads_the_texts_of_all_documents(self, shop: Spec, bin_folder: Path) -> None:
        scanner(bin_folder, "print('[]') if 'Tidy up' in text and 'Deploy with' in text else sys.exit(1)")
        done = shop("phr", "scan", "--second-opinion", "--json")
        assert (done.json["second_opinion"], done.json["undetermined"]) == ("gitleaks", [])

    def test_what_it_found_is_redacted_too(self, shop: Spec, bin_folder: Path) -> None:
        scanner(bin_folder, f"print({self.FINDINGS!r})")
        assert shop("phr", "scan", "--second-opinion", "--fix").code == 0
        assert "expires after [REDACTED:generic-api-key:" in shop.read(CLEAN)
        assert shop("phr", "scan", "--second-opinion").code == 0

    def test_where_it_fails_our_own_places_are_told_and_the_rest_is_undetermined(
        self, shop: Spec, bin_folder: Path
    ) -> None:
        scanner(bin_folder, "sys.exit(text)")
        done = shop("phr", "scan", "--second-opinion")
        assert (done.code, tells_nothing(done)) == (3, True)
        assert "github-token" in done.out
        assert "undetermined: gitleaks: gitleaks ended with status 1\n" in done.err


def test_help_teaches(shop: Spec) -> None:
    said = shop("phr", "scan", "--help").out
    for word in ("--fix", "--second-opinion", "git's history", "[REDACTED:"):
        assert word in said
