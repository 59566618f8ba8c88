"""Which templates has a platform to approve, so that shoppers hear of their parcels at any hour?

They are made of the very words that are said where words may go. A template that was approved
cannot be changed at will: other words are another template, so a hash of them is in its name.
Sources: WhatsApp Business Platform, "Templates"; Messenger Platform, "Utility messages".
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from towkay.domain.channels import CAPABILITIES, every_channel
from towkay.domain.languages import Language
from towkay.domain.messages import LinkButton
from towkay.domain.routes import Route
from towkay.domain.shipping.platform_languages import platform_language
from towkay.domain.shipping.rules import ApprovedWords, Filled, Gap, Occasion, ShippingRules
from towkay.domain.templates import TemplateKind

BODY_LIMIT = 1024  # with its gaps filled

_PREFIX = "towkay"
_FORM = "1"  # of what is made of words: another one makes other templates of the same words
_SIGNS = 12  # of hexadecimal
_NAMED = "|".join(gap.value for gap in Gap)
_GAP = re.compile(rf"\{{({_NAMED})\}}")
_EXAMPLES: dict[Gap, tuple[str, str]] = {
    Gap.ORDER: ("1042", "1042"),
    Gap.CARRIER: ("7-ELEVEN 交貨便", "7-ELEVEN"),
    Gap.TRACKING: ("F0000000001", "F0000000001"),
    Gap.PLACE: ("7-ELEVEN 淡水門市", "7-ELEVEN Tamsui"),
    Gap.COLLECT_BY: ("11/29（日）23:59", "Sun 29 Nov 23:59"),
    Gap.LINK: ("https://www.example.com/t/1042", "https://www.example.com/t/1042"),
}


@dataclass(frozen=True, slots=True)
class WantedTemplate:
    """A template as the platform is asked to approve it.

    `language` is the platform's code. Gaps of `body` are `{{1}}`, `{{2}}` …, and `examples` has one
    value for each, in that order.
    """

    channel: str
    name: str
    language: str
    kind: TemplateKind
    body: str
    examples: tuple[str, ...] = ()
    footer: str = ""
    buttons: tuple[LinkButton, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What a platform has one template of."""
        return self.name, self.language


def wanted_templates(
    rules: ShippingRules, languages: Sequence[Language]
) -> tuple[WantedTemplate, ...]:
    """What every channel that wants templates has to approve, besides the brand's own."""
    wanted = (
        WantedTemplate(
            channel,
            derived.name,
            derived.language,
            TemplateKind.UTILITY,
            numbered(rules.words[occasion][language]),
            tuple(_example(one.gap, language) for one in derived.body),
        )
        for channel in template_channels()
        for occasion in rules.occasions
        for language in languages
        if _needs_derived(rules.own(channel, occasion, language))
        if (derived := derived_template(rules, occasion, language))
    )
    return tuple(dict.fromkeys(wanted))  # two languages may have one code


def template_channels() -> tuple[str, ...]:
    """Where news of a parcel goes as a template when words may not go."""
    takes = (one for one in every_channel() if Route.UTILITY_TEMPLATE in CAPABILITIES[one].routes)
    return tuple(map(str, takes))


def derived_template(
    rules: ShippingRules, occasion: Occasion, language: Language
) -> ApprovedWords | None:
    """The template made of the words; None in a language that the platforms have no code for."""
    code, words = platform_language(language), rules.words[occasion].get(language, "")
    if not code or not words:
        return None
    said = "\n".join((_FORM, occasion, code, words))
    digest = hashlib.sha256(said.encode()).hexdigest()[:_SIGNS]
    gaps = tuple(Filled(gap) for gap in gaps_in(words))
    return ApprovedWords(f"{_PREFIX}_{occasion}_{digest}", code, gaps)


def gaps_in(words: str) -> tuple[Gap, ...]:
    """The gaps of the words as they come; one that comes twice is there twice."""
    return tuple(Gap(hit[1]) for hit in _GAP.finditer(words))


def numbered(words: str) -> str:
    """The words with their gaps as platforms write them, from `{{1}}` on."""
    numbers = count(1)
    return _GAP.sub(lambda _: f"{{{{{next(numbers)}}}}}", words)


def with_gaps(words: str, filled: Mapping[Gap, str]) -> str:
    """The words with every gap filled; what was filled in is not looked at again."""
    return _GAP.sub(lambda hit: filled[Gap(hit[1])], words)


def _needs_derived(own: ApprovedWords | None) -> bool:
    """Whether there is no other, or one whose button lacks the end of its address at times."""
    return own is None or own.button is not None


def _example(gap: Gap, language: Language) -> str:
    zh, en = _EXAMPLES[gap]
    return zh if language.startswith("zh") else en
