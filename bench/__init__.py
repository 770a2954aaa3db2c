"""Benchmarks: they report, side by side in one run, and fail no build."""
