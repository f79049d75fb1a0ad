"""Which feature is meant: the names of feature folders, and what people write for them."""

from __future__ import annotations

from specward.errors import UsageError

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

VARIABLES = ("SPECIFY_FEATURE", "SPECIFY_FEATURE_DIRECTORY")
"""Environment variables that name the current feature, as spec-kit and SpecKit Plus read them."""
POINTER = ".specify/feature.json"
"""Where spec-kit 1.x keeps the current feature."""
_DIGITS_LIMIT = 18


class FeatureName:
    """The name of a feature's folder, taken apart.

    Attributes:
        name: the whole name.
        number: the leading number of three digits or more; None for a time stamp and where there is none.
        slug: the rest.
        timestamp: `YYYYMMDD-HHMMSS`, spec-kit's other way of numbering.
    """

    __slots__ = ("name", "number", "slug", "timestamp")

    def __init__(self, name: str, number: int | None, slug: str, timestamp: str = "") -> None:
        self.name = name
        self.number = number
        self.slug = slug
        self.timestamp = timestamp

    @classmethod
    def parse(cls, name: str) -> FeatureName:
        """Take a folder's name apart: `001-login`, `20260102-030405-login`, `login`."""
        head, _, rest = name.partition("-")
        if not (head.isascii() and head.isdigit() and 3 <= len(head) <= _DIGITS_LIMIT):
            return cls(name, None, name)
        if len(head) == 8:
            time, _, slug = rest.partition("-")
            if len(time) == 6 and time.isascii() and time.isdigit():
                return cls(name, None, slug, f"{head}-{time}")
        return cls(name, int(head), rest)


def same_feature(name: str, feature: str) -> bool:
    """Whether a name as people write it in records means a feature: `001-login`, its slug `login`, its number `001`."""
    if not name or name == feature:
        return bool(name)
    left, right = FeatureName.parse(name), FeatureName.parse(feature)
    if left.number is not None and right.number is not None:
        return left.number == right.number and left.slug in {"", right.slug}
    return bool(left.slug) and left.slug == right.slug


def resolve(ref: str, names: Collection[str]) -> str:
    """The feature that `ref` names.

    Args:
        ref: a folder (`001-login`, `specs/001-login`), a number (`1`, `001`) or a slug (`login`).
        names: every feature, as folder or bare name; the answer is one of them.

    Raises:
        UsageError: none or several answer to it.
    """
    found = candidates(ref, names)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"`{ref}` names {len(found)} features: {_listed(found)}", help=f"write the whole name, such as `{found[0]}`"
        )
    raise UsageError(f"there is no feature `{ref}`", help=_help(ref, names))


def current(  # noqa: PLR0913 -- one argument for each place that may tell
    names: Collection[str],
    *,
    explicit: str = "",
    env: Mapping[str, str] | None = None,
    pointer: str = "",
    branch: str = "",
    changed: Collection[str] = (),
) -> str:
    """The feature that is worked on; never a guess.

    Args:
        names: every feature, as folder or bare name; the answer is one of them.
        explicit: what the user wrote after `--feature`.
        env: the environment; `VARIABLES` are read from it.
        pointer: the folder that `.specify/feature.json` names (`read_pointer`).
        branch: the name of the current branch.
        changed: the features that differ from the merge base.

    Raises:
        UsageError: nothing tells, what tells is wrong, or two variables disagree.
    """
    if explicit:
        return resolve(explicit, names)
    named = _from_environment(names, env or {})
    if named:
        return named
    if pointer:
        return _resolve_from(POINTER, pointer, names)
    found = candidates(branch.rpartition("/")[2], names) or _same_number(branch, names)
    if len(found) == 1:
        return found[0]
    one = [name for name in names if name in changed]
    if len(one) == 1:
        return one[0]
    if not names:
        raise UsageError("this project has no feature yet", help='start one with `spec new feature "Title"`')
    raise UsageError(
        f"nothing tells which feature is meant: {_listed(found or one or names)}",
        help="name it with `--feature NAME`; `spec status` lists every feature",
    )


def read_pointer(data: bytes | None) -> str:
    """The folder that the content of `.specify/feature.json` names; empty where it names none."""
    if not data:
        return ""
    import json

    try:
        folder = json.loads(data).get("feature_directory")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return folder.strip() if isinstance(folder, str) else ""


def _from_environment(names: Collection[str], env: Mapping[str, str]) -> str:
    """The feature that the environment names; empty where it names none."""
    found = {key: _resolve_from(key, env[key], names) for key in VARIABLES if env.get(key)}
    if len(set(found.values())) > 1:
        said = " but ".join(f"{key} names `{name}`" for key, name in found.items())
        raise UsageError(said, help="unset one of them, or name the feature with `--feature NAME`")
    return next(iter(found.values()), "")


def _resolve_from(where: str, ref: str, names: Collection[str]) -> str:
    try:
        return resolve(ref, names)
    except UsageError as error:
        help_ = f"mend or remove {where}, or name the feature with `--feature NAME`; `spec status` lists every feature"
        raise UsageError(f"{where}: {error.message}", help=help_) from None


def candidates(ref: str, names: Collection[str]) -> list[str]:
    """Every feature that `ref` may name, none where there is none; the whole name goes before number and slug."""
    ref = _composed(ref.replace("\\", "/").strip().rstrip("/"))
    if not ref:
        return []
    if ref in names:
        return [ref]
    paths = {name: "/" + _composed(name) for name in names}
    found = [name for name, path in paths.items() if path.endswith("/" + ref) or ("/" + ref).endswith(path)]
    if found or "/" in ref:
        return found
    parsed = {name: FeatureName.parse(path.rpartition("/")[2]) for name, path in paths.items()}
    if ref.isascii() and ref.isdigit() and len(ref) <= _DIGITS_LIMIT:
        found = [name for name, feature in parsed.items() if feature.number == int(ref)]
    return found or [name for name, feature in parsed.items() if ref in (feature.slug, feature.timestamp)]


def _composed(text: str) -> str:
    """The text in Unicode's composed form, in which names from different file systems can be compared."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def _same_number(branch: str, names: Collection[str]) -> list[str]:
    """Several branches may serve one feature: what counts is the number they begin with."""
    number = FeatureName.parse(branch.rpartition("/")[2]).number
    if number is None:
        return []
    return [name for name in names if FeatureName.parse(name.rpartition("/")[2]).number == number]


def _help(ref: str, names: Collection[str]) -> str:
    from difflib import get_close_matches

    bare = {FeatureName.parse(name.rpartition("/")[2]).slug: name for name in names} | {name: name for name in names}
    near = dict.fromkeys(bare[match] for match in get_close_matches(ref[:200], bare, n=3))
    meant = f"did you mean {_listed(near)}? " if near else ""
    return f"{meant}`spec status` lists every feature"


def _listed(names: Collection[str]) -> str:
    from specward.words import listed

    return listed([f"`{name}`" for name in names], 10)
