"""Rich menus as LINE keeps them: made, given a picture, shown, and left by a tap."""

import struct
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.unit.simulators.line.calls import friend, outcome
from tests.unit.simulators.rig import BOT, USER, Rig, running
from workbench.simulators.line.pictures import picture_size
from workbench.simulators.rules import Rules

AUTH = {"Authorization": f"Bearer {BOT.access_token}"}
HALVES = {"x": 0, "y": 0, "width": 1250, "height": 843}


def png(width: int = 2500, height: int = 843, padding: int = 0) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"x" * padding


def jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc0\0\x11\x08" + struct.pack(">HH", height, width)
    return b"\xff\xd8\xff\xe0\0\x04ab" + frame + b"\0" * 12


def menu(*actions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    told = actions or ({"type": "postback", "label": "選單", "data": "tk:menu"},)
    areas = [{"bounds": HALVES, "action": action} for action in told]
    content = {"size": {"width": 2500, "height": 843}, "selected": True, "name": "主選單"}
    return content | {"chatBarText": "點我", "areas": areas} | changes


def ask(rig: Rig, method: str, path: str, body: Any = None) -> TestResponse:
    return rig.http.open(f"/line/v2/bot{path}", method=method, json=body, headers=AUTH)


def made(rig: Rig, *actions: dict[str, Any], picture: bytes | None = None) -> str:
    """The id of a menu, with its picture unless that is empty."""
    menu_id: str = (ask(rig, "POST", "/richmenu", menu(*actions)).json or {})["richMenuId"]
    if picture != b"":
        assert upload(rig, menu_id, picture or png()).status_code == 200
    return menu_id


def upload(rig: Rig, menu_id: str, raw: bytes, kind: str = "image/png") -> TestResponse:
    path = f"/line/v2/bot/richmenu/{menu_id}/content"
    return rig.http.post(path, data=raw, content_type=kind, headers=AUTH)


def test_a_menu_is_shown_by_default_once_it_has_a_picture(rig: Rig) -> None:
    bare = made(rig, picture=b"")
    refused = outcome(ask(rig, "POST", f"/user/all/richmenu/{bare}"))
    assert refused[:2] == (400, "must upload richmenu image before applying it to user")
    assert outcome(ask(rig, "GET", "/user/all/richmenu"))[:2] == (404, "no default richmenu")

    upload(rig, bare, png())

    assert ask(rig, "POST", f"/user/all/richmenu/{bare}").json == {}
    assert ask(rig, "GET", "/user/all/richmenu").json == {"richMenuId": bare}
    assert ask(rig, "DELETE", "/user/all/richmenu").status_code == 200
    assert ask(rig, "GET", "/user/all/richmenu").status_code == 404


def test_a_picture_is_for_good(rig: Rig) -> None:
    menu_id = made(rig)

    again = outcome(upload(rig, menu_id, png()))

    assert again[:2] == (400, "An image has already been uploaded to the richmenu")
    got = rig.http.get(f"/line/v2/bot/richmenu/{menu_id}/content", headers=AUTH)
    assert (got.data, got.content_type) == (png(), "image/png")


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        (png(799, 300), "image/png", 400),
        (png(2501, 843), "image/png", 400),
        (png(2500, 249), "image/png", 400),
        (png(800, 600), "image/png", 400),
        (png(2500, 843, padding=1024 * 1024), "image/png", 400),
        (b"GIF89a", "image/png", 400),
        (jpeg(2500, 843), "image/png", 400),
        (png(), "image/gif", 415),
        (jpeg(2500, 1686), "image/jpeg", 200),
        (png(800, 250), "image/png", 200),
    ],
)
def test_only_pictures_of_a_menus_size_and_kind_are_taken(
    rig: Rig, raw: bytes, kind: str, status: int
) -> None:
    answer = upload(rig, made(rig, picture=b""), raw, kind)

    assert answer.status_code == status
    if status == 400:
        assert outcome(answer)[1] == "The image size is not allowed for richmenu"


def test_the_size_of_a_picture_is_read_from_its_first_bytes() -> None:
    assert picture_size(png(2500, 843)) == ("image/png", 2500, 843)
    assert picture_size(jpeg(1200, 810)) == ("image/jpeg", 1200, 810)
    assert picture_size(b"\xff\xd8\xff") is None


@pytest.mark.parametrize(
    ("changes", "place", "what"),
    [
        ({"size": {"width": 799, "height": 300}}, "size", "The size is not allowed for richmenu"),
        ({"size": None}, "size", "must be specified"),
        ({"selected": "yes"}, "selected", "must be a boolean"),
        ({"name": "茶" * 301}, "name", "Length must be between 0 and 300"),
        ({"chatBarText": "茶" * 15}, "chatBarText", "Length must be between 0 and 14"),
        ({"areas": [{}] * 21}, "areas", "Size must be between 0 and 20"),
    ],
)
def test_a_menu_out_of_form_is_refused(rig: Rig, changes: Any, place: str, what: str) -> None:
    for path in ("/richmenu", "/richmenu/validate"):
        answer = ask(rig, "POST", path, menu(**changes))
        assert outcome(answer)[2] == [(place, what)]


@pytest.mark.parametrize("member", ["size", "selected", "name", "chatBarText", "areas"])
def test_nothing_of_a_menu_may_be_missing(rig: Rig, member: str) -> None:
    body = menu()
    del body[member]

    assert outcome(ask(rig, "POST", "/richmenu", body))[2] == [(member, "must be specified")]


