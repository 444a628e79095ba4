# What CI runs is `make check`; what a visitor runs is `make run`.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
PORT ?= 8000
DATA := $(or $(FONDACO_DATA_DIR),var)
# Neighbouring tests share what they load, so each worker begins with a run of them.
PARALLEL := -n auto --dist worksteal
STATIC_FILES := $(shell find src -path '*/static/*' -type f)
# Where modules may not be kept compiled, every command would compile all of them anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run setup test coverage check check-beside fuzz lint fmt types contracts migrations \
	translations compiled docs reference production walk test-sqlite test-postgresql browser stress bench clean

run: setup
	@$(BIN)/fondaco serve --port $(PORT)

# The environment is rebuilt only when the lock file or this recipe changes.
.venv/.ready: uv.lock pyproject.toml Makefile
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test "$$($(BIN)/uv --version 2>/dev/null | cut -d' ' -f2)" = "$(UV_VERSION)" \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@VIRTUAL_ENV= $(BIN)/uv sync --quiet --frozen --inexact --no-dev --python $(BIN)/python
	@touch $@

# What developers need on top.
.venv/.ready-dev: .venv/.ready
	@VIRTUAL_ENV= $(BIN)/uv sync --quiet --frozen --inexact --python $(BIN)/python
	@touch $@

# What the pages of documentation are built with.
.venv/.ready-docs: .venv/.ready-dev
	@VIRTUAL_ENV= $(BIN)/uv sync --quiet --frozen --inexact --group docs --python $(BIN)/python
	@touch $@

# What a server installs (docs/how-to/deploy.md).
production: .venv/.ready
	@VIRTUAL_ENV= $(BIN)/uv sync --quiet --frozen --inexact --no-dev --group production \
		--python $(BIN)/python
	@$(BIN)/fondaco translations compile

setup: .venv/.ready $(DATA)/static/staticfiles.json
	@$(BIN)/fondaco translations compile
	@$(BIN)/fondaco migrate --verbosity 0
	@$(BIN)/fondaco load 9ctl --demonstration

# Gathering and compressing takes seconds: only where a file is new.
$(DATA)/static/staticfiles.json: .venv/.ready $(STATIC_FILES)
	@$(BIN)/fondaco collectstatic --no-input --verbosity 0
	@touch $@

# What the site and the tests read of the catalogues.
compiled: .venv/.ready-dev
	@$(BIN)/fondaco translations compile

test: compiled
	$(BIN)/pytest $(PARALLEL)

lint: .venv/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --quiet --lint src
	@! grep -rnE '[ "]on[a-z]+=|style="|<script>|<style>' --include=*.html src \
		|| { echo "No inline handlers, styles or scripts: the CSP forbids them."; exit 1; }

fmt: .venv/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/.ready-dev
	$(BIN)/mypy

contracts: .venv/.ready-dev
	$(BIN)/lint-imports

migrations: .venv/.ready-dev
	$(BIN)/fondaco makemigrations --check --dry-run

translations: .venv/.ready-dev
	$(BIN)/fondaco translations check

# The pages of docs/ as a site in docs/_build; a warning is an error.
docs: .venv/.ready-docs
	@$(BIN)/sphinx-build --quiet --fresh-env --fail-on-warning --keep-going docs docs/_build

# Installs the site beside everything else as docs/how-to/deploy.md says, but for systemd.
walk: .venv/.ready-dev
	$(BIN)/pytest -m deploy -n 0 tests/deploy

# What the program says of itself: the command line and the API.
reference: .venv/.ready-dev
	$(BIN)/fondaco openapi > docs/reference/openapi.json
	$(BIN)/python tools/write_reference.py

test-sqlite: compiled
	$(BIN)/pytest $(PARALLEL)

# The same with every line counted: it takes half as long again, so it is not in `check`.
coverage: compiled
	$(BIN)/pytest $(PARALLEL) --cov --cov-report=term:skip-covered

# A server of the standard kind on the standard port, unless told otherwise.
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/postgres
# Only the tests that ask a database: the others would answer the same. With WHOLE=1 those,
# too, whose questions other tests ask already.
test-postgresql: compiled
	DATABASE_URL=$(TEST_DATABASE_URL) $(BIN)/pytest $(PARALLEL)

browser: compiled
	$(BIN)/pytest -m browser -n 2 tests/browser

# Kills what writes (kill -9) at random points, on both databases; STRESS_POINTS for fewer
# or more than a hundred.
stress: .venv/.ready-dev
	TEST_DATABASE_URL=$(TEST_DATABASE_URL) $(BIN)/pytest -m stress -n 0 tests/stress

# Asks the API whatever its description allows, and holds the answers to it.
fuzz: compiled
	$(BIN)/pytest -m fuzz -n 2 --dist worksteal tests/api/test_schema.py

# An import, the pages at three sizes, and every engine beside its peers; minutes to an
# hour, on a quiet machine.
bench: .venv/.ready-dev
	$(BIN)/python benchmarks/import.py
	$(BIN)/python -m benchmarks.web --scales 0.1,1,10
	$(BIN)/python -m benchmarks.timetabling_small
	$(BIN)/python -m benchmarks.timetabling_large --peer
	$(BIN)/python -m benchmarks.timetabling_replan
	$(BIN)/python -m benchmarks.press
	$(BIN)/python -m benchmarks.press_agreement
	@VIRTUAL_ENV= $(BIN)/uv sync --quiet --frozen --inexact --group bench --python $(BIN)/python
	$(BIN)/python -m benchmarks.matching
	$(BIN)/python -m benchmarks.matching_text
	$(BIN)/python -m benchmarks.matching_scale

# Two at a time, since each by itself leaves a core idle now and then; the browser, which
# waits for pages by the clock, alone at the end.
check: .venv/.ready-dev
	+$(MAKE) --no-print-directory --jobs=2 --output-sync=target check-beside
	+$(MAKE) --no-print-directory browser

check-beside: test-sqlite test-postgresql lint types contracts migrations translations docs

clean:
	rm -rf .venv var docs/_build .mypy_cache .ruff_cache .import_linter_cache .coverage
