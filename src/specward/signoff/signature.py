"""Signing a sign-off with git's own means, and telling who did.

git signs commits, with ssh, OpenPGP or X.509, as the user has configured it. So what is signed is a commit over the
empty tree whose message says what the record says and whose author is the signer. It is never kept: everything in it
but the signature is made anew from the record, so that a record with one letter changed is not the one that was signed.
The commit is written into a folder of its own; the repository's objects are not touched.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UndeterminedError, UsageError
from specward.git.process import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specward.git.repository import Repository
    from specward.signoff.record import Signoff

_GOOD = frozenset({"G", "U"})
_VERDICTS = {
    "B": "the signature does not fit the record: one of the two was changed",
    "E": "the signature cannot be checked: the key is missing here",
    "N": "there is no signature",
    "R": "the key was revoked",
    "U": "nobody vouches for the key",
    "X": "the signature has expired",
    "Y": "the key has expired",
}
"""What git's `%G?` means, where it is not `G`."""
_SHA256_LENGTH = 64


class Verdict(NamedTuple):
    """What a signature is worth."""

    good: bool
    signer: str = ""
    """Whose key it is, as git knows it."""
    reason: str = ""
    """Why it is not good."""


def sign(repository: Repository, signoff: Signoff) -> str:
    """The signature of a sign-off by the user's own key, in armour.

    Raises:
        UsageError: git cannot sign here.
    """
    moment = f"{signoff.on}T00:00:00+0000"
    name, _, email = signoff.by.removesuffix(">").rpartition(" <")
    person = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", name), ("EMAIL", email), ("DATE", moment))
    }
    with _objects() as own:
        arguments = ["-c", "i18n.commitEncoding=UTF-8", "commit-tree", "-S", repository.empty_tree]
        made = run(arguments, repository.root, stdin=_message(signoff).encode(), env={**own, **person})
        if made.status:
            raise UsageError(
                f"git cannot sign: {made.complaint}",
                help="set user.signingKey and gpg.format as for commits, or use --no-signature",
            )
        commit = run(["cat-file", "commit", made.out.decode().strip()], repository.root, env=own)
    signature = _signature_in(commit.out.decode("utf-8", "replace"))
    if _commit(repository, signoff, signature).encode() != commit.out:
        raise UndeterminedError("git changed what was to be signed, so the signature would never fit the record")
    return signature


def verify(repository: Repository, signoff: Signoff) -> Verdict:
    """What a record's signature is worth, by the keys that git knows here."""
    with _objects() as own:
        commit = _commit(repository, signoff, signoff.signature).encode()
        made = run(["hash-object", "-t", "commit", "-w", "--stdin"], repository.root, stdin=commit, env=own)
        if made.status:
            return Verdict(good=False, reason="the record cannot be made into what was signed")
        show = ["show", "--no-patch", "--no-show-signature", "--format=%G?%x00%GS", made.out.decode().strip()]
        said = run(show, repository.root, env=own).out.decode("utf-8", "replace").strip()
    letter, _, signer = said.partition("\0")
    if letter not in _GOOD:
        return Verdict(good=False, reason=_VERDICTS.get(letter, "git cannot tell"))
    if letter == "U" and not signer:
        return Verdict(good=False, reason=_VERDICTS["U"])
    if signoff.email != signer.lower() and f"<{signoff.email}>" not in signer.lower():
        return Verdict(good=False, signer=signer, reason=f"the key is that of {signer}")
    return Verdict(good=True, signer=signer)


@contextmanager
def _objects() -> Iterator[Mapping[str, str]]:
    """A folder of its own for what git writes, as environment."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="specward-") as folder:
        yield {"GIT_OBJECT_DIRECTORY": folder}


def _message(signoff: Signoff) -> str:
    """What is signed, one fact a line. Nothing in a record but its note may hold a line break, and no note does."""
    lines = ["Sign off", "", f"item: {signoff.item}", f"fingerprint: {signoff.fingerprint}"]
    lines += [f"note: {' '.join(signoff.note.split())}"] if signoff.note else []
    lines += [f"file: {digest} {path}" for path, digest in signoff.files]
    return "\n".join(lines) + "\n"


def _commit(repository: Repository, signoff: Signoff, signature: str) -> str:
    """The commit that a record and its signature make up (gitformat-signature(5))."""
    from datetime import date

    tree = repository.empty_tree
    key = "gpgsig-sha256" if len(tree) == _SHA256_LENGTH else "gpgsig"
    days = date.fromisoformat(signoff.on).toordinal() - date(1970, 1, 1).toordinal()
    person = f"{signoff.by} {days * 86400} +0000"
    folded = signature.replace("\n", "\n ")
    return f"tree {tree}\nauthor {person}\ncommitter {person}\n{key} {folded}\n\n{_message(signoff)}"


def _signature_in(commit: str) -> str:
    head = commit.partition("\n\n")[0]
    _, _, signature = head.partition("\ngpgsig")
    return signature.partition(" ")[2].replace("\n ", "\n").rstrip("\n")
