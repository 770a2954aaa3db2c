"""Any registrant's filings: those of the CIKs that `cik=` names, whatever their program."""

from crawler.spider import TrustSpider


class EdgarSpider(TrustSpider):
    """The filings of the registrants that the user names."""

    name = "edgar"
