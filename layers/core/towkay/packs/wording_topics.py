"""What can be wrong in topics.yaml, in words, in Chinese and in English."""

from towkay.packs.wording import Kind, Wording

TOPICS: dict[Kind, Wording] = {
    Kind.NO_TOPICS: Wording(
        "topics.yaml 沒有可以用的主題，這些活動卻要用：{named}",
        "請先寫一個主題，再把活動的 topic 改成它的 id；不辦了就把活動移走",
        "topics.yaml has no topic that can be used, and these campaigns need one: {named}",
        "write a topic, and its id into the campaigns, or move the campaigns away",
    ),
    Kind.TOO_MANY_TOPICS: Wording(
        "共有 {count} 個訂閱主題，最多 {limit} 個",
        "請合併相近的主題，只留下 {limit} 個",
        "there are {count} topics, at most {limit} fit into the list that shoppers see",
        "join those that are alike, and keep {limit}",
    ),
    Kind.TOPIC_NAME_TOO_LONG: Wording(
        "主題名稱「{value}」有 {length} 個字，最多 {limit} 個（表情符號算兩個）",
        "請縮短到 {limit} 個字以內：按鈕上會接在「訂閱」「停止」後面",
        "the topic's name “{value}” has {length} characters, {limit} fit (an emoji counts 2)",
        "shorten it to {limit}: on its buttons it stands behind “Resume” or “Stop”",
    ),
    Kind.TOPIC_NAME_STOPS_ALL: Wording(
        "主題叫「{value}」，客人自己打「{label}」會停掉全部訂閱，不只這一個",
        "請換一個看得出內容的名稱，例如「每週茶訊」",
        "with the topic called “{value}”, typing “{label}” stops everything and not this alone",
        "give it a name that tells what it brings, for example “Tea news”",
    ),
}
