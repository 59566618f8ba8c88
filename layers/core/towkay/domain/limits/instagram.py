"""What can Instagram show?"""

from datetime import timedelta

from towkay.domain.capabilities import Capabilities, LengthUnit, Rich
from towkay.domain.forms import ProductsForm
from towkay.domain.routes import Route

# Send API of Instagram messaging: text 1000 bytes of UTF-8, 13 quick replies of title 20 and
# payload 1000, button template of text 640 and 3 buttons, generic template of 10 elements of title
# and subtitle 80. It names no number for the length of a link: 2000 is what every browser takes.
CAPABILITIES = Capabilities(
    length_unit=LengthUnit.CODE_POINTS,
    text_unit=LengthUnit.UTF8,
    text_limit=1000,
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
    routes=frozenset({Route.OPEN_WINDOW, Route.HUMAN_AGENT, Route.PRIVATE_REPLY}),
    has_quota=False,
    native=frozenset({Rich.IMAGE_REPLIES}),
    products=ProductsForm(limit=10, by_sku=False),
    body_limit=4_000_000,
)
