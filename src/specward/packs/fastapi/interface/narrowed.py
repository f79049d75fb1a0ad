"""What a schema refuses or leaves out that it did not before: as of what is sent, and as of what is answered.

What is sent may be taken more generously and what is answered may hold more, without anybody noticing. The other way
round it breaks whoever relied on it. Where nobody can tell, as of a pattern that is written differently, it is as
before. Schemas are hostile: what is nested too deeply, or leads back to itself, is looked at once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.packs.fastapi.interface.forms import fixed_values, form_said, forms_of, rivals_of, types_said
from specward.packs.fastapi.interface.schema import property_path
from specward.packs.fastapi.interface.shape import items, line, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.packs.fastapi.interface.api import Api
    from specward.packs.fastapi.interface.forms import Branch, Forms

_DEEPEST = 40
_MOST_STEPS = 30_000
"""How many pairs of schemas are looked at for two documents: more nobody writes by hand."""
_LONGEST = 60
_LOWER = {"minimum": "least", "minLength": "least length", "minItems": "least number of items"}
_UPPER = {"maximum": "greatest", "maxLength": "greatest length", "maxItems": "greatest number of items"}
_WIDER = {("int32", "int64"), ("float", "double"), ("email", "idn-email"), ("uri", "uri-reference")}


class Difference(NamedTuple):
    """One thing that is refused or left out."""

    kind: str
    owner: str
    """The component that it is a part of; empty where that has no name."""
    at: str
    """The names that lead to it from where the comparison began, or from the component: `items[].price`."""
    said: str

    @property
    def subject(self) -> str:
        """What it is about: `Item.price`."""
        return f"{self.owner}.{self.at}" if self.owner and self.at else self.owner or self.at


class _Way(NamedTuple):
    """Which way values go, and where in a schema."""

    sent: bool
    as_text: bool = False
    """Whether it is written in an address or a header, where a number is text as well."""
    owner: str = ""
    at: str = ""
    depth: int = _DEEPEST

    def down(self, at: str) -> _Way:
        return self._replace(at=at, depth=self.depth - 1)

    def differs(self, kind: str, said: str, name: str = "") -> Difference:
        return Difference(kind, self.owner, property_path(self.at, name) if name else self.at, said)


class Narrowing:
    """Holds the schemas of one document against those of another.

    Args:
        before: whose schemas people rely on.
        after: whose schemas hold now.
    """

    def __init__(self, before: Api, after: Api) -> None:
        self._before = before
        self._after = after
        # A generator for 3.1 says null and what is always there where one for 3.0 could not.
        self._tells_absence = before.version[:3] == after.version[:3]
        self._known: dict[tuple[bool, str, str], tuple[Difference, ...]] = {}
        self._under_way: set[tuple[bool, int, int]] = set()
        """The pairs that lead to what is looked at, by identity: schemas without a name lead back to themselves too."""
        self._steps = 0

    def sent(self, before: object, after: object, *, as_text: bool = False) -> tuple[Difference, ...]:
        """What is refused now of what could be sent.

        Args:
            before: the schema that people rely on.
            after: the one that holds now.
            as_text: whether it is written in an address or a header, where a number is text as well.
        """
        return _each_once(self._compare(_Way(sent=True, as_text=as_text), before, after))

    def answered(self, before: object, after: object) -> tuple[Difference, ...]:
        """What is no longer in what is answered, or has another form."""
        return _each_once(self._compare(_Way(sent=False), before, after))

    def _compare(self, way: _Way, before: object, after: object) -> Iterator[Difference]:
        """What differs between two schemas; nothing where that is being found out already."""
        self._steps += 1
        pair = (way.sent, id(before), id(after))
        if way.depth <= 0 or self._steps > _MOST_STEPS or pair in self._under_way:
            return
        self._under_way.add(pair)
        yield from self._differences(way, before, after)
        self._under_way.remove(pair)

    def _differences(self, way: _Way, before: object, after: object) -> Iterator[Difference]:
        old, new = (forms_of(*found, way.owner, way.at) for found in ((self._before, before), (self._after, after)))
        if way.sent and old.nullable and not new.nullable and not new.is_anything and not way.as_text:
            yield way.differs("null-refused", "takes no null any more")
        if not way.sent and new.nullable and not old.nullable and not old.is_anything and self._tells_absence:
            yield way.differs("null-answered", "may be null now")
        # What must be met: each form that could be sent is still taken, each that is answered is a known one.
        asked, offered = (old, new) if way.sent else (new, old)
        if offered.is_anything:
            return
        if asked.is_anything:  # of an answer of which nothing is said nobody can tell
            if way.sent:
                yield _of_type(way, "anything", offered)
            return
        for branch in asked.branches:
            yield from self._among(way, branch, len(asked.branches), offered)

    def _among(self, way: _Way, branch: Branch, count: int, offered: Forms) -> Iterator[Difference]:
        """What is not met of one form of several by the forms that there are: nothing if any of them meets it."""
        rivals, by_name = rivals_of(branch, offered.branches, as_text=way.as_text)
        found: tuple[Difference, ...] = ()
        for rival in rivals:
            found = self._pair(way, *((branch, rival) if way.sent else (rival, branch)))
            if not found:
                return
        if by_name or (len(rivals) == count == 1) or form_said(branch) in map(form_said, rivals[:1]):
            yield from found
        elif offered.branches and (way.sent or len(offered.branches) == 1):
            # One more among several forms of an answer is like one more value in a list: readers expect it.
            yield _of_type(way, form_said(branch), offered)

    def _pair(self, way: _Way, before: Branch, after: Branch) -> tuple[Difference, ...]:
        """What differs between two forms of one kind; of two components once."""
        way = way._replace(owner=before.owner, at=before.at)
        if not (before.reference and after.reference):
            return _each_once(self._parts(way, before.schema, after.schema))
        key = (way.sent, before.reference, after.reference)
        if key not in self._known:
            self._known[key] = ()  # for one that leads back to itself
            self._known[key] = _each_once(self._parts(way, before.schema, after.schema))
        return self._known[key]

    def _parts(self, way: _Way, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
        yield from _values(way, old, new)
        if way.sent:
            yield from _refused(way, old, new)
            yield from _bounds(way, old, new)
        yield from self._required(way, old, new)
        yield from self._properties(way, old, new)
        if isinstance(old.get("items"), dict) and isinstance(new.get("items"), dict):
            yield from self._compare(way.down(f"{way.at}[]"), old["items"], new["items"])
        for one, other in zip(items(old.get("prefixItems")), items(new.get("prefixItems")), strict=False):
            yield from self._compare(way.down(f"{way.at}[]"), one, other)
        one, other = old.get("additionalProperties"), new.get("additionalProperties")
        if isinstance(one, dict) and isinstance(other, dict):
            yield from self._compare(way.down(f"{way.at}{{}}"), one, other)

    def _required(self, way: _Way, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
        """What must be sent now, or may be absent from what is answered."""
        needed, needed_now = _required(old), _required(new)
        before, after = mapping(old.get("properties")), mapping(new.get("properties"))
        for name in sorted(needed_now - needed) if way.sent else ():
            if self._after.resolve(after.get(name)).get("readOnly") is True:
                continue
            if name in before:
                yield way.differs("property-required", "is required now", name)
            else:
                yield way.differs("property-added", "is new and required", name)
        for name in sorted(needed - needed_now) if not way.sent and self._tells_absence else ():
            if name in before and name in after:
                yield way.differs("property-optional", "may be absent now", name)

    def _properties(self, way: _Way, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
        """What has become of each property."""
        after = mapping(new.get("properties"))
        for name, schema in mapping(old.get("properties")).items():
            if self._before.resolve(schema).get("readOnly" if way.sent else "writeOnly") is True:
                continue
            if name in after:
                yield from self._compare(way.down(property_path(way.at, name)), schema, after[name])
            elif not way.sent:
                yield way.differs("property-removed", "is gone", name)
            elif new.get("additionalProperties") is False and after:
                yield way.differs("property-refused", "is refused now", name)


def _values(way: _Way, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    """What a value may no longer be, by lists of values and formats."""
    before, after = fixed_values(old), fixed_values(new)
    if way.sent and after is not None:
        known = {json.dumps(value, sort_keys=True) for value in after}
        gone = [value for value in before or () if value is not None and json.dumps(value, sort_keys=True) not in known]
        if before is None:
            yield way.differs("enum-added", f"takes nothing any more but {_listed(after)}")
        elif gone:
            yield way.differs("enum-narrowed", f"does not take {_listed(gone)} any more")
    was, now = line(old.get("format")), line(new.get("format"))
    if was != now and now and (way.sent or was) and (was, now) not in _WIDER and before is None and after is None:
        said = f"has the format `{now[:_LONGEST]}` in place of {f'`{was[:_LONGEST]}`' if was else 'any'}"
        yield way.differs("format-changed", said)


def _refused(way: _Way, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    """What is asked of a value that was not."""
    if "pattern" in new and "pattern" not in old and fixed_values(old) is None:
        yield way.differs("pattern-added", "must match a pattern now")
    if new.get("uniqueItems") is True and old.get("uniqueItems") is not True:
        yield way.differs("unique-items", "must have no item twice now")
    if "multipleOf" in new and new["multipleOf"] != old.get("multipleOf"):
        yield way.differs("multiple-of", f"must be a multiple of {_short(new['multipleOf'])} now")
    if new.get("additionalProperties") is False and old.get("additionalProperties") is not False:
        yield way.differs("extra-refused", "refuses properties that it does not know now")


def _bounds(way: _Way, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    """Where less is taken than before; what is fixed by a list of values has no bounds."""
    if fixed_values(old) is not None:
        return
    for names, sign in ((_LOWER, 1), (_UPPER, -1)):
        for key, word in names.items():
            was, now = _bound(old, key), _bound(new, key)
            if now is None or (key in ("minLength", "minItems") and now[0] <= 0):
                continue
            if was is None or (now[0] * sign, now[1]) > (was[0] * sign, was[1]):
                before = "there was none" if was is None else f"it was {_short(was[0])}"
                more = "exclusive " if now[1] else ""
                yield way.differs(f"{key}-narrowed", f"has the {more}{word} {_short(now[0])} now; {before}")


def _bound(schema: dict[str, Any], key: str) -> tuple[float, bool] | None:
    """A bound and whether it is exclusive, which is a flag in 3.0 and a number of its own in 3.1."""
    exclusive = f"exclusive{key[0].upper()}{key[1:]}"
    given = schema.get(exclusive)
    if isinstance(given, int | float) and not isinstance(given, bool):
        return given, True
    value = schema.get(key)
    return (value, given is True) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _required(schema: dict[str, Any]) -> set[str]:
    return {name for name in items(schema.get("required")) if isinstance(name, str)}


def _of_type(way: _Way, one: str, offered: Forms) -> Difference:
    others = types_said(offered)
    if way.sent:
        return way.differs("type-narrowed", f"does not take {one} any more, but {others}")
    return way.differs("type-changed", f"may be {one} now; it was {others}")


def _listed(values: list[Any]) -> str:
    shown = ", ".join(f"`{_short(value)}`" for value in values[:3])
    return shown + (f" and {len(values) - 3} more" if len(values) > 3 else "")


def _short(value: object) -> str:
    return " ".join(str(value)[:_LONGEST].split())


def _each_once(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Differences, each once, however many ways lead to it."""
    return tuple({(one.kind, one.owner, one.at, one.said): one for one in found}.values())
