"""Every rule, named once. A test proves that no module under this package was forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.rules.adr import (
    duplicate_number,
    malformed_status,
    missing_status,
    missing_target,
    one_sided_supersession,
)
from specward.rules.constitution import missing_version, unfilled_principle
from specward.rules.document import (
    malformed_front_matter,
    missing_section,
    template_leftover,
    unfilled_template,
    unreadable_document,
)
from specward.rules.phr import (
    change_without_record,
    duplicate_record_id,
    empty_prompt,
    file_name_mismatch,
    malformed_date,
    malformed_record,
    misrouted_record,
    stage_mismatch,
    unfilled_record,
    unknown_stage,
)
from specward.rules.plan import unanswered_principle
from specward.rules.project import (
    configuration_error,
    duplicate_feature_number,
    malformed_feature_folder,
    missing_spec,
    tasks_without_plan,
    unused_suppression,
)
from specward.rules.spec import (
    duplicate_requirement_id,
    incomplete_scenario,
    requirement_without_modal,
    story_without_criterion,
    unresolved_clarification,
)
from specward.rules.tasks import (
    dependency_cycle,
    duplicate_task_id,
    malformed_task,
    tasks_without_checkboxes,
    unknown_reference,
)

if TYPE_CHECKING:
    from specward.rule import Rule

RULES: tuple[Rule, ...] = (
    unreadable_document.check,
    unfilled_template.check,
    template_leftover.check,
    missing_section.check,
    malformed_front_matter.check,
    duplicate_feature_number.check,
    malformed_feature_folder.check,
    missing_spec.check,
    tasks_without_plan.check,
    configuration_error.check,
    unused_suppression.check,
    unresolved_clarification.check,
    duplicate_requirement_id.check,
    requirement_without_modal.check,
    story_without_criterion.check,
    incomplete_scenario.check,
    unanswered_principle.check,
    malformed_task.check,
    duplicate_task_id.check,
    unknown_reference.check,
    dependency_cycle.check,
    tasks_without_checkboxes.check,
    unfilled_principle.check,
    missing_version.check,
    malformed_record.check,
    unfilled_record.check,
    empty_prompt.check,
    unknown_stage.check,
    stage_mismatch.check,
    misrouted_record.check,
    duplicate_record_id.check,
    malformed_date.check,
    file_name_mismatch.check,
    change_without_record.check,
    malformed_status.check,
    missing_status.check,
    duplicate_number.check,
    one_sided_supersession.check,
    missing_target.check,
)
"""The catalogue, ordered by code within its group."""
