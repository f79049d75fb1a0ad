"""Running git as a child process.

The way in for the commit hook, so it costs as little as a child can: `posix_spawnp` and three pipes instead
of `subprocess`, whose import alone costs most of an interpreter start (ADR-0003).
"""

from __future__ import annotations

import os
import sys

from specward import noted
from specward.errors import UndeterminedError

# The commit hook starts git before it imports anything else: `typing` alone costs as much as the whole listing.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from subprocess import Popen

_CHUNK = 1 << 16
# What binds git to one repository: `git rev-parse --local-env-vars`, without the ways to pass configuration.
LOCAL_VARIABLES = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CONFIG",
    "GIT_OBJECT_DIRECTORY",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
)
# These change what the pathspecs mean that we pass.
_PATHSPEC_VARIABLES = ("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS")


class GitMissing(UndeterminedError):
    """There is no `git` on the PATH, or it cannot be run."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"git cannot be run: {reason}",
            help="install git (https://git-scm.com/downloads) and see that `git --version` works in this shell",
        )


class Result:
    """How a git command ended.

    Attributes:
        status: the exit code; minus the signal's number where a signal ended it.
        out: what it wrote to its stdout.
        err: what it wrote to its stderr.
    """

    __slots__ = ("err", "out", "status")

    def __init__(self, status: int, out: bytes, err: bytes) -> None:
        self.status = status
        self.out = out
        self.err = err

    @property
    def complaint(self) -> str:
        """What git said was wrong, on one line, without its `fatal: `."""
        words = self.err.decode("utf-8", "replace").strip()
        lines = [line.strip() for line in words.splitlines()]
        fatal = next((line for line in lines if line.startswith(("fatal: ", "error: "))), lines[0] if lines else "")
        return fatal.removeprefix("fatal: ").removeprefix("error: ") or f"git ended with status {self.status}"


def run(args: list[str], cwd: str, *, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Result:
    """Run `git ARGS` in a folder and wait for it.

    Args:
        args: what follows `git` on its command line.
        cwd: the folder to run in.
        stdin: what git reads; of any size, as is what it answers.
        env: variables to set on top of the environment.

    Raises:
        GitMissing: there is no git.
    """
    return start(args, cwd, stdin=stdin, env=env).result()


def ask_again(question: noted.Question) -> Child:
    """Start the git that was started before, as `noted` tells."""
    _, cwd, stdin, *args = question
    return start(args, cwd, stdin=stdin.encode("utf-8", "surrogateescape"))


def answer_of(result: Result) -> str:
    """What git said, for `noted`."""
    return noted.digest(b"%d\0%b\0%b" % (result.status, result.err, result.out))


def _question(args: list[str], cwd: str, stdin: bytes, env: Mapping[str, str] | None) -> noted.Question | None:
    """What git is asked, for `noted`; None where nobody takes notes."""
    if noted.current is None:
        return None
    if env:
        return ("unsure", "git in another environment")
    return ("git", cwd, stdin.decode("utf-8", "surrogateescape"), *args)


def _noted(question: noted.Question | None, result: Result) -> Result:
    if question is not None:
        noted.note(question, answer_of(result) if question[0] == "git" else noted.UNSURE)
    return result


def environment(cwd: str, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for a git that is to run in `cwd`.

    Inside a hook git names the repository through variables. They hold for the folder the hook runs in; a git that
    is sent to another folder by `-C` would take a relative `GIT_DIR` from there, and would take that folder for the
    top of the work tree where `GIT_DIR` stands alone (as in hooks of linked worktrees and of submodules). So the
    places are made explicit, or all left out where `cwd` belongs to another repository.
    """
    variables = dict(os.environ)
    for name in _PATHSPEC_VARIABLES:
        variables.pop(name, None)
    if any(name in variables for name in LOCAL_VARIABLES):
        _bind(variables, os.path.abspath(cwd))
    variables["GIT_OPTIONAL_LOCKS"] = "0"
    variables["LC_ALL"] = "C"
    if extra:
        variables.update(extra)
    return variables


def _bind(variables: dict[str, str], cwd: str) -> None:
    """Make the repository variables hold for a git that starts in `cwd`, or drop them where it is not theirs."""
    here = os.path.abspath(os.getcwd())
    if cwd == here and "GIT_WORK_TREE" not in variables:
        return
    if not _same_repository(variables, here, cwd):
        for name in LOCAL_VARIABLES:
            variables.pop(name, None)
        return
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR"):
        if name in variables:
            variables[name] = os.path.join(here, variables[name])
    # A relative GIT_INDEX_FILE is taken from the top of the work tree wherever git starts: it stays as it is.
    if "GIT_DIR" in variables:
        variables.setdefault("GIT_WORK_TREE", here)


def _same_repository(variables: dict[str, str], here: str, cwd: str) -> bool:
    """Whether `cwd` lies in the work tree that the environment speaks of, and in no repository nested in it."""
    if "GIT_DIR" in variables or "GIT_WORK_TREE" in variables:
        top = os.path.realpath(os.path.join(here, variables.get("GIT_WORK_TREE", here)))
    else:
        top = _nearest_top(os.path.realpath(here))
    cwd = os.path.realpath(cwd)
    inside = cwd == top or cwd.startswith(top.rstrip(os.sep) + os.sep)
    return inside and len(_nearest_top(cwd)) <= len(top)


