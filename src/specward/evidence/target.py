"""What a mark names: a feature's item, a principle or a decision, as an id that can be looked up."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from specward import features
from specward.artifacts import references

_LOOKALIKES = str.maketrans("OoQIl|ZSB", "000111258")
"""Letters that are typed for digits."""
_LONGEST = 200


@lru_cache(maxsize=4096)
def target_fault(target: str) -> str:
    """Why nothing can be looked up by a target; empty where it has the form of one.

    Forms: `001-login/AC-002`, `login/FR-003`, `AC-002`, `US1.2` and `US1/AC2` (the second scenario of a story), `P-01`,
    `ADR-0007`. Whether the item exists is another question.
    """
    if not target.strip():
        return "it names nothing"
    if len(target) > _LONGEST or not target.isprintable():
        return "what it names is no id"
    if _form().fullmatch(target):
        return ""
    mended = _mended(target)
    meant = f"; did you mean `{mended}`?" if mended else ""
    return f"`{target}` is no id{meant}"


def may_lie_in(target: str, folders: frozenset[str]) -> bool:
    """Whether a target may mean an item of one of these features. One that names no feature may mean any."""
    parts = target.split("/")[:-1]
    if parts and _story().fullmatch(parts[-1]):  # login/US1/AC2
        parts.pop()
    return not parts or _names_any("/".join(parts), folders)


@lru_cache(maxsize=4096)
def _names_any(feature: str, folders: frozenset[str]) -> bool:
    return bool(features.candidates(feature, folders))


def _mended(target: str) -> str:
    """The target that was probably meant; empty where nothing comes near."""
    folder, slash, local = target.strip().rpartition("/")
    family = next((name for name in _families() if local.upper().startswith(name)), "")
    rest = local[len(family) :].strip("-_ .:").translate(_LOOKALIKES)
    if not family or not rest:
        return ""
    mended = f"{folder.strip()}{slash}{family}{'' if family in {'US', 'T'} else '-'}{rest}"
    return mended if _form().fullmatch(mended) else ""


@cache
def _families() -> tuple[str, ...]:
    return tuple(sorted((*references.FAMILIES, "ADR", "P", "T"), key=len, reverse=True))


@cache
def _form() -> re.Pattern[str]:
    local = rf"(?:{references.ID}|{references.TASK_ID}|US-?\d{{1,4}}[a-z]?/AC-?\d{{1,4}}|S\d{{1,4}}|ADR-\d{{1,6}})"
    return re.compile(rf"(?:[^\s/][^/]{{0,150}}/){{0,3}}{local}|P-?\d{{1,4}}", re.ASCII)


@cache
def _story() -> re.Pattern[str]:
    return re.compile(r"US-?\d{1,4}[a-z]?", re.ASCII)
