"""Fixes that rename: whoever makes them keeps what leads to the files true."""

from __future__ import annotations

from specward.check.fix import fix
from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.project import Project
from specward.rules.phr import duplicate_record_id, file_name_mismatch
from specward.sources.memory import MemorySource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from specward.check.report import Report
    from specward.sources.source import Source

RULES = [duplicate_record_id.check, file_name_mismatch.check]
FOLDER = "history/prompts/001-login"


def look(source: Source) -> Report:
    return check(Project(source), Selection(RULES, DEFAULTS))


def record(number: str) -> str:
    keys = f"id: {number}\ntitle: T\nstage: green\ndate: 2026-01-02\n"
    return f"---\n{keys}---\n\n## Prompt\n\nSee history/prompts/001-login/0001-b.green.prompt.md\n"


def test_numbers_ids_and_links_are_mended_together_and_prompts_stay_as_they_were_said() -> None:
    names = ("0001-a", "0001-b", "0001-c", "0002-d", "0002-e")
    files = {f"{FOLDER}/{name}.green.prompt.md": record(name[:4]) for name in names}
    adr = "history/adr/0001-x.md"
    files[adr] = "".join(
        f"[x](../prompts/001-login/{name}.green.prompt.md) `{FOLDER}/{name}.green.prompt.md`\n" for name in names
    )
    done = fix(MemorySource(files), look, unsafe=True)
    assert done.report.findings == ()
    state = done.state
    now = {path.rpartition("/")[2].removesuffix(".green.prompt.md") for path in state.paths() if path != adr}
    assert now == {"0001-a", "0003-b", "0004-c", "0002-d", "0005-e"}
    said = (state.read(adr) or b"").decode()
    assert all(f"](../prompts/001-login/{name}.green" in said and f"`{FOLDER}/{name}.green" in said for name in now)
    for name in now:
        text = (state.read(f"{FOLDER}/{name}.green.prompt.md") or b"").decode()
        assert text.split("\n")[1].strip('id: "') == name[:4]
        assert text.endswith("See history/prompts/001-login/0001-b.green.prompt.md\n")
    assert not fix(state, look, unsafe=True).made
