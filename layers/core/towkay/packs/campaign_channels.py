"""Can what a campaign says reach somebody on every channel that its audience is on?"""

from towkay.domain.campaigns import Campaign, Said, Step, Variant
from towkay.domain.channels import Channel
from towkay.domain.messages import CouponOffer, Image, Message, Purpose, TemplateMessage
from towkay.domain.schedules import AfterEntry
from towkay.packs.campaign_audience import reached
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_spans import DAY
from towkay.packs.campaigns_file import Written
from towkay.packs.findings import Findings


def check_channels(
    written: Written, known: Known, findings: Findings, told: set[tuple[str, str]]
) -> None:
    """Whether each step has words for each channel, of a kind that may be sent there unasked.

    What is so for every campaign on a channel is told once; `told` remembers it.
    """
    campaign = written.campaign
    for channel in map(Channel, reached(campaign.audience, known)):
        for step in campaign.steps:
            kind = _against(campaign, step, channel)
            if kind is not None and (kind, channel) not in told:
                place = written.steps[step.id]
                findings.add(kind, place, channel=channel.display_name)
            if kind is CampaignKind.WINDOW_ONLY:
                told.add((kind, channel))


def said_on(variant: Variant, channel: Channel) -> list[Said]:
    """What a channel gets: its own words, else those for all."""
    own = [one for one in variant.said if one.channel == channel]
    return own or [one for one in variant.said if not one.channel]


def _against(campaign: Campaign, step: Step, channel: Channel) -> CampaignKind | None:
    """What speaks against a step on one channel."""
    said = [one for variant in step.variants for one in said_on(variant, channel)]
    messages = [message for one in said for message in one.messages]
    if not said:
        return CampaignKind.SILENT_CHANNEL
    if any(isinstance(one, TemplateMessage) for one in messages) or _is_soon(campaign, step):
        return None
    if channel is Channel.WHATSAPP:
        return CampaignKind.TEMPLATE_MISSING
    if channel is Channel.INSTAGRAM or _is_service_on_messenger(campaign, channel):
        return CampaignKind.WINDOW_ONLY
    is_paid = channel is Channel.MESSENGER
    return (
        CampaignKind.NOT_PAID_FOR if is_paid and not all(map(_may_be_paid_for, messages)) else None
    )


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
