"""What a brand wants is created once at WhatsApp and Messenger, and then there is nothing to do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.platform_http import endpoint_of
from tests.support.wanted import ENGLISH, ON_MESSENGER, RULES, SHIPPED, Shelf
from tests.unit.simulators.rig import NUMBER, PAGE, TIDY, running
from tests.unit.simulators.whatsapp.phone import SECOND
from towkay.domain.account_news import TemplateState
from towkay.domain.messages import LinkButton
from towkay.domain.template_plans import Caution, Outlook, Problem
from workbench.simulators.rules import Rules

WABA = f"/settings/whatsapp/{NUMBER.waba}"
REVIEW = {"whatsapp": f"{WABA}/review", "messenger": f"/settings/messenger/{PAGE.account}/review"}
CHANNELS = pytest.mark.parametrize("channel", ["whatsapp", "messenger"])


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with running() as rig:
        yield Shelf(rig)


def outlooks(shelf: Shelf, channel: str) -> list[Outlook]:
    return [one.outlook for one in shelf.stock(channel).plan.planned]


def posted(shelf: Shelf, path: str, body: Any) -> None:
    assert shelf.rig.http.post(path, json=body).status_code == 200


@CHANNELS
def test_what_is_missing_is_told_and_nothing_is_created_by_looking(
    shelf: Shelf, channel: str
) -> None:
    assert set(outlooks(shelf, channel)) == {Outlook.MISSING}
    assert shelf.http.made == []


@CHANNELS
def test_after_creating_there_is_nothing_to_do(shelf: Shelf, channel: str) -> None:
    made = shelf.stocker.create(shelf.stock(channel))

    assert made.refused == () and made.left == 0 and len(made.created) >= 1
    assert made.stock.plan.missing == ()
    assert set(outlooks(shelf, channel)) == {Outlook.READY}
    shelf.http.made.clear()
    assert shelf.stocker.create(shelf.stock(channel)).created == ()
    assert shelf.http.made == []


@CHANNELS
def test_footer_and_buttons_are_compared_as_they_were_created(shelf: Shelf, channel: str) -> None:
    whole = replace(
        SHIPPED,
        channel=channel,
        footer="拾露茶器",
        buttons=(LinkButton("看商店", "https://shop.example/"),),
    )
    shelf.stocker.create(shelf.stock(channel, [whole]))

    (one,) = shelf.stock(channel, [whole]).plan.planned
    assert one.outlook is Outlook.READY
    (other,) = shelf.stock(channel, [replace(whole, buttons=())]).plan.planned
    assert other.outlook is Outlook.OTHER_WORDS


@CHANNELS
def test_what_waits_for_its_review_is_kept_as_pending_until_the_review(
    shelf: Shelf, channel: str
) -> None:
    posted(shelf, f"{WABA}", {"review_takes": 3600})
    posted(shelf, f"/settings/messenger/{PAGE.account}", {"review_takes": 3600})

    made = shelf.stocker.create(shelf.stock(channel))

    assert {one.state for one in made.created} == {TemplateState.PENDING}
    assert set(outlooks(shelf, channel)) == {Outlook.WAITING}
    shelf.rig.clock.advance(3600)
    shelf.rig.simulators.idle()
    assert set(outlooks(shelf, channel)) == {Outlook.READY}
    fields = [
        change["field"]
        for body in shelf.rig.shop.bodies()
        for entry in body["entry"]
        for change in entry.get("changes", ())
    ]
    assert set(fields) == {"message_template_status_update"}


@CHANNELS
@pytest.mark.parametrize("verdict", ["REJECTED", "PAUSED", "DISABLED"])
def test_what_may_not_be_sent_is_told_with_the_reason_and_not_created_again(
    shelf: Shelf, channel: str, verdict: str
) -> None:
    shelf.stocker.create(shelf.stock(channel))
    posted(
        shelf, f"{REVIEW[channel]}/{SHIPPED.name}", {"verdict": verdict, "reason": "PROMOTIONAL"}
    )

    plan = shelf.stock(channel).plan

    assert {one.outlook for one in plan.planned} == {Outlook.STOPPED} and plan.missing == ()
    assert {one.listed and one.listed.reason for one in plan.planned} == {"PROMOTIONAL"}
    assert shelf.ledger.told[
        (PAGE if channel == "messenger" else NUMBER).account, SHIPPED.name, "zh_TW"
    ][0].state is TemplateState(verdict.lower())


def test_a_category_that_the_platform_changed_is_told() -> None:
    with running() as rig:
        shelf = Shelf(rig)
        shelf.stocker.create(shelf.stock("whatsapp"))
        body = {"verdict": "APPROVED", "category": "MARKETING"}
        posted(shelf, f"{REVIEW['whatsapp']}/{SHIPPED.name}", body)

        (one, *_) = shelf.stock("whatsapp").plan.planned

    assert (one.outlook, one.cautions) == (Outlook.READY, (Caution.RECATEGORISED,))


def test_bad_quality_is_told_while_it_may_be_sent_and_the_pause_after(shelf: Shelf) -> None:
    shelf.stocker.create(shelf.stock("whatsapp"))
    posted(shelf, f"{WABA}/dislike/{SHIPPED.name}", {})
    assert set(outlooks(shelf, "whatsapp")) == {Outlook.STOPPED}

    shelf.rig.clock.advance(3 * 3600)

    (one, *_) = shelf.stock("whatsapp").plan.planned
    assert (one.outlook, one.cautions) == (Outlook.READY, (Caution.POOR_QUALITY,))


@CHANNELS
def test_an_answer_that_is_lost_creates_nothing_twice(shelf: Shelf, channel: str) -> None:
    stock = shelf.stock(channel)
    shelf.losing.answers = 1

    made = shelf.stocker.create(stock)

    assert made.refused == () and made.stock.plan.missing == ()
    assert len(shelf.http.made) == len(stock.plan.missing)


@CHANNELS
def test_of_two_who_publish_at_once_both_find_it_created_once(shelf: Shelf, channel: str) -> None:
    before = shelf.stock(channel)
    shelf.stocker.create(before)

    late = shelf.stocker.create(before)

    assert (late.created, late.refused) == ((), ())
    assert late.stock.plan.missing == ()


def test_a_text_that_breaks_a_rule_is_refused_with_its_reason_and_the_others_go_on(
    shelf: Shelf,
) -> None:
    wrong = replace(SHIPPED, name="towkay_wrong", body="您的包裹到了 {{1}}", examples=("x",))

    made = shelf.stocker.create(shelf.stock("whatsapp", [wrong, ENGLISH]))

    assert [one.name for one in made.created] == [ENGLISH.name]
    (refused,) = made.refused
    assert refused.problem is Problem.WORDS and "2388299" in refused.said


def test_the_limit_of_creations_ends_a_run_and_the_next_hour_goes_on() -> None:
    many = [replace(SHIPPED, name=f"towkay_{number}") for number in range(5)]
    rules = replace(TIDY, creations_per_hour=2)
    with running(Rules(silence_s=0.2, whatsapp=rules)) as rig:
        shelf = Shelf(rig, wanted=tuple(many))
        first = shelf.stocker.create(shelf.stock("whatsapp"))
        assert (len(first.created), len(first.refused), first.left) == (2, 1, 2)
        assert first.refused[0].problem is Problem.TOO_MANY_CALLS
        assert len(shelf.http.made) == 3

        rig.clock.advance(timedelta(hours=1).total_seconds())
        second = shelf.stocker.create(shelf.stock("whatsapp"))
        assert len(second.created) == 2 and len(second.stock.plan.missing) == 1


def test_a_run_creates_no_more_than_a_platform_takes_in_an_hour(shelf: Shelf) -> None:
    many = [replace(SHIPPED, name=f"towkay_{number:03}") for number in range(103)]

    made = shelf.stocker.create(shelf.stock("whatsapp", many))

    assert (len(made.created), made.refused, made.left) == (100, (), 3)


def test_a_number_whose_business_is_not_known_is_told_how_to_name_it() -> None:
    with running() as rig:
        shelf = Shelf(rig, accounts=(replace(NUMBER, waba=""),))

        stock = shelf.stock("whatsapp")

    assert "towkay secrets put whatsapp tea" in stock.said and shelf.http.made == []


def test_the_templates_of_a_business_are_read_to_the_last_page(shelf: Shelf) -> None:
    rest = [replace(SHIPPED, name=f"towkay_{number}") for number in range(120)]
    for channel in ("whatsapp", "messenger"):
        wanted = [replace(one, channel=channel) for one in rest]
        for begin in (0, 60):
            part = wanted[begin : begin + 60]
            shelf.stocker.create(shelf.stock(channel, part))
            shelf.rig.clock.advance(3600)

        assert shelf.stock(channel, wanted).plan.missing == ()


def test_two_numbers_of_a_business_share_its_templates_and_both_learn_of_them() -> None:
    with running() as rig:
        shelf = Shelf(rig, accounts=(NUMBER, replace(SECOND, endpoint="other")))
        stock = shelf.stock("whatsapp")
        assert len(stock.accounts) == 2

        shelf.stocker.create(stock)

    known = {account for account, name, _ in shelf.ledger.told if name == SHIPPED.name}
    assert known == {NUMBER.account, SECOND.account}


def test_ours_that_nobody_wants_any_more_are_named_and_others_are_left_out(shelf: Shelf) -> None:
    other = replace(SHIPPED, name="back_in_stock")
    shelf.stocker.create(shelf.stock("whatsapp", [SHIPPED, other]))

    plan = shelf.stock("whatsapp", [replace(SHIPPED, name="towkay_handed_over_ffffffffffff")]).plan

    assert [one.name for one in plan.unwanted] == [SHIPPED.name]


def test_an_account_without_the_grant_is_not_asked(shelf: Shelf) -> None:
    rules = replace(RULES, accounts=())

    (stock,) = shelf.stocker.stocks("demo", rules, [ON_MESSENGER], [endpoint_of(PAGE)])

    assert stock.needs == "messenger_utility_templates" and stock.plan.planned == ()


def test_why_the_platform_does_not_answer_is_told(shelf: Shelf) -> None:
    posted(shelf, f"/settings/messenger/{PAGE.account}", {"permissions": ["pages_messaging"]})

    stock = shelf.stock("messenger")

    assert "pages_utility_messaging" in stock.said and stock.plan.planned == ()
    assert PAGE.account not in {account for account, *_ in shelf.ledger.told}
