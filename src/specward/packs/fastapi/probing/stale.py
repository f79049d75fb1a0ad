"""Whether what the probe found is still true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.packs.fastapi.backend import digests_of

if TYPE_CHECKING:
    from specward.packs.fastapi.probing.probed import Probed
    from specward.project import Project


def why_stale(project: Project, probed: Probed) -> str:
    """Why what was found is out of date, a clause; empty where it is not.

    Another application is meant now, or a Python file of the back end was added, changed or removed since.
    """
    named = project.config.fastapi_app
    if named and not f"/{probed.application}".endswith(f"/{named}"):
        return f"`fastapi.app` names {named}, and {probed.application or 'another application'} was asked"
    if digests_of(project) != probed.digests:
        return "the source has changed since the application was asked"
    return ""
