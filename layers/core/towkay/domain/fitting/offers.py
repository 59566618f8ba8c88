"""How are products and coupons shown: by the channel's own forms, as cards, in words?"""

from towkay.domain.capabilities import Rich
from towkay.domain.copying import changed
from towkay.domain.fitting.cards import fit_cards
from towkay.domain.fitting.cutting import shortened
from towkay.domain.fitting.frame import Frame
from towkay.domain.fitting.texts import (
    GOES_ON,
    fit_image,
    fit_text,
    plain,
    safe_image,
    safe_link,
)
from towkay.domain.forms import CouponForm, ProductsForm
from towkay.domain.messages import (
    Card,
    CouponOffer,
    Image,
    LinkButton,
    Lossy,
    Message,
    Products,
    Text,
)
from towkay.domain.offers import Coupon, Product


def fit_products(message: Products, frame: Frame) -> list[Message]:
    """Products of the channel's catalogue where all of them are in it, cards elsewhere."""
    form = frame.limits.products if frame.has(Rich.PRODUCTS) else None
    if form and message.products and _all_known(message, form):
        return _of_catalog(message, form, frame)
    words = "\n".join(filter(None, (message.title.strip(), message.text.strip())))
    cards = fit_cards([_product_card(one, frame) for one in message.products], frame)
    if message.products:
        frame.lost(Lossy.PRODUCTS, "shown as cards", message.title or message.products[0].title)
    return [*plain(words, frame.limits), *cards]


def _all_known(message: Products, form: ProductsForm) -> bool:
    if form.by_sku:
        return bool(message.catalog) and all(product.sku for product in message.products)
    return all(product.id.isascii() and product.id.isdecimal() for product in message.products)


def _of_catalog(message: Products, form: ProductsForm, frame: Frame) -> list[Message]:
    """As many messages as hold all products; words that have no room in them stand before."""
    measure, words = frame.limits.length_unit.measure, frame.words
    title, text = message.title.strip(), message.text.strip()
    before = ""
    if measure(title) > form.title_limit or measure(text) > form.text_limit:
        before, title, text = "\n".join(filter(None, (title, text))), "", ""
    every = message.products
    groups = [every[at : at + form.limit] for at in range(0, len(every), form.limit)]
    shown: list[Message] = []
    for group in groups:
        if form.title_limit and len(group) > 1:
            title, text = title or words.products, text or words.choose
        shown.append(Products(group, title, text, message.catalog))
        text = GOES_ON if form.title_limit else ""
    return [*plain(before, frame.limits), *shown]


def _product_card(product: Product, frame: Frame) -> Card:
    price = " ".join(filter(None, (product.currency, product.price))) if product.price else ""
    text = "\n".join(filter(None, (price, product.text.strip())))
    buttons = (LinkButton(frame.words.open, product.url),) if product.url else ()
    return Card(product.title, text, product.image_url, product.url, buttons)


def fit_coupon(message: CouponOffer, frame: Frame) -> list[Message]:
    """The channel's coupon where it has one for this; else a card, or words."""
    coupon = message.coupon
    form = frame.limits.coupon if frame.has(Rich.COUPON) else None
    if form and form.by_reference and coupon.reference:
        return [CouponOffer(coupon)]
    title = coupon.title.strip()
    safe = changed(
        coupon,
        title=title,
        code=coupon.code.strip(),
        image_url=safe_image(coupon.image_url, title, frame),
        url=safe_link(coupon.url, title, frame),
    )
    if form and form.title_limit and _is_one(safe):
        return _coupon(safe, form, frame)
    return _coupon_in_words(safe, frame)


def _is_one(coupon: Coupon) -> bool:
    """Whether the platform would take it: a code is one word."""
    has_code = len(coupon.code.split()) == 1
    return bool(coupon.title) and (has_code or (not coupon.code and bool(coupon.url)))


def _coupon(coupon: Coupon, form: CouponForm, frame: Frame) -> list[Message]:
    unit = frame.limits.length_unit
    text = "\n".join(filter(None, (coupon.text.strip(), _until(coupon, frame))))
    short = shortened(text, form.text_limit, unit)
    title = shortened(coupon.title, form.title_limit, unit)
    shown = CouponOffer(changed(coupon, title=title, text=short, ends_at=None))
    if (title, short) == (coupon.title, text):
        return [shown]
    frame.lost(Lossy.COUPON, "shortened, whole after it", coupon.title)
    return [shown, *plain(f"{coupon.title}\n{text}", frame.limits)]


def _coupon_in_words(coupon: Coupon, frame: Frame) -> list[Message]:
    """A card where all of it fits one, else an image and a text; the code on its own line."""
    measure, limits = frame.limits.length_unit.measure, frame.limits
    code = (frame.words.code, coupon.code) if coupon.code else ()
    text = "\n".join(filter(None, (coupon.text.strip(), *code, _until(coupon, frame))))
    buttons = (LinkButton(frame.words.open, coupon.url),) if coupon.url else ()
    fits = measure(coupon.title) <= limits.card_title_limit
    fits = fits and measure(text) <= limits.card_text_limit
    if coupon.title and coupon.image_url and fits:
        said = fit_cards([Card(coupon.title, text, coupon.image_url, "", buttons)], frame)
    else:
        image = fit_image(Image(coupon.image_url), frame) if coupon.image_url else []
        words = "\n".join(filter(None, (coupon.title, text)))
        said = [*image, *fit_text(Text(words, buttons=buttons), frame)]
    frame.lost(Lossy.COUPON, "shown as other messages", coupon.title or coupon.code)
    return said


def _until(coupon: Coupon, frame: Frame) -> str:
    """When it ends, in the time zone that the moment itself carries."""
    if coupon.ends_at is None:
        return ""
    return frame.words.until.format(moment=f"{coupon.ends_at:%Y-%m-%d %H:%M}")
