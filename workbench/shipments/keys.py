"""`towkay shipments key`: what proves that a shop or a carrier is who it says."""

import argparse
import getpass
import json
import secrets
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from towkay.adapters.secrets_json import is_usable
from towkay.domain.shipping.readings import SourceKey
from towkay.ports.shipping import CHECKOUT, BrandKey
from workbench import ref_keys, shop_keys
from workbench.campaigns.desk import desk_of
from workbench.errors import WorkbenchError
from workbench.languages import spoken_here
from workbench.shop_keys import PLAIN
from workbench.targets import Target

OURS = (PLAIN, CHECKOUT)  # where we say what the key is, and not somebody else's console
ECPAY = "ecpay"
_LEAST = 12  # signs: nothing shorter was made to be a key
_MINUTES = 5  # how long functions may remember what they read


def run(where: Target, options: argparse.Namespace) -> int:
    """Store the brand's key of a source, and say what is left to do. Values are no arguments."""
    brand = desk_of(where, options.brand, spoken_here(None)).brand
    given = _given(options)
    key = SourceKey(given["value"], given.get("iv", ""), options.account or "", options.in_url)
    overlap = timedelta(0) if options.at_once else timedelta(hours=options.overlap_hours)
    new = BrandKey(brand, _checked(options.source, key))
    name = shop_keys.put(
        where.ssm, where.stage, options.source, new, now=where.now(), overlap=overlap
    )
    if options.source == CHECKOUT:
        ref_keys.signing_key(where)  # codes are signed with what links are
    print(f"written {name}")
    if options.new:
        print(f"金鑰，只顯示這一次 · the key, shown this once:\n  {key.value}")
    path = "checkout/consents" if options.source == CHECKOUT else f"shipments/{options.source}"
    print(f"位址 address: ApiUrl/{path}{'?token=…' if options.in_url else ''}")
    print(f"函式會在 {_MINUTES} 分鐘內改用 · functions take it up within {_MINUTES} minutes")
    return 0


def _given(options: argparse.Namespace) -> dict[str, str]:
    if options.new:
        if options.source not in OURS and not options.in_url:
            raise WorkbenchError(
                "--new 只用於 json、checkout 和 --in-url：別的來源的金鑰在它的主控台\n"
                "  --new is for json, checkout and --in-url: other sources' keys are in their own "
                "consoles."
            )
        return {"value": secrets.token_urlsafe(32)}
    if options.file is None and sys.stdin.isatty():
        return asked(options.source, getpass.getpass)
    return _read(options.file)


def asked(source: str, ask: Callable[[str], str]) -> dict[str, str]:
    """What is typed where nobody can read along."""
    if source != ECPAY:
        return {"value": ask("key (hidden): ").strip()}
    return {"value": ask("HashKey (hidden): ").strip(), "iv": ask("HashIV (hidden): ").strip()}


def _read(file: str | None) -> dict[str, str]:
    """A JSON object with `value`, and `iv` for ECPay."""
    try:
        text = sys.stdin.read() if file in (None, "-") else Path(str(file)).read_text("utf-8")
        given: Any = json.loads(text)
    except (OSError, ValueError):
        given = None
    known = isinstance(given, Mapping) and given.keys() <= {"value", "iv"} and given
    if not known or not all(isinstance(one, str) for one in given.values()):
        raise WorkbenchError(
            '要是一個 JSON 物件 · The key must be a JSON object:\n  {"value", "iv" (ECPay)}'
        )
    return {name: value.strip() for name, value in given.items()}


def _checked(source: str, key: SourceKey) -> SourceKey:
    """Raises `WorkbenchError` for what proves nothing; never repeats it."""
    if not is_usable(key.value) or len(key.value) < _LEAST:
        raise WorkbenchError(
            f"這不像金鑰：至少 {_LEAST} 個字元\n  That is no key: {_LEAST} signs at least."
        )
    if source == ECPAY and not (key.iv and key.account):
        raise WorkbenchError(
            "綠界要三個：HashKey、HashIV，還有 --account 商店代號\n"
            "  ECPay has three parts: HashKey, HashIV, and --account, the merchant's number."
        )
    return key
