"""`scrapy export`: the zone as Parquet, CSV or Excel."""

from crawler.deferred_command import DeferredCommand


class ExportCommand(DeferredCommand):
    """Reads only records; needs no lock, because every file is complete."""

    work = "crawler.export_command"
    words = "[options]"
    about = "Write the zone as Parquet, CSV or Excel: a table per record kind and derived view"
