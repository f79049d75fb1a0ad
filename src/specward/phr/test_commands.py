"""Which of the commands that an agent ran were runs of tests, and how they went.

What starts another program (`uv run`, `npx`, `env`) is looked through. The status of a command line is that of a test
run only where no other command can have made it: a run before a pipe, or a failure behind `make build &&`, has no known
result.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.phr.transcripts.shell_line import simple_commands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.phr.transcripts.shell_line import Simple
    from specward.phr.transcripts.turn import Command

_LONGEST = 120
_MOST_STARTERS = 5

_OPTIONS = (
    r"(?:\ (?:-(?:[CFWXegknpsu]|-with|-extra|-group|-package|-python|-from|-project|-directory|-dir|-filter|-prefix"
    r"|-workspace|-name|-env|-environment|-cwd|-source|-rcfile)\ \S+|-(?!m\ )\S+))*+"
)
"""Options of what starts a program, some with a value of their own. Possessive: a list of them is read in one way."""
_PYTHON = rf"(?:(?:python|pypy|py)[\d.]*|coverage\ run){_OPTIONS}"
_STARTER = re.compile(
    rf"""(?:(?:uv|poetry|pdm|hatch|rye|pipenv|pixi|conda|mamba|dotenv){_OPTIONS}\ run{_OPTIONS}
    |bundle\ exec{_OPTIONS}
    |(?:npm|pnpm|yarn|bun){_OPTIONS}\ (?:exec|dlx|x){_OPTIONS}
    |(?:npx|bunx|pnpx|uvx|sudo|nohup|nice|stdbuf|xvfb-run|dotenv){_OPTIONS}
    |env{_OPTIONS}(?:\ \w+=\S*)*
    |timeout{_OPTIONS}\ \S+
    )\ (?!-)""",
    re.VERBOSE,
)
_TEST_RUN = re.compile(
    rf"""(?:(?:yarn\ )?(?:pytest|py\.test|tox|nox|nose2|nosetests|trial|vitest|jest|mocha|ava|karma|rspec|phpunit|pest
        |ctest|bats|gotestsum|ginkgo|behave|cucumber|tap|playwright\ test|cypress\ run)
    |(?:{_PYTHON}|uv\ run{_OPTIONS})\ -m\ (?:coverage\ run\ -m\ )?(?:pytest|unittest|tox|nox|nose2?|behave)
    |{_PYTHON}\ (?:\S*/)?(?:manage\.py\ test|runtests\.py)
    |(?:npm|pnpm|yarn|bun){_OPTIONS}(?:\ workspace\ \S+|\ workspaces|\ foreach)?{_OPTIONS}(?:\ run(?:-script)?)?
        {_OPTIONS}\ (?:tests?|tst|t)(?:[:_-]\S*)?
    |(?:go|dotnet|swift|mix|deno|rails|flutter|dart|stack|cabal|bazel|sbt|meson|ng|nx|turbo|composer|hatch|lerna)
        {_OPTIONS}(?:\ run)?{_OPTIONS}\ test
    |cargo(?:\ \+\S+)?{_OPTIONS}\ (?:test|t|nextest)
    |rake\ (?:\S+\ )*(?:test|spec)(?::\S+)?
    |php\ artisan\ test|php\ (?:\S*/)?(?:phpunit|pest)
    |node\ (?:-\S+\ )*(?:--test|(?:\S*/)?(?:jest|vitest|mocha)(?:\.m?js)?)
    |(?:make|gmake|just|task|ninja|invoke|inv)\ (?:\S+\ )*(?:tests?|check|(?:tests?|check)[-_:.]\S+|\S+[-_:.]tests?)
    |mvnw?\ (?:\S+\ )*(?:test|verify|integration-test|surefire:test|failsafe:\S+)
    |gradlew?\ (?:\S+\ )*(?:\S*:)?(?:test|check|test[A-Z]\w*|\w*Test)
    |(?:xcodebuild|zig\ build)\ (?:\S+\ )*test
    )(?!\S)""",
    re.VERBOSE,
)
_NO_RUN = frozenset(
    {
        *("--version", "--help", "-h", "--collect-only", "--co", "--no-run", "--list", "--fixtures", "--markers"),
        *("--listTests", "--dry-run", "-DskipTests", "-Dmaven.test.skip=true"),
    }
)
_ENDINGS = re.compile(r"\.(?:exe|cmd|bat)$")
_HARMLESS = frozenset({"cd", "pushd", "export", "set", "source", ".", "true", "mkdir", "unset", "ulimit", "echo"})
"""Commands that hardly ever make a line fail."""
_ENDS = frozenset({"", ";", "\n", ")"})


def tests_of(commands: Iterable[Command]) -> tuple[str, ...]:
    """The runs of tests, each on one line and once, with ` (passed)` or ` (failed)` where that can be told."""
    found: dict[str, None] = {}
    for command in commands:
        line = list(simple_commands(command.text))
        for place, each in enumerate(line):
            if _runs_tests(each.words):
                found[_shortened(each.shown) + _result(command, line, place)] = None
    return tuple(found)


def _runs_tests(words: list[str]) -> bool:
    if not _NO_RUN.isdisjoint(words):
        return False
    line = " ".join(re.sub(r"\s", "_", word) or "_" for word in words)
    for _ in range(_MOST_STARTERS):
        program, _, rest = line.partition(" ")
        line = f"{_ENDINGS.sub('', program.rpartition('/')[2])} {rest}"
        if _TEST_RUN.match(line):
            return True
        starter = _STARTER.match(line)
        if not starter:
            return False
        line = line[starter.end() :]
    return False


def _result(command: Command, line: list[Simple], place: int) -> str:
    """How a run went, where the status of the whole line tells."""
    behind = [each.link for each in line[place:]]
    if command.failed is None or behind.pop() not in _ENDS:
        return ""
    if not command.failed:
        certain = {"&&", "|"} if "pipefail" in command.text else {"&&"}
        return " (passed)" if set(behind) <= certain and all(each.link != "||" for each in line[:place]) else ""
    alone = all(each.link in _ENDS or each.words[0] in _HARMLESS for each in line[:place])
    return " (failed)" if alone and not behind else ""


def _shortened(shown: str) -> str:
    line = " ".join(shown.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
