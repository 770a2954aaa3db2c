"""What GMAC Mortgage's servicing certificates have in common: rows, tables and accounts in any order.

A layout of the family says its own words (`Grammar`); the readers here know how rows and blocks are printed.
"""

from parsers.certificates.accounts import account_opener
from parsers.certificates.certificate import Certificate, Grammar, read_certificate
from parsers.certificates.certificate_delinquencies import open_delinquencies
from parsers.certificates.losses import open_losses
from parsers.certificates.notes import note_opener

__all__ = [
    "Certificate",
    "Grammar",
    "account_opener",
    "note_opener",
    "open_delinquencies",
    "open_losses",
    "read_certificate",
]
