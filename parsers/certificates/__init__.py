"""What is GMAC Mortgage's own in its servicing certificates: their head, rows by group, footnotes, notes."""
