"""The clean project with all that the tool itself keeps: reviews, sign-offs, evidence, checklists; by real code."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.seeded.texts import FILES

from specward.changes import Create, Replace
from specward.changeset import ADDED, ChangedPath, Changeset
from specward.check.run import check
from specward.check.select import Selection
from specward.evidence import jsonl
from specward.evidence.binding import Binding
from specward.evidence.judge import all_cases
from specward.evidence.result import Outcome, Result
from specward.evidence.store import FOLDER, load
from specward.evidence.tree import tree_of
from specward.fingerprint import fingerprint
from specward.project import Project
from specward.rules import RULES
from specward.signoff.content import FeatureContents, check_item
from specward.signoff.record import Signoff, add
from specward.sources.memory import MemorySource
from specward.sources.memory_elsewhere import MemoryElsewhere
from specward.trace.link_state import reviews_of
from specward.trace.review import Wanted, review
from specward.verify.gate import acceptance_drafts, verify

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.changes import Change
    from specward.check.report import Report
    from specward.evidence.result import Evidence
    from specward.signoff.content import Question
    from specward.verify.verification import Verification

Files = dict[str, str | bytes]
TODAY = "2026-06-01"
EVIDENCE = f"{FOLDER}/pytest.jsonl"
SIGNED = "Somebody has read every message aloud"
REVIEWER = "Grace Hopper <grace@example.org>"


class State(NamedTuple):
    """A project as it is judged: its files, and what its tests came to."""

    files: Files
    results: tuple[Result, ...]
    """What the tests came to, as the plugin keeps it; none where nobody ran them."""
    ran_on: Files | None = None
    """The files that the tests ran on; None means those of today."""
    base: Files | None = None
    """What the change began from; None where no change is examined."""
    kept: bytes | None = None
    """What the evidence file holds instead of the results."""
    reports: tuple[bytes, ...] = ()
    """JUnit reports that are named beside it."""
    branch: dict[str, str] | None = None
    """What another branch holds; None where there is no other."""
    added: tuple[str, ...] = ()
    """The paths of the commit under way, which adds them; none where there is no such commit."""
    today: str = TODAY
    """The day on which it is judged."""

    def text(self, path: str) -> str:
        """One file."""
        content = self.files[path]
        return content if isinstance(content, str) else content.decode()

    def write(self, files: Files) -> State:
        """The same with other files."""
        return self._replace(files=self.files | files)

    def without(self, *paths: str) -> State:
        """The same without some files."""
        return self._replace(files={path: text for path, text in self.files.items() if path not in paths})

    def edit(self, path: str, old: str, new: str) -> State:
        """The same with other words in one place."""
        text = self.text(path)
        if text.count(old) != 1:
            raise AssertionError(f"{old!r} stands {text.count(old)} times in {path}")
        return self.write({path: text.replace(old, new)})

    def add(self, path: str, text: str) -> State:
        """The same with more at the end of a file."""
        return self.write({path: self.text(path) + text})

    def ends(self, test: str, *ends: tuple[str, Outcome]) -> State:
        """The same where one test ended otherwise: parameters and outcome of each result it has; none at all."""
        known = [result for result in self.results if result.test.endswith(f"::{test}")]
        if not known:
            raise AssertionError(f"{test} is not in the results")
        others = tuple(result for result in self.results if result not in known)
        ended = (known[0]._replace(parameters=parameters, outcome=outcome) for parameters, outcome in ends)
        return self._replace(results=(*others, *ended))

    def sign(self, folder: str, *items: str, asked: Iterable[Question] = ()) -> State:
        """The same with the reviewer's word on items of a feature; on all of it where a local id is empty."""
        project = self.project(judged=False)
        contents = FeatureContents(project, project.feature(folder), asked)
        signoffs = []
        for local in items:
            found = contents.find(local)
            if found is None:
                raise AssertionError(f"{folder} has no {local}")
            signoffs.append(Signoff(found.item, fingerprint(found.fields), REVIEWER, "2026-02-01", files=found.files))
        path = f"{folder}/signoffs.yml"
        return self.write(_made({}, [add(path, self.text(path) if path in self.files else None, signoffs)]))

    def tested(self) -> State:
        """The same after a run in which every marked test of today passed."""
        return self._replace(results=passed(self.files))

    def project(self, *, judged: bool = True) -> Project:
        """It as the engine opens it, with or without the results of its tests."""
        base = Project(MemorySource(self.base)) if self.base is not None else None
        elsewhere = partial(MemoryElsewhere, {"salt": self.branch}) if self.branch else None
        change = Changeset(paths=tuple(ChangedPath(ADDED, path) for path in self.added)) if self.added else None
        project = Project(MemorySource(self.files), base=base, elsewhere=elsewhere, change=change, today=self.today)
        if judged:
            project.evidence = self._evidence(project)
        return project

    def checked(self, *, judged: bool = True, select: Sequence[str] = ()) -> Report:
        """What `check` finds; with the results of the tests, what the rules of `verify` find too."""
        project = self.project(judged=judged)
        return check(project, Selection.of(project, RULES, select=select))

    def verified(self, *features: str) -> Verification:
        """What the gate says."""
        return verify(self.project(), features)

    def _evidence(self, project: Project) -> Evidence:
        """What the tests came to, kept in files and read again as after a real run."""
        exempt = project.config.trace_exempt
        tree = tree_of(project.source, exempt)
        ran_on = tree if self.ran_on is None else tree_of(MemorySource(self.ran_on), exempt)
        kept = jsonl.render(self.results, ran_on, {}).encode() if self.kept is None else self.kept
        written = {"report.xml" if not number else f"report-{number}.xml": r for number, r in enumerate(self.reports)}
        with TemporaryDirectory() as root:
            if self.results or self.kept is not None:
                written[EVIDENCE] = kept
            for path, content in written.items():
                Path(root, path).parent.mkdir(parents=True, exist_ok=True)
                Path(root, path).write_bytes(content)
            reports = [str(Path(root, path)) for path in written if path != EVIDENCE]
            binding = Binding(project.tests.cases, project.source.files(), self.text)
            return load(root, tree, files=reports, binding=binding)


def passed(files: Files) -> tuple[Result, ...]:
    """A pass of every marked test; the parameters of the one that has some are `battery` and `staple`."""
    results: list[Result] = []
    for case in all_cases(Project(MemorySource(files)).tests, None):
        parameters = ("battery", "staple") if case.id.endswith("test_a_wrong_password_is_refused") else ("",)
        marks = tuple(mark.target for mark in case.marks)
        results += [Result(case.id, one, Outcome.PASSED, marks) for one in parameters]
    return tuple(results)


@cache
def clean() -> State:
    """The clean twin: written, reviewed, tested, signed and accepted."""
    files: Files = dict(FILES)
    files = _made(files, reviewed(files))
    state = State(files, passed(files))
    for name in ("001-login", "002-export"):
        state = state.sign(f"specs/{name}", check_item(name, SIGNED).partition("/")[2])
    drafts = acceptance_drafts(state.project(), state.verified())
    return state.write(_made(state.files, [change for draft in drafts for change in draft.changes]))


def reviewed(files: Files) -> list[Change]:
    """The changes that review everything."""
    project = Project(MemorySource(files))
    graph = reviews_of(project).graph
    return review(project, Wanted(frozenset(graph.nodes), plans=frozenset(project.feature_paths)))


def _made(files: Files, changes: Iterable[Change]) -> Files:
    """The files after some changes."""
    made = dict(files)
    for change in changes:
        if not isinstance(change, Create | Replace):
            raise TypeError(change)
        made[change.path] = change.text
    return made
