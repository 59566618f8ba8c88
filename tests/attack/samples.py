"""Bodies in which every member that is read anywhere has a value: what mutations begin with."""

from typing import Any

from tests.support.fixtures import payloads
from tests.support.webhook_bodies import (
    AT_MS,
    BSUID,
    IG,
    IGSID,
    LINE_USER,
    MESSENGER_APP,
    NUMBER,
    PAGE,
    PAGE_INBOX_APP,
    PSID,
    instagram_body,
    instagram_comment,
    instagram_event,
    line_body,
    line_event,
    line_text,
    messaging,
    page_body,
    whatsapp_body,
    whatsapp_message,
    whatsapp_text,
    whatsapp_value,
)
from towkay.adapters.channels.shapes import moment
from towkay.domain.channels import Channel, ContactKey, every_channel
from towkay.domain.send_ids import send_id
from towkay.domain.turns import TurnKey

Body = dict[str, Any]
OUR_SEND = send_id(TurnKey(ContactKey(Channel.MESSENGER, PAGE, PSID), moment(AT_MS), "m_1"), 0)


def _echo(app_id: object, **members: Any) -> Body:
    echo = {"is_echo": True, "app_id": app_id, "mid": "m_e", "text": "您好", **members}
    said = messaging(message=echo)
    return said | {"sender": said["recipient"], "recipient": said["sender"]}


def _attached(kind: str, **payload: Any) -> Body:
    shared = {"type": kind, "title": "一張圖", "payload": payload}
    return messaging(message={"mid": f"m_{kind}", "attachments": [shared]})


def _messenger_events() -> list[Body]:
    products = {"elements": [{"title": "烏龍茶"}, {"title": "紅茶"}]}
    tap = {"mid": "m_q", "text": "運費", "quick_reply": {"payload": "tk:answer:shipping_fee"}}
    press = {"mid": "m_p", "title": "選單", "payload": "tk:menu"}
    return [
        messaging(message={"mid": "m_1", "text": "運費怎麼算？"}),
        messaging(message={"mid": "m_2", "text": "取消訂閱"}),
        messaging(message={"mid": "m_3", "text": "找真人"}),
        messaging(message=tap),
        _attached("image", url="https://cdn.example/a.jpg"),
        _attached("sticker", sticker_id=369239263222822),
        _attached("template", product=products),
        _attached("location", coordinates={"lat": 25.03, "long": 121.5}, title="台北"),
        _attached("fallback", url="https://shop.example", title="一頁"),
        messaging(postback=press),
        messaging(postback={"mid": "m_g", "title": "開始", "payload": "GET_STARTED"}),
        messaging(message_edit={"mid": "m_1", "text": "退貨", "num_edit": 2}),
        messaging(reaction={"mid": "m_1", "action": "react", "emoji": "❤", "reaction": "love"}),
        messaging(referral={"source": "SHORTLINK", "type": "OPEN_THREAD", "ref": "spring"}),
        messaging(delivery={"mids": ["m_o"], "watermark": AT_MS}),
        messaging(read={"watermark": str(AT_MS)}),
        messaging(optin={"type": "notification_messages", "payload": "x"}),
        _echo(PAGE_INBOX_APP),
        _echo(int(MESSENGER_APP), metadata=OUR_SEND),
        _echo(None, metadata=OUR_SEND),
    ]


def _messenger_bodies() -> list[Body]:
    bodies = [page_body(event) for event in _messenger_events()]
    bodies += [page_body(*_messenger_events()[:4]), page_body(_messenger_events()[0])]
    bodies[-1]["entry"][0]["standby"] = bodies[-1]["entry"][0].pop("messaging")
    comment = {"item": "comment", "comment_id": "1_2", "verb": "add", "created_time": 1795219199}
    change = {"field": "feed", "value": {**comment, "edited_time": 1795219200, "message": "好"}}
    bodies.append(page_body(change, where="changes"))
    bare = {"field": "messages", "page_id": PAGE, "timestamp": 1795219199, "value": {"x": 1}}
    return [*bodies, bare]


