"""A pack's bytes as what a conversation needs: the brand and its searchable questions."""

from towkay.adapters.packs_json import load_pack
from towkay.adapters.policy_book import policy_book
from towkay.domain.faq.entries import FaqEntry
from towkay.domain.faq.index import build
from towkay.ports.packs import BrandKnowledge


def knowledge_from(body: bytes) -> BrandKnowledge:
    """Raises `PackMissing` when the bytes are no pack."""
    brand = load_pack(body)
    entries = (FaqEntry(item.id, item.all_phrases(), item.tags) for item in brand.faq)
    return BrandKnowledge(brand, build(entries), policy_book())
