from __future__ import annotations

import io
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from specward.phr.transcripts import lines
from specward.phr.transcripts.lines import LONGEST, read_lines
from specward.phr.transcripts.reading import OVERSIZE, read_turns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.phr.transcripts.conftest import Tell

A = b'{"type":"user","message":{"content":"a"}}\n'
B = b'{"type":"user","message":{"content":"b"}}\n'


@pytest.mark.verifies("003-prompts-are-captured/AC-007")
@pytest.mark.parametrize(
    "line",
    [
        b"not json\n",
        b'{"type": "user"\n',
        b"[1, 2]\n",
        b'"user"\n',
        b"null\n",
        b"\xff\xfe{}\n",
        b"[" * 100_000 + b"\n",
        b'{"a":' * 100_000 + b"\n",
        b'{"a":' + b"9" * 5000 + b"}\n",
        b'{"type":"user",}\n',
        b'{"a":[' + b"[]," * 1_000_000 + b"0]}\n",
    ],
    ids=range(11),
)
def test_a_line_that_is_no_object_is_counted_and_passed_over(tell: Tell, line: bytes) -> None:
    told = tell("claude", A, line, B)
    assert (told.prompts, told.malformed) == (["a", "b"], 1)


def test_blank_lines_are_nothing(tell: Tell) -> None:
    told = tell("claude", b"\n", A, b"  \r\n", B)
    assert (told.prompts, told.malformed) == (["a", "b"], 0)


def test_bytes_that_are_no_utf8_are_replaced(tell: Tell) -> None:
    assert tell("claude", b'{"type":"user","message":{"content":"caf\xe9"}}\n').prompts == ["caf\ufffd"]


def test_nuls_in_front_of_a_line_and_raw_control_characters_in_a_text_spoil_nothing(tell: Tell) -> None:
    assert tell("claude", b"\0\0\0" + A, b'{"type":"user","message":{"content":"a\x01\tb"}}\n').prompts == [
        "a",
        "a\x01\tb",
    ]


@pytest.mark.verifies("003-prompts-are-captured/AC-007")
def test_a_last_line_that_is_cut_is_left_for_the_next_time(tell: Tell) -> None:
    told = tell("claude", A, B[:20])
    assert (told.prompts, told.malformed, told.offset) == (["a"], 0, len(A))


def test_a_last_line_without_its_break_counts_where_it_is_whole(tell: Tell) -> None:
    told = tell("claude", A, B[:-1])
    assert (told.prompts, told.offset) == (["a", "b"], len(A + B) - 1)
    assert tell("claude", A, B, A, start=told.resume).prompts == ["b", "a"]


@pytest.mark.verifies("003-prompts-are-captured/AC-007")
def test_a_line_that_is_too_long_is_counted_and_not_held(monkeypatch: pytest.MonkeyPatch, tell: Tell) -> None:
    monkeypatch.setattr(lines, "LONGEST", 100)
    long = json.dumps({"type": "user", "message": {"content": "x" * 5000}}).encode()
    told = tell("claude", A, long + b"\n", B)
    assert (told.prompts, told.skipped, told.malformed) == (["a", "b"], {OVERSIZE: 1}, 0)
    unfinished = tell("claude", A, long)
    assert (unfinished.prompts, unfinished.offset) == (["a"], len(A))


def test_a_line_of_the_greatest_length_is_read() -> None:
    frame = b'{"a":""}\n'
    line = frame.replace(b'""', b'"' + b"x" * (LONGEST + 1 - len(frame)) + b'"')
    [read] = read_lines(io.BytesIO(line))
    assert len(line) == LONGEST + 1
    assert read.fields is not None
    [longer] = read_lines(io.BytesIO(line.replace(b"xx", b"xxx", 1)))
    assert (longer.fields, longer.oversize, longer.end) == (None, True, LONGEST + 2)


def test_the_progress_is_told_in_bytes_and_adds_up() -> None:
    line = json.dumps({"type": "user", "message": {"content": "x" * 10_000}}).encode() + b"\n"
    data = line * 500
    told: list[int] = []
    turns = list(read_turns("claude", io.BytesIO(data), progress=told.append))
    assert len(turns) == 500
    assert sum(told) == len(data)
    assert 2 <= len(told) <= 6


def _many(megabytes: int) -> Iterator[bytes]:
    """A long conversation: prompts, answers that several lines tell, and the output of commands."""
    yield A
    output = json.dumps({"type": "user", "message": {"content": [{"type": "tool_result", "content": "y" * 50_000}]}})
    size = count = 0
    while size < megabytes << 20:
        count += 1
        prompt = {"type": "user", "uuid": f"u{count}", "message": {"content": "x" * 500}}
        block = {"type": "tool_use", "id": f"t{count}", "name": "Edit", "input": {"file_path": f"/w/{count}"}}
        said = {"id": f"m{count}", "content": [block], "usage": {"input_tokens": 1}}
        turn = (json.dumps(prompt), json.dumps({"type": "assistant", "message": said}), *[output] * 6)
        data = "".join(f"{line}\n" for line in turn).encode()
        size += len(data)
        yield data


def test_a_long_transcript_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.writelines(_many(30))
    tracemalloc.start()
    with path.open("rb") as file:
        count = sum(1 for _ in read_turns("claude", file))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 100
    assert peak < 2 << 20
