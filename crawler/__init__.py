"""EDGAR and Scrapy: finds filings, fetches each once, and hands it to storage and parsers.

A filing's way through this room:

    sources/      what EDGAR lists -> FilingRef (filings.py), for the registrants of trusts.py
    spider.py     what is pending first, then what is new, each accession once
    wire.py       the last step before the socket, entered with a slot of the shared budget (budget.py)
    judging.py    what the answer is worth, by the table in answers.py: keep, retry, wait, give up, stop;
                  wall.py notices where every address gets the same page
    landing.py    raw file, then records, then ledger
    summary.py    what a person sees at the end; planning.py notes before what there is to do

A zone is read again by rereading/ and verifying.py. commands/ is what `scrapy` offers; the work of a command
is imported when it is chosen: crawling.py, reparsing.py, zone_verdict.py (verify), auditing.py, exporting.py,
forgetting.py. replica/ is an EDGAR for tests and the sample.
"""
