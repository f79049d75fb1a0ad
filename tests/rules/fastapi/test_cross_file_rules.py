"""What the rules over all Python files together leave alone, and what they report, beyond their manuals' examples."""

from __future__ import annotations

import hashlib
import json
import sys
from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.project import Project
from specward.rules.fastapi import (
    environ_outside_config,
    file_not_analysed,
    layer_cycle,
    layout_differs,
    missing_application,
    missing_middleware,
    missing_rate_limit,
    unregistered_exception,
)
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from types import ModuleType

    from specward.finding import Finding

pytestmark = pytest.mark.verifies("006-the-five-agents/AC-017", partial=True)

ALL = (
    *(environ_outside_config, file_not_analysed, layer_cycle, layout_differs, missing_application, missing_middleware),
    *(missing_rate_limit, unregistered_exception),
)
MAIN = "from fastapi import FastAPI\n{}\napp = FastAPI()\n"
SEED = "packs: [fastapi]\nfastapi:\n  profile: seed\n"
CORE = "packs: [fastapi]\n"


def project_of(files: dict[str, str], configuration: str = SEED, touched: set[str] | None = None) -> Project:
    return Project(MemorySource({".specify/specward.yml": configuration, **files}), touched=touched)


def found(rule: ModuleType, files: dict[str, str], configuration: str = SEED) -> list[Finding]:
    project = project_of(files, configuration)
    report = check(project, Selection([module.check for module in ALL], project.config, select=[rule.check.code]))
    assert not report.undetermined
    return list(report.findings)


def places(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(finding.location.path, finding.location.start.line) for finding in findings]


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.check.name)
def test_without_the_pack_and_in_an_empty_back_end_nothing_is_said_of_files(rule: ModuleType) -> None:
    broken = {"app/main.py": "def f(:\n"}
    assert found(rule, broken, "packs: []\n") == []
    assert {finding.code for finding in found(rule, {})} <= {"FA001"}


@pytest.mark.parametrize("rule", [one for one in ALL if one is not file_not_analysed], ids=lambda rule: rule.check.name)
def test_at_a_commit_under_way_the_whole_back_end_is_not_asked(rule: ModuleType) -> None:
    project = project_of({"app/main.py": "x = 1\n"}, f"{SEED}  in-hook: true\n", touched={"app/main.py"})
    assert list(rule.check.function(project, project)) == []


def test_a_file_that_is_too_large_to_be_code_is_information() -> None:
    large = "a = 1\n" + "# " + "x" * 2_000_000
    given = {"app/big.py": large, "app/broken.py": "def f(\n"}
    findings = found(file_not_analysed, given)
    assert [(one.location.path, one.severity) for one in findings] == [
        ("app/big.py", Severity.INFO),
        ("app/broken.py", Severity.ERROR),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# " + "x" * 2_000_000, "keep data in a file of its own"),
        ("# coding: klingon\n", "save it as UTF-8"),
        ("def f(:\n", "where it is written for a newer Python, `spec fastapi probe`"),
        ("def f(\n", "mend it; where it is no code of the back end"),
    ],
)
def test_what_mends_a_file_that_is_not_analysed_goes_by_why_it_is_not(text: str, said: str) -> None:
    (finding,) = found(file_not_analysed, {"app/main.py": text})
    assert finding.help.startswith(said)
    assert ("newer Python" in finding.help) is ("newer Python" in said)


@pytest.mark.parametrize(
    ("text", "severity", "said"),
    [
        ("if a:\n    \nb = 1\n", Severity.ERROR, "it is not valid Python: expected an indented block"),
        ("a = f(\n", Severity.ERROR, "it is not valid Python: '(' was never closed"),
        ("a = 1]\n", Severity.ERROR, "it is not valid Python: unmatched ']'"),
        ("a = 1\n<<<<<<< HEAD\nb = 1\n", Severity.ERROR, "it is not valid Python"),
        ("print 'a'\n", Severity.ERROR, "it is not valid Python: Missing parentheses in call to 'print'"),
        ("a = 1\n  b = f'{a}'\n", Severity.ERROR, "it is not valid Python: unexpected indent"),
        ("a = g(f'{b}'\n", Severity.ERROR, "it is not valid Python: '(' was never closed"),
        ("def f(:\n", Severity.ERROR, "does not understand it: invalid syntax"),
    ],
)
def test_what_this_python_does_not_read_is_an_error(text: str, severity: Severity, said: str) -> None:
    (finding,) = found(file_not_analysed, {"app/main.py": text})
    assert finding.severity is severity
    assert said in finding.message


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python reads it")
@pytest.mark.parametrize(
    "text",
    [
        "type X = int\n",
        "def f[T](x: T) -> T: ...\n",
        "class A[T]: ...\n",
        'a = f"{b[\'c\']} {d["e"]}"\n',
        'a = f"{x(")")}"\n',
        'a = f"{f(\n)}"\n',
    ],
)
def test_what_a_newer_python_reads_is_a_warning(text: str) -> None:
    (finding,) = found(file_not_analysed, {"app/main.py": text})
    assert (finding.severity, "does not understand it" in finding.message) == (Severity.WARNING, True)
    assert finding.help.startswith("where it is written for a newer Python, `spec fastapi probe`")


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python reads it")
def test_several_such_files_are_one_warning_beside_what_nobody_can_tell() -> None:
    newer = "try:\n    a()\nexcept A, B:\n    pass\n"
    files = {**{f"app/{name}.py": newer for name in "abc"}, "app/d.py": "def f(:\n"}
    findings = found(file_not_analysed, files)
    assert [(one.location.path, one.severity) for one in findings] == [
        ("app/a.py", Severity.WARNING),
        ("app/d.py", Severity.ERROR),
    ]
    assert findings[0].message.startswith("3 files are not analysed")


