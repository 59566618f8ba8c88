"""Whoever looks after accounts finds every endpoint that secrets were stored for."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.engines import moto_client
from tests.support.failing_aws import refusal
from tests.unit.simulators.rig import BOT, PAGE
from towkay.adapters.ssm_endpoints import SsmEndpoints, index_name
from towkay.domain.channels import Channel
from towkay.domain.errors import ServiceUnavailable
from workbench import endpoint_index, secrets
from workbench.clock import real_time
from workbench.secrets import EndpointSecrets
from workbench.simulators.accounts import SimulatedAccount

STAGE = "dev"


@pytest.fixture
def ssm() -> Iterator[Any]:
    with moto_client("ssm") as client:
        yield client


def stored(account: SimulatedAccount) -> EndpointSecrets:
    return EndpointSecrets(
        channel=account.channel,
        endpoint=account.endpoint,
        app_id=account.app_id,
        brands={account.account: "demo"},
        verify_token=account.verify_token,
        signing_secret=account.app_secret,
        app_secret=account.app_secret,
        tokens={account.account: account.access_token},
    )


def test_what_was_put_is_found_with_its_age(ssm: Any) -> None:
    for account in (PAGE, BOT):
        secrets.put(ssm, STAGE, stored(account))

    line, messenger = SsmEndpoints(ssm, STAGE).endpoints()

    assert (line.channel, line.name, line.path) == (Channel.LINE, "tea", "/webhooks/line/tea")
    (page,) = messenger.accounts()
    assert (messenger.token(page), messenger.brand(page)) == (PAGE.access_token, "demo")
    assert messenger.stored_at is not None


def test_a_deployment_without_endpoints_has_none(ssm: Any) -> None:
    assert SsmEndpoints(ssm, STAGE).endpoints() == []
    assert endpoint_index.refresh(ssm, STAGE) == []


def test_the_list_is_made_anew_from_what_is_stored(ssm: Any) -> None:
    secrets.put(ssm, STAGE, stored(PAGE))
    ssm.put_parameter(Name=index_name(STAGE), Value="line/gone", Type="String", Overwrite=True)

    assert endpoint_index.refresh(ssm, STAGE) == ["messenger/tea"]

    assert [one.name for one in SsmEndpoints(ssm, STAGE).endpoints()] == ["tea"]


def test_the_list_is_no_secret_and_is_not_listed_as_one(ssm: Any) -> None:
    secrets.put(ssm, STAGE, stored(PAGE))

    value = ssm.get_parameter(Name=index_name(STAGE))["Parameter"]
    assert (value["Type"], value["Value"]) == ("String", "messenger/tea")
    assert not any(index_name(STAGE) in line for line in secrets.show(ssm, STAGE, real_time()))


def test_secrets_that_are_none_are_reported_and_leave_the_endpoint_there(ssm: Any) -> None:
    secrets.put(ssm, STAGE, stored(PAGE))
    name = f"/towkay/{STAGE}/messenger/tea/send"
    ssm.put_parameter(Name=name, Value=json.dumps({"tokens": {}}), Type="String", Overwrite=True)
    told: list[tuple[str, str]] = []

    (endpoint,) = SsmEndpoints(ssm, STAGE, report=lambda *said: told.append(said)).endpoints()

    assert endpoint.send is None and endpoint.verify is not None
    assert told == [(name, "no token")]


@pytest.mark.parametrize("index", ["fax/tea", "messenger/", "messenger/../x", "messenger", "//"])
def test_a_name_that_cannot_be_an_endpoints_is_passed_over(ssm: Any, index: str) -> None:
    ssm.put_parameter(Name=index_name(STAGE), Value=index, Type="String")

    assert SsmEndpoints(ssm, STAGE).endpoints() == []


def test_a_service_out_of_reach_is_told_as_that() -> None:
    class Away:
        def get_parameter(self, **_: object) -> None:
            raise refusal("ThrottlingException")

    with pytest.raises(ServiceUnavailable, match="endpoints: ThrottlingException"):
        SsmEndpoints(Away(), STAGE).endpoints()  # type: ignore[arg-type]  # only what is called
