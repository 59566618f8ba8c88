"""How is a dead letter explained to people, and to programs?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from towkay.domain.turns import Turn
from towkay.runtime.reports import pseudonym
from workbench.dead_letters.facts import Explained
from workbench.dead_letters.matters import brand_of
from workbench.dead_letters.names import KINDS
from workbench.dead_letters.outlooks import AnyMatter, ArrivalMatter, ChunkMatter, Forecast, Outlook
from workbench.transcript import block

_OUTLOOKS = {
    Outlook.DIES_AGAIN: (
        "不是本系統的內容，重送只會再失敗，請用 drop 刪除\n"
        "nothing of ours can read or store it: it would die again, drop it"
    ),
    Outlook.ROW_UNREADABLE: (
        "資料表裡它的那一列讀不懂，重送會再失敗；先修好那一列或換回讀得懂的版本，別刪\n"
        "its row cannot be read: it would die again until the row, or the version, is mended"
    ),
    Outlook.REFUSED: (
        "超過 8 天，重送會被拒收、什麼都不變\n"
        "older than 8 days: it would be refused and change nothing"
    ),
    Outlook.ANSWERED: (
        "當作新訊息處理並回覆，{until} 前重送才會回覆\n"
        "would be decided as new and answered, if sent back by {until}"
    ),
    Outlook.STATE_ONLY: (
        "只套用狀態與同意（例如停止），不會自動回覆；{until} 前重送才算數\n"
        "state and consent (a stop, say) are applied, no automatic answer; counts until {until}"
    ),
    Outlook.SENDS_GO_ON: (
        "先前已決定，不會再決定一次，只繼續未完成的傳送\n"
        "decided before: nothing is decided again, its open sends go on"
    ),
    Outlook.SUPPRESSED: (
        "先前已決定，未送出的依規則不再送出（{reason}）\n"
        "decided before: what was not sent is held back by policy ({reason})"
    ),
    Outlook.NOTHING_LEFT: (
        "已處理完畢，重送不會有作用\nhandled and ended already: a redrive changes nothing"
    ),
    Outlook.CHUNK_GOES_ON: (
        "還沒收到的人繼續發送，沒有人會收到兩次；{until} 前重送才會送\n"
        "whoever was not told yet is told, nobody twice, if sent back by {until}"
    ),
    Outlook.TURN_GONE: "紀錄已過期或刪除，沒有東西可送\nits turn is gone: nothing is left to send",
    Outlook.SETTLES: "補記一次它證明的事\nwhat it proves is written down, once",
    Outlook.FOLDS: (
        "併進訂單已知的事；已經不是這樣、或說過的，不會再告訴客人\n"
        "it is added to what is known of its order; what is not so any more is told to nobody"
    ),
}
_SHORT = {
    Outlook.DIES_AGAIN: "會再失敗 would die again",
    Outlook.ROW_UNREADABLE: "資料列讀不懂 row unreadable",
    Outlook.REFUSED: "太舊會被拒收 too old, refused",
    Outlook.ANSWERED: "會處理並回覆 decided and answered",
    Outlook.STATE_ONLY: "只套用狀態與同意 state and consent only",
    Outlook.SENDS_GO_ON: "繼續未完成的傳送 open sends go on",
    Outlook.SUPPRESSED: "依規則不再送出 held back by policy",
    Outlook.NOTHING_LEFT: "已處理完畢 handled already",
    Outlook.CHUNK_GOES_ON: "繼續發送 the rest is told",
    Outlook.TURN_GONE: "沒有東西可送 nothing left to send",
    Outlook.SETTLES: "補記一次 written down once",
    Outlook.FOLDS: "併進訂單 added to its order",
}
_NO_NOTE = (
    "沒有紀錄：當時可能連不到資料表，或函式被中止\n"
    "no note: the table may have been out of reach then, or the function was cut off"
)


def lines_of(number: int, explained: Explained, key: str) -> Iterator[str]:
    """The entry of one letter; `key` is the stack's for pseudonyms."""
    yield block(f"{number:>4}  ", _heading(explained, key))
    yield block("      原因 why      ", _why(explained))
    yield block("      重送 redrive  ", _what_then(explained.forecast))
    yield f"      id           {explained.message_id}"


