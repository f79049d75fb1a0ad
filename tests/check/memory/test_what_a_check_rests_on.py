"""Whatever a rule or a reader learns of the world is asked again by the next check: a table of what can change."""

from __future__ import annotations

import os
import shutil
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.check.memory import projects

from specward.fingerprint import fingerprint
from specward.project import Project
from specward.signoff.content import FeatureContents
from specward.signoff.record import Signoff, add
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import GitRepository

    from specward.check.report import Report

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-018")

SPEC, SIGNED = "specs/001-login/spec.md", "specs/001-login/signoffs.yml"
CONFIG, DECISION = ".specify/specward.yml", "docs/adr/0003-{name}.md"
BASE = """# Base

## Core Principles

### P-09. Small features

```enforce
- rule: missing-spec
  severity: error
- forbid: {pattern: 'FR-00', in: 'specs/**'}
```
"""
GRACE = {"GIT_AUTHOR_NAME": "Grace Hopper", "GIT_AUTHOR_EMAIL": "grace@example.org"}


def signoff() -> str:
    """A sign-off of the first requirement by who wrote it."""
    project = Project(MemorySource({SPEC: projects.SPECS[0]}))
    content = FeatureContents(project, project.feature("specs/001-login")).find("FR-001")
    assert content is not None
    signed = Signoff("001-login/FR-001", fingerprint(content.fields), "Ada <ada@example.org>", "2026-01-31")
    return add(SIGNED, None, [signed]).text  # type: ignore[union-attr]


def put(path: str, text: str) -> Callable[[GitRepository], None]:
    return lambda repository: projects.write(repository.root, {path: text})


def run(*arguments: str, **env: str) -> Callable[[GitRepository], None]:
    def step(repository: GitRepository) -> None:
        repository.git(*arguments, **env)  # type: ignore[arg-type]

    return step


def commit(**env: str) -> Callable[[GitRepository], None]:
    def step(repository: GitRepository) -> None:
        repository.git("add", "-A")
        repository.git("commit", "-q", "--no-verify", "--allow-empty", "-m", "Go on", **env)  # type: ignore[arg-type]

    return step


def beside(path: str, text: str) -> Callable[[GitRepository], None]:
    return lambda repository: projects.write(repository.root.parent, {path: text})


def into_link(folder: str) -> Callable[[GitRepository], None]:
    """A folder that lies elsewhere from now on; its files stay the same."""

    def step(repository: GitRepository) -> None:
        away = repository.root.parent / f"was-{folder.replace('/', '-')}"
        (repository.root / folder).rename(away)
        (repository.root / folder).symlink_to(away)

    return step


def out_of_link(folder: str) -> Callable[[GitRepository], None]:
    def step(repository: GitRepository) -> None:
        place = repository.root / folder
        away = place.resolve()
        place.unlink()
        away.rename(place)

    return step


def same_size(path: str, old: str, new: str) -> Callable[[GitRepository], None]:
    """Another text of the same length, with the time of the former one."""

    def step(repository: GitRepository) -> None:
        place = repository.root / path
        status, text = place.stat(), place.read_text(encoding="utf-8")
        assert old in text
        place.write_text(text.replace(old, new), encoding="utf-8")
        os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))

    return step


def rename(path: str, to: str) -> Callable[[GitRepository], None]:
    def step(repository: GitRepository) -> None:
        (repository.root / path).rename(repository.root / to)

    return step


def remove(path: str) -> Callable[[GitRepository], None]:
    def step(repository: GitRepository) -> None:
        place = repository.root / path
        shutil.rmtree(place) if place.is_dir() else place.unlink()

    return step


def inherit(repository: GitRepository) -> None:
    """Let the project inherit principles as they are in the last commit."""
    commit_id = repository.git("rev-parse", "HEAD").strip()
    projects.write(repository.root, {CONFIG: f"constitution:\n  extends: ['{commit_id}:base.md']\n"})


def decision(number: int, title: str) -> str:
    return projects.DECISIONS[0].replace("# 1. Use PostgreSQL", f"# {number}. {title}")


