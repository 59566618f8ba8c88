"""How are a WhatsApp number's templates listed and created, which are its business account's?

Source: WhatsApp Business Platform, "Message templates".
"""

from towkay.adapters.channels.approving import Creating, Listing
from towkay.adapters.channels.graph import template_edge
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.secrets import FactName
from towkay.domain.shipping.wanted import WantedTemplate

_FIELDS = (
    "name,status,category,language,components,quality_score,correct_category,parameter_format,"
    "rejected_reason"
)


class WhatsAppTemplates:
    """WhatsApp's side of its templates."""

    setting = ""

    def holder(self, endpoint: Endpoint, account: AccountKey) -> str:
        """The business account, which its other numbers share."""
        return endpoint.send.fact(account.account, FactName.WABA) if endpoint.send else ""

    def look(self, endpoint: Endpoint, account: AccountKey) -> Listing:
        """Every template of the business account."""
        holder = self.holder(endpoint, account)
        return (yield from template_edge.listed(holder, _FIELDS, endpoint, account))

    def create(self, wanted: WantedTemplate, endpoint: Endpoint, account: AccountKey) -> Creating:
        """Hand it in; only what it needs is said."""
        holder = self.holder(endpoint, account)
        parts = [template_edge.body_of(wanted)]
        if wanted.footer:
            parts.append({"type": "FOOTER", "text": wanted.footer})
        content = template_edge.form_of(wanted, *parts, *template_edge.buttons_of(wanted))
        return (yield from template_edge.created(holder, content, wanted, endpoint, account))


TEMPLATES = WhatsAppTemplates()
