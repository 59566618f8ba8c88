"""What a brand wants is compared with what its platform has, and nothing else is concluded."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.said_of_parcels import LANGUAGES, USUAL
from tests.support.wanted import ENGLISH, SHIPPED
from towkay.adapters.channels.graph import template_edge
from towkay.adapters.channels.graph.template_reading import template_from
from towkay.domain.account_news import TemplateState
from towkay.domain.messages import LinkButton
from towkay.domain.shipping.needs import needed
from towkay.domain.shipping.rules import ApprovedWords, Occasion
from towkay.domain.shipping.wanted import WantedTemplate
from towkay.domain.template_plans import OURS, Caution, ListedTemplate, Outlook, Planned, plan

LISTED = ListedTemplate(
    SHIPPED.name, "zh_TW", TemplateState.APPROVED, category="utility", body=SHIPPED.body
)
OUTLOOKS = {
    TemplateState.APPROVED: Outlook.READY,
    TemplateState.PENDING: Outlook.WAITING,
    TemplateState.REJECTED: Outlook.STOPPED,
    TemplateState.PAUSED: Outlook.STOPPED,
    TemplateState.DISABLED: Outlook.STOPPED,
    TemplateState.GONE: Outlook.STOPPED,
    TemplateState.OTHER: Outlook.UNKNOWN,
}
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1)


def compared(listed: ListedTemplate, wanted: WantedTemplate = SHIPPED) -> Planned:
    (one,) = plan([wanted], [listed]).planned
    return one


@pytest.mark.parametrize("state", TemplateState)
def test_each_state_has_its_outlook_and_only_what_is_not_there_is_created(
    state: TemplateState,
) -> None:
    found = plan([SHIPPED, ENGLISH], [replace(LISTED, state=state, reason="SCAM")])

    assert found.planned[0].outlook is OUTLOOKS[state]
    assert found.missing == (ENGLISH,)
    assert [one.state for one in found.reviews] == [state, TemplateState.GONE]
    assert found.reviews[0].reason == "SCAM"


@pytest.mark.parametrize(
    "edited",
    [
        {"body": f"{SHIPPED.body}！"},
        {"header": "好消息"},
        {"header": "IMAGE"},
        {"footer": "退訂請回覆"},
        {"buttons": ("看 https://shop.example/",)},
    ],
)
@pytest.mark.parametrize("state", [TemplateState.APPROVED, TemplateState.REJECTED])
def test_what_somebody_edited_is_another_message_whatever_its_state(
    edited: dict[str, object], state: TemplateState
) -> None:
    changed = replace(LISTED, state=state, **edited)  # type: ignore[arg-type]  # its fields

    assert compared(changed).outlook is Outlook.OTHER_WORDS
    assert plan([SHIPPED], [changed]).missing == ()


@pytest.mark.parametrize(
    "listed",
    [
        replace(LISTED, body=""),
        replace(LISTED, body=f"  {SHIPPED.body}\r\n".replace("，", "，\u00a0")),
        replace(LISTED, body=SHIPPED.body.replace("，", "，  ")),
    ],
)
def test_what_a_platform_does_not_tell_or_spaces_otherwise_is_no_difference(
    listed: ListedTemplate,
) -> None:
    spaced = replace(SHIPPED, body=SHIPPED.body.replace("，", "， "))

    assert compared(listed, spaced).outlook is Outlook.READY


@pytest.mark.parametrize(
    ("changes", "cautions"),
    [
        ({}, ()),
        ({"category": ""}, ()),
        ({"category": "marketing"}, (Caution.RECATEGORISED,)),
        ({"becomes": "marketing"}, (Caution.WILL_BE_RECATEGORISED,)),
        ({"becomes": "utility"}, ()),
        ({"category": "marketing", "becomes": "marketing"}, (Caution.RECATEGORISED,)),
        ({"quality": "RED"}, (Caution.POOR_QUALITY,)),
        ({"quality": "yellow"}, (Caution.POOR_QUALITY,)),
        ({"quality": "GREEN"}, ()),
        ({"quality": "UNKNOWN"}, ()),
    ],
)
def test_what_costs_more_or_comes_to_a_pause_is_told_beside_the_state(
    changes: dict[str, str], cautions: tuple[Caution, ...]
) -> None:
    one = compared(replace(LISTED, **changes))  # type: ignore[arg-type]  # fields of it

    assert (one.outlook, one.cautions) == (Outlook.READY, cautions)


def test_of_a_platform_without_a_list_nothing_is_known_and_nothing_created() -> None:
    found = plan([SHIPPED], None)

    assert [one.outlook for one in found.planned] == [Outlook.UNLISTED]
    assert (found.missing, found.reviews, found.unwanted) == ((), (), ())


def test_another_language_of_the_name_is_another_template() -> None:
    assert plan([ENGLISH], [LISTED]).missing == (ENGLISH,)
    assert plan([ENGLISH], [LISTED]).unwanted == (LISTED,)


def test_every_name_that_is_made_of_words_begins_as_ours_do() -> None:
    wanted = needed(USUAL, LANGUAGES)

    assert wanted and all(one.name.startswith(OURS) for one in wanted)
    assert len({(one.channel, *one.key) for one in wanted}) == len(wanted)


def test_of_the_brands_own_only_the_name_is_wanted_and_nothing_is_created_in_its_place() -> None:
    own = ApprovedWords("our_delivered", "zh_TW")
    rules = replace(USUAL, approved={"whatsapp": {Occasion.DELIVERED: {"zh-TW": own}}})

    wanted = needed(rules, LANGUAGES)

    (mine,) = (one for one in wanted if one.name == own.name)
    assert (mine.channel, mine.language, mine.body) == ("whatsapp", "zh_TW", "")
    assert compared(replace(LISTED, name=own.name, body="誰知道"), mine).outlook is Outlook.READY
    assert plan([mine], []).planned[0].outlook is Outlook.ABSENT
    assert plan([mine], []).missing == ()
    assert needed(None, LANGUAGES) == []


@given(body=TEXT, footer=st.just("") | TEXT, buttons=st.lists(st.tuples(TEXT, TEXT), max_size=3))
def test_whatever_was_created_is_found_to_be_the_same(
    body: str, footer: str, buttons: list[tuple[str, str]]
) -> None:
    links = tuple(LinkButton(*one) for one in buttons)
    wanted = replace(SHIPPED, body=body, footer=footer, buttons=links)
    form = template_edge.form_of(
        wanted, template_edge.body_of(wanted), *template_edge.buttons_of(wanted)
    )
    if footer:
        form["components"].append({"type": "FOOTER", "text": footer})

    listed = template_from({**form, "status": "APPROVED"})

    assert listed is not None
    found = plan([wanted], [listed])
    assert (found.missing, found.unwanted) == ((), ())
    assert found.planned[0].outlook is Outlook.READY
