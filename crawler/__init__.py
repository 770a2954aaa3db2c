"""EDGAR and Scrapy: finds filings, fetches each once, and hands it to storage and parsers.

A filing's way through this room:

    sources/                what EDGAR lists -> FilingRef (filings.py), for the registrants of trusts.py
    spider.py               what is pending first, then what is new, each accession once
    download_handler.py     the last step before the socket, entered with a permit of rate_limiter.py, whose
                            rules are in pacing.py and block.py
    response_middleware.py  what the response is worth, by the table in response_policy.py: keep, retry, wait,
                            give up, stop; identical_answers.py notices where every address gets the same page
    filing_landing.py       raw file, then records, then ledger; filing_outcomes.py records what became of it
    run_lifecycle.py        opens the run before all this, and closes it with its manifest
    run_summary.py          what a person sees at the end; planning.py notes before what there is to do

A zone is read again by reparse/ and verify_command.py. commands/ is what `scrapy` offers; the work of one
is imported when it is chosen, from the module of its name: crawl_command.py, audit_command.py, and so on.
replica/ is an EDGAR for tests and the sample.
"""