def test_there_are_at_most_a_thousand_menus() -> None:
    with running(Rules(line_menu_changes_per_h=2_000)) as rig:
        answers = [ask(rig, "POST", "/richmenu", menu()).status_code for _ in range(1_001)]

    assert (answers[:1_000] == [200] * 1_000, answers[1_000]) == (True, 400)


def test_ones_own_menu_comes_before_the_default(rig: Rig) -> None:
    friend(rig)
    ask(rig, "POST", f"/user/all/richmenu/{made(rig)}")
    own = made(rig, {"type": "postback", "label": "會員", "data": "own"})

    assert outcome(ask(rig, "GET", f"/user/{USER}/richmenu"))[:2] == (
        404,
        "the user has no richmenu",
    )
    ask(rig, "POST", f"/user/{USER}/richmenu/{own}")
    act(rig, "menu", label="會員")
    ask(rig, "DELETE", f"/user/{USER}/richmenu")
    act(rig, "menu", label="選單")

    pressed = [body["events"][0]["postback"]["data"] for body in rig.shop.bodies()[-2:]]
    assert pressed == ["own", "tk:menu"]
    assert ask(rig, "POST", f"/user/me/richmenu/{own}").status_code == 400


def act(rig: Rig, name: str, status: int = 200, **given: str) -> None:
    path = f"/shoppers/line/{BOT.account}/{USER}/{name}"
    assert rig.http.post(path, json=given).status_code == status


def test_a_tab_leads_to_another_menu_and_tells_so(rig: Rig) -> None:
    friend(rig)
    other = made(rig, {"type": "postback", "label": "乙", "data": "b"})
    to_b = {"type": "richmenuswitch", "richMenuAliasId": "tab-b", "data": "to=b", "label": "往乙"}
    ask(rig, "POST", f"/user/all/richmenu/{made(rig, to_b)}")

    act(rig, "menu", label="往乙")
    ask(rig, "POST", "/richmenu/alias", {"richMenuAliasId": "tab-b", "richMenuId": other})
    act(rig, "menu", label="往乙")
    act(rig, "menu", label="乙")

    params = [body["events"][0]["postback"].get("params") for body in rig.shop.bodies()[-3:]]
    assert params == [
        {"status": "RICHMENU_ALIAS_ID_NOTFOUND"},
        {"newRichMenuAliasId": "tab-b", "status": "SUCCESS"},
        None,
    ]
    act(rig, "menu", status=409, label="往乙")


def test_an_alias_names_one_menu_with_a_picture(rig: Rig) -> None:
    first, second, bare = made(rig), made(rig), made(rig, picture=b"")
    body = {"richMenuAliasId": "tab-a", "richMenuId": first}

    assert ask(rig, "POST", "/richmenu/alias", body).json == {}
    again = outcome(ask(rig, "POST", "/richmenu/alias", body))
    assert again[:2] == (400, "conflict richmenu alias id")
    assert ask(rig, "POST", "/richmenu/alias/tab-a", {"richMenuId": second}).status_code == 200
    assert ask(rig, "POST", "/richmenu/alias/tab-a", {"richMenuId": bare}).status_code == 400
    assert ask(rig, "GET", "/richmenu/alias/tab-a").json == body | {"richMenuId": second}
    assert ask(rig, "GET", "/richmenu/alias/list").json == {
        "aliases": [body | {"richMenuId": second}]
    }
    assert ask(rig, "DELETE", "/richmenu/alias/tab-a").status_code == 200
    gone = outcome(ask(rig, "GET", "/richmenu/alias/tab-a"))
    assert gone[:2] == (404, "richmenu alias not found")
    upper = body | {"richMenuAliasId": "TAB"}
    assert ask(rig, "POST", "/richmenu/alias", upper).status_code == 400


def test_many_people_are_given_another_menu_at_once(rig: Rig) -> None:
    old, new = made(rig), made(rig)
    people = [USER, "U" + "1" * 32]

    linked = ask(rig, "POST", "/richmenu/bulk/link", {"richMenuId": old, "userIds": people})
    body = {"operations": [{"type": "link", "from": old, "to": new}]}
    sent = ask(rig, "POST", "/richmenu/batch", body)

    assert (linked.status_code, sent.status_code) == (202, 202)
    assert ask(rig, "GET", f"/user/{USER}/richmenu").json == {"richMenuId": new}
    path = f"/richmenu/progress/batch?requestId={sent.headers['x-line-request-id']}"
    assert (ask(rig, "GET", path).json or {})["phase"] == "succeeded"
    assert ask(rig, "POST", "/richmenu/bulk/unlink", {"userIds": people}).status_code == 202
    assert ask(rig, "GET", f"/user/{USER}/richmenu").status_code == 404


def test_a_batch_that_contradicts_itself_is_refused(rig: Rig) -> None:
    old, new = made(rig), made(rig)
    link = {"type": "link", "from": old, "to": new}
    bad: tuple[list[dict[str, str]], ...] = (
        [],
        [link, link],
        [link, {"type": "unlinkAll"}],
        [{"type": "swap"}],
    )
    answers = [ask(rig, "POST", "/richmenu/validate/batch", {"operations": one}) for one in bad]

    assert [answer.status_code for answer in answers] == [400, 400, 400, 400]
    wrong = ask(rig, "POST", "/richmenu/bulk/link", {"richMenuId": old, "userIds": ["me"]})
    assert outcome(wrong)[1].startswith("The property, 'userIds[0]', in the request body")
