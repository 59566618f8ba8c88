"""What do ECPay's logistics notices tell of a parcel, and is the sum over them ECPay's?

Not the notices of its all-round and cross-border logistics, which are encrypted JSON.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone

from towkay.adapters.shipping.ecpay_checksum import CHECKSUM, check_mac_value, form
from towkay.adapters.shipping.kept import told
from towkay.adapters.shipping.proofs import header, with_keys
from towkay.adapters.shipping.shapes import fingerprint, parcel_name, refuse_large, words
from towkay.adapters.shipping.tables import table_of
from towkay.domain.errors import MalformedBody
from towkay.domain.secrets import same_secret
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.readings import Reading, SourceKey, Verdict
from towkay.ports.shipping import Manners

_TAIPEI = timezone(timedelta(hours=8))  # which has kept no summer time since 1979
_WRITTEN = "%Y/%m/%d %H:%M:%S"


class EcPay:
    """ECPay's side of `POST /shipments/ecpay`: any other answer than `1|OK` makes it ask again."""

    name = "ecpay"
    manners = Manners(timedelta(seconds=10), "text/plain", b"1|OK")

    def verify(
        self,
        headers: Mapping[str, str],
        raw: bytes,
        keys: Sequence[SourceKey],
        now: datetime,
        *,
        query: Mapping[str, str],
    ) -> Verdict:
        """The sum over all fields, under the keys of the merchant that the fields name."""
        if "json" in header(headers, "content-type").lower() or raw.lstrip()[:1] == b"{":
            return Verdict.WRONG_KIND
        whole = [key for key in keys if key.iv.strip() and key.account.strip()]
        return with_keys(raw, whole, now, lambda held: _judge(form(raw), held))

    def read(self, raw: bytes, headers: Mapping[str, str], received_at: datetime) -> Reading:
        """The one notice, of a parcel to the shopper or of one that comes back from them."""
        refuse_large(raw)
        fields = {name: words(value) for name, value in (form(raw) or {}).items()}
        back = fields.get("RtnMerchantTradeNo", "")
        code, order = fields.get("RtnCode", ""), fields.get("MerchantTradeNo", "") or back
        parcel = fields.get("AllPayLogisticsID", "") or back
        if not code or not parcel:
            raise MalformedBody("no code, or no parcel that it is of")
        carrier, changed = fields.get("LogisticsSubType", ""), fields.get("UpdateStatusDate", "")
        news = ParcelNews(
            source="ecpay",
            parcel=parcel_name(parcel),
            milestone=None,
            code=code,
            occurred_at=_moment(changed) or received_at,
            received_at=received_at,
            dedupe=fingerprint(fields.get("MerchantID", ""), parcel, code, changed),
            order=order,
            tracking=fields.get("CVSPaymentNo", "") or fields.get("BookingNote", ""),
            carrier=carrier.upper(),
            is_return=bool(back),
        )
        return told(news, table_of("ecpay").meaning(code, carrier=carrier), code)


def _judge(fields: Mapping[str, str] | None, keys: Sequence[SourceKey]) -> Verdict:
    if fields is None:
        return Verdict.FORGED
    presented, merchant = fields.get(CHECKSUM, "").upper(), fields.get("MerchantID", "")
    matched = False
    for key in keys:
        sums = same_secret(presented, check_mac_value(fields, key.value, key.iv))
        matched |= sums and merchant == key.account
    return Verdict.GENUINE if matched else Verdict.FORGED


def _moment(written: str) -> datetime | None:
    try:
        return datetime.strptime(written, _WRITTEN).replace(tzinfo=_TAIPEI).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


SOURCE = EcPay()
