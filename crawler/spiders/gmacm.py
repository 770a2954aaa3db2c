"""The spider for the trusts of GMAC Mortgage."""

from crawler.spider import TrustSpider


class GmacmSpider(TrustSpider):
    """The filings of the GMACM trusts, the depositor's own filings included."""

    name = "gmacm"
