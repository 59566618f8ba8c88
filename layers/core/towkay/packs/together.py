"""Do brand.yaml and faq.csv fit together? What one names, the other must have."""

from collections.abc import Set as AbstractSet

from towkay.packs.brand_file import BrandFile
from towkay.packs.faq_file import FaqFile
from towkay.packs.findings import Findings, nearest
from towkay.packs.wording import Kind

# A turn keeps what it said and must stay within 64 KB, the words of the shopper included, on the
# channel too that needs the most messages for it.
ANSWER_LIMIT = 24_000


def check_together(
    brand: BrandFile, faq: FaqFile, findings: Findings, pushed: AbstractSet[str] = frozenset()
) -> None:
    """`pushed` are the card sets that a campaign shows."""
    ids = set(faq.places)
    for item, place in brand.menu:
        if item not in ids:
            findings.add(Kind.MENU_UNKNOWN_ID, place, value=item, nearest=nearest(item, ids))
    for asks, _, place in brand.cards.asked:
        if asks not in ids:
            findings.add(Kind.BUTTON_UNKNOWN_ID, place, value=asks, nearest=nearest(asks, ids))
    _check_card_sets(brand, faq, findings, pushed)
    _check_sizes(brand, faq, findings)


def _check_card_sets(
    brand: BrandFile, faq: FaqFile, findings: Findings, pushed: AbstractSet[str]
) -> None:
    names = set(brand.cards.places)
    for item_id, (name, place) in faq.cards.items():
        if name not in names:
            findings.add(Kind.UNKNOWN_CARDS, place, value=name, nearest=nearest(name, names))
        for asks, cards, asked_at in brand.cards.asked:
            if (asks, cards) == (item_id, name):
                findings.add(Kind.BUTTON_ASKS_ITSELF, asked_at, value=item_id, cards=name)
    shown = pushed | {name for name, _ in faq.cards.values()}
    for name, place in brand.cards.places.items():
        if name not in shown:
            findings.add(Kind.UNUSED_CARDS, place, value=name)


def _check_sizes(brand: BrandFile, faq: FaqFile, findings: Findings) -> None:
    """An answer with all it shows, in the language that takes most."""
    for item in faq.members:
        item_id = str(item["id"])
        name, _ = faq.cards.get(item_id, ("", None))
        shown = [item["answers"], item["images"], item["links"], brand.cards.members.get(name)]
        size = _size(shown, frozenset(brand.languages))
        if size > ANSWER_LIMIT:
            place = faq.places[item_id]
            findings.add(Kind.ANSWER_TOO_BIG, place, value=item_id, size=size, limit=ANSWER_LIMIT)


def _size(shown: object, languages: frozenset[str]) -> int:
    """Bytes of the texts in it; of one that is there in several languages the longest counts."""
    if isinstance(shown, str):
        return len(shown.encode())
    if isinstance(shown, list):
        return sum(_size(one, languages) for one in shown)
    if isinstance(shown, dict):
        sizes = [_size(one, languages) for one in shown.values()]
        return max(sizes, default=0) if languages.issuperset(shown) else sum(sizes)
    return 0
