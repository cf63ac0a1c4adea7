# make run   the odds of the five futures as of today, with two briefs and a picture
# make test  everything that is checked: style, types, imports, schemas, the study, the tests
# make serve the app and the HTTP interface on this machine, at http://127.0.0.1:8765/
# make bench speed, memory, agreement and size, measured side by side; some fifteen minutes

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: run serve test bench reference schemas clean

run: $(VENV)/.base
	@$(BIN)/fourfutures run

serve: $(VENV)/.web
	@$(BIN)/fourfutures serve

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/write_schemas.py --check
	$(BIN)/python tools/write_reference.py --check
	$(BIN)/fourfutures check
	$(BIN)/pytest -n 2

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

reference: $(VENV)/.dev
	$(BIN)/python tools/write_reference.py
	$(BIN)/python tools/external_checks.py
	$(BIN)/python tools/hindcast_page.py

schemas: $(VENV)/.dev
	$(BIN)/python tools/write_schemas.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "fourfutures needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'no environment could be made; on Debian or Ubuntu: apt-get install python3-venv' >&2; exit 1; }

$(VENV)/.base: $(VENV)/bin/python pyproject.toml
	@echo "installing, once ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.web: $(VENV)/bin/python pyproject.toml
	@echo "installing what the app is served with, once ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[web]'
	@touch $@ $(VENV)/.base

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml
	@echo "installing the tools for the checks, once ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.base

$(VENV)/.bench: $(VENV)/bin/python pyproject.toml
	@echo "installing what the benchmarks compare with, once ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@ $(VENV)/.base

clean:
	rm -rf $(VENV) runs .mypy_cache .pytest_cache .ruff_cache
