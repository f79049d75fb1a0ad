import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from pydantic import ValidationError

from app.core.config import Settings
from app.core.logging import configure_logging
from app.main import create_app
from tests.conftest import ROOT, SECRET
from tests.people import PASSWORD, People


@pytest.mark.verifies("001-task-api/AC-026")
async def test_health_says_that_process_and_database_answer(people: People) -> None:
    alive = await people.client.get("/live")
    healthy = await people.client.get("/health")

    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert healthy.status_code == 200
    assert healthy.json() == {"status": "ok", "database": "ok", "version": "1.0.0"}


@pytest.mark.verifies("001-task-api/AC-027")
async def test_without_its_database_the_service_lives_and_is_not_healthy(settings: Settings, tmp_path: Path) -> None:
    gone = f"sqlite+aiosqlite:///{tmp_path}/no/such/folder/tasks.sqlite3"
    app = create_app(settings.model_copy(update={"database_url": gone}))
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        alive = await client.get("/live")
        ill = await client.get("/health")

    assert alive.status_code == 200
    assert ill.status_code == 503
    assert ill.json()["code"] == "database_unavailable"
    assert str(tmp_path) not in ill.text


@pytest.mark.verifies("001-task-api/AC-028")
async def test_each_request_is_a_line_of_json_without_secrets(people: People, log: list[dict[str, Any]]) -> None:
    ada = await people.join()
    await ada.ask("GET", "/api/v1/tasks", params={"text": "private"})

    lines = [entry for entry in log if entry["logger"] == "app.access"]

    last = lines[-1]
    assert (last["method"], last["path"], last["status"]) == ("GET", "/api/v1/tasks", 200)
    assert last["milliseconds"] >= 0
    assert len({entry["request_id"] for entry in lines}) == len(lines)
    written = json.dumps(log)
    for secret in (PASSWORD, ada.access, ada.refresh, "private", ada.email):
        assert secret not in written


@pytest.mark.verifies("001-task-api/AC-028")
@pytest.mark.parametrize(("given", "is_kept"), [("abc-DEF-123", True), ("short", False), ("no\tspaces here", False)])
async def test_a_request_keeps_the_id_that_it_came_with(people: People, given: str, *, is_kept: bool) -> None:
    answer = await people.client.get("/live", headers={"X-Request-ID": given})
    assert (answer.headers["x-request-id"] == given) is is_kept


def test_the_server_logs_as_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("INFO")
    logging.getLogger("uvicorn.error").info("started")
    assert json.loads(capsys.readouterr().out)["message"] == "started"


@pytest.mark.verifies("001-task-api/AC-029")
@pytest.mark.parametrize(("origin", "is_let_in"), [("https://tasks.example.org", True), ("https://evil.test", False)])
async def test_only_named_origins_are_let_in(people: People, origin: str, *, is_let_in: bool) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Method": "GET"}
    answer = await people.client.options("/api/v1/tasks", headers=headers)
    assert ("access-control-allow-origin" in answer.headers) is is_let_in


@pytest.mark.parametrize(
    "wrong",
    [
        {"jwt_secret": "short"},
        {"cors_origins": "*"},
        {"database_url": "sqlite:///tasks.sqlite3"},
        {"access_token_minutes": 0},
    ],
)
def test_settings_that_are_not_safe_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, **{"jwt_secret": SECRET, **wrong})


def test_origins_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORS_ORIGINS", "https://a.example.org, https://b.example.org")
    assert Settings(_env_file=None).cors_origins == ["https://a.example.org", "https://b.example.org"]


@pytest.mark.verifies("001-task-api/AC-030")
def test_the_contract_is_what_the_service_says_of_itself() -> None:
    contract = json.loads((ROOT / "specs/001-task-api/contracts/openapi.json").read_text(encoding="utf-8"))
    settings = Settings(_env_file=None, jwt_secret=SECRET)
    assert create_app(settings).openapi() == contract, "spec fastapi probe --output writes it anew"


@pytest.mark.verifies("001-task-api/AC-032")
def test_a_real_server_goes_through_the_journey_and_stops_in_order(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "acceptance.py", "--folder", tmp_path],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "accepted" in ran.stdout
