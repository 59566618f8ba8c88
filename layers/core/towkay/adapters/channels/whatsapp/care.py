"""What is a WhatsApp number asked, and what must it have?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from towkay.adapters.channels.asking import Answers, Ask, content_of, get, unanswered
from towkay.adapters.channels.graph import checking
from towkay.adapters.channels.wire import object_at, word
from towkay.domain.checkup import Told, WebhookTold
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.secrets import FactName

_PERMISSIONS = ("whatsapp_business_messaging", "whatsapp_business_management")
_NUMBER = "number"
_NUMBER_FIELDS = (
    "verified_name,quality_rating,throughput,whatsapp_business_manager_messaging_limit,status"
)
_WELL = "CONNECTED"


class WhatsAppCare:
    """WhatsApp's side of a look at an account, which is one number of a business account."""

    def asks(self, endpoint: Endpoint, account: AccountKey) -> Sequence[Ask]:
        """Of the business account only where it is known which one that is."""
        token = endpoint.token(account)
        if not token:
            return ()
        number = checking.node(
            checking.safe(account.account), endpoint, account, fields=_NUMBER_FIELDS
        )
        return [
            *checking.asks_token(endpoint, account),
            get(_NUMBER, number, token),
            *_of_business(endpoint, account),
        ]

    def told(
        self, endpoint: Endpoint, account: AccountKey, answers: Answers, now: datetime
    ) -> Told:
        """What the answers say together."""
        number = content_of(answers, _NUMBER) or {}
        status = word(number.get("status"))
        return Told(
            token=checking.token_told(answers, _PERMISSIONS),
            webhook=_webhook(endpoint, answers),
            usage=checking.usage_told(answers),
            name=word(number.get("verified_name")),
            tier=_tier(number),
            quality=word(number.get("quality_rating")),
            status="" if status == _WELL else status,
            templates=checking.templates_told(answers),
            all_templates=checking.are_all_told(answers),
            unanswered=unanswered(answers),
        )


def _of_business(endpoint: Endpoint, account: AccountKey) -> list[Ask]:
    business = endpoint.send.fact(account.account, FactName.WABA) if endpoint.send else ""
    if not business:
        return []
    return checking.asks_holder(business, endpoint, account, "rejected_reason")


def _webhook(endpoint: Endpoint, answers: Answers) -> WebhookTold | None:
    """A business account is subscribed as a whole; its fields are the app's, and not told here."""
    app_id = endpoint.verify.app_id if endpoint.verify else ""
    return checking.webhook_told(answers, app_id, ())


def _tier(number: Mapping[str, Any]) -> str:
    tier = number.get("whatsapp_business_manager_messaging_limit")
    if isinstance(tier, dict):
        tier = object_at(number, "whatsapp_business_manager_messaging_limit").get("tier")
    return word(tier or number.get("messaging_limit_tier"))


CARE = WhatsAppCare()
