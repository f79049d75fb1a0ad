"""What breaks for whoever uses an API when its document becomes another: two documents in, differences out.

Paths are the same where only the names of their parameters differ: those are nowhere sent. An operation that was
`deprecated` may go. What is generous, such as a new operation, an optional parameter or a property more in an answer,
breaks nothing; nor do words, tags and the names of operations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from specward.packs.fastapi.interface.narrowed import Narrowing
from specward.packs.fastapi.interface.shape import items, line, mapping, mappings, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.finding import Location
    from specward.packs.fastapi.interface.api import Api
    from specward.packs.fastapi.interface.narrowed import Difference
    from specward.packs.fastapi.interface.operation import Body, Operation, Response

_MOST = 5_000
"""How many differences are told of two documents."""
_PARAMETER = re.compile(r"\{[^{}]*\}")
_VERSION = re.compile(r"(?<=/)v(\d+)(?=[/.]|$)", re.IGNORECASE)
_AS_TEXT = frozenset({"query", "path", "header", "cookie"})


class Break(NamedTuple):
    """One thing that worked and does not any more."""

    kind: str
    before: Operation
    """As it was."""
    now: Operation | None
    """As it is; None where it is gone."""
    part: str
    """What of the operation: `the query parameter`, `the body`, `the answer 200`; empty where it is all of it."""
    subject: str
    """What of that: `limit`, `Item.price`; may be empty."""
    said: str
    """What has become of it: `is required now`."""
    owner: str = ""
    """The component that the subject belongs to: whatever uses it breaks in the same way."""

    @property
    def message(self) -> str:
        """In one line."""
        subject = f"`{self.subject}`" if self.subject else ""
        if self.owner and subject:
            subject, part = "", f"{subject} of {self.part}"
        else:
            part = self.part
        words_ = " ".join(filter(None, (part, subject, self.said)))
        return f"{self.before}: {words_}" if part else f"{self.before} {words_}"

    def place(self) -> Location:
        """Where the operation is now; where the contract tells of it if it is gone."""
        return self.now.place() if self.now else self.before.place()


def breaks(before: Api, after: Api) -> list[Break]:
    """What somebody who relies on one document notices where another holds.

    Args:
        before: what people rely on.
        after: what holds now.
    """
    found: list[Break] = []
    narrowing = Narrowing(before, after)
    now = {key_of(one): one for one in after.operations}
    paths = {path for path, _ in now}
    for old in before.operations:
        new = now.get(key_of(old))
        if new is not None:
            found += _of_operation(narrowing, old, new)
        elif not old.deprecated:
            kind = "operation-removed" if key_of(old)[0] in paths else "path-removed"
            found.append(Break(kind, old, None, "", "", "is gone"))
        if len(found) > _MOST:
            break
    return found[:_MOST]


def key_of(operation: Operation) -> tuple[str, str]:
    """What an operation is called by: its path without the names of parameters, and its method."""
    return plain_path(operation.path), operation.method


def plain_path(path: str) -> str:
    """A path without the names of its parameters: `/items/{}`."""
    return _PARAMETER.sub("{}", path)


def has_newer_version(operation: Operation, after: Api) -> bool:
    """Whether the path of an operation is there with a higher version in it: `/v2/items` of `/v1/items`."""
    path, method = key_of(operation)
    version = _VERSION.search(path)
    if version is None:
        return False
    pattern = re.compile(
        re.escape(path[: version.start()]) + r"v(\d+)" + re.escape(path[version.end() :]), re.IGNORECASE
    )
    others = (pattern.fullmatch(key_of(one)[0]) for one in after.operations if one.method == method)
    return any(other is not None and int(other[1][:9]) > int(version[1][:9]) for other in others)


def is_raised(before: Api, after: Api) -> bool:
    """Whether the version of an API says that something may break: a new first number, before 1.0 a new second one."""
    old, new = _numbers(before.api_version), _numbers(after.api_version)
    if not old or not new:
        return False
    count = 1 if old[0] or new[0] else 2
    return new[:count] > old[:count]


def _numbers(version: str) -> list[int]:
    found = re.match(r"\D{0,3}(\d{1,9})(?:\.(\d{1,9}))?", version)
    return [int(number or 0) for number in found.groups()] if found else []


def _of_operation(narrowing: Narrowing, old: Operation, new: Operation) -> Iterator[Break]:
    yield from _security(old, new)
    yield from _parameters(narrowing, old, new)
    yield from _body(narrowing, old, new)
    yield from _answers(narrowing, old, new)


def _security(old: Operation, new: Operation) -> Iterator[Break]:
    """Whether somebody is refused who was let in."""
    if new.is_open:
        return
    if old.is_open:
        yield Break("security-added", old, new, "", "", "asks who is calling now")
        return
    offered = [_proofs(new, one) for one in new.security]
    for one in old.security:
        proof = _proofs(old, one)
        if not any(asked.keys() <= proof.keys() and all(asked[k] <= proof[k] for k in asked) for asked in offered):
            names = " and ".join(f"`{name[:60]}`" for name in one)
            yield Break("security-narrowed", old, new, "", "", f"does not take {names} as a proof any more")


def _proofs(operation: Operation, given: dict[str, object]) -> dict[tuple[str, ...], set[str]]:
    """What a way to prove who is calling consists of, whatever it is called, with the scopes that each must have."""
    found = {}
    for name, scopes in given.items():
        scheme = operation.api.resolve(operation.api.security_schemes.get(name))
        kind = line(scheme.get("type")).lower()
        more = [line(scheme.get(key)).lower() for key in ("scheme", "in", "name")]
        # A token of OAuth 2 or OpenID is sent as a bearer of HTTP is.
        bearer = kind in {"oauth2", "openidconnect"} or more[0] == "bearer"
        place = ("bearer",) if bearer else (kind, *more) if kind else (name,)
        found[place] = {scope for scope in items(scopes) if isinstance(scope, str)}
    return found


def _parameters(narrowing: Narrowing, old: Operation, new: Operation) -> Iterator[Break]:
    names = dict(zip(_PARAMETER.findall(new.path), _PARAMETER.findall(old.path), strict=False))
    known = {(one.name, one.where): one for one in old.parameters}
    for one in new.parameters:
        name = names.get(f"{{{one.name}}}", one.name).strip("{}") if one.where == "path" else one.name
        was = known.get((name, one.where))
        part = f"the {one.where} parameter"
        if was is None:
            if one.required and one.where != "path":
                yield Break("parameter-added", old, new, part, one.name, "is new and required")
            continue
        if one.required and not was.required:
            yield Break("parameter-required", old, new, part, one.name, "is required now")
        if _style(was.raw) != _style(one.raw):
            yield Break("parameter-style", old, new, part, one.name, "is written in another way now")
        found = narrowing.sent(was.schema, one.schema, as_text=one.where in _AS_TEXT)
        yield from (_broken(old, new, part, each, one.name) for each in found)


def _style(raw: dict[str, object]) -> tuple[str, bool]:
    """How a list or an object is written in a parameter, with what OpenAPI says where nothing is said."""
    style = words(raw.get("style")) or ("form" if raw.get("in") in ("query", "cookie") else "simple")
    explode = raw.get("explode")
    return style, explode if isinstance(explode, bool) else style == "form"


def _body(narrowing: Narrowing, old: Operation, new: Operation) -> Iterator[Break]:
    before, after = old.body, new.body
    if after is None:
        return
    if before is None:
        if after.required:
            yield Break("body-added", old, new, "the body", "", "is new and required")
        return
    if after.required and not before.required:
        yield Break("body-required", old, new, "the body", "", "is required now")
    for kind, schema in _content(before).items():
        now = _content(after)
        same = _like(kind, now)
        if same is None and now:
            yield Break("body-type-removed", old, new, "the body", "", f"may not be `{kind[:60]}` any more")
        elif same is not None and schema is not None and now[same] is not None:
            yield from (_broken(old, new, "the body", each) for each in narrowing.sent(schema, now[same]))


def _answers(narrowing: Narrowing, old: Operation, new: Operation) -> Iterator[Break]:
    gone = [status for status in old.success if status not in new.success and "2XX" not in new.success]
    for status in gone:
        others = [one for one in new.success if one not in old.success]
        instead = f", but {' or '.join(others[:3])}" if others else ""
        yield Break("status-removed", old, new, "", "", f"does not answer {status[:20]} any more{instead}")
    for status, before in old.success.items():
        after = new.success.get(status)
        if after is None:
            continue
        part = f"the answer {status[:20]}"
        for kind, schema in _content(before).items():
            now = _content(after)
            same = _like(kind, now)
            if same is None:
                yield Break("answer-type-removed", old, new, part, "", f"is not `{kind[:60]}` any more")
            elif schema is not None and now[same] is not None:
                yield from (_broken(old, new, part, each) for each in narrowing.answered(schema, now[same]))
        kept = {name.lower() for name in mapping(after.raw.get("headers"))}
        for name in mapping(before.raw.get("headers")):
            if name.lower() not in kept:
                yield Break("header-removed", old, new, part, name[:60], "has no such header any more")


def _content(part: Body | Response) -> dict[str, dict[str, object] | None]:
    """The schema of each kind of content; None where it has none."""
    kinds = mappings(part.raw.get("content"))
    return {kind: mapping(given["schema"]) if "schema" in given else None for kind, given in kinds.items()}


def _like(kind: str, offered: Iterable[str]) -> str | None:
    """Which of some kinds of content is a kind, whatever its parameters: `application/json; charset=utf-8`."""
    plain = kind.partition(";")[0].strip().lower()
    known = {one.partition(";")[0].strip().lower(): one for one in offered}
    return next((known[one] for one in (plain, f"{plain.partition('/')[0]}/*", "*/*") if one in known), None)


def _broken(old: Operation, new: Operation, part: str, found: Difference, name: str = "") -> Break:
    at = found.subject if found.owner else f"{name}.{found.at}" if name and found.at else name or found.at
    return Break(found.kind, old, new, part, at, found.said, found.owner)
