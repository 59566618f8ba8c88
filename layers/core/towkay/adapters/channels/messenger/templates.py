"""How are a Page's utility templates listed and created?

Source: Messenger Platform, "Utility messages". It documents no footer: what stands there on other
channels is the end of the body here.
"""

from dataclasses import replace

from towkay.adapters.channels.approving import Creating, Listing
from towkay.adapters.channels.graph import template_edge
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.shipping.needs import GRANTS
from towkay.domain.shipping.wanted import WantedTemplate

_FIELDS = "name,status,category,language,components,parameter_format,rejected_reason"


class MessengerTemplates:
    """Messenger's side of its templates."""

    setting = GRANTS["messenger"]

    def holder(self, endpoint: Endpoint, account: AccountKey) -> str:
        """The Page itself."""
        return account.account

    def look(self, endpoint: Endpoint, account: AccountKey) -> Listing:
        """Every template of the Page."""
        return (yield from template_edge.listed(account.account, _FIELDS, endpoint, account))

    def create(self, wanted: WantedTemplate, endpoint: Endpoint, account: AccountKey) -> Creating:
        """Hand it in."""
        words = "\n\n".join(filter(None, (wanted.body, wanted.footer)))
        parts = [template_edge.body_of(replace(wanted, body=words))]
        content = template_edge.form_of(wanted, *parts, *template_edge.buttons_of(wanted))
        return (
            yield from template_edge.created(account.account, content, wanted, endpoint, account)
        )


TEMPLATES = MessengerTemplates()
