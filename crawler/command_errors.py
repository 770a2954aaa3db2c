"""The errors that end a command with one sentence; crawler/exit_codes.py gives each its exit code."""


class ConfigError(Exception):
    """The command cannot start; the message is a sentence that says what to set, or one sentence a line."""


class Stopped(Exception):
    """The work ended early; the message says why, and finished work is kept."""
