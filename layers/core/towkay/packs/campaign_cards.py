"""`card:` and `cards:` of a campaign: one of its own, several, or a set of brand.yaml?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from towkay.domain.actions import Action, Verb
from towkay.domain.messages import Button, Card, Carousel, LinkButton, PostbackButton
from towkay.packs.campaign_buttons import ButtonReader
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_texts import TextReader
from towkay.packs.findings import nearest
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

Build = Callable[[str], Card]
BuildAll = Callable[[str], Carousel]


@dataclass(frozen=True, slots=True)
class CardReader:
    """Reads cards."""

    file: YamlFile
    known: Known
    texts: TextReader
    pressing: ButtonReader

    def card(self, entry: Entry) -> Build:
        fields = self.file.fields(entry, ("title",), ("text", "image", "link", "buttons"))
        if fields.keys() == {"title"}:
            self.file.findings.add(Kind.CARD_ONLY_TITLE, entry.place, cards=entry.key)
        title = self.texts.part(fields.get("title"), lambda known: known.card_title_limit)
        text = self.texts.part(fields.get("text"), lambda known: known.card_text_limit)
        image, link = (self.texts.address(fields.get(name)) for name in ("image", "link"))
        buttons = self.pressing.buttons(fields.get("buttons"))
        return lambda language: Card(
            title.get(language, ""),
            text.get(language, ""),
            image,
            link,
            tuple(button.as_button(language) for button in buttons),
        )

    def cards(self, entry: Entry) -> BuildAll | None:
        """Side by side: written here, or a set by its name."""
        if isinstance(entry.node, yaml.ScalarNode):
            return self._set(entry)
        items = self.file.items(entry) or []
        most, channel = self.file.findings.limits.cards
        if not items:
            self.file.findings.add(CampaignKind.SAYS_NOTHING, entry.place, key=entry.key)
        if len(items) > most:
            said = {"count": len(items), "limit": most, "channel": channel}
            self.file.findings.add(Kind.TOO_MANY_CARDS, items[most].place, **said)
        builds = [self.card(item) for item in items]
        return lambda language: Carousel(tuple(build(language) for build in builds))

    def _set(self, entry: Entry) -> BuildAll | None:
        name = self.file.text(entry)
        if name is not None and name not in self.known.cards:
            near = nearest(name, set(self.known.cards))
            self.file.findings.add(Kind.UNKNOWN_CARDS, entry.place, value=name, nearest=near)
        cards: Sequence[Mapping[str, Any]] = self.known.cards.get(name or "", ())
        if not cards:
            return None
        self.known.shown_cards.add(name or "")
        return lambda language: Carousel(tuple(_of_set(card, language) for card in cards))


def _of_set(card: Mapping[str, Any], language: str) -> Card:
    return Card(
        card["title"].get(language, ""),
        card["text"].get(language, ""),
        card["image"],
        card["link"],
        tuple(_button(button, language) for button in card["buttons"]),
    )


def _button(button: Mapping[str, Any], language: str) -> Button:
    label = button["label"].get(language, "")
    if button["link"]:
        return LinkButton(label, button["link"])
    return PostbackButton(label, Action(Verb.ANSWER, button["asks"]).payload())
