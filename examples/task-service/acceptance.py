"""Start the service on a free port, go through its main journey as a client would, and stop it.

python acceptance.py [--folder DIR] [--database-url URL]

Needs the interpreter that the service is installed for, and nothing else. The database is made anew in the folder, or
in one that is removed afterwards; another one, such as PostgreSQL, must be there and be empty. Every wait has an end.
Exits with 0 where all went as specified.
"""

import argparse
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent
SECONDS_TO_START = 30
SECONDS_TO_ANSWER = 10
SECONDS_TO_STOP = 15


class Answer(NamedTuple):
    """What the service has answered."""

    status: int
    body: Any


class Client:
    """A client of the service; once it has a token, it sends it.

    Args:
        base: where the service is.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.token = ""

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None, *, form: bool = False) -> Answer:
        """Send a request, with a body as JSON or as a form."""
        request = urllib.request.Request(self.base + path, method=method)
        if body is not None:
            request.data = (urllib.parse.urlencode(body) if form else json.dumps(body)).encode()
            kind = "application/x-www-form-urlencoded" if form else "application/json"
            request.add_header("Content-Type", kind)
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=SECONDS_TO_ANSWER) as response:
                return Answer(response.status, _parsed(response.read()))
        except urllib.error.HTTPError as error:
            return Answer(error.code, _parsed(error.read()))


def _parsed(raw: bytes) -> Any:  # noqa: ANN401 -- whatever JSON holds
    return json.loads(raw) if raw else None


def expect(what: str, *, holds: bool) -> None:
    """Say a step, and stop where it did not hold."""
    print(f"  {'ok  ' if holds else 'FAIL'} {what}", flush=True)
    if not holds:
        raise SystemExit(1)


def journey(client: Client) -> None:
    """Register, sign in, keep a task, go on with the session, sign out."""
    expect("the service is healthy", holds=client.ask("GET", "/health").body["database"] == "ok")
    expect("tasks need a session", holds=client.ask("GET", "/api/v1/tasks").status == 401)

    person = {"email": "ada@example.org", "display_name": "Ada", "password": secrets.token_urlsafe(16)}
    expect("an account is made", holds=client.ask("POST", "/api/v1/users", person).status == 201)
    form = {"grant_type": "password", "username": person["email"], "password": person["password"]}
    session = client.ask("POST", "/api/v1/sessions", form, form=True)
    expect("its owner signs in", holds=session.status == 201)
    client.token = session.body["access_token"]

    task = client.ask("POST", "/api/v1/tasks", {"title": "Water the plants", "due_on": "2026-12-24"})
    expect("a task is made", holds=task.status == 201 and task.body["status"] == "open")
    path = f"/api/v1/tasks/{task.body['id']}"
    refused = client.ask("PATCH", path, {"status": "lost"})
    expect("a change that is not valid is refused", holds=refused.status == 422)
    done = client.ask("PATCH", path, {"status": "done"})
    expect("the task is done", holds=done.status == 200 and done.body["completed_at"] is not None)
    found = client.ask("GET", "/api/v1/tasks?status=done&limit=1")
    expect("it is found", holds=found.body["total"] == 1 and found.body["items"][0]["id"] == task.body["id"])
    expect("accounts are administrators' business", holds=client.ask("GET", "/api/v1/users").status == 403)

    following = client.ask("POST", "/api/v1/sessions/current/tokens", {"refresh_token": session.body["refresh_token"]})
    expect("the session goes on", holds=following.status == 201)
    client.token = following.body["access_token"]
    expect("the task is removed", holds=client.ask("DELETE", path).status == 204)
    expect("it is gone", holds=client.ask("GET", path).status == 404)
    expect("its owner signs out", holds=client.ask("DELETE", "/api/v1/sessions/current").status == 204)
    expect("the token is worth nothing any more", holds=client.ask("GET", "/api/v1/users/me").status == 401)


@contextmanager
def running(folder: Path, database_url: str) -> Iterator[Client]:
    """Migrate an empty database, run the service over it, and stop it at the end in good order."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "JWT_SECRET": secrets.token_urlsafe(48),
        "PYTHONUNBUFFERED": "1",
    }
    subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"], cwd=ROOT, env=environment, check=True, timeout=60
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "service.log"
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as output:
        service = subprocess.Popen(
            [*command, "--timeout-graceful-shutdown", "10"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        client = Client(f"http://127.0.0.1:{port}")
        expect("the service starts", holds=_answers(client, service))
        yield client
        service.send_signal(signal.SIGTERM)
        # uvicorn closes everything, and then lets the signal end the process.
        expect("it stops in good order", holds=service.wait(SECONDS_TO_STOP) in {0, -signal.SIGTERM})
        expect("its log is JSON, and says so too", holds="Application shutdown complete." in _messages(log))
    except (SystemExit, Exception):
        print(log.read_text(encoding="utf-8"), file=sys.stderr)
        raise
    finally:
        if service.poll() is None:
            service.kill()
            service.wait()


def _messages(log: Path) -> set[str]:
    """Return what the service has logged, but for what the server says before the service is loaded."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["message"] for line in lines if not line.startswith("INFO: ")}


def _answers(client: Client, service: "subprocess.Popen[bytes]") -> bool:
    """Wait until the service answers, but no longer than it lives."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and service.poll() is None:
        try:
            return client.ask("GET", "/live").status == 200
        except OSError:
            time.sleep(0.1)
    return False


def main() -> None:
    """Run the acceptance."""
    parser = argparse.ArgumentParser(description="Go through the service's main journey.")
    parser.add_argument("--folder", type=Path, help="where the database and the log are kept")
    parser.add_argument("--database-url", help="another database, with its driver, as in .env.example")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder: Path = arguments.folder or Path(scratch)
        database_url: str = arguments.database_url or f"sqlite+aiosqlite:///{folder / 'tasks.sqlite3'}"
        with running(folder, database_url) as client:
            journey(client)
    print("accepted")


if __name__ == "__main__":
    main()
