"""Do a campaign's words and links do on every channel that it speaks on?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from towkay.domain.capabilities import Capabilities
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_personal import as_unknown, check_not_personal, check_personal
from towkay.packs.findings import Findings, Place
from towkay.packs.links import check_image, check_page
from towkay.packs.voice_file import only_texts, read_said
from towkay.packs.yaml_tree import Entry, YamlFile

# Marketing messages on Messenger, "Send messages": shorter than an ordinary message.
PAID_TEXT = 640
LimitOf = Callable[[Capabilities], int]


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads texts in every language; `limits` of the findings are those of who reads them."""

    file: YamlFile
    languages: tuple[str, ...]
    purpose: Purpose

    def text(self, entry: Entry, *, with_buttons: bool = False) -> dict[str, str]:
        """The words of a message of their own."""

        def most(channel: Channel, known: Capabilities) -> int:
            limit = known.button_text_limit if with_buttons else known.text_limit
            is_paid = channel is Channel.MESSENGER and self.purpose is Purpose.MARKETING
            return min(limit, PAID_TEXT) if is_paid else limit

        return self._said(entry, most)

    def part(self, entry: Entry | None, limit_of: LimitOf) -> dict[str, str]:
        """The words in a card, a coupon, under a picture; none where nothing is written."""
        if entry is None:
            return {}
        return self._said(entry, lambda _, known: limit_of(known))

    def gap(self, entry: Entry) -> dict[str, str]:
        """What fills a gap of a template: one line, never empty."""
        said = read_said(self.file, entry, self.languages)
        for text, written in said.values():
            check_personal(text, written.place, self.file.findings, in_template=True)
            if "\n" in text or "\t" in text:
                self.file.findings.add(CampaignKind.GAP_LINES, written.place, value=text)
        return only_texts(said)

    def address(self, entry: Entry | None) -> str:
        """A link, the same for everybody; behind `image` one that every channel shows."""
        link = self.file.text(entry) if entry else None
        if entry is None or link is None:
            return ""
        check_not_personal(entry.key, link, entry.place, self.file.findings)
        check = check_image if entry.key == "image" else check_page
        check(link, entry.place, self.file.findings)
        return link

    def _said(self, entry: Entry, most: Callable[[Channel, Capabilities], int]) -> dict[str, str]:
        said = read_said(self.file, entry, self.languages)
        channels = self.file.findings.limits.channels
        limits = {channel: most(channel, known) for channel, known in channels.items()}
        for text, written in said.values():
            check_personal(text, written.place, self.file.findings)
            check_length(entry.key, as_unknown(text), written.place, limits, self.file.findings)
        return only_texts(said)


def check_length(
    key: str, text: str, place: Place, limits: Mapping[Channel, int], findings: Findings
) -> None:
    """One finding, with the least that any of the channels takes; 0 stands for no limit."""
    sizes = {
        channel: findings.limits.channels[channel].length_unit.measure(text) for channel in limits
    }
    over = [channel for channel, most in limits.items() if 0 < most < sizes[channel]]
    if over:
        tightest = min(over, key=lambda channel: limits[channel])
        said = {"length": sizes[tightest], "limit": limits[tightest]}
        name = tightest.display_name
        findings.add(CampaignKind.SAID_TOO_LONG, place, key=key, channel=name, **said)
