# `make crawl` and `make test` need nothing but Python 3.11+, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What runs needs little; what tests, lints and measures needs more, and is installed when first asked for.
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools

# The tests start hundreds of processes, which share compiled modules even where the environment forbids to write them.
export PYTHONDONTWRITEBYTECODE :=

# A third of the tests' time is waiting for processes and servers: three workers for two cores.
WORKERS ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) * 3 / 2)))

.PHONY: crawl report test soak lint coverage bench docs clean

crawl: $(READY)
	$(BIN)/scrapy crawl gmacm -a archive=sample

# Some invented trusts over two years as pages: open report-history/index.html.
report: $(READY)
	$(BIN)/scrapy crawl ramp -a archive=history
	LANDING_ZONE=landing-history STATE_DIR=.state-history $(BIN)/scrapy report --to report-history

test: $(TOOLS)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not slow" --durations=10

# Tests that take long: kills, rates, faults under many seeds.
soak: $(TOOLS)
	EXAMPLES_PERCENT=100 $(BIN)/python -m pytest -n auto -m slow
	EXAMPLES_PERCENT=100 $(BIN)/python -m pytest -n auto tests/properties tests/parsers/test_fuzz.py tests/parsers/test_html_twice.py
	$(BIN)/python -m pytest -s tests/soak/soak_*.py

lint: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Which lines the tests of `make test` run, in this process and in those that they start.
coverage: $(TOOLS)
	$(BIN)/coverage erase
	$(BIN)/python -m pytest -n $(WORKERS) -m "not slow" --cov

bench: $(TOOLS)
	$(BIN)/python -m bench

# docs/schema.json, data-dictionary.md and views.sql are made from the record types, vocabulary.md and the tables of
# measures.md from their own, the README's table of coverage from the list of reporters and the test pages.
docs: $(TOOLS)
	$(BIN)/python -m parsers.schema docs
	$(BIN)/python -m crawler.duckdb_types docs
	$(BIN)/python -m crawler.measures_document docs
	$(BIN)/python -m tests.coverage_table

# Hashes make the locks the whole truth: a package that differs by one byte is refused.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

$(READY): requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -r requirements.lock
	touch $@

$(TOOLS): requirements-dev.lock $(READY)
	$(INSTALL) -r requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) landing-sample .state-sample landing-history .state-history report-history
