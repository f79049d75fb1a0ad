"""`spec check --baseline`: old findings pass, new ones fail, wherever one looks from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.checked import Check, faulty

from specward.output.formats import Format

if TYPE_CHECKING:
    from tests.conftest import GitRepository

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-011")

BASELINE = ".specify/baseline.lock"
SPEC = "specs/001-a/spec.md"


def test_old_findings_pass_and_a_new_one_fails(shop: GitRepository, check: Check) -> None:
    first = check(baseline=True)
    assert first.out == f"remembered 2 findings in {BASELINE}; from now on new ones fail\n"
    assert check().code == 0
    assert check().summary == "no findings in 2 documents (2 in the baseline)"
    shop.write(SPEC, faulty(1, 2, 3))
    assert check().code == 1
    assert check().summary == "1 error in 1 of 2 documents (2 in the baseline)"
    assert check.places() == [f"{SPEC}:7"]


def test_every_state_is_held_against_its_own_baseline(shop: GitRepository, check: Check) -> None:
    check(baseline=True)
    assert check(staged=True).code == 1
    shop.git("add", BASELINE)
    assert check(staged=True).code == 0
    assert check(rev="HEAD").code == 1
    shop.commit()
    assert check(rev="HEAD").code == 0
    assert check(rev="HEAD~1").code == 1


def test_no_baseline_shows_what_it_remembers(check: Check) -> None:
    check(baseline=True)
    assert check(no_baseline=True).summary == "2 errors in 1 of 2 documents"


def test_renewing_says_what_came_and_what_went(shop: GitRepository, check: Check) -> None:
    check(baseline=True)
    assert check(baseline=True).out == f"{BASELINE} remembers 2 findings, as before\n"
    shop.write(SPEC, faulty(2, 3, 4))
    assert check(baseline=True).out == f"remembered 3 findings in {BASELINE}: 2 added, 1 dropped\n"


def test_what_is_mended_is_told_with_the_command_that_drops_it(shop: GitRepository, check: Check) -> None:
    check(baseline=True)
    shop.write(SPEC, faulty(2))
    done = check()
    assert done.code == 0
    assert "1 finding of the baseline is gone: `spec check --baseline` drops it\n" in done.out
    shop.write(SPEC, faulty(3))
    assert "are gone: `spec check --baseline` drops them, and remembers what is reported here\n" in check().out


def test_what_a_run_does_not_ask_about_is_neither_gone_nor_dropped(shop: GitRepository, check: Check) -> None:
    shop.write("specs/002-b/spec.md", faulty(9))
    check(baseline=True)
    shop.write("specs/002-b/spec.md", faulty())
    assert "gone" not in check(SPEC).out
    assert "gone" not in check(select=("SPC001",)).out
    assert check(SPEC, baseline=True).out == f"{BASELINE} remembers 3 findings, as before\n"
    assert "1 finding of the baseline is gone" in check("specs/002-b").out
    assert check("specs/002-b", baseline=True).out == f"remembered 2 findings in {BASELINE}: 0 added, 1 dropped\n"


def test_a_list_without_findings_is_deleted(shop: GitRepository, check: Check) -> None:
    assert check("specs", baseline=True, select=("SPC001",)).out == (
        "there are no findings, so there is nothing to remember\n"
    )
    check(baseline=True)
    shop.write(SPEC, faulty())
    assert check(baseline=True).out == f"nothing is left of 2 remembered findings: {BASELINE} is deleted\n"
    assert not (shop.root / BASELINE).exists()


def test_a_renamed_feature_keeps_its_place_in_the_baseline(shop: GitRepository, check: Check) -> None:
    check(baseline=True)
    shop.git("mv", "specs/001-a", "specs/007-a")
    assert check().summary == "no findings in 2 documents (2 in the baseline)"
    assert check(staged=True).code == 1  # the list is not staged
    shop.git("add", BASELINE)
    assert check(staged=True).code == 0


def test_a_dry_run_shows_the_list_and_writes_nothing(shop: GitRepository, check: Check) -> None:
    done = check(baseline=True, dry_run=True)
    assert done.out.startswith(f"diff --git a/{BASELINE} b/{BASELINE}\nnew file mode 100644\n")
    assert done.err == f"would remember 2 findings in {BASELINE}; from now on new ones fail\n"
    assert not (shop.root / BASELINE).exists()


def test_a_list_that_git_ignores_counts_and_is_told(shop: GitRepository, check: Check) -> None:
    shop.write(".gitignore", "*.lock\n")
    done = check(baseline=True)
    assert done.err == f"git ignores {BASELINE}, so nobody else will have it: add `!{BASELINE}` to .gitignore\n"
    assert check().code == 0


def test_programs_get_json(check: Check) -> None:
    said = json.loads(check(baseline=True, format=Format.JSON).out)
    assert said == {
        "baselines": [{"path": BASELINE, "remembered": 2, "added": 2, "dropped": 0}],
        "files": [BASELINE],
        "dry_run": False,
    }
    summary = json.loads(check(format=Format.JSON).out)["summary"]
    assert (summary["errors"], summary["known"], summary["gone"]) == (0, 2, 0)


def test_the_merge_of_two_renewed_lists_is_a_list(shop: GitRepository, check: Check) -> None:
    check(baseline=True)
    shop.commit()
    shop.git("switch", "-qc", "other")
    shop.write("specs/009-z/spec.md", faulty(1))
    check(baseline=True)
    shop.commit()
    shop.git("switch", "-q", "main")
    shop.write("specs/000-a/spec.md", faulty(1))
    check(baseline=True)
    shop.commit()
    shop.git("merge", "-q", "--no-edit", "other")
    assert check().summary == "no findings in 4 documents (4 in the baseline)"


@pytest.mark.parametrize("options", [{}, {"baseline": True}, {"staged": True}], ids=str)
def test_a_conflict_in_the_list_is_told_with_its_line(
    shop: GitRepository, check: Check, options: dict[str, Any]
) -> None:
    check(baseline=True)
    text = (shop.root / BASELINE).read_text()
    shop.write(BASELINE, f"{text}<<<<<<< HEAD\n=======\n>>>>>>> other\n")
    shop.git("add", BASELINE)
    done = check(**options)
    assert done.code == 2
    assert done.err.startswith(f"{BASELINE}:5: error: ")
    assert "git left a merge conflict in it" in done.err
    assert "keep the lines of both sides" in done.err
    assert check(no_baseline=True).code == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"staged": True}, "--staged has no place beside it"),
        ({"rev": "HEAD"}, "--rev has no place beside it"),
        ({"diff": True}, "--diff has no place beside it"),
        ({"fix": True}, "--fix has no place beside it"),
        ({"no_baseline": True}, "--baseline and --no-baseline exclude each other"),
        ({"format": Format.GITHUB}, "--baseline has no report in the form github"),
    ],
)
def test_what_cannot_go_with_it_is_refused(
    shop: GitRepository, check: Check, options: dict[str, Any], message: str
) -> None:
    done = check(baseline=True, **options)
    assert done.code == 2
    assert message in done.err
    assert not (shop.root / BASELINE).exists()


def test_nothing_is_remembered_where_something_cannot_be_read(shop: GitRepository, check: Check) -> None:
    (shop.root / SPEC).unlink()
    os.mkfifo(shop.root / SPEC)
    done = check(baseline=True)
    assert done.code == 3
    assert f"{SPEC}: undetermined: " in done.err
    assert not (shop.root / BASELINE).exists()


def test_a_configuration_that_is_not_valid_is_no_reason_to_drop_all(shop: GitRepository, check: Check) -> None:
    check(baseline=True)
    shop.write(".specify/specward.yml", "rulse: {}\n")
    assert check(baseline=True).code == 2
    assert "gone" not in check(select=()).out
    assert len((shop.root / BASELINE).read_text().splitlines()) == 4


@pytest.mark.usefixtures("unmeasured")
def test_the_commit_hook_lets_old_findings_pass_and_no_new_one(shop: GitRepository, check: Check) -> None:
    def hook() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "specward", "hook", "pre-commit"]
        return subprocess.run(command, cwd=shop.root, capture_output=True, text=True, check=False)

    check(baseline=True, select=())
    shop.commit()
    shop.write(SPEC, "\n" + faulty(1, 2) + "\nMore.\n")
    shop.git("add", "-A")
    assert (hook().returncode, hook().stdout) == (0, "")
    shop.write(SPEC, faulty(1, 2, 3))
    shop.git("add", "-A")
    done = hook()
    assert done.returncode == 1
    assert done.stdout.count("story-without-criterion") == 1
    shop.write(BASELINE, "broken\n")
    shop.git("add", "-A")
    done = hook()
    assert done.returncode == 2
    assert f"{BASELINE}:1: error: the baseline cannot be relied on" in done.stderr


@pytest.mark.usefixtures("unmeasured")
def test_it_is_an_option_of_the_command(shop: GitRepository) -> None:
    def spec(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "specward", "check", *arguments]
        return subprocess.run(command, cwd=shop.root, capture_output=True, text=True, check=False)

    assert spec("--baseline").returncode == 0
    assert spec().returncode == 0
    assert spec("--no-baseline", "--select", "SPC007").returncode == 1


def test_a_list_of_many_findings_is_read(shop: GitRepository, check: Check) -> None:
    check(baseline=True)
    line = f"specs/001/spec.md SPC001 ff1:{{:032x}} ff1:{'0' * 32} x\n"
    shop.write(BASELINE, (shop.root / BASELINE).read_text() + "".join(map(line.format, range(20_000))))
    assert check().summary == "no findings in 2 documents (2 in the baseline)"
