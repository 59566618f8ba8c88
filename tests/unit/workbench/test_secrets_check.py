"""A slip in what is pasted is told before anything is stored, and never repeated."""

import random
from dataclasses import replace

import pytest

from tests.support.shop import BRAND
from towkay.domain.brands import Account
from towkay.domain.channels import Channel
from workbench import accounts
from workbench.errors import WorkbenchError
from workbench.secrets import EndpointSecrets
from workbench.secrets_check import refuse_bad_name, refuse_mistyped
from workbench.transcript import width_of

BOT = "U00112233445566778899aabbccddeeff"
HEX = "0123456789abcdef" * 2
GOOD = EndpointSecrets(Channel.LINE, "tea", "", {BOT: "tea"}, "", HEX, "", {BOT: "t"})
PAGE = EndpointSecrets(
    Channel.MESSENGER,
    "tea",
    "42",
    {"104512398760021": "tea"},
    "v",
    HEX,
    HEX,
    {"104512398760021": "t"},
)


SHOP = replace(BRAND, accounts=(Account("messenger", "104512398760021"), Account("line", BOT)))


def lines_against(given: EndpointSecrets) -> list[str]:
    with pytest.raises(WorkbenchError) as refused:
        refuse_mistyped(given)
    return str(refused.value).splitlines()


@pytest.mark.parametrize("given", [GOOD, PAGE, replace(GOOD, signing_secret=HEX.upper())])
def test_what_the_consoles_show_is_taken(given: EndpointSecrets) -> None:
    refuse_mistyped(given)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (replace(GOOD, brands={"@shop": "tea"}, tokens={"@shop": "t"}), "account 1 is not the bot"),
        (replace(GOOD, brands={"hello": "tea"}, tokens={"hello": "t"}), "account 1 is not the bot"),
        (replace(PAGE, brands={BOT: "tea"}, tokens={BOT: "t"}), "account 1 is not the Page id"),
        (replace(GOOD, brands={BOT: "TEA !!"}), "the brand of account 1"),
        (replace(GOOD, signing_secret="x"), "the channel secret is not 32"),
        (replace(PAGE, signing_secret=HEX + "0"), "the App secret is not 32"),
        (replace(PAGE, app_id=HEX), "the App ID"),
        (replace(GOOD, tokens={BOT: "two words"}), "a blank in token 1"),
    ],
)
def test_each_slip_is_told_in_both_languages_with_its_remedy(
    given: EndpointSecrets, named: str
) -> None:
    _, zh, zh_remedy, en, en_remedy = lines_against(given)

    assert named in en and not zh.isascii()
    assert zh_remedy.startswith("  → ") and en_remedy.startswith("  → ")
    assert max(map(width_of, (zh, zh_remedy, en, en_remedy))) <= 100


def test_all_slips_are_told_at_once_and_no_value_is_repeated() -> None:
    given = replace(
        GOOD, signing_secret="pasted-x", brands={"pasted-y": "PASTED Z"}, tokens={"pasted-y": "p q"}
    )

    told = "\n".join(lines_against(given))

    assert told.count("→") == 8
    assert not [value for value in ("pasted-x", "pasted-y", "PASTED Z", "p q") if value in told]


@pytest.mark.parametrize("name", ["te a/..", "", "茶", "a.b", "t" * 65])
def test_a_name_that_no_address_can_have_is_refused(name: str) -> None:
    with pytest.raises(WorkbenchError, match="cannot be an endpoint's name"):
        refuse_bad_name(name)


def test_what_the_simulators_make_up_passes_as_real() -> None:
    made_up = accounts.simulated([SHOP], "http://127.0.0.1:1", random.Random(1))
    known = accounts.endpoints(made_up, [SHOP])
    assert len(known) == 2
    for given in known:
        refuse_bad_name(given.endpoint)
        refuse_mistyped(given)


NUMBER = EndpointSecrets(
    Channel.WHATSAPP,
    "tea",
    "42",
    {"106540352242922": "tea"},
    "v",
    HEX,
    HEX,
    {"106540352242922": "t"},
    {"106540352242922": {"waba": "102290129340398"}},
)


def test_what_else_is_known_of_an_account_is_checked_as_well() -> None:
    refuse_mistyped(NUMBER)
    slip = replace(NUMBER, facts={"106540352242922": {"waba": "+886277001234"}})

    assert "  `waba` of account 1 is not the WhatsApp Business Account's id" in lines_against(slip)


def test_a_user_name_is_no_instagram_account() -> None:
    given = replace(NUMBER, channel=Channel.INSTAGRAM, facts={})
    named = replace(given, brands={"shilu.tea": "tea"}, tokens={"shilu.tea": "t"})

    assert any("no user name" in line for line in lines_against(named))
