"""What can be wrong in what brand.yaml says, in words, in Chinese and in English."""

from towkay.packs.wording import Kind, Wording

BRAND: dict[Kind, Wording] = {
    Kind.BAD_ID: Wording(
        "「{value}」不能當代號",
        "代號只用小寫英文字母、數字、底線和減號，以字母開頭，最多 64 個字，例如 shipping_fee",
        "“{value}” cannot be an id",
        "an id has lower-case letters, digits, _ and -, begins with a letter, has at most 64",
    ),
    Kind.BAD_NUMBER: Wording(
        "「{key}」寫的是「{value}」，應該是 {low} 到 {high} 之間的數字",
        "請改成數字，例如 12",
        "“{key}” is “{value}”, but should be a number from {low} to {high}",
        "write a number, for example 12",
    ),
    Kind.BAD_LANGUAGE: Wording(
        "「{value}」不是語言代碼",
        "請用 zh-TW、en、ja 這樣的代碼",
        "“{value}” is not a language tag",
        "write a tag such as zh-TW, en or ja",
    ),
    Kind.UNKNOWN_LANGUAGE: Wording(
        "這裡用了語言「{value}」，但 brand.yaml 的 languages 沒有列出",
        "請改成 {allowed} 其中之一，或把「{value}」加進 languages",
        "the language “{value}” is used, but not listed under languages in brand.yaml",
        "use one of {allowed}, or add “{value}” to languages",
    ),
    Kind.MISSING_LANGUAGE: Wording(
        "「{key}」沒有 {language} 的文字",
        "請補上 {language} 的文字，每個列在 languages 的語言都要有",
        "“{key}” has no text in “{language}”",
        "add the text in “{language}”: every language under languages needs one",
    ),
    Kind.LABEL_TOO_LONG: Wording(
        "按鈕文字「{value}」有 {length} 個字，{channel} 最多 {limit} 個（表情符號算兩個）",
        "請縮短到 {limit} 個字以內",
        "the label “{value}” has {length} characters, {channel} shows {limit} (an emoji counts 2)",
        "shorten it to {limit} characters",
    ),
    Kind.TEXT_LONG: Wording(
        "「{key}」有 {length} 位元組（一個中文字三個），{channel} 一則訊息最多 {limit}，"
        "在那裡會拆成好幾則送出",
        "想要一則說完的話，請縮短",
        "“{key}” has {length} bytes (3 for a Chinese character); on {channel}, with {limit} a "
        "message, it goes out in parts",
        "shorten it if it should be one message",
    ),
    Kind.TEXT_TOO_LONG: Wording(
        "「{key}」有 {length} 個字，最多 {limit} 個（表情符號算兩個）",
        "請縮短到 {limit} 個字以內，細節放在網頁，再附上連結",
        "“{key}” has {length} characters, at most {limit} fit (an emoji counts 2)",
        "shorten it to {limit} characters; put details on a web page and link to it",
    ),
    Kind.BAD_ZONE: Wording(
        "「{value}」不是時區名稱",
        "台灣請寫 Asia/Taipei；最接近的名稱：{nearest}",
        "“{value}” is not a time zone",
        "for Taiwan write Asia/Taipei; the nearest names: {nearest}",
    ),
    Kind.BAD_TIME: Wording(
        "「{value}」不是時段",
        "請寫成 11:00-14:00 的樣子；過午夜寫 18:00-00:30，公休寫 []",
        "“{value}” is not a span of time",
        "write it like 11:00-14:00; past midnight like 18:00-00:30; closed all day is []",
    ),
    Kind.BAD_DATE: Wording(
        "「{value}」不是日期",
        "請寫成 2027-02-05，連續幾天寫 2027-02-04..2027-02-10（最多 92 天，先早後晚）",
        "“{value}” is not a date",
        "write 2027-02-05, or 2027-02-04..2027-02-10 for days in a row (at most 92, in order)",
    ),
    Kind.EMPTY_SPAN: Wording(
        "「{value}」開門和打烊是同一個時間",
        "整天營業請寫 00:00-24:00，公休請寫 []，不然請改成真正的打烊時間",
        "“{value}” opens and closes at the same time",
        "open all day is 00:00-24:00, closed all day is []; otherwise write when it really closes",
    ),
    Kind.LONG_NIGHT: Wording(
        "「{value}」會一路開到隔天，共 {hours} 小時",
        "開門和打烊寫反了嗎？若真的開這麼久就不用改",
        "“{value}” runs on into the next day, for {hours} hours",
        "are the two times swapped? If it really is that long, leave it",
    ),
    Kind.COMMENT_CUTS_TEXT: Wording(
        "「{key}」的文字在 # 前面就結束了，後面這段不會送出：{rest}",
        "# 若是文字的一部分，請把整句用引號包起來；若是註解，請移到上一行",
        "the text of “{key}” ends before the #, this part is never sent: {rest}",
        "if the # belongs to the text, put all of it in quotes; if not, move it one line up",
    ),
    Kind.OVERLAPPING_SPANS: Wording(
        "{day} 的 {span} 和 {other} 重疊",
        "請把時段改成不重疊；過午夜的時段會算到隔天凌晨",
        "{span} on {day} overlaps with {other}",
        "make them apart; a span past midnight runs on into the early hours of the next day",
    ),
    Kind.NEVER_OPEN: Wording(
        "一週七天都沒有營業時段",
        '至少填一天的時段，例如 tue: ["11:00-19:30"]',
        "the shop is closed on all seven days of the week",
        'give at least one day a span, for example tue: ["11:00-19:30"]',
    ),
    Kind.PLACEHOLDER_UNKNOWN: Wording(
        "「{key}」裡的 {{{name}}} 不會被換成任何內容",
        "這段文字可用的代換：{allowed}；請改掉或刪掉 {{{name}}}",
        "{{{name}}} in “{key}” stands for nothing",
        "this text knows: {allowed}; correct or remove {{{name}}}",
    ),
    Kind.PLACEHOLDER_MISSING: Wording(
        "「{key}」少了 {{{name}}}",
        "請在文字裡放上 {{{name}}}，送出時會換成實際內容",
        "“{key}” lacks {{{name}}}",
        "put {{{name}}} where the actual words shall stand",
    ),
    Kind.UNKNOWN_CHANNEL: Wording(
        "不認得「{value}」這個通路",
        "目前可用：{allowed}",
        "“{value}” is not a known channel",
        "known channels: {allowed}",
    ),
    Kind.BAD_ACCOUNT: Wording(
        "「{value}」不是 {channel} 的帳號代號",
        "{channel} 的寫法是{shape_zh}；數字請加引號",
        "“{value}” is not an account id of {channel}",
        "on {channel} it is {shape_en}; put digits in quotes",
    ),
    Kind.REPEATED_ENTRY: Wording(
        "「{value}」列了兩次，第一次在第 {first} 行",
        "只留一個",
        "“{value}” is listed twice, first on line {first}",
        "keep one of them",
    ),
    Kind.MENU_UNKNOWN_ID: Wording(
        "選單裡的「{value}」在 faq.csv 沒有",
        "請改成 faq.csv 裡的 id；最接近的：{nearest}",
        "the menu names “{value}”, which faq.csv does not have",
        "use an id of faq.csv; the nearest: {nearest}",
    ),
    Kind.MENU_TOO_LONG: Wording(
        "選單有 {count} 項，{channel} 最多 {limit} 項",
        "請留下最常問的 {limit} 項；最後一個按鈕的位置留給「找真人」",
        "the menu has {count} entries, {channel} shows {limit}",
        "keep the {limit} asked most; the last place belongs to “a person”",
    ),
}
