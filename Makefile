# `make demo` and `make test` are all a newcomer needs: each does its own set-up.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One numeric thread a process: faster for one text at a time, and the same bytes everywhere.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.PHONY: help demo test test-slow browser screenshots lint bench bench-all docs lock clean

help: ## show these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 14

$(VENV)/.installed: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dateline needs Python 3.11 or newer; name one with: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python has no venv module here; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv (once; a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

demo: $(VENV)/.installed ## tell the stories of the fictional samples
	@$(BIN)/python scripts/demo.py

test: $(VENV)/.installed browser ## run the tests that are not slow
	$(BIN)/python -m pytest -m "not slow" -n 2

test-slow: $(VENV)/.installed browser ## run the slow tests
	$(BIN)/python -m pytest -m slow -n 2

browser: ## see that chromium is there for the browser tests
	@sh scripts/browser.sh

screenshots: $(VENV)/.installed browser ## photograph the page over the samples
	$(BIN)/python scripts/screenshots.py

lint: $(VENV)/.installed ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed ## measure what fits twenty minutes
	$(BIN)/python -m bench quick

bench-all: $(VENV)/.installed ## measure everything, resuming
	$(BIN)/python -m bench all

bench-%: $(VENV)/.installed ## measure one thing, for instance bench-events
	$(BIN)/python -m bench $*

docs: $(VENV)/.installed ## write the generated pages of docs/
	$(BIN)/python scripts/reference.py
	$(BIN)/python scripts/picture.py

lock: $(VENV)/.installed ## write requirements.lock anew
	$(BIN)/python -m uv pip compile --quiet --all-extras --group dev --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock pyproject.toml

clean: ## remove what was set up
	rm -rf $(VENV)