def _whatsapp_messages() -> list[Body]:
    tap = {"type": "button_reply", "button_reply": {"id": "tk:answer:fee", "title": "運費"}}
    pick = {"type": "list_reply", "list_reply": {"id": "tk:menu", "title": "選單"}}
    form = {"name": "flow", "body": "Sent", "response_json": '{"size":"M"}'}
    cart = [{"product_retailer_id": "SKU-1", "quantity": 2, "item_price": 590, "currency": "TWD"}]
    quote = {"from": "886277001234", "id": "wamid.OUT"}
    edit = {"original_message_id": "wamid.HBgMtext", "message": {"text": {"body": "退貨"}}}
    messages = [
        whatsapp_text("運費怎麼算？"),
        whatsapp_text("取消訂閱"),
        whatsapp_text("找真人", referral={"source_type": "ad", "ctwa_clid": "ARAk"}),
        whatsapp_message("interactive", interactive=tap, context=quote),
        whatsapp_message("interactive", interactive=pick),
        whatsapp_message("interactive", interactive={"type": "nfm_reply", "nfm_reply": form}),
        whatsapp_message("button", button={"payload": "tk:menu", "text": "選單"}),
        whatsapp_message("order", order={"catalog_id": "7788", "text": "", "product_items": cart}),
        whatsapp_message("image", image={"id": "11", "caption": "這件"}),
        whatsapp_message("document", document={"id": "12", "filename": "a.pdf"}),
        whatsapp_message("location", location={"latitude": 25.0, "longitude": 121, "name": "店"}),
        whatsapp_message("contacts", contacts=[{"name": {"formatted_name": "林"}}]),
        whatsapp_message("reaction", reaction={"message_id": "wamid.OUT", "emoji": "👍"}),
        whatsapp_message("unsupported", unsupported={"type": "poll"}),
        whatsapp_message("edit", edit=edit),
        whatsapp_message("revoke", revoke={"original_message_id": "wamid.HBgMtext"}),
        whatsapp_message("request_welcome"),
    ]
    return [message | {"id": f"wamid.{n}"} for n, message in enumerate(messages)]


