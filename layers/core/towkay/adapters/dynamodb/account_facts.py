"""What may an account do, as the door reads it: one row, and one for each template it names."""

from typing import TYPE_CHECKING

from towkay.adapters.account_facts import RememberedFacts
from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.account_rows import facts_from, row_key, template_from
from towkay.domain.account_facts import AccountFacts
from towkay.domain.account_news import TemplateState
from towkay.domain.health import AccountKey
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoAccountFacts(RememberedFacts):
    """`ports.AccountFactsReader` over the table."""

    def __init__(
        self, client: "DynamoDBClient", table_name: str, clock: Clock, gate: Gate = open_gate
    ) -> None:
        super().__init__(clock)
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def _load_facts(self, account: AccountKey) -> AccountFacts:
        place = row_key(account, keys.FACTS)
        with failures_as_unavailable("account facts"), self._gate(CallSite.ACCOUNT_FACTS_READ):
            answer = self._client.get_item(TableName=self._table_name, Key=place)
        return facts_from(answer.get("Item", {}))

    def _load_template(self, account: AccountKey, name: str, language: str) -> TemplateState | None:
        place = row_key(account, keys.template_sk(name, language))
        with failures_as_unavailable("template"), self._gate(CallSite.TEMPLATE_READ):
            answer = self._client.get_item(TableName=self._table_name, Key=place)
        known = template_from(answer["Item"]) if "Item" in answer else None
        return known.state if known else None
