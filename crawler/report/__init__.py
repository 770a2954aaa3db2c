"""The report: a folder of HTML pages that need no network, from a zone's records and raw files."""
