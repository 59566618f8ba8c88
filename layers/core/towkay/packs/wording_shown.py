"""What can be wrong with images, links and cards, in words, in Chinese and in English."""

from towkay.packs.wording import Kind, Wording

LINKS: dict[Kind, Wording] = {
    Kind.BAD_LINK: Wording(
        "「{value}」不是可以用的網址",
        "請貼上完整的網址，以 https:// 開頭；最保險的做法是從瀏覽器的網址列複製",
        "“{value}” is no link that can be used",
        "give the whole link, beginning with https://; copying it from a browser is safest",
    ),
    Kind.LINK_NOT_HTTPS: Wording(
        "「{value}」是 http，沒有加密，通路不收",
        "請改成 https:// 開頭，並先用瀏覽器打開確認",
        "“{value}” is http: not encrypted, and channels refuse it",
        "write https:// instead and open it in a browser to be sure",
    ),
    Kind.LINK_NOT_ENCODED: Wording(
        "「{value}」裡有中文、空格或其他不能直接放在網址裡的字",
        "請改寫成 {encoded}",
        "“{value}” has letters or blanks that cannot stand in a link as they are",
        "write {encoded}",
    ),
    Kind.LINK_TOO_LONG: Wording(
        "網址有 {length} 個字，{channel} 最多 {limit} 個",
        "請刪掉網址裡追蹤用的參數，或用短網址",
        "the link has {length} characters, {channel} takes {limit}",
        "leave out what is only for tracking, or use a shorter link",
    ),
    Kind.LINK_NOT_PUBLIC: Wording(
        "「{value}」不是人人都打得開的網址：是內部網路的位址、帶有帳號密碼或連接埠，或是主機名稱不對",
        "請改用公開網站的網址，例如 https://shop.example.com/tea",
        "“{value}” is not a link all can open: an address inside a network, a name and password "
        "or port in it, or no proper host",
        "use a link of your public site, such as https://shop.example.com/tea",
    ),
    Kind.IMAGE_NOT_PUBLIC: Wording(
        "圖片「{value}」不在公開的網址上：是內部網路的位址、帶有帳號密碼或連接埠，或是主機名稱不對",
        "請把圖片放到公開的圖床或官網，再貼上那裡的 https 網址；通路的伺服器會去那裡抓圖",
        "the picture “{value}” is not at a public link: an address inside a network, a name and "
        "password or port in it, or no proper host",
        "put it on your site or a public image host and link to it there: the channel fetches it",
    ),
    Kind.IMAGE_FORMAT: Wording(
        "圖片「{value}」是 {found}，LINE 只顯示 JPEG 和 PNG",
        "請轉成 .jpg 或 .png",
        "the picture “{value}” is {found}; LINE shows JPEG and PNG only",
        "convert it to .jpg or .png",
    ),
    Kind.ALT_WITHOUT_IMAGE: Wording(
        "「{value}」寫了 image_alt，卻沒有圖片",
        "請在 image 填上圖片網址，或清空 image_alt",
        "“{value}” has an image_alt, but no picture",
        "write the picture's link into image, or empty image_alt",
    ),
    Kind.BAD_LINKS_CELL: Wording(
        "links 裡的「{value}」讀不懂",
        "請寫成「按鈕文字=https://網址」，多個用 | 分開",
        "“{value}” in links cannot be read",
        "write label=https://link, several of them separated by |",
    ),
    Kind.TEXT_ABOVE_LINKS_LONG: Wording(
        "「{value}」有 {length} 個字，{channel} 上帶按鈕的訊息最多 {limit} 個，前半會先單獨送出",
        "想要文字和按鈕在同一則，請縮短到 {limit} 個字以內",
        "“{value}” has {length} characters; on {channel} {limit} fit above buttons, so a first "
        "part goes out alone",
        "shorten it to {limit} characters to keep words and buttons in one message",
    ),
    Kind.ANSWER_TOO_BIG: Wording(
        "「{value}」的文字、圖片、連結和卡片加起來有 {size:,} 位元組，最多 {limit:,}",
        "請縮短文字和網址，或把卡片分成兩組、放在兩則問答裡",
        "words, picture, links and cards of “{value}” are {size:,} bytes, {limit:,} fit",
        "shorten texts and links, or spread the cards over two entries",
    ),
}

