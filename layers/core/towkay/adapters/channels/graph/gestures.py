"""By which word does a Send API of Meta show a gesture?"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.domain.gestures import Gesture

ACTIONS: Mapping[Gesture, str] = MappingProxyType(
    {Gesture.TYPING: "typing_on", Gesture.SEEN: "mark_seen"}
)
