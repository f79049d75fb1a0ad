from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")
SPEC = "# Feature Specification: T\n\n1. **AC-001**: **Given** a, **When** b, **Then** c\n"
GOLDEN = """\
feature                                  stage  open  tasks  criteria  next
006-search  ⚠ number used twice: 006-用  spec   1     –      1         answer 1 question: spec.md:5
006-用  ⚠ number used twice: 006-search  spec   –     –      1         spec new plan 006-用
015-sign-in                              tasks  –     1/3    1         T002 Store ·[31m the key
"""


def prepared(spec: Spec) -> None:
    spec.write("specs/006-search/spec.md", SPEC + "\n[NEEDS CLARIFICATION: what?]\n")
    spec.write("specs/006-用/spec.md", SPEC)
    spec.write("specs/015-sign-in/spec.md", SPEC)
    spec.write("specs/015-sign-in/plan.md", "# Implementation Plan: T\n")
    spec.write("specs/015-sign-in/tasks.md", "- [x] T001 a\n- [ ] T002 Store \x1b[31m the key\n- [ ] T003 c\n")


def test_each_feature_has_a_line(spec: Spec) -> None:
    prepared(spec)
    done = spec("status")
    assert (done.code, done.out, done.err) == (0, GOLDEN, "")


def test_one_feature_can_be_asked_for(spec: Spec) -> None:
    prepared(spec)
    assert spec("status", "sign-in").out.splitlines()[1:] == [
        "015-sign-in  tasks  –     1/3    1         T002 Store ·[31m the key"
    ]
    assert spec("status", "006").code == 2
    assert spec("status", "nothing").code == 2


def test_json_has_a_feature_an_object(spec: Spec) -> None:
    prepared(spec)
    features = spec("status", "--json").json["features"]
    assert [feature["feature"] for feature in features] == ["006-search", "006-用", "015-sign-in"]
    assert features[2]["tasks"] == {"done": 1, "total": 3}
    assert features[0]["warnings"] == ["number used twice: 006-用"]


def test_a_project_without_a_feature_is_told_how_to_start_one(spec: Spec) -> None:
    spec.write(".specify/specward.yml", "")
    done = spec("status")
    assert (done.code, done.out) == (0, 'no feature yet; start one: spec new feature "Title"\n')
    assert spec("status", "--json").json == {"features": []}


def test_outside_of_a_project_the_way_to_one_is_said(spec: Spec) -> None:
    done = spec("status")
    assert done.code == 2
    assert "spec init" in done.err


def test_a_document_that_cannot_be_read_is_undetermined(spec: Spec) -> None:
    prepared(spec)
    (spec.root / "specs/015-sign-in/plan.md").unlink()
    (spec.root / "specs/015-sign-in/plan.md").mkdir()
    (spec.root / "elsewhere.md").write_text("x")
    (spec.root / "specs/006-search/spec.md").unlink()
    (spec.root / "specs/006-search/spec.md").symlink_to(spec.root / "elsewhere.md")
    assert spec("status").code in {0, 3}


def test_on_a_terminal_it_is_a_table_without_the_documents_own_escapes(spec: Spec) -> None:
    pty = pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")
    prepared(spec)
    main_end, terminal = pty.openpty()
    process = spec.start("status", stdout=terminal, COLUMNS="100", TERM="xterm", NO_COLOR="1")
    os.close(terminal)
    shown = b""
    with suppress(OSError):
        while data := os.read(main_end, 65536):
            shown += data
    os.close(main_end)
    process.communicate()
    text = shown.decode()
    assert process.returncode == 0
    assert "015-sign-in" in text
    assert "───" in text
    assert "Store ·[31m the key" in text
    assert "\x1b[31m" not in text
