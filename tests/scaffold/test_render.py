from __future__ import annotations

import re
import sys

import pytest

from specward.errors import UsageError
from specward.scaffold.render import Template, _substituted, find_template, render
from specward.scaffold.sandbox import render_sandboxed
from specward.sources.memory import MemorySource

OVERRIDE = ".specify/templates/overrides/spec-template.md"


def rendered(text: str, **values: object) -> str:
    return render(Template("own.md", text), values)


def refusal(text: str, **values: object) -> UsageError:
    with pytest.raises(UsageError) as caught:
        rendered(text, **values)
    return caught.value


def test_values_come_out_as_they_went_in() -> None:
    words = '<b> & "quotes" {{ braces }} {% raw %}\r\n\ttab'
    assert rendered("# {{ title }}\n", title=words) == f"# {words}\n"


def test_the_last_line_break_of_a_template_is_kept_and_none_is_added() -> None:
    assert rendered("a\n") == "a\n"
    assert rendered("a") == "a"


def test_a_missing_value_is_named_with_its_line() -> None:
    error = refusal("# {{ title }}\n\n{{ tilte }}\n", title="T")
    assert "'tilte' is undefined" in error.message
    assert error.where == "own.md:3"
    assert "title" in error.help


def test_a_malformed_template_is_named_with_its_line() -> None:
    assert refusal("a\n{% if %}\n").where == "own.md:2"


@pytest.mark.parametrize(
    "text",
    [
        "{{ 1 / 0 }}",
        "{{ title.nothing }}",
        "{{ title[9] }}",
        "{{ title() }}",
        "{{ title|join(1, 2, 3, 4) }}",
        "{% include 'other.md' %}",
        "{% extends 'other.md' %}",
        "{% import 'other.md' as other %}",
    ],
)
def test_a_template_that_raises_is_a_clear_error(text: str) -> None:
    assert refusal(text, title="T").where.startswith("own.md")


@pytest.mark.parametrize(
    "text",
    [
        "{{ title.__class__.__mro__ }}",
        "{{ title.upper.__self__.__class__ }}",
        "{{ ''['__class__'] }}",
        "{{ self.__init__.__globals__ }}",
        "{{ range.__class__ }}",
        "{% for c in [].__class__.__base__.__subclasses__() %}{{ c }}{% endfor %}",
        "{{ items.append(1) }}",
    ],
)
def test_a_template_reaches_no_python_object(text: str) -> None:
    refusal(text, title="T", items=[])


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in range(10 ** 9) %}x{% endfor %}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% for i in range(99999) %}{{ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' * 1000 }}{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ 1000000000 * 'x' }}",
        "{{ 7 ** 7 ** 7 ** 7 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ 'x'|center(999999999) }}",
        "{{ 'x'.ljust(999999999) }}",
        "{% macro more() %}{{ more() }}{% endmacro %}{{ more() }}",
        "{{ " + "(" * 10_000 + " }}",
        "{% if x %}" * 5_000,
    ],
)
def test_a_template_can_neither_loop_forever_nor_fill_the_memory(text: str) -> None:
    refusal(text)


def test_the_step_counter_leaves_a_debugger_in_place() -> None:
    before = sys.gettrace()
    rendered("{{ 1 }}")
    assert sys.gettrace() is before


def test_the_project_overrides_a_template() -> None:
    source = MemorySource({OVERRIDE: "\ufeff# Ours: {{ title }}\n"})
    template = find_template(source, "spec")
    assert template.name == OVERRIDE
    assert render(template, {"title": "T"}) == "# Ours: T\n"


def test_without_an_override_the_built_in_template_serves() -> None:
    assert find_template(MemorySource({}), "spec").text.startswith("# Feature Specification")


def test_an_override_that_is_no_text_is_refused() -> None:
    with pytest.raises(UsageError, match="UTF-8"):
        find_template(MemorySource({OVERRIDE: b"\xff\xfe"}), "spec")
    with pytest.raises(UsageError, match="megabyte"):
        find_template(MemorySource({OVERRIDE: b"x" * 2_000_000}), "spec")


BUILT_IN = ("spec", "plan", "tasks", "checklist", "constitution", "phr", "adr-speckit-plus", "adr-nygard", "adr-madr")


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_built_in_templates_need_no_engine_and_mean_the_same_with_it(name: str) -> None:
    text = find_template(MemorySource({}), name).text
    values = {word: f"<{word}> {{{{ title }}}}\\1" for word in re.findall(r"\{\{ (\w+) \}\}", text)}
    assert render(Template(name, text), values) == render_sandboxed(name, text, values)
    assert _substituted(text, values) is not None


@pytest.mark.parametrize(
    "text", ["{{ a }}\r\n{{ b }}", "{{a}}{{ b}}", "{{ a|upper }}", "{{- a -}}", "{# x #}{{ a }}", "{{ '{{' }}", "}}"]
)
def test_any_template_means_the_same_with_and_without_the_engine(text: str) -> None:
    values = {"a": "1", "b": 2}
    assert rendered(text, **values) == render_sandboxed("own.md", text, values)
