"""What does each command do, in Chinese, by its English words?"""

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "run the stack, the channels and the playground page here": (
        "在這台機器上跑整套系統、通路和試玩頁"
    ),
    "play eleven days at a shop on four channels and print them": (
        "演出一家店在四個通路上的十一天，並印出來"
    ),
    "run one function with one event": "用一個事件執行一個函式",
    "say what has to be mended in a brand's files": "說出品牌的檔案裡有什麼要改",
    "make a brand's files the ones it answers with": "發布品牌的檔案，之後照這些回答",
    "store or list what channels are reached with": "存放或列出連到通路要用的金鑰",
    "store an endpoint's secrets": "存放一個端點的金鑰",
    "names and ages of what is stored, never values": "列出存了什麼、存了多久，絕不印出內容",
    "say one text to all friends of a LINE account": "對一個 LINE 帳號的所有好友說一段話",
    "see campaigns, approve, pause or cancel them": "看活動，核准、暫停或取消",
    "every campaign, where it stands and when it speaks next": "每個活動的狀態，和下次什麼時候送",
    "one campaign: words, times, approvals, how far each firing is": (
        "一個活動：內容、時間、誰核准、每次送到哪裡"
    ),
    "let the campaign of the published pack run": "核准已發布的這一版，讓它照時間送",
    "hold what has not gone out yet, until it is resumed": "還沒送出的先等著，恢復了才送",
    "go on where it was paused": "從暫停的地方繼續",
    "end it: whoever was not reached yet gets nothing": "結束：還沒送到的人不會收到",
    "what became of everybody in each firing, and what it cost": (
        "每次送出之後，每個人怎麼了，花了多少"
    ),
    "show a contact's consent, or end it on their behalf": "看一位客人的同意，或代為停止",
    "the ledger of a contact, its state, and whether it is whole": (
        "一位客人的紀錄、現況，和紀錄有沒有被動過"
    ),
    "end one topic or everything, written as a staff's act": "停止一個主題或全部，記成員工做的",
    "refused: only the shopper can grant": "會被拒絕：只有客人自己能同意",
    "see, note and import what is known of people": "看、記下和匯入客人的資料",
    "tags, fields, topics, tokens and requests of a contact": (
        "一位客人的標籤、欄位、訂閱、權杖和問過的事"
    ),
    "put a tag on a contact, or take it off": "替客人貼標籤，或拿掉",
    "note a field of a contact; an empty value takes it away": "記下客人的一個欄位；空白就是刪掉",
    "find who subscribed before campaigns knew where to look": "補上舊訂閱的索引，活動才找得到他們",
    "take over a list; it ends consent and never grants it": "匯入名單；只會停止，絕不會代為同意",
    "show what could not be done, and send it back": "看做不成的工作，並送回去重做",
    "ask how every account is doing, and what to do": "問每個帳號好不好，該做什麼",
    "the tables of what carriers say, and the plain form": "物流狀態的對照表，和自家系統用的格式",
    "make the tables that are deployed, and the document": "做出要部署的對照表，和格式的文件",
    "words of carriers that no table knows": "物流說了、對照表裡沒有的",
    "an order: its parcels, who follows it, what waits for a person": (
        "一筆訂單：包裹、誰在看、什麼在等人看"
    ),
    "note that a person has looked, so that shoppers may be told": (
        "記下有人看過了，等著的就可以告訴客人"
    ),
    "read them again by the tables of today": "用現在的對照表重讀一次",
    "store what proves that a shop or a carrier is who it says": (
        "存放用來確認商店或物流身分的金鑰"
    ),
    "say why a contact did or did not get a message": "說明客人為什麼收到、或沒收到訊息",
    "derive the permit of every recorded send again": "把每則紀錄的許可重新推算一次",
    "addresses that lead to a topic, for posts and QR codes": (
        "訂閱一個主題的連結，給貼文和 QR code 用"
    ),
    "plan one message to a contact and say what becomes of it": "排一則訊息給客人，並說它會怎樣",
    "play a campaign with invented people and channels, sending nothing": (
        "用虛構的人和通路預演一個活動，什麼都不送"
    ),
    "tell what a campaign's next firing would come to": "預估一個活動的下一次：誰收得到、多少錢",
    "say by which ways a message may be sent, and what changes": (
        "說出一則訊息能用哪些方式送，規則何時改變"
    ),
    "The brand's bench on one machine, and its hand on what is deployed.": (
        "品牌在一台機器上的工作台，也管理部署好的系統。"
    ),
}
