"""The words of each language, and what a project adds to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.kind import Kind
from specward.artifacts.language import vague
from specward.artifacts.language.misspelling import is_slip, meant
from specward.artifacts.language.sections import NAMES, OF_KIND
from specward.artifacts.language.steps import STEPS
from specward.artifacts.language.vocabulary import STANDARD, Vocabulary
from specward.artifacts.normative import of_spec
from specward.artifacts.plan import read_plan
from specward.artifacts.spec import Spec, read_spec
from specward.config import parse
from specward.markdown.document import Document, normal_title
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.artifacts.language.word_list import WordList

LANGUAGES = (
    *("English", "Portuguese", "Spanish", "German", "French", "Japanese", "Simplified Chinese", "Traditional Chinese"),
)


def spec_of(text: str, vocabulary: Vocabulary = STANDARD) -> Spec:
    return read_spec(Document("specs/001-login/spec.md", text), vocabulary)


def configured(text: str) -> Vocabulary:
    return Vocabulary.of(parse(text))


@pytest.mark.verifies("005-the-whole-checker/AC-002")
@pytest.mark.parametrize(
    ("title", "scenario"),
    [
        ("User Story 1 - Sign in (Priority: P1)", "**Given** a, **When** b, **Then** c"),
        ("História de Usuário 1 - Entrar (Prioridade: P1)", "**Dado** a, **Quando** b, **Então** c"),
        ("Historia de Usuario 1 - Entrar (Prioridad: P1)", "**Dado** a, **Cuando** b, **Entonces** c"),
        ("Benutzergeschichte 1 - Anmelden (Priorität: P1)", "**Gegeben sei** a, **Wenn** b, **Dann** c"),
        ("Histoire utilisateur 1 - Entrer (Priorité : P1)", "**Étant donné que** a, **Lorsque** b, **Alors** c"),
        ("ユーザーストーリー 1 - ログイン (優先度: P1)", "**前提** a、**もし** b、**ならば** c"),
        ("用户故事 1 - 登录（优先级：P1）", "**假设** a，**当** b，**那么** c"),
        ("使用者故事 1 - 登入（優先級：P1）", "**假設** a，**當** b，**則** c"),
        ("사용자 스토리 1 - 로그인 (우선순위: P1)", "**먼저** a, **만약** b, **그러면** c"),
    ],
)
def test_a_story_and_its_scenario_are_read_in_each_language(title: str, scenario: str) -> None:
    story = spec_of(f"# Spec\n\n### {title}\n\n1. {scenario}\n").stories[0]
    assert (story.number, story.priority) == ("1", "P1")
    assert [(one.given, one.when, one.then) for one in story.scenarios] == [("a", "b", "c")]


@pytest.mark.verifies("005-the-whole-checker/AC-002")
@pytest.mark.parametrize(
    "lines",
    [
        "Scenario: S\n  Given a\n  When b\n  Then c",
        "Cenário: S\n  Dado que a\n  Quando b\n  Então c",
        "Escenario: S\n  Dado a\n  Cuando b\n  Entonces c",
        "Szenario: S\n  Angenommen a\n  Wenn b\n  Dann c",
        "Scénario: S\n  Étant donné que a\n  Quand b\n  Alors c",
        "シナリオ: S\n  前提a\n  もしb\n  ならばc",
        "场景: S\n  假如a\n  当b\n  那么c",
        "場景: S\n  假如a\n  當b\n  那麼c",
    ],
)
def test_a_gherkin_fence_is_read_in_each_language(lines: str) -> None:
    found = spec_of(f"# Spec\n\n```gherkin\n{lines}\n{lines}\n```\n").scenarios
    assert [(one.given, one.when, one.then) for one in found] == [("a", "b", "c")] * 2


def test_a_word_for_given_that_labels_data_or_an_assumption_makes_no_scenario_alone() -> None:
    assert spec_of("# S\n\n- **Dados**: nome e senha\n- **前提**: 利用者は登録済み\n").scenarios == []
    assert len(spec_of("# S\n\n- **Given** an account\n").scenarios) == 1


@pytest.mark.verifies("005-the-whole-checker/AC-002")
@pytest.mark.parametrize(
    "sentence",
    [
        "The system SHALL answer",
        "O sistema deve responder",
        "El sistema deberá responder",
        "Das System muss antworten",
        "Le système doit répondre",
        "システムは応答しなければならない",
        "系统必须响应",
        "系統必須回應",
    ],
)
def test_a_norm_is_known_in_each_language(sentence: str) -> None:
    assert STANDARD.is_norm(sentence)


def test_a_statement_of_fact_is_no_norm() -> None:
    assert not STANDARD.is_norm("The session ends after a day")


@pytest.mark.verifies("005-the-whole-checker/AC-002")
@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("User Scenarios & Testing *(mandatory)*", "User Scenarios & Testing"),
        ("Requisitos Funcionais", "Functional Requirements"),
        ("Critérios de Sucesso *(obrigatório)*", "Success Criteria"),
        ("Casos límite", "Edge Cases"),
        ("Criterios de Exito", "Success Criteria"),
        ("Funktionale Anforderungen", "Functional Requirements"),
        ("Exigences *(obligatoire)*", "Requirements"),
        ("要件 *(必須)*", "Requirements"),
        ("憲章チェック（Phase 0 前）", "Constitution Check"),
        ("用户场景与测试（必填）", "User Scenarios & Testing"),
        ("使用者情境與測試 (User Scenarios & Testing)", "User Scenarios & Testing"),
        ("Out of Scope (explicit)", "Out of Scope"),
        ("Glossary", ""),
        ("日本語", ""),
    ],
)
def test_a_title_names_its_standard_section_in_each_language(title: str, section: str) -> None:
    assert STANDARD.section(normal_title(title)) == section


def test_a_constitution_check_is_read_in_another_language() -> None:
    plan = read_plan(
        Document("specs/001-a/plan.md", "# 計画\n\n## 憲章チェック\n\n| 原則 | 状態 |\n|--|--|\n| I. 単純 | OK |\n")
    )
    assert plan.check is not None
    assert [(row.principle, row.answer) for row in plan.check.rows] == [("I. 単純", "OK")]


@pytest.mark.verifies("005-the-whole-checker/AC-002")
def test_a_project_adds_keywords_and_they_reach_every_reader() -> None:
    config = "language:\n  given: [Vorausgesetzt]\n  when: [Sobald]\n  then: [Folglich]\n  and: [Sowie]\n"
    text = "# Spec\n\n- **Vorausgesetzt** a, **Sowie** x, **Sobald** b, **Folglich** c\n"
    path = "specs/001-login/spec.md"
    spec = Project(MemorySource({".specify/specward.yml": config, path: text})).feature("specs/001-login").spec
    assert spec is not None
    assert [(one.given, one.when, one.then) for one in spec.scenarios] == [("a x", "b", "c")]
    fields = dict(of_spec(spec))["S1"]
    assert fields == (("kind", "criterion"), ("given", "a"), ("and", "x"), ("when", "b"), ("then", "c"))
    assert spec_of(text).scenarios == []


def test_a_projects_own_words_stand_beside_those_of_the_languages() -> None:
    own = configured(
        "language:\n  modals: [obligat, 要する]\n  sections: {'Pflichten *(x)*': Requirements}\n"
        "  vague: [snappy, 爆速]\n"
    )
    assert own.is_norm("Systema obligat respondere")
    assert own.is_norm("これは応答を要するもの")
    assert own.is_norm("The system must answer")
    assert own.section("pflichten") == own.section("requirements") == "Requirements"
    assert found_in("It is snappy and intuitive", own.vague) == ["snappy", "intuitive"]
    assert found_in("画面は爆速で開く", own.vague) == ["爆速"]


def test_without_words_of_its_own_a_project_has_the_standard_vocabulary() -> None:
    assert configured("rules: {ignore: [SPC]}\n") is STANDARD


def test_every_section_is_named_by_one_of_the_kinds_and_no_title_means_two() -> None:
    known = {name for names in OF_KIND.values() for name in names}
    assert set(NAMES["English"]) == known
    meanings: dict[str, set[str]] = {}
    for names in NAMES.values():
        assert set(names) <= known
        for section, titles in names.items():
            for title in titles.split("|"):
                assert normal_title(title) == title
                meanings.setdefault(title, set()).add(section)
    assert [title for title, sections in meanings.items() if len(sections) > 1] == []


def test_every_language_has_all_clauses() -> None:
    assert len({frozenset(words) for words in STEPS.values()}) == 1


@pytest.mark.parametrize("table", [vague.VAGUE, vague.VAGUE_ELSEWHERE, vague.JUDGED, vague.JUDGED_ELSEWHERE])
def test_every_pattern_holds_the_part_that_is_looked_for_first(table: dict[str, str]) -> None:
    for part, pattern in table.items():
        for alternative in _alternatives(pattern):
            assert part in alternative, (part, alternative)


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern that stand in no bracket."""
    depth, found = 0, [""]
    for character in pattern:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += character
    return found


