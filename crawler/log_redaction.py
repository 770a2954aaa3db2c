"""Keeps what is secret in a zone's address out of every log line, also of packages that log all they do."""

import logging
from typing import Any

from storage import Landing


def hide_secrets(zone: Landing) -> None:
    """From now on every log line of this process is without the secrets of this zone's address."""
    if not zone.address.secrets:
        return
    make = logging.getLogRecordFactory()

    def make_clean(*arguments: Any, **named: Any) -> logging.LogRecord:
        record = make(*arguments, **named)
        record.msg, record.args = zone.address.clean(record.getMessage()), ()
        return record

    logging.setLogRecordFactory(make_clean)
