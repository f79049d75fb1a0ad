from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.cli.check_completion import groups_and_rules, revisions, rule_names

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository


def test_rules_are_offered_by_name_or_code_in_the_case_in_which_they_are_begun() -> None:
    assert [word for word, _ in rule_names("broken-l")] == ["broken-link"]
    assert rule_names("doc007")[0][0] == "doc007"
    assert rule_names("DOC007")[0][1].startswith("broken-link: A link leads to")
    assert rule_names("nothing") == []


def test_the_last_word_of_a_list_is_gone_on_with() -> None:
    assert [word for word, _ in groups_and_rules("SPC001,broken-l")] == ["SPC001,broken-link"]


def test_groups_come_before_their_rules() -> None:
    assert [word for word, _ in groups_and_rules("DO")][:2] == ["DOC", "DOC001"]
    assert next(word for word, _ in groups_and_rules("DOC")) == "DOC001"


def test_branches_and_tags_are_offered_at_both_ends_of_a_range(
    repository: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.md", "x")
    repository.commit()
    repository.git("tag", "mark-1")
    monkeypatch.chdir(repository.root)
    assert revisions("ma") == ["main", "mark-1"]
    assert revisions("main..H") == ["main..HEAD"]


def test_where_there_is_no_repository_nothing_but_head_is_offered(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("bare"))
    assert revisions("m") == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("check --format sa", "sarif"), ("check --select broken-l", "broken-link"), ("explain broken-l", "broken-link")],
)
def test_the_shell_is_offered_them(spec: Spec, typed: str, offered: str) -> None:
    words = f"spec {typed}"
    done = spec(_SPEC_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(len(words.split()) - 1))
    assert done.out.split() == [offered]
