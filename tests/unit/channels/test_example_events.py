"""The example webhooks are what the channels send: signed, readable, and up to date."""

import base64
import json
from typing import Any

import pytest

from tests.support.webhook_bodies import (
    INSTAGRAM_SECRET,
    LINE_SECRET,
    MESSENGER_APP,
    MESSENGER_SECRET,
    WHATSAPP_SECRET,
)
from tests.support.webhook_events import FOLDER, as_file, cases
from towkay.adapters.channels.inbound import INBOUND
from towkay.domain.channels import Channel
from towkay.domain.events import Unknown

SECRETS = {
    Channel.MESSENGER: MESSENGER_SECRET,
    Channel.INSTAGRAM: INSTAGRAM_SECRET,
    Channel.WHATSAPP: WHATSAPP_SECRET,
    Channel.LINE: LINE_SECRET,
}
WEBHOOKS = [name for name in cases() if "handshake" not in name]


def test_the_folder_holds_exactly_what_the_generator_writes() -> None:
    kept = {path.stem: path.read_text() for path in FOLDER.iterdir()}

    assert kept == {name: as_file(event) for name, event in cases().items()}


@pytest.mark.parametrize("name", WEBHOOKS)
def test_an_example_is_genuine_unless_its_name_says_otherwise(name: str) -> None:
    event: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
    channel = Channel(event["pathParameters"]["channel"])
    raw = event["body"].encode()
    raw = base64.b64decode(raw) if event["isBase64Encoded"] else raw

    genuine = INBOUND[channel].is_genuine(raw, event["headers"], [SECRETS[channel]])
    incoming = INBOUND[channel].parse(json.loads(raw), app_id=MESSENGER_APP)

    assert genuine == ("bad-signature" not in name)
    assert not [one for one in incoming if isinstance(one.happening, Unknown)]
    assert bool(incoming) == ("no-events" not in name)
