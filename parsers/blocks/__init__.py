"""Blocks of a page: rows of values under the words that give each of them an address."""
