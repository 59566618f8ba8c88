"""In which words do shoppers ask where their order is, or to cancel or redirect it?

Each list is one kind of piece for the grammar in `hearing`.
"""

from towkay.domain.wording import pieces

# What is looked for; of the first kind only an order can be meant.
THINGS = pieces("""
我的單 買的東西 訂的東西 訂的貨 買的商品
訂單 包裹 貨 貨物 東西 商品 快遞 宅配 貨件 寄件 單號 訂單編號
訂單號碼 編號
order | orders | parcel | parcels | package | packages | shipment | delivery | stuff | pkg
order number | order no | purchase | things | item | items
""")
MINE = pieces("""
my | mine | our | i ordered | i bought | i placed
""")
SURELY_MINE = pieces("""
我的 我們的 這筆 這張 那筆 那張 我這筆 我那筆 我這張 我買的 我訂的 我下的
""")
WHERE = pieces("""
到哪 到哪裡 到哪兒 到哪邊 到哪去 在哪 在哪裡 在哪兒 去哪 跑哪去 送到哪 送到哪裡 寄到哪 寄到哪裡
走到哪
運到哪 運到哪裡 到了沒 到了沒有 到了 到沒 還沒到 還沒來 還沒收到 還沒送到 還沒寄到 還沒到貨 沒收到
沒到
還沒看到 還沒送來 寄了 寄了沒 寄出 寄出了 寄出了沒 寄出沒 出貨了 出貨了沒 出貨沒 出貨了沒有 出貨
出了沒
送出了 送出了沒 送了沒 寄送了 寄送了沒 發貨了 發貨了沒 還沒出貨 還沒寄 還沒寄出
到超商了 到超商 到門市了 到門市 到店了 到店了沒 到店沒 到店 到貨了 不見了 弄丟了 好了
還沒發貨 發貨沒 配送中 在路上
狀態 進度 狀況 物流狀態 物流進度 配送狀態 配送進度 出貨狀態 出貨進度 處理進度 訂單狀態 訂單進度
查詢 查 追蹤 追踪 查一下 查看 查貨 查件 訂單查詢 查訂單 查包裹 包裹查詢 貨態查詢 貨態 物流查詢
where is | where s | wheres | where are | where | track | tracking | status | locate | trace
shipped | has shipped | been shipped | sent out | dispatched | been dispatched | on its way
on the way | arrived | arrive yet | not arrived | haven t arrived | hasn t arrived
haven t received | havent received | have not received | didn t receive | did not receive
never arrived | hasn t come | hasn t shipped | update on | updates | any update | any updates
any news | received yet | what happened to | progress | whereabouts | en route
late | delayed | sent | send it | didn t get | did not get | didnt get | did you send
""")
# Alone they ask of an order already: nothing else can have left.
BY_THEMSELVES = pieces("""
出貨了嗎 出貨了沒 出貨沒 出貨了沒有 寄出了嗎 寄出了沒 寄出沒 寄了嗎 寄了沒 還沒出貨 還沒寄出
查訂單 查包裹
訂單查詢 包裹查詢 貨態查詢 物流進度 出貨進度 還沒收到 還沒收到貨 怎麼還沒來 怎麼還沒到 怎麼還沒收到
等好久還沒到貨 等很久了還沒到 還沒到貨
訂單狀態 訂單進度 訂單狀況 物流狀態 物流進度 物流查詢 配送狀態 配送進度 出貨狀態 查件 查貨 包裹追蹤
訂單追蹤 追蹤包裹 物流到哪 物流到哪了 發貨了嗎 發貨沒 還沒發貨 寄出去了嗎 寄出去沒
送到哪 送到哪裡 送到哪了 送到哪裡了 寄到哪 寄到哪裡 寄到哪了 看訂單 看我的訂單
has it shipped | has it been shipped | did it ship | has it been sent | have you shipped it
is it shipped | is it on its way | have you sent it | has it shipped yet | order status
hasn t it shipped | track order | track parcel | track package
""")
# These are asked of orders in general too.
WHEN = pieces("""
什麼時候到 什麼時候會到 什麼時候到貨 什麼時候送到 什麼時候寄 什麼時候寄出 什麼時候出貨
什麼時候會出貨
什麼時候來 什麼時候收到 什麼時候會收到 什麼時候可以收到 什麼時候可以拿到 何時到 何時會到 何時到貨
何時出貨
何時送達 幾時到 幾時會到 多久會到 多久到 還要多久 還要等多久 今天會到 明天會到 今天會出貨 預計到貨
什麼時候可以取貨 何時可以取貨 什麼時候可以領 什麼時候可以拿 今天會送到 明天會送到
預計什麼時候到 哪天到 哪天會到 幾號到 幾號會到
""")
WHEN_IT = pieces("""
when will | arrive | arriving | get here | be delivered | delivered | be shipped | ship | when is
come | be here | when does | eta | expected | when can i expect | due | when
""")
CANCEL = pieces("""
取消 取消掉 取消購買 退掉 不要了 cancel cancelled
cancel | cancell | cancelling | canceled | cancelled | cancellation of
""")
# Said so, it is no question whether that can be done.
CANCEL_IT = pieces("""
取消訂單 取消這筆訂單 取消那筆訂單 取消我的訂單 取消這張訂單 取消這張單 取消這筆 訂單不要了
""")
ADDRESS = pieces("""
改地址 改收件人地址 改收件地址 改收貨地址 改送貨地址 改寄送地址 改配送地址 換地址 換收件地址
更改地址 更改收件地址
更改收貨地址 更改送貨地址 更改寄送地址 更改配送地址 變更地址 變更收件地址 變更收貨地址 變更寄送地址
變更配送地址 修改地址 修改收件地址 修改收貨地址 修改寄送地址 修改配送地址 地址改一下 收件地址改一下
地址要改 改一下地址 改一下收件地址 改取貨門市 更改取貨門市
change address | change the address | change my address | change delivery address
change the delivery address | change my delivery address | change shipping address
change the shipping address | change my shipping address | update my delivery address
update my shipping address | update the delivery address | update the shipping address
edit my address | edit my delivery address | edit my shipping address | change where it goes
""")
WISHES = pieces("""
我要 我想 我想要 幫我 請幫我 請你幫我 麻煩幫我 麻煩 請 想 想要 可以幫我
i want to | i need to | i would like to | i d like to | please | i want | i need | can you
could you | help me | need to | want to | id like to | i wanna | wanna | let s | just
""")
# Whether something can be done, and how: what is asked so is not wished yet.
WHETHER = pieces("""
可以 可不可以 能 能不能 可否 怎麼 如何 怎樣 要怎麼
can i | could i | may i | how | how do i | how can i | how to | is it possible | am i able
""")
AROUND = pieces("""
我 我的 我要 我想 我想要 請問 請 幫 幫我 麻煩 想 想要 想知道 知道 可以 一下 看 看看 問 問一下
告訴我 跟我說
你們 現在 目前 今天 到底 究竟 怎麼 為什麼 怎麼樣 如何 都 已經 還 是不是 有沒有 是否 到 了 嗎 呢 啊
喔 吧
啦 耶 的 把 這個 那個 那 我那個 上週 上禮拜 昨天 前天 好幾天 很多天 幾天 兩天 三天 四天 五天 一週
一個禮拜
一個星期 好久 等好久 等很久 等了好久 等了很久 按錯了 下錯了 買錯了 不小心 謝謝 有 要 會 去 在 來
給我 下
訂 買 號 是 收到 的出貨通知 出貨通知 物流通知 配送通知 通知
shipping updates | shipping update | order updates
i | is | are | why | it | its | the | a | an | been | be | now | right | currently | yet | please
can | could | you | want | need | know | tell | tell me | show | show me | give | me | of | on
for | at
this | that | these | do | does | did | s | has | have | had | what | whats | what s | still | just
like | would | d | to | see | get | got | find | find out | check | checking | help | with | about
latest | current | any | there | hi | hey | and | so | long | my | and what | out | doing | will
in
not | received | receive | haven t | hasn t | order s | today | yesterday | last week | days
from | placed | last | week | going | how s | how is | how are | hello | already | um | ok
""")
