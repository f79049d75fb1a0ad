"""A listing that is searched as it comes says what one that was taken apart says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specward.sources.listing import Listing
from specward.sources.memory import MemorySource
from specward.sources.scope import is_document, nested_in

NAMES = st.sampled_from(
    ["a", "ab", "a.b", "specs", "001-a", "0001-b", "1-c", "é", "a b", "a\tb", "A", "adr", "ADR", ".specify", "memory"]
)
FILES = st.sampled_from(["spec.md", "x.md", "x.py", "trace.lock", "constitution.md", "specward.yml", "0001-x.md"])
PATHS = st.builds(lambda folders, name: "/".join([*folders, name]), st.lists(NAMES, max_size=4), FILES)


def listing(paths: set[str]) -> Listing:
    ordered = sorted(paths, key=str.encode)
    return Listing("".join(f"100644 {'a' * 40} 0\t{path}\0" for path in ordered).encode())


@given(st.sets(PATHS, max_size=20), PATHS)
def test_what_is_asked_of_one_path_is_answered(paths: set[str], asked: str) -> None:
    found, known = listing(paths), MemorySource(dict.fromkeys(paths, ""))
    folder = asked.rpartition("/")[0]
    assert set(found.entries()) == paths
    for path in {asked, *paths}:
        assert (found.entry(path) is not None) == (path in paths)
        assert found.is_document(path) == (path in paths and is_document(path))
    if folder:
        inside = sorted(path for path in paths if path.startswith(f"{folder}/"))
        assert found.holds_below(folder) == bool(inside) == known.exists(folder)
        assert found.below(folder) == list(filter(is_document, inside))


@given(st.sets(PATHS, max_size=20))
def test_names_are_found_wherever_they_stand(paths: set[str]) -> None:
    found, documents = listing(paths), sorted(filter(is_document, paths))
    assert found.naming(("adr",)) == [path for path in documents if "adr" in path.lower()]
    assert found.ending(("/trace.lock", "/spec.md")) == [
        path for path in documents if path.endswith(("/trace.lock", "/spec.md"))
    ]
    assert list(found.nested()) == nested_in(paths)
    names = {path.split("/")[1] for path in paths if path.startswith("specs/") and path.count("/") > 1}
    assert found.folders_in("specs", rb"0*1(?!\d)[^/\0]*") == {
        name for name in names if name in {"001-a", "0001-b", "1-c"}
    }


def test_stages_of_a_conflict_are_one_document() -> None:
    lines = [f"100644 {'a' * 40} {stage}\tspecs/001-a/spec.md\0" for stage in (1, 2, 3)]
    found = Listing("".join(lines).encode())
    assert found.below("specs") == ["specs/001-a/spec.md"]
    assert found.is_document("specs/001-a/spec.md")


def test_entries_can_be_left_out() -> None:
    found = listing({"a.md", "b.md"})
    assert set(found.without(["a.md"]).entries()) == {"b.md"}
    assert found.without([]) is found
