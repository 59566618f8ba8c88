"""What would have helped is said of this very send: each reason has a remedy of its own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.objections import objection
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import SenderKind
from workbench.policy_words import REASONS
from workbench.remedies import remedy

AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
LETTER = Situation(AT, Channel.LINE, Purpose.MARKETING, expires_at=AT - timedelta(hours=1))
REPLY = replace(LETTER, purpose=Purpose.REPLY, expires_at=None, received_at=AT - timedelta(hours=1))
ANSWER = replace(
    LETTER,
    purpose=Purpose.REPLY,
    expires_at=None,
    sender=SenderKind.HUMAN,
    heard_at=AT - timedelta(days=8),
)
PERSON = {"zh-TW": "真人", "en": "person"}


def helps(of: Situation, language: str) -> str:
    found = objection(of)
    assert found is not None
    assert found[0] is Reason.EXPIRED
    return remedy(found[0], None, of, language, str)


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_a_late_campaign_is_helped_by_its_grace_and_says_nothing_of_a_persons_answers(
    language: str,
) -> None:
    told = REASONS[Reason.EXPIRED].what.spoken(language) + helps(LETTER, language)
    assert "grace" in told
    assert PERSON[language] not in told and "7" not in told


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_a_late_answer_of_a_person_is_told_of_its_seven_days(language: str) -> None:
    told = helps(ANSWER, language)
    assert PERSON[language] in told and "7" in told
    assert "grace" not in told


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_a_late_reply_of_a_program_is_told_how_long_a_reply_answers(language: str) -> None:
    told = helps(REPLY, language)
    assert "15" in told
    assert "grace" not in told and PERSON[language] not in told


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_no_two_reasons_have_the_same_words_or_the_same_remedy(language: str) -> None:
    whats = [one.what.spoken(language) for one in REASONS.values()]
    assert len(set(whats)) == len(whats)
    helped = [one.change.spoken(language) for one in REASONS.values()]
    assert len(set(helped)) == len(helped)


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_what_was_cancelled_is_told_of_its_campaign_alone(language: str) -> None:
    told = REASONS[Reason.CANCELLED].what.spoken(language)
    told += remedy(Reason.CANCELLED, None, replace(LETTER, cancelled=True), language, str)
    assert PERSON[language] not in told and "7" not in told
