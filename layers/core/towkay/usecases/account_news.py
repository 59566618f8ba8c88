"""Keep what a channel tells of an account as a whole."""

from enum import StrEnum

from towkay.domain.account_facts import kept
from towkay.domain.account_news import AccountReported, TemplateReviewed
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Event
from towkay.domain.health import account_of
from towkay.ports.accounts import AccountNewsLedger


class Noted(StrEnum):
    """What a piece of news was; the value is also the metric's name."""

    TEMPLATE = "template"
    STANDING = "standing"
    KEPT = "kept"  # for people alone: it says nothing of what may be done
    OLD = "old"  # something later is known


def note_news(event: Event, *, ledger: AccountNewsLedger) -> Noted:
    """Store the news; twice is once, and only what is later than what is known counts.

    Raises `MalformedBody` when the event is no news of an account.
    """
    news = event.happening
    if not isinstance(news, TemplateReviewed | AccountReported):
        raise MalformedBody("not news of an account")
    account = account_of(event.contact)
    ledger.keep(account, kept(news, event.effective_at), event.cause)
    if isinstance(news, TemplateReviewed):
        moved = ledger.review(account, news, event.effective_at)
        return Noted.TEMPLATE if moved else Noted.OLD
    if news.standing is None:
        return Noted.KEPT
    moved = ledger.report(account, news, event.effective_at)
    return Noted.STANDING if moved else Noted.OLD
