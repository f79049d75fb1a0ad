"""Names in a text: found in any case where they are no English words, and not found inside longer names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.adr.suggest.mentions import mentions, only_says_which
from specward.adr.suggest.topic_table import TOPICS


def names(text: str) -> list[str]:
    return [found.option.name for found in mentions(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Use postgres, or MySQL.", ["PostgreSQL", "MySQL"]),
        ("Next.js 16+ with React Context", ["Next.js", "React Context"]),
        ("JWT-based, Redis-backed", ["JWT", "Redis"]),
        ("server-sent events and WebSockets", ["Server-Sent Events", "WebSocket"]),
        ("row level security", ["row-level security"]),
        ("C# or C++", ["C#", "C++"]),
        ("FastAPIの非同期", ["FastAPI"]),
        ("Kafka/RabbitMQ", ["Kafka", "RabbitMQ"]),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "react to what users express, and go on with the rest",
        "react-hook-form, redis_url, my-redis, non-JWT",
        "they render the echo of the rust",
        "",
    ],
)
def test_english_words_and_parts_of_longer_names_are_no_names(text: str) -> None:
    assert names(text) == []


def test_the_longest_name_counts() -> None:
    assert names("React Native") == ["React Native"]
    assert names("raw SQL migrations") == ["raw SQL migrations"]


@pytest.mark.parametrize("text", ["NestJS guards check it", "SQLite WAL mode", "SQLite 檔案"])
def test_a_name_before_another_noun_only_says_which(text: str) -> None:
    assert only_says_which(text, mentions(text)[0])


@pytest.mark.parametrize(
    "text", ["NestJS", "NestJS 10+", "Gin web framework", "JWT access tokens", "SQLite, since", "SQLite，"]
)
def test_a_name_that_stands_for_itself_does_not(text: str) -> None:
    assert not only_says_which(text, mentions(text)[0])


def test_no_two_options_of_a_topic_share_a_name_or_a_package() -> None:
    for topic in TOPICS:
        words = [word.lower().removeprefix("=") for option in topic.options for word in option.words]
        packages = [package for option in topic.options for package in option.packages]
        assert len(words) == len(set(words)), topic.name
        assert len(packages) == len(set(packages)), topic.name
        assert packages == [package.lower() for package in packages]


def test_every_option_is_found_by_its_own_name() -> None:
    for topic in TOPICS:
        for option in topic.options:
            assert (topic, option) in [(found.topic, found.option) for found in mentions(option.name)], option.name


@given(st.text(st.sampled_from("Redis ./-_JWTs#+é中\n"), max_size=60))
def test_a_mention_is_where_it_says(text: str) -> None:
    for found in mentions(text):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start].isascii()
