"""What holds in a project: the principles of its own constitution and of those that it inherits, merged by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from specward.artifacts.constitution import read_constitution
from specward.artifacts.enforcement import read_enforcement
from specward.artifacts.enforcement_entry import Malformed, Override
from specward.errors import SpecError, UndeterminedError
from specward.lazy import lazy
from specward.markdown.document import Document
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.artifacts.constitution import Constitution, Principle
    from specward.artifacts.enforcement_entry import Enforced, Entry
    from specward.markdown.document import Place
    from specward.project import Project

E = TypeVar("E")


class Norm(NamedTuple):
    """One principle that holds here."""

    id: str
    name: str
    principle: Principle
    document: Document
    entries: tuple[Entry, ...] = ()
    """How it is held to; malformed entries are left out."""
    inherited_from: str = ""
    """The entry of `constitution.extends` that it comes from; empty for the project's own."""

    @property
    def document_path(self) -> str:
        """Where its text stands."""
        return self.document.path

    @property
    def place(self) -> Place:
        """Its heading."""
        return self.document.place(self.principle.heading.start, self.principle.heading.end)


class Redefinition(NamedTuple):
    """A principle that has the id of an inherited one and another text, and does not say that it replaces it."""

    norm: Norm
    inherited: Norm


class Norms:
    """Everything that holds in a project.

    Attributes:
        principles: inherited ones where the project does not replace them, and its own, in source order.
        malformed: entries that mean nothing.
        redefinitions: see `Redefinition`; the entries of both then hold.
        unreadable: inherited constitutions that could not be had, with the reason; what they say is not known.
        rule_names: the rules that exist, code to name; empty until the checker has told.
    """

    def __init__(self) -> None:
        self.principles: tuple[Norm, ...] = ()
        self.malformed: list[Malformed] = []
        self.redefinitions: list[Redefinition] = []
        self.unreadable: list[tuple[str, str]] = []
        self.rule_names: dict[str, str] = {}

    @lazy
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of every principle."""
        return tuple(entry for norm in self.principles for entry in norm.entries)

    def of_kind(self, kind: type[E]) -> list[E]:
        """The entries of one kind."""
        return [entry for entry in self.entries if isinstance(entry, kind)]

    def norm(self, identity: str) -> Norm | None:
        """The principle with an id."""
        return self._by_id.get(identity)

    @lazy
    def _by_id(self) -> dict[str, Norm]:
        return {norm.id: norm for norm in reversed(self.principles)}


@remembered
def norms_of(project: Project) -> Norms:
    """What holds in a project; read once, and kept as long as the project is.

    Raises:
        UnreadableFile: the project's own constitution is there and cannot be read.
    """
    return _read(project)


def whole_norms_of(project: Project) -> Norms:
    """What holds in a project, known to be all of it.

    Raises:
        UnreadableFile: the project's own constitution is there and cannot be read.
        UndeterminedError: an inherited constitution cannot be had, or a part of the project's own is no text.
    """
    norms = norms_of(project)
    for origin, reason in norms.unreadable:
        raise UndeterminedError(f"this inherited constitution cannot be had: {reason}", where=origin)
    own = project.constitution
    if own and own.document.undecodable >= 0:
        raise UndeterminedError("not all of it is UTF-8", where=own.document.path, help="save the file as UTF-8")
    return norms


def _read(project: Project) -> Norms:
    norms = Norms()
    inherited: dict[str, Norm] = {}
    for origin in project.config.constitution_extends:
        try:
            document = _inherited_document(project, origin)
        except UnreadableFile as error:
            norms.unreadable.append((origin, error.reason))
        except SpecError as error:
            norms.unreadable.append((origin, error.message))
        else:
            for norm in _norms_in(read_constitution(document), norms, origin):
                inherited.setdefault(norm.id, norm)
    own = _norms_in(project.constitution, norms) if project.constitution else []
    merged = [_merged(norm, inherited.pop(norm.id, None), norms) for norm in own]
    norms.principles = (*inherited.values(), *merged)
    return norms


def _inherited_document(project: Project, origin: str) -> Document:
    commit, colon, path = origin.partition(":")
    if not colon:
        found = project.document(origin)
    else:
        root = getattr(project.source, "root", "")
        if not root:
            raise UnreadableFile(origin, "a commit can be read in a repository only")
        from specward.sources.revision import RevisionSource

        source = RevisionSource(root, commit)
        try:
            data = source.read(path)
        finally:
            source.close()
        found = None if data is None else Document.from_bytes(origin, data)
    if found is None:
        raise UnreadableFile(origin, "there is no such file")
    return found


def _norms_in(constitution: Constitution, norms: Norms, origin: str = "") -> list[Norm]:
    by_principle: dict[str, list[Entry]] = {}
    for entry in read_enforcement(constitution):
        if isinstance(entry, Malformed):
            norms.malformed.append(entry)
        else:
            by_principle.setdefault(entry.principle, []).append(entry)
    return [
        Norm(p.id, p.name, p, constitution.document, tuple(by_principle.get(p.id, ())), origin)
        for p in constitution.principles
    ]


def _merged(own: Norm, inherited: Norm | None, norms: Norms) -> Norm:
    """The project's own principle, with what is inherited under the same id."""
    if inherited is None or any(isinstance(entry, Override) for entry in own.entries):
        return own
    if own.principle.text != inherited.principle.text:
        norms.redefinitions.append(Redefinition(own, inherited))
    known = set(map(_meaning, own.entries))
    return own._replace(entries=own.entries + tuple(e for e in inherited.entries if _meaning(e) not in known))


def _meaning(entry: Enforced) -> tuple[object, ...]:
    """An entry without its place."""
    return type(entry), *entry[2:]
