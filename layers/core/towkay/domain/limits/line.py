"""What can LINE show?"""

from towkay.domain.capabilities import Capabilities, LengthUnit, Rich
from towkay.domain.forms import CouponForm, LocationForm
from towkay.domain.routes import Route

# Messaging API: text 5000 UTF-16 units, 5 messages a request, 13 quick replies of
# label 20 and postback data 300; a friend may be written to at any time.
# Flex: altText 1500 units, a carousel of 12 bubbles and 50 KB, a bubble of 30 KB, button
# label 40, uri action 1000, image url 2000. It names no lengths of words and no number of
# buttons: the four are those of its own template, and the lengths are chosen so that the
# notification says all of a text or card, and that no bubble can come near its 30 KB.
CAPABILITIES = Capabilities(
    length_unit=LengthUnit.UTF16,
    text_limit=5000,
    messages_per_send=5,
    quick_reply_limit=13,
    label_limit=20,
    payload_limit=300,
    button_limit=4,
    button_label_limit=40,
    button_text_limit=1500,
    link_limit=1000,
    image_url_limit=2000,
    alt_limit=1500,
    card_title_limit=100,
    card_text_limit=1000,
    bare_cards=True,
    carousel_limit=12,
    carousel_bytes=50_000,
    window=None,
    retry_keys=True,
    reply_tokens=True,
    receipts=False,
    routes=frozenset({Route.REPLY_TOKEN, Route.PUSH, Route.NOTIFICATION_MESSAGE}),
    has_quota=True,
    many_at_once=500,
    native=frozenset(
        {Rich.IMAGE_REPLIES, Rich.COUPON, Rich.LOCATION_REQUEST, Rich.TEMPLATE},
    ),
    coupon=CouponForm(title_limit=100, text_limit=1000, by_reference=True),
    location=LocationForm(text_limit=5000, button_limit=20, as_reply=True),
)
