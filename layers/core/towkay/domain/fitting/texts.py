"""How does a text or an image become messages that a channel shows?"""

from towkay.domain.capabilities import Capabilities
from towkay.domain.fitting.buttons import Buttons, fit_buttons
from towkay.domain.fitting.cutting import split_tail, split_text
from towkay.domain.links import is_public_https
from towkay.domain.messages import Button, Image, Loss, Lossy, Text

_GOES_ON = "…"  # what stands over buttons that found no room under the message before
_NAMED = 80


def fit_text(message: Text, limits: Capabilities, losses: list[Loss]) -> list[Text]:
    """Parts that fit, the buttons under the last; more messages for more buttons than fit."""
    buttons = fit_buttons(message.buttons, limits, losses)
    if not buttons.shown:
        return [*_plain(message.text, limits), *buttons.lines]
    labels = " · ".join(button.label for button in buttons.shown)
    earlier, last = split_tail(
        message.text.strip() or labels, limits.button_text_limit, limits.length_unit
    )
    first, *others = rows(buttons, limits)
    under = [Text(last, buttons=first), *(Text(_GOES_ON, buttons=row) for row in others)]
    return [*_plain(earlier, limits), *under, *buttons.lines]


def fit_image(image: Image, limits: Capabilities, losses: list[Loss]) -> list[Image] | list[Text]:
    """The image; what is on it in words where the channel must not fetch it."""
    if not is_image_link(image.url, limits):
        losses.append(Loss(Lossy.IMAGE, f"said in words: {image.url[:_NAMED]}"))
        return _plain(image.alt, limits)
    preview = image.preview_url
    if preview and not is_image_link(preview, limits):
        losses.append(Loss(Lossy.IMAGE, f"preview left out: {preview[:_NAMED]}"))
        preview = ""
    return [Image(image.url, image.alt, preview)]


def is_image_link(url: str, limits: Capabilities) -> bool:
    """Whether a channel may fetch an image from there."""
    return len(url) <= limits.image_url_limit and is_public_https(url)


def rows(buttons: Buttons, limits: Capabilities) -> list[tuple[Button, ...]]:
    """The buttons in groups of which each finds room under one message."""
    size = limits.button_limit
    return [buttons.shown[at : at + size] for at in range(0, len(buttons.shown), size)]


def _plain(text: str, limits: Capabilities) -> list[Text]:
    return [Text(part) for part in split_text(text, limits.text_limit, limits.length_unit)]
