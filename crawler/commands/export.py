"""`scrapy export`: the zone as Parquet, one partitioned table per record kind, exact decimals."""

from crawler.deferred_command import DeferredCommand


class ExportCommand(DeferredCommand):
    """Reads records alone; needs no lock, as every file is whole."""

    work = "crawler.export_command"
    words = "[options]"
    about = "Write the zone's records as Parquet, one table per record kind"