CARDS: dict[Kind, Wording] = {
    Kind.UNKNOWN_CARDS: Wording(
        "brand.yaml 的 cards 沒有「{value}」這組卡片",
        "請改成 cards 裡有的名稱；最接近的：{nearest}",
        "there is no card set “{value}” under cards in brand.yaml",
        "use a name from there; the nearest: {nearest}",
    ),
    Kind.CARDS_DIFFER: Wording(
        "「{value}」在這裡用卡片「{cards}」，第 {first} 行卻用「{other}」",
        "同一個 id 只能用一組卡片，各語言的文字寫在那組卡片裡；其他列可以空白",
        "“{value}” shows the cards “{cards}” here, but “{other}” on line {first}",
        "an id shows one card set, which holds every language; the other rows may stay empty",
    ),
    Kind.UNUSED_CARDS: Wording(
        "沒有任何問答用到卡片「{value}」，客人看不到",
        "請在 faq.csv 的 cards 欄填上「{value}」，用不到就刪掉",
        "no entry shows the cards “{value}”, so nobody sees them",
        "write “{value}” into the column cards of faq.csv, or delete the set",
    ),
    Kind.CARD_ONLY_TITLE: Wording(
        "卡片組「{cards}」裡有一張只有標題的卡片，Messenger 不收",
        "請再加上 text、image、link 或 buttons 其中一項",
        "a card of “{cards}” has a title and nothing else; Messenger refuses it",
        "add one of text, image, link or buttons",
    ),
    Kind.CARD_TITLE_TOO_LONG: Wording(
        "卡片標題（{key}）有 {length} 個字，{channel} 最多 {limit} 個（表情符號算兩個）",
        "請縮短，其餘的寫到 text",
        "the {key} of the card has {length} characters, {channel} shows {limit} (an emoji "
        "counts 2)",
        "shorten it and move the rest to text",
    ),
    Kind.CARD_TEXT_LONG: Wording(
        "卡片文字（{key}）有 {length} 個字，{channel} 只顯示 {limit} 個，全文會在卡片之後另外送出",
        "想要只看卡片就懂，請縮短到 {limit} 個字以內",
        "the {key} of the card has {length} characters, {channel} shows {limit}: the whole "
        "follows in a message of its own",
        "shorten it to {limit} characters if the card should say it all",
    ),
    Kind.TOO_MANY_CARDS: Wording(
        "這組有 {count} 張卡片，{channel} 一次最多 {limit} 張",
        "請留下最想讓客人看到的 {limit} 張，或分成兩組",
        "the set has {count} cards, {channel} shows {limit} at once",
        "keep the best {limit}, or make two sets",
    ),
    Kind.TOO_MANY_BUTTONS: Wording(
        "這裡有 {count} 個按鈕，{channel} 最多 {limit} 個",
        "請留下最重要的 {limit} 個",
        "there are {count} buttons here, {channel} shows {limit}",
        "keep the {limit} that matter most",
    ),
    Kind.BUTTON_NO_TARGET: Wording(
        "「{cards}」裡有一個按鈕按了沒有反應：沒有 link 也沒有 asks",
        "請加上 link（要打開的網址）或 asks（要問的 faq.csv id）",
        "a button of “{cards}” does nothing: it has neither link nor asks",
        "give it link, a page to open, or asks, an id of faq.csv",
    ),
    Kind.BUTTON_TWO_TARGETS: Wording(
        "「{cards}」裡有一個按鈕同時寫了 link 和 asks",
        "一個按鈕只能做一件事，請留下其中一個",
        "a button of “{cards}” has both link and asks",
        "a button does one thing: keep one of them",
    ),
    Kind.BUTTON_UNKNOWN_ID: Wording(
        "按鈕要問的「{value}」在 faq.csv 沒有",
        "請改成 faq.csv 裡的 id；最接近的：{nearest}",
        "the button asks “{value}”, which faq.csv does not have",
        "use an id of faq.csv; the nearest: {nearest}",
    ),
    Kind.BUTTON_ASKS_ITSELF: Wording(
        "卡片「{cards}」的按鈕又問回「{value}」，客人按了只會再看到同一組卡片",
        "請讓按鈕問別的 id，或改成 link",
        "a button of the cards “{cards}” asks “{value}” again, so a press shows the same cards",
        "let it ask another id, or give it a link",
    ),
}
