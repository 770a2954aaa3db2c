"""What `scrapy` offers on top of its own commands, and in place of its `crawl`."""
