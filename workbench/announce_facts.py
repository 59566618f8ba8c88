"""What is known of a LINE account before something is said to all of its friends?"""

from functools import cached_property

from towkay.adapters.channels.asking import get
from towkay.adapters.channels.enquiry import ChannelRequests
from towkay.adapters.channels.line.audiences import (
    AudienceRefused,
    leaving_out,
    reach_ask,
    reach_of,
)
from towkay.adapters.channels.line.mass_gateway import HttpMassGateway
from towkay.adapters.channels.line.masses import progress_path, read_progress
from towkay.adapters.channels.line.quota import month_told, quota_asks
from towkay.adapters.dynamodb.account_records import DynamoAccountRecords
from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.dynamodb.refusers import DynamoRefusers
from towkay.adapters.http import HttpReply
from towkay.adapters.policy_book import policy_book
from towkay.adapters.s3_packs import S3Packs
from towkay.adapters.ssm_endpoints import SsmEndpoints
from towkay.domain.account_facts import QuotaRead
from towkay.domain.audience_permits import AudienceFacts
from towkay.domain.brands import Phrase
from towkay.domain.channels import Channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.errors import PackMissing
from towkay.domain.health import AccountKey
from towkay.domain.masses import Phase
from towkay.domain.secrets import SendSecrets
from workbench import endpoint_index
from workbench.errors import WorkbenchError
from workbench.hosts import hosts_of
from workbench.languages import Words
from workbench.targets import Target

_NOT_HERE = "這裡沒有 {0} 的金鑰 · No secrets of {0} are here: towkay secrets put."
_NO_PACK = "這個品牌還沒有發布 · This brand has not been published: towkay publish."
_REFUSED = "LINE 不給排除名單：{0} · LINE gives no list to leave out: {0}"


class _OneEndpoint:
    """The credentials that are at hand already."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> SendSecrets | None:
        return self._endpoint.send


class Desk:
    """Everything asked of the stack and of LINE for one announcement."""

    def __init__(self, where: Target, account: AccountKey) -> None:
        self._where = where
        self._table = where.stack().outputs["TableName"]
        self._requests = ChannelRequests(hosts_of(where))
        self.account = account
        self.endpoint = self._endpoint()
        self._token = self.endpoint.token(account)

    @cached_property
    def gateway(self) -> HttpMassGateway:
        return HttpMassGateway(_OneEndpoint(self.endpoint), hosts_of(self._where))

    @property
    def opt_out_line(self) -> str:
        """The brand's own words for how to refuse. Raises `WorkbenchError`."""
        shelf, now = self._where.shelf(), self._where.now()
        packs = S3Packs(*shelf.for_reader(lambda: now))
        try:
            brand = packs.active(self.endpoint.brand(self.account)).brand
        except PackMissing as error:
            raise WorkbenchError(_NO_PACK) from error
        return brand.say(Phrase.OPT_OUT_LINE, brand.default_language)

    def facts(self) -> AudienceFacts:
        """What policy must know; quota and reach are asked of LINE this moment."""
        dynamodb, now = self._where.dynamodb, self._where.now()
        rules = DynamoBrandRules(dynamodb, self._table, lambda: now)
        records = DynamoAccountRecords(dynamodb, self._table)
        quota = self._quota()
        if quota is not None:
            records.read_quota(self.account, quota)
        reach = self._requests.make(Channel.LINE, reach_ask(self._token, now))
        return AudienceFacts(
            rules.rules(self.endpoint.brand(self.account)),
            policy_book(),
            records.facts(self.account),
            reach_of(reach),
            DynamoRefusers(dynamodb, self._table).of(self.account),
        )

    def audiences_of(self, people: frozenset[str]) -> tuple[int, ...]:
        """LINE's lists of these people; empty while they are not ready. Raises `WorkbenchError`."""
        try:
            return self._requests.follow(Channel.LINE, leaving_out(sorted(people), self._token))
        except AudienceRefused as refused:
            raise WorkbenchError(_REFUSED.format(refused)) from refused

    def progress(self, request_id: str, language: str) -> str:
        """How far LINE is with a narrowcast; empty where it tells nothing, as of a broadcast."""
        ask = get("progress", progress_path(request_id), self._token)
        answer = self._requests.make(Channel.LINE, ask)
        told = read_progress(answer) if isinstance(answer, HttpReply) else None
        if told is None:
            return ""
        if told.phase is Phase.FAILED:
            failed = Words("失敗", "failed").spoken(language)
            return f"{failed}: {told.detail} ({told.code})"
        counts = Words("{0}：已送 {1}，失敗 {2}，共 {3}", "{0}: sent {1}, failed {2}, of {3}")
        numbers = ("-" if one is None else one for one in (told.reached, told.failed, told.chosen))
        return counts.spoken(language, told.phase.value, *numbers)

    def _endpoint(self) -> Endpoint:
        endpoint_index.refresh(self._where.ssm, self._where.stage)
        for one in SsmEndpoints(self._where.ssm, self._where.stage).endpoints():
            if one.token(self.account) and one.channel is self.account.channel:
                return one
        raise WorkbenchError(_NOT_HERE.format(self.account.account))

    def _quota(self) -> QuotaRead | None:
        asks = quota_asks(self._token)
        answers = {ask.name: self._requests.make(Channel.LINE, ask) for ask in asks}
        month = month_told(answers)
        return QuotaRead(month.used, self._where.now(), month.limit) if month else None
