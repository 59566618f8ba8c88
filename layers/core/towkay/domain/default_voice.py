"""What does a shop say where its own files say nothing?

Phrases that came after the first packs: a brand may write them, and one that does not goes on
working with these.
"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.domain.brands import Phrase
from towkay.domain.languages import Language

DEFAULT_VOICE: Mapping[Phrase, Mapping[Language, str]] = MappingProxyType(
    {
        Phrase.OPT_OUT_LINE: {
            "zh-TW": "不想再收到，回覆「停止」就可以，免費。",
            "en": "To stop these messages, reply “stop”. It is free of charge.",
        },
        Phrase.NOTHING_RESUMED: {
            "zh-TW": "您目前沒有可以恢復的訂閱。有問題隨時可以問。",
            "en": "There is no subscription to resume. You can ask questions any time.",
        },
        Phrase.DISCLOSURE: {
            "zh-TW": "這是自動回覆，由程式發出。",
            "en": "This is an automated reply, sent by a program.",
        },
        Phrase.CART: {
            "zh-TW": "收到您的購物車。這還不是訂單，價格和庫存會由專人跟您確認：",
            "en": "We have your cart. It is not an order yet: a person will confirm prices and "
            "stock with you.",
        },
        Phrase.FORM: {
            "zh-TW": "已收到您填的資料，謝謝。",
            "en": "Thank you, we have what you filled in.",
        },
        Phrase.SUBSCRIPTIONS: {
            "zh-TW": "這是您的訂閱。按下面的按鈕，或直接打號碼：",
            "en": "Your subscriptions. Press a button below, or type its number:",
        },
        Phrase.TOPIC_ON: {"zh-TW": "訂閱中", "en": "subscribed"},
        Phrase.TOPIC_OFF: {"zh-TW": "沒有訂閱", "en": "not subscribed"},
        Phrase.TOPIC_REFUSED: {
            "zh-TW": "您在通訊軟體裡關閉了行銷訊息，要在那裡打開才會收到。",
            "en": "You have switched marketing messages off in the app itself; only you can "
            "switch them on there.",
        },
        Phrase.TOPIC_ASK: {
            "zh-TW": "要訂閱請看完下面的說明，再按一次按鈕：",
            "en": "To subscribe, please read this and press the button:",
        },
        Phrase.TOPIC_OFFER: {
            "zh-TW": "要收到這個主題的訊息嗎？",
            "en": "Would you like to get these messages?",
        },
        Phrase.TOPIC_FORM: {
            "zh-TW": "還差一步：超過 24 小時沒聊天之後還要傳給您，平台要您在下面再同意一次。",
            "en": "One more step: for messages later than 24 hours after you last wrote, the "
            "platform wants you to agree below as well.",
        },
        Phrase.DECLINED: {
            "zh-TW": "好的，不會再問您這個主題。想看有哪些，打「我的訂閱」。",
            "en": "All right, we will not ask about this again. Type “my subscriptions” to see "
            "what there is.",
        },
        Phrase.SUBSCRIBED: {
            "zh-TW": "已訂閱「{topic}」。隨時打「停止」就會停，免費。",
            "en": "You are subscribed to “{topic}”. Type “stop” at any time, free of charge.",
        },
        Phrase.TOPIC_STOPPED: {
            "zh-TW": "「{topic}」已停止，不會再傳給您。其他訂閱不變。",
            "en": "“{topic}” has been stopped. Your other subscriptions stay as they are.",
        },
        Phrase.SUBSCRIBE_BUTTON: {"zh-TW": "訂閱 {topic}", "en": "Join {topic}"},
        Phrase.DECLINE_BUTTON: {"zh-TW": "先不用", "en": "Not now"},
        Phrase.RESUME_BUTTON: {"zh-TW": "恢復 {topic}", "en": "Resume {topic}"},
        Phrase.STOP_BUTTON: {"zh-TW": "停止 {topic}", "en": "Stop {topic}"},
        Phrase.ORDER_ASK: {
            "zh-TW": "請告訴我訂單編號，和訂購時留的電話末四碼，例如：1042 5678",
            "en": "Please send the order number and the last four digits of the phone number "
            "given with the order, for example: 1042 5678",
        },
        Phrase.ORDER_DIGITS: {
            "zh-TW": "請再告訴我訂購時留的電話末四碼。",
            "en": "Please send the last four digits of the phone number given with the order.",
        },
        Phrase.ORDER_UNKNOWN: {
            "zh-TW": "用這組訂單編號和電話查不到訂單。請再確認一次，或請店裡的人幫您查。",
            "en": "There is no order to show for this number and phone. Please check both, or ask "
            "a person to look it up.",
        },
        Phrase.ORDER_WHICH: {"zh-TW": "請問是哪一筆訂單？", "en": "Which order do you mean?"},
        Phrase.ORDER_CANCEL: {
            "zh-TW": "您想取消這筆訂單，我轉給店裡的人處理；確認之前訂單還沒有取消。",
            "en": "You would like to cancel this order. Our staff will see to it; until they "
            "confirm, it is not cancelled.",
        },
        Phrase.ORDER_ADDRESS: {
            "zh-TW": "您想改這筆訂單的地址，我轉給店裡的人處理；確認之前地址還沒有改。",
            "en": "You would like to change the address of this order. Our staff will see to it; "
            "until they confirm, it is not changed.",
        },
        Phrase.ORDER_PIECES: {"zh-TW": "商品共 {items} 件。", "en": "Items ordered: {items}."},
        Phrase.ORDER_LEFT: {
            "zh-TW": "包裹已經寄出，可能來不及了；還能怎麼做，店裡的人會告訴您。",
            "en": "The parcel has left already, so it may be too late; our staff will tell you "
            "what can still be done.",
        },
        Phrase.ORDER_TOLD: {
            "zh-TW": "之後這筆訂單有新消息，會在這裡告訴您。隨時打「停止」就會停，免費。",
            "en": "From now on we tell you here when there is news of this order. Type “stop” at "
            "any time, free of charge.",
        },
    }
)
