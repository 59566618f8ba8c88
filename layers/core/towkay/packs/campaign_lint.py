"""Has each message of a campaign one point? What says several things is read for none."""

from collections.abc import Iterator

from towkay.domain.campaigns import Said
from towkay.domain.messages import Card, CouponOffer, Image, LinkButton, Message, Text
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_personal import as_unknown
from towkay.packs.campaigns_file import Written
from towkay.packs.findings import Findings

LONG_TEXT = 300  # characters; a phone's screen shows about as many
MOST_PARAGRAPHS = 3
MOST_OFFERS = 1
MOST_PAGES = 2


def check_points(written: Written, findings: Findings) -> None:
    """One note for each step and thing that is too much; what it is counted in both languages."""
    for step in written.campaign.steps:
        found = {
            point for variant in step.variants for said in variant.said for point in _points(said)
        }
        for zh, en in sorted(found):
            place = written.steps[step.id]
            findings.add(CampaignKind.SEVERAL_POINTS, place, found_zh=zh, found_en=en)


def _points(said: Said) -> Iterator[tuple[str, str]]:
    texts = [as_unknown(one.text) for one in said.messages if isinstance(one, Text)]
    longest = max(map(len, texts), default=0)
    paragraphs = max((len(text.split("\n\n")) for text in texts), default=0)
    offers = sum(not isinstance(one, Text | Image) for one in said.messages)
    pages = {page for one in said.messages for page in _pages(one)}
    if longest > LONG_TEXT:
        yield f"一則文字有 {longest} 個字", f"a text of {longest} characters"
    if paragraphs > MOST_PARAGRAPHS:
        yield f"一則文字有 {paragraphs} 段", f"a text of {paragraphs} paragraphs"
    if len(texts) > 1:
        yield f"{len(texts)} 則文字", f"{len(texts)} texts"
    if offers > MOST_OFFERS:
        yield f"{offers} 則卡片或優惠", f"{offers} cards or coupons"
    if len(pages) > MOST_PAGES:
        yield f"{len(pages)} 個不同的網頁", f"{len(pages)} different pages"


def _pages(message: Message) -> Iterator[str]:
    """What may be opened from one message; of cards side by side each has its own."""
    if isinstance(message, Card | CouponOffer):
        url = message.url if isinstance(message, Card) else message.coupon.url
        yield from filter(None, (url,))
    if isinstance(message, Text | Card):
        yield from (button.url for button in message.buttons if isinstance(button, LinkButton))