class TestApplication:
    @pytest.mark.parametrize(
        ("configuration", "source"),
        [
            (CORE, "import fastapi\ndef make():\n    return fastapi.FastAPI()\n"),
            (CORE, "from fastapi import FastAPI\nclass Shop(FastAPI): ...\napp = Shop()\n"),
            (f"{CORE}fastapi:\n  app: shop.main:app\n", "x = 1\n"),
        ],
    )
    def test_one_that_is_made_derived_or_named_is_enough(self, configuration: str, source: str) -> None:
        assert found(missing_application, {"app/main.py": source}, configuration) == []

    def test_one_that_fastapi_itself_is_told_of_is_enough(self) -> None:
        told = '[tool.fastapi]\nentrypoint = "shop.main:app"\n'
        files = {"app/main.py": "from shop import main\n"}
        assert len(found(missing_application, files, CORE)) == 1
        assert found(missing_application, {**files, "pyproject.toml": told}, CORE) == []

    def test_globs_that_name_no_file_are_told_of(self) -> None:
        configuration = "packs: [fastapi]\nfastapi:\n  paths: [backend/**]\n"
        (finding,) = found(missing_application, {"app/main.py": MAIN.format("")}, configuration)
        assert finding.help.startswith("`fastapi.paths` names no Python file")
        (finding,) = found(missing_application, {"backend/main.py": "x = 1\n"}, configuration)
        assert finding.help.startswith("say where it is made")

    def test_an_interface_without_operations_is_none(self) -> None:
        document = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": {}}
        files = {"openapi.json": json.dumps(document), "app/main.py": MAIN}
        (finding,) = found(missing_application, files, f"{CORE}fastapi:\n  openapi: openapi.json\n")
        assert (finding.location.path, finding.message) == ("openapi.json", "the document has no operations")

    @pytest.mark.parametrize(("declared", "is_told"), [(4, False), (30, False), (60, True)])
    def test_routers_that_are_included_only_as_it_starts_are_missed(self, declared: int, is_told: bool) -> None:
        routes = "".join(f"@r.get('/{number}')\ndef f{number}(): ...\n" for number in range(declared))
        operation = {"get": {"responses": {"200": {"description": "OK"}}}}
        paths = {f"/{number}": operation for number in range(9)}
        document = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": paths}
        probe = {"schema": "specward/fastapi-probe/v1", "application": "app.main:app", "openapi": document}
        files = {
            "app/main.py": MAIN.format(""),
            "app/api.py": f"from fastapi import APIRouter\nr = APIRouter()\n{routes}",
        }
        digests = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()}
        files[".specify/fastapi/probe.json"] = json.dumps({**probe, "digests": digests})
        assert [(one.severity, one.message) for one in found(missing_application, files, CORE)] == [
            (Severity.WARNING, "the application has 9 operations, and the source declares 60")
        ] * is_told

    def test_it_is_said_where_the_configuration_names_the_pack(self) -> None:
        (finding,) = found(missing_application, {"app/main.py": ""}, f"# Ours\n{CORE}")
        assert (finding.location.path, finding.location.start.line) == (".specify/specward.yml", 2)


