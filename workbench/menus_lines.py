"""How is a difference of menus said to people?"""

from collections.abc import Iterator, Sequence

from workbench.menus import Difference

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
        yield f"{account.channel.display_name} {account.account}"
        if one.problem:
            yield f"  ✗ 讀不到 cannot be read: {one.problem}"
        elif not one.changes:
            yield "  = 和檔案一樣 as the file has it"
        for change in one.changes:
            yield f"  ~ {_WHATS.get(change.what, change.what)}"
            if change.now:
                yield f"    - {change.now}"
            if change.wanted:
                yield f"    + {change.wanted}"


def has_changes(differences: Sequence[Difference]) -> bool:
    return any(one.changes for one in differences)
