"""The spider for every trust of the depositor, Residential Asset Mortgage Products."""

from crawler.spider import TrustSpider


class RampSpider(TrustSpider):
    """The filings of all trusts of the depositor, GMACM ones included."""

    name = "ramp"
