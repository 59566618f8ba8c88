"""Who was given a conversation when Meta's routing moved it?

Source: Messenger Platform and Instagram messaging, "Conversation routing".
"""

from towkay.adapters.channels.graph.times import NumberText
from towkay.adapters.channels.shapes import Shape
from towkay.domain.doings import ThreadMoved


class ThreadControl(Shape):
    """A conversation passed or taken; app ids come as text or as numbers, null when it was idle."""

    previous_owner_app_id: NumberText = ""
    new_owner_app_id: NumberText = ""


def thread_moved(control: ThreadControl, app_id: str) -> ThreadMoved | None:
    """To us or away from us; None where the event and what is known of us do not tell."""
    if not app_id:
        return None
    if control.new_owner_app_id:
        return ThreadMoved(to_us=control.new_owner_app_id == app_id)
    # Nobody was named: it was ours and is not any more, or it never was.
    return ThreadMoved(to_us=False) if control.previous_owner_app_id == app_id else None
