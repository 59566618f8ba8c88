"""What does a link of ours say of where it stood, and did we make it?

A ref is `tk=topic=kind=name=last day=signature`: what Meta's links carry unchanged, and what can
stand in the first message where a channel's links carry nothing. They carry no letters but a to z:
a name of others is base64 of its UTF-8, and a `u` behind the kind says so. The signature keeps
anybody else from making up places. Links last until the end of the last day (UTC).
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from towkay.domain.doings import LinkClicked
from towkay.domain.events import Event, Followed, MessageReceived, PostbackPressed, Referred
from towkay.domain.places import PlaceKind, by_ad, link_place, place
from towkay.domain.secrets import same_secret
from towkay.domain.shipping.codes import written_code

_WAYS_IN = (MessageReceived, PostbackPressed, Followed, Referred)
_SIGNED_AS = "towkay-ref-1"
_SPELLED = "u"
_SIGNATURE = 9  # bytes: nobody guesses one of 2^72 over a chat
_FORM = re.compile(
    r"tk=(?P<topic>[a-z][a-z0-9_-]{0,63})=(?P<kind>[a-z]{1,16})=(?P<name>[A-Za-z0-9_-]{0,64})"
    r"=(?P<until>[0-9]{8})=(?P<signature>[A-Za-z0-9_-]{12})(?![A-Za-z0-9_=-])"
)


@dataclass(frozen=True, slots=True)
class Ref:
    """A link's topic and place, and the last day on which it counts."""

    topic: str
    kind: PlaceKind
    name: str
    until: date

    @property
    def place(self) -> str:
        return place(self.kind, self.name)


def signed(ref: Ref, brand: str, key: str) -> str:
    """The ref as a link carries it. It counts for this brand alone."""
    kind, name = ref.kind.value, ref.name
    if not name.isascii():
        kind += _SPELLED
        name = base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")
    body = "=".join(("tk", ref.topic, kind, name, f"{ref.until:%Y%m%d}"))
    return f"{body}={_signature(body, brand, key)}"


def written_ref(text: str) -> str:
    """The first ref in a text, whoever made it; empty where there is none."""
    found = _FORM.search(text)
    return found[0] if found else ""


def without_ref(text: str) -> str:
    """What the shopper says beside it, and beside the code of an order: no code is a question."""
    return _without(_without(text, written_ref(text)), written_code(text))


def _without(text: str, code: str) -> str:
    if not code:
        return text
    before, after = text.split(code, 1)
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1], after[1:]
    return f"{before.rstrip()} {after.lstrip()}".strip()


def read_ref(written: str, brand: str, keys: Sequence[str], now: datetime) -> Ref | None:
    """The ref, if one of the keys signed it and its last day is not over."""
    found = _FORM.fullmatch(written)
    if found is None:
        return None
    body = written.rpartition("=")[0]
    ours = (same_secret(found["signature"], _signature(body, brand, key)) for key in keys if key)
    if not any([*ours]):
        return None
    try:
        known = link_place(_said(found["kind"], found["name"]))
        until = datetime.strptime(found["until"], "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError:
        return None
    if known is None or now.astimezone(UTC).date() > until:
        return None
    return Ref(found["topic"], *known, until)


def _said(kind: str, name: str) -> str:
    """The place as people write it. Raises `ValueError` for a name that nobody can read."""
    if kind.endswith(_SPELLED):
        kind, name = kind[:-1], base64.urlsafe_b64decode(f"{name}{'=' * (-len(name) % 4)}").decode()
        return f"{kind}:{name}"
    return f"{kind}:{name}" if name else kind


def ref_in(event: Event) -> str:
    """The ref that an event may carry, whoever made it; empty where there is none."""
    return _carried(event, written_ref)


def code_in(event: Event) -> str:
    """The code of an order that an event may carry, as `ref_in`."""
    return _carried(event, written_code)


def _carried(event: Event, written: Callable[[str], str]) -> str:
    happening = event.happening
    entry = getattr(happening, "entry", None)
    told = (entry.ref if entry else "", getattr(happening, "ref", ""), _typed(event))
    return next((found for text in told if text and (found := written(text))), "")


def read_by_us(event: Event) -> Event:
    """The event without the codes that it carried.

    A ref in what the shopper wrote asks for nothing; the code of an order opens it, and is kept
    nowhere.
    """
    happening = event.happening
    if isinstance(happening, MessageReceived):
        happening = replace(happening, text=without_ref(happening.text))
    if isinstance(happening, Referred | LinkClicked) and written_code(happening.ref):
        happening = replace(happening, ref=without_ref(happening.ref))
    if isinstance(happening, _WAYS_IN) and happening.entry and written_code(happening.entry.ref):
        entry = replace(happening.entry, ref=without_ref(happening.entry.ref))
        happening = replace(happening, entry=entry)
    return event if happening == event.happening else replace(event, happening=happening)


def way_in(event: Event, ref: Ref | None) -> str:
    """By which place the shopper came; empty where nothing that we trust tells it."""
    return ref.place if ref else by_ad(getattr(event.happening, "entry", None))


def _typed(event: Event) -> str:
    return event.happening.text if isinstance(event.happening, MessageReceived) else ""


def _signature(body: str, brand: str, key: str) -> str:
    said = "\n".join((_SIGNED_AS, brand, body)).encode()
    mac = hmac.new(key.encode(), said, hashlib.sha256).digest()[:_SIGNATURE]
    return base64.urlsafe_b64encode(mac).decode()
