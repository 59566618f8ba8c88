"""How the shop hears: signed, verified, repeated for a week, silent without a subscription."""

import json
from itertools import pairwise

import pytest

from tests.unit.simulators.rig import NUMBER, Shop
from tests.unit.simulators.whatsapp.phone import SECOND, Phone, phones, text, with_rules
from workbench.simulators.sender import Background
from workbench.simulators.whatsapp import wire
from workbench.simulators.whatsapp.platform import WhatsAppPlatform
from workbench.simulators.whatsapp.webhooks import WhatsAppWebhooks

HOUR = 3600


def test_the_documented_signatures_come_out() -> None:
    vectors = {
        b'{"object":"whatsapp_business_account","entry":[]}': (
            "4441dccd676d39090b4910345e6256300dd4ad83338d8a64fd0a691c6ea3559a"
        ),
        b'{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages",'
        b'"value":{"text":"\\u4f60\\u597d"}}]}]}': (
            "738a456eb279ea9143f7fe61530cf64973a4a5e57345098d58c9e87ef83d398a"
        ),
    }
    for raw, digest in vectors.items():
        assert wire.signature("appsecret-demo", raw) == f"sha256={digest}"
        assert wire.encode(json.loads(raw)) == raw


def test_what_is_not_ascii_is_escaped_before_it_is_signed(phone: Phone) -> None:
    sent = phone.shopper.say("你好")
    assert b"\\u4f60\\u597d" in sent.body
    assert sent.headers["X-Hub-Signature-256"] == wire.signature(NUMBER.app_secret, sent.body)


def test_without_a_subscription_nothing_is_told(phone: Phone) -> None:
    edge = f"v25.0/{NUMBER.waba}/subscribed_apps"
    assert len((phone.call("GET", edge).json or {})["data"]) == 1
    phone.call("DELETE", edge)
    assert (phone.call("GET", edge).json or {})["data"] == []
    assert phone.shopper.say("hi").attempts == ()
    phone.send(text())
    phone.simulators.idle()
    assert phone.shop.seen == []
    phone.call("POST", edge)
    assert phone.shopper.say("hi").attempts == (200,)


@pytest.mark.parametrize("refusal", [500, 204, 403, ConnectionError("gone")])
def test_only_200_is_acceptance_and_the_rest_comes_again_for_a_week(
    phone: Phone, refusal: int | Exception
) -> None:
    phone.shop.answers = [refusal] * 1000
    sent = phone.shopper.say("hi")
    assert len(sent.attempts) == 2
    gaps = []
    for hour in range(8 * 24):
        before = len(phone.shop.seen)
        phone.clock.advance(HOUR)
        phone.simulators.idle()
        gaps += [hour] * (len(phone.shop.seen) - before)

    assert {body for _, body, _ in phone.shop.seen} == {sent.body}
    assert 6 * 24 <= gaps[-1] < 7 * 24
    apart = [b - a for a, b in pairwise(gaps)]
    assert apart[3:] == sorted(apart[3:]), "the gaps grow"


def test_a_webhook_taken_at_last_comes_no_more(phone: Phone) -> None:
    phone.shop.answers = [500, 500, 500]
    phone.shopper.say("hi")
    for _ in range(48):
        phone.clock.advance(HOUR)
        phone.simulators.idle()
    assert len(phone.shop.seen) == 4


def test_another_address_must_pass_the_handshake(phone: Phone) -> None:
    platform = phone.simulators.platform("whatsapp")
    assert isinstance(platform, WhatsAppPlatform)
    asked = []

    def visit(url: str) -> tuple[int | None, str]:
        asked.append(url)
        return (200, "1158201444") if "good" in url else (200, "hello")

    shop = Shop()
    webhooks = WhatsAppWebhooks(platform.state, shop.post, Background(), visit)
    assert webhooks.verify("https://good.tw/h", "secret")
    assert not webhooks.verify("https://bad.tw/h", "secret")
    assert "hub.verify_token=secret" in asked[0] and "hub.mode=subscribe" in asked[0]
    number = platform.state.numbers[NUMBER.account]
    assert webhooks.send(number, "", [], ()).attempts == (), "the first post waits for it"
    number.callback = "https://good.tw/h"
    assert webhooks.send(number, "", [], ()).attempts == (200,)
    assert [url for url, _, _ in shop.seen] == ["https://good.tw/h"]


def test_a_number_may_have_an_address_of_its_own(phone: Phone) -> None:
    own = {"override_callback_uri": "https://own.tw/h", "verify_token": "v"}
    account = f"v25.0/{NUMBER.waba}/subscribed_apps"
    phone.call("POST", account, own | {"override_callback_uri": "https://waba.tw/h"})
    phone.call("POST", f"v25.0/{NUMBER.account}", {"webhook_configuration": own})
    phone.shopper.say("hi")
    phone.simulators.shopper("whatsapp", SECOND.account, "mei").say("hi")
    assert [url for url, _, _ in phone.shop.seen] == ["https://own.tw/h", "https://waba.tw/h"]


def test_several_people_can_come_in_one_body(phone: Phone) -> None:
    others = [phone.simulators.shopper("whatsapp", NUMBER.account, name) for name in ("a", "b")]
    sent = phone.simulators.speak_together([(one, "嗨") for one in others], NUMBER.account)
    changes = json.loads(sent.body)["entry"][0]["changes"]
    assert [c["value"]["messages"][0]["from_user_id"] for c in changes] == [o.user for o in others]


def test_untidily_told_is_still_told(phone: Phone) -> None:
    seen: set[tuple[str, ...]] = set()
    with phones(with_rules(untidiness=1.0, surprises=1.0)) as untidy:
        untidy.shopper.say("hi")
        for number in range(40):
            untidy.clock.advance(6)
            wamid = (untidy.send(text(str(number))).json or {})["messages"][0]["id"]
            told = [one["status"] for one in untidy.statuses() if one["id"] == wamid]
            seen.add(tuple(told))
        assert len(untidy.values("whispers")) == 40
    assert seen == {
        ("sent", "read"),
        ("delivered", "sent", "read"),
        ("sent", "delivered", "read", "read"),
    }


def test_statuses_can_take_their_time() -> None:
    with phones(with_rules(slow_statuses=True)) as phone:
        phone.shopper.say("hi")
        wamid = (phone.send(text()).json or {})["messages"][0]["id"]
        assert phone.statuses() == []
        phone.clock.advance(5)
        assert [one["status"] for one in phone.statuses()] == ["sent"]
        phone.clock.advance(20)
        assert [one["status"] for one in phone.statuses()] == ["sent", "delivered", "read"]
        assert {one["id"] for one in phone.statuses()} == {wamid}


def test_a_forged_webhook_is_signed_with_another_secret(phone: Phone) -> None:
    sent = phone.shopper.say("hi")
    forged = phone.shopper.forge(sent)
    assert forged.body == sent.body
    assert forged.headers != sent.headers
    assert phone.shopper.resend(sent).headers == sent.headers


def test_who_signs_with_the_secret_speaks_for_the_platform(phone: Phone) -> None:
    with phones() as other:
        sent = other.shopper.say("運費多少")
    path = "/webhooks/whatsapp/tea"
    user = other.shopper.user
    phone.simulators.hear(path, [("X-Hub-Signature-256", "sha256=no")], sent.body)
    assert phone.outcome(text(to=None, recipient=user)) != ["sent", "delivered", "read"]
    phone.simulators.hear(path, list(sent.headers.items()), sent.body)
    assert phone.outcome(text(to=None, recipient=user)) == ["sent", "delivered", "read"]
