"""An order that the worker keeps is answered for in the chat, through the real rows."""

import json
from datetime import timedelta
from typing import Any

from tests.support.deployed import Deployed


def says(deployed: Deployed, text: str, second: int) -> str:
    """What the newest turn says to a shopper of LINE who writes this."""
    sample = deployed.sample("faq/line-text")
    record = sample["Records"][0]
    body: dict[str, Any] = json.loads(record["body"])
    body["cause"] = f"typed-{second}"
    body["happening"] |= {"text": text, "message_id": f"m-{second}"}
    record |= {"messageId": f"r-{second}", "body": json.dumps(body, ensure_ascii=False)}
    deployed.time.now += timedelta(seconds=1)
    assert deployed.invoke("faq", {"Records": [record]}) == {"batchItemFailures": []}
    turns = [row for row in deployed.rows() if body["cause"] in json.dumps(row)]
    return json.dumps(turns, ensure_ascii=False)


def test_who_knows_the_digits_hears_where_it_is_and_nobody_else(deployed: Deployed) -> None:
    for name in ("order", "parcel"):
        deployed.invoke("shipping", deployed.sample(f"shipping/{name}"))
    asked = says(deployed, "我的包裹到哪了", 1)
    wrong = says(deployed, "1042 0000", 2)
    shown = says(deployed, "1042 5678", 3)
    assert "1042 5678" in asked and "訂單 #1042" not in asked + wrong
    assert "訂單 #1042" in shown and "5678" not in shown
    assert "訂單 #1042" in says(deployed, "訂單到哪了", 4)
