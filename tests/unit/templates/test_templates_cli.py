"""Publishing says which templates stand, which wait and which are refused, and asks first."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.said_of_parcels import LANGUAGES, USUAL
from tests.support.wanted import ENGLISH, ON_MESSENGER, SHIPPED, Shelf
from tests.unit.simulators.rig import BOT, NUMBER, PAGE, TIDY, running
from towkay.domain.shipping.needs import needed
from towkay.domain.shipping.wanted import WantedTemplate
from towkay.domain.template_plans import Caution, Outlook, Problem
from workbench.simulators.rules import Rules
from workbench.templates_cli import DONE, FAILED, have_approved
from workbench.templates_words import CAUTIONS, OUTLOOKS, PROBLEMS, STATES
from workbench.transcript import width_of

NAMED = replace(SHIPPED, name="our_own_shipped", body="", examples=())
KEY = replace(NAMED, channel="line", name="shipment_completed_tw")
CHANNELS = pytest.mark.parametrize("channel", ["whatsapp", "messenger"])


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with running() as rig:
        yield Shelf(rig, accounts=(PAGE, NUMBER, BOT))


def published(
    shelf: Shelf, *wanted: WantedTemplate, agreed: bool = False, said: str = ""
) -> tuple[int, str]:
    out = io.StringIO()
    stocks = shelf.stocks(wanted or None)
    code = have_approved(stocks, shelf.stocker, yes=agreed, ask=lambda _: said, out=out)
    return code, out.getvalue()


def whole(text: str) -> str:
    """Without the breaks of lines."""
    return "".join(text.split())


@pytest.mark.parametrize("said", ["", "n", "maybe"])
def test_whoever_does_not_agree_creates_nothing_and_has_seen_what_is_missing(
    shelf: Shelf, said: str
) -> None:
    code, out = published(shelf, said=said)

    assert code == DONE and shelf.http.made == []
    assert out.count(f"{SHIPPED.name} zh_TW") == 2 and "nothing was created" in out
    assert whole(out).count(whole(SHIPPED.body)) == 2, "whoever agrees has read it"


@pytest.mark.parametrize(("agreed", "said"), [(True, ""), (False, "y"), (False, "好")])
def test_whoever_agrees_has_all_created_and_then_nothing_is_asked(
    shelf: Shelf, agreed: bool, said: str
) -> None:
    code, out = published(shelf, agreed=agreed, said=said)
    assert code == DONE and len(shelf.http.made) == 3
    assert "建立了 2 個" in out and "1 created" in out
    shelf.http.made.clear()

    code, out = published(shelf)

    assert (code, shelf.http.made) == (DONE, [])
    assert "2 個已核准 approved" in out and "nothing was created" not in out


def test_all_that_the_usual_words_need_is_created_within_the_width_of_a_terminal(
    shelf: Shelf,
) -> None:
    wanted = needed(USUAL, LANGUAGES)

    code, out = published(shelf, *wanted, agreed=True)

    assert code == DONE and len(shelf.http.made) == len(wanted) >= 40
    assert max(width_of(line) for line in out.splitlines()) <= 100
    code, out = published(shelf, *wanted)
    assert code == DONE and f"{len(wanted) // 2} 個已核准" in out and len(out.splitlines()) < 9


@CHANNELS
@pytest.mark.parametrize(
    ("verdict", "zh", "en"),
    [
        ("PENDING", "審核中", "under review"),
        ("REJECTED", "被平台退回", "that makes a new template"),
        ("PAUSED", "被平台暫停", "the next one is longer"),
        ("DISABLED", "被平台停用", "disabled for good"),
    ],
)
def test_each_state_is_said_in_both_languages_with_the_platforms_reason(
    shelf: Shelf, channel: str, verdict: str, zh: str, en: str
) -> None:
    wanted = replace(SHIPPED, channel=channel)
    published(shelf, wanted, agreed=True)
    place = NUMBER.waba if channel == "whatsapp" else PAGE.account
    verdicts = f"/settings/{channel}/{place}/review/{SHIPPED.name}"
    shelf.rig.http.post(verdicts, json={"verdict": verdict, "reason": "INVALID_FORMAT"})

    code, out = published(shelf, wanted, agreed=True)

    assert code == DONE
    assert all(whole(one) in whole(out) for one in (zh, en, "(INVALID_FORMAT)"))
    assert max(width_of(line) for line in out.splitlines()) <= 100


def test_a_refusal_is_told_with_its_remedy_the_rest_is_created_and_it_is_a_failure(
    shelf: Shelf,
) -> None:
    wrong = replace(SHIPPED, name="towkay_wrong", body="您的包裹到了 {{1}}", examples=("x",))

    code, out = published(shelf, wrong, ENGLISH, agreed=True)

    assert code == FAILED
    assert whole("平台不收這些字") in whole(out) and "2388299" in out and "1 created" in out


def test_what_the_hour_has_no_room_for_is_counted_and_a_failure() -> None:
    many = [replace(SHIPPED, name=f"towkay_{number}") for number in range(5)]
    with running(Rules(silence_s=0.2, whatsapp=replace(TIDY, creations_per_hour=2))) as rig:
        code, out = published(Shelf(rig), *many, agreed=True)

    assert code == FAILED and "2 left for later" in out and "80007" in out


def test_an_account_without_the_grant_is_told_how_to_get_it_and_that_is_no_failure(
    shelf: Shelf,
) -> None:
    shelf.rules = replace(shelf.rules, accounts=())
    stocks = shelf.stocks([ON_MESSENGER])
    out = io.StringIO()

    code = have_approved(stocks, shelf.stocker, yes=True, out=out)

    assert code == DONE and shelf.http.made == []
    assert whole("messenger_utility_templates is not switched on") in whole(out.getvalue())


def test_what_cannot_be_read_is_told_and_is_a_failure(shelf: Shelf) -> None:
    body = {"permissions": ["pages_messaging"]}
    shelf.rig.http.post(f"/settings/messenger/{PAGE.account}", json=body)

    code, out = published(shelf, agreed=True)

    assert code == FAILED and "cannot be read" in out and "2 created" in out


def test_what_the_brand_made_itself_is_looked_for_and_never_created(shelf: Shelf) -> None:
    code, out = published(shelf, NAMED, agreed=True)
    assert (code, shelf.http.made) == (DONE, []) and whole("the platform has none") in whole(out)

    published(shelf, replace(SHIPPED, name=NAMED.name), agreed=True)

    assert "1 個已核准" in published(shelf, NAMED)[1]


def test_a_key_of_lines_is_named_for_people_to_compare(shelf: Shelf) -> None:
    code, out = published(shelf, KEY, replace(KEY, language="en"), agreed=True)

    assert (code, shelf.http.made) == (DONE, []) and out.count(KEY.name) == 1
    assert whole("neither be listed nor created") in whole(out)


def test_ours_that_nobody_wants_any_more_are_left_alone_by_name(shelf: Shelf) -> None:
    published(shelf, SHIPPED, agreed=True)
    shelf.http.made.clear()

    _, out = published(shelf, replace(SHIPPED, name="towkay_handed_over_ffffffffffff"))

    assert "留著不動" in out and SHIPPED.name in out and shelf.http.made == []


def test_there_are_words_for_everything_that_can_be_the_matter() -> None:
    assert set(OUTLOOKS) == set(Outlook) - {Outlook.READY, Outlook.STOPPED}
    assert set(CAUTIONS) == set(Caution) and set(PROBLEMS) == set(Problem)
    assert {one.value for one in STATES} == {"rejected", "paused", "disabled", "gone"}
