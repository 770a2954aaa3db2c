"""Landed filings read again with today's parsers: on all cores or a Dask cluster, the same bytes."""
