"""What the name of a file says about what is in it."""

from __future__ import annotations

import re
from functools import cache


def is_code(path: str) -> bool:
    """Whether a path names a program's source, for which a test can be written."""
    return _code().search(path) is not None


def has_lines(path: str) -> bool:
    """Whether a path names a text that people refer to by line; `db.internal` and `image.v2` are none."""
    return is_code(path) or _text().search(path) is not None


@cache
def _code() -> re.Pattern[str]:
    return re.compile(
        r"\.(?:py|pyi|js|jsx|cjs|mjs|ts|tsx|cts|mts|vue|svelte|go|rs|java|kt|kts|scala|groovy|cs|fs|vb|swift|dart"
        r"|c|cc|cpp|cxx|h|hpp|m|mm|rb|php|pl|lua|r|jl|ex|exs|clj|hs|ml|sol|zig|sh|bash|ps1|bat)$",
        re.IGNORECASE,
    )


@cache
def _text() -> re.Pattern[str]:
    return re.compile(
        r"\.(?:md|mdx|txt|csv|json|toml|ya?ml|ini|cfg|conf|xml|html?|css|s[ac]ss|less|sql|tf|proto|prisma|graphql|gradle)$",
        re.IGNORECASE,
    )