class TestLayout:
    def test_each_kind_of_thing_has_its_layer(self) -> None:
        router = "from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/a')\ndef a(): ...\n"
        findings = found(
            layout_differs,
            {
                "app/api/good.py": router,
                "app/services/bad.py": router,
                "app/other.py": router,
                "app/api/mixed.py": router + "from pydantic import BaseModel\nclass Item(BaseModel): ...\n",
                "app/models/base.py": "from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase): ...\n",
                "app/models/item.py": "from app.models.base import Base\nclass Item(Base): ...\n",
                "app/services/table.py": "from app.models.base import Base\nclass Table(Base): ...\n",
                "app/main.py": MAIN.format("") + "@app.get('/health')\ndef health(): ...\n",
            },
        )
        assert [(*place, finding.message) for place, finding in zip(places(findings), findings, strict=True)] == [
            ("app/api/mixed.py", 6, "the schema `Item` is defined among operations"),
            ("app/other.py", 3, "operations are declared outside of every layer"),
            ("app/services/bad.py", 3, "operations are declared in the layer `services`"),
            ("app/services/table.py", 2, "the table `Table` is defined in the layer `services`"),
        ]

    def test_under_the_profile_core_it_is_asked_where_layers_are_configured(self) -> None:
        files = {"app/services/a.py": "from fastapi import APIRouter\nr = APIRouter()\n@r.get('/a')\ndef a(): ...\n"}
        assert found(layout_differs, files, CORE) == []
        assert found(layout_differs, files, f"{CORE}fastapi:\n  layers:\n    routes: ['app/api/**']\n")


class TestCycle:
    FILES = {  # noqa: RUF012 -- nobody changes it
        "app/main.py": MAIN.format("from app.api import items"),
        "app/api/items.py": "from app.services import items\nfrom app.schemas import item\n",
        "app/services/items.py": "from app.repositories import items\n",
        "app/repositories/items.py": "from app.models import item\n",
        "app/models/item.py": "",
        "app/schemas/item.py": "",
    }

    def test_layers_that_only_look_down_are_in_order(self) -> None:
        assert found(layer_cycle, self.FILES) == []

    def test_the_step_up_is_told_whatever_the_others_are(self) -> None:
        up = {"app/models/item.py": "import os\nfrom app.services import items\n", "app/services/a.py": ""}
        (finding,) = found(layer_cycle, {**self.FILES, **up})
        assert places([finding]) == [("app/models/item.py", 2)]
        assert "models → services → repositories → models" in finding.message
        assert [place.path for place in finding.related] == ["app/repositories/items.py", "app/services/items.py"]

    def test_files_that_the_application_does_not_import_make_no_ring(self) -> None:
        alone = {
            "tools/models/a.py": "from tools.services import b\n",
            "tools/services/b.py": "import tools.models.a\n",
        }
        assert found(layer_cycle, {**self.FILES, **alone}) == []


ERRORS = "class Refused(Exception): ...\nclass Closed(Refused): ...\n"
SENDER = "from app.errors import Closed\ndef send():\n    raise Closed('x')\n"


class TestException:
    def test_the_class_that_is_raised_is_reported_with_the_place(self) -> None:
        files = {"app/errors.py": ERRORS, "app/mail.py": SENDER, "app/main.py": MAIN.format("from app import mail")}
        (finding,) = found(unregistered_exception, files)
        assert places([finding]) == [("app/errors.py", 2)]
        assert [(place.path, place.start.line) for place in finding.related] == [("app/mail.py", 3)]

    @pytest.mark.parametrize(
        "more",
        [
            "from app.errors import Closed\n@app.exception_handler(Closed)\ndef a(b, c): ...\n",
            "from app import errors\napp.add_exception_handler(errors.Refused, f)\n",
            "app.add_exception_handler(Exception, f)\n",
            "for one in ALL:\n    app.add_exception_handler(one, f)\n",
            "try:\n    mail.send()\nexcept mail.Closed:\n    pass\n",
        ],
        ids=["itself", "above", "any", "unknown", "caught"],
    )
    def test_one_that_somebody_answers_is_not(self, more: str) -> None:
        main = MAIN.format("from app import mail") + more
        assert (
            found(unregistered_exception, {"app/errors.py": ERRORS, "app/mail.py": SENDER, "app/main.py": main}) == []
        )

    @pytest.mark.parametrize("base", ["ValueError", "HTTPException", "BaseException"])
    def test_one_that_others_answer_is_not(self, base: str) -> None:
        more = f"from fastapi import HTTPException\nclass Odd({base}): ...\ndef f():\n    raise Odd\n"
        assert found(unregistered_exception, {"app/main.py": MAIN.format("") + more}) == []

    def test_one_that_a_script_raises_is_not(self) -> None:
        files = {"app/errors.py": ERRORS, "scripts/send.py": SENDER, "app/main.py": MAIN.format("")}
        assert found(unregistered_exception, files) == []


class TestMiddleware:
    @pytest.mark.parametrize(
        "more",
        [
            "app.add_middleware(RequestLogger)\n",
            "@app.middleware('http')\nasync def add_process_time(request, call_next): ...\n",
            "app.add_middleware(chosen())\n",
            "import sentry_sdk\n",
        ],
    )
    def test_one_that_may_serve_is_enough(self, more: str) -> None:
        assert found(missing_middleware, {"app/main.py": MAIN.format("") + more}) == []

    def test_another_one_does_not_serve(self) -> None:
        files = {"app/main.py": MAIN.format("") + "app.add_middleware(GZipMiddleware)\n"}
        assert places(found(missing_middleware, files)) == [("app/main.py", 3)]

    def test_a_comment_lets_it_pass(self) -> None:
        comment = "# spec: ignore missing-middleware -- the gateway does it"
        assert found(missing_middleware, {"app/main.py": MAIN.format(comment)}) == []


