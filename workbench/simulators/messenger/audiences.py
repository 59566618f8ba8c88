"""How are people's hashed names handed to an ad account?

Source: Marketing API, "Customer file custom audiences".
"""

from workbench.simulators.messenger.door import Call
from workbench.simulators.messenger.state import Json
from workbench.simulators.meta import refusals as common
from workbench.simulators.world import World

_MOST_ROWS = 10_000


class Audiences:
    """Made and filled; whom the rows match is nobody's business here."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._batches: dict[str, dict[int, int]] = {}  # audience -> session -> last batch

    def create(self, call: Call) -> Json:
        if not call.page.rules.audience_terms_signed:
            text = "(#200) To create or edit an audience, agree to the Custom Audience terms"
            raise common.GraphRefusal(200, text, subcode=1870090)
        if call.text("subtype") != "CUSTOM" or not call.text("name"):
            raise common.bad_parameter("Invalid parameter")
        name = self._world.ids.number(17)
        self._batches[name] = {}
        return {"id": name}

    def knows(self, name: str) -> bool:
        return name in self._batches

    def add(self, call: Call, audience: str) -> Json:
        """`POST /{audience}/users`. Raises `GraphRefusal`."""
        payload = call.params.get("payload")
        rows = payload.get("data") if isinstance(payload, dict) else None
        if not isinstance(rows, list) or not rows or len(rows) > _MOST_ROWS:
            raise common.bad_parameter(f"Param payload[data] takes at most {_MOST_ROWS} rows")
        session = call.params.get("session")
        if isinstance(session, dict):
            self._note_batch(audience, session)
        return {
            "audience_id": audience,
            "num_received": len(rows),
            "num_invalid_entries": 0,
            "invalid_entry_samples": {},
        }

    def _note_batch(self, audience: str, session: Json) -> None:
        known = self._batches[audience]
        number, sequence = session.get("session_id"), session.get("batch_seq")
        last = known.get(number, 0) if isinstance(number, int) else 0
        if not isinstance(number, int) or sequence != last + 1:
            text = "(#2650) Batches must begin with 1 and follow each other"
            raise common.GraphRefusal(2650, text, subcode=1870147)
        known[number] = sequence
