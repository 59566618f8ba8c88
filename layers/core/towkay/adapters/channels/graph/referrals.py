"""Through which link, ad or product did a shopper come to a conversation?

Source: Messenger Platform and Instagram messaging, "messaging_referrals" and "messages".
"""

from typing import Annotated

from towkay.adapters.channels.graph.times import NumberText
from towkay.adapters.channels.shapes import OBJECT_OR_NONE, Shape, Words
from towkay.domain.doings import EntryPoint

_ADS = "ads"
# One and the same way in, as the table of one page and the samples of another spell it.
_SAME = {"shortlinks": "shortlink", "short_url": "shortlink"}


class AdContext(Shape):
    """What the ad showed; of all of it only the product says more than the ad's own id."""

    product_id: NumberText = ""


class ReferredProduct(Shape):
    """The product whose page the shopper came from."""

    id: NumberText = ""


class EntryReferral(Shape):
    """The way in, as it rides on a message, a postback or an event of its own."""

    source: Words = ""
    ref: Words = ""
    ad_id: NumberText = ""
    product: Annotated[ReferredProduct | None, OBJECT_OR_NONE] = None
    ads_context_data: Annotated[AdContext | None, OBJECT_OR_NONE] = None


def entry_point(referral: EntryReferral | None) -> EntryPoint | None:
    """The way in; None where there was none, or the event says nothing of it."""
    if referral is None:
        return None
    product = referral.product.id if referral.product else ""
    context = referral.ads_context_data or AdContext()
    source = source_of(referral) or ("product" if product else "")
    entry = EntryPoint(
        source=source,
        ref=referral.ref,
        ad=referral.ad_id,
        product=product or context.product_id,
        is_ad=source == _ADS or bool(referral.ad_id),
    )
    return entry if entry != EntryPoint("") else None


def source_of(referral: EntryReferral) -> str:
    """The channel's word for the way in, in one spelling."""
    word = referral.source.strip().lower()
    return _SAME.get(word, word)
