"""Rules for telling of parcels as a brand has them that wrote `tells: usual` and nothing else."""

from towkay.domain.shipping.default_words import words_in
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.rules import ShippingRules

LANGUAGES = ("zh-TW", "en")
ZONE = "Asia/Taipei"
USUAL = ShippingRules(PickUps(ZONE), words_in(LANGUAGES))