@given(st.text(alphabet="GgIiVvEeNnſ 假设*,当。\n前提-1."))
def test_no_letter_that_is_like_another_makes_the_reader_fail(text: str) -> None:
    spec_of(f"# S\n\n- {text}\n\n```gherkin\n{text}\n```\n")


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("sucess criteria", (("sucess", "success"),)),
        ("functional requirments", (("requirments", "requirements"),)),
        ("assumtpions", (("assumtpions", "assumptions"),)),
        ("criterios de exxito", (("exxito", "exito"),)),
        ("anfordrungen", (("anfordrungen", "anforderungen"),)),
    ],
)
def test_a_slip_of_the_hand_is_known(title: str, wrong: tuple[tuple[str, str], ...]) -> None:
    found = meant(title, STANDARD)
    assert found is not None
    assert found.wrong == wrong


@pytest.mark.parametrize(
    "title",
    [
        "requirement",
        "success criterion",
        "technical content",
        "classifications",
        "notes",
        "users",
        "要求事",
        "key entries",
    ],
)
def test_another_form_and_another_word_are_no_slip(title: str) -> None:
    assert meant(title, STANDARD) is None


@given(st.text(min_size=1, alphabet="abc"), st.text(min_size=1, alphabet="abc"))
def test_a_slip_goes_both_ways(one: str, other: str) -> None:
    one, other = f"xx{one}yy", f"xx{other}yy"
    assert is_slip(one, other) == is_slip(other, one)


