"""What can WhatsApp show?"""

from datetime import timedelta

from towkay.domain.capabilities import Capabilities, LengthUnit, Rich
from towkay.domain.routes import Route

# Cloud API: text 4096, interactive body 1024, 3 reply buttons of title 20 and id 256, a list of 10
# rows in all, one link per message, a media carousel of 2 to 10 cards with a body of 160.
CAPABILITIES = Capabilities(
    length_unit=LengthUnit.CODE_POINTS,
    text_limit=4096,
    messages_per_send=1,
    quick_reply_limit=10,
    label_limit=20,
    payload_limit=200,
    button_limit=3,
    button_label_limit=20,
    button_text_limit=1024,
    link_limit=2000,
    image_url_limit=2000,
    alt_limit=0,
    card_title_limit=60,
    card_text_limit=900,
    bare_cards=True,
    carousel_limit=10,
    carousel_bytes=None,
    window=timedelta(hours=24),
    retry_keys=False,
    reply_tokens=False,
    receipts=True,
    routes=frozenset(
        {
            Route.OPEN_WINDOW,
            Route.UTILITY_TEMPLATE,
            Route.MARKETING_TEMPLATE,
            Route.AUTHENTICATION_TEMPLATE,
            Route.MARKETING_MESSAGE,
            Route.DIRECT_SEND,
        }
    ),
    has_quota=False,
    native=frozenset({Rich.CHOICES, Rich.PRODUCTS, Rich.LOCATION_REQUEST, Rich.TEMPLATE}),
    body_limit=4_000_000,
)
