"""What is wrong with resources, exceptions, secrets and settings in the source of a back end; first what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.manual import run_example
from specward.finding import Severity
from specward.rules import RULES
from specward.rules.fastapi.cors_wildcard_credentials import check as cors_wildcard_credentials
from specward.rules.fastapi.debug_in_code import check as debug_in_code
from specward.rules.fastapi.engine_per_request import check as engine_per_request
from specward.rules.fastapi.exception_text_leaked import check as exception_text_leaked
from specward.rules.fastapi.exception_without_detail import check as exception_without_detail
from specward.rules.fastapi.on_event import check as on_event
from specward.rules.fastapi.query_in_loop import check as query_in_loop
from specward.rules.fastapi.resource_built_in_endpoint import check as resource_built_in_endpoint
from specward.rules.fastapi.secret_logged import check as secret_logged
from specward.rules.fastapi.session_not_closed import check as session_not_closed
from specward.rules.fastapi.several_commits import check as several_commits
from specward.rules.fastapi.silent_except import check as silent_except
from specward.rules.fastapi.swallowed_exception import check as swallowed_exception
from specward.rules.fastapi.sync_engine_in_async import check as sync_engine_in_async

if TYPE_CHECKING:
    from specward.finding import Finding
    from specward.rule import Rule

pytestmark = pytest.mark.verifies("006-the-five-agents/AC-017")

HEAD = """import logging, traceback
import httpx
import uvicorn
from contextlib import asynccontextmanager, contextmanager
from functools import lru_cache
from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI, HTTPException, status
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from sqlalchemy import create_engine, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from app.db import SessionLocal, get_db, OutOfStock
logger = logging.getLogger(__name__)
router = APIRouter()
"""


def found(rule: Rule, code: str, path: str = "app/api.py") -> list[Finding]:
    """The findings of one rule in a file, which need not be in the catalogue yet."""
    files = {".specify/specward.yml": "packs: [fastapi]\nfastapi:\n  profile: seed\n", path: HEAD + code}
    report = run_example(rule, files, [*(one for one in RULES if one.code != rule.code), rule])
    assert not report.undetermined
    return list(report.findings)


def lines(rule: Rule, code: str) -> list[str]:
    """The line of each finding, as it is written."""
    text = (HEAD + code).split("\n")
    return [text[finding.location.start.line - 1].strip() for finding in found(rule, code)]


def tried(handler: str, body: str = "send(1)\n        send(2)\n        send(3)") -> str:
    """A function that tries something, with the clause that follows."""
    return f"def f(send):\n    try:\n        {body}\n    {handler}\n"


SILENT: list[tuple[str, Rule, str]] = [
    (
        "a client that is made in a dependency",
        resource_built_in_endpoint,
        "def client():\n    return httpx.Client()\n",
    ),
    (
        "a model that is called session",
        resource_built_in_endpoint,
        "@router.post('/s')\ndef f() -> str:\n    return ChatSession(1)\n",
    ),
    (
        "what a function within an endpoint makes",
        resource_built_in_endpoint,
        "@router.get('/s')\ndef f():\n    def later():\n        return httpx.Client()\n    return 1\n",
    ),
    ("a session in a with", session_not_closed, "def get():\n    with SessionLocal() as db:\n        yield db\n"),
    (
        "a session that is closed in the end",
        session_not_closed,
        "def get():\n    db = SessionLocal()\n    try:\n        yield db\n    finally:\n        db.close()\n",
    ),
    (
        "a fixture",
        session_not_closed,
        "import pytest\n@pytest.fixture\ndef db():\n    db = SessionLocal()\n    yield db\n",
    ),
    ("a session for a script", session_not_closed, "def open_it():\n    return SessionLocal()\n"),
    (
        "a plain def with a session",
        sync_engine_in_async,
        "@router.get('/a')\ndef f(db: Session = Depends(get_db)):\n    return db.execute('x')\n",
    ),
    (
        "an asynchronous session",
        sync_engine_in_async,
        "@router.get('/a')\nasync def f(db: AsyncSession = Depends(get_db)):\n    return await db.execute('x')\n",
    ),
    (
        "a session that another function uses",
        sync_engine_in_async,
        "@router.get('/a')\nasync def f(db: Session = Depends(get_db)):\n    return await in_thread(work, db)\n",
    ),
    (
        "commits in branches",
        several_commits,
        "def f(db, x):\n    if x:\n        db.commit()\n        return 1\n    db.commit()\n",
    ),
    (
        "a commit in a loop, and one at the end",
        several_commits,
        "def f(db, x):\n    for a in x:\n        db.commit()\n    db.commit()\n",
    ),
    (
        "a commit that is tried, and one where it failed",
        several_commits,
        "def f(db):\n    try:\n        db.commit()\n    except ValueError:\n        db.commit()\n",
    ),
    (
        "two sessions, one after the other",
        several_commits,
        "def f(make):\n    with make() as db:\n        db.commit()\n    with make() as db:\n        db.commit()\n",
    ),
    ("a commit of git", several_commits, "def f(repo):\n    repo.index.commit()\n    repo.index.commit()\n"),
    ("what is looped over", query_in_loop, "def f(db):\n    for a in db.scalars('x'):\n        print(a)\n"),
    ("a worker that waits", query_in_loop, "def f(db):\n    while True:\n        db.execute('x')\n"),
    (
        "parts of a list",
        query_in_loop,
        "def f(db, ids):\n    for i in range(0, len(ids), 500):\n        db.execute(ids[i:])\n",
    ),
    ("a list that is written out", query_in_loop, "def f(db):\n    for a in ['x', 'y']:\n        db.execute(a)\n"),
    (
        "what is written",
        query_in_loop,
        "def f(db, rows):\n    for row in rows:\n        db.execute(insert(T).values(row))\n",
    ),
    ("a mapping", query_in_loop, "def f(cache, keys):\n    return [cache.get(key) for key in keys]\n"),
    ("an engine of the module", engine_per_request, "engine = create_engine('sqlite://')\n"),
    (
        "an engine that is kept",
        engine_per_request,
        "@lru_cache\ndef engine():\n    return create_engine('x')\ndef get(e=Depends(engine)):\n    yield e\n",
    ),
    (
        "an engine for as long as the application lives",
        engine_per_request,
        "@asynccontextmanager\nasync def lifespan(app):\n    app.engine = create_engine('x')\n    yield\n",
    ),
    ("an exception that is named", swallowed_exception, tried("except KeyError:\n        pass")),
    ("a comment that says why", swallowed_exception, tried("except Exception:  # it is only a hint\n        pass")),
    ("a bare except that raises", swallowed_exception, tried("except:\n        clean_up()\n        raise")),
    ("a bare except that is excused", swallowed_exception, tried("except:  # noqa: E722\n        pass")),
    ("the end of something", swallowed_exception, tried("except Exception:\n        pass", "send.close()")),
    ("an import", swallowed_exception, tried("except Exception:\n        pass", "import fast")),
    (
        "a clause within another",
        swallowed_exception,
        tried("except KeyError:\n        try:\n            undo()\n        except Exception:\n            pass"),
    ),
    ("a clause that logs", silent_except, tried("except Exception:\n        logger.exception('x')\n        return 1")),
    ("a clause that raises", silent_except, tried("except Exception:\n        raise KeyError from None")),
    ("a clause that looks at it", silent_except, tried("except Exception as e:\n        return failed(e)")),
    ("a clause that does nothing", silent_except, tried("except Exception:\n        pass")),
    (
        "a step that may fail in one way",
        silent_except,
        tried("except Exception:\n        return 1", "return int(send)"),
    ),
    ("an exception that is expected", silent_except, tried("except KeyError:\n        return None")),
    ("a detail by position", exception_without_detail, "HTTPException(404, 'no such item')\n"),
    ("no error", exception_without_detail, "HTTPException(status.HTTP_304_NOT_MODIFIED)\n"),
    ("what nobody can tell", exception_without_detail, "HTTPException(404, **more)\n"),
    ("another exception", exception_without_detail, "class HTTPException(Exception): ...\nOther(404)\n"),
    (
        "an exception of our own",
        exception_text_leaked,
        tried("except OutOfStock as e:\n        raise HTTPException(409, detail=str(e))"),
    ),
    (
        "a wrong value",
        exception_text_leaked,
        tried("except ValueError as e:\n        raise HTTPException(400, detail=f'{e}')"),
    ),
    (
        "the name of its class",
        exception_text_leaked,
        tried("except Exception as e:\n        raise HTTPException(500, detail=f'{type(e).__name__}')"),
    ),
    (
        "a log",
        exception_text_leaked,
        tried(
            "except Exception as e:\n        logger.error(str(e))\n        raise HTTPException(500, detail='failed')"
        ),
    ),
    ("a word for a secret", secret_logged, "logger.info('the password is wrong for %s', name)\n"),
    ("a secret that is masked", secret_logged, "logger.info('%s', mask(token))\nlogger.info(token[:4])\n"),
    ("a secret of which a part is left", secret_logged, "logger.info(anonymized_token)\n"),
    ("whether there is one", secret_logged, "logger.info('%s', has_password)\nlogger.info(page_token)\n"),
    ("a count", secret_logged, "logger.info('%s %s', token_count, max_tokens)\n"),
    ("what is no log", secret_logged, "catalogue.info(password)\n"),
    (
        "origins that are named",
        cors_wildcard_credentials,
        "FastAPI().add_middleware(CORSMiddleware, allow_origins=['https://a.example'], allow_credentials=True)\n",
    ),
    (
        "no credentials",
        cors_wildcard_credentials,
        "FastAPI().add_middleware(CORSMiddleware, allow_origins=['*'], allow_methods=['*'])\n",
    ),
    (
        "origins that the configuration says",
        cors_wildcard_credentials,
        "FastAPI().add_middleware(CORSMiddleware, allow_origins=s.origins, allow_credentials=True)\n",
    ),
    (
        "what is for the machine of a developer alone",
        cors_wildcard_credentials,
        (
            "if config.is_development:\n    CORSMiddleware(app, allow_origins=['*'], allow_credentials=True)\n"
            "if e == 'prod':\n    pass\nelse:\n    CORSMiddleware(app, allow_origins='*', allow_credentials=True)\n"
        ),
    ),
    ("an event of another library", on_event, "bus.on_event('message')\nbus.on_event(handler)\n"),
    ("a lifespan", on_event, "app = FastAPI(lifespan=lifespan)\n"),
    ("a configuration that decides", debug_in_code, "app = FastAPI(debug=settings.debug)\n"),
    ("a start by hand", debug_in_code, "if __name__ == '__main__':\n    uvicorn.run('a:app', reload=True)\n"),
    (
        "a start by hand in a method",
        debug_in_code,
        (
            "class Server:\n    def start(self):\n        uvicorn.run('a:app', reload=True)\n\n"
            "if __name__ == '__main__':\n    server = Server()\n    server.start()\n"
        ),
    ),
    (
        "a start by hand in a function",
        debug_in_code,
        "def main():\n    uvicorn.run('a:app', reload=True)\nif __name__ == '__main__':\n    main()\n",
    ),
    ("a command", debug_in_code, "@cli.command()\ndef develop():\n    uvicorn.run('a:app', reload=True)\n"),
]


@pytest.mark.parametrize(("rule", "code"), [case[1:] for case in SILENT], ids=[case[0] for case in SILENT])
def test_nothing_is_said_of(rule: Rule, code: str) -> None:
    assert found(rule, code) == []


FOUND: list[tuple[str, Rule, str, list[str]]] = [
    (
        "a session and a client in an endpoint",
        resource_built_in_endpoint,
        "@router.get('/a')\nasync def f():\n    async with httpx.AsyncClient() as c:\n        db = SessionLocal()\n",
        ["async with httpx.AsyncClient() as c:", "db = SessionLocal()"],
    ),
    (
        "a session that is closed only if all goes well",
        session_not_closed,
        "def get():\n    db = SessionLocal()\n    yield db\n    db.close()\n",
        ["yield db"],
    ),
    (
        "a session that is rolled back and left open",
        session_not_closed,
        "def get():\n    db = SessionLocal()\n    try:\n        yield db\n    finally:\n        db.rollback()\n",
        ["yield db"],
    ),
    (
        "a dependency that returns a session",
        session_not_closed,
        "def get():\n    return SessionLocal()\n@router.get('/a')\ndef f(db=Depends(get)): ...\n",
        ["return SessionLocal()"],
    ),
    (
        "a session that an alias declares",
        sync_engine_in_async,
        (
            "Db = Annotated[Session, Depends(get_db)]\n@router.get('/a')\nasync def f(db: Db):\n    db.add(1)\n"
            "    db.commit()\n"
        ),
        ["db.commit()"],
    ),
    (
        "a session that the endpoint makes",
        sync_engine_in_async,
        "@router.get('/a')\nasync def f():\n    with Session(engine) as s:\n        return s.scalars('x')\n",
        ["return s.scalars('x')"],
    ),
    (
        "a commit after one that may have happened",
        several_commits,
        "async def f(db, x):\n    if x:\n        await db.commit()\n    x.change()\n    await db.commit()  # two\n",
        ["await db.commit()  # two"],
    ),
    (
        "a query that a loop and one that a comprehension repeats",
        query_in_loop,
        (
            "async def f(db, ids):\n    for i in ids:\n        await db.get(T, i)\n"
            "    return [db.scalar(i) for i in ids]\n"
        ),
        ["await db.get(T, i)", "return [db.scalar(i) for i in ids]"],
    ),
    (
        "an engine in an endpoint",
        engine_per_request,
        "@router.get('/a')\ndef f():\n    e = create_engine('x')\n",
        ["e = create_engine('x')"],
    ),
    (
        "an engine in a dependency",
        engine_per_request,
        "def get():\n    return create_engine('x')\n@router.get('/a')\ndef f(e: Annotated[int, Depends(get)]): ...\n",
        ["return create_engine('x')"],
    ),
    (
        "a clause that answers without a trace",
        silent_except,
        tried("except Exception:\n        return 1"),
        ["except Exception:"],
    ),
    (
        "a wait that fails without a trace",
        silent_except,
        (
            "async def f(ask):\n    try:\n        return await ask()\n    except (KeyError, Exception):\n"
            "        return None\n"
        ),
        ["except (KeyError, Exception):"],
    ),
    (
        "no detail",
        exception_without_detail,
        "HTTPException(404)\nHTTPException(status_code=status.HTTP_404_NOT_FOUND)\nHTTPException(404, detail='')\n",
        [
            "HTTPException(404)",
            "HTTPException(status_code=status.HTTP_404_NOT_FOUND)",
            "HTTPException(404, detail='')",
        ],
    ),
    (
        "the text of what the database says",
        exception_text_leaked,
        tried("except IntegrityError as e:\n        return JSONResponse({'m': 'no: %s' % e}, 500)"),
        ["return JSONResponse({'m': 'no: %s' % e}, 500)"],
    ),
    (
        "a traceback",
        exception_text_leaked,
        "def f():\n    raise HTTPException(500, traceback.format_exc())\n",
        ["raise HTTPException(500, traceback.format_exc())"],
    ),
    (
        "one answer of two clauses, once",
        exception_text_leaked,
        tried(
            "except Exception as e:\n        try:\n            undo()\n        except Exception as e:\n"
            "            raise HTTPException(500, detail=repr(e))"
        ),
        ["raise HTTPException(500, detail=repr(e))"],
    ),
    (
        "secrets in all the ways that a log is given",
        secret_logged,
        (
            "logger.info(f'{api_key=}')\nlogger.debug('%s', settings.SECRET_KEY)\n"
            "self.log.error('x', extra={'a': h['Authorization']})\nlogger.info('a' + user.password)\n"
        ),
        [
            "logger.info(f'{api_key=}')",
            "logger.debug('%s', settings.SECRET_KEY)",
            "self.log.error('x', extra={'a': h['Authorization']})",
            "logger.info('a' + user.password)",
        ],
    ),
    (
        "every origin, by a name",
        cors_wildcard_credentials,
        "origins = ['*']\nFastAPI().add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)\n",
        ["FastAPI().add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)"],
    ),
    (
        "every origin, wherever it is no machine of a developer",
        cors_wildcard_credentials,
        (
            "if not settings.DEBUG:\n    CORSMiddleware(app, allow_origins=['*'], allow_credentials=True)\n"
            "if env != 'local':\n    CORSMiddleware(b, allow_origins='*', allow_credentials=True)\n"
            "if settings.origins:\n    CORSMiddleware(a, allow_origins='*', allow_credentials=True)\n"
        ),
        [
            "CORSMiddleware(app, allow_origins=['*'], allow_credentials=True)",
            "CORSMiddleware(b, allow_origins='*', allow_credentials=True)",
            "CORSMiddleware(a, allow_origins='*', allow_credentials=True)",
        ],
    ),
    (
        "every origin, by an expression",
        cors_wildcard_credentials,
        "CORSMiddleware(app, allow_origin_regex='.*', allow_credentials=True)\n",
        ["CORSMiddleware(app, allow_origin_regex='.*', allow_credentials=True)"],
    ),
    (
        "events in all their forms",
        on_event,
        (
            "@router.on_event('shutdown')\ndef f(): ...\napp.add_event_handler('startup', f)\n"
            "app = FastAPI(on_startup=[f])\n"
        ),
        ["@router.on_event('shutdown')", "app.add_event_handler('startup', f)", "app = FastAPI(on_startup=[f])"],
    ),
    (
        "debugging that is always on",
        debug_in_code,
        "app = FastAPI(debug=True)\napp.debug = True\ndef start():\n    uvicorn.run('a:app', reload=True)\n",
        ["app = FastAPI(debug=True)", "app.debug = True", "uvicorn.run('a:app', reload=True)"],
    ),
]


@pytest.mark.parametrize(("rule", "code", "where"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND])
def test_found_where_it_stands(rule: Rule, code: str, where: list[str]) -> None:
    assert lines(rule, code) == where


def test_a_bare_except_warns_and_one_for_all_exceptions_informs() -> None:
    (bare,) = found(swallowed_exception, tried("except:\n        pass"))
    (named,) = found(swallowed_exception, tried("except Exception:\n        pass"))
    assert (bare.severity, named.severity) == (Severity.WARNING, Severity.INFO)


@pytest.mark.parametrize(
    ("given", "severity"),
    [
        ("500", Severity.WARNING),
        ("status.HTTP_503_SERVICE_UNAVAILABLE", Severity.WARNING),
        ("status.HTTP_502_BAD_GATEWAY", Severity.INFO),
        ("504", Severity.INFO),
        ("code", Severity.WARNING),
        ("400", Severity.INFO),
        ("status.HTTP_404_NOT_FOUND", Severity.INFO),
        ("HTTPStatus.BAD_REQUEST", Severity.INFO),
    ],
)
def test_a_text_that_blames_the_request_informs(given: str, severity: Severity) -> None:
    (finding,) = found(
        exception_text_leaked, tried(f"except Exception as e:\n        raise HTTPException({given}, detail=str(e))")
    )
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("between", "severity"),
    [
        ("e = mapped(e)", Severity.INFO),
        ("if (e := mapped(e)): pass", Severity.INFO),
        ("error = mapped(e)", Severity.WARNING),
        ("logger.error(e)", Severity.WARNING),
    ],
)
def test_the_text_of_what_an_exception_was_made_into_is_information(between: str, severity: Severity) -> None:
    (finding,) = found(
        exception_text_leaked,
        tried(f"except Exception as e:\n        {between}\n        raise HTTPException(500, detail=str(e))"),
    )
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("head", "severity"),
    [
        ("@router.put('/{id}')\ndef toggle(id: str, _ = get_user(role='admin')):", Severity.INFO),
        ("@router.put('/{id}', dependencies=[Depends(require_admin)])\ndef toggle(id: str):", Severity.INFO),
        ("@router.put('/{id}')\ndef toggle(id: str, admin_note: str):", Severity.WARNING),
    ],
)
def test_the_text_that_only_an_administrator_reads_is_information(head: str, severity: Severity) -> None:
    body = "    try:\n        switch()\n    except Exception as e:\n        raise HTTPException(500, detail=str(e))\n"
    (finding,) = found(exception_text_leaked, f"from fastapi import Depends, HTTPException\n{head}\n{body}")
    assert finding.severity is severity


@pytest.mark.parametrize("leaving", ["os.execvp('bash', ['bash'])", "os._exit(1)", "sys.exit(1)", "raise"])
def test_a_bare_except_after_which_nothing_goes_on_swallows_nothing(leaving: str) -> None:
    code = f"import os, sys\ndef f():\n    try:\n        a()\n        b()\n    except:\n        {leaving}\n"
    assert found(swallowed_exception, code) == []
    assert len(found(swallowed_exception, code.replace(leaving, "os.getpid()"))) == 1


def test_a_bare_except_is_told_by_what_it_drops_there() -> None:
    code = "{}def f():\n    try:\n        a()\n        b()\n    except:\n        pass\n"
    (plain,) = found(swallowed_exception, code.format(""))
    (coroutine,) = found(swallowed_exception, code.format("async "))
    assert plain.message == "a bare `except` swallows KeyboardInterrupt and SystemExit too"
    assert coroutine.message == "a bare `except` drops even the cancelling of a task"


@pytest.mark.parametrize("handler", ["except:", "except Exception:", "except BaseException:", "except (A, Exception):"])
@pytest.mark.parametrize("body", ["pass", "...", "return 1", "continue_it()", "logger.info('x')", "raise"])
def test_no_clause_is_told_by_two_rules(handler: str, body: str) -> None:
    code = tried(f"{handler}\n        {body}")
    assert len(found(swallowed_exception, code) + found(silent_except, code)) <= 1


def test_a_script_may_ask_in_a_loop() -> None:
    code = "def f(db, ids):\n    for i in ids:\n        db.get(T, i)\n"
    assert found(query_in_loop, code, "scripts/backfill.py") == []
    assert len(found(query_in_loop, code)) == 1


def test_the_second_commit_names_the_first() -> None:
    (finding,) = found(several_commits, "def f(db):\n    db.commit()\n    db.commit()\n")
    (first,) = finding.related
    assert first.start.line == finding.location.start.line - 1
