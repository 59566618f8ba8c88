"""An id in a marketing event is a person's, or the event is of nobody."""

import pytest

from towkay.adapters.channels.messenger.inbound import INBOUND
from towkay.domain.events import Unknown

PAGE = "104512398760021"


@pytest.mark.parametrize("person", [10**400, "9" * 500, "\n"])
def test_an_id_that_no_key_could_hold_is_counted_and_kept_nowhere(person: object) -> None:
    value = {"recipient_id": person, "timestamp": 1795219199, "message_id": "1"}
    change = {"field": "marketing_message_clicks", "value": value}
    body = {"object": "page", "entry": [{"id": PAGE, "time": 1795219200, "changes": [change]}]}

    (incoming,) = INBOUND.parse(body, app_id="1")

    assert incoming.user is None
    assert isinstance(incoming.happening, Unknown)
