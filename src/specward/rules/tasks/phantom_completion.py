"""A task is ticked, and no file that it names was ever there.

## What it does

Reports each ticked task that names files of which none is in the project, none is called so in any other folder, and
none was ever added under that name by any commit of the repository.

## Why is this bad?

A tick is a claim. Whoever works through a list, an agent above all, ticks what it meant to do; the one thing that a
task cannot have done without leaving a trace is to write the file that it names.

## Example

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Create the account model in src/models/account.py
- [x] T002 Hash passwords in src/passwords.py
```

```python src/models/account.py
class Account: ...
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Create the account model in src/models/account.py
- [ ] T002 Hash passwords in src/passwords.py
```

```python src/models/account.py
class Account: ...
```

## Limits

Names are compared, not folders: a file that has moved is found, and one called `__init__.py` is nearly always.
`day-cell.js` and `DayCell.tsx`, `004_users.sql` and `011_users.sql` are taken for the same. Tasks that name the same
missing files are one finding; a list of which half the ticked tasks, or more than a dozen, are phantoms is one finding:
it may be about code that is kept elsewhere. Nothing is said where history cannot tell (no repository, a shallow or
partial clone), of files that git ignores or whose name begins with a dot, of kinds of file that the repository never
held but in folders of tools (`.claude/settings.json` makes `.json` no kind that is kept here), of tasks that remove
something or say themselves what became of the file (`skipped`, `merged into`), of packages (`@scope/name.js`), of
samples in a command (`` `cat src/a.ts` ``), of what it reads (`from audit.md`), of the folder of another repository
(`shop-end-to-end-tests/a.py`), and of names with a gap to fill in (`<name>.py`, `*.py`). That a file is there says
nothing about what is in it. The commit hook judges only the task lists that a commit touches.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts import task_line
from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks
    from specward.project import Project

_SHOWN = 3
_RELATED = 50
_MANY = 12
"""More phantoms than these say something about the list, not about each task; so does half of it."""


@rule("TSK009", Severity.WARNING, Scope.TASKS, read=58, right=57)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield a fault for each ticked task whose files never were, or one for all where they are many."""
    absent = [(task, files) for task in tasks.done if (files := _absent(task, project))]
    if not absent or not project.touches(tasks.document.path):
        return
    from specward.acceptance.known_files import never_there

    never = never_there(project, [path for _, files in absent for path in files])
    phantoms = [(task, files) for task, files in absent if never.issuperset(files)]
    naming = sum(1 for task in tasks.done if task.paths)
    if len(phantoms) > _MANY or (len(phantoms) > _SHOWN and len(phantoms) * 2 >= naming):
        message = f"{len(phantoms)} of {naming} ticked tasks that name files name none that any commit ever held"
        yield _fault(tasks, [task for task, _ in phantoms], message, _HELP_WITH_MANY)
        return
    by_files: defaultdict[tuple[str, ...], list[Task]] = defaultdict(list)
    for task, files in phantoms:
        by_files[files].append(task)
    for files, claiming in by_files.items():
        who = f"{listed([task.id for task in claiming], _SHOWN)} {'is' if len(claiming) == 1 else 'are'} ticked"
        message = f"{who}, and no commit ever held {listed(files, _SHOWN)}"
        yield _fault(tasks, claiming, message, "do it, name the file that it became, or take the tick away")


_HELP_WITH_MANY = (
    "take back what was not done; where the code is kept elsewhere, say so: "
    "`<!-- spec: ignore-file phantom-completion -- where it is kept -->`"
)


def _fault(tasks: Tasks, claiming: list[Task], message: str, help_: str) -> Fault:
    first, *others = (tasks.document.place(*task.id_span) for task in claiming)
    return Fault(first, message, help=help_, related=tuple(others[:_RELATED]))


def _absent(task: Task, project: Project) -> tuple[str, ...]:
    """The files that a task names; none where something that it names is there or cannot be looked for."""
    paths = task.paths
    if not paths or _removal().match(task.text) or any(map(project.source.exists, paths)):
        return ()
    from specward.acceptance.known_files import kind

    if _explained().search(task.text):
        return ()
    named = task_line.paths(_from().sub(" ", _spoken().sub(" ", task.text)))
    files = tuple(path for path in named if kind(path) and not _package().match(path))
    if any(_is_of_a_sibling(path, project) for path in files):
        return ()
    return () if any(_unsure().search(path) for path in files) else files


@cache
def _removal() -> re.Pattern[str]:
    return re.compile(r"\W{0,4}(?:remove|delete|drop|retire|clean ?up|eliminate|uninstall)", re.IGNORECASE)


@cache
def _unsure() -> re.Pattern[str]:
    """What makes a path a pattern (`{name}.py`, `*.py`, `NNN-a.sql`, `[time]-a.ts`) or a setting's (`.eslintrc`)."""
    return re.compile(r"[*{}<>|$…]|\.\.|XX|NNN|YYYY|-(?:MM|DD)-|xxx|###|^path/to/|\[[^/]*$|(?:^|/)\.[^/]*$")


@cache
def _explained() -> re.Pattern[str]:
    """Words by which a task says itself why the file is not there."""
    return re.compile(
        r"\b(?:absent|not applicable|N/A|skipped|unused|not needed|no longer needed|does not exist|already exists?"
        r"|deferred|no \S{1,60} files? exists?|implemented (?:directly |instead )?(?:in|as|with|by)|superseded"
        r"|(?:merged|folded) into|or (?:extract|move) (?:it )?to)\b|~/",
        re.IGNORECASE,
    )


@cache
def _spoken() -> re.Pattern[str]:
    """A code span of several words: a command, in which a path may be a sample."""
    return re.compile(r"`[^`\s]{1,200}[ \t][^`\r\n]{1,300}`")


@cache
def _from() -> re.Pattern[str]:
    """What a task reads, and does not write: `seed it from audit.md`."""
    return re.compile(r"\bfrom[ \t]+[`*]{0,2}[\w./@-]{1,200}[`*]{0,2}")


def _is_of_a_sibling(path: str, project: Project) -> bool:
    """Whether a path lies in a folder that is not here and has the long name of a repository beside this one."""
    top, slash, _ = path.partition("/")
    return bool(slash) and top.count("-") > 1 and not project.source.exists(top)


@cache
def _package() -> re.Pattern[str]:
    """A package of npm: `@scope/name.js`. `@/name.ts` is a path."""
    return re.compile(r"@[\w-]+/[\w.-]+$")
