"""How does a text or an image become messages that a channel shows?"""

from towkay.domain.capabilities import Capabilities
from towkay.domain.fitting.buttons import fit_buttons, rows
from towkay.domain.fitting.cutting import split_tail, split_text
from towkay.domain.fitting.frame import Frame
from towkay.domain.links import is_public_https
from towkay.domain.messages import Image, Lossy, Text

GOES_ON = "…"  # what stands over buttons that found no room under the message before


def fit_text(message: Text, frame: Frame) -> list[Text]:
    """Parts that fit, the buttons under the last; more messages for more buttons than fit."""
    limits = frame.limits
    buttons = fit_buttons(message.buttons, frame)
    if not buttons.shown:
        return [*plain(message.text, limits), *buttons.lines]
    labels = " · ".join(button.label for button in buttons.shown)
    earlier, last = split_tail(
        message.text.strip() or labels, limits.button_text_limit, limits.length_unit
    )
    first, *others = rows(buttons.shown, limits)
    under = [Text(last, buttons=first), *(Text(GOES_ON, buttons=row) for row in others)]
    return [*plain(earlier, limits), *under, *buttons.lines]


def fit_image(image: Image, frame: Frame) -> list[Image] | list[Text]:
    """The image; what is on it in words where the channel must not fetch it.

    An image is a link and nothing more: how many megabytes are behind it only the channel learns,
    which refuses the call or shows nothing when they are too many.
    """
    limits = frame.limits
    if not is_image_link(image.url, limits):
        frame.lost(Lossy.IMAGE, "said in words", image.url)
        return plain(image.alt, limits)
    preview = image.preview_url
    if preview and not is_image_link(preview, limits):
        frame.lost(Lossy.IMAGE, "preview left out", preview)
        preview = ""
    return [Image(image.url, image.alt, preview)]


def is_image_link(url: str, limits: Capabilities) -> bool:
    """Whether a channel may fetch an image from there."""
    return len(url) <= limits.image_url_limit and is_public_https(url)


def safe_image(url: str, named: str, frame: Frame) -> str:
    """The image's link, empty where a channel must not fetch it, which is a loss."""
    if url and not is_image_link(url, frame.limits):
        frame.lost(Lossy.IMAGE, "left out", named)
        return ""
    return url


def safe_link(url: str, named: str, frame: Frame) -> str:
    """The link, empty where a shopper must not open it, which is a loss."""
    if url and (len(url) > frame.limits.link_limit or not is_public_https(url)):
        frame.lost(Lossy.LINK, "left out", named)
        return ""
    return url


def plain(text: str, limits: Capabilities) -> list[Text]:
    """A text without anything under it, in as many messages as it takes."""
    return [Text(part) for part in split_text(text, limits.text_limit, limits.unit_of_text)]
