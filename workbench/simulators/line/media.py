"""What did shoppers send that is no text, and may it still be fetched?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from werkzeug.wrappers import Request, Response

from workbench.simulators.line import refusals
from workbench.simulators.line.desk import Answer, Desk
from workbench.simulators.line.door import Call
from workbench.simulators.world import World

_PREPARED_AFTER = timedelta(seconds=3)  # a large film or recording is not there at once
_TRANSCODED = ("video", "audio")
_PREVIEWED = ("image", "video")
# One point of one colour: the smallest pictures that are still pictures.
_POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360"
    "6060000000040001f61738550000000049454e44ae426082"
)
_TYPES = {"image": "image/png", "video": "video/mp4", "audio": "audio/mp4"}


@dataclass(slots=True)
class Medium:
    """One file of a shopper's."""

    account: str
    kind: str
    sent_at: datetime
    gone: bool = False


class Media:
    """The files by message id. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self._media: dict[str, Medium] = {}

    def keep(self, message_id: str, medium: Medium) -> None:
        self._media[message_id] = medium

    def forget(self, message_id: str) -> None:
        """The shopper took the message back."""
        if message_id in self._media:
            self._media[message_id].gone = True

    def find(self, account: str, message_id: str) -> Medium:
        """Raises `LineRefusal` for a file that never was, or is gone."""
        found = self._media.get(message_id)
        if found is None or found.account != account:
            raise refusals.LineRefusal(404, "not found")
        if found.gone:
            raise refusals.LineRefusal(410, "The content is gone")
        return found


class MediaApi:
    """Answers `/v2/bot/message/{messageId}/content…`."""

    def __init__(self, world: World, desk: Desk, media: Media) -> None:
        self._world = world
        self._desk = desk
        self._media = media

    def content(self, request: Request, message: str) -> Response:
        """`GET /v2/bot/message/{messageId}/content`: the bytes; 202 while they are prepared."""

        def work(call: Call) -> Answer | Response:
            found = self._find(call, message)
            if not self._is_ready(found):
                return 202, {}
            return Response(_POINT, content_type=_TYPES.get(found.kind, "application/octet-stream"))

        return self._desk.serve(request, "message/content", work)

    def transcoding(self, request: Request, message: str) -> Response:
        """`GET /v2/bot/message/{messageId}/content/transcoding`."""

        def work(call: Call) -> Answer:
            found = self._find(call, message)
            if found.kind not in _TRANSCODED:
                text = "Transcoding status doesn't support this type of content"
                raise refusals.LineRefusal(400, text)
            return 200, {"status": "succeeded" if self._is_ready(found) else "processing"}

        return self._desk.serve(request, "message/content/transcoding", work)

    def preview(self, request: Request, message: str) -> Response:
        """`GET /v2/bot/message/{messageId}/content/preview`."""

        def work(call: Call) -> Response:
            if self._find(call, message).kind not in _PREVIEWED:
                raise refusals.LineRefusal(400, "The content can not be previewed")
            return Response(_POINT, content_type="image/png")

        return self._desk.serve(request, "message/content/preview", work)

    def _find(self, call: Call, message: str) -> Medium:
        with self._world.lock:
            return self._media.find(call.account.account, message)

    def _is_ready(self, medium: Medium) -> bool:
        is_slow = medium.kind in _TRANSCODED
        return not is_slow or self._world.now() >= medium.sent_at + _PREPARED_AFTER
