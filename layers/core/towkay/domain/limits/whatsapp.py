"""What can WhatsApp show?"""

from datetime import timedelta

from towkay.domain.capabilities import Capabilities, LengthUnit, Rich
from towkay.domain.forms import (
    ButtonForm,
    CarouselForm,
    ListForm,
    LocationForm,
    ProductsForm,
    TemplateForm,
)
from towkay.domain.routes import Route

# Cloud API: text 4096, interactive body 1024, 3 reply buttons of title 20 and id 256, a list of 10
# rows in all, one link per message and no button beside it, a media carousel of 2 to 10 cards.
# A card's words are one body: a bold title, a line end and the text are at most 1024 of it, and in
# a carousel 160 with two line ends.
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
    misses_until_gone=3,  # one code for who blocked us, who is not there, and who must update
    card_opens=False,
    buttons=ButtonForm(mixed=False, links=1, unique=True, holds_replies=True),
    carousel=CarouselForm(
        least=2, buttons=1, title_limit=60, text_limit=97, lines=2, payload_limit=20
    ),
    choices=ListForm(
        rows=10,
        text_limit=4096,
        opener_limit=20,
        section_limit=24,
        label_limit=24,
        detail_limit=72,
        payload_limit=200,
    ),
    products=ProductsForm(limit=30, by_sku=True, title_limit=60, text_limit=1024),
    location=LocationForm(text_limit=1024),
    template=TemplateForm(one_line=True),
)
