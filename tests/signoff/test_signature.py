"""Signatures by git's own means, with a real key."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from specward.errors import UsageError
from specward.git.repository import Repository
from specward.signoff.record import Signoff, add, read_signoffs
from specward.signoff.signature import Worth, sign, verify

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no ssh-keygen here")

ADA = Signoff(
    "001-login",
    "sf1:6b01e04da8390b05cb6f03b7dba63478",
    "Ada Lovelace <ada@example.org>",
    "2026-01-31",
    "read with Grace",
    (("src/a.py", "sha256:12"),),
)


@pytest.fixture
def signing(repository: GitRepository, tmp_path: Path) -> Repository:
    """A repository in which Ada signs with an ssh key that is known to be hers."""
    with_key(repository, tmp_path, "ada@example.org")
    return found(repository)


def with_key(repository: GitRepository, folder: Path, principal: str) -> None:
    key = folder / "key"
    line = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", principal, "-f", str(key)]
    subprocess.run(line, check=True, stdin=subprocess.DEVNULL)
    public = (folder / "key.pub").read_text()
    (folder / "allowed").write_text(f"{principal} {public}")
    repository.git("config", "gpg.format", "ssh")
    repository.git("config", "user.signingKey", str(key))
    repository.git("config", "gpg.ssh.allowedSignersFile", str(folder / "allowed"))


def found(repository: GitRepository) -> Repository:
    there = Repository.find(str(repository.root))
    assert there is not None
    return there


def test_a_signature_fits_the_record_that_was_signed(signing: Repository) -> None:
    signed = ADA._replace(signature=sign(signing, ADA))
    assert signed.signature.startswith("-----BEGIN SSH SIGNATURE-----")
    assert verify(signing, signed) == (Worth.GOOD, "ada@example.org", "")


def test_it_survives_the_file(signing: Repository) -> None:
    change = add("signoffs.yml", None, [ADA._replace(signature=sign(signing, ADA))])
    back = read_signoffs("signoffs.yml", change.text.encode()).recorded[0].signoff  # type: ignore[union-attr]
    assert verify(signing, back).worth is Worth.GOOD


@pytest.mark.parametrize(
    "changed",
    [
        {"item": "002-logout"},
        {"fingerprint": "sf1:00000000000000000000000000000000"},
        {"by": "Ada Byron <ada@example.org>"},
        {"on": "2026-02-01"},
        {"note": "not read"},
        {"files": ()},
        {"files": (("src/a.py", "sha256:13"),)},
    ],
)
def test_it_fits_no_other_record(signing: Repository, changed: dict[str, object]) -> None:
    signed = ADA._replace(signature=sign(signing, ADA))
    verdict = verify(signing, signed._replace(**changed))  # type: ignore[arg-type]
    assert verdict.worth is Worth.BAD
    assert verdict.reason


def test_somebody_elses_key_does_not_sign_for_the_signer(repository: GitRepository, tmp_path: Path) -> None:
    with_key(repository, tmp_path, "grace@example.org")
    there = found(repository)
    verdict = verify(there, ADA._replace(signature=sign(there, ADA)))
    assert verdict == (Worth.BAD, "grace@example.org", "the key is that of grace@example.org")


def test_a_key_that_nobody_vouches_for_proves_nothing(signing: Repository, tmp_path: Path) -> None:
    signed = ADA._replace(signature=sign(signing, ADA))
    (tmp_path / "allowed").write_text("")
    assert verify(signing, signed) == (Worth.BAD, "", "nobody vouches for the key")


@pytest.mark.parametrize("listed", [True, False])
def test_where_git_knows_no_signers_it_tells_only_whether_the_record_was_changed(
    signing: Repository, repository: GitRepository, tmp_path: Path, listed: bool
) -> None:
    signed = ADA._replace(signature=sign(signing, ADA))
    if listed:
        (tmp_path / "allowed").unlink()
    else:
        repository.git("config", "--unset", "gpg.ssh.allowedSignersFile")
    reason = "git knows no signers here: set gpg.ssh.allowedSignersFile"
    assert verify(signing, signed) == (Worth.UNCHECKED, "", reason)
    assert verify(signing, signed._replace(note="not read")).worth is Worth.BAD


@pytest.mark.parametrize(
    "signature", ["", "rubbish", "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----"]
)
def test_what_is_no_signature_is_not_good(signing: Repository, signature: str) -> None:
    assert verify(signing, ADA._replace(signature=signature)).worth is not Worth.GOOD


def test_the_repository_gets_no_object(signing: Repository, repository: GitRepository) -> None:
    verify(signing, ADA._replace(signature=sign(signing, ADA)))
    assert repository.git("count-objects").startswith("0 objects")


def test_without_a_key_git_says_why(repository: GitRepository) -> None:
    repository.git("config", "gpg.format", "ssh")
    with pytest.raises(UsageError, match="git cannot sign"):
        sign(found(repository), ADA)


def test_a_repository_of_the_other_hash_signs_too(tmp_path: Path, repository: GitRepository) -> None:
    other = type(repository)(tmp_path / "other", "--object-format=sha256")
    with_key(other, tmp_path, "ada@example.org")
    there = found(other)
    assert verify(there, ADA._replace(signature=sign(there, ADA))).worth is Worth.GOOD
