"""Removes the secrets of a zone's address from every log line, including those of other packages."""

import logging
from typing import Any

from storage import Landing


def hide_secrets(zone: Landing) -> None:
    """Remove the secrets of this zone's address from every later log line of this process."""
    if not zone.address.secrets:
        return
    make = logging.getLogRecordFactory()

    def make_clean(*arguments: Any, **named: Any) -> logging.LogRecord:
        record = make(*arguments, **named)
        record.msg, record.args = zone.address.clean(record.getMessage()), ()
        return record

    logging.setLogRecordFactory(make_clean)
