"""The way in, and the only way out.

What runs at every commit and in every pipeline is answered before any command-line framework is imported, which alone
costs five interpreter starts: `spec --version`, a bare `spec check`, the hooks of git and of coding agents; and a plain
`spec phr search` or `spec adr list`, for which people wait, as they do for the commands of adr-tools.
"""

import gc
import sys

_GIT_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg")


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A command ends before there is much to collect, and what is left then needs no search for rings.
    gc.disable()
    code = _dispatch(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def _dispatch(arguments: list[str]) -> int:  # noqa: PLR0911 -- one answer a door
    if arguments == ["--version"]:
        from specward import __version__

        print(f"spec {__version__}")
        return 0
    if arguments == ["check"]:
        from specward.cli.checking import main as check

        return check()
    plain = all(word.strip() and word[0] != "-" for word in arguments)
    if arguments[:2] == ["phr", "search"] and arguments[2:] and plain:
        from specward.cli.phr_listing import main as search

        return search(arguments[2:])
    if arguments[:2] == ["adr", "list"] and plain:
        from specward.cli.adr_listing import main as list_decisions

        return list_decisions(arguments[2:])
    if arguments[:1] == ["adr-tools"]:
        from specward.cli.adr_tools import main as adr_tools

        return adr_tools(arguments[1:])
    asks_for_help = "-h" in arguments or "--help" in arguments
    if arguments[:1] == ["hook"] and arguments[1:2] and arguments[1] in _GIT_HOOKS and not asks_for_help:
        from specward.hooks.run import main as run_hook

        return run_hook(arguments[1:])
    if len(arguments) == 2 and arguments[0] == "hook" and not asks_for_help:
        from specward.phr.agents import AGENTS

        if arguments[1] in AGENTS:
            from specward.hooks.agent import main as run_agent_hook

            return run_agent_hook(arguments[1])
    from specward.cli.main import main as run_command

    return run_command(arguments)


if __name__ == "__main__":
    main()
