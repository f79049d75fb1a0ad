"""What `spec` says as a process is what it says in this one, where most commands are tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside", "unmeasured")

FILES = {
    ".specify/specward.yml": "packs: [fastapi]\n",
    ".specify/memory/constitution.md": "# Shop\n\n## Core Principles\n\n### I. Test — 1\n\nTests MUST pass.\n",
    ".specify/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews – well.\n---\n\nLook.\n",
    "specs/001-login/spec.md": "# Feature Specification: Login\n\n## Requirements\n\n- **FR-001**: System MUST act\n",
    "specs/001-login/tasks.md": "# Tasks: Login\n\n- [ ] T001 Sign in in app/main.py (FR-001)\n",
    "history/adr/0001-store.md": "# 1. Store\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n",
}
COMMANDS = """\
adr list
adr show 1
agent diff
agent import gone.md
agent list
agent render --target claude --dry-run
agent show reviewer
agent uninstall
constitution show
evidence show
export
fastapi probe
fastapi routes
init --agent claude --dry-run
new adr Cache --dry-run --json
new feature Pay --dry-run
no-such-command
phr coverage
phr list
phr scan
renumber --dry-run
show FR-001
sign 001-login/FR-001
status
task list
test scaffold 001-login/FR-001 --dry-run
trace
trace review
trust --list
upgrade --dry-run
--help
--version
"""


@pytest.fixture
def shop(repository: GitRepository, spec: Spec) -> Spec:
    """A project with something for each command to say."""
    for path, text in FILES.items():
        repository.write(path, text)
    repository.commit()
    return type(spec)(repository.root)


@pytest.mark.parametrize("command", COMMANDS.splitlines())
def test_a_process_ends_with_the_same_words_and_the_same_code(shop: Spec, command: str) -> None:
    before = shop.files()
    done = shop(*command.split())
    assert done.out + done.err
    assert shop.process(*command.split()) == done
    assert shop.files() == before
