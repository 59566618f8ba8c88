"""Each event of a body goes to its own account, and news of a business to all that are its own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.shop import NOW
from towkay.domain.account_news import AccountReported, TemplateReviewed, TemplateState
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import Event, Incoming, MessageReceived, ReceiptArrived, ReceiptKind
from towkay.domain.optins import PreferenceStated
from towkay.domain.outcomes import Refusal
from towkay.domain.secrets import SigningSecret, VerifySecrets
from towkay.usecases.sorting import Fate, Source, sort

KNOWN = VerifySecrets(
    "app",
    "t",
    (SigningSecret("s"),),
    {"11": "demo", "12": "demo", "13": "other"},
    {
        "11": {"waba": "900", "phone": "886911"},
        "12": {"waba": "900", "phone": "886912"},
        "13": {"waba": "901", "login": "900"},
    },
)
SOURCE = Source(Channel.WHATSAPP, "demo-wa", KNOWN, NOW)
REVIEWED = TemplateReviewed("shipped", "zh_TW", TemplateState.PAUSED)
SAID = MessageReceived("m1", "hi")


def sorted_of(happening: object, account: str, user: str | None) -> tuple[Fate, list[Event]]:
    item = Incoming(account, user, "c1", NOW, happening)  # type: ignore[arg-type]
    return sort(item, SOURCE)


def test_news_of_an_account_is_kept_without_anybodys_name() -> None:
    fate, (event,) = sorted_of(AccountReported("phone_number_quality_update"), "11", None)
    assert fate is Fate.ACCOUNT
    assert event.contact == ContactKey(Channel.WHATSAPP, "11", "")
    assert (event.brand, event.endpoint) == ("demo", "demo-wa")


def test_news_that_names_a_person_too_is_still_of_the_account() -> None:
    _, (event,) = sorted_of(REVIEWED, "11", "somebody")
    assert event.contact.user == ""


def test_news_of_a_business_reaches_each_of_its_accounts_and_no_other() -> None:
    fate, events = sorted_of(REVIEWED, "900", None)
    assert fate is Fate.ACCOUNT
    assert [event.contact.account for event in events] == ["11", "12"]


def test_an_account_is_known_by_its_telephone_number_too() -> None:
    _, events = sorted_of(REVIEWED, "886912", None)
    assert [event.contact.account for event in events] == ["12"]


def test_what_a_person_said_goes_to_one_account_or_to_none() -> None:
    assert sorted_of(SAID, "900", "u1") == (Fate.UNLISTED_ACCOUNT, [])
    fate, (event,) = sorted_of(SAID, "901", "u1")
    assert (fate, event.contact.account, event.brand) == (Fate.QUEUED, "13", "other")


@pytest.mark.parametrize("account", ["", "902", "demo"])
def test_an_account_nobody_listed_is_only_counted(account: str) -> None:
    assert sorted_of(REVIEWED, account, None) == (Fate.UNLISTED_ACCOUNT, [])


def test_a_word_nobody_can_be_told_by_is_unknown() -> None:
    assert sorted_of(SAID, "11", None) == (Fate.UNKNOWN, [])


def test_old_news_is_stale() -> None:
    item = Incoming("11", None, "c1", NOW - timedelta(days=9), REVIEWED)
    assert sort(item, SOURCE) == (Fate.STALE, [])


def test_a_refusal_of_marketing_is_heard_by_the_conversation_as_well() -> None:
    failed = ReceiptArrived(
        ReceiptKind.FAILED, "s", code="131050", refusal=Refusal.SUBSCRIPTION_ENDED
    )
    fate, (receipt, wish) = sorted_of(failed, "11", "u1")
    assert fate is Fate.RECEIPT
    assert receipt.happening == failed
    assert wish.happening == PreferenceStated(wanted=False)
    assert wish == replace(receipt, cause="c1.refused", happening=PreferenceStated(wanted=False))


@pytest.mark.parametrize("refusal", [None, Refusal.CONTACT_GONE, Refusal.WINDOW_CLOSED])
def test_any_other_failure_says_nothing_of_what_the_shopper_wants(refusal: Refusal | None) -> None:
    failed = ReceiptArrived(ReceiptKind.FAILED, "s", code="131026", refusal=refusal)
    _, events = sorted_of(failed, "11", "u1")
    assert [event.happening for event in events] == [failed]
