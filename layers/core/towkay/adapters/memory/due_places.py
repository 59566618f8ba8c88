"""Which turn is it that stands at a place of the due index in memory?"""

from towkay.adapters.dynamodb import keys
from towkay.domain.channels import ContactKey
from towkay.domain.turns import TurnKey
from towkay.ports.tables import DueTurn


def due_turn(due_sort_key: str, place: tuple[ContactKey, str]) -> DueTurn:
    return DueTurn(turn_of(*place), keys.parse_due_at(due_sort_key))


def turn_of(contact: ContactKey, sort_key: str) -> TurnKey:
    return keys.parse_turn(keys.contact_pk(contact), sort_key)
