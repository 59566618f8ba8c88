"""What a compiled pack says of parcels, back as the rules it describes."""

from typing import Any

from towkay.adapters.codec import from_plain
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.rules import ApprovedWords, Occasion, ShippingRules


def shipping_rules(pack: Any) -> ShippingRules | None:
    """None where the pack has none: it tells nobody, and so did every older one."""
    plain = pack.get("shipping")
    if not plain:
        return None
    pick_up = plain["pick_up"]
    return ShippingRules(
        PickUps(
            pack["zone"],
            int(pick_up["remind_days"]),
            pick_up["remind_at"],
            {code: int(days) for code, days in pick_up["days"].items()},
        ),
        {Occasion(occasion): dict(said) for occasion, said in plain["words"].items()},
        frozenset(map(Milestone, plain["tells"])),
        {channel: _approved(told) for channel, told in plain["approved"].items()},
        bool(plain["flexible"]),
        dict(plain.get("pages", {})),
    )


def _approved(told: Any) -> dict[Occasion, dict[str, ApprovedWords]]:
    return {
        Occasion(occasion): {
            language: from_plain(ApprovedWords, own) for language, own in said.items()
        }
        for occasion, said in told.items()
    }
