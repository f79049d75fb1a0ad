"""Programs run within bounds: on their time, on what is kept of what they write, and on what outlives them.

A program reads nothing, has no terminal, and gets the environment that it is given. When it ends, or its time is up,
every process of its group is killed. Who asks for more has those killed too that left the group for a session of their
own: on Linux this process adopts whoever loses its parent (prctl(2), `PR_SET_CHILD_SUBREAPER`) and ends it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from specward import noted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from subprocess import Popen
    from typing import IO

PASSED_ON = (
    *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP"),
    *("XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "VIRTUAL_ENV", "SSL_CERT_FILE", "SSL_CERT_DIR"),
    *("SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "WINDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
    *("PROGRAMDATA", "PROGRAMFILES", "PROGRAMFILES(X86)", "NUMBER_OF_PROCESSORS"),
)
"""A clean environment has these variables, and every `LC_…`: what a tool needs to run. Tokens and keys stay out."""
_CHUNK = 1 << 16
_LAST_WORDS = 5.0
"""For how many seconds output is waited for once a program is dead: something that fled its group may hold it."""
_LAST_RITES = 2.0
"""For how many seconds what has fled is killed: it may fork as fast."""
_BREATH = 0.01
"""Seconds that what was killed has to die in, before it is looked for again."""
_ADOPTING = 36


class Ended(NamedTuple):
    """How a program ended."""

    status: int
    """Its exit status; below 0 the number of the signal that ended it."""
    out: bytes
    """The end of what it wrote to stdout; with `merged`, of what it wrote to either."""
    err: bytes
    """The end of what it wrote to stderr."""
    timed_out: bool = False
    survivors: int = 0
    """How many of those that were hunted could not be ended."""


def clean_environment() -> dict[str, str]:
    """What of this process's environment a program gets."""
    passed = {
        name: value for name, value in os.environ.items() if name.upper() in PASSED_ON or name.upper().startswith("LC_")
    }
    return {**passed, "NO_COLOR": "1", "TERM": "dumb"}


def run_bounded(  # noqa: PLR0913 -- what a process is
    arguments: Sequence[str],
    folder: str,
    environment: Mapping[str, str],
    seconds: float,
    *,
    kept: int,
    merged: bool = False,
    hunting: bool = False,
) -> Ended:
    """Run a program to its end, or until its time is up.

    Args:
        arguments: the program and what it is given. That the user trusts it is for the caller to see to.
        folder: where it runs.
        environment: all of its environment.
        seconds: its time.
        kept: how many bytes of each stream are kept, of the end.
        merged: whether stderr goes where stdout does.
        hunting: whether what has left its group is killed too, where the system can tell; nothing else may be started
            meanwhile.

    Raises:
        OSError: it cannot be started.
        ValueError: there is a NUL in an argument.
    """
    import subprocess

    noted.unsure("what a program does")
    timed_out = False
    with _adopting(hunting) as others:
        process = subprocess.Popen(  # noqa: S603 -- see `arguments`
            list(arguments),
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if merged else subprocess.PIPE,
            start_new_session=True,  # a group of its own to be killed by, and no terminal to ask questions on
        )
        try:
            out, err = _End(process.stdout, kept), _End(process.stderr, kept)
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            timed_out = True
        finally:
            _kill(process)
            survivors = _hunt(others)
    return Ended(process.wait(), out.bytes(), err.bytes(), timed_out, survivors)


def _kill(process: Popen[bytes]) -> None:
    """End a program and all that is left of its group, those who outlived it too."""
    if sys.platform == "win32":
        import subprocess

        tree = ["taskkill", "/t", "/f", "/pid", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError, PermissionError):  # the group is empty; macOS says `not permitted` of zombies
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def _adopting(wanted: bool) -> Iterator[frozenset[int] | None]:
    """Be the parent of whoever loses theirs among what is started; yields the children that there were before.

    None where nobody wants it, or the system has no such thing.
    """
    if not (wanted and os.path.isdir("/proc/self") and _adopt(True)):
        yield None
        return
    try:
        yield frozenset(_children())
    finally:
        _adopt(False)


def _adopt(wanted: bool) -> bool:
    if sys.platform != "linux":
        return False
    try:
        import ctypes
    except ImportError:
        return False
    return bool(ctypes.CDLL(None).prctl(_ADOPTING, *map(ctypes.c_ulong, (wanted, 0, 0, 0))) == 0)


def _hunt(others: frozenset[int] | None) -> int:
    """End the children that there were not before, and theirs as they come; how many are left."""
    if others is None:
        return 0
    until = time.monotonic() + _LAST_RITES
    while left := _children() - others:
        if time.monotonic() > until:
            return len(left)
        for child in left:
            try:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, os.WNOHANG)
            except (ProcessLookupError, ChildProcessError, PermissionError):
                continue
        time.sleep(_BREATH)
    return 0


def _children() -> set[int]:
    """The processes whose parent this one is, by proc(5)."""
    own = str(os.getpid())
    found = set()
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                facts = file.read().rpartition(") ")[2].split(" ", 2)
        except OSError:  # it is gone
            continue
        if facts[1:2] == [own]:
            found.add(int(name))
    return found


class _End:
    """The end of what a program writes, read by a thread so that neither waits for the other."""

    def __init__(self, stream: IO[bytes] | None, kept: int) -> None:
        from threading import Thread

        self._data = bytearray()
        self._kept = kept
        self._thread = Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def _read(self, stream: IO[bytes] | None) -> None:
        if stream is None:
            return
        with stream:
            while piece := os.read(stream.fileno(), _CHUNK):
                self._data += piece
                del self._data[: -self._kept]

    def bytes(self) -> bytes:
        """The last bytes, once all is read; what there is of them where somebody still holds the other end."""
        self._thread.join(_LAST_WORDS)
        return bytes(self._data[-self._kept :])
