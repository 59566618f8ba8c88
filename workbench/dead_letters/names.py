"""What are the queues called, and the kinds of what lies in them?"""

QUEUES = {
    "conversations": "對話",
    "outbound": "待送",
    "receipts": "回執",
    "campaigns": "活動",
    "shipments": "出貨",
}
KINDS = {
    "MessageReceived": "訊息 message",
    "PostbackPressed": "按鈕 button pressed",
    "Followed": "開始對話 conversation opened",
    "OptedOut": "封鎖或取消追蹤 block or unfollow",
    "MessageEdited": "編輯訊息 message edited",
    "MessageUnsent": "收回訊息 message taken back",
    "Reacted": "表情回應 reaction",
    "Referred": "由連結或廣告進入 came through a link or an ad",
    "HumanReplied": "真人回覆 a person's reply",
    "ReceiptArrived": "送達、已讀等回執 receipt",
    "Turn": "待送出的回覆 answer on its way",
    "Chunk": "活動的一批人 some of a campaign's people",
    "ParcelNews": "包裹的消息 news of a parcel",
    "OrderNews": "訂單的消息 news of an order",
    "CheckoutConsent": "結帳時的同意 consent at a checkout",
    "Puzzle": "狀態表裡沒有的 a word of no table",
}
