"""What does each argument and option mean, in Chinese, by its English words?"""

from collections.abc import Mapping

OPTIONS: Mapping[str, str] = {
    "port of the API (default: a free one)": "API 的連接埠（預設：找一個空的）",
    "a brand's folder; give it again for a brand beside it (default: the demo shop)": (
        "品牌的資料夾；再寫一次就多一個品牌（預設：示範店）"
    ),
    "one Meta app for all brands' Pages": "所有品牌的粉專共用一個 Meta 應用程式",
    "your own program: it gets the webhooks, below this address, and the stack none": (
        "您自己的程式：webhook 都送到這個網址底下，不送給這套系統"
    ),
    "webhook, faq, delivery, notifications, receipts …": (
        "哪個函式：webhook、faq、delivery、notifications、receipts…"
    ),
    "a file of events/, or any JSON file": "events/ 裡的檔案，或任何 JSON 檔",
    "for a bench of its own": "自己開一個工作台時用的品牌資料夾",
    "'local' for the running bench; without it one is started for this call": (
        "local 是開著的工作台；不寫就為這次開一個"
    ),
    "a brand's folder": "品牌的資料夾",
    "change menus and create templates without asking": "直接更新選單、建立範本，不再問",
    "the last part of its webhook URL": "它的 webhook 網址的最後一段",
    "a JSON file, - for standard input (default: ask)": "JSON 檔，- 是標準輸入（預設：一項一項問）",
    "keep accepting the present secret": "現在的金鑰先繼續有效",
    "for how long (default 24)": "再有效多久（預設 24）",
    "print the version": "印出版本",
    "which deployment": "哪一套部署",
    "'local' for the running bench; without it, AWS itself": "local 是開著的工作台；不寫就是 AWS",
    "what to say": "要說什麼",
    "the same name is sent once in 24 hours (default: of its words)": (
        "同一個名字 24 小時內只送一次（預設：照文字）"
    ),
    "to no more than so many": "最多送給幾個人",
    "send it without asking": "直接送出，不再問",
    "how far LINE is with one": "看 LINE 送到哪裡了",
    "who does it, as your staff list": "誰做的，照員工名單寫",
    "only this version, as `show` prints it": "只核准這一版，照 show 印的寫",
    "only this firing": "只看這一次",
    "also write a row for each person": "另外寫一個檔案，每人一列",
    "print one JSON object, and nothing else": "只輸出一個 JSON 物件",
    "only this topic (default: everything)": "只停這個主題（預設：全部）",
    "for whichever topic: refused": "哪個主題都會被拒絕",
    "by whomever: refused": "誰做都會被拒絕",
    "take it off": "拿掉標籤",
    "CSV: channel, account, user, consent; tags, untag, token…, and fields of your own": (
        "CSV：channel、account、user、consent；tags、untag、token…，和自訂欄位"
    ),
    "only say what would be written": "只說會寫入什麼，不寫",
    "write without asking": "直接寫入，不再問",
    "list (the default), send back to the queue it came from, or delete": (
        "列出（預設）、送回原來的佇列，或刪除"
    ),
    "only this one; repeatable": "只處理這一則，可以寫好幾次",
    "drop: all that nothing can read": "drop：所有讀不懂的",
    "list: at most so many a queue": "list：每個佇列最多幾則",
    "list: one line of JSON for programs": "list：輸出一行 JSON，給程式讀",
    "redrive, drop: do not ask": "redrive、drop：不再問",
    "one line of JSON for programs": "輸出一行 JSON，給程式讀",
    "only the accounts of this brand": "只看這個品牌的帳號",
    "a send's id, the beginning of one, or 'last'": "一則發送的代號、開頭幾個字，或 last",
    "list: at most so many": "清單最多幾則",
    "print what was said, too": "也印出說了什麼",
    "only calls made since then": "只看這段時間內的呼叫",
    "only this channel:account:user": "只看這位客人，寫成 channel:account:user",
    "a made-up shop instead, with at least N calls": "改用一家虛構的店，至少 N 次呼叫",
    "simulated: another shop": "--simulated：換一家店",
    "simulated: at a time": "--simulated：同時幾個程序",
    "an id of topics.yaml": "topics.yaml 的代號",
    "how long they count (365)": "幾天內有效（預設 365）",
    "one order instead: whoever comes by it sees where it is": (
        "改成一筆訂單：從這裡來的客人看得到它到哪了"
    ),
    "what shoppers find an account by: line:ACCOUNT=@shop; repeatable": (
        "客人用什麼找到帳號：line:帳號=@shop，可以寫好幾次"
    ),
    "QR codes too, as SVG files in DIR": "也畫成 QR code，SVG 檔放在這個資料夾",
    "sign with a new key from now on": "從現在起換新的金鑰簽章",
    "a JSON file with a message of any kind": "JSON 檔，什麼種類的訊息都可以",
    "what it is for, unless a person writes": "目的；真人寫的不用填",
    "what the contact subscribed to": "客人訂閱的主題",
    "a person's own answer": "真人自己的回覆，寫名字",
    "not later than that from now": "最晚多久之內送出",
    "in quiet hours skip it, do not hold it": "遇到勿擾時段就略過，不要留著",
    "its id; not needed for --calendar": "活動的代號；用 --calendar 就不用寫",
    "folder (default: demo shop)": "品牌的資料夾（預設：示範店）",
    "the same seed is the same rehearsal": "同一個數字就是同一場預演",
    "with 429s, time-outs, killed workers": "加上 429、逾時和半路當掉的程式",
    "all campaigns for so long, day by day": "這段時間的所有活動，一天一天看",
    "draw the pace into this file": "把速度畫進這個檔案",
    "how many people": "幾個人",
    "chunks at the same time (default: 40)": "同時處理幾批（預設 40）",
    "messages of LINE's month that are left for it": "LINE 這個月還剩幾則給它用",
    "messages left of LINE's month": "LINE 這個月還剩幾則",
    "as if it fell due then, without a zone on the campaign's own wall (default: next)": (
        "當成那時到期；沒寫時區就照活動的時區（預設：下一次）"
    ),
    "the ways of one situation (the default), rules that begin or end, or make the book": (
        "一種情況的各種方式（預設）、開始或結束的規則，或重編規則"
    ),
    "changes: so far before and after the day (default 90d)": "changes：那天前後多久（預設 90d）",
    "compile: only compare": "compile：只比對，不寫",
    "only compare": "只比對，不寫",
    "an approved template says it: an ordinary one, a survey, a code, or reviewed words": (
        "用核准的範本：一般、問卷、驗證碼，或事前審查過的文字"
    ),
    "no free words say it": "只有範本，沒有一般文字",
    "it says neither how to stop nor that a program speaks": "沒寫怎麼退訂，也沒寫是程式回覆",
    "how long ago the shopper wrote, like 30h; without it, never": (
        "客人多久前傳過訊息，例如 30h；不寫就是從沒有"
    ),
    "how long ago the shopper came by an ad": "客人多久前從廣告進來",
    "how long ago the comment that is answered was made": "要回的留言是多久前寫的",
    "how long ago something was sent on the token": "用權杖送過訊息是多久前",
    "the shopper's country, like TW; without it, unknown": "客人的國家，例如 TW；不寫就是不知道",
    "subscribed to the topic": "訂閱了這個主題",
    "has said stop": "說過停止",
    "a person holds the conversation": "真人接手中",
    "known by a telephone number alone (LINE)": "只知道電話號碼的人（LINE）",
    "reply_token or a kind that policy rows name, as one_time_notification; repeatable": (
        "reply_token，或規則裡的種類，例如 one_time_notification；可以寫好幾次"
    ),
    "how many such messages the person has had lately": "這個人最近收過幾則這種訊息",
    "take the rules of this brand": "照這個品牌的規則",
    "switched on for the account; repeatable": "帳號已啟用的設定，可以寫好幾次",
    "when, like 2026-03-01T10:00+08:00": "什麼時候，例如 2026-03-01T10:00+08:00",
    "which channel (default: all)": "哪個通路（預設：全部）",
    "the account's country (default TW)": "帳號的國家（預設 TW）",
    "in which language (default: the terminal's own, else zh-TW)": (
        "用哪種語言（預設：終端機的語言，其他是 zh-TW）"
    ),
    "written channel:account:user": "寫成 channel:account:user",
    "written line:account": "寫成 line:帳號",
    "which brand, where there are several": "哪個品牌，有好幾個時要寫",
    "which channel": "哪個通路",
    "the campaign's id, which is the name of its file": "活動的代號，就是檔名",
    "the campaign's id": "活動的代號",
    "which tag": "哪個標籤",
    "which field": "哪個欄位",
    "of `towkay shipments parked`": "towkay shipments parked 列出的代號",
    "its number as shoppers see it, without #": "客人看到的訂單編號，不用 #",
    "this one alone, by its name or tracking": "只有這一件，寫它的代號或物流單號",
    "all that is parked": "全部",
    "which source, or checkout": "哪個來源，或 checkout",
    "ECPay: the merchant's number": "綠界的商店代號（MerchantID）",
    "a word within the address (Shippo)": "放在網址裡的一個字（Shippo）",
    "make one up and show it this once": "產生一個，只顯示這一次",
    'JSON: {"value", "iv"}; - is standard input': "JSON 檔：{value, iv}；- 是標準輸入",
    "how long the old one holds (24)": "舊的還有效幾小時（24）",
    "the old one ends now": "舊的馬上失效",
    "what it holds from now on": "從現在起的內容",
    "only this queue": "只看這個佇列",
    "as if it were then, without a zone on the campaign's own wall, or for --calendar on "
    "the brand's (default: now)": (
        "當成是那時；沒寫時區就照活動的時區，--calendar 照品牌的（預設：現在）"
    ),
    "what it is for (default: service)": "目的（預設 service）",
    "who writes it (default: bot)": "程式或真人寫的（預設 bot）",
    "show this help and end": "顯示這份說明",
    "link, qr or checkout, and a name: qr:door": "link、qr 或 checkout，可以加名字，例如 qr:櫃台",
}
