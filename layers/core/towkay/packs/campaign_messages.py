"""What does a campaign say: texts, pictures, cards, a coupon, approved words, and buttons?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import yaml

from towkay.domain.calendar.walls import moment_of
from towkay.domain.capabilities import Rich
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.messages import CouponOffer, Image, Message, Purpose, Text
from towkay.domain.offers import Coupon
from towkay.packs.campaign_buttons import ButtonReader, Pressed
from towkay.packs.campaign_cards import CardReader
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_personal import check_personal
from towkay.packs.campaign_spans import wall
from towkay.packs.campaign_template import TemplateReader
from towkay.packs.campaign_texts import TextReader
from towkay.packs.yaml_tree import Entry, YamlFile

MOST_MESSAGES = 5  # LINE takes so many in one request
Build = Callable[[str], Message]
KINDS = ("text", "image", "card", "cards", "coupon", "template")
_BESIDE = {"alt": ("image",), "buttons": ("text",), "quick_replies": KINDS[:-1]}


@dataclass(frozen=True, slots=True)
class MessageReader:
    """Reads what is said on one channel, or where that is empty on several.

    Every text is there in every language of the brand.
    """

    file: YamlFile
    known: Known
    texts: TextReader
    pressing: ButtonReader
    zone: str
    channel: str = ""

    def messages(self, entry: Entry) -> list[Build]:
        """The messages in their order; a bare text is one."""
        if isinstance(entry.node, yaml.SequenceNode):
            items = self.file.items(entry) or []
            if not items:
                self.file.findings.add(CampaignKind.SAYS_NOTHING, entry.place, key=entry.key)
            if len(items) > MOST_MESSAGES:
                place = items[MOST_MESSAGES].place
                said = {"count": len(items), "limit": MOST_MESSAGES}
                self.file.findings.add(CampaignKind.TOO_MANY_MESSAGES, place, **said)
        else:
            items = [entry]
        last = len(items) - 1
        read = [self._message(item, is_last=place == last) for place, item in enumerate(items)]
        return [build for build in read if build]

    def _message(self, entry: Entry, *, is_last: bool) -> Build | None:
        if self._is_bare(entry):
            said = self.texts.text(entry)
            return lambda language: Text(said.get(language, ""))
        fields = self.file.fields(entry, (), (*KINDS, *_BESIDE))
        kinds = [kind for kind in KINDS if kind in fields]
        if len(kinds) != 1:
            if fields:
                allowed = ", ".join(KINDS)
                self.file.findings.add(CampaignKind.ONE_OF, entry.place, allowed=allowed)
            return None
        self._find_misplaced(fields, kinds[0], is_last=is_last)
        build = self._kinds()[kinds[0]](fields)
        replies = self.pressing.replies(fields.get("quick_replies"))
        return _replied(build, replies) if build and replies else build

    def _is_bare(self, entry: Entry) -> bool:
        """Whether it is a text, or one in several languages, without a name before it."""
        if isinstance(entry.node, yaml.ScalarNode):
            return True
        members = isinstance(entry.node, yaml.MappingNode) and entry.node.value
        keys = {str(key.value) for key, _ in members or ()}
        return bool(keys) and keys <= set(self.known.languages)

    def _find_misplaced(self, fields: Mapping[str, Entry], kind: str, *, is_last: bool) -> None:
        for key, beside in _BESIDE.items():
            if key in fields and kind not in beside:
                place = fields[key].place
                self.file.findings.add(CampaignKind.MISPLACED, place, key=key, beside=kind)
        if kind == "template":
            self._check_template(fields[kind])
        if "quick_replies" in fields and not is_last:
            place = fields["quick_replies"].place
            self.file.findings.add(CampaignKind.REPLIES_NOT_LAST, place)

    def _check_template(self, entry: Entry) -> None:
        """It was approved by one platform; only WhatsApp approves any that sell."""
        if not self.channel:
            self.file.findings.add(CampaignKind.TEMPLATE_FOR_ALL, entry.place)
            return
        channel = Channel(self.channel)
        sells = self.texts.purpose is Purpose.MARKETING
        has_any = Rich.TEMPLATE in CAPABILITIES[channel].native
        if not has_any or (sells and channel is not Channel.WHATSAPP):
            name = channel.display_name
            self.file.findings.add(CampaignKind.TEMPLATE_NOT_TAKEN, entry.place, channel=name)

    def _kinds(self) -> dict[str, Callable[[dict[str, Entry]], Build | None]]:
        cards = CardReader(self.file, self.known, self.texts, self.pressing)
        templates = TemplateReader(self.file, self.texts, self.pressing)
        return {
            "text": self._text,
            "image": self._image,
            "card": lambda fields: cards.card(fields["card"]),
            "cards": lambda fields: cards.cards(fields["cards"]),
            "coupon": lambda fields: self._coupon(fields["coupon"]),
            "template": lambda fields: templates.template(fields["template"]),
        }

    def _text(self, fields: dict[str, Entry]) -> Build:
        buttons = self.pressing.buttons(fields.get("buttons"))
        said = self.texts.text(fields["text"], with_buttons=bool(buttons))
        return lambda language: Text(
            said.get(language, ""),
            buttons=tuple(button.as_button(language) for button in buttons),
        )

    def _image(self, fields: dict[str, Entry]) -> Build:
        link = self.texts.address(fields["image"])
        alt = self.texts.part(fields.get("alt"), lambda known: known.alt_limit)
        return lambda language: Image(link, alt.get(language, ""))

    def _coupon(self, entry: Entry) -> Build:
        words = ("title", "code")
        fields = self.file.fields(entry, words, ("text", "link", "image", "ends", "reference"))
        title = self.texts.part(fields.get("title"), lambda known: known.card_title_limit)
        text = self.texts.part(fields.get("text"), lambda known: known.card_text_limit)
        plain = {
            key: self.file.text(fields[key]) or "" for key in ("code", "reference") if key in fields
        }
        if "code" in fields:
            check_personal(plain.get("code", ""), fields["code"].place, self.file.findings)
        ends = wall(self.file, fields["ends"]) if "ends" in fields else None
        coupon = Coupon(
            "",
            plain.get("code", ""),
            url=self.texts.address(fields.get("link")),
            image_url=self.texts.address(fields.get("image")),
            ends_at=moment_of(datetime.fromisoformat(ends), self.zone) if ends else None,
            reference=plain.get("reference", ""),
        )
        return lambda language: CouponOffer(
            replace(coupon, title=title.get(language, ""), text=text.get(language, ""))
        )


def _replied(build: Build, replies: list[Pressed]) -> Build:
    def with_replies(language: str) -> Message:
        buttons = tuple(reply.as_reply(language) for reply in replies)
        return replace(build(language), quick_replies=buttons)

    return with_replies
