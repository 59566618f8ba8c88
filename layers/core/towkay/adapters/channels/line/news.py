"""What does LINE tell that no person of a conversation did?

Source: LINE notification messages, "Delivery completion event", and LINE module channels.
"""

from towkay.adapters.channels.line.delivery_tags import delivered_to
from towkay.adapters.channels.line.shapes import Delivery, LineEvent, Link, Module
from towkay.domain.account_news import AccountReported, Ground, Standing
from towkay.domain.doings import AccountLinked
from towkay.domain.events import Happening, ReceiptArrived, ReceiptKind


def read_news(event: LineEvent) -> tuple[str | None, Happening] | None:
    """Whom it concerns, None for nobody, and what it means; None for any other kind."""
    match event:
        case LineEvent(type="delivery", delivery=Delivery(data=data)):
            return _delivered(event, data)
        case LineEvent(type="accountLink", link=Link(result=result)) if result != "ok":
            return None, AccountLinked(ok=False)  # whose it was is not told
        case LineEvent(type="module", module=Module() as module):
            return None, AccountReported("module", _words(module))
        case LineEvent(type="botSuspended"):
            return None, _reported("botSuspended", Standing.BARRED)
        case LineEvent(type="botResumed"):
            return None, _reported("botResumed", Standing.WELL)
        case _:
            return None


def _delivered(event: LineEvent, data: str) -> tuple[str | None, Happening] | None:
    """A notification message can be seen on the device; whether it was read is never told."""
    named = delivered_to(data)
    if named is None:
        return None
    user, send_id = named
    receipt = ReceiptArrived(ReceiptKind.DELIVERED, send_id=send_id, up_to=event.timestamp)
    return user, receipt


def _reported(about: str, standing: Standing) -> AccountReported:
    return AccountReported(about, standing=standing, ground=Ground.ENFORCEMENT)


def _words(module: Module) -> str:
    return " ".join(filter(None, (module.type, module.bot_id, module.reason)))
