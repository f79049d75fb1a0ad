"""How much of the seeded secrets is found and how many look-alikes are taken for one, told in docs/redaction.md."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.redaction.lookalikes import lookalikes
from tests.redaction.seeds import seeds

from specward.redaction import find
from specward.redaction.assigned import ASSIGNED, SPOKEN
from specward.redaction.search import KNOWN
from specward.redaction.structures import AUTHORIZATION, JWT, PRIVATE_KEY, URL_PASSWORD
from specward.redaction.tokens import RULES

if TYPE_CHECKING:
    from tests.redaction.lookalikes import LookAlike
    from tests.redaction.seeds import Seed

PATH = Path(__file__).parents[2] / "docs/redaction.md"
RENEW = "python -m tests.redaction"
_HEAD = """\
<!-- Written by `{renew}` from the data in tests/redaction/; tests/redaction/test_measured.py asserts all of it. -->

# Redaction

Before a byte of a prompt or an answer is kept, the secrets in it give way to `[REDACTED:<rule>:<8 hex digits>]`. The
digits are of a keyed hash; the key stays on the machine, outside of what is committed. The same secret has the same
digits in one repository, and the digits tell nothing of it to anybody without the key.

`spec phr scan` looks for secrets in what is already recorded.

## What is found

- Tokens that tell by their prefix whose they are: {vendors} rules, each with the alphabet and the length that the
  vendor gives its tokens.
- By their form: whole private keys (also without their end), JSON web tokens, passwords in URLs, what follows `Bearer`
  and `Basic`.
- By the name in front of them: `DB_PASSWORD=…`, `"apiKey": "…"`, `--token …`, `the password is …`. Here the value
  decides: a placeholder, a type, a call, a variable, a word, a path is no secret.
- By their value: what stands in the project's `.env` files, and in environment variables whose name says that they
  hold a secret.

## What is not

- A password that is a plain word or several of them, with or without a number behind: `letmein`, `Password123!`,
  `correct-horse-battery`. Specifications are full of these as examples.
- A token of a vendor without a prefix that stands alone, without a name in front of it: 32 hexadecimal digits may be
  anything.
- Names of secrets in other languages than English.
- What vendors print as examples in their documentation, and tokens that somebody made up: rows such as `1234567`,
  three different characters at most.

After a change to the rules or to this data: `{renew}`.
"""


def missed() -> list[Seed]:
    """The seeded secrets of which something would be kept."""
    return [seed for seed in seeds() if not _is_covered(seed)]


def false_alarms() -> list[LookAlike]:
    """The look-alikes in which something is taken for a secret."""
    return [alike for alike in lookalikes() if find(alike.text)]


def _is_covered(seed: Seed) -> bool:
    """Whether each place of the secret lies in what is found."""
    found = find(seed.text)
    at = seed.text.index(seed.secret)
    while at >= 0:
        end = at + len(seed.secret)
        if not any(one.start <= at and end <= one.end for one in found):
            return False
        at = seed.text.find(seed.secret, end)
    return True


def render() -> str:
    """The page."""
    not_found, alarms = missed(), false_alarms()
    return "\n".join(
        [
            _HEAD.format(renew=RENEW, vendors=len(RULES)),
            "## Seeded secrets",
            "",
            *_table("secrets", "missed", [seed.group for seed in seeds()], [seed.group for seed in not_found]),
            "",
            "## Look-alikes",
            "",
            *_table("texts", "false alarms", [one.group for one in lookalikes()], [one.group for one in alarms]),
            "",
            "## Rules",
            "",
            ", ".join(f"`{rule}`" for rule in sorted(RULES)) + ".",
            "",
            ", ".join(f"`{r}`" for r in (PRIVATE_KEY, JWT, URL_PASSWORD, AUTHORIZATION, ASSIGNED, SPOKEN, KNOWN)) + ".",
            "",
        ]
    )


def _table(what: str, wrong: str, groups: list[str], bad: list[str]) -> list[str]:
    counts, bads = Counter(groups), Counter(bad)
    rows = [f"| {group} | {counts[group]} | {bads[group]} |" for group in sorted(counts, key=str.casefold)]
    share = f"{100 * len(bad) / len(groups):.2f}%"
    return [
        f"| | {what} | {wrong} |",
        "| --- | --- | --- |",
        *rows,
        f"| **all** | {len(groups)} | {len(bad)} ({share}) |",
    ]
