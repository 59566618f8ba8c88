"""`towkay publish`: a brand's files become the ones it answers with."""

from pathlib import Path

from towkay.adapters.channels.enquiry import ChannelRequests
from towkay.adapters.dynamodb.account_records import DynamoAccountRecords
from towkay.adapters.packs_json import load_pack
from towkay.adapters.ssm_endpoints import SsmEndpoints
from towkay.domain.shipping.needs import needed
from towkay.packs.compiler import CompiledPack
from workbench import endpoint_index, secrets
from workbench.check import NOTE, told
from workbench.clock import real_time
from workbench.hosts import hosts_of
from workbench.menus import Readier
from workbench.menus_cli import make_ready
from workbench.paths import existing
from workbench.publish import compiled, publish
from workbench.targets import Target, target
from workbench.templates import Stocker
from workbench.templates_cli import have_approved
from workbench.transcript import block


def run(folder: Path, endpoint_url: str | None, stage: str | None, *, yes: bool = False) -> int:
    """On a bench, also say when nobody there would get these answers."""
    existing(folder)
    where = target(endpoint_url, stage)
    pack = compiled(folder, where.now())
    print(told(pack.notes, NOTE), end="")
    version = publish(where.shelf(), pack, real_time())
    done = f"{pack.brand}: version {version}, pack {pack.version[:12]}"
    print(f"{done}; 30 秒內生效 · live within 30 seconds")
    if where.endpoint and pack.brand not in secrets.brands(where.ssm, where.stage):
        nobody = (
            f"這裡沒有帳號屬於 {pack.brand}，還沒有客人會收到這些答案：先 `towkay secrets put`，"
            f"或用 `towkay up --brand {folder}` 開始\n"
            f"no account here belongs to {pack.brand}: nobody gets these answers until `towkay "
            f"secrets put`, or start `towkay up --brand {folder}`"
        )
        print(block("", nobody))
    return _at_the_platforms(pack, where, yes=yes)


def _at_the_platforms(pack: CompiledPack, where: Target, *, yes: bool) -> int:
    """What the brand's accounts have in its chats and as templates, as its files have it."""
    brand = load_pack(pack.body)
    wanted = needed(brand.shipping, brand.languages)
    if pack.menus is None and not wanted:
        return 0
    requests = ChannelRequests(hosts_of(where))
    endpoint_index.refresh(where.ssm, where.stage)  # a stack from before there was one
    endpoints = SsmEndpoints(where.ssm, where.stage).endpoints()
    readier = Readier(requests)
    menus = readier.differences(brand.brand, pack.menus, endpoints) if pack.menus else []
    failed = make_ready(menus, readier, yes=yes)
    records = DynamoAccountRecords(where.dynamodb, where.shelf().table)
    stocker = Stocker(requests, records, where.now)
    stocks = stocker.stocks(brand.brand, brand.rules, wanted, endpoints)
    return have_approved(stocks, stocker, yes=yes) or failed
