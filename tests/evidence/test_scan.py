"""Which files are looked at, and what becomes of those that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from specward.config import DEFAULTS
from specward.evidence.outline import read_outline
from specward.evidence.scan import scan
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.evidence.mark import Tests

PYTHON = 'import pytest\n@pytest.mark.verifies("AC-1")\ndef test_a(): assert x\n'
COMMENT = "// spec: verifies AC-1\ntest('a', () => {})\n"


def ids(tests: Tests) -> list[str]:
    return [case.id for case in tests.cases]


def test_tests_are_found_where_the_defaults_look_sorted_by_path_and_line() -> None:
    files = {
        "web/__tests__/b.js": COMMENT,
        "web/a.test.ts": COMMENT,
        "web/a.spec.tsx": COMMENT,
        "tests/test_b.py": PYTHON + PYTHON.replace("_a", "_0"),
        "src/test_in_source.py": PYTHON,
        "src/login.py": PYTHON,
        "pkg/login_test.go": "// spec: verifies AC-1\nfunc TestA(t *testing.T) {}\n",
        "app/src/test/java/LoginTest.java": "// spec: verifies AC-1\n@Test void a() {}\n",
    }
    assert ids(scan(MemorySource(files), DEFAULTS.trace_tests)) == [
        "app/src/test/java/LoginTest.java::a",
        "pkg/login_test.go::TestA",
        "src/test_in_source.py::test_a",
        "tests/test_b.py::test_a",
        "tests/test_b.py::test_0",
        "web/__tests__/b.js::a",
        "web/a.spec.tsx::a",
        "web/a.test.ts::a",
    ]


def test_prose_and_data_hold_examples_and_no_marks() -> None:
    files = {f"tests/a{suffix}": COMMENT for suffix in (".md", ".txt", ".json", ".xml", ".snap")}
    assert scan(MemorySource(files), ["tests/**"]) == ((), (), ())


def test_broken_python_without_a_mark_is_nobodys_business_here() -> None:
    files = {"tests/a.py": "def (\n", "tests/b.py": "# it verifies (\ndef (\n"}
    assert scan(MemorySource(files), ["tests/**"]) == ((), (), ())


def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_read() -> None:
    class Source(MemorySource):
        def read(self, path: str) -> bytes | None:
            if path == "tests/a.py":
                raise UnreadableFile(path, "permission denied")
            return super().read(path)

    tests = scan(Source({"tests/a.py": PYTHON, "tests/b.py": PYTHON}), ["tests/**"])
    assert ids(tests) == ["tests/b.py::test_a"]
    assert tests.unreadable == (("tests/a.py", "permission denied"),)


def test_each_file_is_read_once() -> None:
    read: list[str] = []

    class Source(MemorySource):
        def read(self, path: str) -> bytes | None:
            read.append(path)
            return super().read(path)

    scan(Source({"tests/a.py": PYTHON, "tests/b.js": COMMENT, "src/c.py": PYTHON}), ["tests/**", "tests/*.py"])
    assert read == ["tests/a.py", "tests/b.js"]


def test_a_file_of_unbearable_size_is_reported_and_not_parsed() -> None:
    huge = b"# spec: verifies AC-1\n" + b"x = 1\n" * 1_000_000
    assert scan(MemorySource({"tests/a.py": huge}), ["tests/**"]).unreadable == (
        ("tests/a.py", "it is larger than 5 MB"),
    )


def test_hostile_files_take_linear_time() -> None:
    lines = {
        "quotes.py": "x = " + "\\'" * 500_000,
        "open.py": '"' * 999_999,
        "deep.py": "x = " + "-" * 500_000 + "1",
        "cases.py": "C = ["
        + "pytest.param(1, marks=mark.verifies('AC-1')), " * 1_000
        + "]\n"
        + "@mark.parametrize('x', C)\ndef test_a(x): assert x\n" * 300,
        "helpers.py": "".join(f"def h{n}():\n  h{n + 1}()\n" for n in range(1_000))
        + "@mark.verifies('AC-1')\ndef test_a():\n  h0()\n" * 300,
        "chain.py": "x" + ".x" * 300_000,
        "comments.js": "// spec: verifies AC-1\n" * 100_000,
        "subtests_test.go": "// spec: verifies AC-1\nt.Run('a', f)\n" * 20_000,
        "line.js": "// spec: verifies " + "AC-1," * 500_000 + "\nit('" + "a" * 1_000_000,
        "annotations.java": "// spec: verifies AC-1\n" + "@A(\n" * 100_000,
    }
    marked = {f"tests/{name}": f"# spec: verifies AC-1\n{text}" for name, text in lines.items()}
    tests = scan(MemorySource(marked), ["tests/**"])
    assert {path for path, _ in tests.unreadable} >= {"tests/quotes.py", "tests/deep.py"}


_PIECES = st.sampled_from(
    [
        *('@pytest.mark.verifies("AC-1")\n', "@pytest.mark.verifies(X)\n", "# spec: verifies AC-1\n", "pytestmark = "),
        *('[pytest.mark.verifies("AC-2")]\n', "import pytest\n", "from pytest import mark\n", "mark = mark\n", "é"),
        *(
            "def test_a():\n",
            "    def test_b(self):\n",
            "class TestA:\n",
            "    assert x\n",
            "        pass\n",
            "\n",
            "\r",
        ),
        *('"""', "'''", '"', "'", "\\", "#", "(", ")", "[", "{", "f'{x}'", ":", "    ", "\t", "async ", "if x:\n"),
        *("// spec: verifies AC-3\n", "it('a', () => {\n", "func TestA(t *testing.T) {\n", "@Test\n", "\0", "\u2028"),
        *("pytest.param(1, marks=", "@pytest.mark.parametrize('x', y)\n", "y = y\n", "`", "t.Run(", "/*", "*/"),
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join), st.sampled_from(["a.py", "a.test.ts", "a_test.go", "ATest.java"]))
def test_whatever_a_file_holds_it_is_read_or_reported(text: str, name: str) -> None:
    tests = scan(MemorySource({name: text}), [name])
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place in (
        *(mark.location for case in tests.cases for mark in case.marks),
        *(m.location for m in tests.malformed),
    ):
        assert lines[place.start.line - 1][:400] == place.excerpt
        assert 1 <= place.start.column <= place.end.column <= len(lines[place.start.line - 1]) + 1
    for case in tests.cases:
        for mark in case.marks:
            place = mark.location
            assert lines[place.start.line - 1][place.start.column - 1 :].strip("\"'").startswith(mark.target)


