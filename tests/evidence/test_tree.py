"""The tree that results are bound to: what belongs to it, and what may change without making them stale."""

from __future__ import annotations

import pytest

from specward.evidence.tree import differing, tree_of
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

FILES = {
    "pyproject.toml": "[project]",
    "src/shop/login.py": "def login(): ...",
    "tests/test_login.py": "def test_login(): ...",
    "specs/001-login/spec.md": "# Login",
    "specs/002-export/spec.md": "# Export",
    "README.md": "# Shop",
}


def changed(path: str, text: str = "other") -> tuple[str, ...]:
    return differing(tree_of(MemorySource(FILES)), tree_of(MemorySource({**FILES, path: text})))


def test_each_entry_of_the_root_and_each_spec_has_a_digest() -> None:
    assert sorted(tree_of(MemorySource(FILES))) == [
        "pyproject.toml",
        "specs/001-login/spec.md",
        "specs/002-export/spec.md",
        "src/",
        "tests/",
    ]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("src/shop/login.py", "src/"),
        ("src/new.py", "src/"),
        ("tests/data/users.json", "tests/"),
        ("pyproject.toml", "pyproject.toml"),
        ("setup.cfg", "setup.cfg"),
        ("specs/001-login/spec.md", "specs/001-login/spec.md"),
        ("specs/001-login/contracts/api.yaml", "specs/"),
        ("config/app.xml", "config/"),
    ],
)
def test_a_change_that_may_matter_is_named_by_its_entry(path: str, entry: str) -> None:
    assert changed(path) == (entry,)


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "docs/guide.md",
        "specs/001-login/plan.md",
        "specs/001-login/checklists/acceptance.md",
        "specs/001-login/trace.lock",
        "specs/001-login/signoffs.yml",
        ".specify/waivers.yml",
        ".specify/evidence/pytest.jsonl",
        "src/__pycache__/login.cpython-313.pyc",
        ".pytest_cache/v/cache/lastfailed",
        ".coverage",
        ".coverage.host.1234",
    ],
)
def test_what_no_test_depends_on_makes_nothing_stale(path: str) -> None:
    assert changed(path) == ()


def test_coverage_settings_are_no_coverage_data() -> None:
    assert changed(".coveragerc") == (".coveragerc",)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("report.xml", '<?xml version="1.0"?>\n<testsuites name="x">'),
        ("results.jsonl", '{"specward": 1, "tree": {}}\n'),
    ],
)
def test_a_report_at_the_root_is_what_a_run_leaves_behind(path: str, text: str) -> None:
    assert changed(path, text) == ()
    assert changed(f"tests/data/{path}", text) == ("tests/",)


def test_a_file_that_moves_inside_of_a_folder_is_a_change() -> None:
    moved = {("src/shop/sign_in.py" if path == "src/shop/login.py" else path): text for path, text in FILES.items()}
    assert differing(tree_of(MemorySource(FILES)), tree_of(MemorySource(moved))) == ("src/",)


def test_exempt_files_do_not_count() -> None:
    with_docs = MemorySource({**FILES, "docs/conf.py": "x", "src/version.txt": "1"})
    assert differing(tree_of(MemorySource(FILES)), tree_of(with_docs, exempt=("docs/**", "src/version.txt"))) == ()


def test_a_file_that_cannot_be_read_leaves_the_tree_unknown() -> None:
    class Broken(MemorySource):
        def read(self, path: str) -> bytes | None:
            raise UnreadableFile(path, "permission denied")

    with pytest.raises(UnreadableFile):
        tree_of(Broken(FILES))


def test_names_that_are_no_text_are_digested() -> None:
    assert set(tree_of(MemorySource({"src/caf\udce9.py": b"x"}))) == {"src/"}
