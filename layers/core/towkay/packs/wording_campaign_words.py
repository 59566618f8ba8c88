"""What can be wrong in what a campaign says, in words, in Chinese and in English."""

from enum import StrEnum

from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.wording import Wording

CAMPAIGN_WORDS: dict[StrEnum, Wording] = {
    CampaignKind.ONE_OF: Wording(
        "這裡要寫一個，而且只寫一個：{allowed}",
        "請留下一個",
        "exactly one of these stands here: {allowed}",
        "write one of them",
    ),
    CampaignKind.TOO_MANY_STEPS: Wording(
        "共有 {count} 步，最多 {limit} 步",
        "請合併或拆成兩個活動",
        "there are {count} steps, {limit} at most",
        "join some, or make two campaigns of them",
    ),
    CampaignKind.STEPS_MISFIT: Wording(
        "寫了 {count} 步，但這種時間只有 {most} 次",
        "有好幾步的要用 after: entry 或 countdown；silent_days 幾個數字就寫幾步",
        "there are {count} steps, and a schedule of this kind has {most}",
        "steps are for after: entry and countdown; silent_days has one for each number",
    ),
    CampaignKind.VARIANTS_COUNT: Wording(
        "寫了 {count} 種說法，要有 2 到 {most} 種",
        "只有一種就寫在 say",
        "there are {count} variants, 2 to {most} are meant",
        "what is said in one way stands under say",
    ),
    CampaignKind.SHARES_SUM: Wording(
        "各種說法的 share 加起來是 {total}，應該是 100",
        "請調整到剛好 100",
        "the shares of the variants add up to {total} instead of 100",
        "change them until they are 100",
    ),
    CampaignKind.SAYS_NOTHING: Wording(
        "「{key}」沒有寫要說什麼",
        "請在 say 寫上文字，每種語言都要有",
        "“{key}” says nothing",
        "write the words under say, in every language",
    ),
    CampaignKind.SAID_TWICE: Wording(
        "「{key}」和「{other}」同時寫了，不知道要用哪一個",
        "把「{key}」移到「{other}」裡面",
        "“{key}” stands beside “{other}”, and nothing tells which is meant",
        "move “{key}” into “{other}”",
    ),
    CampaignKind.SAID_TOO_BIG: Wording(
        "一次說的話、圖和卡片加起來有 {size} 位元組，最多 {limit}",
        "請縮短，或分成兩步",
        "what is said at once is {size} bytes, {limit} fit",
        "shorten it, or make two steps of it",
    ),
    CampaignKind.SAID_TOO_LONG: Wording(
        "「{key}」有 {length} 個字，{channel} 最多 {limit} 個",
        "請縮短，或在 say_on 另外為 {channel} 寫一份",
        "“{key}” has {length} characters, {channel} takes {limit}",
        "shorten it, or write other words for {channel} under say_on",
    ),
    CampaignKind.TOO_MANY_MESSAGES: Wording(
        "一次送 {count} 則，最多 {limit} 則",
        "請留下最重要的，一次講一件事",
        "{count} messages at once, {limit} at most",
        "keep what matters most, one point at a time",
    ),
    CampaignKind.SEVERAL_POINTS: Wording(
        "一次講太多：{found_zh}",
        "一則訊息講一件事，其餘分到下一步，或放到按鈕後面的答案",
        "it says several things at once: {found_en}",
        "one message, one point; move the rest to a later step or behind a button",
    ),
    CampaignKind.MISPLACED: Wording(
        "「{key}」不能放在 {beside} 旁邊",
        "請拿掉，或放到它該在的那一則",
        "“{key}” cannot stand beside {beside}",
        "take it away, or put it to the message that it belongs to",
    ),
    CampaignKind.REPLIES_NOT_LAST: Wording(
        "快速回覆只會出現在最後一則下面，這裡的客人看不到",
        "請移到最後一則",
        "quick replies show under the last message only, nobody sees these",
        "move them to the last message",
    ),
    CampaignKind.REPLY_LINK: Wording(
        "快速回覆不能開網頁",
        "要開網頁就放在 buttons",
        "a quick reply cannot open a page",
        "put the link under buttons",
    ),
    CampaignKind.PRESS_NOTHING: Wording(
        "這個按鈕按了沒有反應",
        "請寫 asks（答一題）、tag（貼標籤）、link（開網頁）或 stop: true（停止這個主題）",
        "a press on this button does nothing",
        "write asks (an answer), tag (a tag), link (a page) or stop: true (ends the topic)",
    ),
    CampaignKind.PRESS_TWICE: Wording(
        "這個按鈕同時寫了 {found}",
        "只留一個；可以一起寫的只有 asks 和 tag",
        "a press on this button would do several things: {found}",
        "keep one; only asks and tag go together",
    ),
    CampaignKind.BAD_TAG: Wording(
        "「{value}」不能當標籤",
        "請寫 {limit} 個字以內，不要有冒號",
        "“{value}” cannot be a tag",
        "use at most {limit} characters, and no colon",
    ),
    CampaignKind.PERSONAL_NO_FALLBACK: Wording(
        "「{name}」沒填的客人會看到一個洞",
        "請寫成 {{{name}|沒填時的字}}，例如 {{{name}|朋友}}",
        "whoever has no “{name}” would read a gap",
        "write {{{name}|words for the others}}, for example {{{name}|friend}}",
    ),
    CampaignKind.PERSONAL_UNREADABLE: Wording(
        "「{value}」不是個人欄位，大括號會原樣送出",
        "請寫成 {{欄位|沒填時的字}}，或改用別的括號",
        "“{value}” is no personal field, its braces would be sent as they are",
        "write {{field|words for the others}}, or use other brackets",
    ),
    CampaignKind.PERSONAL_MISPLACED: Wording(
        "「{key}」不能有個人欄位，每個人都一樣",
        "請把個人欄位移到文字裡",
        "“{key}” is the same for everybody and can hold no personal field",
        "move the personal field into the text",
    ),
    CampaignKind.PERSONAL_EMPTY: Wording(
        "「{name}」沒填時是空的，平台不收空白的範本參數",
        "請在 | 後面寫字，例如 {{{name}|朋友}}",
        "“{name}” is empty for the others, and platforms refuse an empty gap in a template",
        "write words behind the bar, for example {{{name}|friend}}",
    ),
    CampaignKind.GAP_LINES: Wording(
        "範本參數「{value}」有換行",
        "請寫成一行",
        "the gap's words “{value}” have several lines",
        "write them on one line",
    ),
    CampaignKind.BAD_TEMPLATE_NAME: Wording(
        "「{value}」不是範本名稱",
        "請照平台後台的名稱寫，例如 autumn_teas",
        "“{value}” is no name of a template",
        "write it as the platform shows it, for example autumn_teas",
    ),
    CampaignKind.OPT_OUT_UNSAID: Wording(
        "不知道範本有沒有寫怎麼拒收；沒有的話，第一次收行銷訊息的人（台灣）收不到",
        "範本裡寫了「回停止就不再傳」之類的話，就加上 opt_out: true",
        "nothing says that the template tells how to refuse; without it nobody in Taiwan gets it "
        "as their first marketing message",
        "where its approved words tell how to stop for free, write opt_out: true",
    ),
    CampaignKind.TEMPLATE_FOR_ALL: Wording(
        "範本只屬於一個平台，不能寫在給所有通路的 say 裡",
        "請移到 say_on 底下那個通路的名稱裡",
        "a template is one platform's and cannot stand under say, which is for all channels",
        "move it under say_on, to the name of its channel",
    ),
    CampaignKind.TEMPLATE_NOT_TAKEN: Wording(
        "{channel} 不能用這種範本",
        "行銷範本只有 WhatsApp 有；其他通路請寫一般文字",
        "{channel} takes no template of this kind",
        "templates that sell are WhatsApp's alone; write plain words for the others",
    ),
    CampaignKind.TEMPLATE_MISSING: Wording(
        "會送到 {channel}，但沒有範本：24 小時內沒講過話的人都收不到",
        "請在 say_on 的 whatsapp 寫 template，或在 to 用 channel 排除",
        "it goes to {channel} without a template: whoever has not written in 24 hours gets nothing",
        "write a template under say_on for whatsapp, or leave the channel out under to",
    ),
    CampaignKind.LEFT_OUT: Wording(
        "在 {channel} 顯示不全：{what_zh}會被拿掉或縮短",
        "請減少或改短，或在 say_on 另外為 {channel} 寫一份",
        "not all of it shows on {channel}: {what_en} are left out or shortened",
        "use fewer or shorter ones, or write other words for {channel} under say_on",
    ),
    CampaignKind.SILENT_CHANNEL: Wording(
        "在 {channel} 沒有話說，那裡的客人收不到",
        "請寫 say，或在 say_on 補上",
        "nothing is said on {channel}, so nobody there gets anything",
        "write say, or add the channel under say_on",
    ),
    CampaignKind.WINDOW_ONLY: Wording(
        "在 {channel} 只有 24 小時內講過話的人收得到",
        "要讓更多人收到，請他們也訂閱其他通路",
        "on {channel} it reaches only people who wrote within 24 hours",
        "to reach more, let them subscribe on another channel too",
    ),
    CampaignKind.NOT_PAID_FOR: Wording(
        "{channel} 的付費行銷訊息不能是單張圖片，也不收沒有代碼或網址的優惠",
        "請改成 card，把圖片放在卡片上；優惠要有 code 和 link",
        "paid messages on {channel} can be no lone picture, nor a coupon without code and link",
        "use a card with the picture on it; a coupon needs code and link",
    ),
}
