"""A very small shop with three topics, and conversations about them."""

from dataclasses import replace
from datetime import timedelta

from tests.support import shop
from tests.support.shop import FAQ, NOW, event
from towkay.domain.actions import Action, Verb
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact, met
from towkay.domain.conversation.decide import decide
from towkay.domain.conversation.scene import Decision
from towkay.domain.default_voice import DEFAULT_VOICE
from towkay.domain.events import Happening, PostbackPressed
from towkay.domain.messages import Purpose
from towkay.domain.topics import Topic

NEWS = Topic(
    "news",
    Purpose.MARKETING,
    {"zh-TW": "每週茶訊", "en": "Tea news"},
    {"zh-TW": "每週一則新茶消息", "en": "One message a week"},
)
PROMO = Topic(
    "promo",
    Purpose.MARKETING,
    {"zh-TW": "優惠訊息", "en": "Ads"},
    {"zh-TW": "每月一則優惠", "en": "One offer a month"},
)
PARCELS = Topic(
    "parcels",
    Purpose.SERVICE,
    {"zh-TW": "包裹", "en": "Parcels"},
    {"zh-TW": "出貨時告訴您", "en": "Where your parcel is"},
)
BRAND = replace(
    shop.BRAND, topics=(NEWS, PROMO, PARCELS), voice={**shop.BRAND.voice, **DEFAULT_VOICE}
)


class Chat:
    """A conversation with a shop that has topics."""

    def __init__(self, key: ContactKey = shop.LINE_SHOPPER) -> None:
        self.key, self.at, self.brand = key, NOW, BRAND
        self.contact: Contact | None = None

    def hear(self, happening: Happening | str, **about: object) -> Decision:
        self.at += timedelta(seconds=1)
        heard = event(happening, at=self.at, contact=self.key)
        heard = replace(heard, **about)  # type: ignore[arg-type]  # fields of Event
        decision = decide(heard, self.contact or met(heard), self.brand, FAQ, self.at)
        self.contact = decision.contact
        return decision

    def press(self, payload: str, **about: object) -> Decision:
        return self.hear(PostbackPressed(payload), **about)

    def active(self) -> set[str]:
        subscriptions = self.contact.subscriptions if self.contact else ()
        return {one.topic for one in subscriptions if one.active}

    def subscribe(self, *topics: Topic) -> None:
        for topic in topics:
            self.press(asks_for(topic))


def asks_for(topic: Topic, language: str = "zh-TW") -> str:
    return Action(Verb.SUBSCRIBE, topic.id, topic.version(language)).payload()


def ends(topic: Topic) -> str:
    return Action(Verb.STOP_TOPIC, topic.id).payload()
