from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
OLD = """---
id: 0001
title: Sign in
stage: architect
date: 2025-09-20
feature: 001-login
---

## Prompt

Let people sign in.
"""
ORIGIN = "specs/001-login/prompts/0001-sign-in-architect.prompt.md"
TARGET = "history/prompts/001-login/0001-sign-in.plan.prompt.md"
EMPTY = "docs/prompts/0002-empty.prompt.md"


@pytest.fixture
def shop(spec: Spec, repository: GitRepository) -> Spec:
    """A repository with a record of an older layout, and one without a prompt."""
    for path, text in {
        ".specify/specward.yml": "",
        "specs/001-login/spec.md": "# Login\n",
        ORIGIN: OLD,
        EMPTY: OLD.replace("Let people sign in.", ""),
    }.items():
        repository.write(path, text)
    repository.commit()
    spec.root = repository.root
    return spec


def test_each_record_is_told_what_became_of_it(shop: Spec) -> None:
    done = shop("phr", "import")
    assert (done.code, done.out) == (0, f"{ORIGIN} -> {TARGET}\n")
    assert done.err == f"{EMPTY} is left alone: it holds no prompt\n1 record imported\n"
    assert not (shop.root / ORIGIN).exists()
    assert (shop.root / EMPTY).exists()
    assert shop("phr", "show", "login/1", "--prompt").out == "Let people sign in."
    codes = {finding["code"] for finding in shop("check", "--json", TARGET).json["findings"]}
    assert not any(code.startswith("PHR") for code in codes)


@pytest.mark.verifies("003-prompts-are-captured/AC-013")
def test_a_second_import_writes_nothing(shop: Spec) -> None:
    shop("phr", "import")
    before = shop.files()
    done = shop("phr", "import")
    assert (done.code, done.out) == (0, "")
    assert shop.files() == before


def test_kept_files_are_known_again(shop: Spec) -> None:
    assert shop("phr", "import", "--keep").code == 0
    assert shop.read(ORIGIN) == OLD
    before = shop.files()
    done = shop("phr", "import", "--keep", "specs")
    assert f"{ORIGIN} is left alone: it is imported already: {TARGET}" in done.err
    assert shop.files() == before


def test_a_dry_run_writes_nothing(shop: Spec) -> None:
    before = shop.files()
    done = shop("phr", "import", "--dry-run")
    assert (done.code, done.out) == (0, f"{ORIGIN} -> {TARGET}\n")
    assert done.err.endswith("1 record would be imported\n")
    said = shop("phr", "import", "--dry-run", "--json").json
    assert said["diff"].startswith(f"diff --git a/{TARGET} b/{TARGET}\nnew file mode")
    assert shop.files() == before


def test_the_answer_as_json_has_every_key(shop: Spec) -> None:
    said = shop("phr", "import", "--json").json
    (one,) = said["imported"]
    assert list(one) == ["from", "path", "uid", "stage", "remark"]
    assert (one["from"], one["path"], one["stage"], one["remark"]) == (ORIGIN, TARGET, "plan", "")
    assert said["left"] == [{"path": EMPTY, "reason": "it holds no prompt", "is_old": True}]
    assert said["files"] == [TARGET, ORIGIN]


def test_only_what_is_named_is_imported(shop: Spec) -> None:
    done = shop("phr", "import", "docs")
    assert (done.out, done.err) == ("", f"{EMPTY} is left alone: it holds no prompt\n")
    shop.root /= "specs/001-login"
    assert shop("phr", "import", "prompts").out == f"{ORIGIN} -> {TARGET}\n"


def test_a_record_of_today_s_form_is_spoken_of_only_where_it_is_named(shop: Spec) -> None:
    shop("phr", "import", "specs")
    assert shop("phr", "import", "history").err == f"{TARGET} is left alone: it is in today's form\n"
    (shop.root / EMPTY).unlink()
    assert shop("phr", "import").err == "no record is of an older form\n"
    assert shop("phr", "import", ".").err == "no record is of an older form\n"


@pytest.mark.parametrize("path", ["nowhere", "/etc", "../shop"])
def test_a_path_outside_is_wrong_usage(shop: Spec, path: str) -> None:
    done = shop("phr", "import", path)
    assert (done.code, done.out) == (2, "")
    assert "the project has no file or folder" in done.err


def test_numbers_go_on_from_those_of_other_branches(shop: Spec, repository: GitRepository) -> None:
    repository.git("switch", "-q", "-c", "other")
    repository.write("history/prompts/001-login/0004-x.green.prompt.md", OLD)
    repository.commit()
    repository.git("switch", "-q", "-")
    assert shop("phr", "import", ORIGIN).out == f"{ORIGIN} -> {TARGET.replace('0001', '0005')}\n"


def test_all_is_written_or_nothing(shop: Spec) -> None:
    shop.write("docs/prompts/0003-b.prompt.md", OLD.replace("001-login", "none"))
    (shop.root / "history/prompts").mkdir(parents=True)
    (shop.root / "history/prompts/general").write_text("a file where the folder should be")
    before = shop.files()
    done = shop("phr", "import")
    assert done.code in {2, 3}
    assert shop.files() == before


def test_names_from_documents_are_made_safe_for_a_terminal(shop: Spec) -> None:
    shop.write(ORIGIN, OLD.replace("stage: architect", 'stage: "a\\x1b[31mb"'))
    done = shop("phr", "import")
    assert "\x1b" not in done.out + done.err
