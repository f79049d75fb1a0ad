"""Those who use the service in tests."""

from typing import Any

from httpx import AsyncClient, Response

from app.core.config import Settings
from app.promote import promote

PASSWORD = "correct horse battery"  # noqa: S105 -- of people who do not exist


class Person:
    """Somebody with an account, who is signed in."""

    def __init__(self, client: AsyncClient, email: str, tokens: dict[str, Any]) -> None:
        self.client = client
        self.email = email
        self.access: str = tokens["access_token"]
        self.refresh: str = tokens["refresh_token"]

    async def ask(self, method: str, path: str, **more: Any) -> Response:  # noqa: ANN401 -- httpx's own arguments
        """Ask the API, signed in."""
        headers = {"Authorization": f"Bearer {self.access}"}
        return await self.client.request(method, path, headers=headers, **more)

    async def make_task(self, title: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- any field of a task
        """Make a task and return it."""
        answer = await self.ask("POST", "/api/v1/tasks", json={"title": title, **more})
        assert answer.status_code == 201, answer.text
        task: dict[str, Any] = answer.json()
        return task


class People:
    """Those who use the service."""

    def __init__(self, client: AsyncClient, settings: Settings) -> None:
        self.client = client
        self.settings = settings

    async def register(self, email: str) -> Response:
        """Ask for an account."""
        body = {"email": email, "display_name": "Somebody", "password": PASSWORD}
        return await self.client.post("/api/v1/users", json=body)

    async def sign_in(self, email: str, password: str = PASSWORD) -> Response:
        """Ask for a session."""
        return await self.client.post("/api/v1/sessions", data={"username": email, "password": password})

    async def join(self, email: str = "ada@example.org") -> Person:
        """Register and sign in."""
        registered = await self.register(email)
        assert registered.status_code == 201, registered.text
        answer = await self.sign_in(email)
        assert answer.status_code == 201, answer.text
        return Person(self.client, email, answer.json())

    async def join_as_admin(self, email: str = "grace@example.org") -> Person:
        """Register, become an administrator, sign in."""
        person = await self.join(email)
        await promote(self.settings, email)
        return person
