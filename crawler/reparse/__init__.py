"""Reparses landed filings with the current parsers, on all cores or a Dask cluster, with identical output."""
