"""The commands of this project, besides Scrapy's."""