def _nearest_top(folder: str) -> str:
    """The closest folder at or above `folder` that holds a `.git`; the file system's root where there is none."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder = parent
    return folder


def command(args: list[str], cwd: str) -> list[str]:
    """The command line that runs git in a folder: `posix_spawn` cannot change the folder, `git -C` can."""
    return ["git", "-C", cwd, *args]


if sys.platform == "win32":

    class Child:
        """A git that is running."""

        def __init__(self, process: Popen[bytes], stdin: bytes) -> None:
            self._process = process
            self._stdin = stdin
            self.question: noted.Question | None = None
            """What it was asked, where notes are taken of it."""

        def result(self) -> Result:
            """Wait for the end."""
            out, err = self._process.communicate(self._stdin)
            return _noted(self.question, Result(self._process.returncode, out, err))

    def start(args: list[str], cwd: str, *, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Child:
        """Start `git ARGS` in a folder; see `run`."""
        import subprocess

        pipe = subprocess.PIPE
        line, variables = command(args, cwd), environment(cwd, env)
        try:
            process = subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=pipe, env=variables)  # noqa: S603
        except OSError as problem:
            raise GitMissing(problem.strerror or str(problem)) from None
        child = Child(process, stdin)
        child.question = _question(args, cwd, stdin, env)
        return child

else:
    import select

    class Child:
        """A git that is running.

        It moves on while nobody looks, until a pipe is full (64 KiB on Linux); `result` or `step` keep it moving.
        """

        def __init__(self, pid: int, stdin: int, stdout: int, stderr: int) -> None:
            self._pid = pid
            self._stdin = stdin
            self._pending = memoryview(b"")
            self._last = False
            self.out = bytearray()
            """What it has written and nobody has taken yet."""
            self.err = bytearray()
            self._buffers = {stdout: self.out, stderr: self.err}
            self.question: noted.Question | None = None
            """What it was asked, where notes are taken of it."""
            self._poll = select.poll()
            self._poll.register(stdout, select.POLLIN)
            self._poll.register(stderr, select.POLLIN)
            os.set_blocking(stdin, False)

        def send(self, data: bytes, *, last: bool = False) -> None:
            """Queue bytes for its stdin, which is closed after them when they are the last."""
            self._last = last
            self._pending = memoryview(bytes(self._pending) + data)
            if self._stdin >= 0:
                self._poll.register(self._stdin, select.POLLOUT)
                self._write()

        def _write(self) -> None:
            try:
                self._pending = self._pending[os.write(self._stdin, self._pending[:_CHUNK]) :]
            except BlockingIOError:
                return
            except BrokenPipeError:  # it has seen enough; its status tells whether that is right
                self._pending = memoryview(b"")
                self._last = True
            if not self._pending:
                self._poll.unregister(self._stdin)
                if self._last:
                    self._close_stdin()

        def _close_stdin(self) -> None:
            os.close(self._stdin)
            self._stdin = -1

        def step(self) -> bool:
            """Wait until something can be written or read, and do that. False once it has closed both outputs."""
            if not self._buffers:
                return False
            for descriptor, _ in self._poll.poll():
                if descriptor == self._stdin:
                    self._write()
                elif data := os.read(descriptor, _CHUNK):
                    self._buffers[descriptor] += data
                else:
                    self._poll.unregister(descriptor)
                    del self._buffers[descriptor]
                    os.close(descriptor)
            return bool(self._buffers)

        def result(self) -> Result:
            """Send what is left, close its stdin and wait for the end."""
            if self._stdin >= 0 and not self._last:
                self.send(b"", last=True)
            while self.step():
                pass
            if self._stdin >= 0:
                self._close_stdin()
            return _noted(self.question, Result(self._wait(), bytes(self.out), bytes(self.err)))

        def close(self) -> None:
            """Let go of it without asking how it ended: it ends when it finds its pipes closed."""
            for descriptor in [*self._buffers, *([self._stdin] if self._stdin >= 0 else [])]:
                os.close(descriptor)
            self._buffers.clear()
            self._stdin = -1
            self._wait()

        def _wait(self) -> int:
            if self._pid <= 0:
                return 0
            pid, self._pid = self._pid, 0
            try:
                return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            except ChildProcessError:  # whoever started us ignores SIGCHLD, so the kernel keeps no status
                raise UndeterminedError("git's exit status is lost: SIGCHLD is ignored in this process") from None

    def spawn(args: list[str], cwd: str, env: Mapping[str, str] | None = None) -> Child:
        """Start `git ARGS` in a folder with its stdin open for `Child.send`.

        Raises:
            GitMissing: there is no git.
        """
        pipes: list[tuple[int, int]] = []
        try:
            pipes.extend(_pipe() for _ in range(3))
            (stdin, to_child), (from_child, stdout), (errors_from_child, stderr) = pipes
            actions = [(os.POSIX_SPAWN_DUP2, end, number) for number, end in enumerate((stdin, stdout, stderr))]
            pid = os.posix_spawnp("git", command(args, cwd), environment(cwd, env), file_actions=actions)
        except OSError as problem:
            for descriptor in (end for pair in pipes for end in pair):
                os.close(descriptor)
            raise GitMissing(problem.strerror or str(problem)) from None
        for descriptor in (stdin, stdout, stderr):
            os.close(descriptor)
        return Child(pid, to_child, from_child, errors_from_child)

    def _pipe() -> tuple[int, int]:
        """A pipe that children do not inherit, clear of 0, 1 and 2, which are free where our own streams are closed."""
        reader, writer = os.pipe()
        if reader > 2 and writer > 2:
            return reader, writer
        import fcntl

        ends = fcntl.fcntl(reader, fcntl.F_DUPFD_CLOEXEC, 3), fcntl.fcntl(writer, fcntl.F_DUPFD_CLOEXEC, 3)
        os.close(reader)
        os.close(writer)
        return ends

    def start(args: list[str], cwd: str, *, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Child:
        """Start `git ARGS` in a folder; see `run`."""
        child = spawn(args, cwd, env)
        child.question = _question(args, cwd, stdin, env)
        child.send(stdin, last=True)
        return child
