"""What do the buttons of a campaign do: answer an entry, tag whoever presses, open a page, stop?"""

from collections.abc import Callable
from dataclasses import dataclass

from towkay.domain.actions import TAG_LIMIT, Action, Verb
from towkay.domain.messages import Button, LinkButton, PostbackButton, QuickReply
from towkay.packs.campaign_context import Known, KnownTopic
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_personal import check_not_personal
from towkay.packs.findings import Place, nearest
from towkay.packs.limits import Limit
from towkay.packs.links import check_page
from towkay.packs.scalars import switch
from towkay.packs.texts import check_button_label, check_label
from towkay.packs.voice_file import only_texts, read_said
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

_TARGETS = ("link", "asks", "tag", "stop")
_CHECKS = {"buttons": check_button_label, "quick_replies": check_label}


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button in every language: it opens `link`, or sends `payload` back."""

    label: dict[str, str]
    link: str = ""
    payload: str = ""

    def as_button(self, language: str) -> Button:
        label = self.label.get(language, "")
        return LinkButton(label, self.link) if self.link else PostbackButton(label, self.payload)

    def as_reply(self, language: str) -> QuickReply:
        return QuickReply(self.label.get(language, ""), self.payload)


@dataclass(frozen=True, slots=True)
class ButtonReader:
    """Reads the buttons of a campaign for one topic."""

    file: YamlFile
    known: Known
    topic: KnownTopic | None

    def buttons(self, entry: Entry | None) -> list[Pressed]:
        """Those that stay with their message."""
        return self._each(entry, self.file.findings.limits.buttons)

    def replies(self, entry: Entry | None) -> list[Pressed]:
        """Those under the last message, gone with the next."""
        limits = self.file.findings.limits
        return self._each(entry, limits.tightest(lambda channel: channel.quick_reply_limit))

    def payload(self, fields: dict[str, Entry]) -> str:
        """What comes back from a press that stops the topic, answers an entry or puts a tag on."""
        if "stop" in fields:
            if switch(self.file, fields["stop"]) is False:
                place = fields["stop"].place
                self.file.findings.add(CampaignKind.PRESS_NOTHING, place, found="stop: false")
            return Action(Verb.STOP_TOPIC, self.topic.id if self.topic else "").payload()
        asks = self._named(fields.get("asks"), self._check_entry)
        if "tag" not in fields:
            return Action(Verb.ANSWER, asks).payload()
        tag = self._named(fields["tag"], self._check_tag)
        return Action(Verb.TAG, tag, then=asks).payload()

    def _each(self, entry: Entry | None, limit: Limit) -> list[Pressed]:
        items = (self.file.items(entry) or []) if entry else []
        if len(items) > limit.most:
            said = {"count": len(items), "limit": limit.most, "channel": limit.channel}
            self.file.findings.add(Kind.TOO_MANY_BUTTONS, items[limit.most].place, **said)
        return [self._button(item) for item in items]

    def _button(self, entry: Entry) -> Pressed:
        fields = self.file.fields(entry, (), ("label", *_TARGETS))
        targets = [name for name in _TARGETS if name in fields]
        # A tag may be put on and an entry answered by the same press.
        if len(targets) != 1 and targets != ["asks", "tag"]:
            kind = CampaignKind.PRESS_TWICE if targets else CampaignKind.PRESS_NOTHING
            self.file.findings.add(kind, entry.place, found=", ".join(targets))
            return Pressed({})
        is_stop = targets == ["stop"]
        if "label" not in fields and not is_stop:
            self.file.findings.add(Kind.MISSING_KEY, entry.place, parent=entry.key, key="label")
        own = self.topic.stop if is_stop and self.topic else {}
        label = {**own, **(self._label(entry, fields["label"]) if "label" in fields else {})}
        if "link" in fields:
            return self._link(entry, fields["link"], label)
        return Pressed(label, payload=self.payload(fields))

    def _label(self, entry: Entry, written: Entry) -> dict[str, str]:
        said = read_said(self.file, written, self.known.languages)
        for text, at in said.values():
            _CHECKS[entry.key](text, at.place, self.file.findings)
            check_not_personal("label", text, at.place, self.file.findings)
        return only_texts(said)

    def _link(self, entry: Entry, written: Entry, label: dict[str, str]) -> Pressed:
        link = self.file.text(written) or ""
        if entry.key == "quick_replies":
            self.file.findings.add(CampaignKind.REPLY_LINK, written.place)
        elif link:
            check_not_personal("link", link, written.place, self.file.findings)
            check_page(link, written.place, self.file.findings)
        return Pressed(label, link=link)

    def _named(self, entry: Entry | None, check: Callable[[str, Place], None]) -> str:
        written = self.file.text(entry) if entry else None
        if entry is not None and written is not None:
            check(written, entry.place)
        return written or ""

    def _check_entry(self, written: str, place: Place) -> None:
        if written not in self.known.faq:
            near = nearest(written, self.known.faq)
            self.file.findings.add(Kind.BUTTON_UNKNOWN_ID, place, value=written, nearest=near)

    def _check_tag(self, written: str, place: Place) -> None:
        if ":" in written or len(written) > TAG_LIMIT:
            self.file.findings.add(CampaignKind.BAD_TAG, place, value=written, limit=TAG_LIMIT)
