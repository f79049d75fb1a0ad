"""`spec adr why` as users run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import GitRepository

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside", "unmeasured")

TOKENS, HASH = "history/adr/0001-tokens.md", "history/adr/0002-hash.md"
PROMPT = "history/prompts/general/0001-login.general.prompt.md"


@pytest.fixture
def shop(spec: Spec) -> Spec:
    """A repository with two decisions, and code of which one line cites one of them."""
    repository = GitRepository(spec.root)
    spec.write(TOKENS, "# ADR-0001: Tokens\n\n- **Status:** Accepted\n")
    spec.write(HASH, "# ADR-0002: Hash\n\n- **Status:** Accepted\n")
    spec.write("src/a.py", "# as ADR-0001 says\nx = 1\n")
    spec.write(PROMPT, "---\nid: 0001\n---\n\nDo as ADR-0002 says.\n")
    repository.commit("Begin")
    spec.write("src/a.py", "# as ADR-0001 says\nx = 1\n\n\ny = 2\n")
    repository.commit("Add y\n\nPHR: general/0001")
    return spec


def test_a_line_is_told_with_the_prompt_of_its_commit(shop: Spec) -> None:
    done = shop("adr", "why", "src/a.py:5", "--json")
    assert (done.code, done.err) == (0, "")
    reasons = {one["id"]: [(r["kind"], r["path"]) for r in one["reasons"]] for one in done.json["decisions"]}
    assert reasons == {"ADR-0001": [("around", "src/a.py")], "ADR-0002": [("commit", PROMPT)]}
    assert (done.json["path"], done.json["line"]) == ("src/a.py", 5)


def test_a_path_counts_from_where_one_stands_and_a_folder_has_an_answer(shop: Spec) -> None:
    stood = type(shop)(shop.root / "src")
    assert stood("adr", "why", "a.py").out == stood("adr", "why", "../src/a.py").out
    assert "cited in the folder  src/a.py:1" in stood("adr", "why", ".").out


def test_nothing_found_is_said_and_no_failure(shop: Spec) -> None:
    shop.write("b.py", "pass\n")
    done = shop("adr", "why", "b.py")
    assert (done.code, done.out) == (0, "")
    assert done.err == "no decision is behind b.py, as far as text and history tell\n"


def test_a_path_that_is_not_there_is_refused_with_a_near_one(shop: Spec) -> None:
    done = shop("adr", "why", "srcs/a.py")
    assert done.code == 2
    assert done.err == "error: there is no file or folder srcs/a.py\n  help: did you mean src/a.py?\n"
    below = type(shop)(shop.root / "history")("adr", "why", "a.py")
    assert below.err == "error: there is no file or folder a.py\n  help: did you mean ../src/a.py?\n"


def test_what_lies_outside_is_refused(shop: Spec) -> None:
    done = shop("adr", "why", "../elsewhere.py")
    assert (done.code, done.err.splitlines()[0]) == (2, "error: ../elsewhere.py lies outside the project")


def test_a_line_past_the_end_is_refused(shop: Spec) -> None:
    done = shop("adr", "why", "src/a.py:9")
    assert (done.code, done.err) == (2, "error: src/a.py has 5 lines\n  help: spec adr why src/a.py\n")
    shop.write("src/one.py", "pass\n")
    below = type(shop)(shop.root / "src")("adr", "why", "./one.py:9")
    assert (below.code, below.err) == (2, "error: ./one.py has 1 line\n  help: spec adr why ./one.py\n")
