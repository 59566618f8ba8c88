"""What of a campaign can a channel not show, however it is turned?"""

from towkay.domain.campaigns import Said
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.messages import Loss, Lossy
from towkay.domain.packing import pack
from towkay.domain.personal import filled
from towkay.packs.campaign_audience import reached
from towkay.packs.campaign_channels import said_on
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaigns_file import Written
from towkay.packs.findings import Findings

_NAMES = {
    Lossy.QUICK_REPLY: ("快速回覆", "quick replies"),
    Lossy.LABEL: ("按鈕文字", "labels"),
    Lossy.BUTTON: ("按鈕", "buttons"),
    Lossy.LINK: ("連結", "links"),
    Lossy.IMAGE: ("圖片", "pictures"),
}
_GONE = ("left out", "shortened")  # how the fitting tells of what nobody will see


def check_shown(written: Written, known: Known, findings: Findings) -> None:
    """One note for each step, channel and kind of thing; what is only shown otherwise is fine."""
    for channel in map(Channel, reached(written.campaign.audience, known)):
        for step in written.campaign.steps:
            said = [one for variant in step.variants for one in said_on(variant, channel)]
            lost = {loss.what for one in said for loss in _losses(one, channel) if _is_gone(loss)}
            for what in sorted(lost & _NAMES.keys()):
                zh, en = _NAMES[what]
                place, name = written.steps[step.id], channel.display_name
                about = {"channel": name, "what_zh": zh, "what_en": en}
                findings.add(CampaignKind.LEFT_OUT, place, **about)


def _losses(said: Said, channel: Channel) -> tuple[Loss, ...]:
    """As somebody reads it of whom nothing is known."""
    nobody = Contact(ContactKey(channel, "", ""), "", "")
    return pack(filled(said.messages, nobody), CAPABILITIES[channel], said.language).losses


def _is_gone(loss: Loss) -> bool:
    return loss.detail.startswith(_GONE)
