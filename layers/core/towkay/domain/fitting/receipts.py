"""How is a receipt shown: by the channel's own form, or as lines of text?"""

import re

from towkay.domain.capabilities import Rich
from towkay.domain.copying import changed
from towkay.domain.fitting.frame import Frame
from towkay.domain.fitting.texts import fit_text, safe_image, safe_link
from towkay.domain.messages import LinkButton, Lossy, Message, ReceiptShown, Text
from towkay.domain.offers import Receipt, ReceiptLine

_AMOUNT = re.compile(r"-?\d+(\.\d+)?")


def fit_receipt(message: ReceiptShown, frame: Frame) -> list[Message]:
    """The channel's receipt where it takes this one, else a text that says all of it."""
    receipt = message.receipt
    receipt = changed(
        receipt,
        url=safe_link(receipt.url, receipt.order, frame),
        lines=tuple(_safe_line(line, frame) for line in receipt.lines),
    )
    if frame.has(Rich.RECEIPT) and _is_one(receipt, frame):
        return [ReceiptShown(receipt)]
    for line in receipt.lines:
        if line.image_url:
            frame.lost(Lossy.IMAGE, "left out", line.title)
    buttons = (LinkButton(frame.words.open, receipt.url),) if receipt.url else ()
    frame.lost(Lossy.RECEIPT, "shown in words", receipt.order)
    return [*fit_text(Text(_table(receipt, frame), buttons=buttons), frame)]


def _safe_line(line: ReceiptLine, frame: Frame) -> ReceiptLine:
    return changed(line, image_url=safe_image(line.image_url, line.title, frame))


def _is_one(receipt: Receipt, frame: Frame) -> bool:
    """Whether it has all that a receipt must have, and no more lines than fit."""
    needed = (receipt.order, receipt.name, receipt.currency, receipt.payment)
    parts = (receipt.subtotal, receipt.shipping, receipt.tax, receipt.discount)
    amounts = (receipt.total, *filter(None, parts), *(line.price for line in receipt.lines))
    most = frame.limits.receipt.lines if frame.limits.receipt else 0
    return (
        all(word.strip() for word in needed)
        and all(_AMOUNT.fullmatch(amount) for amount in amounts)
        and all(line.title.strip() for line in receipt.lines)
        and len(receipt.lines) <= most
    )


def _table(receipt: Receipt, frame: Frame) -> str:
    words = frame.words
    order = words.order.format(order=receipt.order) if receipt.order else ""
    at = f"{receipt.at:%Y-%m-%d %H:%M}" if receipt.at else ""
    sums = (
        (words.subtotal, receipt.subtotal),
        (words.shipping, receipt.shipping),
        (words.tax, receipt.tax),
        (words.discount, receipt.discount),
        (words.total, receipt.total),
    )
    lines = [
        *(order, receipt.name, at),
        *(line for bought in receipt.lines for line in _bought(bought, receipt.currency)),
        *(f"{label} {_money(sum_, receipt.currency)}" for label, sum_ in sums if sum_),
        f"{words.payment} {receipt.payment}" if receipt.payment else "",
    ]
    return "\n".join(filter(None, lines))


def _bought(line: ReceiptLine, currency: str) -> tuple[str, str]:
    many = f" ×{line.quantity}" if line.quantity != 1 else ""  # the sign of times
    price = f"  {_money(line.price, currency)}" if line.price else ""
    return f"{line.title}{many}{price}", line.detail


def _money(amount: str, currency: str) -> str:
    return " ".join(filter(None, (currency, amount)))
