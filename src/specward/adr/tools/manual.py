"""What `adr help` says, and the words that complete a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGES = {
    "config": """\
usage: adr config

Prints two assignments for a shell: the folder of the program, the folder of the built-in templates.
""",
    "generate": """\
usage: adr generate [REPORT [OPTION...]]

Writes a report on all records to stdout. Without REPORT it names those there are: graph, toc.
`adr help generate REPORT` describes one.
""",
    "generate graph": """\
usage: adr generate graph [-p PREFIX] [-e ENDING]

Writes the records and their links as a graph in DOT:

    adr generate graph | dot -Tsvg > decisions.svg

-p PREFIX   stands right before the address of each record
-e ENDING   ends each address in place of .md; .html if left out
""",
    "generate toc": """\
usage: adr generate toc [-i INTRO] [-o OUTRO] [-p PREFIX]

Writes a table of contents in Markdown.

-i INTRO    a file whose text stands before the list
-o OUTRO    a file whose text stands after it
-p PREFIX   stands right before the name of each file: docs/adr/
""",
    "help": """\
usage: adr help [COMMAND [SUBCOMMAND]]

Describes a command, or lists them all. The text goes through the pager that ADR_PAGER names, else PAGER, else more.
""",
    "init": """\
usage: adr init [DIRECTORY]

Writes the first record, on keeping records. With DIRECTORY they are kept there, and .adr-dir in the current folder
says so; without it in doc/adr.
""",
    "link": """\
usage: adr link SOURCE LINK TARGET REVERSE-LINK

Relates two records, in both of them:

    adr link 12 Amends 10 "Amended by"

SOURCE and TARGET are named by number, file name, the beginning of one, or a piece of a title. Where that fits several,
nothing is written.
""",
    "list": """\
usage: adr list

Prints the path of each record, from the current folder.
""",
    "new": """\
usage: adr new [-s RECORD]... [-l TARGET:LINK:REVERSE-LINK]... [--] TITLE...

Writes the next record, accepted, opens it in the editor that VISUAL names, else EDITOR, and prints its path.

-s RECORD                      the new one supersedes it; both say so. May be repeated
-l TARGET:LINK:REVERSE-LINK    relates the two, such as -l "5:Amends:Amended by". May be repeated

A file templates/template.md in the folder of the records is used as the template; NUMBER, TITLE, DATE and STATUS in it
are filled in. ADR_TEMPLATE names another for one run, ADR_DATE another date than today's.
""",
    "upgrade-repository": """\
usage: adr upgrade-repository

Rewrites `Date: 31/12/2016`, as adr-tools once wrote dates, to `Date: 2016-12-31` in every record.
""",
}

COMMANDS = tuple(name for name in _PAGES if " " not in name)
_OVERVIEW = """\
usage: adr COMMAND [ARGUMENT...]

The commands are
{commands}

`adr help COMMAND` describes one. `spec adr --help` lists what there is beyond adr-tools.
"""
_BELOW = {"generate": ("graph", "toc"), "help": ("new",)}


def page(words: Sequence[str] = ()) -> str:
    """What is said of a command, or of one below it; the overview where there is no such command."""
    wanted = " ".join(words[:2])
    first = words[0] if words else ""
    return _PAGES.get(wanted) or _PAGES.get(first) or overview()


def usage(*words: str) -> str:
    """The line on how a command is called."""
    return page(words).partition("\n")[0]


def overview() -> str:
    """Every command."""
    return _OVERVIEW.format(commands="\n".join(f"  {name}" for name in COMMANDS))


def completions(words: Sequence[str]) -> str:
    """What the last word may become, on one line; empty where it can become nothing.

    Args:
        words: the program, the command, or its beginning, and the beginning of a word below it.
    """
    _, word, below = [*words, "", "", ""][:3]
    if word in COMMANDS:
        return " ".join(each for each in _BELOW.get(word, ()) if each.startswith(below))
    return " ".join(each for each in COMMANDS if each.startswith(word))
