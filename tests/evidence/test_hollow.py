"""Which tests can prove nothing, and which are given the benefit of the doubt."""

from __future__ import annotations

import pytest

from specward.evidence.hollow import ALWAYS_TRUE, EMPTY, NOTHING
from specward.evidence.scan import scan
from specward.sources.memory import MemorySource


def hollow(body: str, *, head: str = "", parameters: str = "client", above: str = "") -> str:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    text = f'import pytest\n{head}\n{above}@pytest.mark.verifies("AC-1")\ndef test_a({parameters}):\n{lines}'
    tests = scan(MemorySource({"tests/a.py": text}), ["tests/**"])
    assert not tests.unreadable
    return tests.cases[0].hollow


@pytest.mark.parametrize(
    "body", ["pass", "...", '"""What it should do."""', '"""It asserts that it works."""\n# TODO: assert\npass']
)
def test_an_empty_test_is_hollow(body: str) -> None:
    assert hollow(body) == EMPTY


@pytest.mark.parametrize(
    "body",
    [
        "client.get('/')",
        "x = client.get('/')\nprint(x.status == 200)",
        "x = 'assert y'  # assert z",
        "try:\n    client.get('/')\nexcept ValueError:\n    pass",
        "for x in range(3):\n    client.post(x)",
        "return",
        "del client",
    ],
)
def test_a_test_that_asserts_nothing_is_hollow(body: str) -> None:
    assert hollow(body) == NOTHING


@pytest.mark.parametrize(
    "body",
    [
        "assert True",
        "assert (True)",
        "assert 1",
        "assert 'yes'",
        "assert not False",
        "assert (client.get('/').status == 500, 'the tuple is never empty')",
        "x = f()\nassert x == x",
        "assert 1 == 1",
        "assert True, 'message'\nassert not None",
    ],
)
def test_a_test_that_asserts_only_what_is_always_true_is_hollow(body: str) -> None:
    assert hollow(body) == ALWAYS_TRUE


@pytest.mark.parametrize(
    "body",
    [
        "assert client.get('/').status == 200",
        "assert (\n    client.get('/').status\n    == 200\n)",
        "assert not client.broken",
        "assert True\nassert client",
        "assert '' == client.name",
        "assert 1 == client.count",
        "with pytest.raises(ValueError):\n    client.get('/')",
        "with pytest.warns(UserWarning): client.get('/')",
        "pytest.fail('not yet')",
        "client.response.assert_status(200)",
        "mock.assert_called_once_with(1)",
        "expect(client.page).to_be_visible()",
        "verify(client.get('/'))",
        "check_session(client)",
        "client.should_have_text('x')",
        "if not client.works:\n    raise AssertionError('x')",
        "subprocess.run(['x'], check=True)",
        "subprocess.check_call(['x'])",
        "np.testing.assert_allclose(x, y)",
        "return client.figure()",
        "yield client",
        "equal = self.assertEqual\nequal(client.count, 1)",
        "pytest.skip('later')",
        "def inner():\n    assert client\nclient.run(inner)",
    ],
)
def test_a_test_that_may_fail_is_not_hollow(body: str) -> None:
    assert hollow(body) == ""


def test_a_function_of_the_same_file_may_check() -> None:
    head = """
def look_at(x):
    compare_all(x) if x else look_closer(x)

def look_closer(x):
    assert x

def look_away(x):
    return look_nowhere(x)

def look_nowhere(x):
    look_away(x)

class Base:
    def look(self): assert self
"""
    assert hollow("look_at(client)", head=head) == ""
    assert hollow("look_away(client)", head=head) == NOTHING
    assert hollow("self.look()", head=head, parameters="self") == ""


def test_helpers_and_fixtures_may_check() -> None:
    assert hollow("walk(client)", head="from tests.helpers import walk") == ""
    assert hollow("walk(client)", head="from .walking import walk") == ""
    assert hollow("login_helpers.walk(client)", head="import login_helpers") == ""
    assert hollow("client('/')") == ""
    assert hollow("walk(client)", head="from shop.login import walk") == NOTHING
    assert hollow("self.walk('/')", parameters="self") == ""
    assert hollow("self.client.get('/')", parameters="self") == NOTHING


def test_a_decorator_may_check() -> None:
    assert hollow("plot(client)", above="@image_comparison(['a.png'])\n") == ""
    assert hollow("plot(client)", above="@pytest.mark.slow\n") == NOTHING


def test_a_test_on_one_line_is_judged_too() -> None:
    def one_line(body: str) -> str:
        text = f'import pytest\n@pytest.mark.verifies("AC-1")\ndef test_a(client): {body}\n'
        return scan(MemorySource({"tests/a.py": text}), ["tests/**"]).cases[0].hollow

    assert [one_line(body) for body in ("pass", "client.get()", "assert client")] == [EMPTY, NOTHING, ""]
