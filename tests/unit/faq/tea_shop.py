"""A small shop for tea and tableware, as its FAQ and as the questions of its shoppers."""

from towkay.domain.faq.entries import FaqEntry
from towkay.domain.faq.index import build

ENTRIES = (
    FaqEntry(
        "shipping-fee",
        ("運費怎麼計算？", "滿額有免運嗎", "宅配要多少錢", "How much is shipping?"),
        ("運費", "配送"),
    ),
    FaqEntry(
        "shipping-time",
        ("下單後幾天會到？", "什麼時候會出貨", "多久可以收到茶葉", "When will my order arrive?"),
        ("配送",),
    ),
    FaqEntry(
        "returns", ("可以退貨嗎？", "我要退貨", "不滿意可以退嗎", "Can I return it?"), ("退貨",)
    ),
    FaqEntry("exchange", ("可以換貨嗎？", "我要換貨", "想換另一款杯子", "Can I exchange it?")),
    FaqEntry("refund", ("退款要等多久？", "什麼時候退錢給我", "退刷進度", "When is my refund?")),
    FaqEntry("broken", ("收到時茶杯破了怎麼辦？", "茶壺有裂痕", "商品破損", "My cup came broken")),
    FaqEntry("brewing", ("高山烏龍怎麼泡？", "水溫要幾度", "一壺放幾克茶葉")),
    FaqEntry("storage", ("茶葉可以放多久？", "要怎麼保存茶葉", "保存期限")),
    FaqEntry("caffeine", ("哪一款茶咖啡因比較低？", "晚上喝會睡不著嗎", "孕婦可以喝嗎")),
    FaqEntry("microwave", ("馬克杯可以微波嗎？", "可以放洗碗機嗎", "茶具怎麼清洗")),
    FaqEntry("pay", ("可以用 LINE Pay 嗎？", "有哪些付款方式", "可以刷卡嗎", "How can I pay?")),
    FaqEntry("tax-id", ("發票可以打統編嗎？", "要開公司發票", "三聯式發票")),
    FaqEntry("gift", ("有禮盒包裝嗎？", "可以附手寫卡片嗎", "送禮想要緞帶")),
    FaqEntry("store", ("門市在哪裡？", "有實體店面嗎", "營業時間到幾點", "Where is your store?")),
    FaqEntry("human", ("我要找真人客服", "客服電話幾號", "怎麼聯絡你們", "Talk to a person")),
)

INDEX = build(ENTRIES)
PHRASES = tuple((phrase, entry.id) for entry in ENTRIES for phrase in entry.phrases)
