"""EDGAR and Scrapy: finds filings, fetches each once, and hands it to storage and parsers.

A filing's way through this package:

    sources/                EDGAR's lists -> FilingRef (filings.py), for the registrants of trusts.py
    spider.py               pending filings first, then new ones, each accession once
    download_handler.py     the last step before the socket, entered with a permit of rate_limiter.py, whose
                            rules are in pacing.py and block.py
    response_middleware.py  judges the response by the table in response_policy.py: keep, retry, wait, give up
                            or stop; identical_answers.py detects that every address gets the same page
    filing_landing.py       raw file, then records, then ledger; filing_outcomes.py records the outcome, also
                            of a filing that failed; both work in the threads of landing_threads.py
    run_lifecycle.py        opens the run first, and closes it with its manifest
    run_summary.py          the summary at the end; planning.py notes the work to do at the start

reparse/ and zone_verification.py read a zone again. commands/ has the commands of `scrapy`; the work of each
is imported only when the user runs it, from the module of its name: crawl_command.py, audit_command.py, etc.
replica/ is an EDGAR for tests and the sample.
"""
