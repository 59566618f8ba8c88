"""What else can a person do around a Page: comment, come by a link or an ad, give leave to be told?

None of it is known on every channel, so the bench's own acts end where this begins.
"""

from typing import Any

from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import COMMENT, POST, Author, Bubble, Button, NotThere
from workbench.simulators.messenger import events
from workbench.simulators.messenger.person import Person
from workbench.simulators.messenger.state import Comment, Grant, Json, Leave
from workbench.simulators.sender import Sent

_TOKEN_DIGITS = 19
_LEAVES = {Leave.NOTIFICATION.value, Leave.ONE_TIME.value}


class Deeds(Person):
    """A person with all that Messenger alone lets them do."""

    def comment(self, text: str, post: str = "", parent: str = "") -> Sent:
        """Write under a post of the Page; `event_ids` names the comment."""
        return self._commented(self.user, text, post or f"{self._page.id}_998877", parent)

    def page_comments(self, text: str) -> Sent:
        """The Page itself writes under its post, and is told so."""
        return self._commented("", text, f"{self._page.id}_998877", "")

    def write_post(self, text: str) -> Sent:
        """A visitor's post, which can be answered in private like a comment."""
        name = f"{self._page.id}_{self._world.ids.number(6)}"
        at = self._world.now()
        self._page.comments[name] = Comment(name, self.user, at, text, name, "")
        self._show(POST, text, name)
        return self._feed("add", {"item": "post", "post_id": name, "message": text}, name)

    def edit_comment(self, comment_id: str, text: str) -> Sent:
        comment = self._own(comment_id)
        comment.text = text
        self._contact.rewrite(comment_id, text)
        edited = {"edited_time": epoch_ms(self._world.now()) // 1000}
        return self._feed("edited", self._described(comment) | edited, comment_id)

    def remove_comment(self, comment_id: str) -> Sent:
        comment = self._own(comment_id)
        comment.removed = True
        self._contact.bubbles.remove(self._contact.find(comment_id))
        described = self._described(comment)
        del described["message"]
        return self._feed("remove", described, comment_id)

    def follow_link(self, ref: str) -> Sent:
        """By an m.me link: within a thread that exists it is an event of its own."""
        source = {"ref": ref, "source": "SHORTLINK", "type": "OPEN_THREAD"}
        if not self._contact.thread:
            return self._postback(Button("Get Started", "postback", "GET_STARTED"), _as(source))
        return self._post(_as(source), "", opens_window=True)

    def come_from_ad(self, text: str, ad_id: str = "120210987654321") -> Sent:
        """Click an ad and write."""
        source = {"ref": "", "ad_id": ad_id, "source": "ADS", "type": "OPEN_THREAD"}
        return self.message("text", text, {"text": text, **_as(source)})

    def tick_checkbox(self, user_ref: str, ref: str = "checkout") -> Sent:
        """The plugin of a website: the Page hears of no person."""
        self._page.user_refs.add(user_ref)
        event = self._event({"optin": {"ref": ref, "user_ref": user_ref}}, opens_window=False)
        del event["sender"]
        return self._webhooks.send(self._contact, [event], ())

    def send_to_messenger(self, ref: str) -> Sent:
        return self._post({"optin": {"ref": ref}}, "", opens_window=False)

    def stop_notifications(self) -> Sent:
        return self._turned(stopped=True)

    def resume_notifications(self) -> Sent:
        return self._turned(stopped=False)

    def link_account(self, code: str) -> Sent:
        linked = {"status": "linked", "authorization_code": code}
        return self._post({"account_linking": linked}, "", opens_window=False)

    def tap_marketing_link(self) -> Sent:
        """Open a link of the newest marketing message."""
        told = self._page.paid.get(self.user)
        if told is None:
            raise NotThere("no marketing message to tap on")
        left_out = ("app_id", "marketing_message_tracking_id")
        clicked = {name: value for name, value in told.items() if name not in left_out}
        field, at_s = "marketing_message_clicks", epoch_ms(self._world.now()) // 1000
        value = {"field": field, **clicked, "timestamp": at_s}
        body = events.change_body(self._page.id, at_s, field, value)
        return self._webhooks.tell_now(self._page, self.user, field, body)

    def _opened(self, button: Button) -> Sent:
        """A button that is no postback, by what the platform makes of it."""
        if button.action in _LEAVES:
            return self._opted_in(Leave(button.action), button)
        if button.action == "coupon":
            shown = {"type": "coupon", "payload": button.value, "coupon_code": button.value}
            return self._post({"template": shown}, "", opens_window=False)
        if button.action == "customer_feedback":
            answered = {button.value: {"type": "csat", "payload": "5"}}
            screens = [{"screen_id": 0, "questions": answered}]
            filled = {"messaging_feedback": {"feedback_screens": screens}}
            return self._post(filled, "", opens_window=False)
        raise NotThere(f"{button.label!r} opens something outside the chat")

    def _opted_in(self, leave: Leave, button: Button) -> Sent:
        page, now = self._page, self._world.now()
        is_once = leave is Leave.ONE_TIME
        life = page.rules.one_time_life if is_once else page.rules.notification_life
        token, title = self._world.ids.number(_TOKEN_DIGITS), self._title_of(button)
        grant = Grant(token, self.user, leave, title, button.value, now, now + life)
        page.grants[token] = grant
        if is_once:
            told = {"payload": button.value, "one_time_notif_token": token}
        else:
            told = _notification(grant)
        return self._post({"optin": {"type": leave.value, **told}}, "", opens_window=False)

    def _title_of(self, button: Button) -> str:
        for bubble in reversed(self._contact.bubbles):
            if button in bubble.buttons:
                return bubble.text
        return ""

    def _turned(self, *, stopped: bool) -> Sent:
        mine = [one for one in self._page.grants.values() if one.psid == self.user]
        if not mine:
            raise NotThere("this person has given no leave")
        mine[-1].stopped = stopped
        word = "STOP NOTIFICATIONS" if stopped else "RESUME NOTIFICATIONS"
        told = {"type": Leave.NOTIFICATION.value, "notification_messages_status": word}
        return self._post({"optin": _notification(mine[-1]) | told}, "", opens_window=False)

    def _commented(self, psid: str, text: str, post: str, parent: str) -> Sent:
        name = f"{post.rpartition('_')[2]}_{self._world.ids.number(8)}"
        comment = Comment(name, psid, self._world.now(), text, post, parent or post)
        self._page.comments[name] = comment
        if psid:
            self._show(COMMENT, text, name)
        return self._feed("add", self._described(comment), name)

    def _show(self, kind: str, text: str, name: str) -> None:
        """In this person's chat as well, though it stands elsewhere."""
        with self._world.lock:
            written = Bubble(self._world.now(), Author.SHOPPER, kind, text, name)
            self._contact.bubbles.append(written)

    def _own(self, comment_id: str) -> Comment:
        comment = self._page.comments.get(comment_id)
        if comment is None or comment.removed:
            raise NotThere(f"no comment {comment_id}")
        return comment

    def _described(self, comment: Comment) -> Json:
        author = comment.psid or self._page.id
        return {
            "item": "comment",
            "comment_id": comment.id,
            "post_id": comment.post,
            "parent_id": comment.parent,
            "from": {"id": author, "name": self._contact.name},
            "message": comment.text,
            "created_time": int(comment.at.timestamp()),
        }

    def _feed(self, verb: str, value: Json, name: str) -> Sent:
        at_s = epoch_ms(self._world.now()) // 1000
        author = {"from": {"id": self.user, "name": self._contact.name}, "created_time": at_s}
        change: dict[str, Any] = {**author, **value, "verb": verb}
        body = events.change_body(self._page.id, at_s, "feed", change)
        return self._webhooks.tell_now(self._page, self.user, "feed", body, (name,))


def _as(source: Json) -> Json:
    return {"referral": source}


def _notification(grant: Grant) -> Json:
    return {
        "payload": grant.payload,
        "notification_messages_token": grant.token,
        "notification_messages_timezone": "Asia/Taipei",
        "token_expiry_timestamp": str(epoch_ms(grant.expires_at)),
        "user_token_status": "NOT_REFRESHED",
        "title": grant.title,
    }