@given(st.binary(max_size=200))
def test_whatever_bytes_a_file_holds_nothing_is_raised(data: bytes) -> None:
    source = MemorySource({"a.py": b"# spec: verifies AC-1\n" + data, "a.js": b"// spec: verifies AC-1\n" + data})
    scan(source, ["a.*"])


_SOUND = st.sampled_from(
    [
        'def test_{n}():\n    """\ndef test_x(): ...\n"""\n    assert x\n',
        "def test_{n}(\n    a=(1,\n2),\n):\n    assert f(\n)\n    return None\n",
        "async def test_{n}() -> dict[str, int]: return {{}}\n",
        (
            "class TestA{n}:\n    '''doc'''\n\n    def test_a(self):\n        def inner():\n            pass\n"
            "\n        # end\n"
        ),
        "class TestB{n}:\n\tdef test_a(self):\n\t\tx = '''\n# no comment\n'''\n\t\ty = x + \\\n  'a'\n\t\treturn y\n",
        "x{n} = [\n    '#', \"'\", # a ' comment\n]\n",
        (
            "if x0:\n    def test_{n}(): pass\nelse:\n    def test_{n}():\n        if x:\n            pass\n"
            "\n\n        else:\n            pass\n"
        ),
        "@dec(\n    lambda: '(',\n)\ndef test_{n}(a, /, *, b=']'):\n    r'\\\\'\n    assert f'{{a}}'\n",
        "x0 = lambda: (yield)\n",
    ]
)


@given(st.lists(_SOUND, max_size=8))
def test_the_outline_has_the_same_functions_at_the_same_places_as_the_whole_file(pieces: list[str]) -> None:
    import ast

    text = "x0 = 0\n" + "".join(piece.format(n=number) for number, piece in enumerate(pieces))
    outline = read_outline(text)
    kinds = ast.FunctionDef | ast.AsyncFunctionDef

    def outer(tree: ast.Module) -> list[tuple[str, int, int, int]]:
        found = []
        pending: list[ast.AST] = [tree]
        while pending:
            for node in ast.iter_child_nodes(pending.pop()):
                if isinstance(node, kinds):
                    body = outline.body(node) if tree is outline.tree else None
                    last = body.last if body else node.end_lineno or 0
                    found.append((node.name, node.lineno, node.col_offset, last))
                else:
                    pending.append(node)
        return sorted(found)

    assert outer(outline.tree) == outer(ast.parse(text))
