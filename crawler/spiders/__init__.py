"""The spiders, one for each program."""
