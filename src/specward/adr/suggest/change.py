"""The choices that a change makes: new direct dependencies, the first file of a platform or contract, its message.

A newer version of what is there already decides nothing, and neither does one more file of a kind that is there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward import globs
from specward.adr.suggest.exchange import decided
from specward.adr.suggest.manifests import dependencies, ships
from specward.adr.suggest.topic_table import TOPICS
from specward.adr.suggest.weighed import Origin, Passage, Weighed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_FILES = (
    ("**/*.tf", "Terraform"),
    ("**/Pulumi.yaml", "Pulumi"),
    ("**/Chart.yaml", "Helm"),
    ("**/kustomization.yaml", "Kustomize"),
    ("**/k8s/**/*.yaml", "Kubernetes"),
    ("**/kubernetes/**/*.yaml", "Kubernetes"),
    ("**/fly.toml", "Fly.io"),
    ("**/vercel.json", "Vercel"),
    ("**/netlify.toml", "Netlify"),
    ("render.yaml", "Render"),
    ("**/railway.json", "Railway"),
    ("**/railway.toml", "Railway"),
    ("**/wrangler.toml", "Cloudflare Pages"),
    ("**/*.proto", "gRPC"),
    ("**/*.graphql", "GraphQL"),
    ("**/*.graphqls", "GraphQL"),
    ("**/schema.prisma", "Prisma"),
)
"""Files that a project has only when it has chosen what they are for. A Dockerfile or a Compose file says little: most
projects have one for development."""


class ChangedFile(NamedTuple):
    """A file before and after a change; None where it is not there."""

    path: str
    before: str | None
    after: str | None


class Former(NamedTuple):
    """What the project had before the change."""

    paths: Collection[str] = ()
    manifests: Mapping[str, str] = {}
    """Their texts by path."""


def changed(files: Sequence[ChangedFile], former: Former, messages: Iterable[str] = ()) -> list[Weighed]:
    """Every choice that a change makes.

    Args:
        files: what it changes: all paths, texts of the manifests at least.
        former: what was there before.
        messages: of its commits.
    """
    found = [*_new_dependencies(files, former), *_new_files(files, former)]
    for message in messages:
        found += decided(message)
    return found


def _new_dependencies(files: Iterable[ChangedFile], former: Former) -> Iterator[Weighed]:
    had = {option for path, text in former.manifests.items() for option in _options_of(dependencies(path, text))}
    for file in files:
        after, before = dependencies(file.path, file.after or ""), dependencies(file.path, file.before or "")
        for package in sorted(after - before):
            for topic, option in _by_package().get(package, ()):
                if (topic, option) not in had:
                    line = _line_of(package, file.after or "")
                    yield _adopted(topic, option, f"{package} is a new direct dependency", file.path, line)


def _options_of(packages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for package in packages:
        yield from _by_package().get(package, ())


def _new_files(files: Iterable[ChangedFile], former: Former) -> Iterator[Weighed]:
    """The first files of their kinds."""
    added = [file.path for file in files if file.before is None and file.after is not None and ships(file.path)]
    for glob, option in _FILES:
        first = next((path for path in added if globs.matches(glob, path)), None)
        if first and not any(globs.matches(glob, path) for path in former.paths):
            for topic in _topics_of(option):
                yield _adopted(topic, option, f"the first file of its kind: {first}", first, 1)


def _adopted(topic: str, option: str, words: str, path: str, line: int) -> Weighed:
    return Weighed(Origin.CHANGE, topic, (Passage(f"{option}: {words}", path, line),))


def _line_of(package: str, text: str) -> int:
    at = text.lower().find(package.replace("-", "_")) if package not in text.lower() else text.lower().find(package)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _topics_of(option: str) -> list[str]:
    return [topic.name for topic in TOPICS if any(known.name == option for known in topic.options)]


@cache
def _by_package() -> dict[str, list[tuple[str, str]]]:
    """Each known package's topics and options."""
    found: dict[str, list[tuple[str, str]]] = {}
    for topic in TOPICS:
        for option in topic.options:
            for package in option.packages:
                found.setdefault(package, []).append((topic.name, option.name))
    return found
