"""What the shop may ask of LINE: quota, profiles, itself, a message's form."""

from tests.unit.simulators.rig import BOT, USER, Rig, bubbles, running
from workbench.simulators.rules import Rules
from workbench.simulators.shopper import Shopper


def test_the_quota_can_be_read(rig: Rig) -> None:
    headers = {"Authorization": f"Bearer {BOT.access_token}"}
    limited = rig.http.get("/line/v2/bot/message/quota", headers=headers)

    assert limited.json == {"type": "limited", "value": 6000}
    with running(Rules(line_monthly_quota=None)) as free:
        none = free.http.get("/line/v2/bot/message/quota", headers=headers)
        assert none.json == {"type": "none"}


def test_a_profile_exists_for_those_who_wrote_and_did_not_block(rig: Rig, shopper: Shopper) -> None:
    def read(user: str) -> int:
        path = f"/line/v2/bot/profile/{user}"
        headers = {"Authorization": f"Bearer {BOT.access_token}"}
        return rig.http.get(path, headers=headers).status_code

    before = read(USER)
    shopper.say("在嗎")
    known = read(USER)
    shopper.unfollow()

    assert (before, known, read(USER), read("mei")) == (404, 200, 404, 400)


def test_the_bot_knows_itself(rig: Rig) -> None:
    headers = {"Authorization": f"Bearer {BOT.access_token}"}
    about = rig.http.get("/line/v2/bot/info", headers=headers).json or {}

    assert (about["userId"], about["chatMode"]) == (BOT.account, "chat")


def test_a_valid_message_can_be_checked_without_sending(rig: Rig) -> None:
    answer = rig.line("/line/v2/bot/message/validate/push", {"messages": bubbles("好")})
    assert (answer.status_code, answer.json) == (200, {})
