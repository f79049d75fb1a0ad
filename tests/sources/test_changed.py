"""A state after changes that are not made."""

from __future__ import annotations

from specward.sources.changed import ChangedSource
from specward.sources.memory import MemorySource


def test_a_changed_source_reads_as_if_the_changes_were_made() -> None:
    source = ChangedSource(MemorySource({"a.md": "a", "b.md": "b", "d.py": "d"}), {"a.md": None, "c.md": "c"})
    assert source.label == "memory, changed"
    assert (source.paths(), source.files()) == (["b.md", "c.md"], ["b.md", "c.md", "d.py"])
    assert [source.read(path) for path in ("a.md", "b.md", "c.md")] == [None, b"b", b"c"]
    assert [source.exists(path) for path in ("a.md", "b.md", "c.md")] == [False, True, True]