def in_short(outlook: Outlook, number: int) -> str:
    return f"{number:>6,}  {_SHORT[outlook]}"


def as_plain(explained: Explained, key: str) -> dict[str, Any]:
    """The same for programs."""
    matter, note, then = explained.matter, explained.facts.note, explained.forecast
    return {
        "id": explained.message_id,
        "sent_at": _iso(explained.sent_at),
        **(_plain_matter(matter, explained, key) if matter else {"kind": "malformed"}),
        "note": {
            "function": note.function,
            "error": note.error,
            "where": note.where,
            "receives": note.receives,
            "at": _iso(note.at),
        }
        if note
        else None,
        "redrive": str(then.outlook),
        "reason": then.reason,
        "until": _iso(then.until),
        "counts_until": _iso(then.counts_until),
    }


def _plain_matter(matter: AnyMatter, explained: Explained, key: str) -> dict[str, Any]:
    if isinstance(matter, ArrivalMatter):
        return {"kind": matter.kind, "brand": matter.brand}
    if isinstance(matter, ChunkMatter):
        run = matter.chunk.run
        names = {"brand": run.brand, "campaign": run.campaign, "occurrence": run.occurrence}
        place = {"shard": matter.chunk.shard, "number": matter.chunk.number}
        people = len(explained.facts.chunk.contacts) if explained.facts.chunk else None
        return {"kind": matter.kind, **names, **place, "people": people}
    contact = matter.key.contact
    return {
        "kind": matter.kind,
        "at": _iso(matter.key.occurred_at),
        "channel": str(contact.channel),
        "account": contact.account,
        "brand": brand_of(matter, explained.facts),
        "contact": pseudonym(contact, key),
    }


def _heading(explained: Explained, key: str) -> str:
    matter = explained.matter
    if matter is None:
        return f"{_when(explained.sent_at)}  看不懂的內容 nothing of ours"
    if isinstance(matter, ArrivalMatter):
        kind = KINDS.get(matter.kind, matter.kind)
        return f"{_when(explained.sent_at)}  {matter.brand} · {kind}"
    if isinstance(matter, ChunkMatter):
        run = matter.chunk.run
        named = f"{run.brand} · {run.campaign} · {run.occurrence} · {KINDS[matter.kind]}"
        return f"{_when(explained.sent_at)}  {named}"
    contact = matter.key.contact
    brand = brand_of(matter, explained.facts) or "?"
    return (
        f"{_when(matter.key.occurred_at)}  {contact.channel.display_name} · {brand} · "
        f"{KINDS.get(matter.kind, matter.kind)} · 聯絡人 contact {pseudonym(contact, key)}"
    )


def _why(explained: Explained) -> str:
    note = explained.facts.note
    told = _NO_NOTE
    if note:
        times = f"第 {note.receives} 次接收 receive {note.receives}"
        told = f"{note.function}: {note.error} · {note.where} · {times} · {_when(note.at)}"
    waiting = _waiting(explained.facts.turn) if explained.facts.turn else ""
    return f"{told}\n{waiting}" if waiting else told


def _waiting(turn: Turn) -> str:
    """What holds the open sends of a turn."""
    return ", ".join(
        f"傳送 send {send.index}: {send.state}"
        + (f" ({send.reason})" if send.reason else "")
        + (f", 不早於 not before {_when(send.not_before)}" if send.not_before else "")
        for send in turn.open_sends
    )


def _what_then(then: Forecast) -> str:
    until = _when(then.until) if then.until else ""
    return _OUTLOOKS[then.outlook].format(until=until, reason=then.reason)


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}Z"


def _iso(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC).isoformat(timespec='seconds')}" if moment else None
