"""What options are called, and when two names mean the same one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from specward.artifacts.adr_template import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.adr_options import AdrOption


LABEL = r"(?:[Oo]ption|[Aa]lternative|OPTION|ALTERNATIVE)(?: [A-Z][a-z]{2,12})?[ #-]{1,2}(?:\d{1,2}|[A-Za-z])\b"
"""A pattern: how options are counted, `Option 1`, `Alternative B`, `Alternative Stack A`."""
_LONGEST_NAME = 100
"""Characters; a longer item is a name with what is said of it."""
_LONGEST = 2000


def plain_name(words: str) -> str:
    """A name on one line: comments, emphasis, ordinals and `(chosen)` left out, links reduced to their words."""
    text = _comment().sub(" ", words[:_LONGEST])
    if "[" in text:
        text = _link().sub(lambda match: match[1] or match[2] or "", text)
    text = _ordinal().sub("", " ".join(text.split()).strip("*_ "), count=1)
    return _verdict().sub("", text.replace("**", "").strip("*_ ").rstrip(":.").strip())


def name_and_rest(words: str, *, cut: bool) -> tuple[str, str]:
    """The name that an item begins with, and what the item says of it.

    Args:
        words: the item.
        cut: whether the name ends at the first mark, however short the item is.
    """
    words = _comment().sub(" ", words[:_LONGEST]).strip()
    bold = _bold().match(words)
    if bold:
        name, rest = plain_name(bold[1]), words[bold.end() :]
        if not _bare_label().fullmatch(name):
            return name, rest
        first, rest = name_and_rest(rest, cut=True)
        return (f"{name}: {first}", rest) if first else (name, "")
    flat = " ".join(words.split())
    whole = plain_name(flat)
    if len(whole) <= _LONGEST_NAME and not cut and not _said_of_it().search(flat):
        return whole, ""
    labelled = _label().match(flat)
    mark = _mark().search(flat, labelled.end() if labelled else 0)
    if mark is None or mark.start() > _LONGEST_NAME:
        return (whole if len(whole) <= _LONGEST_NAME else f"{whole[:_LONGEST_NAME].rstrip()}…"), ""
    return plain_name(flat[: mark.start()]), flat[mark.end() :]


def is_unfilled(words: str) -> bool:
    """Whether the words that name an option are those of a template: `[TODO: first option] (chosen)`, `Option 2: …`."""
    name = plain_name(words[:_LONGEST])
    text = _comment().sub(" ", words[:_LONGEST]).replace("*", "").strip()
    text = _ordinal().sub("", text, count=1)
    label = _label().match(text)
    rest = text[label.end() :] if label else text
    return is_placeholder(name) or _to_do().match(rest) is not None or (bool(rest) and is_placeholder(rest))


def option_named(options: Sequence[AdrOption], words: str) -> AdrOption | None:
    """The option that some words name: as it is called, by its label or without it, or by the beginning of its name."""
    wanted = _keys(plain_name(words))
    if not wanted[0]:
        return None
    exact = [option for option in options if _same(_keys(option.name), wanted)]
    if exact:
        return exact[0]
    near = [option for option in options if _begins(_keys(option.name), wanted)]
    return near[0] if len(near) == 1 else None


def is_short_for(words: str, name: str) -> bool:
    """Whether some words are a name, or the beginning of it, with or without its label; or the label alone."""
    whole, rest, _ = _keys(plain_name(words))
    name_whole, name_rest, _ = _keys(name)
    if not rest:
        return True
    return any(f"{key} ".startswith(f"{said} ") for said in (whole, rest) if said for key in (name_whole, name_rest))


def is_bare(name: str) -> bool:
    """Whether a name is a label and no more: `Option 1`, `B`."""
    return len(name) <= 2 or _bare_label().fullmatch(name) is not None


@lru_cache(maxsize=1024)
def _keys(name: str) -> tuple[str, str, str]:
    """A name as it is compared: whole, without its label, and the number or letter of the label alone."""
    match = _label().match(name)
    label, rest = (match[0], name[match.end() :]) if match else ("", name)
    return _key(name), _key(rest), _key(label).rpartition(" ")[2]


def _key(name: str) -> str:
    return " ".join(_words().findall(name.casefold()))


def _same(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    whole, rest, label = one
    wanted, wanted_rest, wanted_label = other
    if label and wanted_label:
        return label == wanted_label
    return bool(({wanted, wanted_rest, wanted_label} & {whole, rest, label}) - {""})


def _begins(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    if one[2] and other[2]:
        return False
    pairs = ((one[0], other[0]), (one[1], other[1]))
    return any(a and b and (f"{a} ".startswith(f"{b} ") or f"{b} ".startswith(f"{a} ")) for a, b in pairs)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[\w+#]+")


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"<!--(?:(?!-->).){0,1000}(?:-->|$)|<a (?:name|id)=[^<>]{0,80}></a>", re.DOTALL)


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"\[([^\[\]]{1,200})\](?:\([^()]{0,300}\)|\[[^\[\]]{0,80}\])|\[([^\[\]]{1,200})\](?=$|[\s.,:])")


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(r"\A(?:\d{1,2}[.)]|\(?[A-Za-z]\))\s+", re.ASCII)


@cache
def _verdict() -> re.Pattern[str]:
    return re.compile(r"\s+\((?:chosen|selected|accepted|recommended|preferred|rejected)\)\Z", re.IGNORECASE)


@cache
def _bold() -> re.Pattern[str]:
    return re.compile(r"(?:\(?[A-Za-z0-9]{1,2}[.)]\s+)?(?:\*\*|__)([^*\r\n]{1,200}?)(?:\*\*|__)\s{0,2}[:：–—-]{0,2}\s*")


@cache
def _to_do() -> re.Pattern[str]:
    return re.compile(r"\[?(?:TODO|TBD|FIXME)(?::|\](?!\()|$)", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"{LABEL}[\s:.)–—-]*")


@cache
def _bare_label() -> re.Pattern[str]:
    return re.compile(LABEL)


@cache
def _mark() -> re.Pattern[str]:
    """What ends a name."""
    marks = r":\s+|\s+[–—-]{1,2}\s+|\.\s+|;\s+"
    return re.compile(rf"{marks}|,\s+(?=rejected|because|which)|\s+\((?=rejected)", re.IGNORECASE)


@cache
def _said_of_it() -> re.Pattern[str]:
    return re.compile(r"\b(?:Pros?|Cons?|Advantages?|Disadvantages?)\s*:", re.IGNORECASE)
