"""Whatever the subset reader accepts, PyYAML's strings-only loader must read the same."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from specward import yaml_text
from specward.yaml_text import Node, YamlError, events, subset

BASES = [
    'id: "0012"\ntitle: Add login form\nlabels: ["a", \'b\', c]\nlinks:\n  spec: specs/001/spec.md\n  pr: null\n',
    "files:\n - src/a.py\n - src/b.py (new)\ntests:\n- x\n-\n- y: 1\n  z: 2\nlast:\n",
    "- rule: x\n- forbid: {pattern: 'print\\(', in: 'src/**', when: [a, b]}\n-\n  a: b\n",
    "---\n# comment\na:\n    b:\n      c: d # e\n\n      f: 'g'\n    h: i\r\nj: k\r\n",
]
SPLICES = [
    *"abc019 \n\t\r:#-?,[]{}'\"&*!|>%@`~=<._/\\\0",
    "  ", "\n ", "\n  ", "\n- ", "\n  - ", ": ", " #", "# ", "''", "---", "\n---\n", "...", "\n...\n",
    "<<: ", "- - ", "{a: b}", "[a]", "null", "\r\n", "\u0085", "\u2028", "\u2029", "\u00a0", "\ufeff", "😀", "é",
    "\ud800", "\ufffe", ":a", "a:", "\\n", "*a", "&a ",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(BASES))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from([0, 0, 1, 2, 5]))
        text = text[:at] + draw(st.sampled_from(SPLICES)) + text[at + cut :]
    return text


def oracle(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 -- strings only


def plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    return node.value if isinstance(node.value, str) else [plain(item) for item in node.value]


def check_spans(text: str, node: Node) -> None:
    if isinstance(node.value, dict):
        for key, value in node.value.items():
            assert text[value.key_start :].startswith((key, f'"{key}"', f"'{key}'"))
            check_spans(text, value)
    elif isinstance(node.value, list):
        for item in node.value:
            check_spans(text, item)
    else:
        assert text[node.start : node.end] in (node.value, f'"{node.value}"', f"'{node.value}'")


@settings(max_examples=400, deadline=None)
@given(mutated())
@example("a: b\n...\nc: d\n")
@example("key:\n  - a\n b: c\n")
def test_the_subset_agrees_with_the_base_loader_on_mutated_documents(text: str) -> None:
    node = subset.read(text, 0, len(text))
    event("accepted" if node else "declined")
    if node is None:
        return
    assert plain(node) == (oracle(text) or plain(node))
    check_spans(text, node)
    if node.value != "":
        assert node == events.read(text, 0, len(text))


@settings(max_examples=300, deadline=None)
@given(st.one_of(mutated(), st.text(max_size=60), st.lists(st.sampled_from(SPLICES), max_size=30).map("".join)))
def test_reading_answers_or_raises_its_own_error(text: str) -> None:
    try:
        node = yaml_text.read(text)
        start, end = node.start, node.end
    except YamlError as error:
        start = end = error.offset
    assert 0 <= start <= end <= len(text)
