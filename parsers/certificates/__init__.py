"""The parts of servicing certificates that only GMAC Mortgage prints: head, rows by group, footnotes."""