def test_a_section_is_called_as_the_document_calls_the_others() -> None:
    assert STANDARD.named("Success Criteria", ["要件", "ユーザーシナリオとテスト"]) == "成功基準"
    assert STANDARD.named("Success Criteria", ["requisitos", "cenários de usuário e testes"]) == "Critérios de sucesso"
    assert STANDARD.named("Success Criteria", ["requirements"]) == "Success Criteria"


def test_obligations_are_counted_in_each_language() -> None:
    assert STANDARD.obliges("It MUST, it SHALL, es MUSS, il DOIT", 4)
    assert not STANDARD.obliges("It MUST, it SHALL, and may", 3)
    assert not STANDARD.obliges("MUSTARD MUSTARD", 1)


def found_in(sentence: str, words: WordList = STANDARD.vague, among: str = "") -> list[str]:
    """The words found in a sentence that stands among others."""
    found = words.among([sentence, among])
    return [match[0] for match in found.find(sentence)] if found else []


def test_patterns_of_vague_words_compile_and_find_nothing_in_plain_words() -> None:
    assert found_in("The system shows the fast path of simple types — and 表示する") == []
    assert found_in("エラーは適切に表示する") == ["適切に"]
    assert all(re.compile(pattern) for pattern in vague.VAGUE.values())


@pytest.mark.verifies("005-the-whole-checker/AC-002")
@pytest.mark.parametrize(
    ("sentence", "among", "words"),
    [
        ("O sistema DEVE ser intuitivo.", "", ["intuitivo"]),
        ("Interface intuitiva", "O sistema DEVE mostrar os pedidos do cliente.", ["intuitiva"]),
        ("Die Suche MUSS bei Bedarf starten.", "", ["bei Bedarf"]),
        ("Le bouton est intuitif.", "", ["intuitif"]),
        ("Il pulsante DEVE essere facile da usare.", "", ["facile da usare"]),
        ("画面は使いやすく、直感的でなければならない", "", ["使いやすく", "直感的"]),
        ("Интерфейс должен быть удобный", "", ["удобный"]),
        ("The page is intuitivo", "The system MUST show the orders of the customer.", []),
        ("Café orders are shown as se possível — or not…", "The orders of the café are shown to the customer", []),
        ("Orders are shown “de forma eficiente”", "O texto: “O sistema DEVE”. The rest of the list is what it is.", []),
    ],
)
def test_words_of_other_languages_count_where_the_sentences_together_are_in_one(
    sentence: str, among: str, words: list[str]
) -> None:
    assert found_in(sentence, among=among) == words


@pytest.mark.parametrize(
    "among", ["— … “” →", "Zürich, naïve, café, 訂單", "Le café, Les Halles, El Paso: the names of the places"]
)
def test_names_dashes_and_quotes_make_no_english_document_foreign(among: str) -> None:
    sentence = "Users report satisfaction to the owner of the shop"
    assert found_in(sentence, STANDARD.judged, among) == []
    assert found_in("Les clients expriment leur satisfaction", STANDARD.judged) == ["satisfaction"]


@pytest.mark.parametrize("kind", [Kind.SPEC, Kind.PLAN, Kind.TASKS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seven_languages_name_every_section(kind: Kind, language: str) -> None:
    assert set(OF_KIND[kind]) <= set(NAMES[language])
