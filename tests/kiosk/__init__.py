"""The fifth channel: a screen in the shop that people type at. It lives outside the package.

docs/adding-a-channel.md follows it line by line; `tests/contract/channels/test_a_fifth_channel.py`
lets it join by the variable that a deployment has for that, and answers a question on it.
"""

from towkay.domain.capabilities import Capabilities, LengthUnit
from towkay.domain.channels import join
from towkay.domain.routes import Route

CHANNEL = join(
    "kiosk",
    "Kiosk",
    Capabilities(
        length_unit=LengthUnit.CODE_POINTS,
        text_limit=120,  # what fits the screen
        messages_per_send=1,
        quick_reply_limit=10,
        label_limit=16,
        payload_limit=100,
        button_limit=2,
        button_label_limit=16,
        button_text_limit=120,
        link_limit=200,
        image_url_limit=200,
        alt_limit=0,
        card_title_limit=40,
        card_text_limit=80,
        bare_cards=True,
        carousel_limit=10,
        carousel_bytes=None,
        window=None,
        retry_keys=True,
        reply_tokens=False,
        receipts=False,
        routes=frozenset({Route.PUSH}),
        has_quota=False,
    ),
)
HOST = "https://kiosk.example.tw"
