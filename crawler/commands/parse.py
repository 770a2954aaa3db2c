"""`scrapy parse`, which feeds one page to a spider: refused, with what to use."""

from crawler.refused_command import RefusedCommand


class ParseCommand(RefusedCommand):
    """Stands in place of Scrapy's command of this name."""

    instead = "a filing is read by `python -m parsers FILE`, and `--explain` shows how"
