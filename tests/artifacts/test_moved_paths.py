"""What leads to files that get another path."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.moved_paths import edits_of_moves, moved
from specward.markdown.document import Document
from specward.markdown.targets import targets_in
from specward.sources.memory import MemorySource


def after(files: dict[str, str], moves: dict[str, str]) -> dict[str, str]:
    """The files under their new paths, with the edits made."""
    texts = dict(files)
    for path, span, words in sorted(edits_of_moves(MemorySource(files), moves), reverse=True):
        texts[path] = texts[path][: span.start] + words + texts[path][span.end :]
    return {moved(path, moves): text for path, text in texts.items()}


OLD, NEW = "specs/001-login", "specs/004-login"
FILES = {f"{OLD}/spec.md": "# Spec\n", f"{OLD}/plan.md": "[spec](spec.md#a), [b](../../README.md)\n", "README.md": ""}


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("[a](specs/001-login/spec.md)", "[a](specs/004-login/spec.md)"),
        ("[a](./specs/001-login/spec.md#why 'T')", "[a](./specs/004-login/spec.md#why 'T')"),
        ("[a](specs/001-login/)", "[a](specs/004-login/)"),
        ("[a]: specs/001-login/spec.md\n", "[a]: specs/004-login/spec.md\n"),
        ("See `specs/001-login/spec.md`, and specs/001-login.", "See `specs/004-login/spec.md`, and specs/004-login."),
        ("```\ncat specs/001-login/spec.md\n```", "```\ncat specs/004-login/spec.md\n```"),
        ("specs/001-login-form, my/specs/001-login, specs/001-loginX", None),
        ("[a](https://x.org/specs/001-login/spec.md)", None),
        ("[a](specs/001-login/gone.md)", "[a](specs/004-login/gone.md)"),
    ],
)
def test_a_path_to_what_moves_is_rewritten_in_its_own_notation(written: str, rewritten: str | None) -> None:
    assert after({**FILES, "README.md": written}, {OLD: NEW})["README.md"] == (rewritten or written)


def test_links_within_a_folder_that_moves_stay_as_they_are() -> None:
    assert after(FILES, {OLD: NEW})[f"{NEW}/plan.md"] == FILES[f"{OLD}/plan.md"]


def test_links_out_of_a_file_that_moves_are_rewritten() -> None:
    files = {"a/b/x.md": "[y](y.md) [z](../z.md) [gone](gone.md)\n", "a/b/y.md": "[x](x.md)\n", "a/z.md": ""}
    assert after(files, {"a/b/x.md": "a/x.md"}) == {
        "a/x.md": "[y](b/y.md) [z](z.md) [gone](gone.md)\n",
        "a/b/y.md": "[x](../x.md)\n",
        "a/z.md": "",
    }


def test_of_a_prompt_record_the_keys_alone_are_rewritten() -> None:
    path = "history/prompts/001-login/0001-a.green.prompt.md"
    text = "---\nid: 1\nlinks:\n  spec: specs/001-login/spec.md\n---\n\n## Prompt\n\nRead specs/001-login/spec.md.\n"
    found = after({**FILES, path: text}, {OLD: NEW})
    assert found[path] == text.replace("spec: specs/001-login", "spec: specs/004-login")


def test_a_path_from_the_root_of_a_nested_project_counts_in_it() -> None:
    files = {
        "app/specs/001-a/spec.md": "",
        "app/docs/adr/0001-x.md": "`specs/001-a/spec.md`\n",
        "b.md": "specs/001-a/\n",
    }
    found = after(files, {"app/specs/001-a": "app/specs/002-a"})
    assert found["app/docs/adr/0001-x.md"] == "`specs/002-a/spec.md`\n"
    assert found["b.md"] == "specs/001-a/\n"


def test_line_ends_and_names_with_blanks_are_kept() -> None:
    files = {"a b.md": "", "x.md": "[a](a%20b.md)\r\n[b](<a b.md>)\r\n"}
    assert after(files, {"a b.md": "c d.md"})["x.md"] == "[a](c%20d.md)\r\n[b](<c%20d.md>)\r\n"


PATHS = st.sampled_from(["a.md", "d/a.md", "d/b.md", "d/e/a.md", "d/e/c.md", "f/a.md"])


@given(
    st.dictionaries(PATHS, st.lists(PATHS, max_size=4), min_size=2),
    PATHS,
    st.sampled_from(["n.md", "d/n.md", "g/h/n.md"]),
)
def test_whatever_a_link_led_to_it_leads_to_after_a_move(links: dict[str, list[str]], old: str, new: str) -> None:
    def text(path: str, targets: list[str]) -> str:
        return "\n\n".join(f"[x]({posixpath.relpath(target, posixpath.dirname(path) or '.')})" for target in targets)

    files = {path: text(path, targets) for path, targets in links.items()}
    if old not in files:
        return
    found = after(files, {old: new})
    for path, targets in links.items():
        now = moved(path, {old: new})
        led = [target.path(now) for target in targets_in(Document(now, found[now]))]
        assert len(led) == len(targets)
        for target, leads_to in zip(targets, led, strict=True):
            assert leads_to == moved(target, {old: new}) or target not in files
