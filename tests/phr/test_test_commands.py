from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.phr import test_commands
from specward.phr.transcripts.turn import Command


@pytest.mark.parametrize(
    "line",
    [
        "pytest",
        "pytest -q tests/test_a.py::test_b",
        ".venv/bin/pytest",
        "python -m pytest -q",
        "python3.12 -W error -m unittest discover",
        "/usr/bin/env python -m pytest",
        "python manage.py test",
        "coverage run -m pytest",
        "tox -e py311",
        "nox -s tests",
        "uv run pytest -q",
        "uv run --with x -p 3.12 pytest",
        "uv run -m pytest",
        "uvx --from tox tox",
        "poetry run coverage run -m pytest",
        "conda run -n env pytest",
        "timeout 60 pytest",
        "sudo -u bob pytest",
        "time pytest -x",
        "npm test",
        "npm t",
        "npm run test:unit",
        "npm --prefix web test",
        "npm exec -- vitest",
        "pnpm -r test",
        "pnpm --filter web test",
        "yarn workspace web test",
        "yarn vitest",
        "bun test",
        "bunx vitest",
        "npx vitest run",
        "npx -y jest",
        "npx playwright test",
        "node --test",
        "deno test -A",
        "go test ./...",
        "cargo test",
        "cargo +nightly nextest run",
        "mvn -pl core verify",
        "./mvnw -q test",
        "gradle test",
        "./gradlew :app:testDebugUnitTest",
        "dotnet test",
        "bundle exec rspec",
        "rake spec:models",
        "vendor/bin/phpunit",
        "php artisan test",
        "make test",
        "make -j4 check",
        "just test-unit",
        "ctest --output-on-failure",
        "mix test",
    ],
)
def test_a_run_of_tests_is_one(line: str) -> None:
    assert test_commands.tests_of([Command(line)]) == (line.removeprefix("time "),)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("cd x && pytest", "pytest"),
        ("FOO=1 BAR='a b' pytest -q", "pytest -q"),
        ("cd x && FOO=1 uv run pytest -q 2>&1 | tail -5", "uv run pytest -q"),
        ("(cd x && pytest)", "pytest"),
        ("bash -lc 'cd x && pytest -q'", "pytest -q"),
        ("if ! pytest; then echo no; fi", "pytest"),
        ("pytest \\\n  -q  -x", "pytest -q -x"),
        ("cat <<EOF > x\npytest -v\nEOF\npytest -q", "pytest -q"),
    ],
)
def test_it_is_told_without_what_stands_around_it(line: str, shown: str) -> None:
    assert test_commands.tests_of([Command(line)]) == (shown,)


@pytest.mark.parametrize(
    "line",
    [
        "cat pytest.ini",
        'git commit -m "pytest"',
        "git commit -m \"$(cat <<'EOF'\npytest is green\nEOF\n)\"",
        "git log --grep 'npm test'",
        "git checkout test",
        "echo pytest",
        "grep -rn pytest .",
        "which pytest",
        "pip install pytest",
        "python -m pip install pytest",
        "uv pip install pytest",
        "uv add --dev pytest",
        "npm install jest",
        "npm i test",
        "npm run build",
        "npm run lint -- test",
        "yarn add jest",
        "docker build -t test .",
        "ls tests",
        "mkdir test",
        "rm -rf tests",
        "vim test.py",
        "python test.py",
        "go build ./...",
        "make build",
        "make latest",
        "cargo test --no-run",
        "mvn -DskipTests verify",
        "pytest --version",
        "pytest --collect-only -q",
        "cat > run.sh <<'EOF'\npytest -q\nEOF",
        "# pytest",
        "echo a > pytest",
        "",
    ],
)
def test_what_only_looks_like_one_is_none(line: str) -> None:
    assert test_commands.tests_of([Command(line, failed=False)]) == ()


@pytest.mark.parametrize(
    ("line", "failed", "told"),
    [
        ("pytest", False, "pytest (passed)"),
        ("pytest", True, "pytest (failed)"),
        ("pytest", None, "pytest"),
        ("cd x && pytest", True, "pytest (failed)"),
        ("make && pytest", True, "pytest"),
        ("make && pytest", False, "pytest (passed)"),
        ("make; pytest", True, "pytest (failed)"),
        ("pytest && ruff check", False, "pytest (passed)"),
        ("pytest && ruff check", True, "pytest"),
        ("pytest | tail", False, "pytest"),
        ("set -o pipefail; pytest | tail", False, "pytest (passed)"),
        ("pytest || true", False, "pytest"),
        ("make || pytest", False, "pytest"),
        ("pytest; echo done", False, "pytest"),
        ("pytest &", False, "pytest"),
        ("pytest\n", True, "pytest (failed)"),
        ("(cd x && pytest)", True, "pytest (failed)"),
        ("bash -c 'pytest'", True, "pytest (failed)"),
    ],
)
def test_how_it_went_is_told_only_where_the_status_of_the_line_is_its_own(
    line: str, failed: bool | None, told: str
) -> None:
    assert test_commands.tests_of([Command(line, failed)]) == (told,)


def test_each_is_told_once_in_order() -> None:
    commands = [
        Command("pytest -x", failed=True),
        Command("ls"),
        Command("npm test && pytest -x"),
        Command("pytest -x", failed=True),
    ]
    assert test_commands.tests_of(commands) == ("pytest -x (failed)", "npm test", "pytest -x")


def test_a_long_one_is_cut() -> None:
    [told] = test_commands.tests_of([Command("pytest " + "tests/test_something.py " * 20, failed=False)])
    assert told.endswith("… (passed)")
    assert len(told) <= 130


@pytest.mark.parametrize(
    "line",
    [
        "npm " + "-n " * 2600 + "x",
        "rake " + "a " * 3900,
        "$(" * 4000,
        '"\\' * 4000,
        "make " + "x:test " * 1100 + "y",
        "<<A\n" * 2000,
    ],
)
def test_no_line_takes_long(line: str) -> None:
    test_commands.tests_of([Command(line)] * 20)


@given(
    st.lists(
        st.sampled_from(["npm", "run", "test", "-n", "-m", "pytest", "uv", "python", "&&", "'", "env", "A=1", "\n"])
    )
)
def test_no_words_whatever_stop_it(words: list[str]) -> None:
    test_commands.tests_of([Command(" ".join(words), failed=True)])
