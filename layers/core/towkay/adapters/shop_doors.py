"""The two doors of shops and carriers, put together: what each call is answered, and by what."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from towkay.adapters.brand_accounts import SsmBrandAccounts
from towkay.adapters.channels.entry_links import link_of
from towkay.adapters.ref_keys import SsmRefKeys
from towkay.adapters.shipping.checkout import DESK
from towkay.adapters.shipping.sources import SOURCES
from towkay.adapters.shop_keys import SsmShopKeys
from towkay.adapters.sqs_shipments import SqsShipmentQueue
from towkay.adapters.ssm import Report, SsmVerifySecrets
from towkay.domain.shipping.deliveries import Delivery
from towkay.ports.clock import Clock
from towkay.usecases.take_consent import Consented, Desk, take_consent
from towkay.usecases.take_shipments import Taken, take_shipments


class ShopDoors:
    """What the function shipments does; it reads parameters and writes to one queue."""

    def __init__(
        self,
        connect: Callable[[str], Any],
        stage: str,
        queue_url: str,
        clock: Clock,
        report: Report,
    ) -> None:
        ssm = connect("ssm")
        self._queue = SqsShipmentQueue(connect("sqs"), queue_url)
        self._keys = SsmShopKeys(ssm, stage, clock, report=report)
        secrets = SsmVerifySecrets(ssm, stage, clock, report=report)
        self._desk = Desk(
            DESK,
            self._keys,
            SsmRefKeys(connect, stage, clock),
            SsmBrandAccounts(ssm, stage, clock, secrets),
            self._queue,
            link_of,
        )

    def shipments(self, delivery: Delivery, at: datetime) -> Taken:
        """See `take_shipments`."""
        return take_shipments(delivery, now=at, sources=SOURCES, keys=self._keys, queue=self._queue)

    def consents(self, delivery: Delivery, at: datetime) -> Consented:
        """See `take_consent`."""
        return take_consent(delivery, self._desk, at)
