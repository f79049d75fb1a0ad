"""The pytest plugin: the mark `verifies`, and evidence of what ran on which tree.

    @pytest.mark.verifies("001-login/AC-002")
    def test_a_wrong_device_is_refused(): ...

With `--spec-evidence` the session leaves `.specify/evidence/pytest.jsonl` behind, which `spec verify` reads. With
`--junitxml` each test says its node id and what it verifies in the properties `spec.nodeid` and `spec.verifies`. pytest
loads this module in every project of an environment that has the package, so it imports nothing until it is needed.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

    from specward.evidence.session import Session
    from specward.sources.source import Source

_DEFAULT = ".specify/evidence/pytest.jsonl"
_MARK = "verifies(*targets, partial=False): what the test verifies, such as '001-login/AC-002', wholly or in part."
_PLUGIN = "specward-evidence"
_SHOWN = 10


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--spec-evidence`."""
    parser.getgroup("specward").addoption(
        "--spec-evidence",
        metavar="PATH",
        nargs="?",
        const=_DEFAULT,
        default=None,
        help=f"Keep the results as evidence for `spec verify`, in {_DEFAULT} of the project or in PATH.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark, and keep evidence where it is asked for."""
    config.addinivalue_line("markers", _MARK)
    path = config.getoption("spec_evidence")
    if path is None or config.getoption("collectonly"):
        return
    if not path.endswith(".jsonl"):
        message = f"--spec-evidence would write to {path}, which does not end in .jsonl"
        raise pytest.UsageError(f"{message}: put the option last, or write --spec-evidence=FILE.jsonl")
    kind = _Worker if hasattr(config, "workerinput") else _Controller
    config.pluginmanager.register(kind(config), _PLUGIN)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let each test say its node id and what it verifies; in projects of others only those that bear the mark."""
    place = _Place(config)
    for item in items:
        targets = _targets(item)
        if targets or place.is_project:
            item.user_properties.append(("spec.nodeid", place.identity(item.nodeid)))
            item.user_properties += [("spec.verifies", target) for target in targets]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Record the scenario's steps while a test runs that may have some."""
    steps: Any = sys.modules.get("specward.steps")
    if steps is None:
        return (yield)
    with steps.recording() as recorded:
        try:
            return (yield)
        finally:
            if recorded:
                import json

                item.user_properties.append(("spec.steps", json.dumps([list(step) for step in recorded])))


def _targets(item: pytest.Item) -> list[str]:
    """What a test verifies: the marks of function, class, module and parameter together."""
    targets: dict[str, None] = {}
    for mark in item.iter_markers("verifies"):
        partial = "?" if mark.kwargs.get("partial") else ""
        # Somebody else's mark of the same name may hold anything.
        targets.update(dict.fromkeys(target + partial for target in mark.args if isinstance(target, str)))
    return list(targets)


class _Place:
    """Where the session's tests lie in the project, whose root may be above or below pytest's own."""

    def __init__(self, config: pytest.Config) -> None:
        rootdir = os.path.abspath(config.rootpath)
        start = os.path.abspath(config.invocation_params.dir)
        project = _nearest(start, ".specify")
        self.is_project = bool(project)
        self.root = project or _nearest(start, ".git") or rootdir  # as `spec` finds it: specward.opening.find_root
        self._above = _way_down(self.root, rootdir)
        self._below = _way_down(rootdir, self.root)

    def identity(self, nodeid: str) -> str:
        """A node id with its path told from the project's root."""
        return self._above + nodeid.removeprefix(self._below)


def _nearest(start: str, name: str) -> str:
    """The nearest folder at or above one that holds a name; empty where none does."""
    while not os.path.exists(os.path.join(start, name)):
        start, below = os.path.dirname(start), start
        if start == below:
            return ""
    return start


def _way_down(top: str, folder: str) -> str:
    """The path from one folder to another inside of it, with a slash behind it; empty where there is none."""
    inside = folder.startswith(os.path.join(top, "")) and folder != top
    return folder[len(os.path.join(top, "")) :].replace(os.sep, "/") + "/" if inside else ""


class _Worker:
    """A process of xdist: it tells the controller which tests there are."""

    def __init__(self, config: Any) -> None:  # noqa: ANN401 -- xdist adds to pytest's class
        self._config = config
        self._nodeids: list[str] = []

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_make_collect_report(self) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Note every test before options such as `-k` or `--lf` leave some out."""
        report = yield
        self._nodeids += [node.nodeid for node in report.result or () if isinstance(node, pytest.Item)]
        return report

    def pytest_sessionfinish(self) -> None:
        """Hand them over."""
        self._config.workeroutput["spec_collected"] = self._nodeids


class _Controller:
    """The session that the user started: it hears of every test, wherever that ran."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._place = _Place(config)
        self._path = os.path.abspath(self._asked(config.getoption("spec_evidence")))
        self._session: Session | None = None
        self._said: list[str] = []

    def _asked(self, path: str) -> str:
        """Where the evidence goes: the usual file belongs to the project, a named one to where the user stands."""
        return os.path.join(self._place.root if path == _DEFAULT else self._config.invocation_params.dir, path)

    def _source(self) -> Source:
        from specward.sources.worktree import WorkTreeSource

        return WorkTreeSource(self._place.root)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Take the tree that the tests are about to run on."""
        from specward.config import load
        from specward.errors import SpecError
        from specward.evidence.session import Session
        from specward.sources.source import UnreadableFile

        try:
            source = self._source()
            self._session = Session(source, load(source).trace_exempt)
        except (SpecError, UnreadableFile) as error:
            raise pytest.UsageError(f"--spec-evidence: {error}") from None

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_make_collect_report(self) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Note every test before options such as `-k` or `--lf` leave some out."""
        report = yield
        self._collected([node.nodeid for node in report.result or () if isinstance(node, pytest.Item)])
        return report

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Note what a worker is about to run."""
        self._collected(ids)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401 -- a class of xdist's
        """Note what a worker has seen."""
        self._collected(getattr(node, "workeroutput", {}).get("spec_collected", ()))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how a phase of a test ended."""
        if self._session is None or (report.when != "call" and report.outcome == "passed"):
            return
        nodeid = self._place.identity(report.nodeid)
        outcome = _outcome(report)
        if outcome == "rerun":
            self._session.rerun(nodeid)
        else:
            self._session.reported(nodeid, outcome, *_told(report))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Keep the evidence."""
        from specward.errors import SpecError
        from specward.sources.source import UnreadableFile

        if self._session is None:
            return
        try:
            self._keep(self._session)
            self._said += self._unresolved(self._session)
        except (SpecError, UnreadableFile) as error:
            self._said.append(f"evidence is not kept: {error}")

    def _keep(self, session: Session) -> None:
        from specward.changes import apply
        from specward.evidence.store import record

        inside = self._path.startswith(os.path.join(self._place.root, ""))
        root = self._place.root if inside else os.path.dirname(self._path)
        path = os.path.relpath(self._path, root).replace(os.sep, "/")
        facts: dict[str, object] = {"runner": f"pytest {pytest.__version__}", "python": sys.version.partition(" ")[0]}
        changed = session.changed(self._source())
        if changed:
            facts["changed"] = list(changed)
            self._said.append(f"this evidence is stale: {', '.join(changed)} changed while the tests ran")
        apply(record(root, path, session.results(), session.tree, facts), root)
        self._said.append(f"evidence kept in {path if inside else self._path}")

    def _unresolved(self, session: Session) -> list[str]:
        """What tests verify and nobody has specified."""
        targets = session.targets()
        if not targets or not self._place.is_project:
            return []
        from specward.project import Project
        from specward.trace.build import identities

        names = identities(Project(self._source()))
        found = [(target, names.resolve(target), test) for target, test in targets.items()]
        lines = [
            f"{test} verifies {target}: {'it may be any of several' if there.candidates else 'there is no such item'}"
            for target, there, test in found
            if not there.key
        ]
        return lines[:_SHOWN] + ([f"and {len(lines) - _SHOWN} more: spec check"] if len(lines) > _SHOWN else [])

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:  # noqa: ANN401 -- no public class of pytest's
        """Say where the evidence is, and what is wrong with it."""
        from specward.output.terminal import printable

        for line in self._said:
            terminalreporter.write_line(printable(line))

    def _collected(self, nodeids: list[str]) -> None:
        if self._session is not None:
            self._session.collected(map(self._place.identity, nodeids))


def _outcome(report: pytest.TestReport) -> str:
    """What one phase says: the call, or a setup or teardown that did not go well."""
    if not hasattr(report, "wasxfail"):
        return report.outcome
    return {"skipped": "xfailed", "passed": "xpassed"}.get(report.outcome, "failed")


def _told(report: pytest.TestReport) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What the test verifies and the steps that it recorded, from its properties."""
    verifies = tuple(str(value) for name, value in report.user_properties if name == "spec.verifies")
    steps = next((value for name, value in reversed(report.user_properties) if name == "spec.steps"), "")
    if not steps:
        return verifies, ()
    import json

    return verifies, tuple((clause, text) for clause, text in json.loads(str(steps)))
