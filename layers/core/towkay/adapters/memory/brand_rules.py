"""Brands' rules in this process."""

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules


class MemoryBrandRules:
    """`ports.BrandRulesStore`."""

    def __init__(self, gate: Gate = open_gate) -> None:
        self._gate = gate
        self._published: dict[str, BrandRules] = {}

    def publish(self, brand: str, rules: BrandRules) -> None:
        self._published[brand] = rules

    def rules(self, brand: str) -> BrandRules:
        with self._gate(CallSite.RULES_READ):
            return self._published.get(brand, DEFAULT_RULES)
