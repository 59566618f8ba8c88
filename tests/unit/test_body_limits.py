"""Each channel's longest body is taken, and one byte more is refused before any hashing."""

import pytest

from tests.support.shop import NOW
from tests.unit.test_ingest import Inbound, Queue, Secrets
from towkay.domain.channels import CAPABILITIES, Channel, every_channel
from towkay.domain.secrets import SigningSecret, VerifySecrets
from towkay.domain.webhooks import Webhook
from towkay.usecases.ingest import Reception, ingest

KNOWN = VerifySecrets("app", "t", (SigningSecret("good"),), {"page": "demo"})


class Unhashed(Inbound):
    def is_signed(self, headers: object) -> bool:
        raise AssertionError("hashing is near")


def reception(channel: Channel, raw: bytes, inbound: Inbound) -> Reception:
    webhook = Webhook("POST", channel, "demo", {}, {"signature": "good"}, raw)
    parts = {"queue": Queue(), "receipts": Queue(), "secrets": Secrets(KNOWN)}
    channels = {channel: inbound}
    return ingest(webhook, now=NOW, channels=channels, **parts).reception  # type: ignore[arg-type]


@pytest.mark.parametrize("channel", every_channel())
def test_the_longest_body_of_a_channel_is_taken_and_no_longer_one(channel: Channel) -> None:
    limit = CAPABILITIES[channel].body_limit
    longest = b'{"x":"' + b"x" * (limit - 8) + b'"}'
    assert len(longest) == limit
    assert reception(channel, longest, Inbound()) is Reception.ACCEPTED
    assert reception(channel, longest + b" ", Unhashed()) is Reception.TOO_LARGE


def test_a_thousand_long_comments_are_no_more_than_a_page_may_be_sent() -> None:
    comment = b'{"field":"feed","value":"%s"}' % (b"\\u597d" * 300)
    body = b'{"entry":[{"changes":[%s]}]}' % b",".join([comment] * 1_000)
    assert len(body) > 1_800_000
    assert reception(Channel.MESSENGER, body, Inbound()) is Reception.ACCEPTED


def test_three_megabytes_are_no_more_than_whatsapp_may_send() -> None:
    body = b'{"x":"' + b"x" * 3_000_000 + b'"}'
    assert reception(Channel.WHATSAPP, body, Inbound()) is Reception.ACCEPTED
    assert reception(Channel.LINE, body, Unhashed()) is Reception.TOO_LARGE
