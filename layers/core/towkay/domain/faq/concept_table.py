"""Which words of a shop's everyday mean the same, in Chinese and English: one concept a line.

Directional pairs (return and exchange, refund and return, change and cancel) stay apart, because
their answers differ. A term may belong to several concepts. Continued lines are indented.
"""

CONCEPTS = """
how long: 多久, 幾天, 幾日, 要等, 什麼時候, 何時, 啥時, 幾時, 時間, how long, how many days, when,
  how soon
how much: 多少錢, 怎麼算, 價格, 價錢, 費用, 幾元, 幾塊, 多少, 售價, how much, price, cost, fee,
  charge, rate
how to: 怎麼, 如何, 怎樣, 怎, 流程, 步驟, 教學, 方式, how to, how do, how can, procedure, process,
  step
where: 哪裡, 哪邊, 在哪, 哪兒, 哪, where, location
which: 哪些, 什麼, 有啥, 哪種, 哪款, what, which
why: 為什麼, 為何, 怎麼會, 幹嘛, why, how come
must: 需要, 必須, 一定要, 要不要, need, must, require, have to
minimum: 滿多少, 門檻, 低消, 最低, 至少, 起訂, minimum, at least, threshold
free: 免費, 不用錢, free, complimentary, no charge
deadline: 期限, 有效期, 幾天內, 截止, 過期, 到期, deadline, expire, expiry, expiration, valid,
  time limit
not received: 沒收到, 還沒收到, 沒有收到, 還沒來, 還沒到, 沒到, not received, not arrived,
  haven't received, didn't receive, hasn't arrived, never arrived, not get, still waiting
late: 遲到, 延遲, 延誤, 逾期, 太慢, 好慢, 超過, 等很久, 等好久, late, delay, overdue, too long,
  slow
ship: 寄, 寄出, 寄送, 出貨, 發貨, 配送, 運送, 送貨, 宅配, 物流, 快遞, 送達, 到貨, 寄來, 寄到, ship,
  shipment, shipping, deliver, delivery, send, dispatch, courier, mail, arrive
dispatch: 出貨, 寄出, 發貨, 寄了, dispatch, ship out, sent out, shipped
arrive: 到貨, 送達, 送到, 收到, 抵達, 寄到, arrive, arrival, receive, reach
shipping fee: 運費, 郵資, 宅配費, 寄送費, 運送費, 免運, 免郵, shipping fee, shipping cost,
  delivery fee, delivery cost, delivery charge, shipping charge, postage, free shipping,
  free delivery, freight
free shipping: 免運, 免運費, 免郵, free shipping, free delivery
track: 查詢, 進度, 追蹤, 查件, 到哪, 狀態, 單號, 編號, 貨態, track, tracking, status, where is my
parcel: 包裹, 貨, 貨件, 箱, parcel, package, box, goods
order: 訂單, 下單, 訂購, 下訂, 訂的, 買的, order, ordered, purchase, bought
buy: 買, 購買, 購物, 選購, 下單, 訂購, buy, purchase, shop, order
cancel: 取消, 不想買, 不要了, 不買了, 撤銷, 退訂, 棄單, 後悔, cancel, call off, changed my mind
change: 修改, 更改, 變更, 改, 更新, 改成, 調整, change, modify, edit, update, amend
add: 加購, 加買, 追加, 增加, 加一, 多買, add, another item
merge: 合併, 併單, 一起寄, 合單, 一起出, 併在一起, combine, merge, together, consolidate
order separately: 分開寄, 拆單, 分批, split, separately
address: 地址, 住址, 收件, 收貨地, 門牌, 搬家, address, moved
recipient: 收件人, 收貨人, 姓名, 名字, recipient, receiver, name
phone: 電話, 手機, 號碼, 門號, phone, telephone, number, mobile, cell
email: 信箱, 電郵, 郵件, 電子郵件, email, e mail, mail
pick up: 取貨, 領貨, 取件, 拿貨, 領取, 領包裹, 去拿, 去領, 領, pick up, collect, pickup
convenience store: 超商, 便利商店, 小七, 7 11, 711, 全家, 萊爾富, 店到店, convenience store,
  familymart, seven eleven
not picked up: 沒取, 沒去拿, 沒去領, 未取, 忘記領, 忘記取, 沒領, 沒拿, didn't pick, forgot to pick,
  not collect
store: 門市, 實體店, 店面, 分店, 專櫃, 店鋪, 現場, 旗艦店, 據點, 店在, store, shop, branch,
  physical store, in person
opening hours: 營業時間, 幾點開, 幾點關, 開到幾點, 營業, 上班時間, 公休, 打烊, 幾點, 服務時間,
  opening hours, business hours, open, close, what time, hours
holiday: 假日, 週末, 國定假日, 過年, 春節, 連假, 星期日, 星期天, holiday, weekend, sunday,
  lunar new year
parking: 停車, 停車場, parking, park
directions: 怎麼去, 交通, 捷運, 怎麼走, 路線, directions, get there, metro, mrt
abroad: 海外, 國外, 國際, 香港, 澳門, 新加坡, 馬來西亞, 日本, 美國, 大陸, 中國, 跨國, 出國, abroad,
  overseas, international, internationally, worldwide, hong kong, singapore, malaysia, japan, usa,
  america, china, foreign, macau, another country, outside taiwan
outlying islands: 離島, 外島, 澎湖, 金門, 馬祖, 蘭嶼, 綠島, 小琉球, outlying, offshore, island,
  kinmen, penghu, matsu
customs: 關稅, 海關, 稅金, 報關, customs, duty, tariff, tax
chilled: 冷藏, 冷凍, 低溫, 保冷, chilled, frozen, refrigerate, cold chain
return: 退貨, 退回, 退還, 退掉, 寄回, 要退, 想退, 能退, 可退, 退, 不喜歡, return, send back,
  give back, bring back
trial period: 鑑賞期, 猶豫期, 試用, 七天, 7天, 試吃, cooling off, trial, sample, return window,
  return period, return policy
exchange: 換貨, 更換, 換尺寸, 換顏色, 換一, 想換, 要換, 能換, 可換, 換, exchange, swap, replace,
  replacement, different size, another size, another color
refund: 退款, 退錢, 退費, 退刷, 還錢, 錢退, 退回來的錢, 刷退, refund, money back, reimburse,
  reimbursement
defect: 瑕疵, 破損, 壞掉, 壞了, 損壞, 破, 裂, 碎, 髒, 污, 刮, 故障, 有問題, 不良, 壞的, 缺角,
  defect, defective, broken, damage, damaged, crack, cracked, torn, stain, stained, flaw, faulty,
  shattered, chipped, dirty
wrong item: 寄錯, 送錯, 出錯貨, 不一樣, 錯的, 不對, 給錯, wrong item, wrong product, wrong size,
  wrong color, incorrect, not what i ordered, different from
missing item: 少寄, 漏寄, 缺件, 少一, 漏了, 缺了, 少了, 沒附, 漏, missing, incomplete, left out,
  short
pay: 付款, 付錢, 支付, 繳費, 付, 結帳, 買單, pay, payment, paid, checkout, check out
card: 信用卡, 刷卡, 卡片付, 簽帳卡, 金融卡, visa, 卡刷, credit card, card, debit card, mastercard
mobile pay: 行動支付, 電子支付, 街口, 悠遊付, 全支付, line pay, apple pay, google pay, jkopay,
  mobile payment, paypal
cash on delivery: 貨到付款, 取貨付款, 到店付, 貨到付, 到付, 拿到再付, 收到再付, cash on delivery,
  cod, pay on delivery, pay on arrival, pay at the store, pay when, pay at pickup
transfer: 匯款, 轉帳, 轉賬, atm, 銀行, 帳號匯, 虛擬帳號, transfer, bank, wire, remit
instalment: 分期, 零利率, 利息, 期數, 分幾期, installment, instalment, monthly payment,
  interest free
cash: 現金, 付現, cash
fail: 失敗, 不過, 錯誤, 不能, 無法, 沒辦法, 不成功, 沒反應, 被拒, 卡住, 不了, fail, failed, error,
  decline, declined, reject, unable, cannot, can't, doesn't work, not working, not go through,
  won't
duplicate charge: 重複扣款, 扣兩次, 刷兩次, 多扣, charged twice, double charged, duplicate
invoice: 發票, 收據, 開立, 單據, 載具, invoice, receipt
company invoice: 統編, 統一編號, 三聯, 公司發票, 公司行號, 報帳, 抬頭, 公司戶, tax id,
  company invoice, vat, ubn, tax number, business receipt
carrier: 載具, 手機條碼, 電子發票, 雲端發票, e invoice, carrier, barcode
discount: 折扣, 優惠, 特價, 打折, 促銷, 活動, 便宜, 折價, 特惠, 檔期, 週年慶, 折, 算便宜, discount,
  sale, promotion, promo, deal, offer, cheaper, off, bargain
coupon: 優惠券, 折價券, 折扣碼, 優惠碼, 優惠卷, 折價卷, 代碼, 序號, 禮券, coupon, code, promo code,
  voucher, discount code
new member: 新會員, 首購, 新客, 第一次買, 首單, 新人, 新戶, 入會禮, first order, first purchase,
  first time, new member, new customer, welcome
birthday: 生日, 壽星, 生日禮, 當月壽星, birthday, bday
points: 點數, 紅利, 購物金, 積分, 回饋, 集點, 累積, 點, points, point, reward, credit, cashback
member: 會員, 帳號, 帳戶, 用戶, member, membership, account, user, profile
tier: 等級, 升等, 升級, 金卡, 白金, 黑卡, vip, 級別, 資格, tier, level, upgrade, vip
sign up: 註冊, 加入會員, 申請帳號, 入會, 辦會員, 申請會員, 創帳號, register, registration, sign up,
  join, create an account
log in: 登入, 登錄, 登不進, 進不去, login, log in, sign in, signin
password: 密碼, 驗證碼, 認證碼, password, pin, passcode, verification code
forget: 忘記, 忘了, 遺失, 弄丟, 不記得, 想不起來, forget, forgot, forgotten, lost, reset, recover,
  remember
delete: 刪除, 註銷, 移除, 刪掉, 停用, 關閉, delete, remove, deactivate, close my, erase
unsubscribe: 取消訂閱, 退訂, 停止接收, 不要再傳, 不想收到, 別再傳, 不要寄, 封鎖, 不想收,
  unsubscribe, opt out, stop sending, stop receiving
newsletter: 電子報, 廣告, 簡訊, 推播, 通知, 訊息, 行銷, newsletter, sms, spam, ad, message,
  notification, promotional
privacy: 個資, 隱私, 外洩, 資安, 資料安全, 安全嗎, 個人資料, privacy, personal data, data, secure,
  safe, security, leak, gdpr
fraud: 詐騙, 騙, 假冒, 盜用, 釣魚, 可疑, scam, fraud, phishing, suspicious, fake call
size: 尺寸, 尺碼, 大小, 公分, 身高, 體重, 號, 版型, 腰圍, 幾號, 多大, size, sizing, fit,
  measurement, dimension, cm
large: 偏大, 太大, 大件, 寬鬆, 大一號, too big, too large, loose, oversized, larger
small: 偏小, 太小, 小件, 太緊, 小一號, too small, tight, smaller
capacity: 容量, 毫升, ml, 幾克, 重量, 公克, 多重, capacity, weight, volume, gram
color: 顏色, 色, 款式, 花色, color, colour, shade, style
color difference: 色差, 偏色, 實品, 實物, 照片, 圖片, 本人, 圖不符, color difference, look like,
  photo, picture, pictured
material: 材質, 成分, 布料, 質料, 原料, 棉, 什麼做的, material, fabric, ingredient, made of,
  cotton, made from
origin: 產地, 哪裡做, 製造, 台灣製, 產自, origin, made in, where from, source
wash: 洗, 清洗, 洗衣機, 水洗, 清潔, 保養, 縮水, 洗碗機, 熨, 乾洗, wash, clean, care, machine wash,
  shrink, laundry, iron, dishwasher, maintain
microwave: 微波, 烤箱, 加熱, 耐熱, 電鍋, microwave, oven, heat
in stock: 現貨, 有貨, 庫存, 還有, 有沒有貨, in stock, stock, available, availability, inventory
restock: 補貨, 缺貨, 賣完, 售完, 斷貨, 沒貨, 再進, 還會進, 進貨, 到貨通知, 貨到通知, 完售, 補,
  restock, out of stock, sold out, back in stock, notify me
preorder: 預購, 預訂, 預定, 搶先, preorder, pre order, advance order
gift: 禮物, 送禮, 禮盒, 贈禮, 送人, 伴手禮, 禮品, 送朋友, gift, present, gift box
wrap: 包裝, 包起來, 提袋, 緞帶, 紙袋, wrap, wrapping, packaging, gift bag, ribbon
card message: 卡片, 小卡, 手寫, 賀卡, 留言卡, greeting card, handwritten, note, card
free gift: 贈品, 滿額禮, 附贈, 滿額, free gift, giveaway, freebie
bulk: 大量, 批發, 團購, 企業採購, 公司採購, 團體, 批貨, 大宗, 採購, wholesale, bulk, corporate,
  large quantity, group buy
cooperate: 合作, 業配, 網紅, 部落客, 邀約, 代言, 異業, 聯名, 互惠, kol, collaborate, collaboration,
  collab, influencer, partnership, sponsor, blogger, partner, cooperate
agent: 代理, 經銷, 加盟, 寄賣, 進駐, distributor, franchise, reseller, dealer
custom made: 客製, 訂做, 刻字, 印logo, 訂製, 客制, custom, customize, personalise, personalize,
  engrave
genuine: 正品, 真品, 真貨, 原廠, 公司貨, 仿冒, 假貨, 真的假的, 保證書, 水貨, genuine, authentic,
  real, fake, original, official, counterfeit
warranty: 保固, 保修, 維修, 送修, 修理, 修, 保證期, warranty, repair, guarantee, fix
review: 評價, 評論, 留言, 心得, 五星, 好評, 評分, review, rating, feedback, comment
complain: 客訴, 抱怨, 投訴, 申訴, 不滿, 態度差, complaint, complain, file a claim
contact: 聯絡, 聯繫, 客服, 專線, 打給, 找你們, 找誰, contact, customer service, support, reach you,
  call you, hotline
human: 真人, 人工, 專員, 有人嗎, 活人, human, agent, real person, someone, representative,
  live chat, talk to
website: 網站, 網頁, 官網, 頁面, 連結, 網址, app, 程式, 系統, website, site, page, app, link, web
crash: 當機, 打不開, 跑不出來, 閃退, 壞掉, 沒畫面, 空白, 載入, 轉圈, 很慢, crash, not loading,
  won't load, won't open, blank, frozen, freeze, bug, glitch
cart: 購物車, 結帳車, cart, basket
tea: 茶, 茶葉, 茶包, 烏龍, 紅茶, 綠茶, 高山茶, 包種, 金萱, tea, oolong, black tea, green tea,
  teabag
brew: 泡, 沖泡, 泡茶, 回沖, 水溫, 煮, 冷泡, brew, steep, infuse, water temperature
store it: 保存, 存放, 放多久, 保存期, 保鮮, 儲存, storage, keep, shelf life, best before, store
caffeine: 咖啡因, 睡不著, 失眠, caffeine, decaf
diet: 素食, 全素, 過敏, 過敏原, 麩質, 吃素, 清真, vegan, vegetarian, allergy, allergen, gluten,
  halal
children: 小孩, 兒童, 寶寶, 嬰兒, 孕婦, 懷孕, child, kid, baby, pregnant
inspection: 檢驗, 農藥, 認證, 合格, sgs, 檢測, inspection, pesticide, certified, certificate,
  tested
recommend: 推薦, 建議, 適合, 哪個好, 怎麼選, 挑, 選, 人氣, 熱賣, recommend, suggest, suggestion,
  best seller, suitable, choose
plastic: 環保, 減塑, 回收, 永續, eco, recycle, sustainable, environment
job: 徵才, 職缺, 工作, 應徵, 打工, 面試, job, hiring, career, vacancy
"""
