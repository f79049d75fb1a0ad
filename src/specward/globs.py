"""Globs over project paths.

`*` and `?` stay inside one folder, `**` as a whole part spans any number of folders, none included. Nothing else is
special: `[`, `{` and `!` are ordinary characters. A glob is anchored at the project's root. One without wildcards, or
ending in `/`, also matches everything below it. Matching takes time in proportion to path times glob at worst.
"""

from __future__ import annotations

from functools import cache


def matches(glob: str, path: str) -> bool:
    """Whether a path, relative to the root with forward slashes, matches a glob."""
    prefix, parts = _compiled(glob)
    if parts is None:
        return path.startswith(prefix) or path == prefix[:-1]
    if not path.startswith(prefix):
        return False
    return not parts or _match_parts(parts, path[len(prefix) :].split("/"))


@cache
def _compiled(glob: str) -> tuple[str, list[str] | None]:
    """The plain folders that a glob begins with, and its other parts: None for a plain path, none for `prefix/**`."""
    if glob.endswith("/"):
        glob += "**"
    parts: list[str] = []
    for part in glob.split("/"):
        if part == "**":
            if parts[-1:] != ["**"]:
                parts.append(part)
            continue
        parts.append(_collapsed(part))
    plain = next((index for index, part in enumerate(parts) if "*" in part or "?" in part), len(parts))
    prefix = "".join(f"{part}/" for part in parts[:plain])
    if plain == len(parts):
        return prefix, None
    if parts[plain:] == ["**"]:
        return prefix, []
    # A folder is not among what lies below it: a last `**` stands for one name at least.
    return prefix, [*parts[plain:], "*"] if parts[-1] == "**" else parts[plain:]


def _collapsed(part: str) -> str:
    """Stars in a row inside a name are one star."""
    while "**" in part:
        part = part.replace("**", "*")
    return part


def _match_parts(globs: list[str], names: list[str]) -> bool:
    """Greedy, with a way back to the last `**` only: what an earlier one could reach, a later one can."""
    glob = name = 0
    retry_glob = -1
    retry_name = 0
    while name < len(names):
        if glob < len(globs) and globs[glob] == "**":
            glob += 1
            retry_glob, retry_name = glob, name
        elif glob < len(globs) and _match_name(globs[glob], names[name]):
            glob += 1
            name += 1
        elif retry_glob >= 0:
            retry_name += 1
            glob, name = retry_glob, retry_name
        else:
            return False
    return all(part == "**" for part in globs[glob:])


def _match_name(glob: str, name: str) -> bool:
    """The same within one name, where `*` is what `**` is among folders."""
    if "?" not in glob:
        before, star, after = glob.partition("*")
        if not star:
            return glob == name
        if "*" not in after:  # as in most globs
            return len(name) >= len(glob) - 1 and name.startswith(before) and name.endswith(after)
    at = place = 0
    retry_at = -1
    retry_place = 0
    while place < len(name):
        if at < len(glob) and glob[at] == "*":
            at += 1
            retry_at, retry_place = at, place
        elif at < len(glob) and (glob[at] == "?" or glob[at] == name[place]):
            at += 1
            place += 1
        elif retry_at >= 0:
            retry_place += 1
            at, place = retry_at, retry_place
        else:
            return False
    return glob[at:].strip("*") == ""
