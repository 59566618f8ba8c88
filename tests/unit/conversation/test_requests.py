"""The request to subscribe: below which answers, in which form, and how it is answered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.shop import FAQ, LINE_SHOPPER, PAGE_SHOPPER, event, texts
from tests.support.topics_shop import BRAND, NEWS, Chat
from towkay.domain.actions import Action, Verb, parse_action
from towkay.domain.brand_rules import AccountRules
from towkay.domain.brands import Phrase
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.contacts import met
from towkay.domain.conversation.decide import decide
from towkay.domain.conversation.scene import Decision
from towkay.domain.doings import EntryPoint
from towkay.domain.events import (
    Followed,
    Happening,
    HumanReplied,
    MessageReceived,
    PostbackPressed,
    Referred,
)
from towkay.domain.messages import ConsentRequest, Message, Text
from towkay.domain.optins import OptedIn, TokenKind
from towkay.domain.places import PlaceKind
from towkay.domain.refs import Ref
from towkay.domain.topics import AskRule
from towkay.domain.turns import Rule

ASKING = replace(NEWS, ask=AskRule(("shipping_fee",)))
SHOP = replace(BRAND, topics=(ASKING, *BRAND.topics[1:]))
GRANTED = "messenger_marketing_messages"
WITH_FORM = replace(
    SHOP,
    rules=replace(
        SHOP.rules,
        accounts=(AccountRules(Channel.MESSENGER, PAGE_SHOPPER.account, "TW", on=(GRANTED,)),),
    ),
)
QUESTION = "運費多少錢"
QR = Ref("news", PlaceKind.QR, "counter-3", date(2027, 1, 1))
INSTAGRAM = ContactKey(Channel("instagram"), "17841405822304914", "1784")
WHATSAPP = ContactKey(Channel("whatsapp"), "106540352242922", "TW.1")


class Asked(Chat):
    """A conversation with a shop that asks below the answer about shipping."""

    def __init__(self, key: ContactKey = LINE_SHOPPER) -> None:
        super().__init__(key)
        self.brand = SHOP

    def come(self, happening: Happening | str, ref: Ref | None = QR) -> Decision:
        """Hear what a link of ours brought."""
        self.at += timedelta(seconds=1)
        heard = event(happening, at=self.at, contact=self.key)
        before = self.contact or met(heard)
        decision = decide(heard, before, self.brand, FAQ, self.at, ref=ref)
        self.contact = decision.contact
        return decision


def requests(decision: Decision) -> list[Message]:
    """The messages that can be agreed to."""
    return [one for one in decision.messages if NEWS.wording["zh-TW"] in str(one)]


def verbs(message: Message) -> list[Verb]:
    assert isinstance(message, Text)
    actions = [parse_action(reply.payload) for reply in message.quick_replies]
    return [action.verb for action in actions if action]


@pytest.mark.parametrize("key", [LINE_SHOPPER, PAGE_SHOPPER, INSTAGRAM, WHATSAPP])
def test_below_the_named_answer_the_words_stand_whole_with_two_buttons(key: ContactKey) -> None:
    decision = Asked(key).hear(QUESTION)
    (asked,) = requests(decision)
    assert decision.messages[-1] == asked and len(decision.messages) == 2
    assert decision.reasoning.rule is Rule.ANSWERED
    assert verbs(asked) == [Verb.SUBSCRIBE, Verb.DECLINE]
    assert decision.consent is None


def test_an_account_that_was_granted_it_shows_the_platforms_own_form() -> None:
    talk = Asked(PAGE_SHOPPER)
    talk.brand = WITH_FORM
    (asked,) = requests(talk.hear(QUESTION))
    assert isinstance(asked, ConsentRequest)
    assert asked.title == "每週茶訊" and NEWS.wording["zh-TW"] in asked.text
    accepted = OptedIn(TokenKind.NOTIFICATION, "t1", asked.title, asked.accept.payload)
    entry = talk.hear(accepted).consent
    assert entry is not None and entry.words == NEWS.wording["zh-TW"]
    assert talk.active() == {"news"}


def test_the_form_shows_the_brands_own_title_and_picture_and_the_evidence_names_it() -> None:
    shown = replace(ASKING, title={"zh-TW": "每週一則"}, image="https://cdn.shop.example/a.jpg")
    talk = Asked(PAGE_SHOPPER)
    talk.brand = replace(WITH_FORM, topics=(shown, *WITH_FORM.topics[1:]))

    (asked,) = requests(talk.hear(QUESTION))

    assert isinstance(asked, ConsentRequest)
    assert (asked.title, asked.image_url) == ("每週一則", "https://cdn.shop.example/a.jpg")
    assert shown.version("zh-TW") != NEWS.version("zh-TW")
    assert shown.version("en") == NEWS.version("en")


def test_who_agrees_by_a_button_is_shown_the_form_that_gives_leave_to_write() -> None:
    talk = Asked(PAGE_SHOPPER)
    talk.brand = WITH_FORM
    decision = talk.press(Action(Verb.SUBSCRIBE, "news", NEWS.version("zh-TW")).payload())
    said, asked = decision.messages
    assert isinstance(said, Text) and isinstance(asked, ConsentRequest)
    talk.hear(OptedIn(TokenKind.NOTIFICATION, "t1", asked.title, asked.accept.payload))
    ended = Action(Verb.STOP_TOPIC, "news").payload()
    assert len(talk.press(ended).messages) == 1
    again = talk.press(asked.accept.payload)
    assert talk.active() == {"news"} and len(again.messages) == 1, "there is a token already"


@pytest.mark.parametrize(("language", "why"), [("zh-TW", "24 小時"), ("en", "24 hours")])
def test_who_agreed_already_is_told_why_the_form_comes_and_is_not_asked_again_whether(
    language: str, why: str
) -> None:
    talk = Asked(PAGE_SHOPPER)
    talk.brand = WITH_FORM
    offer = WITH_FORM.voice[Phrase.TOPIC_OFFER][language]
    talk.hear("Hello, how are you" if language == "en" else "你好")

    pressed = talk.press(Action(Verb.SUBSCRIBE, "news", NEWS.version(language)).payload())

    _, asked = pressed.messages
    assert isinstance(asked, ConsentRequest)
    lead, wording = asked.text.split("\n")
    assert why in lead and offer not in asked.text
    assert wording == NEWS.wording[language], "what is agreed to is evidence"


@pytest.mark.parametrize("asks", ["可以退貨嗎", "量子力學是什麼", "謝謝", "選單"])
def test_below_any_other_answer_nothing_is_asked(asks: str) -> None:
    assert requests(Asked().hear(asks)) == []


def test_pressing_the_button_subscribes_with_the_words_that_stood_above_it() -> None:
    talk = Asked()
    (asked,) = requests(talk.hear(QUESTION))
    assert isinstance(asked, Text)
    entry = talk.press(asked.quick_replies[0].payload).consent
    assert entry is not None and entry.wording == NEWS.version("zh-TW")
    assert (entry.place, entry.topic) == ("chat", "news")
    assert talk.active() == {"news"}


def test_it_is_asked_once_and_not_below_every_answer() -> None:
    talk = Asked()
    assert requests(talk.hear(QUESTION))
    assert requests(talk.hear(QUESTION)) == []
    talk.at += timedelta(days=30)
    assert requests(talk.hear(QUESTION))


@pytest.mark.parametrize("by", ["press", "word"])
def test_whoever_declines_is_thanked_and_never_asked_again(by: str) -> None:
    talk = Asked()
    (asked,) = requests(talk.hear(QUESTION))
    assert isinstance(asked, Text)
    button = asked.quick_replies[1]
    said = talk.press(button.payload) if by == "press" else talk.hear(button.label)
    assert said.reasoning.rule is Rule.DECLINED and said.consent is None
    assert texts(said) == SHOP.say(Phrase.DECLINED, "zh-TW")
    for _ in range(4):
        talk.at += timedelta(days=100)
        assert requests(talk.hear(QUESTION)) == []


def test_the_words_of_the_button_decline_nothing_when_nothing_was_asked_just_now() -> None:
    talk = Asked()
    label = SHOP.voice[Phrase.DECLINE_BUTTON]["zh-TW"]
    assert talk.hear(label).reasoning.rule is not Rule.DECLINED
    talk.hear(QUESTION)
    talk.hear("可以退貨嗎")
    assert talk.hear(label).reasoning.rule is not Rule.DECLINED


def test_nobody_who_stopped_is_asked_below_the_answer_they_get() -> None:
    talk = Asked()
    talk.hear("停止")
    decision = talk.hear(QUESTION)
    assert decision.reasoning.rule is Rule.ANSWERED and requests(decision) == []


def test_nobody_is_asked_while_a_person_holds_the_talk() -> None:
    talk = Asked()
    talk.hear(HumanReplied())
    assert talk.hear(QUESTION).messages == ()
    assert talk.come(Referred("shortlink", "x")).messages == ()


def test_whoever_comes_by_a_link_sees_its_topic_and_agrees_at_its_place() -> None:
    talk = Asked(PAGE_SHOPPER)
    decision = talk.come(Referred("shortlink", "x"))
    (asked,) = requests(decision)
    assert decision.reasoning.rule is Rule.SUBSCRIPTIONS and isinstance(asked, Text)
    entry = talk.press(asked.quick_replies[0].payload).consent
    assert entry is not None and entry.place == "qr:counter-3"
    (subscription,) = talk.contact.subscriptions if talk.contact else ()
    assert subscription.place == "qr:counter-3"


def test_a_link_that_is_not_ours_says_nothing_and_brings_no_place() -> None:
    talk = Asked(PAGE_SHOPPER)
    assert talk.come(Referred("shortlink", "forged"), None).messages == ()
    assert talk.contact is not None and talk.contact.came is None


def test_a_link_that_opens_no_window_leads_to_no_message() -> None:
    talk = Asked(PAGE_SHOPPER)
    assert talk.come(Referred("send_to_messenger", "x", opens_window=False)).messages == ()
    assert talk.contact is not None and talk.contact.came is not None


@pytest.mark.parametrize(
    "happening",
    [
        Followed(entry=EntryPoint("shortlink", "x")),
        MessageReceived("m", QUESTION, entry=EntryPoint("shortlink", "x")),
        MessageReceived("m", "你好"),
    ],
)
def test_who_says_something_with_it_is_answered_first(happening: Happening) -> None:
    decision = Asked(PAGE_SHOPPER).come(happening)
    assert len(decision.messages) == 2 and requests(decision) == [decision.messages[1]]
    first, asked = decision.messages
    assert first.quick_replies == (), "only what stands below the last message is shown"
    shown = [parse_action(reply.payload) for reply in asked.quick_replies]
    assert [action.verb for action in shown[:2] if action] == [Verb.SUBSCRIBE, Verb.DECLINE]


def test_a_link_may_ask_again_whoever_declined_but_nobody_who_stopped_or_follows() -> None:
    talk = Asked(PAGE_SHOPPER)
    (asked,) = requests(talk.hear(QUESTION))
    assert isinstance(asked, Text)
    talk.press(asked.quick_replies[1].payload)
    assert requests(talk.come(Referred("shortlink", "x")))
    talk.press(asked.quick_replies[0].payload)
    assert talk.come(Referred("shortlink", "x")).messages == ()
    talk.hear("停止")
    assert talk.come(Referred("shortlink", "x")).messages == ()


def test_a_place_counts_for_a_day() -> None:
    talk = Asked(PAGE_SHOPPER)
    (asked,) = requests(talk.come(Referred("shortlink", "x")))
    assert isinstance(asked, Text)
    talk.at += timedelta(hours=24)
    entry = talk.press(asked.quick_replies[0].payload).consent
    assert entry is not None and entry.place == "chat"


def test_an_ad_is_a_place_by_the_platforms_own_word() -> None:
    talk = Asked(PAGE_SHOPPER)
    ad = EntryPoint("ads", "summer", ad="23851", is_ad=True)
    (asked,) = requests(talk.come(MessageReceived("m", QUESTION, entry=ad), None))
    assert isinstance(asked, Text)
    entry = talk.press(asked.quick_replies[0].payload).consent
    assert entry is not None and entry.place == "ad:23851"


def test_a_first_message_that_names_a_topic_shows_its_words_first() -> None:
    """On LINE and WhatsApp a link can do no more than write the first message."""
    talk = Asked()
    decision = talk.come("訂閱 每週茶訊")
    assert decision.consent is None and decision.reasoning.rule is Rule.SUBSCRIPTIONS
    (button,) = decision.messages[0].quick_replies
    entry = talk.press(button.payload).consent
    assert entry is not None and entry.place == "qr:counter-3"


def test_what_is_heard_late_is_noted_and_asks_for_nothing() -> None:
    talk = Asked(PAGE_SHOPPER)
    talk.hear("你好")
    late = event(PostbackPressed("tk:decline:news"), at=talk.at, contact=talk.key)
    before = talk.contact
    assert before is not None
    decision = decide(late, before, SHOP, FAQ, talk.at + timedelta(hours=1))
    assert decision.messages == () and decision.contact.asked[0].declined
    assert datetime(2026, 1, 1, tzinfo=UTC) < decision.contact.asked[0].at
