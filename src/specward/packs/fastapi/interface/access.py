"""Who may call an operation: what is meant for anybody, and what looks at its callers by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.packs.fastapi.interface.paths import is_incoming, is_technical, matches

if TYPE_CHECKING:
    from specward.config import Config
    from specward.packs.fastapi.interface.operation import Operation

WRITING = frozenset({"post", "put", "patch", "delete"})
_ENTRANCE = re.compile(
    r"log-?(in|out)|sign-?(in|up|out)|register|registration|\bauth\b|authenticat|authori[sz]|oauth|oidc|\bsso\b|saml"
    r"|activat|verif|confirm|resend|forgot|recover|reset|\botp\b|token|session|refresh|invit|magic|csrf|captcha"
    r"|set-?up\b|initiali[sz]e|install|subscri|public|consent"
)
"""Ways in, and what is done before anybody can be in."""
_SELF = re.compile(r"/(me|self|mine|my|my-[^/]+|profile|account|password|logout|preferences)(/|$)")
_CREDENTIAL = re.compile(r"token|auth|api[-_]?key|session|secret|signature|jwt|password", re.IGNORECASE)
_ASKS = re.compile(
    r"current_?(active_?)?(user|account|member|admin|tenant)|auth(?!or(?!i[sz]))|require|verify|permission|api_?key"
    r"|token|principal|bearer|jwt|login|logged|guard|protect|(is|only|ensure|check)_?(admin|staff|superuser)|admin_?only"
)
_ASKS_NOT = re.compile(r"optional|requestform|request_form|csrf")


def is_public(operation: Operation, config: Config) -> bool:
    """Whether a path is listed as one that anybody may call, or is there for machines."""
    return is_technical(operation.path) or matches(config.fastapi_public, operation.path)


def is_entrance(operation: Operation) -> bool:
    """Whether a path sounds like a way in, such as a login or a registration, or others send to it unasked."""
    path = operation.path.lower().replace("_", "-")
    return _ENTRANCE.search(path) is not None or is_incoming(operation.path)


def is_own(operation: Operation) -> bool:
    """Whether a path sounds as if callers changed what is their own."""
    return _SELF.search(operation.path.lower().replace("_", "-")) is not None


def takes_credentials(operation: Operation) -> bool:
    """Whether one of its parameters sounds like a proof of who is calling."""
    return any(one.where != "path" and _CREDENTIAL.search(one.name) for one in operation.parameters)


def asking(operation: Operation) -> str:
    """The name of what is injected and sounds as if it asked who is calling; empty where the probe knows of none."""
    names = (name.rpartition(".")[2] for name in operation.dependencies)
    return next((one for one in names if _ASKS.search(one.lower()) and not _ASKS_NOT.search(one.lower())), "")
