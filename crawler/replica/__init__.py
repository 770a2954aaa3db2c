"""A replica of EDGAR: a process of its own on loopback that serves an archive folder as the SEC does.

The project's tests never use the live site; the replica serves all of its behaviour that they need.

    with Replica(archive="sample") as edgar:       # or a folder made by write_archive
        ...                                        # crawl edgar.url
        edgar.requests("submission")               # the requests, with their times
        edgar.set_faults([{"fault": "truncate", "at": 100, "kind": "submission", "nth": [1]}])
"""

from crawler.replica.archive import IndexRow, write_archive
from crawler.replica.process import Replica, most_in_a_second
from crawler.replica.server import Logged
from crawler.replica.submission_files import Filer, SubmissionDocument, compose_submission, wrap

__all__ = [
    "Filer",
    "IndexRow",
    "Logged",
    "Replica",
    "SubmissionDocument",
    "compose_submission",
    "most_in_a_second",
    "wrap",
    "write_archive",
]
