"""A check that remembers finds what one finds that does not, whatever happens to the project in between."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.check.memory import projects
from tests.conftest import GitRepository

FIRST = st.lists(projects.files(), min_size=4, max_size=14)
EXAMPLES = 20
"""Each checks a real repository several times."""
STEPS = st.lists(projects.steps(), min_size=1, max_size=4)


@pytest.mark.verifies("005-the-whole-checker/AC-018")
@settings(max_examples=EXAMPLES, deadline=None)
@given(first=FIRST, taken=STEPS)
def test_the_report_with_a_memory_is_that_without(
    tmp_path_factory: pytest.TempPathFactory, first: list[tuple[str, str]], taken: list[tuple[str, ...]]
) -> None:
    repository = GitRepository(tmp_path_factory.mktemp("project"))
    projects.write(repository.root, dict(first))
    for step in [("nothing",), *taken]:
        projects.take(step, repository.root, repository.git)
        assert projects.remembering(repository.root) == projects.fresh(repository.root), step
