"""`scrapy shell`, which opens a console on one page: refused, with what to use."""

from crawler.refused_command import RefusedCommand


class ShellCommand(RefusedCommand):
    """Stands in place of Scrapy's command of this name."""

    instead = (
        "it would send requests outside the run that keeps EDGAR's rate: read a landed filing with"
        " `python -m parsers --explain FILE`"
    )
