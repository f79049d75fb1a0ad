"""Quiet by design: one finding a feature, and only about code that is the feature's own."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = "# Feature Specification: Login\n"
PATHS = ("src/a.py", "src/b.py", "src/c.py", "src/d.py")


def files(signed_text: str = "1\n", spec: str = SPEC, **texts: str) -> dict[str, str]:
    """A feature that was accepted when each of its files held `signed_text`."""
    listed = "".join(f"    {path}: sha256:{sha256(signed_text.encode()).hexdigest()[:32]}\n" for path in PATHS)
    print_ = fingerprint([("kind", "feature"), ("text", SPEC)])
    record = f'- item: "001-login"\n  fingerprint: {print_}\n  by: Ada <ada@example.org>\n  on: 2026-01-31\n'
    return {
        "specs/001-login/spec.md": spec,
        "specs/001-login/tasks.md": f"# Tasks: Login\n\n- [x] T001 Write {', '.join(PATHS)}\n",
        "specs/001-login/signoffs.yml": f"{record}  files:\n{listed}",
        **{path: texts.get(path[4], "1\n") for path in PATHS},
    }


def test_code_as_it_was_accepted_is_no_finding(findings: Find) -> None:
    assert findings("TRC014", files()) == []
    assert findings("TRC014", files(a="1\r\n")) == []


def test_one_finding_names_what_changed(findings: Find) -> None:
    (found,) = findings("TRC014", files(a="2\n"))
    assert found.message == "1 file of 001-login changed since Ada accepted it on 2026-01-31: src/a.py"
    assert (found.location.path, found.severity) == ("specs/001-login/signoffs.yml", Severity.INFO)
    (found,) = findings("TRC014", files(a="2\n", b="2\n", c="2\n", d="2\n"))
    assert found.message.startswith("4 files of 001-login changed since Ada accepted it on 2026-01-31: src/a.py, src/b")
    assert found.message.endswith(", src/c.py and 1 more")


def test_a_file_that_is_gone_has_changed(findings: Find) -> None:
    given = files()
    del given["src/a.py"]
    assert len(findings("TRC014", given)) == 1


def test_what_another_features_tasks_name_is_its_work(findings: Find) -> None:
    other = {"specs/002-more/tasks.md": "# Tasks\n\n- [ ] T001 Extend src/a.py\n"}
    assert findings("TRC014", files(a="2\n") | other) == []
    assert len(findings("TRC014", files(a="2\n", b="2\n") | other)) == 1


def test_where_the_spec_has_changed_the_sign_off_is_stale_as_a_whole(findings: Find) -> None:
    changed = files(a="2\n", spec=SPEC + "\nMore.\n")
    assert findings("TRC014", changed) == []
    assert len(findings("CHK003", changed)) == 1


def test_other_files_are_nobodys_business(findings: Find) -> None:
    assert findings("TRC014", files() | {"src/other.py": "x\n", "README.md": "# x\n"}) == []
