"""Where is kept what channels tell of accounts, and what was found when they were asked?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.codec import to_plain
from towkay.adapters.dynamodb import account_rows as rows
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, to_item
from towkay.adapters.dynamodb.conditions import failures_of_update
from towkay.adapters.dynamodb.heard import heard_from, heard_key
from towkay.domain.account_facts import (
    AccountFacts,
    NewsKept,
    QuotaRead,
    Said,
    TemplateKnown,
    milliseconds,
)
from towkay.domain.account_news import AccountReported, TemplateReviewed
from towkay.domain.errors import StaleState
from towkay.domain.health import AccountKey
from towkay.domain.rhythm import Heard

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoAccountRecords:
    """`ports.AccountRecords` over the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str, gate: Gate = open_gate) -> None:
        self._client = client
        self._table_name = table_name
        self._gate = gate

    def facts(self, account: AccountKey) -> AccountFacts:
        place = rows.row_key(account, keys.FACTS)
        with failures_as_unavailable("account facts"), self._gate(CallSite.ACCOUNT_FACTS_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=place, ConsistentRead=True
            )
        return rows.facts_from(answer.get("Item", {}))

    def report(self, account: AccountKey, report: AccountReported, at: datetime) -> bool:
        if report.standing is None:
            return False
        name = rows.standing_name(report.ground, report.standing)
        fields = rows.standing_fields(Said(report, at), name)
        return self._move(account, keys.FACTS, fields, f"{name}_rank")

    def review(self, account: AccountKey, review: TemplateReviewed, at: datetime) -> bool:
        fields = {"review": to_plain(review), "told_at": milliseconds(at)}
        return self._move(
            account, keys.template_sk(review.name, review.language), fields, "told_at"
        )

    def read_quota(self, account: AccountKey, quota: QuotaRead) -> None:
        fields = {"quota": to_plain(quota), "quota_at": milliseconds(quota.at)}
        self._move(account, keys.FACTS, fields, "quota_at")

    def keep(self, account: AccountKey, news: NewsKept, cause: str) -> None:
        with failures_as_unavailable("account news"), self._gate(CallSite.ACCOUNT_NEWS_PUT):
            self._client.update_item(
                TableName=self._table_name,
                Key=rows.row_key(account, keys.news_sk(news.at, cause)),
                UpdateExpression="SET news = :news, expires_at = :expires",
                ExpressionAttributeValues=to_item(
                    {":news": to_plain(news), ":expires": rows.news_expires(news)}
                ),
            )

    def templates(self, account: AccountKey) -> Sequence[TemplateKnown]:
        found = map(rows.template_from, self._rows(account, keys.template_range()))
        return tuple(one for one in found if one)

    def news(self, account: AccountKey, most: int) -> Sequence[NewsKept]:
        found = map(rows.news_from, self._rows(account, keys.news_range(), most))
        return tuple(one for one in found if one)

    def heard(self, account: AccountKey) -> Heard:
        with failures_as_unavailable("heard"), self._gate(CallSite.HEARD_READ):
            answer = self._client.get_item(TableName=self._table_name, Key=heard_key(account))
        return heard_from(answer.get("Item", {}))

    def forget_hours(self, account: AccountKey, hours: Sequence[int]) -> None:
        if not hours:
            return
        with failures_as_unavailable("heard"), self._gate(CallSite.HEARD_NOTE):
            self._client.update_item(
                TableName=self._table_name,
                Key=heard_key(account),
                UpdateExpression="DELETE hours :old",
                ExpressionAttributeValues={":old": {"NS": [str(hour) for hour in hours]}},
            )

    def _move(self, account: AccountKey, sk: str, fields: Mapping[str, Any], by: str) -> bool:
        """Set the fields unless the row is of a later time; whether it was not."""
        names = ", ".join(f"{name} = :{name}" for name in fields)
        try:
            with failures_of_update("account news"), self._gate(CallSite.ACCOUNT_NEWS_PUT):
                self._client.update_item(
                    TableName=self._table_name,
                    Key=rows.row_key(account, sk),
                    UpdateExpression=f"SET {names}",
                    ConditionExpression=f"attribute_not_exists({by}) OR {by} < :{by}",
                    ExpressionAttributeValues=to_item(
                        {f":{name}": value for name, value in fields.items()}
                    ),
                )
        except StaleState:
            return False
        return True

    def _rows(
        self, account: AccountKey, between: tuple[str, str], most: int = 1000
    ) -> Iterator[Item]:
        """The newest or last `most` rows of a kind, the last first."""
        first, last = between
        with failures_as_unavailable("account rows"), self._gate(CallSite.ACCOUNT_ROWS_READ):
            answer = self._client.query(
                TableName=self._table_name,
                KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
                ExpressionAttributeValues=to_item(
                    {":pk": keys.account_pk(account), ":first": first, ":last": last}
                ),
                ScanIndexForward=False,
                Limit=most,
            )
        yield from answer["Items"]
