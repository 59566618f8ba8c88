"""Which messages does LINE refuse for how they look, and how?"""

from tests.unit.simulators.line.rows import (
    EMPTY,
    at_most,
    between,
    bubble,
    carousel,
    column,
    flex,
    one_of,
    replying,
    words,
    wrong,
)

ACTIONS = [
    "postback",
    "message",
    "uri",
    "datetimepicker",
    "clipboard",
    "camera",
    "cameraRoll",
    "location",
]
SHOWING = (
    wrong(
        "14 quick replies",
        {
            **words("好"),
            "quickReply": {
                "items": [{"type": "action", "action": {"type": "camera", "label": "拍"}}] * 14
            },
        },
        ("quickReply.items", between(1, 13)),
    ),
    wrong(
        "quick reply label of 21",
        replying(type="message", label="茶" * 21, text="好"),
        ("quickReply.items[0].action.label", at_most(20)),
    ),
    wrong(
        "quick reply without a label",
        replying(type="message", text="好"),
        ("quickReply.items[0].action.label", EMPTY),
    ),
    wrong(
        "postback data of 301",
        replying(type="postback", label="好", data="d" * 301),
        ("quickReply.items[0].action.data", at_most(300)),
    ),
    wrong(
        "display text and text",
        replying(type="postback", label="好", data="d", displayText="a", text="a"),
        ("quickReply.items[0].action", "displayText and text cannot be used together"),
    ),
    wrong(
        "text to fill in without a keyboard",
        replying(type="postback", label="好", data="d", fillInText="a"),
        ("quickReply.items[0].action.fillInText", "fillInText needs inputOption openKeyboard"),
    ),
    wrong(
        "uri of another scheme",
        replying(type="uri", label="好", uri="ftp://a/b"),
        ("quickReply.items[0].action.uri", "invalid uri"),
    ),
    wrong(
        "another address for computers in a quick reply",
        replying(type="uri", label="好", uri="https://a/b", altUri={"desktop": "https://a/c"}),
        ("quickReply.items[0].action.altUri", "Must not be specified"),
    ),
    wrong(
        "a picker that ends before it begins",
        replying(
            type="datetimepicker",
            label="日",
            data="d",
            mode="date",
            min="2026-12-02",
            max="2026-12-01",
        ),
        ("quickReply.items[0].action.min", "min must be before max"),
    ),
    wrong(
        "a picker of another mode",
        replying(type="datetimepicker", label="日", data="d", mode="year"),
        (
            "quickReply.items[0].action.mode",
            "Must be one of the following values: [date, time, datetime]",
        ),
    ),
    wrong(
        "a moment written otherwise",
        replying(
            type="datetimepicker", label="日", data="d", mode="datetime", initial="2026-12-01"
        ),
        ("quickReply.items[0].action.initial", "invalid datetime"),
    ),
    wrong(
        "clipboard text of 1001",
        replying(type="clipboard", label="好", clipboardText="c" * 1001),
        ("quickReply.items[0].action.clipboardText", at_most(1000)),
    ),
    wrong(
        "a switch of rich menus outside of one",
        replying(type="richmenuswitch", label="好", data="d", richMenuAliasId="a"),
        (
            "quickReply.items[0].action.type",
            one_of(*ACTIONS),
        ),
    ),
    wrong("11 columns", carousel(*[column()] * 11), ("template.columns", between(1, 10))),
    wrong(
        "columns with unequal actions",
        carousel(column(), column(actions=[{"type": "message", "label": "買", "text": "買"}] * 2)),
        ("template.columns", "All columns must have the same actions, image and title"),
    ),
    wrong(
        "column text of 61 beside a title",
        carousel(column(title="茶", text="茶" * 61)),
        ("template.columns[0].text", at_most(60)),
    ),
    wrong(
        "13 bubbles",
        flex({"type": "carousel", "contents": [bubble(words("茶"))] * 13}),
        ("contents.contents", between(1, 12)),
    ),
    wrong(
        "bubbles of mixed sizes",
        flex(
            {
                "type": "carousel",
                "contents": [bubble(words("茶"), size="kilo"), bubble(words("茶"), size="mega")],
            }
        ),
        ("contents.contents", "All bubbles must have the same size"),
    ),
    wrong(
        "a bubble over 30 KB",
        flex(bubble(*[words("茶" * 2_000)] * 6)),
        ("contents", "The JSON may not be larger than 30720 bytes"),
    ),
    wrong(
        "a carousel over 50 KB",
        flex({"type": "carousel", "contents": [bubble(*[words("茶" * 2_000)] * 3)] * 3}),
        ("contents", "The JSON may not be larger than 51200 bytes"),
    ),
    wrong(
        "flex button label of 41",
        flex(
            bubble(
                {"type": "button", "action": {"type": "message", "label": "茶" * 41, "text": "好"}}
            )
        ),
        ("contents.body.contents[0].action.label", at_most(40)),
    ),
    wrong(
        "alternative text of 1501",
        {**flex(bubble(words("茶"))), "altText": "茶" * 1501},
        ("altText", at_most(1500)),
    ),
    wrong(
        "an emoji that sits on no $",
        {**words("好"), "emojis": [{"index": 0, "productId": "p", "emojiId": "001"}]},
        ("emojis[0].index", "The index must point at a $"),
    ),
    wrong(
        "a placeholder nobody defined",
        {"type": "textV2", "text": "{who}"},
        ("text", "The placeholder {who} is not defined"),
    ),
    wrong(
        "a brace that is not closed",
        {"type": "textV2", "text": "{who"},
        ("text", "A brace is not balanced"),
    ),
    wrong(
        "an image without https",
        {
            "type": "image",
            "originalContentUrl": "http://a/b.jpg",
            "previewImageUrl": "https://a/b.jpg",
        },
        ("originalContentUrl", "invalid uri scheme"),
    ),
)
