"""Recall and false alarms, on what is seeded and on what real people asked their agents."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.redaction.lookalikes import lookalikes
from tests.redaction.measured import PATH, RENEW, false_alarms, missed, render
from tests.redaction.seeds import seeds

from specward.redaction import find
from specward.redaction.assigned import ASSIGNED, SPOKEN
from specward.redaction.structures import AUTHORIZATION, JWT, PRIVATE_KEY, URL_PASSWORD
from specward.redaction.tokens import RULES

CORPORA = Path(__file__).parents[3] / "shared/corpora"
LEAST_RECALL = 0.98
MOST_ALARMS = 0.005


@pytest.mark.verifies("003-prompts-are-captured/AC-009")
def test_at_least_98_of_100_seeded_secrets_are_found() -> None:
    all_of_them, not_found = seeds(), missed()
    assert len(all_of_them) >= 250
    assert len(set(all_of_them)) == len(all_of_them)
    said = [f"{seed.group}, {seed.context}: {seed.secret[:12]}…" for seed in not_found]
    assert len(not_found) <= (1 - LEAST_RECALL) * len(all_of_them), "\n".join(said)


@pytest.mark.verifies("003-prompts-are-captured/AC-009")
def test_at_most_one_in_200_look_alikes_is_taken_for_a_secret() -> None:
    all_of_them, wrong = lookalikes(), false_alarms()
    assert len(all_of_them) >= 1000
    said = [f"{alike.group}: {alike.text[:100]}" for alike in wrong]
    assert len(wrong) <= MOST_ALARMS * len(all_of_them), "\n".join(said)


def test_every_rule_finds_a_seeded_secret() -> None:
    found = {secret.rule for seed in seeds() for secret in find(seed.text)}
    assert {*RULES, PRIVATE_KEY, JWT, URL_PASSWORD, AUTHORIZATION, ASSIGNED, SPOKEN} - found == set()


@pytest.mark.skipif(not CORPORA.is_dir(), reason=f"the collection of real projects is not at {CORPORA}")
def test_at_most_one_in_200_real_prompts_has_a_false_alarm() -> None:
    prompts = sorted(CORPORA.rglob("*.prompt.md"))
    texts = {path: path.read_text("utf-8", "replace") for path in prompts}
    hit = {path: sorted({secret.rule for secret in find(text)}) for path, text in texts.items() if find(text)}
    assert len(texts) >= 900
    assert len(hit) <= MOST_ALARMS * len(texts), "\n".join(f"{path}: {rules}" for path, rules in hit.items())


def test_the_published_figures_are_those_measured() -> None:
    assert PATH.read_text(encoding="utf-8") == render(), f"renew it: {RENEW}"
