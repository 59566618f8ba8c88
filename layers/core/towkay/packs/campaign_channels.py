"""Can what a campaign says reach somebody on every channel that its audience is on?"""

from collections.abc import Iterable

from towkay.domain.campaigns import Campaign, Said, Step, Variant
from towkay.domain.channels import Channel
from towkay.domain.messages import CouponOffer, Image, Message, Purpose, TemplateMessage
from towkay.domain.schedules import AfterEntry
from towkay.packs.campaign_audience import reached
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_spans import DAY
from towkay.packs.campaigns_file import Written
from towkay.packs.findings import Findings, Place


def check_channels(written: Written, known: Known, findings: Findings) -> None:
    """Whether each step has words for each channel, of a kind that may be sent there unasked."""
    campaign = written.campaign
    for step in campaign.steps:
        place = written.steps[step.id]
        for channel in map(Channel, reached(campaign.audience, known)):
            said = [one for variant in step.variants for one in _on(variant, channel)]
            if not said:
                name = channel.display_name
                findings.add(CampaignKind.SILENT_CHANNEL, place, channel=name)
            else:
                _check(campaign, step, channel, said, place, findings)


def _on(variant: Variant, channel: Channel) -> list[Said]:
    """What a channel gets: its own words, else those for all."""
    own = [one for one in variant.said if one.channel == channel]
    return own or [one for one in variant.said if not one.channel]


def _check(
    campaign: Campaign,
    step: Step,
    channel: Channel,
    said: Iterable[Said],
    place: Place,
    findings: Findings,
) -> None:
    messages = [message for one in said for message in one.messages]
    has_template = any(isinstance(one, TemplateMessage) for one in messages)
    if has_template or _is_soon(campaign, step):
        return
    if channel is Channel.WHATSAPP:
        findings.add(CampaignKind.TEMPLATE_MISSING, place, channel=channel.display_name)
    elif channel is Channel.INSTAGRAM or _is_service_on_messenger(campaign, channel):
        findings.add(CampaignKind.WINDOW_ONLY, place, channel=channel.display_name)
    elif channel is Channel.MESSENGER and not all(map(_may_be_paid_for, messages)):
        findings.add(CampaignKind.NOT_PAID_FOR, place, channel=channel.display_name)


def _is_soon(campaign: Campaign, step: Step) -> bool:
    """Whether who subscribed has most likely just written, so that the window is open."""
    is_entry = isinstance(campaign.schedule, AfterEntry)
    return is_entry and step.time is not None and not step.time.at and step.time.after_s < DAY


def _is_service_on_messenger(campaign: Campaign, channel: Channel) -> bool:
    return channel is Channel.MESSENGER and campaign.purpose is Purpose.SERVICE


def _may_be_paid_for(message: Message) -> bool:
    """Marketing messages on Messenger carry words and cards, and coupons with code and link."""
    if isinstance(message, CouponOffer):
        return bool(message.coupon.code and message.coupon.url)
    return not isinstance(message, Image)
