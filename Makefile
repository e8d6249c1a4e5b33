# Teplo. `make run` serves it, `make test` tests it; README.md says the rest.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The demo company is loaded unless .env or the environment say otherwise (DEMO, DATABASE_URL).
export DEMO_BY_DEFAULT = 1

.PHONY: run test lint faults bench requirements migrations-check deploy-check

run: $(VENV)/.run
	@$(BIN)/python manage.py prepare
	@exec $(BIN)/supervisord -c deploy/supervisord.conf

# A browser that a busy machine has kept waiting is asked once more, and the summary says so.
test: $(VENV)/.dev node_modules/.installed
	@deploy/need chromium chromium
	@deploy/need pdftotext poppler-utils
	@deploy/need ffmpeg ffmpeg
	$(BIN)/python -m pytest -q -n 2 --dist worksteal --reruns 1 --only-rerun TimeoutError $(TESTS)

faults: $(VENV)/.dev
	$(BIN)/python -m pytest -q -m faults -s tests/faults $(TESTS)

bench: $(VENV)/.dev
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.imports
	$(BIN)/python -m bench.films
	$(BIN)/python -m bench.votes

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files '*.html' | grep -v '^tests/')
	$(BIN)/python manage.py makemigrations --check --dry-run

# The settings of a real installation, without a warning.
deploy-check: $(VENV)/.run
	DEMO=0 DATABASE_URL=postgres://teplo@127.0.0.1/teplo BASE_URL=https://teplo.example.org ALLOWED_HOSTS=teplo.example.org \
	SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

requirements: $(VENV)/.dev
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements.in requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -c requirements.txt requirements-ldap.in -o requirements-ldap.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Teplo needs Python 3.11 or newer (PYTHON=/path/to/python3 make run)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Teplo needs Python's venv module: apt-get install python3-venv"; exit 1; }

$(VENV)/.run: requirements.txt | $(BIN)/python
	@echo "Installing the pinned requirements…"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(BIN)/python
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run

node_modules/.installed: package.json package-lock.json
	@deploy/need npm npm
	npm ci --silent --no-audit --no-fund
	@touch $@
