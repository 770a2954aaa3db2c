"""The spiders, one a program."""
