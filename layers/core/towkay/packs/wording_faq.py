"""What can be wrong in faq.csv, in words, in Chinese and in English."""

from towkay.packs.wording import Kind, Wording

FAQ: dict[Kind, Wording] = {
    Kind.BAD_CSV: Wording(
        "CSV 格式讀不懂：{problem}",
        "請檢查這一列的雙引號是否成對；文字裡的雙引號要寫兩次",
        "the CSV cannot be read: {problem}",
        "check that the quotes of this row come in pairs; a quote inside a text is written twice",
    ),
    Kind.CSV_SEPARATOR: Wording(
        "欄位之間用的是{found}，不是逗號",
        "請另存成「CSV UTF-8（逗號分隔）」",
        "the columns are separated by {found}, not by commas",
        "save it as “CSV UTF-8 (comma delimited)”",
    ),
    Kind.CSV_HEADER: Wording(
        "標題列不對：少了 {missing}；多了 {extra}",
        "第一列必須有這些欄位，順序不拘：{wanted}；還可以有 {optional}",
        "the header is wrong: missing {missing}; not known or twice {extra}",
        "the first row must name these columns, in any order: {wanted}; it may have {optional}",
    ),
    Kind.ROW_CELLS: Wording(
        "這一列有 {found} 格，標題列有 {wanted} 格",
        "文字裡有逗號或換行時，整格要用雙引號包起來",
        "this row has {found} cells, the header has {wanted}",
        "a cell with a comma or a line break must be in double quotes",
    ),
    Kind.FAQ_EMPTY: Wording(
        "faq.csv 沒有任何問答",
        "請至少寫一列問答",
        "faq.csv holds no entry",
        "write at least one row",
    ),
    Kind.FAQ_LONG: Wording(
        "共有 {entries:,} 則問答、{phrases:,} 種問法；"
        "超過 {limit.entries:,} 則或 {limit.phrases:,} 種，系統剛啟動時的第一個回覆會慢",
        "請刪掉沒人問的，合併相近的問答，或減少問法",
        "there are {entries:,} entries with {phrases:,} ways to ask; over {limit.entries:,} or "
        "{limit.phrases:,} the first answer after a start is slow",
        "delete what nobody asks, join entries that are near, or give fewer ways to ask",
    ),
    Kind.FAQ_TOO_LONG: Wording(
        "共有 {entries:,} 則問答、{phrases:,} 種問法，"
        "最多 {limit.entries:,} 則、{limit.phrases:,} 種："
        "再多，系統啟動時來不及讀完，客人等不到回覆",
        "請刪掉沒人問的，合併相近的問答，或減少問法",
        "there are {entries:,} entries with {phrases:,} ways to ask, at most {limit.entries:,} and "
        "{limit.phrases:,} fit: more cannot be learnt at a start, and nobody would be answered",
        "delete what nobody asks, join entries that are near, or give fewer ways to ask",
    ),
    Kind.DUPLICATE_ID: Wording(
        "id「{value}」的 {language} 已經在第 {first} 行寫過",
        "同一個 id 每種語言只能一列；請換一個 id，或合併兩列",
        "the id “{value}” already has a row in {language}, on line {first}",
        "an id has one row a language: choose another id, or make the two rows one",
    ),
    Kind.DUPLICATE_PHRASE: Wording(
        "問法「{value}」和第 {first} 行的「{other}」一樣，系統分不出該回答哪一個",
        "請刪掉其中一個，或把兩邊問法寫得更具體",
        "“{value}” is asked by “{other}” on line {first} too, so neither can be told apart",
        "delete one of them, or word both more closely",
    ),
    Kind.COMMAND_WORD: Wording(
        "問法「{value}」是系統的指令（{word}），永遠輪不到這則問答來回答",
        "請刪掉，或寫得更具體，例如「{value}在哪裡」",
        "“{value}” is a command word ({word}), so this entry is never asked by it",
        "delete it or word it more closely",
    ),
    Kind.EMPTY_QUESTION: Wording(
        "「{value}」沒有問題",
        "請在 question 填上客人最常用的問法",
        "“{value}” has no question",
        "write into question how shoppers mostly ask it",
    ),
    Kind.EMPTY_ANSWER: Wording(
        "「{value}」沒有答案",
        "請在 answer 填上完整的答案",
        "“{value}” has no answer",
        "write the whole answer into answer",
    ),
    Kind.NO_WORDS: Wording(
        "「{value}」的問法裡沒有任何文字或數字，永遠沒有人問得到",
        "請在 question 填上客人真的會打的字",
        "no way to ask “{value}” has a letter or a digit, so nobody can ever ask it",
        "write into question the words shoppers really type",
    ),
    Kind.FEW_PHRASES: Wording(
        "「{value}」的 {language} 只有 {count} 種其他問法",
        "多寫幾種客人真正會打的說法，三種以上認得準很多",
        "“{value}” has only {count} other ways to ask in {language}",
        "add the words shoppers really type: from three on it is recognised far better",
    ),
    Kind.QUESTION_AS_BUTTON: Wording(
        "「{value}」沒有按鈕文字，問題又太長，按鈕會顯示「{button}」",
        "請在 button 填 {limit} 個字以內的短句",
        "“{value}” has no button and a long question, so its button will read “{button}”",
        "write a short label of at most {limit} characters into button",
    ),
    Kind.UNTRANSLATED: Wording(
        "{count} 則沒有 {language}，會用別的語言回答：{ids}",
        "需要的再用同一個 id 加一列",
        "{count} entries have no {language} and answer in another language: {ids}",
        "where it matters, add a row under the same id",
    ),
}
