"""The door's side of campaigns where there are none."""

from collections.abc import Sequence

from towkay.domain.batches import Batch, BatchKey
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.facts import NO_CAMPAIGN, CampaignFacts
from towkay.domain.masses import Multicast
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.permits import BotPermit
from towkay.usecases.door import CampaignSide

_NOBODY = Outcome(Verdict.NOT_SENT, code="no_campaigns")


class NoCampaigns:
    """`CampaignWatch`, `Batches`, `ManyGateway` and `Members` of the ports, all of them empty."""

    def facts(self, brand: str, cause: str, *, fresh: bool = False) -> CampaignFacts:
        return NO_CAMPAIGN

    def set_aside(self, brand: str, cause: str, millionths: int) -> bool:
        return False

    def spend(self, brand: str, cause: str, cost: str) -> None:
        """There is no budget."""

    def unspend(self, brand: str, cause: str, cost: str) -> None:
        """Nor anything to give back."""

    def settle_up(self) -> None:
        """To nobody."""

    def open(self, batch: Batch) -> bool:
        return False

    def batch(self, key: BatchKey) -> Batch | None:
        return None

    def hold(self, before: Batch, after: Batch) -> bool:
        return False

    def close(self, batch: Batch) -> None:
        """None was opened."""

    def contacts(self, keys: Sequence[ContactKey]) -> dict[ContactKey, Contact]:
        return {}

    def multicast(self, cast: Multicast, permits: Sequence[BotPermit]) -> Outcome:
        return _NOBODY

    def repeat(self, batch: Batch) -> Outcome:
        return _NOBODY


def no_campaigns() -> CampaignSide:
    """For a door through which no campaign comes."""
    nobody = NoCampaigns()
    return CampaignSide(nobody, nobody, nobody, nobody)
