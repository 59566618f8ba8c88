"""What does a run say to one person, and what is the turn that says it?

The same words fit many people: they are packed once for all who speak a language on a channel, and
what is personal in them is filled in for each.
"""

from dataclasses import dataclass, field
from datetime import datetime

from towkay.domain.brands import Brand
from towkay.domain.campaigns import Campaign, Said
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.disclosing import notice_discloses
from towkay.domain.gaps import Packed, filled_in, with_gaps
from towkay.domain.lots import is_held_out, is_held_out_of_all, variant_for
from towkay.domain.messages import Message
from towkay.domain.notices import INBOUND_KIND, Duties, Notice, opt_out_is_due, turn_of
from towkay.domain.personal import filled, is_personal, said_to
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.runs import Run
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.domain.unasked import History

_Words = tuple[str, str, str, bool, bool]
_INBOUND, _REASONING = Inbound(INBOUND_KIND), Reasoning(Rule.PLANNED)


@dataclass(frozen=True, slots=True)
class Pitch:
    """One run's words: of the campaign as approved, in the voice that the brand has today."""

    run: Run
    campaign: Campaign
    brand: Brand
    book: PolicyBook
    _packed: dict[_Words, Packed] = field(default_factory=dict, compare=False)
    _gapped: dict[_Words, Packed | None] = field(default_factory=dict, compare=False)

    def says_the_same(self, other: "Pitch") -> bool:
        """Whether both are of one run, with the very same files: what one has packed fits both."""
        is_same_run = self.run.key == other.run.key
        is_same_brand = self.brand is other.brand and self.book is other.book
        return is_same_run and is_same_brand and self.campaign is other.campaign

    def key(self, contact: ContactKey) -> TurnKey:
        """Which turn of the contact's it is, whoever plans it and however often."""
        return TurnKey(contact, self.run.at, self.run.key.cause)

    def turn(self, contact: Contact, history: History, now: datetime) -> tuple[Turn, _Words | None]:
        """The person's turn, its sends ready, and what all share who may be told in one request.

        None where the words are this person's alone, or none can be said; and for whoever is not
        known to follow the account: LINE leaves them out of what goes to many, and tells nobody
        (Messaging API reference, "Send multicast message").
        """
        person = contact.person_name
        variants = self.campaign.step(self.run.step).variants
        variant = variant_for(variants, self.run.key.brand, self.campaign.id, person)
        said = said_to(variant, contact)
        notice = self._notice(contact, said)
        duties = Duties(
            opt_out_is_due(notice, history),
            notice_discloses(notice, contact, self.brand.rules, self.book),
        )
        words = (
            variant.id,
            contact.key.channel,
            contact.language or "",
            duties.opt_out,
            duties.disclosure,
        )
        packed = self._said(notice, contact, duties, now, words)
        is_shared = contact.followed_at is not None and said is not None and words in self._packed
        return self._turn(contact, variant.id, packed, now), words if is_shared else None

    def nobody(self, key: TurnKey, now: datetime) -> Turn:
        """The turn of somebody whose contact is gone: it has no words."""
        sends = (self._wordless(),)
        return Turn(key, self.run.key.brand, "", _INBOUND, _REASONING, now, now, sends)

    def _said(
        self, notice: Notice, contact: Contact, duties: Duties, now: datetime, words: _Words
    ) -> Packed:
        """The sends, from those of whoever had the same words before where there was one."""

        def pack(messages: tuple[Message, ...]) -> Packed:
            told = changed(notice, messages=messages)
            turn = turn_of(told, contact, self.brand, duties, now)
            return turn.sends or (self._wordless(),), turn.losses

        if words in self._packed:
            return self._packed[words]
        if words not in self._gapped:
            if not is_personal(notice.messages):
                packed = self._packed[words] = pack(notice.messages)
                return packed
            self._gapped[words] = with_gaps(notice.messages, contact, pack)
        gapped = self._gapped[words]
        if gapped is None:
            return pack(filled(notice.messages, contact))
        return filled_in(gapped, contact)

    def _turn(self, contact: Contact, variant: str, packed: Packed, now: datetime) -> Turn:
        sends, losses = packed
        if self._is_held_out(contact.person_name):
            sends = tuple(changed(send, held_out=True) for send in sends)
        return Turn(
            self.key(contact.key),
            contact.brand,
            contact.endpoint,
            _INBOUND,
            Reasoning(Rule.PLANNED, entries=(variant,)),  # who had which, for as long as it is kept
            now,
            now,
            sends,
            losses,
        )

    def _is_held_out(self, person: str) -> bool:
        brand = self.run.key.brand
        return is_held_out(self.campaign, brand, person) or is_held_out_of_all(
            self.brand.rules.holdout, brand, person
        )

    def _notice(self, contact: Contact, said: Said | None) -> Notice:
        campaign = self.campaign
        return Notice(
            contact.key,
            self.run.at,
            self.run.key.cause,
            campaign.purpose,
            said.messages if said else (),
            campaign.topic,
            expires_at=self.run.expires_at,
            skips_quiet=campaign.skips_quiet,
        )

    def _wordless(self) -> Send:
        """What no words of the campaign's can be said with on that channel: policy says why."""
        campaign = self.campaign
        return Send(
            0,
            campaign.purpose,
            (),
            SendState.READY,
            topic=campaign.topic,
            expires_at=self.run.expires_at,
            skips_quiet=campaign.skips_quiet,
        )
