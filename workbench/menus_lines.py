"""How is a difference of menus said to people?"""

from collections.abc import Iterator, Sequence

from workbench.menus import Difference
from workbench.transcript import block

_IN = "  "  # below the headline
_WHATS = {
    "get_started": "開始使用按鈕 Get Started",
    "greeting": "歡迎詞 greeting",
    "persistent_menu": "固定選單 persistent menu",
    "ice_breakers": "開場問題 ice breakers",
    "commands": "指令 commands",
    "prompts": "開場問題 prompts",
    "default": "預設圖文選單 default rich menu",
}


def lines(differences: Sequence[Difference]) -> Iterator[str]:
    """Every account with what would change there: - as it is, + as the file has it."""
    for one in differences:
        account = one.account
        yield f"{_IN}{account.channel.display_name} {account.account}"
        if one.problem:
            yield block(f"{_IN}  ✗ ", f"讀不到 cannot be read: {one.problem}")
        elif not one.changes:
            yield f"{_IN}  = 和檔案一樣 as the file has it"
        for change in one.changes:
            yield f"{_IN}  ~ {_named(change.what)}"
            if change.now:
                yield block(f"{_IN}    - ", change.now)
            if change.wanted:
                yield block(f"{_IN}    + ", change.wanted)


def _named(what: str) -> str:
    """A rich menu has a name of its own behind its kind."""
    return f"圖文選單 {what}" if what.startswith("rich menu ") else _WHATS.get(what, what)


def has_changes(differences: Sequence[Difference]) -> bool:
    return any(one.changes for one in differences)
