"""What a change decides: what is new in manifests and files, not what is newer."""

from __future__ import annotations

import pytest

from specward.adr.suggest.change import ChangedFile, Former, changed
from specward.adr.suggest.manifests import dependencies, is_manifest
from specward.adr.suggest.suggestion import suggestions

PYPROJECT = '[project]\nname = "shop"\ndependencies = [\n  "requests",\n  {}\n]\n'


def suggested(*files: ChangedFile, former: Former | None = None, message: str = "") -> list[str]:
    return [one.title for one in suggestions(changed(files, former or Former(), [message]))]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "pyproject.toml",
            '[project]\ndependencies = ["Django>=5", "psycopg[binary]"]\n[dependency-groups]\ntest = ["celery"]\n',
            {"django", "psycopg"},
        ),
        (
            "api/pyproject.toml",
            '[tool.poetry.dependencies]\nfastapi = "*"\n[tool.poetry.group.dev.dependencies]\nrq = "*"\n',
            {"fastapi"},
        ),
        ("requirements.txt", "# a\nDjango==5.0\n-r base.txt\nopen_telemetry.api>=1 ; python_version > '3'\n", None),
        ("package.json", '{"dependencies": {"react": "19"}, "devDependencies": {"redux": "5"}}', {"react"}),
        (
            "go.mod",
            "module shop\nrequire (\n\ta.org/gin v1.9.0\n\ta.org/y v1.0.0 // indirect\n)\nrequire a.org/cobra v1.8.0\n",
            {"a.org/gin", "a.org/cobra"},
        ),
        ("Cargo.toml", '[dependencies]\naxum = "0.7"\n[dev-dependencies]\ntauri = "2"\n', {"axum"}),
        (
            "Gemfile",
            'gem "rails", "~> 8"\ngem "pg", group: :test\ngroup :test do\n  gem "rspec"\nend\ngem \'devise\'\n',
            {"rails", "devise"},
        ),
        (
            "pom.xml",
            "<dependency><artifactId>jooq</artifactId></dependency><dependency><artifactId>h2</artifactId><scope>test</scope>\n",
            {"jooq"},
        ),
        (
            "build.gradle.kts",
            'dependencies {\n  implementation("a.b:jooq:3")\n  testImplementation("c:d:1")\n}\n',
            {"jooq"},
        ),
        (
            "composer.json",
            '{"require": {"laravel/framework": "^11"}, "require-dev": {"x/y": "1"}}',
            {"laravel/framework"},
        ),
    ],
)
def test_direct_dependencies_of_what_ships_are_read(path: str, text: str, expected: set[str] | None) -> None:
    assert is_manifest(path)
    assert dependencies(path, text) == (expected or {"django", "open-telemetry-api"})


@pytest.mark.parametrize(
    "path",
    ["package-lock.json", "requirements-dev.txt", "tests/package.json", "examples/go.mod", ".claude/package.json"],
)
def test_lock_files_tests_and_tools_are_no_manifests(path: str) -> None:
    assert not is_manifest(path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("package.json", "[" * 100_000),
        ("package.json", '{"dependencies": ["react"]}'),
        ("package.json", '{"dependencies": {"react'),
        ("package.json", "[]"),
        ("pyproject.toml", "[project]\ndependencies = 7\n"),
        ("pyproject.toml", "a = " + "[" * 5_000),
        ("composer.json", '{"require": 1}'),
        ("Gemfile", "group " + "test " * 100_000),
        ("pom.xml", "<dependency>" * 50_000),
        ("requirements.txt", "\0\x1b[2J\n" * 1000),
        ("Cargo.toml", "x" * 2_000_000),
    ],
)
def test_a_manifest_that_is_none_names_nothing(path: str, text: str) -> None:
    assert dependencies(path, text) <= {"react"}


def test_a_new_dependency_that_answers_a_known_question_is_suggested_where_it_stands() -> None:
    before, after = PYPROJECT.format(""), PYPROJECT.format('"fastapi>=0.110",')
    (one,) = suggestions(changed([ChangedFile("pyproject.toml", before, after)], Former()))
    assert (one.title, one.place.path, one.place.line) == ("FastAPI as web framework", "pyproject.toml", 5)
    assert one.judgements[0].alternatives.why == "well-known alternatives exist: Django, Flask and Starlette"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"fastapi==0.1",', '"fastapi==0.2",'),
        ("", '"httpx", "rich", "python-dateutil",'),
        ("", '"redis", "bcrypt",'),
    ],
)
def test_newer_versions_and_routine_libraries_are_silent(before: str, after: str) -> None:
    files = ChangedFile("pyproject.toml", PYPROJECT.format(before), PYPROJECT.format(after))
    assert suggested(files) == []


def test_what_another_part_of_the_project_depends_on_already_is_not_new() -> None:
    former = Former(("a/package.json",), {"a/package.json": '{"dependencies": {"pg": "8"}}'})
    added = ChangedFile("b/pyproject.toml", None, '[project]\ndependencies = ["asyncpg"]\n')
    assert suggested(added) == ["PostgreSQL as database"]
    assert suggested(added, former=former) == []


def test_related_dependencies_are_one_stack() -> None:
    text = '{"dependencies": {"next": "16", "zustand": "5", "tailwindcss": "4"}}'
    assert suggested(ChangedFile("package.json", None, text)) == ["Frontend stack: Next.js, Zustand"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("infra/main.tf", "Terraform as infrastructure as code"),
        ("deploy/k8s/api.yaml", "Kubernetes as orchestration"),
        ("charts/shop/Chart.yaml", "Helm as packaging for Kubernetes"),
        ("fly.toml", "Fly.io as hosting"),
        ("api/shop.proto", "gRPC as interface style"),
        ("schema.graphql", "GraphQL as interface style"),
        ("prisma/schema.prisma", "Prisma as object-relational mapper"),
    ],
)
def test_the_first_file_of_a_kind_is_a_choice_and_the_second_is_none(path: str, title: str) -> None:
    assert suggested(ChangedFile(path, None, "")) == [title]
    assert suggested(ChangedFile(path, None, ""), former=Former((f"old/{path}", path.replace("api", "x")))) == []
    assert suggested(ChangedFile(path, "", "")) == []
    assert suggested(ChangedFile(f"tests/{path}", None, "")) == []


@pytest.mark.parametrize(
    "path", ["Dockerfile", "docker-compose.yml", "migrations/0002_add_phone.sql", "src/auth/login.py"]
)
def test_routine_files_are_silent(path: str) -> None:
    assert suggested(ChangedFile(path, None, "")) == []


def test_a_message_decides_where_it_weighs() -> None:
    assert suggested(message="Serve GraphQL instead of REST") == ["GraphQL as interface style"]
    assert suggested(message="Bump fastapi from 0.1 to 0.2") == []
