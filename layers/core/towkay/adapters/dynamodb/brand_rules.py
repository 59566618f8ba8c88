"""What has each brand laid down for delivery, by the row that its publishing wrote?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.codec import from_json
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, to_item
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.errors import ServiceUnavailable
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

RULES = "brand_rules"  # the attribute of a brand's pointer to its active pack
_LIFE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class _Read:
    rules: BrandRules
    at: datetime


class DynamoBrandRules:
    """`ports.BrandRulesStore` over the pointers to the active packs."""

    def __init__(
        self, client: "DynamoDBClient", table_name: str, clock: Clock, gate: Gate = open_gate
    ) -> None:
        self._client = client
        self._table_name = table_name
        self._clock = clock
        self._gate = gate
        self._reads: dict[str, _Read] = {}

    def rules(self, brand: str) -> BrandRules:
        now = self._clock()
        known = self._reads.get(brand)
        if known and now < known.at + _LIFE:
            return known.rules
        try:
            rules = self._load(brand)
        except ServiceUnavailable:
            # Rules that may be a little old forbid the same; none at all would forbid otherwise.
            if known:
                return known.rules
            raise
        self._reads[brand] = _Read(rules, now)
        return rules

    def _load(self, brand: str) -> BrandRules:
        place = to_item({"pk": keys.brand_pk(brand), "sk": keys.PACK})
        with failures_as_unavailable("brand rules"), self._gate(CallSite.RULES_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=place, ProjectionExpression=RULES
            )
        return rules_from(answer.get("Item", {}))


def rules_from(pointer: Item) -> BrandRules:
    """What a pointer says is laid down, and what is safe where it says nothing that can be read."""
    written = pointer.get(RULES, {}).get("S")
    if not written:
        return DEFAULT_RULES
    try:
        return from_json(BrandRules, written)
    except (AttributeError, KeyError, TypeError, ValueError):
        # Written by a version that knows more: what is safe everywhere is safe here.
        return DEFAULT_RULES
