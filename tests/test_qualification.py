"""The list of ways in which `spec verify` could be wrong: each has a test, and each test that it names is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from tests.seeded.matrix import DEFECTS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/qualification.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (Q-\d+) \| (.+?) \| (.+) \|$", TEXT, re.MULTILINE)
TESTS = re.compile(r"`(tests/[\w/]+\.py)::(\w+)(?:\[([\w-]+)\])?`")


@cache
def names(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_bytes())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_the_list_is_numbered_without_gaps() -> None:
    assert [number for number, _, _ in ROWS] == [f"Q-{number:02d}" for number in range(1, len(ROWS) + 1)]
    assert len(ROWS) >= 35
    assert len(set(re.findall(r"Q-\d+", TEXT))) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_way_to_be_wrong_is_one_sentence_and_has_a_test_that_exists(row: tuple[str, str, str]) -> None:
    _, effect, cell = row
    assert effect.endswith(".")
    assert effect.count(". ") == 0
    found = TESTS.findall(cell)
    assert found
    assert len(found) == cell.count("`") // 2
    for path, test, _ in found:
        assert test in names(path), f"{path}::{test}"


def test_a_seeded_defect_that_is_named_is_one_of_the_matrix() -> None:
    known = {defect.name.replace(" ", "-") for defect in DEFECTS}
    named = {case for _, _, case in TESTS.findall(TEXT) if case}
    assert named
    assert named <= known
