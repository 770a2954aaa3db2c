# `make crawl` and `make test` need nothing but Python 3.11+, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: crawl test soak lint bench docs clean

crawl: $(READY)
	$(BIN)/scrapy crawl gmacm -a archive=sample

test: $(READY)
	$(BIN)/python -m pytest

# Tests that take long: kills, rates, faults under many seeds.
soak: $(READY)
	$(BIN)/python -m pytest -s tests/soak/soak_*.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m bench

# docs/schema.json, docs/data-dictionary.md and docs/views.sql are made from the record types.
docs: $(READY)
	$(BIN)/python -m parsers.schema docs
	$(BIN)/python -m crawler.columns docs
	$(BIN)/python -m tests.parsers.schema_versions

# Hashes make the lock the whole truth: a package that differs by one byte is refused.
$(READY): requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $(READY)

clean:
	rm -rf $(VENV) landing-sample .state-sample
