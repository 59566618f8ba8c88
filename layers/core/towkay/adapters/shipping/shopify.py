"""What do Shopify's webhooks tell of orders and parcels, and did Shopify sign them?

A body is read as its topic says, and the topic is not signed: each is also known by members that
only it has. For the same reason news are known by what was signed, not by X-Shopify-Webhook-Id.
"""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from towkay.adapters.shipping.kept import code_of, shaped, told, unknown_topic
from towkay.adapters.shipping.proofs import header, signed, with_keys
from towkay.adapters.shipping.shapes import fingerprint, members_of
from towkay.adapters.shipping.shopify_orders import read_order
from towkay.adapters.shipping.shopify_shapes import Fulfillment, FulfillmentEvent
from towkay.adapters.shipping.tables import table_of
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.readings import Reading, SourceKey, Verdict
from towkay.ports.shipping import Manners

# These say more than what the carrier last told.
_ENDED = frozenset({"cancelled", "error", "failure"})
_TRACKED = " with tracking"
OWN = "fulfillment"  # before a word that is of the shop, not of the carrier


class Shopify:
    """Shopify's side of `POST /shipments/shopify`."""

    name = "shopify"
    manners = Manners(timedelta(seconds=5))

    def verify(
        self,
        headers: Mapping[str, str],
        raw: bytes,
        keys: Sequence[SourceKey],
        now: datetime,
        *,
        query: Mapping[str, str],
    ) -> Verdict:
        """The HMAC of the raw body in base64. After a change of the secret, either may sign."""
        presented = header(headers, "x-shopify-hmac-sha256", "shopify-hmac-sha256")

        def judge(held: list[SourceKey]) -> Verdict:
            secrets = [key.value for key in held]
            return signed(raw, presented, secrets, lambda digest: base64.b64encode(digest).decode())

        return with_keys(raw, keys, now, judge)

    def read(self, raw: bytes, headers: Mapping[str, str], received_at: datetime) -> Reading:
        """An order, a fulfilment or an event of one, as the topic says."""
        topic = header(headers, "x-shopify-topic", "shopify-topic")
        body = members_of(raw)
        match topic:
            case "orders/create" | "orders/updated":
                return Reading((read_order(body, received_at),))
            case "fulfillments/create" | "fulfillments/update":
                return _fulfillment(shaped(Fulfillment.model_validate, body), received_at)
            case "fulfillment_events/create":
                return _event(shaped(FulfillmentEvent.model_validate, body), received_at)
        return unknown_topic(topic)


def _event(event: FulfillmentEvent, received_at: datetime) -> Reading:
    news = ParcelNews(
        source="shopify",
        parcel=event.fulfillment_id,
        milestone=None,
        code=event.status,
        occurred_at=event.happened_at or event.created_at or received_at,
        received_at=received_at,
        dedupe=fingerprint("event", event.id),
        order=event.order_id,
    )
    return judged(news)


def _fulfillment(made: Fulfillment, received_at: datetime) -> Reading:
    by_carrier = made.shipment_status and made.status.lower() not in _ENDED
    code = made.shipment_status if by_carrier else code_of(OWN, made.status)
    changed_at = made.updated_at or made.created_at
    tracking = made.tracking
    news = ParcelNews(
        source="shopify",
        parcel=made.id,
        milestone=None,
        code=code,
        occurred_at=changed_at or received_at,
        received_at=received_at,
        dedupe=fingerprint("fulfillment", made.id, str(changed_at), code, tracking),
        order=made.order_id,
        tracking=tracking,
        carrier=made.tracking_company,
        link=made.tracking_url,
        dropped=made.status.lower() == "cancelled",
    )
    return judged(news)


def judged(news: ParcelNews) -> Reading:
    """The news as the table has it: a fulfilment's own word counts where no carrier's is there."""
    table, (code, _, own) = table_of("shopify"), news.code.partition("/")
    if code != OWN:
        return told(news, table.meaning(news.code), news.code)
    is_tracked = own.lower() == "success" and news.tracking
    return told(news, table.by_detail().meaning(own + _TRACKED if is_tracked else own), own)


SOURCE = Shopify()
