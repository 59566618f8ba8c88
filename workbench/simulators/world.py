"""What is true on the simulated platforms: the accounts, their contacts, the time, the faults."""

import hashlib
import threading
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.clock import Clock, iso_z
from workbench.simulators.conversation import Author, Bubble, Contact
from workbench.simulators.faults import Fault, Faults
from workbench.simulators.identifiers import Identifiers
from workbench.simulators.ledger import JsonObject, Ledger, LedgerEntry
from workbench.simulators.limits import Buckets
from workbench.simulators.rules import Rules

Naming = Callable[[SimulatedAccount, str], str]


class UnknownAccount(LookupError):
    """No account of that channel has this id."""


class World:
    """The state all simulators share. Hold `lock` while a contact is read and then changed."""

    def __init__(
        self, accounts: Sequence[SimulatedAccount], *, clock: Clock, ids: Identifiers, rules: Rules
    ) -> None:
        self.accounts = tuple(accounts)
        self.clock = clock
        self.ids = ids
        self.rules = rules
        self.ledger = Ledger()
        self.faults = Faults()
        self.buckets = Buckets()
        self.lock = threading.RLock()
        self._namings: dict[str, Naming] = {}
        self._said: set[bytes] = set()
        self._contacts: dict[tuple[str, str, str], Contact] = {}

    def host(self, channel: str, naming: Naming, faults: AbstractSet[Fault]) -> None:
        """A channel is played here: how it calls people, and how its sends can fail."""
        self._namings[channel] = naming
        self.faults.know(channel, faults)

    def user_id(self, account: SimulatedAccount, name: str) -> str:
        """The id of who is called `name`; an id of the channel stays as it is."""
        return self._namings[account.channel](account, name)

    def now(self) -> datetime:
        return self.clock.now()

    def account(self, channel: str, account: str) -> SimulatedAccount:
        """Raises `UnknownAccount`."""
        for known in self.accounts:
            if known.channel == channel and known.account == account:
                return known
        raise UnknownAccount(f"no {channel} account {account}")

    def by_token(self, channel: str, token: str) -> SimulatedAccount | None:
        """Whose access token is this?"""
        owners = (a for a in self.accounts if a.channel == channel and a.access_token == token)
        return next(owners, None)

    def known(self, account: SimulatedAccount, user: str) -> Contact | None:
        """The contact, if this person ever met this account."""
        with self.lock:
            contact = self._contacts.get((account.channel, account.account, user))
            return contact if contact is not None and contact.met else None

    def seen(self, account: SimulatedAccount, user: str) -> Contact | None:
        """The contact as its own screen shows it, also where the account knows nobody yet."""
        with self.lock:
            return self._contacts.get((account.channel, account.account, user))

    def meet(self, account: SimulatedAccount, name: str) -> Contact:
        """The contact, new if need be; `name` is an id of the channel or becomes one."""
        return self.meet_id(account, self.user_id(account, name), name)

    def meet_id(self, account: SimulatedAccount, user: str, name: str = "") -> Contact:
        """The same, by the very id a webhook names."""
        with self.lock:
            key = (account.channel, account.account, user)
            return self._contacts.setdefault(key, Contact(account, user, name or user))

    def say(self, body: bytes) -> None:
        """Note a webhook body as the simulators' own, before it is posted."""
        with self.lock:
            self._said.add(hashlib.sha256(body).digest())

    def said(self, body: bytes) -> bool:
        """Is this body one of the simulators' own?"""
        with self.lock:
            return hashlib.sha256(body).digest() in self._said

    def contacts(self) -> list[Contact]:
        with self.lock:
            return [contact for contact in self._contacts.values() if contact.met]

    def show(
        self, contact: Contact, bubbles: Sequence[Bubble], request: JsonObject, answer: JsonObject
    ) -> None:
        """Put the shop's accepted bubbles on the shopper's screen and in the ledger."""
        with self.lock:
            contact.bubbles.extend(bubbles)
            for bubble in bubbles:
                self.ledger.add(
                    LedgerEntry(
                        at=iso_z(bubble.at),
                        channel=contact.account.channel,
                        account=contact.account.account,
                        user=contact.user,
                        kind=bubble.kind,
                        text=bubble.text,
                        request=request,
                        response=answer,
                    )
                )

    def staff_writes(self, contact: Contact, text: str, mid: str) -> None:
        """A person of the shop writes, not the bot: on the screen, never in the ledger."""
        with self.lock:
            bubble = Bubble(self.now(), Author.PERSON, "text", text, mid)
            contact.bubbles.append(bubble)