class TestRateLimit:
    LOGIN = "from fastapi import APIRouter\nr = APIRouter()\n{}@r.post('{}')\ndef f(): ...\n"

    @pytest.mark.parametrize(
        "path", ["/login", "/auth/token", "/login/access-token", "/password-recovery/{email}", "/sign_in"]
    )
    def test_what_takes_a_secret_is_reported(self, path: str) -> None:
        files = {"app/a.py": self.LOGIN.format("", path), "app/b.py": self.LOGIN.format("", path)}
        (finding,) = found(missing_rate_limit, files)
        assert places([finding]) == [("app/a.py", 3)]
        assert [place.path for place in finding.related] == ["app/b.py"]

    @pytest.mark.parametrize("path", ["/items", "/login/test-token", "/tokens/{id}/audit", "/logins-report", "/"])
    def test_what_takes_none_is_not(self, path: str) -> None:
        assert found(missing_rate_limit, {"app/a.py": self.LOGIN.format("", path)}) == []

    @pytest.mark.parametrize(
        ("head", "type_", "is_told"),
        [
            ("from fastapi.security import OAuth2PasswordRequestForm\n", "int", True),
            ("from app.schemas import UserLogin\n", "UserLogin", True),
            ("from app.schemas import ChatSession\n", "ChatSession", False),
        ],
    )
    @pytest.mark.parametrize("path", ["/sessions", "/auth/tokens"])
    def test_a_session_or_tokens_are_a_way_in_where_credentials_are_sent(
        self, path: str, head: str, type_: str, is_told: bool
    ) -> None:
        text = self.LOGIN.format(head, path).replace("def f()", f"def f(body: {type_})")
        assert bool(found(missing_rate_limit, {"app/a.py": text})) is is_told

    def test_a_limit_anywhere_is_taken_for_one(self) -> None:
        files = {"app/a.py": self.LOGIN.format("", "/login"), "app/rate_limiting.py": ""}
        assert found(missing_rate_limit, files) == []
        assert found(missing_rate_limit, {"app/a.py": self.LOGIN.format("import slowapi\n", "/login")}) == []


class TestEnvironment:
    def test_a_file_that_reads_outside_is_reported_with_the_place_where_it_belongs(self) -> None:
        files = {
            "app/main.py": MAIN.format("import os\nfrom app import mail, settings") + "a = os.environ['A']\n",
            "app/mail.py": "from os import getenv\ndef f():\n    return getenv('B'), getenv(name)\nc = getenv('C')\n",
            "app/settings.py": "import os\nC = os.environ['C']\n",
        }
        findings = found(environ_outside_config, files, CORE)
        assert places(findings) == [("app/mail.py", 3), ("app/main.py", 5)]
        assert [finding.message for finding in findings] == [
            "`B` of the environment is read here, and so is 1 other variable below",
            "`A` of the environment is read here",
        ]
        assert [place.start.line for place in findings[0].related] == [4]
        assert {finding.help for finding in findings} == {"read it in app/settings.py"}

    @pytest.mark.parametrize("name", ["DISPLAY", "HOME", "OTEL_EXPORTER_OTLP_ENDPOINT", "PROMETHEUS_MULTIPROC_DIR"])
    def test_what_the_system_or_a_library_is_told_is_no_setting_of_the_back_end(self, name: str) -> None:
        files = {
            "app/main.py": MAIN.format("import os\nfrom app import settings") + f"os.getenv('{name}')\n",
            "app/settings.py": "",
        }
        assert found(environ_outside_config, files, CORE) == []

    def test_a_class_of_settings_makes_a_file_the_configuration(self) -> None:
        files = {
            "app/main.py": MAIN.format("from app import db, own"),
            "app/own.py": "import os\nfrom pydantic_settings import BaseSettings\nclass S(BaseSettings): ...\n",
            "app/db.py": "import os\nos.getenv('B')\n",
        }
        assert places(found(environ_outside_config, files, CORE)) == [("app/db.py", 2)]

    def test_without_any_configuration_or_in_a_script_nothing_is_reported(self) -> None:
        files = {"app/main.py": MAIN.format("import os") + "os.getenv('A')\n"}
        assert found(environ_outside_config, files, CORE) == []
        files = {
            "app/main.py": MAIN.format("import app.config"),
            "app/config.py": "",
            "run.py": "import os\nos.getenv('A')\n",
        }
        assert found(environ_outside_config, files, CORE) == []
