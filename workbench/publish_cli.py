"""`towkay publish`: a brand's files become the ones it answers with."""

from pathlib import Path

from workbench import secrets
from workbench.check import NOTE, told
from workbench.clock import real_time
from workbench.publish import compiled, publish
from workbench.targets import target


def run(folder: Path, endpoint_url: str | None, stage: str | None) -> int:
    """On a bench, also say when nobody there would get these answers."""
    pack = compiled(folder)
    print(told(pack.notes, NOTE), end="")
    where = target(endpoint_url, stage)
    version = publish(where.shelf(), pack, real_time())
    print(f"{pack.brand}: version {version}, pack {pack.version[:12]}; live within 30 seconds")
    if where.endpoint and pack.brand not in secrets.brands(where.ssm, where.stage):
        print(
            f"這裡沒有帳號屬於 {pack.brand}，還沒有客人會收到這些答案 · no account here belongs to "
            f"{pack.brand}: nobody gets these answers until `towkay secrets put`, or start "
            f"`towkay up --brand {folder}`"
        )
    return 0
