"""What the tests of the memory share."""

from __future__ import annotations

import pytest

from specward.check.memory import memory as memories


@pytest.fixture(autouse=True)
def one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules that somebody works on meanwhile are no other version here."""
    monkeypatch.setattr(memories, "program", lambda: "this one")
