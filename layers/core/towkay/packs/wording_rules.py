"""What can be wrong in the rules that brand.yaml lays down, in words, in Chinese and in English."""

from towkay.packs.wording import Kind, Wording

RULES: dict[Kind, Wording] = {
    Kind.BAD_CLOCK: Wording(
        "「{value}」不是時刻",
        "請寫成 21:00 的樣子，從 00:00 到 23:59",
        "“{value}” is not a time of day",
        "write it like 21:00, from 00:00 to 23:59",
    ),
    Kind.BAD_SWITCH: Wording(
        "「{key}」寫的是「{value}」，應該是 true 或 false",
        "要就寫 true，不要就寫 false",
        "“{key}” is “{value}”, but should be true or false",
        "write true for yes, false for no",
    ),
    Kind.QUIET_ALL_DAY: Wording(
        "勿擾時段從 {value} 到 {value}，看不出是整天還是沒有",
        "不要勿擾時段請寫 quiet_hours: none，不然請改其中一個時刻",
        "the quiet hours run from {value} to {value}: all day, or never?",
        "for none write quiet_hours: none, otherwise change one of the two",
    ),
    Kind.QUIET_BY_DAY: Wording(
        "勿擾時段 {start} 到 {end} 包含中午，白天的主動訊息都要等到 {end}",
        "開始和結束寫反了嗎？若真的要這樣就不用改",
        "the quiet hours from {start} to {end} cover noon: unasked messages wait until {end}",
        "are the two swapped? If it really is so, leave it",
    ),
    Kind.UNKNOWN_PURPOSE: Wording(
        "「{value}」不是主動訊息的目的",
        "可用的有：{allowed}；回覆客人的話從不受限",
        "“{value}” is not a purpose of unasked messages",
        "use one of {allowed}; replies are never held back",
    ),
    Kind.CAP_SPAN: Wording(
        "這個上限要寫多久之內：days 或 hours，寫一個就好",
        "例如 {{purposes: [marketing], most: 2, days: 7}}",
        "a cap says within what time: days or hours, and only one of them",
        "for example {{purposes: [marketing], most: 2, days: 7}}",
    ),
    Kind.CAPS_TOO_MANY: Wording(
        "上限有 {count} 條，最多 {limit} 條",
        "請留下最嚴的幾條",
        "there are {count} caps, at most {limit} are kept",
        "keep the strictest of them",
    ),
    Kind.BAD_COUNTRY: Wording(
        "「{value}」不是國家代碼",
        "請寫 ISO 3166 的兩個大寫字母，台灣是 TW，英國是 GB；最接近的：{nearest}",
        "“{value}” is not a country code",
        "write the two capital letters of ISO 3166, as TW or, for the United Kingdom, GB; "
        "the nearest: {nearest}",
    ),
    Kind.SETTING_IDLE: Wording(
        "打開了「{value}」，但這一版還不會用這個方式送訊息",
        "可以留著；現在沒有作用，訊息照其他方式送或不送",
        "“{value}” is on, but this version cannot send that way yet",
        "it may stay; it has no effect now, and other ways are used or none",
    ),
    Kind.NO_QUOTA: Wording(
        "{channel} 沒有每月則數的上限，不用保留",
        "請刪掉 quota_reserve；只有 LINE 的帳號用得到",
        "{channel} has no messages of the month, so there is nothing to keep back",
        "remove quota_reserve; it is for accounts on LINE",
    ),
    Kind.UNKNOWN_SETTING: Wording(
        "{channel} 沒有「{value}」這個設定",
        "最接近的：{nearest}；全部的設定見 policy/settings.yaml",
        "{channel} has no setting “{value}”",
        "the nearest: {nearest}; policy/settings.yaml has them all",
    ),
}
