"""`python -m bench`: run every benchmark of this folder, one after the other."""

import importlib
import pkgutil
from pathlib import Path

for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    if module.name.startswith("bench_"):
        print(f"== {module.name.removeprefix('bench_').replace('_', ' ')}")
        importlib.import_module(f"bench.{module.name}").main()
