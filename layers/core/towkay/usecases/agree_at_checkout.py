"""Take the word of a shop that a shopper ticked the box at checkout.

The consent goes into the ledger of each contact that the shop named, with the words that stood
beside the box. It never lifts a stop: whoever types a stranger's number at a checkout must not
bring back what that stranger has ended.
"""

from collections.abc import Sequence, Set
from datetime import datetime

from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.errors import ContactUnknown, StaleState, TurnExists
from towkay.domain.messages import Purpose
from towkay.domain.shipping.arrivals import CheckoutConsent, Named
from towkay.domain.shipping.order_facts import told_at_checkout, unknown_order
from towkay.domain.shipping.records import MOST_FOLLOWERS, Follower, OrderRecord, Proof
from towkay.domain.shipping.rules import ORDER_UPDATES
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.ports.orders import OrderKey
from towkay.ports.tables import Conversations
from towkay.usecases.tell_order import OrderTools, Written, rewritten
from towkay.usecases.whose import known_now

CHECKOUT = "checkout"  # the place of the consent, and what the transcript calls its turn
_TRIES = 5


def agreed_at_checkout(
    key: OrderKey, consent: CheckoutConsent, *, now: datetime, tools: OrderTools
) -> Written:
    """The order with the contacts that the shop named as followers, each with its consent.

    Consent first, so that nobody is told who has not agreed; taken again it finds both.
    """
    people = [_of_today(one, tools.conversations) for one in consent.named]
    agreed = {
        named.contact
        for named in people
        if _recorded(key.brand, named, consent, now, tools.conversations)
    }

    def followed(record: OrderRecord | None) -> OrderRecord:
        known = record or OrderRecord(unknown_order(key.brand, consent.order))
        order = told_at_checkout(known.order, consent)
        return _with_followers(changed(known, order=order), people, agreed, consent.agreed_at)

    return rewritten(key, followed, now=now, tools=tools)


def _of_today(named: Named, conversations: Conversations) -> Named:
    """The shopper under the id that the channel knows them by now."""
    try:
        return changed(named, contact=known_now(named.contact, conversations).key)
    except ContactUnknown:
        return named


def _with_followers(
    record: OrderRecord, people: Sequence[Named], agreed: Set[ContactKey], at: datetime
) -> OrderRecord:
    """All of them may see it; those who agreed are told by itself from now on."""
    followers = {one.contact: one for one in record.followers}
    for named in people:
        known = followers.get(named.contact)
        if known is None and len(followers) >= MOST_FOLLOWERS:
            continue
        new = known or Follower(named.contact, Proof.SHOP, at)
        begins = named.contact in agreed and new.told_since is None
        followers[named.contact] = changed(new, told_since=at) if begins else new
    return changed(record, followers=tuple(followers.values()))


def _recorded(
    brand: str, named: Named, consent: CheckoutConsent, now: datetime, conversations: Conversations
) -> bool:
    """The consent in the contact's ledger, once; whether the contact is subscribed by now.

    The contact is made where nobody knew it.
    """
    turn = _turn(brand, named, consent, now)
    for _ in range(_TRIES):
        known = conversations.contact(named.contact) or _met(brand, named, consent)
        if conversations.turn(turn.key, now) is not None:
            return _is_subscribed(known)
        contact, entry = recorded(*acted(known, _entry(consent, now)))
        try:
            conversations.commit(contact, turn, now=now, consent=entry)
        except (StaleState, TurnExists):
            continue  # somebody else wrote: look again
        return _is_subscribed(contact)
    raise StaleState("the contact kept changing")


def _met(brand: str, named: Named, consent: CheckoutConsent) -> Contact:
    return Contact(named.contact, brand, named.endpoint, language=consent.language or None)


def _is_subscribed(contact: Contact) -> bool:
    subscription = contact.subscription(ORDER_UPDATES)
    return subscription is not None and subscription.active


def _entry(consent: CheckoutConsent, now: datetime) -> ConsentEntry:
    """A shop's clock that is ahead must not beat a stop that comes before it."""
    return ConsentEntry(
        ConsentAct.SUBSCRIBE,
        min(consent.agreed_at, now),
        consent.cause,
        took_effect=True,
        source=ConsentSource.CHECKOUT,
        topic=ORDER_UPDATES,
        purpose=Purpose.SERVICE,
        words=consent.wording,
        place=CHECKOUT,
    )


def _turn(brand: str, named: Named, consent: CheckoutConsent, now: datetime) -> Turn:
    return Turn(
        TurnKey(named.contact, consent.agreed_at, consent.cause),
        brand,
        named.endpoint,
        Inbound(CHECKOUT),
        Reasoning(Rule.SUBSCRIBED, entries=(ORDER_UPDATES,)),
        created_at=now,
        received_at=now,
    )
