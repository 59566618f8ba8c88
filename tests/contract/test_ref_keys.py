"""What links are signed with is read once in five minutes; where it is unclear there is none."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.engines import VirtualClock, moto_client
from towkay.adapters.ref_keys import SsmRefKeys, ref_keys_name, ref_keys_text
from towkay.domain.errors import ServiceUnavailable
from workbench.aws import LocalAws

NAME = ref_keys_name("dev")
KEY = "0f1e2d3c4b5a"


@pytest.fixture(params=["moto", "embedded"])
def ssm(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "moto":
        with moto_client("ssm") as client:
            yield client
        return
    aws: LocalAws = request.getfixturevalue("embedded_aws")
    yield aws.ssm
    if aws.ssm.describe_parameters().get("Parameters"):
        aws.ssm.delete_parameters(Names=[NAME])


def put(ssm: Any, text: str) -> None:
    ssm.put_parameter(Name=NAME, Value=text, Type="SecureString", Overwrite=True)


def reader(ssm: Any, clock: VirtualClock) -> SsmRefKeys:
    return SsmRefKeys(lambda service: ssm, "dev", clock)


def test_a_deployment_without_links_has_no_key(ssm: Any) -> None:
    assert reader(ssm, VirtualClock()).keys() == ()


def test_every_key_counts_the_newest_first(ssm: Any) -> None:
    put(ssm, ref_keys_text([KEY, "an older one"]))
    assert reader(ssm, VirtualClock()).keys() == (KEY, "an older one")


def test_a_new_key_counts_after_five_minutes(ssm: Any) -> None:
    clock = VirtualClock()
    known = reader(ssm, clock)
    put(ssm, ref_keys_text([KEY]))
    assert known.keys() == (KEY,)
    put(ssm, ref_keys_text(["another new key", KEY]))
    assert known.keys() == (KEY,)
    clock.advance(300)
    assert known.keys() == ("another new key", KEY)


@pytest.mark.parametrize(
    "text",
    ["x", "[]", "null", '{"keys": "abc"}', '{"keys": [1, null, "", "  ", "changeme"]}', "[" * 3000],
)
def test_what_is_no_key_signs_nothing(ssm: Any, text: str) -> None:
    put(ssm, text)
    assert reader(ssm, VirtualClock()).keys() == ()


def test_nothing_is_connected_before_the_first_ref() -> None:
    def refuse(service: str) -> Any:
        raise AssertionError("nobody asked for a key")

    SsmRefKeys(refuse, "dev", VirtualClock())


def test_a_service_that_does_not_answer_is_no_word_about_the_keys(ssm: Any) -> None:
    known = SsmRefKeys(lambda service: ssm, "dev", VirtualClock())
    ssm.close()
    ssm.meta.events.register("before-call.ssm", _fail)
    try:
        with pytest.raises(ServiceUnavailable):
            known.keys()
    finally:
        ssm.meta.events.unregister("before-call.ssm", _fail)


def _fail(**_: object) -> None:
    from botocore.exceptions import EndpointConnectionError

    raise EndpointConnectionError(endpoint_url="https://ssm")
