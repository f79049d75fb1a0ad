"""What a program that is run within bounds may take, and what is left of it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from specward.bounded import Ended, run_bounded

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="written for sh, and for processes as Linux shows them")


def ran(text: str, root: Path, seconds: float = 20, **options: Any) -> Ended:
    return run_bounded(["/bin/sh", "-c", text], str(root), {"PATH": os.defpath}, seconds, **{"kept": 100, **options})


def test_the_status_and_the_end_of_each_stream_are_told_apart(tmp_path: Path) -> None:
    assert ran("echo out; echo err >&2; exit 3", tmp_path) == (3, b"out\n", b"err\n", False, 0)
    assert ran("echo out; echo err >&2", tmp_path, merged=True) == (0, b"out\nerr\n", b"", False, 0)
    assert ran("seq 100000", tmp_path, kept=8).out == b"\n100000\n"


def test_it_gets_the_environment_that_it_is_given_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "1")
    assert ran("echo ${SECRET-none}", tmp_path).out == b"none\n"


def test_at_its_limit_it_is_ended(tmp_path: Path) -> None:
    ended = ran("echo begun; exec sleep 60", tmp_path, 0.3)
    assert ended == (-9, b"begun\n", b"", True, 0)


def test_what_left_its_group_is_ended_where_it_is_hunted(tmp_path: Path) -> None:
    flee = "setsid sh -c 'setsid sleep 60 & echo $! >child; wait' & while ! test -s child; do :; done; cat child"
    ended = ran(flee, tmp_path, hunting=True)
    assert (ended.status, ended.survivors) == (0, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(int(ended.out), 0)


def test_what_cannot_be_started_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run_bounded([str(tmp_path / "nowhere")], str(tmp_path), {}, 1, kept=1)
    with pytest.raises(ValueError, match="null byte"):
        ran("\0", tmp_path)
