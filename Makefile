# Two commands matter to a newcomer: `make demo` and `make test`. Each does all the set-up it needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Any Python from 3.11 on will do; `make PYTHON=/path/to/python demo` picks one.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUN_READY := .venv/.ready-to-run
DEV_READY := .venv/.ready-to-test
BENCH_READY := .venv/.ready-to-bench

# Where nothing compiled may be kept, each of the hundreds of processes that tests start would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE
# Tests wait more than they work, so a small machine has two of them under way for each of its cores.
WORKERS ?= $(shell $(BIN)/python -c 'import os; cores = os.cpu_count() or 1; print(max(cores, min(2 * cores, 8)))')

.PHONY: help setup demo run test check format promises bench lock clean

help:  ## say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(RUN_READY)  ## the environment alone: .venv/bin/communitybot
	@echo "Ready: $(BIN)/communitybot"

demo: $(RUN_READY)  ## the sample community in a local chat page, with a clock you can move on
	@exec $(BIN)/communitybot demo

run: $(RUN_READY)  ## the bot itself, as .env and the environment say
	@exec $(BIN)/communitybot run

# The drills of tests/faults kill and freeze processes by the clock; they mostly wait, so each worker does one now
# and then (tests/conftest.py). Those that measure moments come last and have the machine to themselves.
test: $(DEV_READY)  ## every test; what this machine cannot run is skipped by name
ifdef TESTS
	@$(BIN)/python -m pytest $(TESTS)
else
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal -m "not alone"
	@$(BIN)/python -m pytest -q -m alone tests/faults tests/adapters
endif

check: $(DEV_READY)  ## ruff, mypy, and the rules of the house
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/architecture

format: $(DEV_READY)  ## lay the code out as the rules ask
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

promises: $(DEV_READY)  ## write docs/promises.md anew from the marks on tests
	@$(BIN)/python tests/architecture/proven.py

bench: $(BENCH_READY)  ## measure beside our peers; prints a table and writes benchmarks/results/
	@$(BIN)/python -m benchmarks $(BENCH)

lock:  ## renew the hashed requirements (needs uv, see CONTRIBUTING.md)
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-annotate --no-header --quiet \
		pyproject.toml build.in --output-file requirements.txt
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-annotate --no-header --quiet \
		--constraint requirements.txt --group dev pyproject.toml build.in --output-file requirements-dev.txt
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-annotate --no-header --quiet \
		--constraint requirements-dev.txt --group dev --extra bench pyproject.toml build.in \
		--output-file requirements-bench.txt

clean:  ## remove the environment and the demo's data
	rm -rf .venv demo.db demo.db-* demo.playground.db demo.playground.db-* .mypy_cache .ruff_cache .pytest_cache

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Community Bot needs Python 3.11 or newer; none was found on this machine."; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "This Python cannot make a virtual environment (on Debian and Ubuntu: install python3-venv)."; exit 1; }

# The marks are renewed only when the requirements change, so the second time is quick.
$(RUN_READY): requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing what running needs (hashed, about a minute the first time)"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q communitybot adapters
	@touch $@

$(DEV_READY): requirements-dev.txt $(RUN_READY)
	@echo "Installing what testing needs"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(BENCH_READY): requirements-bench.txt $(DEV_READY)
	@echo "Installing the peers the benchmarks run beside"
	@$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@
