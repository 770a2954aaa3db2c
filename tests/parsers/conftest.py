"""Every test here that is about a layout is guarded against a layout that reads nothing."""

from tests.parsers.layout_guard import layouts_read

__all__ = ["layouts_read"]
