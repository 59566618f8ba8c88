"""Any event that the documented schema of LINE's webhooks allows.

Source: LINE Messaging API reference, "Webhook event objects", as of 2026-08.
"""

from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]

HEX = "0123456789abcdef"
WORDS = st.text(max_size=40)
USERS = st.text(HEX, min_size=32, max_size=32).map("U{}".format)
NUMBERS = st.integers(1, 2**63 - 1).map(str)
TOKENS = st.text(HEX, min_size=32, max_size=32)
ULIDS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=26, max_size=26)
URLS = st.just("https://cdn.example.tw/a.jpg")


def some(needed: dict[str, Any], **optional: Any) -> st.SearchStrategy[Json]:
    """An object with all that is required, and any of what may be left out."""
    return st.fixed_dictionaries(needed, optional=optional)


_PROVIDER = st.one_of(
    st.just({"type": "line"}),
    some({"type": st.just("external"), "originalContentUrl": URLS}, previewImageUrl=URLS),
)
_EMOJI = some(
    {"index": st.integers(0, 99), "length": st.integers(1, 9), "productId": WORDS, "emojiId": WORDS}
)
_MENTIONEE = some(
    {
        "index": st.integers(0, 99),
        "length": st.integers(1, 9),
        "type": st.sampled_from(["user", "all"]),
    },
    userId=USERS,
    isSelf=st.booleans(),
)
_IMAGE_SET = some({"id": TOKENS}, index=st.integers(1, 20), total=st.integers(1, 20))
_RESOURCES = st.sampled_from(
    ["STATIC", "ANIMATION", "SOUND", "POPUP", "CUSTOM", "MESSAGE", "NAME_TEXT", "NEW_ONE"]
)


def _message(kind: str, needed: Json, **optional: Any) -> st.SearchStrategy[Json]:
    return some(
        {"type": st.just(kind), "id": NUMBERS, **needed}, markAsReadToken=TOKENS, **optional
    )


MESSAGES = st.one_of(
    _message(
        "text",
        {"text": st.text(min_size=1, max_size=60)},
        quoteToken=TOKENS,
        quotedMessageId=NUMBERS,
        emojis=st.lists(_EMOJI, max_size=3),
        mention=some({"mentionees": st.lists(_MENTIONEE, min_size=1, max_size=3)}),
    ),
    _message("image", {"contentProvider": _PROVIDER}, quoteToken=TOKENS, imageSet=_IMAGE_SET),
    _message(
        "video", {"contentProvider": _PROVIDER}, quoteToken=TOKENS, duration=st.integers(0, 9)
    ),
    _message("audio", {"contentProvider": _PROVIDER}, duration=st.integers(0, 9)),
    _message("file", {"fileName": WORDS, "fileSize": st.integers(0, 2**40)}),
    _message(
        "location",
        {"latitude": st.floats(-90, 90), "longitude": st.floats(-180, 180)},
        title=WORDS,
        address=WORDS,
    ),
    _message(
        "sticker",
        {"packageId": NUMBERS, "stickerId": NUMBERS, "stickerResourceType": _RESOURCES},
        quoteToken=TOKENS,
        quotedMessageId=NUMBERS,
        keywords=st.lists(WORDS, max_size=15),
        text=WORDS,
    ),
)

_PARAMS = st.one_of(
    some({"date": st.dates().map(str)}),
    some({"time": st.times().map("{:%H:%M}".format)}),
    some({"datetime": st.datetimes().map("{:%Y-%m-%dT%H:%M}".format)}),
    some(
        {"status": st.sampled_from(["SUCCESS", "RICHMENU_NOTFOUND", "FAILED"])},
        newRichMenuAliasId=WORDS,
    ),
)
_MEMBERS = some({"members": st.lists(some({"type": st.just("user"), "userId": USERS}), max_size=3)})
_SOURCES = st.one_of(
    some({"type": st.just("user")}, userId=USERS),
    some({"type": st.just("group"), "groupId": TOKENS.map("C{}".format)}, userId=USERS),
    some({"type": st.just("room"), "roomId": TOKENS.map("R{}".format)}, userId=USERS),
)
_MODULES = st.one_of(
    some({"type": st.just("attached"), "botId": USERS, "scopes": st.lists(WORDS, max_size=3)}),
    some({"type": st.just("detached"), "botId": USERS, "reason": WORDS}),
)
# What each kind carries besides what all of them do; "" stands for kinds of next year.
PARTS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "message": {"message": MESSAGES},
    "messageEdited": {"message": some({"type": st.just("text"), "id": NUMBERS, "text": WORDS})},
    "unsend": {"unsend": some({"messageId": NUMBERS})},
    "follow": {"follow": some({"isUnblocked": st.booleans()})},
    "unfollow": {},
    "join": {},
    "leave": {},
    "memberJoined": {"joined": _MEMBERS},
    "memberLeft": {"left": _MEMBERS},
    "postback": {"postback": some({"data": st.text(max_size=300)}, params=_PARAMS)},
    "videoPlayComplete": {"videoPlayComplete": some({"trackingId": WORDS})},
    "beacon": {
        "beacon": some(
            {"hwid": WORDS, "type": st.sampled_from(["enter", "banner", "stay"])}, dm=WORDS
        )
    },
    "accountLink": {"link": some({"result": st.sampled_from(["ok", "failed"]), "nonce": WORDS})},
    "membership": {"membership": some({"type": WORDS, "membershipId": st.integers(1, 2**31)})},
    "delivery": {
        "delivery": some({"data": st.one_of(WORDS, st.text(HEX, min_size=64, max_size=64))})
    },
    "module": {"module": _MODULES},
    "activated": {"chatControl": some({"expireAt": st.integers(0, 2**41)})},
    "deactivated": {},
    "botSuspended": {},
    "botResumed": {},
}
_NEXT_YEAR = {"type": st.sampled_from(["purchase", "call", "x" * 80, "7"]), "purchase": WORDS}


def events() -> st.SearchStrategy[Json]:
    """One event of any kind, documented or of next year."""
    shared = {
        "mode": st.sampled_from(["active", "standby"]),
        "timestamp": st.integers(1_500_000_000_000, 2_000_000_000_000),
        "webhookEventId": ULIDS,
        "deliveryContext": some({"isRedelivery": st.booleans()}),
    }
    optional: Json = {"source": _SOURCES, "replyToken": TOKENS, "somethingNew": WORDS}
    known = [
        some({"type": st.just(kind), **parts, **shared}, **optional)
        for kind, parts in PARTS.items()
    ]
    return st.one_of(*known, some(_NEXT_YEAR | shared, **optional))
