"""What can Messenger show?"""

from datetime import timedelta

from towkay.domain.capabilities import Capabilities, LengthUnit, Rich
from towkay.domain.forms import ConsentForm, CouponForm, ProductsForm, ReceiptForm
from towkay.domain.routes import Route

# Send API: text <= 2000 (sent <= 1999: the guide says both "less than" and "at most"),
# 13 quick replies, title 20, payload 1000; one message a call; no idempotency key.
# Button template: text 640, 3 buttons of title 20. Generic template: 10 elements of
# title 80 and subtitle 80, "title and at least one other property". For the length of a
# link it names no number: 2000 is what every browser takes.
CAPABILITIES = Capabilities(
    length_unit=LengthUnit.CODE_POINTS,
    text_limit=1999,
    messages_per_send=1,
    quick_reply_limit=13,
    label_limit=20,
    payload_limit=1000,
    button_limit=3,
    button_label_limit=20,
    button_text_limit=640,
    link_limit=2000,
    image_url_limit=2000,
    alt_limit=0,
    card_title_limit=80,
    card_text_limit=80,
    bare_cards=False,
    carousel_limit=10,
    carousel_bytes=None,
    window=timedelta(hours=24),
    retry_keys=False,
    reply_tokens=False,
    receipts=True,
    routes=frozenset(
        {
            Route.OPEN_WINDOW,
            Route.HUMAN_AGENT,
            Route.UTILITY_TEMPLATE,
            Route.MARKETING_MESSAGE,
            Route.RECURRING_NOTIFICATION,
            Route.ONE_TIME_NOTIFICATION,
            Route.PRIVATE_REPLY,
        }
    ),
    has_quota=False,
    native=frozenset(
        {
            Rich.IMAGE_REPLIES,
            Rich.PRODUCTS,
            Rich.COUPON,
            Rich.RECEIPT,
            Rich.CONSENT_REQUEST,
            Rich.TEMPLATE,
        }
    ),
    body_limit=4_000_000,  # a thousand comments may come in one
    products=ProductsForm(limit=10, by_sku=False),
    coupon=CouponForm(title_limit=80, text_limit=80),
    receipt=ReceiptForm(lines=100),
    consent=ConsentForm(title_limit=65),
)
