"""Signing a sign-off with git's own means, and telling who did.

git signs commits, with ssh, OpenPGP or X.509, as the user has configured it. So what is signed is a commit over the
empty tree whose message says what the record says and whose author is the signer. It is never kept: everything in it
but the signature is made anew from the record, so that a record with one letter changed is not the one that was signed.
The commit is written into a folder of its own; the repository's objects are not touched.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UndeterminedError, UsageError
from specward.git.process import GitMissing, run
from specward.git.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specward.project import Project
    from specward.signoff.record import Signoff

_REASONS = {
    "B": "the signature does not fit the record: one of the two was changed",
    "E": "the key is missing here",
    "R": "the key was revoked",
    "U": "nobody vouches for the key",
    "X": "the signature has expired",
    "Y": "the key has expired",
}
"""What git's `%G?` means, where it is not `G`."""
_BAD = frozenset({"B", "R", "U"})
_NO_SIGNERS = "git knows no signers here: set gpg.ssh.allowedSignersFile"
_SHA256_LENGTH = 64


class Worth(Enum):
    """What a signature says about its record."""

    GOOD = auto()
    """The signer's own key made it, over this record."""
    BAD = auto()
    """Something speaks against it."""
    UNCHECKED = auto()
    """Git cannot tell here, so that the record is worth what it is without a signature."""


class Verdict(NamedTuple):
    """What a signature is worth."""

    worth: Worth
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


def check(project: Project, signoff: Signoff) -> Verdict | None:
    """What the signature of a project's sign-off is worth; None where it has none."""
    if not signoff.signature:
        return None
    root = getattr(project.source, "root", "")
    try:
        repository = Repository.find(root) if root else None
    except GitMissing:
        repository = None
    if repository is None:
        return Verdict(Worth.UNCHECKED, reason="there is no git repository here")
    return verify(repository, signoff)


def verify(repository: Repository, signoff: Signoff) -> Verdict:
    """What a record's signature is worth, by the keys that git knows here."""
    if not signoff.signature.startswith("-----BEGIN "):
        return Verdict(Worth.BAD, reason="this is no signature")
    knows_signers = _knows_signers(repository)
    with _objects() as own:
        commit = _commit(repository, signoff, signoff.signature).encode()
        made = run(["hash-object", "-t", "commit", "-w", "--stdin"], repository.root, stdin=commit, env=own)
        if made.status:
            return Verdict(Worth.BAD, reason="the record cannot be made into what was signed")
        # Without a list of signers, were it an empty one, git does not even look whether an ssh signature fits.
        settings = [] if knows_signers else ["-c", f"gpg.ssh.allowedSignersFile={_empty_file(own)}"]
        show = ["show", "--no-patch", "--no-show-signature", "--format=%G?%x00%GS", made.out.decode().strip()]
        said = run([*settings, *show], repository.root, env=own).out.decode("utf-8", "replace").strip()
    letter, _, signer = said.partition("\0")
    if letter == "G" or (letter == "U" and signer):
        if signoff.email == signer.lower() or f"<{signoff.email}>" in signer.lower():
            return Verdict(Worth.GOOD, signer)
        return Verdict(Worth.BAD, signer, f"the key is that of {signer}")
    if letter == "U" and not knows_signers:
        return Verdict(Worth.UNCHECKED, reason=_NO_SIGNERS)
    return Verdict(Worth.BAD if letter in _BAD else Worth.UNCHECKED, reason=_REASONS.get(letter, "git cannot read it"))


def _knows_signers(repository: Repository) -> bool:
    """Whether git has a list of whose ssh keys are whose."""
    told = run(["config", "--type=path", "--get", "gpg.ssh.allowedSignersFile"], repository.root)
    path = os.fsdecode(told.out).rstrip("\r\n")
    return bool(path) and os.path.isfile(os.path.join(repository.root, path))


def _empty_file(own: Mapping[str, str]) -> str:
    path = os.path.join(own["GIT_OBJECT_DIRECTORY"], "no-signers")
    with open(path, "wb"):
        return path


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
