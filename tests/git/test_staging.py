from __future__ import annotations

from typing import TYPE_CHECKING

from specward.git.objects import Blobs
from specward.git.staging import staged_blobs, start_listing

if TYPE_CHECKING:
    from tests.conftest import GitRepository

NOTHING = "0" * 40


def test_a_listing_tells_the_blob_of_every_staged_path(repository: GitRepository) -> None:
    repository.write("gone.md", "gone\n")
    repository.write("kept.md", "kept\n")
    repository.commit()
    repository.git("rm", "-q", "gone.md")
    repository.write("größe und mehr.md", "new\n")
    repository.git("add", "-A")
    found = staged_blobs(start_listing(str(repository.root)).result().out)
    assert found.pop("gone.md") == NOTHING
    with Blobs(str(repository.root)) as blobs:
        assert {path: blobs.read(blob) for path, blob in found.items()} == {"größe und mehr.md": b"new\n"}


def test_nothing_staged_is_an_empty_listing(repository: GitRepository) -> None:
    repository.commit()
    assert staged_blobs(start_listing(str(repository.root)).result().out) == {}


def test_objects_can_be_asked_for_ahead(repository: GitRepository) -> None:
    repository.write("a.md", "a\n")
    repository.commit()
    with Blobs(str(repository.root)) as blobs:
        answer = blobs.start(["HEAD:a.md", "HEAD:b.md"])
        assert answer() == [b"a\n", None]
        assert blobs.read("HEAD:a.md") == b"a\n"
