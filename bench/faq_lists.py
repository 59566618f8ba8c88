"""A shop's FAQ of any length, the same every time: goods, what is asked about them, and how.

Long lists in life look like this one: the same few questions about very many things, so that most
entries share most of their words and only one word tells them apart.
"""

import random
from itertools import islice, product

from towkay.domain.faq.entries import FaqEntry

_GOODS_LISTED = """
凍頂烏龍 高山青茶 日月潭紅玉 蜜香紅茶 文山包種 鐵觀音 東方美人 白毫銀針 普洱熟餅 茉莉綠茶 桂花烏龍
炭焙四季春 朱泥小壺 柴燒側把壺 白瓷蓋碗 玻璃公道杯 聞香杯組 竹製茶盤 茶針 茶巾 濾網 保溫旅行壺
冷泡瓶 鑄鐵壺 鳳梨酥禮盒 綠豆糕 芝麻酥 茶葉蛋香料包 抹茶粉 黑糖薑茶 中秋禮盒 新年福袋
"""
_GOODS = tuple(_GOODS_LISTED.split())
_VERSIONS = ("", "小包裝", "禮盒裝", "限定版", "企業訂製", "試喝包", "大容量", "有機")
# The question, two more ways to ask it, and the way in English.
_ASKED = (
    ("{}的運費怎麼算？", "寄{}要多少運費", "{}滿多少免運", "how much is shipping for {}"),
    ("{}可以退貨嗎？", "{}不喜歡怎麼退", "退{}的流程", "can I return {}"),
    ("{}可以換貨嗎？", "{}寄錯想換一個", "{}換貨流程", "exchange {}"),
    ("{}什麼時候到貨？", "{}要等幾天", "{}缺貨多久補", "when is {} back in stock"),
    ("{}怎麼保存？", "{}開封後可以放多久", "{}要冰嗎", "how do I store {}"),
    ("{}怎麼用？", "{}第一次用要注意什麼", "{}教學", "how do I use {}"),
    ("{}產地是哪裡？", "{}是台灣的嗎", "{}哪裡做的", "where is {} from"),
    ("{}有現貨嗎？", "{}還買得到嗎", "{}還有嗎", "is {} in stock"),
    ("{}有折扣嗎？", "{}買多有沒有便宜", "{}特價", "discount on {}"),
    ("{}可以開發票嗎？", "{}發票打統編", "{}收據", "invoice for {}"),
    ("{}可以送到海外嗎？", "{}寄香港多少錢", "{}能寄國外嗎", "do you ship {} abroad"),
    ("{}可以到門市拿嗎？", "{}自取", "{}門市有賣嗎", "pick up {} in store"),
    ("{}的保固多久？", "{}壞了怎麼辦", "{}保固", "warranty of {}"),
    ("{}含咖啡因嗎？", "{}孕婦可以嗎", "{}晚上能喝嗎", "caffeine in {}"),
    ("{}怎麼付款？", "{}可以刷卡嗎", "{}貨到付款", "how can I pay for {}"),
    ("{}可以客製嗎？", "{}刻字", "{}印LOGO", "customise {}"),
    ("{}的大小是多少？", "{}容量", "{}尺寸", "size of {}"),
    ("{}可以加購包裝嗎？", "{}送禮包裝", "{}提袋", "gift wrap for {}"),
    ("{}過期怎麼看？", "{}有效期限", "{}賞味期", "expiry date of {}"),
    ("{}怎麼洗？", "{}清潔", "{}茶垢", "how do I clean {}"),
)
_AROUND = ("{}", "請問{}", "{} 謝謝", "想問一下{}", "{}呢？", "{}😊")
_ELSEWHERE = ("你們缺工讀生嗎", "老闆的貓叫什麼", "明天會下雨嗎", "推薦附近的餐廳", "哈囉在嗎")
_LONGEST = len(_GOODS) * len(_VERSIONS) * len(_ASKED)


def entries(size: int) -> tuple[FaqEntry, ...]:
    """So many entries of four phrases each."""
    if size > _LONGEST:
        raise ValueError(f"at most {_LONGEST} entries")
    combined = product(_VERSIONS, _GOODS, _ASKED)
    return tuple(
        FaqEntry(f"q{number}", tuple(phrase.format(version + good) for phrase in asked))
        for number, (version, good, asked) in enumerate(islice(combined, size))
    )


def queries(listed: tuple[FaqEntry, ...], size: int, seed: int = 1) -> list[str]:
    """What shoppers ask of this list: padded, with a letter missing, and now and then elsewhere."""
    rng = random.Random(seed)
    asked = [_asked(rng, listed) for _ in range(size)]
    return [rng.choice(_ELSEWHERE) if rng.random() < 0.1 else text for text in asked]


def _asked(rng: random.Random, listed: tuple[FaqEntry, ...]) -> str:
    text = rng.choice(rng.choice(listed).phrases)
    place = rng.randrange(len(text))
    typo = text[:place] + text[place + 1 :] if rng.random() < 0.3 else text
    return rng.choice(_AROUND).format(typo)
