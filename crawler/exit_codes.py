"""Runs a command's work and turns the errors that stop it into a sentence and an exit code for cron."""

import argparse
import signal
import sys
from collections.abc import Callable

from scrapy.settings import Settings

from crawler.command_errors import ConfigError, Stopped
from crawler.console import drop, flush_streams, open_closed_streams, say
from crawler.job_log import log_ending
from crawler.rate_limiter_file import StateUnwritable
from crawler.setting_values import check_names
from storage import Locked, Unreadable, Unwritable

NOTHING, FINDINGS, USAGE, LOCKED = 0, 1, 2, 3


Work = Callable[[list[str], argparse.Namespace, Settings], int]


def exit_code(command: str, work: Work, args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """Run a command's work; an error goes to stderr as a sentence. Returns the exit code."""
    open_closed_streams()
    signal.signal(signal.SIGTERM, end)

    def refuse(code: int, error: object) -> int:
        say("".join(f"scrapy {command}: {line}\n" for line in str(error).splitlines()), sys.stderr)
        log_ending(settings, f"refused: {error}")
        return code

    try:
        check_names(settings)
        return work(args, opts, settings)
    except (ConfigError, Unwritable, Unreadable, StateUnwritable) as error:
        return refuse(USAGE, error)
    except Locked as error:
        return refuse(LOCKED, error)
    except (KeyboardInterrupt, Stopped) as error:
        return refuse(FINDINGS, str(error) or "interrupted")
    except BrokenPipeError:  # the reader (`| head`) has closed the pipe
        drop(sys.stdout)
        return FINDINGS
    except OSError as error:  # errors of the zone and the ledger are storage's own types
        drop(sys.stdout)
        return refuse(USAGE, f"its output or a temporary file cannot be written: {error}")
    finally:
        flush_streams()


def end(*_: object) -> None:
    """SIGTERM ends the process in the same way as Ctrl-C."""
    raise KeyboardInterrupt