STEPS: dict[str, tuple[Callable[[GitRepository], None], ...]] = {
    "the configuration is not valid any more": (put(CONFIG, projects.CONFIGURATIONS[3]),),
    "it is mended": (put(CONFIG, "rules:\n  select: [ALL]\n"),),
    "another feature is edited": (put("specs/002-store/plan.md", projects.PLANS[1]),),
    "another profile": (put(CONFIG, "trace:\n  profile: strict\n"),),
    "no configuration": (remove(CONFIG),),
    "somebody else commits": (commit(**GRACE),),
    "somebody else commits to what was signed": (put(SPEC, projects.SPECS[0] + "\nMore.\n"), commit(**GRACE)),
    "what was signed says something else": (same_size(SPEC, "MUST log.", "MUST lag."),),
    "git brings it back": (run("checkout", "-q", "--", SPEC),),
    "another branch takes a number": (
        put(DECISION.format(name="cache"), decision(3, "Use Redis")),
        run("checkout", "-q", "-b", "side"),
        commit(),
        run("checkout", "-q", "-"),
        put(DECISION.format(name="queue"), decision(3, "Use Kafka")),
    ),
    "the branch is gone": (run("branch", "-q", "-D", "side"),),
    "a work tree takes it": (
        run("worktree", "add", "-q", "-b", "other", "../tree"),
        beside("tree/docs/adr/0003-search.md", decision(3, "Use Lucene")),
    ),
    "the work tree is away": (rename("../tree", "../away"),),
    "the work tree is away still": (),
    "it is back": (rename("../away", "../tree"),),
    "it is removed": (run("worktree", "remove", "--force", "../tree"),),
    "principles are inherited": (put("base.md", BASE), put(CONFIG, "constitution:\n  extends: [base.md]\n")),
    "they ask for less": (put("base.md", projects.CONSTITUTIONS[0]),),
    "they are inherited from a commit": (put("base.md", BASE), commit(), inherit),
    "HEAD moves": (put("base.md", projects.CONSTITUTIONS[0]), commit()),
    "HEAD moves back": (run("reset", "-q", "--soft", "HEAD~1"),),
    "nothing is inherited": (remove(CONFIG),),
    "the whole folder of tests is a link": (into_link("tests"),),
    "it is a folder again": (out_of_link("tests"),),
    "a feature's folder is a link": (into_link("specs/002-store"),),
    "that is a folder again": (out_of_link("specs/002-store"),),
    "git is told to ignore a feature": (
        put(".git/info/exclude", "specs/002-mail\n"),
        run("rm", "-rq", "--cached", "."),
    ),
    "by the user's own list": (
        put(".git/info/exclude", ""),
        beside("ignored", "src/\n"),
        run("config", "core.excludesFile", "../ignored"),
    ),
    "that list changes": (beside("ignored", "specs/002-mail\n"),),
    "it is all known to git again": (run("config", "--unset", "core.excludesFile"), commit()),
    "a nested project": (
        put("apps/web/.specify/specward.yml", "rules:\n  ignore: [DOC]\n"),
        put("apps/web/specs/001-c/spec.md", projects.SPECS[2]),
        put("apps/web/src/a.py", projects.CODE[2]),
    ),
    "it is a repository of its own": (run("init", "-q", "apps/web"),),
    "it cites a decision, and nothing has changed": (),
    "it is none any more": (remove("apps/web/.git"), remove("apps/web/.specify")),
    "a name with capitals": (rename(SPEC, "specs/001-login/SPEC.md"),),
    "without": (rename("specs/001-login/SPEC.md", SPEC),),
    "a folder in the place of a document": (
        remove("specs/001-login/plan.md"),
        put("specs/001-login/plan.md/x.md", "# X\n"),
    ),
    "nobody knows who commits here": (run("config", "user.email", "eve@example.org"),),
    "a file that a ticked task names was there once": (put("src/gone.py", "x = 1\n"), commit(), remove("src/gone.py")),
}


def differences(told: Report, found: Report) -> list[str]:
    """What a check said that remembers and not the other, and the other way round."""
    said = {str(finding[:5]) for finding in told.findings}
    wanted = {str(finding[:5]) for finding in found.findings}
    return sorted([*(f"+{line}" for line in said - wanted), *(f"-{line}" for line in wanted - said)])


@pytest.mark.usefixtures("unmeasured")
def test_whatever_changes_is_seen(repository: GitRepository) -> None:
    root = repository.root
    projects.write(root, {path: texts[0] for path, texts in projects.CONTENTS.items() if path != ".gitignore"})
    projects.write(root, {SIGNED: signoff(), "specs/001-login/tasks.md": projects.TASKS[0]})
    repository.commit()
    reports = [projects.remembering(root)]
    for name, steps in STEPS.items():
        for step in steps:
            step(repository)
        found = projects.fresh(root)
        for told in (projects.remembering(root), projects.remembering(root)):
            assert (name, differences(told, found)) == (name, [])
            assert (name, told) == (name, found)
        reports.append(found)
    shown = [name for name, (before, after) in zip(STEPS, pairwise(reports), strict=True) if before != after]
    assert len(shown) > len(STEPS) * 2 / 3


def test_the_last_day_of_a_waiver_passes(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    root, real = repository.root, time.strftime
    waiver = "- waives: SPC001\n  reason: later\n  owner: Ada\n  expires: 2026-06-30\n"
    projects.write(root, {SPEC: projects.SPECS[0], ".specify/waivers.yml": waiver})
    repository.commit()
    waived = []
    for day in (29, 30, 31, 30):
        monkeypatch.setattr(time, "strftime", lambda form, day=day: real(form, (2026, 6, day, 0, 0, 0, 0, 1, 0)))
        told = projects.remembering(root)
        assert told == projects.fresh(root)
        waived.append(told.waived)
    assert waived == [1, 1, 0, 1]
