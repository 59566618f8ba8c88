"""How is a shopper asked for a place or for consent, and which template can be sent?"""

from towkay.domain.capabilities import Rich
from towkay.domain.copying import changed
from towkay.domain.fitting.buttons import fit_label, no_answer
from towkay.domain.fitting.cutting import shortened, split_tail
from towkay.domain.fitting.frame import Frame
from towkay.domain.fitting.texts import fit_image, fit_text, plain, safe_image
from towkay.domain.messages import (
    ConsentRequest,
    Image,
    LocationRequest,
    Lossy,
    Message,
    PostbackButton,
    QuickReply,
    TemplateMessage,
    Text,
)
from towkay.domain.templates import Header, HeaderKind, Parameter, TemplateCard


def fit_location_request(message: LocationRequest, frame: Frame, *, is_last: bool) -> list[Message]:
    """The channel's own request; elsewhere a text that asks for the address in words.

    A button that is a quick reply is gone with the next message, so it is for the last one alone.
    """
    form = frame.limits.location if frame.has(Rich.LOCATION_REQUEST) else None
    text = message.text.strip() or frame.words.where
    if form is None or (form.as_reply and not is_last):
        frame.lost(Lossy.LOCATION_REQUEST, "asked in words", text)
        return [*plain(f"{text}\n{frame.words.write_address}", frame.limits)]
    button = message.button.strip()
    if form.button_limit:
        button = fit_label(button or frame.words.place, form.button_limit, frame)
    elif button:
        frame.lost(Lossy.LABEL, "worded by the channel", button)
        button = ""
    earlier, last = split_tail(text, form.text_limit, frame.limits.length_unit)
    return [*plain(earlier, frame.limits), LocationRequest(last, button)]


def fit_consent_request(message: ConsentRequest, frame: Frame, *, is_last: bool) -> list[Message]:
    """The whole wording, then the channel's form or two buttons: what is agreed to is evidence.

    In a turn's last message the two are quick replies; before another message they are buttons,
    which stay with the wording that they agree to.
    """
    image_url = safe_image(message.image_url, message.title, frame)
    form = frame.limits.consent if frame.has(Rich.CONSENT_REQUEST) else None
    limits, accept = frame.limits, message.accept
    unusable = no_answer(message.title, accept.payload, limits.payload_limit, limits)
    if form is None or unusable:
        return _consent_in_words(changed(message, image_url=image_url), frame, is_last)
    whole = message.title.strip()
    title = shortened(whole, form.title_limit, frame.limits.length_unit)
    if title != whole:
        frame.lost(Lossy.LABEL, "shortened, whole above it", whole)
    said = filter(None, ("" if title == whole else whole, message.text.strip()))
    asked = changed(message, title=title, text="", image_url=image_url, quick_replies=())
    return [*plain("\n".join(said), frame.limits), asked]


def _consent_in_words(message: ConsentRequest, frame: Frame, is_last: bool) -> list[Message]:
    limits, answers = frame.limits, (message.accept, message.decline)
    most = limits.label_limit if is_last else limits.button_label_limit
    whole = [one.label.strip() for one in answers if limits.length_unit.measure(one.label) > most]
    said = (message.title.strip(), message.text.strip(), *whole)
    words = "\n".join(filter(None, said)) or frame.words.choose
    frame.lost(Lossy.CONSENT_REQUEST, "asked in words", message.title or message.topic)
    image = fit_image(Image(message.image_url), frame) if message.image_url else []
    if not is_last:
        buttons = tuple(PostbackButton(one.label, one.payload) for one in answers)
        return [*image, *fit_text(Text(words, buttons=buttons), frame)]
    *earlier, last = plain(words, limits)
    replies = tuple(QuickReply(one.label, one.payload) for one in answers)
    return [*image, *earlier, changed(last, quick_replies=replies)]


def fit_template(message: TemplateMessage, frame: Frame) -> list[Message]:
    """The template; nothing where there are none: its approved words are not ours to rephrase."""
    template = message.template
    if not frame.has(Rich.TEMPLATE):
        frame.lost(Lossy.TEMPLATE, "left out, no templates here", template.name)
        return []
    if not frame.limits.template.one_line:
        return [TemplateMessage(template)]
    fitted = changed(
        template,
        header=_header(template.header),
        body=_parameters(template.body),
        cards=tuple(map(_card, template.cards)),
    )
    if fitted != template:
        frame.lost(Lossy.TEMPLATE, "written on one line", template.name)
    return [TemplateMessage(fitted)]


def _card(card: TemplateCard) -> TemplateCard:
    return changed(card, header=_header(card.header), body=_parameters(card.body))


def _header(header: Header | None) -> Header | None:
    if header is None or header.kind is not HeaderKind.TEXT:
        return header
    return changed(header, value=_on_one_line(header.value))


def _parameters(parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    return tuple(changed(one, text=_on_one_line(one.text)) for one in parameters)


def _on_one_line(text: str) -> str:
    """With single blanks only where a line ends or several stand in a row."""
    is_plain = not any(character in text for character in "\n\r\t") and "     " not in text
    return text if is_plain else " ".join(text.split())
