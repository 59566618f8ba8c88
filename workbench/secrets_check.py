"""Can a channel's console have given these, or has something been mistyped or mixed up?"""

import re
from collections.abc import Iterator, Mapping

from towkay.domain.secrets import is_endpoint_name
from towkay.packs.accounts_file import SHAPES
from towkay.packs.texts import is_id
from workbench.errors import WorkbenchError
from workbench.secrets import EndpointSecrets
from workbench.secrets_forms import Form, form_of

# The channel secret and the app secret are both 32 of these, as the consoles show them.
_SECRET = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_APP_ID = re.compile(r"[0-9]{1,20}")


def refuse_bad_name(endpoint: str) -> None:
    """Raises `WorkbenchError` for a name that no webhook address and no parameter can have."""
    if not is_endpoint_name(endpoint):
        raise WorkbenchError(
            f"「{endpoint}」不能當端點名稱\n"
            "  → 只用英文字母、數字、底線和減號，最多 64 個字，例如 tea\n"
            f"  “{endpoint}” cannot be an endpoint's name\n"
            "  → letters, digits, _ and - only, at most 64, for example tea"
        )


def refuse_mistyped(given: EndpointSecrets) -> None:
    """Raises `WorkbenchError` with every slip at once. It repeats no value: one may be a secret."""
    if slips := list(_slips(given)):
        raise WorkbenchError("\n".join(["還沒有存入任何東西 · Nothing was stored:", *slips]))


def _slips(given: EndpointSecrets) -> Iterator[str]:
    form = form_of(given.channel)
    if form.app and not _APP_ID.fullmatch(given.app_id):
        yield _slip("App ID 不是一串數字", "the App ID is no row of digits")
    if not _SECRET.fullmatch(given.signing_secret):
        yield _slip(
            f"{form.called} 不是 32 個 0-9、a-f",
            f"the {form.called} is not 32 of 0-9 and a-f",
            (
                f"從主控台的「{form.place}」複製；token 是另外一個",
                f"copy it from {form.place}, not the token",
            ),
        )
    for number, (account, brand) in enumerate(given.brands.items(), start=1):
        yield from _account_slips(given.channel, number, account, brand)
        if re.search(r"\s", given.tokens[account]):
            yield _slip(f"第 {number} 個 token 裡有空白", f"there is a blank in token {number}")
        yield from _detail_slips(form, number, given.facts.get(account, {}))


def _account_slips(channel: str, number: int, account: str, brand: str) -> Iterator[str]:
    shape = SHAPES.get(channel)
    if shape and not shape.pattern.fullmatch(account):
        yield _slip(
            f"第 {number} 個帳號不是{shape.zh}",
            f"account {number} is not {shape.en}",
            (form_of(channel).where_zh, form_of(channel).where_en),
        )
    if not is_id(brand):
        yield _slip(
            f"第 {number} 個帳號的品牌不能當代號",
            f"the brand of account {number} cannot be an id",
            ("照抄 brand.yaml 的 brand：小寫英文開頭", "copy `brand` of its brand.yaml"),
        )


def _detail_slips(form: Form, number: int, facts: Mapping[str, str]) -> Iterator[str]:
    for detail in form.details:
        value = facts.get(detail.name)
        if value is not None and not detail.pattern.fullmatch(value):
            yield _slip(
                f"第 {number} 個帳號的 {detail.name} 不是{detail.zh}",
                f"`{detail.name}` of account {number} is not {detail.en}",
            )


def _slip(
    zh: str, en: str, remedy: tuple[str, str] = ("請重新複製貼上", "copy and paste it again")
) -> str:
    return f"  {zh}\n  → {remedy[0]}\n  {en}\n  → {remedy[1]}"
