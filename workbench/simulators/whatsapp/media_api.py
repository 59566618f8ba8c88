"""How are media uploaded, looked up, fetched and deleted?"""

import json

from werkzeug.wrappers import Request, Response

from workbench.simulators.accounts import WHATSAPP
from workbench.simulators.bearer import bearer_token
from workbench.simulators.whatsapp import refusals
from workbench.simulators.whatsapp.door import Call, need, number_of
from workbench.simulators.whatsapp.library import Medium
from workbench.simulators.whatsapp.state import State
from workbench.simulators.whatsapp.values import JsonObject

FILES = "/whatsapp-files/"


class MediaApi:
    """Files by their id, and by an address that opens for a few minutes."""

    def __init__(self, state: State) -> None:
        self._state = state

    def upload(self, call: Call) -> JsonObject:
        """`POST /{number}/media`, a form with a file in it."""
        need(self._state, "whatsapp_business_messaging")
        number = number_of(self._state, call)
        if call.text("messaging_product") != "whatsapp":
            raise refusals.required("messaging_product")
        file = call.request.files.get("file")
        if call.method != "POST" or file is None:
            raise refusals.required("file")
        mime, content = file.mimetype or call.text("type"), file.read()
        file.close()  # a large one was kept on disk
        now = self._state.world.now()
        owner = number.account.account
        return {"id": self._state.library.upload(owner, mime, content, now).id}

    def find(self, call: Call) -> Medium | None:
        """The file the path names, if one of the token's numbers has it."""
        now, portfolio = self._state.world.now(), call.account.portfolio
        for number in self._state.numbers.values():
            owner = number.account.account
            asked = call.text("phone_number_id") or owner
            if number.account.portfolio == portfolio and asked == owner:
                found = self._state.library.find(call.node, owner, now)
                if found is not None:
                    return found
        return None

    def node(self, call: Call, medium: Medium) -> JsonObject:
        """`GET` tells where it is, `DELETE` removes it."""
        if call.method == "DELETE":
            self._state.library.delete(medium)
            return {"success": True}
        secret = self._state.library.lease(medium, self._state.world.now())
        return {
            "messaging_product": "whatsapp",
            "url": f"{call.request.host_url.rstrip('/')}{FILES}{secret}",
            "mime_type": medium.mime,
            "sha256": medium.sha256,
            "file_size": len(medium.content),
            "id": medium.id,
        }

    def download(self, request: Request, secret: str) -> Response:
        """The bytes, for who brings the token along: 401 without, 404 when it has run out."""
        account = self._state.world.by_token(WHATSAPP, bearer_token(request) or "none")
        if account is None:
            return Response("<html>Please log in.</html>", 401, content_type="text/html")
        with self._state.world.lock:
            now = self._state.world.now()
            found = self._state.library.leased(secret, account.account, now)
        if found is None:
            body = json.dumps({"error": {"message": "The address has expired.", "code": 404}})
            return Response(body, 404, content_type="application/json")
        return Response(found.content, content_type=found.mime)
