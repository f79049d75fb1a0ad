from __future__ import annotations

import pytest

from specward import config
from specward.artifacts.kind import STANDARD, Kind, Layout
from specward.project import Project
from specward.sources.memory import MemorySource


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("specs/001-login/spec.md", Kind.SPEC),
        ("specs/001-login/plan.md", Kind.PLAN),
        ("specs/001-login/tasks.md", Kind.TASKS),
        ("specs/001-login/checklists/requirements.md", Kind.CHECKLIST),
        ("specs/001-login/checklists/tasks.md", Kind.CHECKLIST),
        ("specs/shop/001-login/spec.md", Kind.SPEC),
        ("apps/web/specs/001-login/spec.md", Kind.SPEC),
        ("kitty-specs/login-01J/spec.md", Kind.SPEC),
        (".specify/memory/constitution.md", Kind.CONSTITUTION),
        ("memory/constitution.md", Kind.CONSTITUTION),
        ("constitution.md", Kind.CONSTITUTION),
        ("history/prompts/001-login/0001-x.green.prompt.md", Kind.PHR),
        ("history/ideas/001-x.prompt.md", Kind.PHR),
        ("docs/prompts/0001-x-red.prompt.md", Kind.PHR),
        ("specs/001-login/prompts/0001-x.red.prompt.md", Kind.PHR),
        ("history/prompts/general/0001-x.phr.md", Kind.PHR),
        ("history/prompts/general/0002-mail-template.green.prompt.md", Kind.PHR),
        ("history/adr/0001-x.md", Kind.ADR),
        ("docs/adr/ADR-012_x.md", Kind.ADR),
        ("docs/decisions/2026-01-02-x.md", Kind.ADR),
        ("docs/decisions/2026-01-02-x/README.md", Kind.ADR),
        ("doc/architecture/decisions/0001-x.md", Kind.ADR),
        ("docs/ADR/0002-use-adr-tools-with-custom-template.md", Kind.ADR),
        ("docs/adr/AD0001-x.md", Kind.ADR),
        ("docs/adr/DEC-001_x.md", Kind.ADR),
        ("docs/adr/XXXX-x.md", Kind.ADR),
        ("docs/adr/20260102-x.md", Kind.ADR),
        ("docs/adr/2026-01-02_007-x.md", Kind.ADR),
        ("docs/adr/0026-Common Configuration.md", Kind.ADR),
        ("docs/adr/0007-x/README.md", Kind.ADR),
        ("architecture-decision-record/0001-x.md", Kind.ADR),
        ("docs/architecture/adr-011-monitoring.md", Kind.ADR),
    ],
)
def test_a_path_tells_its_kind(path: str, kind: Kind) -> None:
    assert STANDARD.kind_of(path) is kind


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "spec.md",
        "docs/plan.md",
        "specs/001-login/research.md",
        ".specify/templates/spec-template.md",
        ".specify/templates/phr-template.prompt.md",
        "history/prompts/general/phr-template.prompt.md",
        "history/prompts/0000-template.prompt.md",
        "history/prompts/general/README.md",
        "prompt.md",
        "src/a.prompt.md",
        "docs/adr/README.md",
        "docs/adr/index.md",
        "docs/adr/adr-template.md",
        "docs/adr/adr-template-bare.md",
        "docs/adr/_template.md",
        "docs/adr/0000-template.md",
        "docs/adr/adr-000-template.md",
        "docs/adr/3d-models.md",
        "docs/adr/2024-reviews/README.md",
        "docs/adr/01-web/README.md",
        "docs/adr/0001-x.rst",
        "docs/adr/templates/0001-x.md",
        "docs/decisions/providers/stripe.md",
        "openspec/specs/login/spec.md",
        ".claude/specs/login/tasks.md",
        ".kiro/specs/login/tasks.md",
        "node_modules/pkg/specs/001-a/spec.md",
        "specs/001-login/spec.txt",
    ],
)
def test_what_is_no_artifact_has_no_kind(path: str) -> None:
    assert STANDARD.kind_of(path) is None


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("specs/001-login/spec.md", "specs/001-login"),
        ("specs/001-login/checklists/requirements.md", "specs/001-login"),
        ("specs/shop/001-login/contracts/api/tasks.md", "specs/shop/001-login"),
        ("apps/web/specs/001-login/plan.md", "apps/web/specs/001-login"),
        ("src/login.py", None),
    ],
)
def test_a_path_tells_its_feature(path: str, folder: str | None) -> None:
    assert STANDARD.feature_folder(path) == folder


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("docs/adr/0001-x.rst", True),
        ("docs/adr/0001-x.adoc", True),
        ("docs/adr/0001-x.markdown", True),
        ("docs/adr/sessions.md", True),
        ("docs/adr/index.rst", False),
        ("docs/adr/README.md", False),
        ("docs/adr/template.adoc", False),
        ("docs/adr/0001-x.png", False),
        ("docs/0001-x.rst", False),
        ("node_modules/a/adr/0001-x.rst", False),
        (".venv/adr/0001-x.rst", False),
    ],
)
def test_a_file_beside_the_decisions_may_be_one_whatever_its_markup_or_name(path: str, may: bool) -> None:
    assert STANDARD.may_be_adr(path) is may


def test_the_configured_folders_count_beside_the_usual_ones() -> None:
    layout = Layout.of(config.parse("project: {specs: docs/features, history: log}\nadr: {folder: docs/choices}\n"))
    assert layout.kind_of("docs/features/001-login/spec.md") is Kind.SPEC
    assert layout.feature_folder("docs/features/001-login/checklists/a.md") == "docs/features/001-login"
    assert layout.kind_of("log/today/0001-x.green.prompt.md") is Kind.PHR
    assert layout.kind_of("docs/choices/0001-x.md") is Kind.ADR
    assert layout.kind_of("specs/001-login/spec.md") is Kind.SPEC
    assert STANDARD.kind_of("docs/features/001-login/spec.md") is None


def test_a_project_finds_its_features_where_the_configuration_says() -> None:
    files = {
        ".specify/specward.yml": "project:\n  specs: docs/features\n",
        "docs/features/001-login/spec.md": "# Feature Specification: Login\n",
    }
    assert [feature.name for feature in Project(MemorySource(files)).features()] == ["001-login"]


def test_decisions_may_be_kept_in_a_folder_with_a_dot_where_the_configuration_says_so() -> None:
    assert Layout(adr=".decisions").kind_of(".decisions/0001-a.md") is Kind.ADR
    assert Layout().kind_of(".decisions/adr/0001-a.md") is None
    assert Layout(adr=".decisions").kind_of(".claude/adr/0001-a.md") is None
