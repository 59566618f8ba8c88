"""A shopper on Instagram: what they do around the chat - stories, posts, comments, ads, live."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from workbench.simulators.conversation import COMMENT, Author, Bubble, Contact
from workbench.simulators.instagram import comments, events
from workbench.simulators.instagram.desk import Comment, Desk
from workbench.simulators.instagram.shopper import InstagramShopper
from workbench.simulators.instagram.threads import INBOX_APP, Threads
from workbench.simulators.instagram.webhooks import InstagramWebhooks
from workbench.simulators.sender import Sent, nothing_sent

Given = Mapping[str, str]


class InstagramVisitor(InstagramShopper):
    """The same person, with the rest of Instagram around them."""

    def __init__(
        self, desk: Desk, webhooks: InstagramWebhooks, contact: Contact, threads: Threads
    ) -> None:
        super().__init__(desk, webhooks, contact)
        self.desk = desk
        self._threads = threads

    def comment(
        self, text: str, media: str = "", *, parent: str = "", live: bool = False, ad: str = ""
    ) -> Sent:
        """Write under a post of the account, a new one if none is named."""
        with self._world.lock:
            media = media or self._desk.post(self._contact.account)
            if live:
                self._desk.on_air.add(media)
            written = self._written(text, media, parent, live)
        commenter = comments.commenter_of(self._contact)
        body = comments.comment_body(self._desk, written, commenter)
        sent = self._webhooks.post(self._contact.account, self.user, body, (written.id,))
        if ad and self._world.rules.instagram.boosted_twice:
            told = {"id": self._desk.number("180"), "media_product_type": "AD", "ad_id": ad}
            again = comments.comment_body(
                self._desk, written, commenter, told | {"original_media_id": media}
            )
            self._webhooks.later_body(self._contact.account, again)
        return sent

    def end_live(self, media: str) -> Sent:
        """The broadcast is over; nothing tells of it."""
        self._desk.on_air.discard(media)
        account = self._contact.account
        return nothing_sent(account.channel, account.account, self.user)

    def story_reply(self, text: str) -> Sent:
        story = {"url": f"{events.CDN}2", "id": self._desk.number("179")}
        return self.message("text", text, {"text": text, "reply_to": {"story": story}})

    def story_mention(self) -> Sent:
        told = events.attachment("story_mention", url=f"{events.CDN}3")
        return self.message("story_mention", "", {"attachments": [told]})

    def share_post(self, title: str = "") -> Sent:
        """A post of anybody; until the end of April 2026 in the old form beside the new one."""
        url = f"{events.CDN}4"
        media = self._desk.number("180")
        post = events.attachment("ig_post", ig_post_media_id=media, url=url, title=title)
        old = [events.attachment("share", url=url)]
        is_over = self._world.now() >= self._world.rules.instagram.shares_end
        return self.message("ig_post", title, {"attachments": [*([] if is_over else old), post]})

    def view_once(self) -> Sent:
        told = events.attachment("ephemeral")
        return self.message("ephemeral", "", {"attachments": [told]})

    def unsupported(self) -> Sent:
        return self.message("unsupported", "", {"is_unsupported": True})

    def reply(self, mid: str, text: str) -> Sent:
        """Answer one message of the chat."""
        quoted = self._contact.find(mid)
        told = {"mid": mid, "is_self_reply": quoted.author is Author.SHOPPER}
        return self.message("text", text, {"text": text, "reply_to": told})

    def from_ad(self, text: str, ad: str) -> Sent:
        """The first words after a tap on a click-to-Direct ad."""
        context = {"ad_title": "Spring tea box", "photo_url": f"{events.CDN}5"}
        referral = {"ad_id": ad, "source": "ADS", "type": "OPEN_THREAD", "ref": "spring"}
        told = referral | {"ads_context_data": context}
        return self.message("text", text, {"text": text, "referral": told})

    def from_product(self, text: str, product: str) -> Sent:
        """Words written on a product's page."""
        return self.message("text", text, {"text": text, "referral": {"product": {"id": product}}})

    def to_inbox(self) -> Sent:
        """The conversation goes to the people at the inbox."""
        return self._moved(INBOX_APP)

    def back_to_app(self) -> Sent:
        """They give it back."""
        return self._moved(self._contact.account.app_id)

    def _moved(self, app: str) -> Sent:
        self._threads.give_to(self._contact, app)
        account = self._contact.account
        return nothing_sent(account.channel, account.account, self.user)

    def _written(self, text: str, media: str, parent: str, live: bool) -> Comment:
        """The comment, and a bubble of it: the account knows the person by it."""
        contact, desk = self._contact, self._desk
        desk.posts.setdefault(media, contact.account.account)
        written = Comment(
            desk.number("178"),
            contact.account,
            contact,
            media,
            text,
            self._world.now(),
            parent,
            on_live=live,
        )
        desk.comments[written.id] = written
        contact.met = True
        contact.bubbles.append(Bubble(self._world.now(), Author.SHOPPER, COMMENT, text, written.id))
        return written

    # What can be asked for by name, beside what every shopper can do.
    ACTS: ClassVar[Mapping[str, Callable[[Any, Given], Sent]]] = MappingProxyType(
        {
            "comment": lambda who, given: who.comment(
                given["text"],
                given.get("media", ""),
                parent=given.get("parent", ""),
                live=given.get("live", "") == "yes",
                ad=given.get("ad", ""),
            ),
            "end_live": lambda who, given: who.end_live(given["media"]),
            "story_reply": lambda who, given: who.story_reply(given["text"]),
            "story_mention": lambda who, given: who.story_mention(),
            "share_post": lambda who, given: who.share_post(given.get("title", "")),
            "view_once": lambda who, given: who.view_once(),
            "reply": lambda who, given: who.reply(given["mid"], given["text"]),
            "link": lambda who, given: who.link(given["ref"]),
            "from_ad": lambda who, given: who.from_ad(given["text"], given["ad"]),
            "from_product": lambda who, given: who.from_product(given["text"], given["product"]),
            "unreact": lambda who, given: who.unreact(given.get("mid", "")),
            "to_inbox": lambda who, given: who.to_inbox(),
            "back_to_app": lambda who, given: who.back_to_app(),
        }
    )
