"""menus.yaml: what stands ready in a chat before anybody has written."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from towkay.domain.channels import Channel
from towkay.domain.menus import Command, IceBreaker, MenuItem, Menus, Said
from towkay.packs.findings import Findings
from towkay.packs.menu_taps import ASKS, TARGETS, Heard, Taps, read_target
from towkay.packs.rich_menus_file import read_rich_menus
from towkay.packs.voice_file import only_texts, read_said
from towkay.packs.wording_menus import MenuKind
from towkay.packs.yaml_tree import Entry, YamlFile

NAME = "menus.yaml"
KEYS = ("greeting", "menu", "ice_breakers", "commands", "rich_menus")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
T = TypeVar("T")


class Limit(NamedTuple):
    """The most that the named channels take."""

    most: int
    channel: str


# Sources: Messenger Platform, "Messenger Profile"; Instagram Platform, "Ice breakers"; WhatsApp
# Business Platform, "Conversational components".
MENU_ITEMS = Limit(20, "Messenger, Instagram")
MENU_LABEL = Limit(30, "Messenger, Instagram")
GREETING = Limit(160, "Messenger")
ICE_BREAKERS = Limit(4, "Messenger, Instagram, WhatsApp")
QUESTION = Limit(80, "Messenger, Instagram, WhatsApp")
COMMANDS = Limit(30, "WhatsApp")
COMMAND_NAME = Limit(32, "Messenger, WhatsApp")
DESCRIPTION = Limit(64, "Messenger")


@dataclass(frozen=True, slots=True)
class MenusFile:
    """What the file says, and what must be compared with the other files."""

    menus: Menus
    taps: Taps


def read_menus(
    text: str, folder: Path, languages: tuple[str, ...], findings: Findings
) -> MenusFile:
    """`folder` is where the pictures are."""
    file, taps = YamlFile(NAME, findings), Taps()
    root = file.root(text)
    fields = file.fields(root, (), KEYS) if root else {}
    reader = _Reader(file, languages, taps)
    said = fields.get("greeting")
    rich = fields.get("rich_menus")
    menus = Menus(
        languages,
        greeting=reader.said(said, GREETING) if said else None,
        menu=reader.each(fields.get("menu"), MENU_ITEMS, reader.item),
        ice_breakers=reader.each(fields.get("ice_breakers"), ICE_BREAKERS, reader.ice_breaker),
        commands=reader.each(fields.get("commands"), COMMANDS, reader.command),
        rich_menus=read_rich_menus(file, rich, folder, taps) if rich else None,
    )
    return MenusFile(menus, taps)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of the file; `taps` collects what they name."""

    file: YamlFile
    languages: tuple[str, ...]
    taps: Taps

    def each(
        self, entry: Entry | None, limit: Limit, read: Callable[[Entry], T]
    ) -> tuple[T, ...] | None:
        """The members of a list; None where the file has no such list, or none can be read."""
        items = self.file.items(entry) if entry else None
        if entry is None or items is None:
            return None
        if len(items) > limit.most:
            place = items[limit.most].place
            said = {"key": entry.key, "count": len(items)}
            self.file.findings.add(
                MenuKind.TOO_MANY_TAPS, place, **said, limit=limit.most, channel=limit.channel
            )
        return tuple(read(item) for item in items)

    def said(self, entry: Entry, limit: Limit) -> Said:
        """A text in every language, each short enough."""
        said = read_said(self.file, entry, self.languages)
        for text, written in said.values():
            if len(text) > limit.most:
                self.file.findings.add(
                    MenuKind.TAP_TEXT_LONG,
                    written.place,
                    value=text,
                    length=len(text),
                    limit=limit.most,
                    channel=limit.channel,
                )
        return only_texts(said)

    def item(self, entry: Entry) -> MenuItem:
        fields = self.file.fields(entry, ("label",), TARGETS)
        label = self.said(fields["label"], MENU_LABEL) if "label" in fields else {}
        return MenuItem(label, read_target(self.file, entry, fields, self.taps))

    def ice_breaker(self, entry: Entry) -> IceBreaker:
        """It only asks: WhatsApp sends its words as if they had been typed."""
        fields = self.file.fields(entry, ("question", ASKS))
        payload, asks = self._asked(entry, fields)
        if "question" not in fields:
            return IceBreaker({}, payload)
        question = self.said(fields["question"], QUESTION)
        is_on_whatsapp = Channel.WHATSAPP in self.file.findings.limits.channels
        for language, (words, written) in read_again(self.file, fields["question"]).items():
            if is_on_whatsapp and any(
                unicodedata.category(letter) in ("So", "Cs") for letter in words
            ):
                self.file.findings.add(MenuKind.TAP_TEXT_EMOJI, written.place, value=words)
            self.taps.heard.append(Heard(words, language or self._default, asks, written.place))
        return IceBreaker(question, payload)

    def command(self, entry: Entry) -> Command:
        fields = self.file.fields(entry, ("name", "description", ASKS))
        payload, asks = self._asked(entry, fields)
        name = (self.file.text(fields["name"]) or "") if "name" in fields else ""
        if "name" in fields and name and not _COMMAND.fullmatch(name):
            place = fields["name"].place
            self.file.findings.add(MenuKind.BAD_COMMAND, place, value=name, limit=COMMAND_NAME.most)
        about = self.said(fields["description"], DESCRIPTION) if "description" in fields else {}
        self.taps.heard.append(Heard(f"/{name}", self._default, asks, entry.place))
        return Command(name, about, payload)

    @property
    def _default(self) -> str:
        return next(iter(self.languages), "")

    def _asked(self, entry: Entry, fields: dict[str, Entry]) -> tuple[str, str]:
        """The payload, and the entry it asks."""
        if ASKS not in fields:
            return "", ""
        asks = {ASKS: fields[ASKS]}
        payload = read_target(self.file, entry, asks, self.taps).payload
        return payload, payload.rpartition(":")[2]


def read_again(file: YamlFile, entry: Entry) -> dict[str, tuple[str, Entry]]:
    """What was said, without finding the same mistakes twice; a bare text has no language."""
    return read_said(YamlFile(file.name, Findings()), entry, ())
