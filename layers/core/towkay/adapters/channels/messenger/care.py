"""What is a Page asked, and what must it have?"""

from collections.abc import Sequence
from datetime import datetime

from towkay.adapters.channels.asking import Answers, Ask, unanswered
from towkay.adapters.channels.graph import checking
from towkay.domain.checkup import Told
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey

_PERMISSIONS = ("pages_messaging", "pages_manage_metadata")
# Without these a shopper is not answered, a person of the shop not seen, an unclear send not
# settled, or a consent not heard of.
FIELDS = (
    *("messages", "messaging_postbacks", "messaging_optins", "messaging_referrals"),
    *("message_echoes", "message_deliveries", "message_reads", "messaging_policy_enforcement"),
)


class MessengerCare:
    """Messenger's side of a look at an account."""

    def asks(self, endpoint: Endpoint, account: AccountKey) -> Sequence[Ask]:
        """The token by the app, the rest by the Page."""
        if not endpoint.token(account):
            return ()
        return [
            *checking.asks_token(endpoint, account),
            *checking.asks_holder(account.account, endpoint, account),
        ]

    def told(
        self, endpoint: Endpoint, account: AccountKey, answers: Answers, now: datetime
    ) -> Told:
        """What the answers say together."""
        app_id = endpoint.verify.app_id if endpoint.verify else ""
        return Told(
            token=checking.token_told(answers, _PERMISSIONS),
            webhook=checking.webhook_told(answers, app_id, FIELDS),
            usage=checking.usage_told(answers),
            templates=checking.templates_told(answers),
            all_templates=checking.are_all_told(answers),
            # A Page without leave for templates is refused their list: no reason to do anything.
            unanswered=unanswered(answers, but=(checking.TEMPLATES,)),
        )


CARE = MessengerCare()
