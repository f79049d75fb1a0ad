"""Which stage a prompt belongs to, told by what is known at the time: its command, then what the work touched.

Sources: the slash commands of spec-kit (`/speckit.plan`), SpecKit Plus (`/sp.plan`) and their older forms (`/plan`).
"""

from __future__ import annotations

import re

from specward.artifacts.phr_filing import CONSTITUTION, GENERAL

MISC = "misc"
"""Other work on a feature: what a stage is until something tells more."""

_COMMAND = re.compile(r"\s*[/$](?:(?:speckit|spec|sp)[.:-]|[a-z-]{1,30}:)?([a-z]{2,20})(?![\w./-])", re.ASCII)
_COMMAND_STAGES = {
    "constitution": CONSTITUTION,
    "specify": "spec",
    "spec": "spec",
    "clarify": "spec",
    "checklist": "spec",
    "plan": "plan",
    "tasks": "tasks",
    "analyze": "tasks",
    "taskstoissues": "tasks",
    "implement": "green",
    "red": "red",
    "green": "green",
    "refactor": "refactor",
    "debug": "red",
    "explain": "explainer",
    "adr": MISC,
    "phr": MISC,
}
_ITS_OWN_COMMAND = re.compile(r"\s*(/[A-Za-z][\w.:-]{0,60})(?![\w/])", re.ASCII)
_SHORTEST = 3
"""Words of a title that ends with its clause."""
_TEST = re.compile(r"(?:^|/)(?:tests?|specs?|__tests__|e2e)/|(?:^|/)test_|[_.](?:test|spec)\.", re.ASCII)
_PROSE = (".md", ".mdx", ".rst", ".adoc", ".txt")


def command_of(prompt: str) -> str:
    """The slash command that a prompt begins with, such as `/sp.plan`; empty where it begins with none."""
    match = _ITS_OWN_COMMAND.match(prompt)
    return match[1] if match else ""


def stage_of_command(prompt: str) -> str:
    """The stage that the prompt's command stands for; empty where it has none, or one that means no stage."""
    match = _COMMAND.match(prompt)
    return _COMMAND_STAGES.get(match[1], "") if match else ""


def stage_of_files(files: list[str], specs: str = "specs") -> str:
    """The stage that the touched files tell, relative to the project's root; empty where there are none.

    The documents of the workflow count first, the earliest of them: whoever writes a spec may touch code besides.
    """
    if not files:
        return ""
    names = [path.rpartition("/")[2] for path in files]
    if any(path.endswith("memory/constitution.md") for path in files):
        return CONSTITUTION
    code = [path for path in files if not path.endswith(_PROSE) and not path.startswith(".")]
    if not code:
        inside = [name for path, name in zip(files, names, strict=True) if path.startswith(f"{specs}/")]
        for name, stage in (("spec.md", "spec"), ("plan.md", "plan"), ("tasks.md", "tasks")):
            if name in inside:
                return stage
        return "explainer"
    return "red" if all(_TEST.search(path) for path in code) else "green"


def title_of(prompt: str) -> str:
    """What a prompt is about, in its own first words: a clause, eight at most, mark-up and addresses left out."""
    for line in prompt[:4000].splitlines():
        words = re.sub(r"https?://\S{0,200}|[`*_#>\[\](){}\"<]+", " ", line[:400]).lstrip("/-+. \t").split()
        ends = (place for place, word in enumerate(words[:8], 1) if place >= _SHORTEST and word[-1] in ".:;!?")
        sentence = " ".join(words[: next(ends, 8)]).rstrip(" .,:;!?-")
        if any(character.isalnum() for character in sentence):
            return sentence[:80]
    return "Prompt"


def context_of(stage: str, feature: str) -> str:
    """The stage to file a record under: one that belongs to a feature becomes general where there is none."""
    return stage if feature or stage in {CONSTITUTION, GENERAL} else GENERAL
