"""Defects of agent definitions: two definitions that are without fault, and one small change to them."""

from __future__ import annotations

from tests.seeded.defect import at_work

from specward.agents.manifest import PATH, Record, render, text_hash

SOURCE = ".specify/agents/cataloguer.md"
OWN = ".claude/agents/back/reader.md"
FILES: dict[str, str | bytes] = {
    SOURCE: "---\nname: cataloguer\ndescription: Call it when a book is added.\ntools: [read]\n---\nYou catalogue.\n",
    OWN: "---\nname: reader\ndescription: Call it when a book is read.\ntools: Read, Grep\n---\nYou read.\n",
}
RENDERED = ".claude/agents/cataloguer.md"
AS_RENDERED = "---\nname: cataloguer\ndescription: Call it when a book is added.\ntools: Read\n---\n\nYou catalogue.\n"
GENERATED: dict[str, str | bytes] = {
    SOURCE: FILES[SOURCE],
    RENDERED: AS_RENDERED,
    PATH: render(
        {RENDERED: Record(RENDERED, "claude", SOURCE, text_hash(str(FILES[SOURCE])), text_hash(AS_RENDERED))},
    ),
}

AGENTS = (
    at_work(
        "description with a dialogue",
        "a description without quotes holds a colon and a blank",
        lambda s: s.write(FILES).edit(OWN, "is read.", "is read. user: 'I read it'"),
        f"AGT001 {OWN}:3",
        check=1,
    ),
    at_work(
        "definition that hides another",
        "a second definition has the name of the first",
        lambda s: s.write(FILES).write({".claude/agents/writer.md": str(FILES[OWN])}),
        "AGT002 .claude/agents/writer.md:2",
        check=1,
    ),
    at_work(
        "definition without a description",
        "the line of the description is gone",
        lambda s: s.write(FILES).edit(SOURCE, "description: Call it when a book is added.\n", ""),
        f"AGT003 {SOURCE}:1",
        check=1,
    ),
    at_work(
        "tool that there is not",
        "a tool is written in small letters",
        lambda s: s.write(FILES).edit(OWN, "Grep", "grep"),
        f"AGT004 {OWN}:4",
    ),
    at_work(
        "key of a skill",
        "the tools stand under the key that skills have for them",
        lambda s: s.write(FILES).edit(OWN, "tools:", "allowed-tools:"),
        f"AGT006 {OWN}:4",
    ),
    at_work(
        "definition that is not rendered again",
        "the definition says more than when it was rendered",
        lambda s: s.write(GENERATED).edit(SOURCE, "You catalogue.", "You catalogue, and ask before you merge."),
        f"AGT005 {RENDERED}:1",
    ),
    at_work(
        "rendering that somebody edited",
        "what was rendered says more than its definition",
        lambda s: s.write(GENERATED).edit(RENDERED, "You catalogue.", "You catalogue, and ask before you merge."),
        f"AGT005 {RENDERED}:1",
    ),
    at_work(
        "rendering that is gone",
        "a file that was rendered was taken away",
        lambda s: s.write(GENERATED).without(RENDERED),
        f"AGT005 {PATH}:1",
    ),
)
