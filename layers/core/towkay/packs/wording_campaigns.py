"""What can be wrong in when, for whom and how much of a campaign, in Chinese and in English."""

from enum import StrEnum

from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.wording import Wording

CAMPAIGNS: dict[StrEnum, Wording] = {
    CampaignKind.BAD_FILE_NAME: Wording(
        "「{value}」不能當活動的檔名",
        "請用小寫英文、數字、底線，結尾 .yaml，例如 autumn_tea.yaml",
        "“{value}” cannot be the file of a campaign",
        "use lower-case letters, digits and low lines, ending in .yaml: autumn_tea.yaml",
    ),
    CampaignKind.TOO_MANY_CAMPAIGNS: Wording(
        "共有 {count} 個活動，最多 {limit} 個",
        "請把結束的活動移到別的資料夾",
        "there are {count} campaigns, {limit} are read",
        "move those that have ended to another folder",
    ),
    CampaignKind.UNKNOWN_TOPIC: Wording(
        "topics.yaml 沒有「{value}」這個主題",
        "請改成有的主題，最接近的：{nearest}",
        "there is no topic “{value}” in topics.yaml",
        "write one that is there, the nearest: {nearest}",
    ),
    CampaignKind.WHEN_MISSING: Wording(
        "看不出什麼時候送：沒有寫 {allowed} 其中一個",
        "請寫一個，例如 once: 2026-12-01 10:00",
        "nothing tells when it comes: there is none of {allowed}",
        "write one of them, for example once: 2026-12-01 10:00",
    ),
    CampaignKind.WHEN_TWICE: Wording(
        "同時寫了 {found}，不知道要照哪一個送",
        "只留一個；要在兩種時間送，就寫成兩個活動",
        "it comes by several rules at once: {found}",
        "keep one of them; for two rhythms write two campaigns",
    ),
    CampaignKind.BAD_MOMENT: Wording(
        "{key} 的「{value}」不是日期和時刻",
        "請寫成 2026-12-01 10:00 的樣子",
        "“{value}” of {key} is no day with a time",
        "write it as in 2026-12-01 10:00",
    ),
    CampaignKind.BAD_YEAR: Wording(
        "{key} 的「{value}」年份太遠，只能是 2000 到 2099 年",
        "請改成真的要送的那一年，例如 2026-12-01 10:00",
        "the year of “{value}” ({key}) is too far away: 2000 to 2099 are read",
        "write the year that is meant, as in 2026-12-01 10:00",
    ),
    CampaignKind.BAD_SPAN: Wording(
        "{key} 的「{value}」不是一段時間，或超過 {most} 天",
        "請寫數字加 m（分）、h（時）或 d（天），例如 2h、3d",
        "“{value}” of {key} is no span of time, or longer than {most} days",
        "write a number with m, h or d: 2h, 3d",
    ),
    CampaignKind.GRACE_ZERO: Wording(
        "grace 是 {value}：名單總要讀一下才送得出去，這樣誰都收不到",
        "請寫 1m 以上，例如 2h；拿掉 grace 就是 2h",
        "a grace of {value} reaches nobody: reading the list takes a moment, and then it is late",
        "write 1m or more, for example 2h, or leave grace out for 2h",
    ),
    CampaignKind.BAD_CRON: Wording(
        "看不懂 cron「{value}」，或它永遠不會到",
        "請寫五欄：分 時 日 月 星期；每週一早上十點是 0 10 * * 1",
        "nobody can read the cron expression “{value}”, or it never comes",
        "write five fields: minute hour day month weekday; Mondays at ten are 0 10 * * 1",
    ),
    CampaignKind.CRON_TOO_OFTEN: Wording(
        "cron「{value}」一天會送 {count} 次，最多 {most} 次",
        "第一欄是分、第二欄是時，都寫 * 就是每分鐘送；早上十點是 0 10 * * *",
        "the cron expression “{value}” comes {count} times in a day, {most} at most are meant",
        "the first field is the minute, the second the hour; ten in the morning is 0 10 * * *",
    ),
    CampaignKind.NO_HOLIDAYS: Wording(
        "「{value}」要看假日，但沒有 holidays.csv",
        "請放一份 holidays.csv，可從 brands/demo 複製",
        "“{value}” asks for holidays, and there is no holidays.csv",
        "put a holidays.csv into the folder; that of brands/demo is a beginning",
    ),
    CampaignKind.UNKNOWN_HOLIDAY: Wording(
        "holidays.csv 沒有叫「{value}」的日子",
        "請改成有的名稱，最接近的：{nearest}",
        "no day of holidays.csv is called “{value}”",
        "write a name that is there, the nearest: {nearest}",
    ),
    CampaignKind.TOO_MANY_TRIES: Wording(
        "沉默的客人要試 {count} 次，最多 {most} 次",
        "請留下 {most} 次：一直不回的人，再傳只會換來封鎖",
        "the silent are tried {count} times, {most} at most",
        "keep {most}: whoever never answers will only block the next one",
    ),
    CampaignKind.PAST: Wording(
        "最後一次是 {at}，現在是 {now}（{zone}），已經過了，不會再送",
        "要再辦就改日期，不辦就把檔案移走",
        "its last time was {at} and it is {now} ({zone}): it will not come any more",
        "mend the day if it is to come again, or move the file away",
    ),
    CampaignKind.LONG_PAST: Wording(
        "最後一次是 {at}，現在是 {now}（{zone}），早就過了，年份可能寫錯",
        "請改年份，不辦了就把檔案移走：過了 {days} 天的一律當成年份寫錯",
        "its last time was {at} and it is {now} ({zone}): long gone, or the year is wrong",
        "mend the year, or move the file away: what ended over {days} days ago is taken for a slip",
    ),
    CampaignKind.STEP_PAST: Wording(
        "「{value}」這一步是 {at}，已經過了，會直接略過",
        "還要送就改時間，不用就不必理會",
        "the step “{value}” was due at {at}: it has gone by and is left out",
        "change its time if it is to come, else leave it",
    ),
    CampaignKind.SKIPPED_HOUR: Wording(
        "{zone} 在 {at} 撥快時鐘，沒有這個時刻，會改在跳過之後送（UTC {utc}）",
        "不想要這樣就換一個時刻",
        "in {zone} no clock shows {at}: it is put forward then, and the message comes after (UTC "
        "{utc})",
        "write another time if that is not wanted",
    ),
    CampaignKind.DAYS_END: Wording(
        "holidays.csv 只到 {day}，之後每個平日都當成上班日",
        "新一年的假日公布後，請補進 holidays.csv",
        "holidays.csv ends on {day}: after it every weekday counts as a workday",
        "add the next year's days to holidays.csv once they are known",
    ),
    CampaignKind.SAME_MINUTE: Wording(
        "和「{other}」在同一分鐘（{at}）送，可能是同一批人；上限只放一則時，priority 大的先",
        "請錯開時間，或用 priority 和 to 分清楚",
        "it comes in the same minute as “{other}” ({at}), maybe to the same people; where a cap "
        "lets one through, the greater priority goes first",
        "move one of them, or set them apart by priority and to",
    ),
    CampaignKind.RHYTHM: Wording(
        "主題「{topic}」說好 {value}，這個活動卻最短隔 {hours} 小時就送一次",
        "請把間隔拉長，或換一個主題",
        "the topic “{topic}” promises {value}, and this comes again after {hours} hours",
        "let more time pass in between, or use another topic",
    ),
    CampaignKind.CAPPED: Wording(
        "品牌的上限是 {hours} 小時內 {most} 則，這個活動自己就會超過，超過的那則不會送",
        "請把間隔拉長，或改 brand.yaml 的 caps",
        "the brand's cap is {most} in {hours} hours; this campaign alone sends more, and what is "
        "over it is left out",
        "let more time pass in between, or change caps in brand.yaml",
    ),
    CampaignKind.NIGHT_TOO_LONG: Wording(
        "勿擾時段是 {quiet}，{at} 送的要等到早上，但寬限只有 {grace}，等到的人收不到",
        "請把 grace 寫成 {hours}h 以上、早一點送，或寫 in_quiet_hours: skip",
        "quiet hours are {quiet}: what comes at {at} waits for the morning, and a grace of {grace} "
        "ends before; whoever waits gets nothing",
        "write a grace of {hours}h or more, let it come earlier, or say in_quiet_hours: skip",
    ),
    CampaignKind.AUDIENCE_EMPTY: Wording(
        "「{key}」選不到任何人，空的不會變成全部",
        "請寫條件（見 {page}）；要送給整個主題，就把 to 整段拿掉",
        "“{key}” is nobody: what is empty never means everybody",
        "write whom it is for, as {page} shows; for all who follow the topic, leave to out",
    ),
    CampaignKind.AUDIENCE_CLASH: Wording(
        "「{key}」的條件互相矛盾，沒有人能全部符合，誰都收不到",
        "請拿掉其中一個；acted_within 的天數要比 silent_for 大",
        "the rules of “{key}” contradict each other: nobody meets them all, so nobody gets it",
        "take one of them away; acted_within takes more days than silent_for beside it",
    ),
    CampaignKind.AUDIENCE_TANGLED: Wording(
        "條件太複雜：最多 {deepest} 層、{most} 條",
        "請用標籤代表一群人，再用標籤來選",
        "the rules are too tangled: {deepest} levels and {most} rules are read",
        "let a tag stand for a group of people, and choose by the tag",
    ),
    CampaignKind.FIELD_COMPARE: Wording(
        "欄位要怎麼比，要寫一個：{allowed}",
        "例如 field: {{name: points, at_least: 100}}",
        "how a field is compared must be said once, by one of {allowed}",
        "for example field: {{name: points, at_least: 100}}",
    ),
    CampaignKind.UNKNOWN_CHOICE: Wording(
        "「{key}」不能寫「{value}」",
        "請寫其中之一：{allowed}",
        "“{key}” cannot be “{value}”",
        "write one of {allowed}",
    ),
    CampaignKind.BAD_BUDGET: Wording(
        "「{value}」不是預算",
        "請寫金額和幣別，例如 3000 TWD",
        "“{value}” is no budget",
        "write a sum and its currency: 3000 TWD",
    ),
    CampaignKind.BUDGET_ZERO: Wording(
        "預算是 {value}，一則都送不出去",
        "請寫真正的上限，不設上限就拿掉 budget",
        "a budget of {value} sends nothing at all",
        "write what it may cost, or leave budget out for no limit",
    ),
    CampaignKind.BUDGET_ELSEWHERE: Wording(
        "預算是 {currency}，但 {channel} 的價格幣別是：{told_zh}；要付費的那些人不會送",
        "請改預算的幣別、拿掉 budget，或把 {channel} 分成另一個活動",
        "the budget is in {currency}, prices on {channel} are in: {told_en}; whoever must be paid "
        "for there gets nothing",
        "change the currency, leave budget out, or make another campaign for {channel}",
    ),
}
