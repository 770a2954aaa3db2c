"""The project's Scrapy commands; some replace Scrapy's own, such as `crawl`."""
