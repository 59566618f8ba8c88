"""Faults in what is said of a parcel, and in the templates that say the same."""

from tests.mutants.mutant import Mutant

_FILLING, _WANTED = "domain/shipping/filling.py", "domain/shipping/wanted.py"
_TEMPLATE = "domain/shipping/in_template.py"
_ANY = "unit/shipping/test_any_words.py::"
_SAID = "unit/shipping/test_saying.py::"
_PACKS = "unit/packs/"

SAID_OF_PARCELS = (
    Mutant(
        "a line end of a store's name reaches a template",
        _FILLING,
        '    if kind[0] == "Z" or kind == "Cc":\n        return " "\n',
        '    if kind[0] == "Z" or kind == "Cc":\n        return sign\n',
        (f"{_ANY}test_any_value_stands_on_one_line_and_is_short_and_readable",),
    ),
    Mutant(
        "what nobody knows leaves a gap empty",
        _FILLING,
        "    return {gap: value or unknown(gap, language) for gap, value in known.items()}\n",
        "    return known\n",
        (
            f"{_ANY}test_no_gap_is_ever_empty_or_without_an_end",
            f"{_SAID}test_what_nobody_knows_is_said_in_plain_words",
        ),
    ),
    Mutant(
        "other words are sent under the name of the template that was approved",
        _WANTED,
        '    said = "\\n".join((_FORM, occasion, code, words))\n',
        '    said = "\\n".join((_FORM, occasion, code))\n',
        (
            "unit/shipping/test_wanted.py::"
            "test_other_words_are_another_template_and_the_same_words_are_the_same",
        ),
    ),
    Mutant(
        "a template is sent with a button that leads nowhere",
        _TEMPLATE,
        "    if own and (own.button is None or _ending(own.button, told.facts)):\n",
        "    if own:\n",
        (f"{_SAID}test_a_button_gets_the_end_of_its_address_and_one_without_is_not_sent",),
    ),
    Mutant(
        "a telephone number on LINE is sent words that LINE never saw",
        _TEMPLATE,
        "    if not rules.flexible:\n",
        "    if False:\n",
        (f"{_SAID}test_a_number_on_line_reads_words_only_where_line_agreed_to_them",),
    ),
    Mutant(
        "a page inside somebody's network is shown to a shopper",
        _FILLING,
        '        return link if set(self.links) == {link} and is_public_https(link) else ""\n',
        '        return link if set(self.links) == {link} else ""\n',
        (f"{_SAID}test_the_carriers_page_is_a_button_where_any_shopper_may_open_it",),
    ),
    Mutant(
        "of several parcels the page of one is shown for all",
        _FILLING,
        '        return link if set(self.links) == {link} and is_public_https(link) else ""\n',
        '        return link if is_public_https(link) else ""\n',
        (f"{_SAID}test_no_page_is_shown_that_tells_of_one_parcel_out_of_several",),
    ),
    Mutant(
        "a campaign is sent to whoever wanted news of an order",
        "packs/campaign_topic.py",
        "    if topic == ORDER_UPDATES:\n",
        "    if False:\n",
        (
            f"{_PACKS}test_order_updates_topic.py::"
            "test_no_campaign_is_for_those_who_want_news_of_their_orders",
        ),
    ),
    Mutant(
        "news of orders is agreed to as marketing",
        "packs/topics_file.py",
        "    if name == ORDER_UPDATES and purpose == Purpose.MARKETING:\n",
        "    if False:\n",
        (f"{_PACKS}test_order_updates_topic.py::test_news_of_orders_are_never_marketing",),
    ),
)
