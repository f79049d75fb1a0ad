"""Several projects in one run: each by its own configuration and baseline, told as seen from where one stands."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.checked import CONSTITUTION, Check, faulty

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-014")

MARK = ".specify/memory/constitution.md"
SPEC = "specs/001-a/spec.md"
API, WEB = f"apps/api/{SPEC}", f"apps/web/{SPEC}"


@pytest.fixture
def shop(repository: GitRepository) -> GitRepository:
    """A repository with two projects in it, and none around them."""
    for folder in ("apps/api", "apps/web"):
        repository.write(f"{folder}/{MARK}", CONSTITUTION)
        repository.write(f"{folder}/{SPEC}", faulty(1))
    repository.write("README.md", "# Shop\n")
    repository.commit()
    return repository


@pytest.fixture
def check(shop: GitRepository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    return Check(shop.root, monkeypatch, capsys)


def test_all_projects_of_a_repository_are_checked_in_one_report(check: Check) -> None:
    done = check()
    assert done.code == 1
    assert done.summary == "2 errors in 2 of 4 documents of 2 projects"
    assert check.places() == [f"{API}:3", f"{WEB}:3"]
    assert check.places(staged=True) == check.places(rev="HEAD") == [f"{API}:3", f"{WEB}:3"]


def test_a_project_around_others_is_checked_with_them_and_without_their_documents(
    shop: GitRepository, check: Check
) -> None:
    shop.write(SPEC, faulty(1))
    shop.write(MARK, CONSTITUTION)
    assert check().summary == "3 errors in 3 of 6 documents of 3 projects"
    assert check.places() == [f"{API}:3", f"{WEB}:3", f"{SPEC}:3"]


def test_a_feature_outside_of_them_makes_the_repository_a_project(shop: GitRepository, check: Check) -> None:
    shop.write(SPEC, faulty())
    assert check().summary == "2 errors in 2 of 5 documents of 3 projects"


def test_in_a_project_that_one_alone_is_checked(check: Check) -> None:
    assert check.places(cwd="apps/web") == [f"{SPEC}:3"]
    assert check.places(cwd="apps/web/specs") == [f"{SPEC}:3"]


@pytest.mark.parametrize(
    ("cwd", "paths", "places"),
    [
        ("", ["apps/web"], [f"{WEB}:3"]),
        ("", [WEB], [f"{WEB}:3"]),
        ("", ["apps"], [f"{API}:3", f"{WEB}:3"]),
        ("", [".", WEB], [f"{API}:3", f"{WEB}:3"]),
        ("", ["apps/web/specs", "apps/api/specs/001-a"], [f"{API}:3", f"{WEB}:3"]),
        ("apps", ["web"], [f"{WEB}:3"]),
        ("apps/web", ["../api"], [f"../api/{SPEC}:3"]),
        ("apps/web", ["../api", "."], [f"../api/{SPEC}:3", f"{SPEC}:3"]),
        ("apps/web", ["../.."], [f"../api/{SPEC}:3", f"{SPEC}:3"]),
    ],
)
def test_paths_may_lie_in_several_projects(check: Check, cwd: str, paths: list[str], places: list[str]) -> None:
    assert check.places(*paths, cwd=cwd) == places


def test_a_folder_that_holds_documents_and_projects_asks_about_both(shop: GitRepository, check: Check) -> None:
    shop.write(f"apps/{SPEC}", faulty(4))
    shop.write("specs/009-z/spec.md", faulty(4))
    assert check.places("apps") == [f"{API}:3", f"apps/{SPEC}:3", f"{WEB}:3"]


def test_each_project_has_its_own_configuration(shop: GitRepository, check: Check) -> None:
    shop.write("apps/api/.specify/specward.yml", "rules:\n  severity:\n    SPC007: warning\n")
    assert check().summary == "1 error, 1 warning in 2 of 4 documents of 2 projects"


def test_each_project_has_its_own_baseline(shop: GitRepository, check: Check) -> None:
    assert check(baseline=True).out == (
        "remembered 1 finding in apps/api/.specify/baseline.lock; from now on new ones fail\n"
        "remembered 1 finding in apps/web/.specify/baseline.lock; from now on new ones fail\n"
    )
    shop.write(WEB, faulty(1, 2))
    assert check().summary == "1 error in 1 of 4 documents of 2 projects (2 in the baseline)"
    assert check(cwd="apps/api").summary == "no findings in 2 documents (1 in the baseline)"
    patch = check("apps/web", baseline=True, dry_run=True).out
    assert patch.startswith("diff --git a/apps/web/.specify/baseline.lock b/apps/web/.specify/baseline.lock\n")


def test_a_change_is_told_of_each_project(shop: GitRepository, check: Check) -> None:
    shop.write(WEB, faulty(1, 2))
    assert check.places(diff=True) == [f"{WEB}:5"]
    shop.commit()
    assert check.places(rev="HEAD~1..HEAD") == [f"{WEB}:5"]


def test_the_gravest_exit_code_counts(shop: GitRepository, check: Check) -> None:
    shop.write("apps/api/.specify/specward.yml", "rulse: {}\n")
    done = check(select=("SPC007", "PRJ005"))
    assert done.code == 2
    assert "apps/api/.specify/specward.yml:1:1  error  configuration-error" in done.out
    assert f"{WEB}:3:1  error" in done.out


@pytest.mark.parametrize(
    ("config", "place"), [("rules:\n  ignore: [SPC0077]\n", "2:12"), ("rulse: {}\n", "1:1")], ids=["rule", "key"]
)
def test_what_is_wrong_in_a_configuration_is_told_with_its_project(
    shop: GitRepository, check: Check, config: str, place: str
) -> None:
    shop.write("apps/api/.specify/specward.yml", config)
    done = check()
    assert done.code == 2
    assert done.err.startswith(f"apps/api/.specify/specward.yml:{place}: error: ")
    assert check(baseline=True).err.startswith(f"apps/api/.specify/specward.yml:{place}: error: ")


@pytest.mark.parametrize(
    ("cwd", "path", "message", "help_"),
    [
        ("", "docs", "no project here", "projects lie in apps/api, apps/web: `spec -C apps/api …`"),
        ("apps/web", "docs", "no document of the project is at docs", "spec status"),
        ("apps/web", "/", "/ lies outside the project", "the project's root is "),
    ],
)
def test_a_path_that_holds_nothing_exits_with_2(check: Check, cwd: str, path: str, message: str, help_: str) -> None:
    done = check(path, cwd=cwd)
    assert done.code == 2
    assert message in done.err
    assert help_ in done.err


def test_samples_and_tools_are_no_projects(shop: GitRepository, check: Check) -> None:
    for folder in ("templates/shop", "node_modules/kit", ".tool/shop"):
        shop.write(f"{folder}/{MARK}", CONSTITUTION)
        shop.write(f"{folder}/{SPEC}", faulty(1))
    assert check.places() == [f"{API}:3", f"{WEB}:3"]


def test_a_project_whose_folder_is_gone_is_undetermined_in_a_former_state(shop: GitRepository, check: Check) -> None:
    shop.git("mv", "apps/api", "apps/back")
    shop.commit()
    done = check(rev="HEAD~1")
    assert done.code == 3
    assert "apps/api/: undetermined: " in done.out
    assert f"{WEB}:3:1  error" in done.out


def test_projects_without_git_around_them_are_found_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder / "specs/001-a").mkdir(parents=True)
        (tmp_path / folder / SPEC).write_text(faulty(1))
        (tmp_path / folder / ".specify/memory").mkdir(parents=True)
        (tmp_path / folder / MARK).write_text(CONSTITUTION)
    assert Check(tmp_path, monkeypatch, capsys).places() == [f"one/{SPEC}:3", f"two/{SPEC}:3"]


@pytest.mark.usefixtures("unmeasured")
def test_the_commit_hook_tells_paths_from_the_top(shop: GitRepository) -> None:
    shop.write(WEB, faulty(1, 2))
    shop.git("add", "-A")
    command = [sys.executable, "-m", "specward", "hook", "pre-commit"]
    done = subprocess.run(command, cwd=shop.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{WEB}:5:1  error  story-without-criterion" in done.stdout
