"""Which templates does telling of parcels need, the brand's own too, and what must be granted?"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from towkay.domain.languages import Language
from towkay.domain.shipping.rules import ShippingRules
from towkay.domain.shipping.wanted import WantedTemplate, wanted_templates
from towkay.domain.templates import TemplateKind

# What a brand switches on per account, once its channel granted that templates may be sent.
GRANTS: Mapping[str, str] = MappingProxyType(
    {"messenger": "messenger_utility_templates", "line": "line_notification_messages"}
)


def needed(rules: ShippingRules | None, languages: Sequence[Language]) -> list[WantedTemplate]:
    """All templates that tell of parcels; of the brand's own only the name is known."""
    if rules is None:
        return []
    own = (
        WantedTemplate(channel, one.name, one.language, TemplateKind.UTILITY, body="")
        for channel, occasions in rules.approved.items()
        for occasion in rules.occasions
        for one in occasions.get(occasion, {}).values()
    )
    return list(dict.fromkeys((*wanted_templates(rules, languages), *own)))
