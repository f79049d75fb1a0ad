"""A verification as JSON, version 1. The form is an interface: see `docs/schemas/verify-v1.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from specward import __version__
from specward.output.json_v1 import finding_as_dict
from specward.verify.summary import closing, word

if TYPE_CHECKING:
    from specward.evidence.judge import Proof
    from specward.verify.verification import FeatureVerdict, Row, Verification


def render(verification: Verification) -> str:
    """The verification as one JSON object, two blanks of indent, ASCII escapes only where JSON needs them."""
    return json.dumps(as_dict(verification), indent=2, ensure_ascii=False) + "\n"


def as_dict(verification: Verification) -> dict[str, Any]:
    """The verification as plain values."""
    features = verification.features
    return {
        "schema": "specward/verify/v1",
        "version": __version__,
        "answer": word(verification),
        "exit_code": verification.exit_code,
        "summary": {
            "closing": closing(verification),
            "criteria": sum(len(feature.criteria) for feature in features),
            "evidenced": sum(feature.evidenced for feature in features),
            "features": len(features),
            "accepted": sum(feature.accepted for feature in features),
        },
        "features": [_feature(feature) for feature in features],
        "principles": [_row(row) for row in verification.principles],
        "findings": [finding_as_dict(finding) for finding in verification.findings],
        "undetermined": [
            {"path": item.path, "rule": item.rule or None, "reason": item.reason} for item in verification.undetermined
        ],
        "untrusted": list(verification.untrusted),
        "left_out": list(verification.left_out),
        "sources": list(verification.sources),
    }


def _feature(feature: FeatureVerdict) -> dict[str, Any]:
    return {
        "feature": feature.name,
        "folder": feature.folder,
        "title": feature.title,
        "accepted": feature.accepted,
        "evidenced": feature.evidenced,
        "criteria": [_row(row) for row in feature.criteria],
        "direct": [_row(row) for row in feature.direct],
        "minimum": [_row(row) for row in feature.minimum],
        "confirmations": [_row(row) for row in feature.confirmations],
        "findings": [finding_as_dict(finding) for finding in feature.findings],
    }


def _row(row: Row) -> dict[str, Any]:
    place = row.location
    return {
        "id": row.id,
        "text": row.text,
        "verdict": row.verdict.value,
        "required": row.required,
        "detail": row.detail or None,
        "location": {"path": place.path, "line": place.start.line, "column": place.start.column} if place else None,
        "tests": [_test(proof) for proof in row.proofs],
    }


def _test(proof: Proof) -> dict[str, Any]:
    place = proof.case.location
    return {
        "id": proof.case.id,
        "state": proof.state.value,
        "detail": proof.detail,
        "path": place.path,
        "line": place.start.line,
    }
