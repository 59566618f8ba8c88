"""How are LINE's ready-made notification templates listed and created? They cannot be.

LINE makes them and grants an account some of their keys; no address tells which. Source: LINE
notification messages.
"""

from towkay.adapters.channels.approving import Creating, Listing, TemplateRefused
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.shipping.needs import GRANTS
from towkay.domain.shipping.wanted import WantedTemplate
from towkay.domain.template_plans import Problem


class LineTemplates:
    """LINE's side of its templates."""

    setting = GRANTS["line"]

    def holder(self, endpoint: Endpoint, account: AccountKey) -> str:
        """The account itself."""
        return account.account

    def look(self, endpoint: Endpoint, account: AccountKey) -> Listing:
        """Nothing can be asked."""
        yield from ()
        return None

    def create(self, wanted: WantedTemplate, endpoint: Endpoint, account: AccountKey) -> Creating:
        """Nobody but LINE makes one."""
        yield from ()
        raise TemplateRefused(Problem.NOT_ALLOWED, "LINE makes its templates itself")


TEMPLATES = LineTemplates()
