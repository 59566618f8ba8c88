"""Which address opens a chat with an account, and what does it bring along?

Sources: Messenger Platform, "m.me links"; Instagram messaging, "ig.me links"; WhatsApp, "click to
chat"; LINE, "LINE URL scheme". WhatsApp's and LINE's carry nothing but a first message that the
shopper still has to send, so the ref stands in it.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from towkay.domain.channels import Channel


def _m_me(handle: str, ref: str, text: str) -> str:
    return f"https://m.me/{quote(handle, safe='')}?ref={quote(ref, safe='')}"


def _ig_me(handle: str, ref: str, text: str) -> str:
    return f"https://ig.me/m/{quote(handle, safe='')}?ref={quote(ref, safe='')}"


def _wa_me(handle: str, ref: str, text: str) -> str:
    digits = "".join(filter(str.isdigit, handle))
    return f"https://wa.me/{digits}?text={quote(_with(text, ref), safe='')}"


def _oa_message(handle: str, ref: str, text: str) -> str:
    said = quote(_with(text, ref), safe="")
    return f"https://line.me/R/oaMessage/{quote(handle, safe='')}/?{said}"


def _with(text: str, ref: str) -> str:
    return f"{text} ({ref})"


_FORMS: Mapping[str, Callable[[str, str, str], str]] = {
    "messenger": _m_me,
    "instagram": _ig_me,
    "whatsapp": _wa_me,
    "line": _oa_message,
}


_HANDLES: Mapping[str, re.Pattern[str]] = {
    "messenger": re.compile(r"[A-Za-z0-9.-]{1,64}"),
    "instagram": re.compile(r"[A-Za-z0-9._]{1,30}"),
    "whatsapp": re.compile(r"\+?[0-9][0-9 ()-]{6,23}"),
    "line": re.compile(r"@[A-Za-z0-9._-]{1,32}"),
}


def is_handle(channel: Channel, handle: str) -> bool:
    """Whether a platform may call an account so; of one that we know no links of, anything."""
    form = _HANDLES.get(channel)
    return form is None or form.fullmatch(handle) is not None


def entry_link(channel: Channel, handle: str, *, ref: str, text: str) -> str:
    """The address; `handle` is what links call the account by, `text` what is said by whoever came.

    The handle is a Page's id or name, an Instagram name, the digits of a telephone number, a LINE
    id that begins with @. Empty for a channel that has no such links.
    """
    form = _FORMS.get(channel)
    return form(handle, ref, text) if form and handle else ""


def link_of(channel: Channel, handle: str, ref: str, text: str) -> str:
    """The same for whoever names nothing, and empty for a handle that leads nowhere."""
    return entry_link(channel, handle, ref=ref, text=text) if is_handle(channel, handle) else ""
