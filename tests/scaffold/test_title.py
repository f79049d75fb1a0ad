from __future__ import annotations

import pytest

from specward.errors import UsageError
from specward.scaffold.title import clean_title


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Sign in with a passkey", "Sign in with a passkey"),
        ("  two\n lines\tand blanks ", "two lines and blanks"),
        ("\x1b[31mred\x1b[0m \x07bell", "red bell"),
        ("right \u202eto left", "right to left"),
        ("用户登录 🎉", "用户登录 🎉"),
        ("family \U0001f468\u200d\U0001f469\u200d\U0001f467", "family \U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("e\u0301", "é"),
    ],
)
def test_a_title_is_one_line_of_visible_characters(words: str, title: str) -> None:
    assert clean_title(words) == title


@pytest.mark.parametrize("words", ["", "  \n", "\x1b[0m", "\u200d", "\u202e"])
def test_a_title_of_nothing_visible_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        clean_title(words)
