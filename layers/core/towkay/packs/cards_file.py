"""The card sets of brand.yaml: what is shown side by side, and what its buttons do."""

from dataclasses import dataclass, field
from typing import NamedTuple

from towkay.packs.findings import Place
from towkay.packs.limits import Limit
from towkay.packs.links import check_image, check_page
from towkay.packs.texts import check_button_label, is_id
from towkay.packs.voice_file import only_texts, read_said
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

TEXT_LIMIT = 500  # a long text follows its card in a message of its own; ten must fit into a turn


class Asked(NamedTuple):
    """A button that asks an entry: which, in which set, and where that is written."""

    id: str
    cards: str
    place: Place


@dataclass(slots=True)
class CardSets:
    """The pack's form of `cards`, and what faq.csv is checked against."""

    members: dict[str, object] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)


def read_cards(file: YamlFile, entry: Entry, languages: tuple[str, ...]) -> CardSets:
    sets = CardSets()
    for name, member in (file.members(entry) or {}).items():
        if not is_id(name):
            file.findings.add(Kind.BAD_ID, member.place, value=name)
        cards = file.some_items(member)
        if len(cards) > file.findings.limits.cards.most:
            _too_many(file, Kind.TOO_MANY_CARDS, cards, file.findings.limits.cards)
        sets.places[name] = member.place
        reader = _Reader(file, languages, name, sets.asked)
        sets.members[name] = [reader.card(card) for card in cards]
    return sets


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the cards of one set; `asked` collects what their buttons ask."""

    file: YamlFile
    languages: tuple[str, ...]
    name: str
    asked: list[Asked]

    def card(self, entry: Entry) -> dict[str, object]:
        fields = self.file.fields(entry, ("title",), ("text", "image", "link", "buttons"))
        if fields.keys() == {"title"}:
            self.file.findings.add(Kind.CARD_ONLY_TITLE, entry.place, cards=self.name)
        return {
            "title": self._said(fields, "title"),
            "text": self._said(fields, "text"),
            "image": self._link(fields, "image"),
            "link": self._link(fields, "link"),
            "buttons": self._buttons(fields["buttons"]) if "buttons" in fields else [],
        }

    def _said(self, fields: dict[str, Entry], key: str) -> dict[str, str]:
        if key not in fields:
            return {}
        said = read_said(self.file, fields[key], self.languages)
        for text, written in said.values():
            self._check_length(key, text, written.place)
        return only_texts(said)

    def _check_length(self, key: str, text: str, place: Place) -> None:
        limits = self.file.findings.limits
        limit = limits.card_title if key == "title" else limits.card_text
        size = limits.length(text)
        if key == "title" and size > limit.most:
            kind, most = Kind.CARD_TITLE_TOO_LONG, limit.most
        elif size > TEXT_LIMIT:
            kind, most = Kind.TEXT_TOO_LONG, TEXT_LIMIT
        elif size > limit.most:
            kind, most = Kind.CARD_TEXT_LONG, limit.most
        else:
            return
        self.file.findings.add(kind, place, key=key, length=size, limit=most, channel=limit.channel)

    def _link(self, fields: dict[str, Entry], key: str) -> str:
        if key not in fields or (url := self.file.text(fields[key])) is None:
            return ""
        check = check_image if key == "image" else check_page
        check(url, fields[key].place, self.file.findings)
        return url

    def _buttons(self, entry: Entry) -> list[dict[str, object]]:
        buttons = self.file.items(entry) or []
        limit = self.file.findings.limits.buttons
        if len(buttons) > limit.most:
            _too_many(self.file, Kind.TOO_MANY_BUTTONS, buttons, limit)
        return [self._button(button) for button in buttons]

    def _button(self, entry: Entry) -> dict[str, object]:
        fields = self.file.fields(entry, ("label",), ("link", "asks"))
        targets = fields.keys() & {"link", "asks"}
        if len(targets) != 1:
            kind = Kind.BUTTON_TWO_TARGETS if targets else Kind.BUTTON_NO_TARGET
            self.file.findings.add(kind, entry.place, cards=self.name)
        label = read_said(self.file, fields["label"], self.languages) if "label" in fields else {}
        for text, written in label.values():
            check_button_label(text, written.place, self.file.findings)
        return {
            "label": only_texts(label),
            "link": self._link(fields, "link"),
            "asks": self._asks(fields),
        }

    def _asks(self, fields: dict[str, Entry]) -> str:
        asks = self.file.text(fields["asks"]) if "asks" in fields else None
        if asks is not None:
            self.asked.append(Asked(asks, self.name, fields["asks"].place))
        return asks or ""


def _too_many(file: YamlFile, kind: Kind, items: list[Entry], limit: Limit) -> None:
    first_too_many = items[limit.most].place
    file.findings.add(
        kind, first_too_many, count=len(items), limit=limit.most, channel=limit.channel
    )
