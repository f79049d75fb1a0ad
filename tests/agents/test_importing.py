"""Definitions of any form become neutral sources."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.agents.foreign import read_foreign
from specward.agents.importing import Candidate, Imported, Wishes, import_agents
from specward.agents.neutral import Definition, path_of, slug, why_not, written
from specward.artifacts.agent import Plain, read_agent
from specward.changes import Create, Replace, apply
from specward.markdown.document import Document
from specward.opening import open_project
from specward.project import Project
from specward.sources.memory import MemorySource

FIRST = (
    "---\nname: architect\ndescription: Designs. user: 'do it' assistant: 'I do'\nmodel: inherit\n---\n\nYou design.\n"
)
SECOND = "---\nname: architect\ndescription: Reviews.\\n\\nuser: x\nmodel: sonnet\n---\n\nYou review.\n"


def take(
    *texts: str, files: dict[str, str] | None = None, path: str = "{}.txt", wishes: Wishes | None = None
) -> Imported:
    candidates = [Candidate(path.format(number), text.encode()) for number, text in enumerate(texts)]
    return import_agents(Project(MemorySource(files or {})), candidates, wishes)


def after(done: Imported, files: dict[str, str] | None = None) -> dict[str, str]:
    """The sources once the changes are made."""
    sources = dict(files or {})
    for change in done.changes:
        assert isinstance(change, Create | Replace)
        sources[change.path] = change.text
    return sources


def said(done: Imported) -> list[str]:
    return [remark.message for taken in done.agents for remark in taken.remarks]


@pytest.mark.verifies("006-the-five-agents/AC-001")
def test_a_definition_that_is_no_yaml_becomes_a_source_that_every_reader_takes() -> None:
    done = take(FIRST)
    (source,) = after(done).values()
    head, body = source.split("\n---\n", 1)
    assert yaml.safe_load(head.removeprefix("---\n")) == {
        "name": "architect",
        "description": "Designs. user: 'do it' assistant: 'I do'",
        "model": "inherit",
    }
    assert body == "\nYou design.\n"
    (remark,) = done.agents[0].remarks
    assert remark.message.startswith(
        "front matter is not valid YAML: a value that holds a colon and a blank needs quotes"
    )
    assert remark.place == (3, 27)


@pytest.mark.verifies("006-the-five-agents/AC-002")
def test_of_two_with_one_name_the_second_is_refused_with_a_free_name() -> None:
    done = take(FIRST, SECOND)
    assert [(taken.state, taken.free) for taken in done.agents] == [("created", ""), ("refused", "architect-2")]
    assert done.agents[1].reason == "architect is the name of 0.txt, which says something else"
    assert list(after(done)) == [path_of("architect")]


@pytest.mark.verifies("006-the-five-agents/AC-002")
def test_a_shared_name_is_made_free_where_that_is_wished() -> None:
    wishes = Wishes(rename_duplicates=True)
    done = take(FIRST, SECOND, wishes=wishes)
    assert sorted(after(done)) == [path_of("architect-2"), path_of("architect")]
    again = take(FIRST, SECOND, files=after(done), wishes=wishes)
    assert again.changes == ()
    assert [taken.state for taken in again.agents] == ["unchanged", "unchanged"]


@pytest.mark.verifies("006-the-five-agents/AC-002")
def test_a_second_import_changes_nothing_and_finds_what_was_renamed() -> None:
    sources = after(take(FIRST, SECOND, wishes=Wishes(rename_duplicates=True)))
    again = take(SECOND, files=sources)
    assert (again.changes, again.agents[0].state, again.agents[0].name) == ((), "unchanged", "architect-2")


@pytest.mark.verifies("006-the-five-agents/AC-002")
def test_a_name_is_found_in_a_source_whose_file_has_another() -> None:
    there = "---\nname: ada\ndescription: Counts.\n---\nCount.\n"
    project = Project(MemorySource({".specify/agents/other.md": there}))
    same = import_agents(project, [Candidate("in.md", there.encode())])
    assert [(taken.state, taken.path) for taken in same.agents] == [("unchanged", ".specify/agents/other.md")]
    changed = [Candidate("in.md", there.replace("Counts", "Adds").encode())]
    (refused,) = import_agents(project, changed).agents
    assert refused.reason == "ada is the name of .specify/agents/other.md, which says something else"
    assert refused.free == "ada-2"
    (change,) = import_agents(project, changed, Wishes(force=True)).changes
    assert change.path == ".specify/agents/other.md"


def test_other_line_endings_are_no_other_definition() -> None:
    there = "---\nname: ada\ndescription: Counts.\n---\nCount.\nAgain.\n"
    project = Project(MemorySource({".specify/agents/ada.md": there.replace("\n", "\r\n")}))
    assert import_agents(project, [Candidate("in.md", there.encode())]).agents[0].state == "unchanged"


def test_a_source_that_is_not_utf_8_is_replaced_by_force(tmp_path: Path) -> None:
    source = tmp_path / ".specify/agents/ada.md"
    source.parent.mkdir(parents=True)
    source.write_bytes(b"---\nname: ada\ndescription: Z\xe4hlt.\n---\nCount.\n")
    candidates = [Candidate("in.md", b"---\nname: ada\ndescription: Counts.\n---\nCount.\n")]
    done = import_agents(open_project(str(tmp_path)), candidates, Wishes(force=True))
    apply(done.changes, str(tmp_path))
    assert "Counts." in source.read_text()


def test_the_same_definition_twice_is_one() -> None:
    done = take(FIRST, FIRST)
    assert [taken.state for taken in done.agents] == ["created", "unchanged"]


def test_a_source_that_says_something_else_is_replaced_by_force_alone() -> None:
    files = {path_of("architect"): written(Definition("architect", "Mine.", "\nYou are mine.\n"))}
    refused = take(FIRST, files=files)
    assert (refused.changes, refused.agents[0].state, refused.agents[0].free) == ((), "refused", "architect-2")
    forced = take(FIRST, files=files, wishes=Wishes(force=True))
    (change,) = forced.changes
    assert isinstance(change, Replace)
    assert change.old_text == files[path_of("architect")]
    assert forced.agents[0].state == "replaced"


def test_force_does_not_let_the_second_of_two_replace_the_first() -> None:
    files = after(take(FIRST))
    done = take(FIRST, SECOND, files=files, wishes=Wishes(force=True))
    assert [taken.state for taken in done.agents] == ["unchanged", "refused"]


def test_a_literal_line_break_is_told_and_made_one_where_that_is_wished() -> None:
    told = take(SECOND)
    assert "its description holds `\\n` as two characters, 2 times; --unescape makes line breaks of them" in said(told)
    assert read_agent(Document("x.md", after(told)[path_of("architect")])).description == "Reviews.\\n\\nuser: x"
    done = take(SECOND, wishes=Wishes(unescape=True))
    (source,) = after(done).values()
    assert "description: |-\n  Reviews.\n\n  user: x\n" in source


def test_a_long_description_with_a_dialogue_is_kept_whole_and_told() -> None:
    description = "<example>x</example>" + "y" * 1024
    done = take(f"---\nname: a\ndescription: {description}\n---\n")
    assert read_agent(Document("x.md", after(done)[path_of("a")])).description == description
    assert any(
        "has 1,044 characters with a dialogue as an example; it is kept whole" in remark for remark in said(done)
    )


@pytest.mark.parametrize(
    ("name", "slugged"),
    [
        ("My Fancy Agent!", "my-fancy-agent"),
        ("../../etc/passwd", "etc-passwd"),
        ("Über_prüfer", "uber-prufer"),
        ("a" * 100, "a" * 64),
        ("---", ""),
        ("日本", ""),
        ("con", "con-untitled"),
        (".git", "git"),
    ],
)
def test_a_name_becomes_one_that_all_agents_take(name: str, slugged: str) -> None:
    assert slug(name) == slugged


def test_what_has_no_name_is_called_after_its_file() -> None:
    done = take("---\ndescription: d\n---\nYou.\n", path="agents/API Reviewer.agent.md")
    assert done.agents[0].path == path_of("api-reviewer")
    assert "it is called api-reviewer after its file" in said(done)


@pytest.mark.parametrize(
    ("path", "text"), [("a.md", ""), ("a.md", "\n \n"), ("settings.json", '{"a": 1}'), ("a.toml", "")]
)
def test_a_named_file_that_says_nothing_is_no_definition(path: str, text: str) -> None:
    done = take(text, path=path)
    assert (done.agents, done.changes) == ((), ())
    assert [(one.reason, one.named) for one in done.passed] == [
        ("it has no name, no description and no prompt, so it is no definition", True)
    ]


def test_a_file_that_was_not_named_and_says_nothing_of_itself_is_left_out() -> None:
    done = import_agents(Project(MemorySource({})), [Candidate("notes.md", b"# Notes\n", named=False)])
    assert (done.agents, [one.path for one in done.passed]) == ((), ["notes.md"])


@pytest.mark.verifies("006-the-five-agents/AC-001")
@pytest.mark.parametrize(
    "text",
    [
        "\ufeff---\r\nname: a\r\ndescription: b: c\r\n---\r\nYou\r\nare.\r\n",
        "You are.\n\n---\n\nlast",
        "---\nname: a\ndescription: b\n\nYou are.\n\n## Do\n",
        "---\nname: a\nname: b\n---\n  You are.\t\n\n\n",
        "---\nname: A b\ntools:\n\t- Read\n---\nYou \u2028 are \x00.",
        "---\nname: a\n---\n---\nYou\n---\n",
    ],
    ids=["bom and crlf", "no front matter", "unclosed", "duplicate key", "spaces and tabs", "dashes"],
)
def test_no_line_of_a_body_is_lost(text: str) -> None:
    body = read_agent(Document("x.md", text)).body
    (source,) = after(take(text)).values()
    agent = read_agent(Document("x.md", source))
    assert agent.body == body
    assert agent.repairs == ()
    assert text.endswith(body)
    assert "You" in body


def test_a_capability_that_lets_an_agent_do_more_is_told() -> None:
    done = take("---\nname: a\ndescription: d\ntools: Read, Write, Grep, Bash(git log:*), mcp__x__y\n---\n")
    assert [remark for remark in said(done) if "became" in remark] == [
        "Write became `edit`, which lets it use Edit and NotebookEdit too",
        "Grep became `search`, which lets it use Glob too",
    ]
    (source,) = after(done).values()
    assert 'tools: ["read", "edit", "search", "Bash(git log:*)", "mcp__x__y"]' in source


def test_codex_toml_is_a_definition() -> None:
    text = 'name = "a"\ndescription = "d"\nmodel = "gpt-5"\ndeveloper_instructions = """\nYou.\n"""\n'
    text += "[mcp_servers.x]\nport = 1\n"
    (source,) = after(take(text, path=".codex/agents/a.toml")).values()
    assert source == "---\nname: a\ndescription: d\nmodel: gpt-5\nmcp_servers:\n  x:\n    port: 1\n---\nYou.\n"


def test_kiro_json_is_a_definition_and_no_tools_are_none() -> None:
    found = read_foreign(
        "a.json", b'{"name": "a", "description": "d", "prompt": "You.", "tools": ["read", "shell", "@git"]}'
    )
    assert found.definition == Definition("a", "d", "You.", tools=("read", "run", "@git"))
    found = read_foreign("a.json", b'{"name": "a", "description": "d", "prompt": "You."}')
    assert (found.definition.tools, len(found.remarks)) == ((), 1)
    assert (
        read_foreign("a.json", b'{"name": "a", "description": "d", "prompt": "p", "tools": ["*"]}').definition.tools
        is None
    )


@pytest.mark.parametrize(
    ("path", "tools", "capabilities"),
    [
        (".github/agents/a.agent.md", "[read, execute, agent]", ("read", "run", "delegate")),
        (".gemini/agents/a.md", "[read_file, replace, google_web_search]", ("read", "edit", "web")),
        (".qwen/agents/a.md", "[read_file, write_file, run_shell_command]", ("read", "edit", "run")),
    ],
)
def test_the_tools_of_other_agents_are_capabilities(path: str, tools: str, capabilities: tuple[str, ...]) -> None:
    found = read_foreign(path, f"---\nname: a\ndescription: d\ntools: {tools}\n---\nYou.\n".encode())
    assert found.definition.tools == capabilities


def test_tools_that_are_switched_on_and_off_are_kept_apart() -> None:
    found = read_foreign(".opencode/agents/a.md", b"---\ndescription: d\ntools:\n  write: false\n---\nYou.\n")
    assert found.definition.tools is None
    assert found.definition.extra == (("opencode", {"tools": {"write": "false"}}),)


@pytest.mark.parametrize(
    ("path", "data", "reason"),
    [
        ("a.toml", b"name =", "this is not TOML"),
        ("a.json", b"{", "this is not JSON"),
        ("a.json", b"[]", "this JSON is no object"),
        ("a.json", b"[" * 200_000, "this is not JSON"),
        ("a.json", b'{"name": "a", "prompt": "p", "x": ' + b"[" * 100 + b"]" * 100 + b"}", "nest more than 64 levels"),
        ("a.toml", b'name = "a"\nx = {' + b'a."b c" . ' * 200_000 + b"a = 1}", "nest more than 64 levels"),
        (
            "a.md",
            b"---\nname: a\n" + b"k: v\n" * 60_000 + b"---\n",
            "its front matter is longer than 262,144 characters",
        ),
    ],
)
def test_what_is_not_what_its_name_says_is_told(path: str, data: bytes, reason: str) -> None:
    done = import_agents(Project(MemorySource({})), [Candidate(path, data)])
    assert (done.agents, reason in done.passed[0].reason, done.passed[0].named) == ((), True, True)


@pytest.mark.parametrize(
    ("definition", "reason"),
    [
        (Definition("a", "x" * 300_000, ""), "front matter is longer than 262,144 characters"),
        (Definition("a", "d", "\ud800"), "a lone surrogate"),
        (Definition("a", "d\ud800", ""), "a lone surrogate"),
        (Definition("a", "d", "", extra=(("k", [{"x\udfff": "v"}]),)), "a lone surrogate"),
        (Definition("a", "d", "", extra=(("k" * 3000, "v"),)), "a key of it is none that YAML takes"),
    ],
)
def test_what_cannot_be_written_so_that_it_is_read_back_is_refused(definition: Definition, reason: str) -> None:
    assert reason in why_not(definition)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
keys = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).filter(str.strip)
values = st.recursive(
    words | st.sampled_from([Plain("5"), Plain("true"), Plain("null"), Plain("-1.5"), Plain("x y"), Plain("")]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8).filter(str.strip), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.verifies("006-the-five-agents/AC-001")
@settings(max_examples=300, deadline=None)
@given(
    description=words.map(str.strip),
    body=words,
    tools=st.none() | st.lists(st.from_regex(r"[A-Za-z_]{1,8}", fullmatch=True), unique=True, max_size=3).map(tuple),
    extra=st.dictionaries(st.from_regex(r"[a-z]{1,8}[0-9]", fullmatch=True), values, max_size=3),
)
def test_a_source_is_read_back_as_it_was_written(
    description: str, body: str, tools: tuple[str, ...] | None, extra: dict[str, object]
) -> None:
    definition = Definition("a", description, body, tools=tools, extra=tuple(extra.items()))
    assert why_not(definition) == ""
    head = written(definition).replace("\r\n", "\n").split("\n---\n", 1)[0]
    assert yaml.safe_load(head.removeprefix("---\n"))["name"] == "a"


SEEDS = sorted((Path(__file__).parents[3] / "shared/seeds").glob("*.txt"))


@pytest.mark.skipif(len(SEEDS) != 5, reason="the five definitions are not beside this project")
def test_the_five_definitions_are_imported_without_a_loss() -> None:
    data = {str(path): path.read_bytes() for path in SEEDS}
    candidates = [Candidate(path, text) for path, text in data.items()]
    done = import_agents(Project(MemorySource({})), candidates, Wishes(rename_duplicates=True))
    assert [taken.name.rpartition("-")[2] for taken in done.agents] == [
        "architect",
        "2",
        "engineer",
        "developer",
        "expert",
    ]
    broken = [any("not valid YAML" in remark.message for remark in taken.remarks) for taken in done.agents]
    assert broken == [True, True, True, False, False]
    for taken in done.agents:
        source = read_agent(Document(taken.path, after(done)[taken.path]))
        assert source.repairs == ()
        assert data[taken.origin].decode().endswith("\n---\n" + source.body)
    assert import_agents(Project(MemorySource(after(done))), candidates, Wishes(rename_duplicates=True)).changes == ()