def _whatsapp_bodies() -> list[Body]:
    at, user = str(AT_MS // 1000), BSUID
    sent = TurnKey(ContactKey(Channel.WHATSAPP, NUMBER, user), moment(AT_MS), "wamid.0")
    status = {
        **{"id": "wamid.OUT", "timestamp": at, "recipient_user_id": user},
        "biz_opaque_callback_data": send_id(sent, 0),
        "pricing": {"category": "service", "type": "regular"},
    }
    failed = {**status, "status": "failed", "errors": [{"code": 131026, "title": "x"}]}
    statuses = [{**status, "status": word} for word in ("sent", "delivered", "read")]
    echo = {"to": "886912345678", "to_user_id": user, "id": "wamid.E", "timestamp": at}
    stop = {"user_id": user, "category": "marketing_messages", "value": "stop", "timestamp": at}
    sent_by_other = {"id": "wamid.S", "timestamp": at, "message": {"recipient": user}}
    return [
        *(whatsapp_body(message) for message in _whatsapp_messages()),
        whatsapp_body(*_whatsapp_messages()[:4]),
        *(whatsapp_value(statuses=[one]) for one in (*statuses, failed)),
        whatsapp_value("smb_message_echoes", message_echoes=[echo]),
        whatsapp_value("user_preferences", user_preferences=[stop]),
        whatsapp_value("standby", standby={"messages": [whatsapp_text("哈囉", id="wamid.B")]}),
        whatsapp_value("standby", standby={"message_echoes": [sent_by_other]}),
        whatsapp_value("account_review_update", decision="APPROVED"),
    ]


def _instagram_events() -> list[Body]:
    tap = {"mid": "aWdq", "text": "運費", "quick_reply": {"payload": "tk:answer:shipping_fee"}}
    press = {"mid": "aWdp", "title": "選單", "payload": "tk:menu"}
    story = {"url": "https://cdn.example/s", "id": "17912345678901234"}
    referral = {"source": "SHORTLINKS", "type": "OPEN_THREAD", "ref": "spring"}
    shared = {"type": "ig_post", "payload": {"title": "春茶", "url": "https://cdn.example/p"}}
    owners = {"previous_owner_app_id": MESSENGER_APP, "new_owner_app_id": "1217981644879628"}
    return [
        instagram_event(message={"mid": "aWd1", "text": "運費怎麼算？"}),
        instagram_event(message={"mid": "aWd2", "text": "取消訂閱"}),
        instagram_event(message={"mid": "aWd3", "text": "找真人"}),
        instagram_event(message=tap),
        instagram_event(message={"mid": "aWd4", "attachments": [shared]}),
        instagram_event(message={"mid": "aWd5", "text": "還有嗎", "reply_to": {"story": story}}),
        instagram_event(message={"mid": "aWd6", "text": "想了解", "referral": referral}),
        instagram_event(message={"mid": "aWd1", "is_deleted": True}),
        instagram_event(postback=press),
        instagram_event(message_edit={"mid": "aWd1", "text": "退貨", "num_edit": 2}),
        instagram_event(reaction={"mid": "aWd1", "action": "react", "emoji": "❤"}),
        instagram_event(referral=referral),
        instagram_event(read={"mid": "aWdo"}),
        instagram_event(pass_thread_control=owners),
    ]


def _instagram_bodies() -> list[Body]:
    sent = TurnKey(ContactKey(Channel.INSTAGRAM, IG, IGSID), moment(AT_MS), "aWd1")
    echo = {"is_echo": True, "mid": "aWde", "text": "您好"}
    echoes = [
        {**instagram_event(message=said), "sender": {"id": IG}, "recipient": {"id": IGSID}}
        for said in (echo, {**echo, "metadata": send_id(sent, 0)})
    ]
    bodies = [instagram_body(event) for event in (*_instagram_events(), *echoes)]
    standby = instagram_body(_instagram_events()[0])
    standby["entry"][0]["standby"] = standby["entry"][0].pop("messaging")
    flat = instagram_comment("+1")
    flat["entry"][0] |= flat["entry"][0].pop("changes")[0]
    return [
        *(*bodies, instagram_body(*_instagram_events()[:4]), standby),
        *(instagram_comment("多少錢"), flat),
    ]


def _line_bodies() -> list[Body]:
    token: Body = {"replyToken": "beefbeefbeefbeefbeefbeefbeefbeef"}
    sticker = {"type": "sticker", "id": "2", "stickerId": "1", "keywords": ["love", "茶"]}
    place = {"type": "location", "id": "3", "title": "店", "address": "台北", "latitude": 25.0}
    file = {"type": "file", "id": "4", "fileName": "a.pdf", "fileSize": 3}
    group = {"type": "group", "groupId": "C1", "userId": LINE_USER}
    events = [
        line_text("運費怎麼算？"),
        line_text("取消訂閱"),
        line_text("找真人"),
        line_text("", message=sticker),
        line_text("", message=place),
        line_text("", message=file),
        line_text("", message={"type": "image", "id": "5"}),
        line_text("哈囉", source=group),
        line_text("哈囉", deliveryContext={"isRedelivery": True}, mode="standby"),
        line_event("messageEdited", message={"type": "text", "id": "1", "text": "退貨"}, **token),
        line_event("unsend", unsend={"messageId": "1"}),
        line_event("follow", follow={"isUnblocked": True}, **token),
        line_event("unfollow"),
        line_event("postback", postback={"data": "tk:human", "params": {"date": "x"}}, **token),
        line_event("join", source=group, **token),
        line_event("accountLink", link={"result": "ok", "nonce": "n"}, **token),
    ]
    return [*(line_body(event) for event in events), line_body(*events[:5]), line_body()]


BODIES: dict[Channel, list[Body]] = {
    Channel.MESSENGER: _messenger_bodies(),
    Channel.INSTAGRAM: _instagram_bodies(),
    Channel.WHATSAPP: _whatsapp_bodies(),
    Channel.LINE: _line_bodies(),
}
# With every recorded body of each channel, traps and unknown kinds too.
SEEDS: dict[Channel, list[Body]] = {
    channel: [*BODIES.get(channel, ()), *(one.body for one in payloads(channel))]
    for channel in every_channel()
}
