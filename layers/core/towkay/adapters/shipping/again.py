"""What do kept news say by the tables of today? For words that no table knew when they came."""

from towkay.adapters.shipping import shopify
from towkay.adapters.shipping.kept import told
from towkay.adapters.shipping.tables import table_of
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.readings import Reading


def read_again(news: ParcelNews) -> Reading:
    """The same news, by what its code means now; still parked if no table knows it yet."""
    if news.source == "json":  # which says its milestone itself
        return Reading((news,))
    if news.source == "shopify":
        return shopify.judged(news)
    status, _, detail = news.code.partition("/")
    carrier = news.carrier if news.source == "ecpay" else ""
    return told(news, table_of(news.source).meaning(status, detail, carrier), status, detail)
